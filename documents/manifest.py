"""What this wing tells the rest of the house. A new noun writes its lines here and nowhere else."""

from documents import tasks
from documents.queries import invariants
from documents.queries.block_file import paper_file_lines
from documents.queries.desk import plan_tasks, signing_tasks
from documents.queries.registry import PAPER_KINDS
from documents.services.covenants import (
    begin_paper,
    how_many_signed,
    paper_moved,
    papers_of_covenant,
    signatures_told,
    void_paper,
)
from documents.services.renditions import JOB
from thidua.policy import Action
from thidua.registries.block_file import FileSource
from thidua.registries.links import LinkKind
from thidua.registries.manifest import Manifest
from thidua.registries.menu import Line
from thidua.registries.tasks import TaskSource

MANIFEST = Manifest(
    wing="documents",
    trail_words={"sections": "phần", "slot": "ô ký", "slots": "số ô ký"},
    trail_values={"sections": {section.key: section.label for kind in PAPER_KINDS for section in kind.sections}},
    urls="documents.urls",
    api="documents.api.urls",
    tasks=(TaskSource("plans", "block", plan_tasks), TaskSource("signing", "papers", signing_tasks)),
    navigation=(
        Line("Kế hoạch", "plans", "file-text", Action.SEE_PLAN, "block", "/ke-hoach/"),
        Line("Tổng hợp đăng ký", "authority_papers", "files", Action.SEE_BOARD, "papers", of_year=True),
        Line("Chứng thư số của tôi", "signer_card", "badge-check", Action.SIGN_PAPER, "papers", "/chung-thu-so/"),
        Line("Sổ số văn bản", "number_books", "hash", Action.KEEP_NUMBERS, "papers", "/so-van-ban/"),
    ),
    links=(
        LinkKind("plans", Action.SEE_PLAN),
        LinkKind("plan", Action.SEE_PLAN),
        LinkKind("document", Action.SEE_PLAN),
        LinkKind("signing", Action.SEE_PLAN),
        LinkKind("papers_of", Action.SEE_PLAN),
    ),
    block_file=(FileSource("papers", paper_file_lines),),
    paper_kinds=PAPER_KINDS,
    invariants=(invariants.breaches,),
    hears={
        "covenant.frozen": begin_paper,
        "covenant.reopened": void_paper,
        "covenant.paper": paper_moved,
        "covenant.signed": how_many_signed,
        "covenant.signatures": signatures_told,
        "covenant.papers": papers_of_covenant,
    },
    jobs={JOB: tasks.render},
    demo={
        "registration": "thidua.management.stages.plans:build",
        "covenant": "thidua.management.stages.practice:build",
    },
)
