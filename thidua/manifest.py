"""What the ground itself registers: groups of the navigation, its own pages, what `fsck` asks, the demo's year."""

from datetime import date

from thidua import invariants
from thidua.access import sealing
from thidua.models import (
    Account,
    AccountRecovery,
    AuditEvent,
    Delegation,
    Job,
    Oversight,
    Seat,
    Step,
    SupportRule,
    SupportSession,
)
from thidua.policy import Action
from thidua.queue.failed_jobs import job_tasks
from thidua.registries.links import LinkKind
from thidua.registries.manifest import Check, DemoStage, Manifest
from thidua.registries.menu import Group, Line
from thidua.registries.personal_data import DOER, Fate, Place
from thidua.registries.tasks import TaskSource
from thidua.trail import chain
from thidua.web.sent_once import forget

LAST = 9  # after what the wings put into the same group

MANIFEST = Manifest(
    wing="thidua",
    groups=(
        Group("work", "Việc cần làm", "list-checks"),
        Group("members", "Đơn vị trực thuộc", "network"),
        Group("registration", "Đăng ký", "clipboard-list", of_year=True, school_label="Trường"),
        Group("block", "Khối thi đua", "layout-dashboard", of_year=True),
        Group("during", "Trong năm", "calendar-range", of_year=True),
        Group("review", "Bình xét", "scale", of_year=True),
        Group("papers", "Văn bản", "file-text"),
        Group("lookup", "Tra cứu", "search"),
        Group("office", "Quản trị", "settings", gear=True),
        Group("platform", "Nền tảng", "server"),
    ),
    navigation=(
        Line("Việc máy chạy", "jobs", "inbox", Action.SEE_HOME, "work", place=LAST),
        Line("Nhật ký", "audit", "scroll-text", Action.SEE_AUDIT, "office", place=LAST),
        Line("Phân quyền", "policy", "key-round", Action.SEE_POLICY, "office", place=LAST),
        Line("Giao diện lập trình", "api-docs", "code", Action.SEE_HOME, "office", needs=Action.SEE_POLICY, place=LAST),
        Line("Hệ thống giao diện", "design", "palette", Action.SEE_HOME, "office", needs=Action.SEE_POLICY, place=LAST),
    ),
    by_the_clock=(forget,),
    tasks=(TaskSource("jobs", "work", job_tasks),),
    links=(
        LinkKind("jobs", Action.SEE_HOME),
        LinkKind("audit", Action.SEE_AUDIT),
    ),
    trail_words={
        "account": "người",
        "at_once": "ngay lập tức",
        "code": "mã",
        "context": "nội dung (mã băm)",
        "format": "dạng",
        "job": "việc chạy nền",
        "jobs": "việc chạy nền",
        "kind": "loại",
        "name": "tên",
        "path": "trang",
        "reason": "lý do",
        "role": "vai trò",
        "rows": "số dòng",
        "sha256": "mã băm SHA-256",
        "state": "trạng thái",
        "valid_from": "từ ngày",
        "valid_to": "đến hết ngày",
        "version": "phiên bản",
        "whose": "của",
        "year": "năm",
    },
    personal={
        Account: Place(Fate.KEPT, "Người giữ vai trò đã duyệt, đã ký; tài khoản được tắt khi không còn vai trò."),
        Seat: Place(Fate.KEPT, "Ai giữ vai trò nào, khi nào."),
        Delegation: Place(Fate.KEPT, "Ai ký thay ai, theo văn bản nào."),
        **dict.fromkeys((Oversight, SupportRule, SupportSession, AccountRecovery, Step, AuditEvent), DOER),
        Job: Place(Fate.CLOCK, "Tên người giao việc chạy nền: 180 ngày."),
    },
    invariants=(invariants.breaches,),
    common_invariants=(
        Check("Bức tường", invariants.wall_breaches),
        Check("Đăng nhập", sealing.breaches),
        Check("Mốc nhật ký", chain.folder_breaches),
    ),
    # The schools' deadline is Friday 27/10/2023 (hướng dẫn 1382/HD-GDĐT, mục IV.1.1): three days remain.
    # The blocks' own deadline is 10/11/2023: the covenant is frozen and waits for its signatures.
    demo_stages=(DemoStage("registration", date(2023, 10, 24)), DemoStage("covenant", date(2023, 11, 6))),
)
