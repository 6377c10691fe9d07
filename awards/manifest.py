"""What this wing tells the rest of the house. A new noun writes its lines here and nowhere else."""

from awards.models import Absence, Attestation, Award, Discipline, Initiative, Matter, PersonFacts, Ranking
from awards.queries import file_kinds
from awards.queries.facts.fact_tasks import fact_tasks
from awards.queries.verdicts.findings import against
from awards.rules.facts.attestations import OF_PERSON, OF_SCHOOL, criteria
from awards.rules.facts.fact_cells import ABSENT, RANK, RECRUITED, SERVICE, column_of
from awards.rules.facts.service_years import MeritKind
from awards.services.history.intake import HISTORY
from thidua.policy import Action
from thidua.registries.links import LinkKind
from thidua.registries.manifest import Manifest
from thidua.registries.menu import Line
from thidua.registries.personal_data import Fate, Place
from thidua.registries.tasks import TaskSource

CRITERIA = dict(criteria((*OF_PERSON, *OF_SCHOOL)))

MANIFEST = Manifest(
    wing="awards",
    cell_words={
        RANK.rstrip("."): "xếp loại",
        **{cell: column.label for cell in (ABSENT, RECRUITED, *SERVICE) if (column := column_of(cell))},
    },
    trail_words={
        "disciplines": "kỷ luật",
        "matters": "vụ việc đang xem xét",
        "past_awards": "khen thưởng",
        "recognised_by": "người công nhận",
        "theme_launched_by": "cấp phát động phong trào",
        "theme_name": "phong trào chuyên đề",
        "criteria": "tiêu chí",
        **CRITERIA,
    },
    trail_values={
        "criteria": CRITERIA,
        "other_merits": {str(merit): merit.label for merit in MeritKind},
    },
    urls="awards.urls",
    api="awards.api.urls",
    tasks=(TaskSource("facts", "during", fact_tasks),),
    navigation=(
        Line("Sáng kiến", "initiatives_home", "lightbulb", Action.SEE_STAFF, "", school_group="during"),
        Line("Xếp loại, dữ kiện", "facts_home", "clipboard-check", Action.SEE_STAFF, "during", "/sang-kien/"),
        Line("Kỷ luật, vụ việc", "disciplines_home", "shield-alert", Action.SEE_DISCIPLINE, "during"),
        Line("Thử điều kiện", "try_conditions", "scale", Action.TRY_CONDITIONS, "lookup"),
    ),
    links=(
        LinkKind("fact_grid", Action.SEE_STAFF),
        LinkKind("attestations", Action.SEE_STAFF),
    ),
    file_kinds=file_kinds.KINDS,
    reserved={Discipline: Action.SEE_DISCIPLINE, Matter: Action.SEE_DISCIPLINE},
    personal={
        Ranking: Place(Fate.GONE, "Xếp loại từng năm."),
        Absence: Place(Fate.GONE, "Nghỉ dài, đi học trong năm."),
        PersonFacts: Place(Fate.GONE, "Số năm công tác, giảng dạy; thành tích khác; ngày nghỉ hưu."),
        Initiative: Place(Fate.GONE, "Sáng kiến, đề tài đã kê khai."),
        Attestation: Place(Fate.GONE, "Tiêu chí đơn vị đã xác nhận."),
        Discipline: Place(Fate.GONE, "Kỷ luật; hết thời hạn 10 năm cũng xóa."),
        Matter: Place(Fate.GONE, "Vụ việc đang xem xét; kết thúc 5 năm cũng xóa."),
        Award: Place(Fate.KEPT, "Khen thưởng đã tặng, lưu theo pháp luật về lưu trữ và thi đua, khen thưởng."),
    },
    stands_against=(against,),
    intake_parts=(HISTORY,),
    demo={"registration": "thidua.management.stages.facts:build"},
)
