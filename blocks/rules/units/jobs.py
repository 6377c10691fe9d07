"""What a written job means: recognised once, where it is entered; from then on the code is asked, never the words."""

import json
from functools import cache
from pathlib import Path

from thidua.choices import Choice
from thidua.text import plain_key

DATA = Path(__file__).resolve().parents[2] / "data" / "job_spellings.json"


class Job(Choice):
    """What the rules ask of a job: who heads a unit, who helps to."""

    HEAD = "HEAD", "Người đứng đầu đơn vị"
    DEPUTY = "DEPUTY", "Cấp phó của người đứng đầu"
    OTHER = "OTHER", "Chức vụ khác"


@cache
def _spellings() -> list[tuple[Job, str]]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))["jobs"]
    return [(Job(row["job"]), plain_key(spelled)) for row in rows for spelled in row["begins"]]


@cache
def job_code(job_title: str) -> str:
    """The code of a written job (`blocks/data/job_spellings.json`), OTHER for any other, "" where none is written."""
    key = plain_key(job_title)
    if not key:
        return ""
    return next((job.value for job, spelled in _spellings() if key.startswith(spelled)), Job.OTHER.value)


def is_head(code: str) -> bool | None:
    """Whether the code is a head's; None where no job is written."""
    return code == Job.HEAD if code else None


def is_manager(code: str) -> bool | None:
    """Whether the code is a head's or a deputy's; None where no job is written."""
    return code in (Job.HEAD, Job.DEPUTY) if code else None
