"""Navigation by noun, in the order of the year. An entry is shown when its page exists and the role may use it."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse

from thidua.policy import Action, Role, may


class Entry(NamedTuple):
    """One line of the navigation; `under` lists first parts of addresses that belong to it."""

    label: str
    url_name: str
    icon: str
    action: Action
    under: tuple[str, ...] = ()


class Shown(NamedTuple):
    """An entry ready for the template."""

    label: str
    url: str
    icon: str
    current: bool


ENTRIES: tuple[Entry, ...] = (
    Entry("Việc cần làm", "home", "list-checks", Action.SEE_HOME),
    Entry("Bảng theo dõi", "board", "layout-dashboard", Action.SEE_BOARD, ("/khoi/",)),
    Entry("Năm thi đua", "years", "calendar-range", Action.SEE_HOME),
    Entry("Nhận tệp", "intake", "file-up", Action.INTAKE),
    Entry("Đăng ký", "registrations", "clipboard-list", Action.SEE_STAFF),
    Entry("Chỉ tiêu", "targets_home", "target", Action.SEE_BLOCK),
    Entry("Công trình, chuyên đề", "topics_home", "hammer", Action.SEE_BLOCK),
    Entry("Kế hoạch khối", "plans", "file-text", Action.SEE_PLAN),
    Entry("Danh hiệu, khen thưởng", "titles", "award", Action.SEE_CATALOGUE),
    Entry("Người dùng, vai trò", "people", "users-round", Action.EDIT_SEATS),
    Entry("Đơn vị quản lý", "authority", "landmark", Action.SEE_HOME),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def entries(role: Role | None, path: str) -> list[Shown]:
    """The lines a person acting as `role` sees on the page at `path`; nobody signed in sees none."""
    if role is None:
        return []
    shown = []
    for entry in ENTRIES:
        url = _address(entry.url_name)
        if not url or not may(role, entry.action):
            continue
        current = path == url or (url != "/" and path.startswith(url)) or path.startswith(entry.under or ("\0",))
        shown.append(Shown(entry.label, url, entry.icon, current))
    return shown
