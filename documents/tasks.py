"""Work of the third wing in the background."""

from typing import Any

from documents.services.renditions import finish_rendition
from thidua.queue.outbox import Work


def render(work: Work) -> dict[str, Any]:
    """Make the file of the frozen rendition `rendition`."""
    return finish_rendition(rendition_id=int(work.args["rendition"]), district_id=work.district_id, told=work.progress)
