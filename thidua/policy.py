"""Role × Action on one page: may this person? (Whether the thing may be done now is a question for `rules/`.)

Views, API, templates, the permission page and the generated tests all read TABLE. A secretary prepares and never
approves, signs or votes.
"""

from enum import StrEnum


class Role(StrEnum):
    """Seats a person may hold; values are stored."""

    OFFICER = "OFFICER"
    HEAD_OF_OFFICE = "HEAD_OF_OFFICE"
    BLOCK_LEADER = "BLOCK_LEADER"
    PRINCIPAL = "PRINCIPAL"
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
    Role.SECRETARY: "Thư ký",
    Role.COUNCIL_MEMBER: "Ủy viên hội đồng",
    Role.PLATFORM: "Quản trị nền tảng",
}


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
    RECEIVE_REGISTRATION = "receive_registration"
    RECEIVE_FOR_BLOCK = "receive_for_block"
    SEE_SENDING = "see_sending"
    CHASE = "chase"
    SEE_MAIL = "see_mail"
    EDIT_TARGETS = "edit_targets"
    EDIT_TOPICS = "edit_topics"
    EDIT_MEETINGS = "edit_meetings"
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


ACTION_LABELS = {
    Action.CHOOSE_SEAT: "Đổi vai trò đang dùng",
    Action.SEE_HOME: "Xem việc cần làm",
    Action.SEE_BOARD: "Xem bảng theo dõi của đơn vị quản lý",
    Action.SEE_BLOCK: "Xem khối thi đua: thành viên, chỉ tiêu, công trình, chuyên đề",
    Action.SEE_SCHOOL: "Xem trang của trường",
    Action.SEE_STAFF: "Xem nhân sự và danh sách đăng ký cá nhân",
    Action.SEE_CATALOGUE: "Tra cứu danh hiệu, hình thức khen thưởng",
    Action.SEE_PLAN: "Xem kế hoạch khối và các bản đã kết xuất",
    Action.SEE_POLICY: "Xem bảng phân quyền",
    Action.SEE_AUDIT: "Xem nhật ký",
    Action.SEE_TIMELINE: "Xem đã làm gì với các mục của đơn vị mình",
    Action.EXPORT_STAFF: "Xuất danh sách nhân sự",
    Action.INTAKE: "Nhận tệp Excel",
    Action.EDIT_REGISTRATION: "Soạn danh sách đăng ký của trường, gửi hiệu trưởng duyệt",
    Action.APPROVE_REGISTRATION: "Duyệt, gửi và thu hồi danh sách đăng ký của trường",
    Action.RECEIVE_REGISTRATION: "Tiếp nhận, trả lại, chấp nhận danh sách đăng ký",
    Action.RECEIVE_FOR_BLOCK: "Ghi nhận khối đã nhận danh sách đăng ký của trường",
    Action.SEE_SENDING: "Xem đơn vị nào chưa gửi",
    Action.SEE_MAIL: "Xem nhật ký gửi thư, gửi lại thư, đặt giờ gửi",
    Action.CHASE: "Nhắc đơn vị chưa gửi, gia hạn",
    Action.EDIT_TARGETS: "Sửa chỉ tiêu tập thể",
    Action.EDIT_TOPICS: "Sửa công trình, chuyên đề",
    Action.EDIT_MEETINGS: "Sửa lịch sinh hoạt khối",
    Action.EDIT_PLAN: "Soạn và kết xuất kế hoạch khối",
    Action.EDIT_UNITS: "Sửa trường, khối, thông tin đơn vị quản lý",
    Action.CHANGE_AUTHORITY: "Chuyển giao trường, đổi tên, kết thúc đơn vị quản lý; hoàn tác biến động đơn vị",
    Action.EDIT_YEARS: "Mở và sửa năm thi đua",
    Action.EDIT_SEATS: "Kết thúc, bàn giao vai trò; đặt lại bước xác minh thứ hai",
    Action.INVITE: "Mời người giữ vai trò, xác nhận người nhận lời",
    Action.DELEGATE: "Ủy quyền cho người khác",
    Action.MANAGE_PERSON: "Xuất, sửa, xóa dữ liệu cá nhân của một người",
    Action.TRY_CONDITIONS: "Thử điều kiện danh hiệu",
    Action.EDIT_FACTS: "Ghi xếp loại, nghỉ dài, sáng kiến, dữ kiện của trường",
    Action.ATTEST: "Xác nhận tiêu chí định tính của cá nhân, của trường",
    Action.SEE_DISCIPLINE: "Xem kỷ luật, vụ việc đang xem xét",
    Action.EDIT_DISCIPLINE: "Ghi kỷ luật, vụ việc đang xem xét",
    Action.SEE_OVERSIGHT: "Xem cấp trên, đơn vị trực thuộc và ai đã đọc",
    Action.EDIT_OVERSIGHT: "Xin, đồng ý, kết thúc quyền đọc của cấp trên",
    Action.SEE_SUPPORT: "Xem và kết thúc phiên hỗ trợ",
    Action.RULE_SUPPORT: "Cho phép hoặc không cho phép hỗ trợ viên đọc",
    Action.SEE_FILES: "Xem, tải tệp đính kèm hồ sơ",
    Action.ATTACH_FILES: "Đính kèm, gỡ tệp của hồ sơ mình lập",
    Action.SET_QUOTA: "Đặt hạn mức lưu tệp của trường và cơ quan",
    Action.RUN_PLATFORM: "Mở đơn vị quản lý, xin phiên hỗ trợ, khôi phục đăng nhập",
}

_A = Action
_READ = {_A.CHOOSE_SEAT, _A.SEE_HOME, _A.SEE_BLOCK, _A.SEE_SCHOOL, _A.SEE_CATALOGUE, _A.SEE_PLAN, _A.TRY_CONDITIONS}
_FILES = {_A.SEE_FILES, _A.ATTACH_FILES}
_SCHOOL_ONLY = {_A.EDIT_REGISTRATION, _A.APPROVE_REGISTRATION}
_HEAD_ONLY = {_A.DELEGATE, _A.EDIT_OVERSIGHT, _A.RULE_SUPPORT}
_OTHERS = {_A.EDIT_PLAN, _A.EDIT_MEETINGS, _A.RECEIVE_FOR_BLOCK, _A.RUN_PLATFORM}
_OFFICE = set(Action) - _OTHERS - _HEAD_ONLY - _SCHOOL_ONLY

TABLE: dict[Role, frozenset[Action]] = {
    Role.OFFICER: frozenset(_OFFICE | {_A.EDIT_PLAN, _A.EDIT_MEETINGS}),
    Role.HEAD_OF_OFFICE: frozenset(_OFFICE | _HEAD_ONLY),
    Role.BLOCK_LEADER: frozenset(
        _READ
        | _FILES
        | {_A.SEE_STAFF, _A.SEE_SENDING, _A.INTAKE, _A.RECEIVE_FOR_BLOCK}
        | {_A.EDIT_TARGETS, _A.EDIT_TOPICS, _A.EDIT_MEETINGS, _A.EDIT_PLAN, _A.DELEGATE, _A.SEE_TIMELINE}
    ),
    Role.PRINCIPAL: frozenset(
        _READ
        | _FILES
        | {_A.SEE_STAFF, _A.EXPORT_STAFF, _A.INTAKE, _A.EDIT_TOPICS, _A.INVITE, _A.DELEGATE}
        | {_A.EDIT_REGISTRATION, _A.APPROVE_REGISTRATION, _A.EDIT_FACTS, _A.ATTEST}
        | {_A.SEE_DISCIPLINE, _A.EDIT_DISCIPLINE, _A.SEE_TIMELINE}
    ),
    Role.SECRETARY: frozenset(
        _READ
        | _FILES
        | {_A.SEE_STAFF, _A.EXPORT_STAFF, _A.INTAKE, _A.EDIT_TOPICS, _A.EDIT_REGISTRATION, _A.EDIT_FACTS}
        | {_A.SEE_TIMELINE}
    ),
    Role.COUNCIL_MEMBER: frozenset(_READ),
    Role.PLATFORM: frozenset({_A.CHOOSE_SEAT, _A.RUN_PLATFORM}),
}

# Roles that must prove themselves a second time when they sign in (settings.MFA_REQUIRED says whether it is demanded).
MFA_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_OFFICE, Role.BLOCK_LEADER, Role.PLATFORM})
# Roles whose signed-in pages end after half an hour without use.
SHORT_IDLE_ROLES = frozenset({Role.OFFICER, Role.HEAD_OF_OFFICE, Role.PLATFORM})
# Reading in another authority by right; nothing there can be changed. The trail may tell of discipline and complaints:
# only the successor, whose work it has become, reads it; discipline itself and ballots are in none of these lists.
_READS = frozenset((_READ - {_A.TRY_CONDITIONS}) | {_A.SEE_BOARD, _A.SEE_STAFF, _A.SEE_SENDING})
READS_THE_PAST = _READS | {_A.SEE_AUDIT, _A.SEE_FILES}  # a successor's office, of authorities whose work it took
READS_A_MEMBER = _READS  # a superior authority's office, of the authorities below it that agreed
READS_IN_SUPPORT = _READS  # a platform support session that was announced
# Grave deeds: before a change the person proves again who they are (password or second proof within the last minutes);
# where a file with personal data is handed out, before reading too.
ASKS_AGAIN = frozenset(
    {_A.EDIT_SEATS, _A.INVITE, _A.DELEGATE, _A.MANAGE_PERSON, _A.APPROVE_REGISTRATION, _A.EXPORT_STAFF}
    | {_A.EDIT_OVERSIGHT, _A.RULE_SUPPORT, _A.RUN_PLATFORM, _A.CHANGE_AUTHORITY}
)
ASKS_BEFORE_READING = frozenset({_A.EXPORT_STAFF})
# What a holder of a seat may let another person do. Seats and delegations are never passed on, nor is a ballot.
NEVER_DELEGATED = frozenset(
    {_A.EDIT_SEATS, _A.INVITE, _A.DELEGATE, _A.MANAGE_PERSON, _A.SEE_AUDIT, _A.EDIT_UNITS, _A.CHANGE_AUTHORITY}
    | {_A.SEE_TIMELINE, _A.SEE_OVERSIGHT, _A.EDIT_OVERSIGHT, _A.SEE_SUPPORT, _A.RULE_SUPPORT}
)


def delegable(role: Role | str) -> list[Action]:
    """What a seat of `role` may pass on, beyond reading what the role reads, in the order of the policy page."""
    return [action for action in Action if may(role, action) and action not in NEVER_DELEGATED | _READ]


def reading(role: Role | str) -> frozenset[Action]:
    """What every delegate of `role` may read: without it no page could be opened."""
    return frozenset(action for action in _READ if may(role, action))


def may(role: Role | str, action: Action) -> bool:
    """Whether a seat of `role` may do `action` at all."""
    return action in TABLE.get(Role(role), frozenset())


def asks_again(action: Action, *, changes: bool) -> bool:
    """Whether `action` wants a recent proof of who acts, for a request that `changes` something or only reads."""
    return action in (ASKS_AGAIN if changes else ASKS_BEFORE_READING)


def roles_that_may(action: Action) -> list[str]:
    """Vietnamese names of the roles that may do `action`, for the sentence of a closed door."""
    return [ROLE_LABELS[role] for role in Role if action in TABLE[role]]
