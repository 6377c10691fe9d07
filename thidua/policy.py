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


ROLE_LABELS = {
    Role.OFFICER: "Chuyên viên",
    Role.HEAD_OF_OFFICE: "Trưởng phòng",
    Role.BLOCK_LEADER: "Khối trưởng",
    Role.PRINCIPAL: "Hiệu trưởng",
    Role.SECRETARY: "Thư ký",
    Role.COUNCIL_MEMBER: "Ủy viên hội đồng",
}


class Action(StrEnum):
    """What a door may demand; one word each for see and do."""

    SEE_HOME = "see_home"
    SEE_BOARD = "see_board"
    SEE_BLOCK = "see_block"
    SEE_SCHOOL = "see_school"
    SEE_STAFF = "see_staff"
    SEE_CATALOGUE = "see_catalogue"
    SEE_PLAN = "see_plan"
    SEE_POLICY = "see_policy"
    SEE_AUDIT = "see_audit"
    EXPORT_STAFF = "export_staff"
    INTAKE = "intake"
    EDIT_TARGETS = "edit_targets"
    EDIT_TOPICS = "edit_topics"
    EDIT_MEETINGS = "edit_meetings"
    EDIT_PLAN = "edit_plan"
    EDIT_UNITS = "edit_units"
    EDIT_YEARS = "edit_years"
    EDIT_SEATS = "edit_seats"
    TRY_CONDITIONS = "try_conditions"


ACTION_LABELS = {
    Action.SEE_HOME: "Xem việc cần làm",
    Action.SEE_BOARD: "Xem bảng theo dõi của đơn vị quản lý",
    Action.SEE_BLOCK: "Xem khối thi đua: thành viên, chỉ tiêu, công trình, chuyên đề",
    Action.SEE_SCHOOL: "Xem trang của trường",
    Action.SEE_STAFF: "Xem nhân sự và danh sách đăng ký cá nhân",
    Action.SEE_CATALOGUE: "Tra cứu danh hiệu, hình thức khen thưởng",
    Action.SEE_PLAN: "Xem kế hoạch khối và các bản đã kết xuất",
    Action.SEE_POLICY: "Xem bảng phân quyền",
    Action.SEE_AUDIT: "Xem nhật ký",
    Action.EXPORT_STAFF: "Xuất danh sách nhân sự",
    Action.INTAKE: "Nhận tệp Excel",
    Action.EDIT_TARGETS: "Sửa chỉ tiêu tập thể",
    Action.EDIT_TOPICS: "Sửa công trình, chuyên đề",
    Action.EDIT_MEETINGS: "Sửa lịch sinh hoạt khối",
    Action.EDIT_PLAN: "Soạn và kết xuất kế hoạch khối",
    Action.EDIT_UNITS: "Sửa trường, khối, thông tin đơn vị quản lý",
    Action.EDIT_YEARS: "Mở và sửa năm thi đua",
    Action.EDIT_SEATS: "Giao và kết thúc vai trò",
    Action.TRY_CONDITIONS: "Thử điều kiện danh hiệu",
}

_A = Action
_READ = {_A.SEE_HOME, _A.SEE_BLOCK, _A.SEE_SCHOOL, _A.SEE_CATALOGUE, _A.SEE_PLAN, _A.TRY_CONDITIONS}
_OFFICE = set(Action) - {_A.EDIT_PLAN, _A.EDIT_MEETINGS}

TABLE: dict[Role, frozenset[Action]] = {
    Role.OFFICER: frozenset(_OFFICE | {_A.EDIT_PLAN, _A.EDIT_MEETINGS}),
    Role.HEAD_OF_OFFICE: frozenset(_OFFICE),
    Role.BLOCK_LEADER: frozenset(
        _READ | {_A.SEE_STAFF, _A.INTAKE, _A.EDIT_TARGETS, _A.EDIT_TOPICS, _A.EDIT_MEETINGS, _A.EDIT_PLAN}
    ),
    Role.PRINCIPAL: frozenset(_READ | {_A.SEE_STAFF, _A.EXPORT_STAFF, _A.INTAKE, _A.EDIT_TOPICS}),
    Role.SECRETARY: frozenset(_READ | {_A.SEE_STAFF, _A.EXPORT_STAFF, _A.INTAKE, _A.EDIT_TOPICS}),
    Role.COUNCIL_MEMBER: frozenset(_READ),
}


def may(role: Role | str, action: Action) -> bool:
    """Whether a seat of `role` may do `action` at all."""
    return action in TABLE.get(Role(role), frozenset())


def roles_that_may(action: Action) -> list[str]:
    """Vietnamese names of the roles that may do `action`, for the sentence of a closed door."""
    return [ROLE_LABELS[role] for role in Role if action in TABLE[role]]
