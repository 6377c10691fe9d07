"""The words that papers of one kind start from in a year: shipped with the kind, then the office's own."""

from django.db import transaction

from blocks.models import EmulationYear
from documents.models import Document, PaperTemplate
from documents.queries.documents import newest
from documents.queries.kinds import PaperKind, kind_of
from thidua.actors import Actor
from thidua.errors import Denied
from thidua.trail import audit


def template_of(kind: PaperKind, year: EmulationYear) -> PaperTemplate:
    """The words of the year: the office's own, else last year's, else what the kind's sections start from."""
    own = PaperTemplate.objects.filter(kind=kind.code, year=year).first()
    if own is not None:
        return own
    earlier = PaperTemplate.objects.filter(kind=kind.code, year__starts_on__lt=year.starts_on)
    last = earlier.order_by("-year__starts_on").first()
    words = dict(last.sections) if last else {section.key: section.default for section in kind.sections}
    return PaperTemplate.objects.get_or_create(kind=kind.code, year=year, defaults={"sections": words})[0]


@transaction.atomic
def take_as_template(*, document: Document, by: Actor) -> PaperTemplate:
    """The words of this paper as what the year's other papers of its kind, and those of later years, begin from."""
    if not by.is_office:
        raise Denied("Mẫu lời văn của năm do chuyên viên của đơn vị quản lý chọn.")
    version = newest(document)
    template, _ = PaperTemplate.objects.update_or_create(
        kind=kind_of(document.kind).code, year=document.year, defaults={"sections": version.sections}
    )
    audit.record(by=by, verb="lấy lời văn bản làm mẫu của năm", target=document, new={"version": version.number})
    return template
