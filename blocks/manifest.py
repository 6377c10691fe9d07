"""What this wing tells the rest of the house. A new noun writes its lines here and nowhere else."""

from blocks import tasks
from blocks.queries import invariants
from blocks.queries.desk.meeting_tasks import meeting_tasks
from blocks.queries.desk.page_frame import frame_of
from blocks.queries.desk.promise_tasks import promise_tasks
from blocks.queries.desk.sheet_tasks import sheet_tasks
from blocks.queries.desk.unit_tasks import intake_tasks, invitation_tasks, oversight_tasks, year_tasks
from blocks.queries.files.file_kinds import KINDS
from blocks.queries.promise.block_file import covenant_lines, meeting_lines, topic_lines
from blocks.queries.units.personal import PLACES
from blocks.rules.law import load_law
from blocks.rules.meetings.attendance import Answer, Presence
from blocks.rules.meetings.resolutions import Opinion, Outcome
from blocks.rules.promise.targets import TOTAL
from blocks.rules.promise.topics import TopicKind
from blocks.rules.registration.sheet_cells import TEXT_COLUMNS
from blocks.rules.units.changes import COUNTED
from blocks.rules.units.staff import Leaving
from blocks.rules.units.units import Level
from blocks.services.access import reading_log
from blocks.services.intake.batches import READ
from blocks.services.units.transfers import HAND_OVER
from thidua.policy import Action
from thidua.registries.block_file import FileSource
from thidua.registries.links import LinkKind
from thidua.registries.manifest import Check, Manifest
from thidua.registries.menu import Line
from thidua.registries.tasks import TaskSource

A, SHEETS = Action, "/dang-ky/ban/"
NAVIGATION = (
    Line("Việc của tôi", "home", "list-checks", A.SEE_HOME, "work"),
    Line("Hộp thư", "notices", "mail", A.SEE_HOME, "work"),
    Line("Danh sách của trường", "own_sheet", "clipboard-pen", A.EDIT_REGISTRATION, "registration", SHEETS),
    Line("Tiếp nhận", "sending", "bell-ring", A.SEE_SENDING, "registration"),
    Line("Danh sách từng trường", "board", "layout-dashboard", A.SEE_BOARD, "registration", SHEETS),
    Line("Tra theo người", "registrations", "clipboard-list", A.SEE_STAFF, "registration"),
    Line("Nhận tệp Excel", "intake", "file-up", A.INTAKE, "registration"),
    Line(
        "Chỉ tiêu",
        "targets_home",
        "target",
        A.SEE_BLOCK,
        "registration",
        "/chi-tieu/",
        needs=A.SEE_STAFF,
        school_group="block",
    ),
    Line(
        "Công trình, chuyên đề",
        "topics_home",
        "hammer",
        A.SEE_BLOCK,
        "registration",
        "/cong-trinh-chuyen-de/",
        needs=A.SEE_STAFF,
    ),
    Line("Tổng quan", "block_home", "layout-dashboard", A.SEE_BLOCK, "block", "/khoi/"),
    Line("Cuộc họp, biên bản", "meetings", "users", A.SEE_MEETINGS, "block", "/cuoc-hop/"),
    Line("Hội đồng", "councils", "landmark", A.SEE_MEETINGS, "block", "/hoi-dong/"),
    Line("Giao ước", "covenants", "handshake", A.SEE_BLOCK, "block", "/giao-uoc/"),
    Line("Tệp đính kèm", "files", "paperclip", A.SEE_FILES, "papers"),
    Line("Danh hiệu và điều kiện", "titles", "award", A.SEE_CATALOGUE, "lookup"),
    Line("Năm, mốc, lịch nhắc", "years", "calendar-range", A.SEE_HOME, "office", needs=A.SEE_BOARD),
    Line("Người và vai trò", "people", "users-round", A.INVITE, "office", school_group="registration", of_year=False),
    Line("Ủy quyền", "delegations", "handshake", A.DELEGATE, "office", school_group="registration", of_year=False),
    Line("Đơn vị, biến động", "authority", "landmark", A.SEE_HOME, "office", needs=A.SEE_BOARD),
    Line("Cấp trên, đơn vị trực thuộc", "oversight", "network", A.SEE_OVERSIGHT, "office"),
    Line("Phiên hỗ trợ", "support", "life-buoy", A.SEE_SUPPORT, "office"),
    Line("Dữ liệu cá nhân", "personal", "user-search", A.MANAGE_PERSON, "office"),
    Line("Thư đã gửi", "mails", "mails", A.SEE_MAIL, "office"),
    Line("Đơn vị", "platform", "server", A.RUN_PLATFORM, "platform", "/nen-tang/don-vi/"),
    Line("Khôi phục đăng nhập", "recoveries", "key-round", A.RUN_PLATFORM, "platform"),
)
LINKS = (
    LinkKind("home", Action.SEE_HOME),
    LinkKind("notices", Action.SEE_HOME),
    LinkKind("seats", Action.CHOOSE_SEAT),
    LinkKind("years", Action.SEE_HOME),
    LinkKind("block", Action.SEE_BLOCK),
    LinkKind("school", Action.SEE_SCHOOL),
    LinkKind("own_sheet", Action.EDIT_REGISTRATION),
    LinkKind("sheet", Action.SEE_STAFF),
    LinkKind("sheet_confirmations", Action.EDIT_REGISTRATION),
    LinkKind("sending", Action.SEE_SENDING),
    LinkKind("meetings", Action.SEE_MEETINGS),
    LinkKind("meeting", Action.SEE_MEETINGS),
    LinkKind("answer_meeting", Action.ANSWER_MEETINGS),
    LinkKind("my_opinions", Action.ANSWER_MEETINGS),
    LinkKind("meeting_roll", Action.RUN_MEETINGS),
    LinkKind("council", Action.SEE_MEETINGS),
    LinkKind("targets", Action.SEE_BLOCK),
    LinkKind("topics", Action.SEE_BLOCK),
    LinkKind("topic", Action.SEE_BLOCK),
    LinkKind("covenant", Action.SEE_BLOCK),
    LinkKind("edit_meeting", Action.EDIT_MEETINGS),
    LinkKind("intake", Action.INTAKE),
    LinkKind("people", Action.INVITE),
    LinkKind("delegations", Action.DELEGATE),
    LinkKind("change", Action.SEE_BOARD),
    LinkKind("attachments_of_target", Action.SEE_FILES),
    LinkKind("oversight", Action.SEE_OVERSIGHT),
    LinkKind("support", Action.SEE_SUPPORT),
)

TRAIL_WORDS = {
    **COUNTED,
    **{str(kind): kind.label for kind in TopicKind},
    "agree": "đồng ý",
    "answer": "trả lời",
    "asked": "số người được hỏi ý kiến",
    "direction": "ý kiến chỉ đạo",
    "item": "nội dung họp",
    "member": "thành viên",
    "opinions": "ý kiến",
    "outcome": "kết quả",
    "presence": "điểm danh",
    "present": "có mặt",
    "share": "tỷ lệ có mặt",
    "substitutes": "người dự thay biểu quyết",
    "text": "nội dung",
    "admitted": "số tệp được nhận",
    "erase": "ô trống trong tệp xóa dữ liệu",
    "attachments": "tệp đính kèm",
    "block": "khối",
    "blocked_for": "mã độc tìm thấy",
    "caps": "mức tối đa",
    "cells": "ô cần sửa",
    "changed": "số dòng sửa",
    "columns": "cột",
    "contents": "nội dung",
    "days": "thời hạn",
    "expires_at": "hết hạn",
    "file": "mã tệp",
    "file_kind": "loại hồ sơ",
    "file_name": "tên tệp",
    "file_size": "cỡ",
    "file_title": "tiêu đề",
    "files": "tệp",
    "filters": "bộ lọc",
    "from_year": "theo năm",
    "full_name": "họ và tên",
    "guideline_number": "số hướng dẫn",
    "guideline_on": "ngày hướng dẫn",
    "late": "trễ hạn",
    "legal_bases": "căn cứ",
    "leaving": "lý do rời danh sách",
    "levels": "cấp học phụ trách",
    "lines": "chỗ thay đổi",
    "links_ended": "đường dẫn hết hiệu lực",
    "local_rules": "quy định đưa vào áp dụng",
    "mails": "thư",
    "movements": "phong trào",
    "meetings": "lịch sinh hoạt",
    "member_code": "mã đơn vị trực thuộc",
    "minutes": "số phút",
    "month": "tháng",
    "name_kept": "giữ tên",
    "new": "số dòng mới",
    "notices": "số tin nhắc",
    "number": "số",
    "old_invitations": "lời mời",
    "on": "từ ngày",
    "opens_at": "mở lúc",
    "order": "xếp theo",
    "paper": "văn bản",
    "people": "người",
    "phase": "mốc",
    "phases": "các mốc",
    "place": "địa điểm",
    "placed": "số trường được xếp",
    "powers": "được làm",
    "registered": "lượt đăng ký",
    "reminded_blocks": "khối được nhắc",
    "reminded_schools": "trường được nhắc",
    "reminded_units": "đơn vị được nhắc",
    "review_heading": "phần sơ kết",
    "row": "cả dòng",
    "rules": "quy định",
    "same": "số dòng giữ nguyên",
    "school": "trường",
    "search": "tìm",
    "sent_files": "tệp đã gửi",
    "signed": "chữ ký hết giá trị",
    "starts_at": "bắt đầu lúc",
    "successor_code": "mã đơn vị kế thừa",
    "tables": "bảng",
    "ticks": "đăng ký",
    "time_note": "thời gian",
    "title": "danh hiệu",
    "to_school": "đến trường",
    "unheard_schools": "trường chưa có ai nhận",
    "until": "đến hết ngày",
    "ways": "số cách xác minh",
    "when": "khi",
}

MANIFEST = Manifest(
    wing="blocks",
    cell_words={
        **{title.code: title.name for title in load_law().titles.values()},
        **{code: column.label for code, column in TEXT_COLUMNS.items()},
        TOTAL: "Tổng số",
    },
    trail_words=TRAIL_WORDS,
    trail_values={
        "leaving": {str(why): why.label for why in Leaving},
        "answer": {str(answer): answer.label for answer in Answer},
        "outcome": {str(outcome): outcome.label for outcome in Outcome},
        "opinions": {str(opinion): opinion.label for opinion in Opinion},
        "presence": {str(presence): presence.label for presence in Presence},
        "levels": {str(level): level.label for level in Level},
        "ticks": {title.code: title.name for title in load_law().titles.values()},
    },
    urls="blocks.urls",
    api="blocks.api.urls",
    tasks=(
        TaskSource("years", "office", year_tasks),
        TaskSource("intake", "registration", intake_tasks),
        TaskSource("sheets", "registration", sheet_tasks),
        TaskSource("targets", "registration", promise_tasks),
        TaskSource("meetings", "block", meeting_tasks),
        TaskSource("invitations", "office", invitation_tasks),
        TaskSource("oversight", "office", oversight_tasks),
    ),
    navigation=NAVIGATION,
    block_file=(
        FileSource("covenants", covenant_lines),
        FileSource("topics", topic_lines),
        FileSource("meetings", meeting_lines),
    ),
    links=LINKS,
    personal=PLACES,
    file_kinds=KINDS,
    invariants=(invariants.breaches,),
    common_invariants=(Check("Luật", invariants.law_breaches),),
    jobs={READ: tasks.read_batch, HAND_OVER: tasks.hand_over_authority},
    by_the_clock=(tasks.remind_and_mail,),
    demo={"registration": "thidua.management.stages.registration:build"},
    frame=frame_of,
    note_reading=reading_log.note,
)
