"""Navigation by noun, in the order of the year. An entry is shown when its page exists and the role may use it."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from thidua.actors import Actor
from thidua.policy import Action


class Entry(NamedTuple):
    """One line; pages with `under` in their address belong to it; `unless` hides it from those who may do that."""

    label: str
    url_name: str
    icon: str
    action: Action
    under: str = ""
    unless: Action | None = None


class Shown(NamedTuple):
    """An entry ready for the template."""

    label: str
    url: str
    icon: str
    current: bool


ENTRIES: tuple[Entry, ...] = (
    Entry("Việc cần làm", "home", "list-checks", Action.SEE_HOME),
    Entry("Bảng theo dõi", "board", "layout-dashboard", Action.SEE_BOARD, "/khoi/"),
    Entry("Khối thi đua", "block_home", "layout-dashboard", Action.SEE_BLOCK, "/khoi/", unless=Action.SEE_BOARD),
    Entry("Năm thi đua", "years", "calendar-range", Action.SEE_HOME),
    Entry("Nhận tệp", "intake", "file-up", Action.INTAKE),
    Entry("Đăng ký", "registrations", "clipboard-list", Action.SEE_STAFF),
    Entry("Đăng ký của trường", "own_sheet", "clipboard-pen", Action.EDIT_REGISTRATION),
    Entry("Ai chưa gửi", "sending", "bell-ring", Action.SEE_SENDING),
    Entry("Chỉ tiêu", "targets_home", "target", Action.SEE_BLOCK, "/chi-tieu/"),
    Entry("Công trình, chuyên đề", "topics_home", "hammer", Action.SEE_BLOCK, "/cong-trinh-chuyen-de/"),
    Entry("Dữ kiện xét", "facts_home", "clipboard-check", Action.SEE_STAFF, "/sang-kien/"),
    Entry("Kỷ luật, vụ việc", "disciplines_home", "shield-alert", Action.SEE_DISCIPLINE),
    Entry("Kế hoạch khối", "plans", "file-text", Action.SEE_PLAN),
    Entry("Danh hiệu, khen thưởng", "titles", "award", Action.SEE_CATALOGUE),
    Entry("Thử điều kiện", "try_conditions", "scale", Action.TRY_CONDITIONS),
    Entry("Tệp của đơn vị", "files", "paperclip", Action.SEE_FILES),
    Entry("Người và vai trò", "people", "users-round", Action.INVITE),
    Entry("Dữ liệu cá nhân", "personal", "user-search", Action.MANAGE_PERSON),
    Entry("Ủy quyền", "delegations", "handshake", Action.DELEGATE),
    Entry("Đơn vị quản lý", "authority", "landmark", Action.SEE_HOME),
    Entry("Các đơn vị", "platform", "server", Action.RUN_PLATFORM, "/nen-tang/don-vi/"),
    Entry("Khôi phục đăng nhập", "recoveries", "key-round", Action.RUN_PLATFORM),
    Entry("Nhật ký gửi thư", "mails", "mails", Action.SEE_MAIL),
    Entry("Nhật ký", "audit", "scroll-text", Action.SEE_AUDIT),
    Entry("Phân quyền", "policy", "key-round", Action.SEE_POLICY),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _fit(entry: Entry, url: str, path: str) -> int:
    """How closely the page at `path` belongs to the entry: the length of what matches, 0 for not at all."""
    if entry.under and entry.under in path:
        return len(entry.under)
    return len(url) if path == url or (url != "/" and path.startswith(url)) else 0


def entries(actor: Actor | None, path: str) -> list[Shown]:
    """The lines the acting person sees on the page at `path`; nobody signed in sees none."""
    if actor is None:
        return []
    open_to = [
        (entry, url, _fit(entry, url, path))
        for entry in ENTRIES
        if actor.may(entry.action)
        and not (entry.unless and actor.may(entry.unless))
        and (url := _address(entry.url_name))
    ]
    best = max((fit for *_, fit in open_to), default=0)
    return [Shown(entry.label, url, entry.icon, bool(fit) and fit == best) for entry, url, fit in open_to]
