"""Role × Action on one page: may this person? (Whether the thing may be done now is a question for `rules/`.)

Views, API, templates, the permission page and the generated tests all read GRANTS. Nothing comes by subtraction: an
action without a row belongs to nobody. A secretary prepares and never approves, signs or votes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Seats a person may hold; values are stored."""

    OFFICER = "OFFICER"
    HEAD_OF_OFFICE = "HEAD_OF_OFFICE"
    BLOCK_LEADER = "BLOCK_LEADER"
    PRINCIPAL = "PRINCIPAL"
    DEPUTY = "DEPUTY"
    SECRETARY = "SECRETARY"
    COUNCIL_MEMBER = "COUNCIL_MEMBER"
    PLATFORM = "PLATFORM"


# A seat is held in an authority; the platform's staff hold none (Account.platform_staff).
SEAT_ROLES = tuple(role for role in Role if role is not Role.PLATFORM)

ROLE_LABELS = {
    Role.OFFICER: "Chuyên viên",
    Role.HEAD_OF_OFFICE: "Trưởng phòng",
    Role.BLOCK_LEADER: "Khối trưởng",
    Role.PRINCIPAL: "Hiệu trưởng",
    Role.DEPUTY: "Phó hiệu trưởng",
    Role.SECRETARY: "Thư ký",
    Role.COUNCIL_MEMBER: "Ủy viên hội đồng",
    Role.PLATFORM: "Quản trị nền tảng",
}

# What the head of an office is called where the authority is not one of the usual kind (access/kinds.DistrictKind).
_HEADS = {"SO_GDDT": "Giám đốc"}


def role_label(role: Role | str, kind: str = "") -> str:
    """What a role is called in an authority of `kind`: the head of a Sở is its Giám đốc."""
    known = Role(role)
    return _HEADS.get(kind, ROLE_LABELS[known]) if known is Role.HEAD_OF_OFFICE else ROLE_LABELS[known]


class Action(StrEnum):
    """What a door may demand; one word each for see and do."""

    CHOOSE_SEAT = "choose_seat"
    SEE_HOME = "see_home"
    SEE_BOARD = "see_board"
    SEE_BLOCK = "see_block"
    SEE_SCHOOL = "see_school"
    SEE_STAFF = "see_staff"
    SEE_CATALOGUE = "see_catalogue"
    SEE_PLAN = "see_plan"
    SEE_POLICY = "see_policy"
    SEE_AUDIT = "see_audit"
    SEE_TIMELINE = "see_timeline"
    EXPORT_STAFF = "export_staff"
    INTAKE = "intake"
    EDIT_REGISTRATION = "edit_registration"
    APPROVE_REGISTRATION = "approve_registration"
    RETURN_TO_SECRETARY = "return_to_secretary"
    RECEIVE_REGISTRATION = "receive_registration"
    RECEIVE_FOR_BLOCK = "receive_for_block"
    SEE_SENDING = "see_sending"
    CHASE = "chase"
    SEE_MAIL = "see_mail"
    EDIT_TARGETS = "edit_targets"
    EDIT_COVENANT = "edit_covenant"
    EDIT_REGULATION = "edit_regulation"
    EDIT_TOPICS = "edit_topics"
    SEE_MOVEMENTS = "see_movements"
    EDIT_MOVEMENT = "edit_movement"
    LAUNCH_MOVEMENT = "launch_movement"
    SEE_SCHOOL_PLAN = "see_school_plan"
    EDIT_SCHOOL_PLAN = "edit_school_plan"
    RUN_SCHOOL_PLAN = "run_school_plan"
    FINISH_PLAN_TASK = "finish_plan_task"
    EDIT_MEETINGS = "edit_meetings"
    SEE_MEETINGS = "see_meetings"
    ANSWER_MEETINGS = "answer_meetings"
    RUN_MEETINGS = "run_meetings"
    CLOSE_MINUTES = "close_minutes"
    DIRECT_MEETINGS = "direct_meetings"
    FOUND_COUNCILS = "found_councils"
    RULE_SITTINGS = "rule_sittings"
    EDIT_PLAN = "edit_plan"
    EDIT_UNITS = "edit_units"
    CHANGE_AUTHORITY = "change_authority"
    EDIT_YEARS = "edit_years"
    EDIT_SEATS = "edit_seats"
    INVITE = "invite"
    DELEGATE = "delegate"
    MANAGE_PERSON = "manage_person"
    TRY_CONDITIONS = "try_conditions"
    EDIT_FACTS = "edit_facts"
    ATTEST = "attest"
    SEE_DISCIPLINE = "see_discipline"
    EDIT_DISCIPLINE = "edit_discipline"
    SEE_OVERSIGHT = "see_oversight"
    EDIT_OVERSIGHT = "edit_oversight"
    SEE_SUPPORT = "see_support"
    RULE_SUPPORT = "rule_support"
    RUN_PLATFORM = "run_platform"
    SEE_FILES = "see_files"
    ATTACH_FILES = "attach_files"
    SET_QUOTA = "set_quota"
    KEEP_NUMBERS = "keep_numbers"
    SIGN_PAPER = "sign_paper"


class Again(StrEnum):
    """When a grave deed wants a recent proof of who acts (password or second proof within the last minutes)."""

    NEVER = "never"
    ON_CHANGE = "on_change"
    ALWAYS = "always"  # where a file with personal data is handed out: before reading too


@dataclass(frozen=True, slots=True)
class Grant:
    """What an action is called, whose seats may do it, which of those may lend it, when it asks again."""

    label: str
    to: tuple[Role, ...]
    lends: tuple[Role, ...] = ()  # reading is lent with every delegation; seats, delegations and ballots never
    again: Again = Again.NEVER


_A = Action
OF, HD, BL, PR = Role.OFFICER, Role.HEAD_OF_OFFICE, Role.BLOCK_LEADER, Role.PRINCIPAL
SE, CM, PL = Role.SECRETARY, Role.COUNCIL_MEMBER, Role.PLATFORM
DP = Role.DEPUTY  # reads what the school reads, and does what the principal lends
GRANTS: Mapping[Action, Grant] = {
    _A.CHOOSE_SEAT: Grant("Đổi vai trò đang dùng", (OF, HD, BL, PR, DP, SE, CM, PL)),
    _A.SEE_HOME: Grant("Xem việc cần làm", (OF, HD, BL, PR, DP, SE, CM)),
    _A.SEE_BOARD: Grant("Xem bảng theo dõi của đơn vị quản lý", (OF, HD), lends=(OF, HD)),
    _A.SEE_BLOCK: Grant("Xem khối thi đua: thành viên, chỉ tiêu, công trình, chuyên đề", (OF, HD, BL, PR, DP, SE, CM)),
    _A.SEE_SCHOOL: Grant("Xem trang của trường", (OF, HD, BL, PR, DP, SE, CM)),
    _A.SEE_STAFF: Grant(
        "Xem nhân sự và danh sách đăng ký cá nhân", (OF, HD, BL, PR, DP, SE), lends=(OF, HD, BL, PR, SE)
    ),
    _A.SEE_CATALOGUE: Grant("Tra cứu danh hiệu, hình thức khen thưởng", (OF, HD, BL, PR, DP, SE, CM)),
    _A.SEE_PLAN: Grant("Xem kế hoạch khối và các bản đã kết xuất", (OF, HD, BL, PR, DP, SE, CM)),
    _A.SEE_POLICY: Grant("Xem bảng phân quyền", (OF, HD), lends=(OF, HD)),
    _A.SEE_AUDIT: Grant("Xem nhật ký", (OF, HD)),
    _A.SEE_TIMELINE: Grant("Xem đã làm gì với các mục của đơn vị mình", (OF, HD, BL, PR, DP, SE)),
    _A.EXPORT_STAFF: Grant(
        "Xuất danh sách nhân sự, tải văn bản có danh sách người",
        (OF, HD, BL, PR, SE),
        lends=(OF, HD, BL, PR, SE),
        again=Again.ALWAYS,
    ),
    _A.INTAKE: Grant("Nhận tệp Excel", (OF, HD, BL, PR, SE), lends=(OF, HD, BL, PR, SE)),
    _A.EDIT_REGISTRATION: Grant("Soạn danh sách đăng ký của trường, gửi hiệu trưởng duyệt", (PR, SE), lends=(PR, SE)),
    _A.APPROVE_REGISTRATION: Grant(
        "Duyệt, gửi và thu hồi danh sách đăng ký của trường", (PR,), lends=(PR,), again=Again.ON_CHANGE
    ),
    _A.RETURN_TO_SECRETARY: Grant("Trả lại thư ký, xin trả lại danh sách đăng ký để sửa", (PR,), lends=(PR,)),
    _A.RECEIVE_REGISTRATION: Grant("Tiếp nhận, trả lại, công nhận đăng ký", (OF, HD), lends=(OF, HD)),
    _A.RECEIVE_FOR_BLOCK: Grant("Ghi nhận khối đã nhận danh sách đăng ký của trường", (BL,), lends=(BL,)),
    _A.SEE_SENDING: Grant("Xem đơn vị nào chưa gửi", (OF, HD, BL), lends=(OF, HD, BL)),
    _A.CHASE: Grant("Nhắc đơn vị chưa gửi, gia hạn", (OF, HD), lends=(OF, HD)),
    _A.SEE_MAIL: Grant("Xem nhật ký gửi thư, gửi lại thư, đặt giờ gửi", (OF, HD), lends=(OF, HD)),
    _A.EDIT_TARGETS: Grant("Sửa chỉ tiêu tập thể", (OF, HD, BL), lends=(OF, HD, BL)),
    _A.EDIT_COVENANT: Grant("Soạn, chốt, mở lại giao ước thi đua", (OF, BL), lends=(OF, BL)),
    _A.EDIT_REGULATION: Grant("Soạn, ban hành quy chế hoạt động khối", (OF, BL), lends=(OF, BL)),
    _A.EDIT_TOPICS: Grant("Sửa công trình, chuyên đề", (OF, HD, BL, PR, SE), lends=(OF, HD, BL, PR, SE)),
    _A.SEE_MOVEMENTS: Grant("Xem phong trào thi đua", (OF, HD, BL, PR, DP, SE, CM)),
    _A.EDIT_MOVEMENT: Grant(
        "Soạn phong trào thi đua, ghi tham gia, báo cáo, đề nghị khen", (OF, HD, BL, PR, SE), lends=(OF, HD, BL, PR, SE)
    ),
    _A.LAUNCH_MOVEMENT: Grant("Phát động, tổng kết, kết thúc phong trào thi đua", (OF, HD, BL, PR), lends=(HD, BL, PR)),
    _A.SEE_SCHOOL_PLAN: Grant("Xem kế hoạch thi đua của trường", (OF, HD, BL, PR, DP, SE, CM)),
    _A.EDIT_SCHOOL_PLAN: Grant("Soạn kế hoạch thi đua của trường", (PR, SE), lends=(PR, SE)),
    _A.RUN_SCHOOL_PLAN: Grant("Ban hành, thực hiện, kết thúc kế hoạch thi đua của trường", (PR,), lends=(PR,)),
    _A.FINISH_PLAN_TASK: Grant("Báo đã làm việc trong kế hoạch của trường", (PR, DP, SE, CM), lends=(PR, SE)),
    _A.EDIT_MEETINGS: Grant("Sửa lịch sinh hoạt khối", (OF, BL), lends=(OF, BL)),
    _A.SEE_MEETINGS: Grant("Xem cuộc họp, biên bản của hội đồng, khối mình", (OF, HD, BL, PR, DP, SE, CM)),
    _A.ANSWER_MEETINGS: Grant(
        "Trả lời giấy mời, tự điểm danh, cho ý kiến khi vắng", (OF, HD, BL, PR, DP, SE, CM), lends=(OF, HD, BL, PR)
    ),
    _A.RUN_MEETINGS: Grant(
        "Lên lịch, mời, điểm danh, ghi nội dung cuộc họp", (OF, HD, BL, PR, SE), lends=(OF, HD, BL, PR, SE)
    ),
    _A.CLOSE_MINUTES: Grant("Khép, mở lại biên bản cuộc họp", (OF, HD, BL, PR), lends=(OF, HD, BL, PR)),
    _A.DIRECT_MEETINGS: Grant("Cho ý kiến chỉ đạo về điều chưa thống nhất", (HD,), lends=(HD,)),
    _A.FOUND_COUNCILS: Grant("Lập hội đồng, cử thành viên", (OF, HD, BL, PR), lends=(OF, HD, BL, PR)),
    _A.RULE_SITTINGS: Grant("Đặt quy định về phiên họp của đơn vị quản lý", (OF, HD), lends=(OF, HD)),
    _A.EDIT_PLAN: Grant("Soạn và kết xuất kế hoạch khối", (OF, BL), lends=(OF, BL)),
    _A.EDIT_UNITS: Grant("Sửa trường, khối, thông tin đơn vị quản lý", (OF, HD)),
    _A.CHANGE_AUTHORITY: Grant(
        "Sáp nhập, chia tách, giải thể, chuyển giao trường; đổi tên, kết thúc đơn vị quản lý; hoàn tác biến động",
        (OF, HD),
        again=Again.ON_CHANGE,
    ),
    _A.EDIT_YEARS: Grant("Mở và sửa năm thi đua", (OF, HD), lends=(OF, HD)),
    _A.EDIT_SEATS: Grant(
        "Đặt lại đăng nhập, phân công theo cấp học, thu hồi ủy quyền",
        (OF, HD),
        again=Again.ON_CHANGE,
    ),
    _A.INVITE: Grant("Mời, xác nhận, kết thúc, bàn giao người giữ vai trò", (OF, HD, PR), again=Again.ON_CHANGE),
    _A.DELEGATE: Grant("Ủy quyền cho người khác", (HD, BL, PR), again=Again.ON_CHANGE),
    _A.MANAGE_PERSON: Grant("Xuất, sửa, xóa dữ liệu cá nhân của một người", (OF, HD), again=Again.ON_CHANGE),
    _A.TRY_CONDITIONS: Grant("Thử điều kiện danh hiệu", (OF, HD, BL, PR, DP, SE, CM)),
    _A.EDIT_FACTS: Grant(
        "Ghi xếp loại, nghỉ dài, sáng kiến, dữ kiện của trường", (OF, HD, PR, SE), lends=(OF, HD, PR, SE)
    ),
    _A.ATTEST: Grant("Xác nhận tiêu chí định tính của cá nhân, của trường", (OF, HD, PR), lends=(OF, HD, PR)),
    _A.SEE_DISCIPLINE: Grant("Xem kỷ luật, vụ việc đang xem xét", (OF, HD, PR), lends=(OF, HD, PR)),
    _A.EDIT_DISCIPLINE: Grant("Ghi kỷ luật, vụ việc đang xem xét", (OF, HD, PR), lends=(OF, HD, PR)),
    _A.SEE_OVERSIGHT: Grant("Xem cấp trên, đơn vị trực thuộc và ai đã đọc", (OF, HD)),
    _A.EDIT_OVERSIGHT: Grant("Xin, đồng ý, kết thúc quyền đọc của cấp trên", (HD,), again=Again.ON_CHANGE),
    _A.SEE_SUPPORT: Grant("Xem và kết thúc phiên hỗ trợ", (OF, HD)),
    _A.RULE_SUPPORT: Grant("Cho phép hoặc không cho phép hỗ trợ viên đọc", (HD,), again=Again.ON_CHANGE),
    _A.RUN_PLATFORM: Grant("Mở đơn vị quản lý, xin phiên hỗ trợ, khôi phục đăng nhập", (PL,), again=Again.ON_CHANGE),
    _A.KEEP_NUMBERS: Grant(
        "Xem sổ số văn bản của đơn vị, giữ số, hủy số đã giữ, đặt quy tắc ghi số",
        (OF, HD, BL, PR, SE),
        lends=(OF, HD, BL, PR, SE),
    ),
    _A.SIGN_PAPER: Grant(
        "Ký số văn bản ở ô ký của mình", (OF, HD, BL, PR, SE), lends=(HD, BL, PR), again=Again.ON_CHANGE
    ),
    _A.SEE_FILES: Grant("Xem, tải tệp đính kèm hồ sơ", (OF, HD, BL, PR, DP, SE), lends=(OF, HD, BL, PR, SE)),
    _A.ATTACH_FILES: Grant("Đính kèm, gỡ tệp của hồ sơ mình lập", (OF, HD, BL, PR, SE), lends=(OF, HD, BL, PR, SE)),
    _A.SET_QUOTA: Grant("Đặt hạn mức lưu tệp của trường và cơ quan", (OF, HD), lends=(OF, HD)),
}
ACTION_LABELS = {action: grant.label for action, grant in GRANTS.items()}
TABLE: Mapping[Role, frozenset[Action]] = {
    role: frozenset(action for action, grant in GRANTS.items() if role in grant.to) for role in Role
}

ASKS_AGAIN = frozenset(action for action, grant in GRANTS.items() if grant.again is not Again.NEVER)

# Roles that must prove themselves a second time when they sign in (settings.MFA_REQUIRED says whether it is demanded).
MFA_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_OFFICE, Role.BLOCK_LEADER, Role.PLATFORM})
# Roles whose signed-in pages end after half an hour without use.
SHORT_IDLE_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_OFFICE, Role.PLATFORM})
# What every delegate reads beside what was lent, where the role reads it: without it no page could be opened.
READ_BY_DELEGATES = frozenset(
    {_A.CHOOSE_SEAT, _A.SEE_HOME, _A.SEE_BLOCK, _A.SEE_SCHOOL}
    | {_A.SEE_CATALOGUE, _A.SEE_PLAN, _A.SEE_MEETINGS, _A.TRY_CONDITIONS, _A.SEE_MOVEMENTS, _A.SEE_SCHOOL_PLAN}
)
# Reading in another authority by right; nothing there can be changed. The trail may tell of discipline and complaints:
# only the successor, whose work it has become, reads it; discipline itself and ballots are in none of these lists.
_READS = frozenset(
    {
        _A.CHOOSE_SEAT,
        _A.SEE_HOME,
        _A.SEE_BOARD,
        _A.SEE_BLOCK,
        _A.SEE_SCHOOL,
        _A.SEE_STAFF,
        _A.SEE_CATALOGUE,
        _A.SEE_PLAN,
        _A.SEE_SENDING,
        _A.SEE_MOVEMENTS,
        _A.SEE_SCHOOL_PLAN,
    }
)
READS_THE_PAST = _READS | {_A.SEE_AUDIT, _A.SEE_FILES}  # a successor's office, of authorities whose work it took
READS_A_MEMBER = _READS  # a superior authority's office, of the authorities below it that agreed
READS_IN_SUPPORT = _READS  # a platform support session that was announced


def delegable(role: Role | str) -> list[Action]:
    """What a seat of `role` may pass on, beyond reading what the role reads, in the order of the policy page."""
    return [action for action in Action if action in GRANTS and Role(role) in GRANTS[action].lends]


def reading(role: Role | str) -> frozenset[Action]:
    """What every delegate of `role` may read."""
    return frozenset(action for action in READ_BY_DELEGATES if may(role, action))


def may(role: Role | str, action: Action) -> bool:
    """Whether a seat of `role` may do `action` at all."""
    return action in TABLE.get(Role(role), frozenset())


def asks_again(action: Action, *, changes: bool, view: Again = Again.NEVER) -> bool:
    """Whether `action` wants a recent proof of who acts, for a request that `changes` something or only reads.

    A view may ask more often than its action does (`thidua/web/gates.py`), never less.
    """
    asked = {GRANTS[action].again if action in GRANTS else Again.ALWAYS, view}
    return Again.ALWAYS in asked or (changes and Again.ON_CHANGE in asked)


def roles_that_may(action: Action) -> list[str]:
    """Vietnamese names of the roles that may do `action`, for the sentence of a closed door."""
    return [ROLE_LABELS[role] for role in Role if may(role, action)]
