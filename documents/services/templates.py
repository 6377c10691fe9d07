"""The words that papers of one kind start from in a year: the office's own, its documents', those of the kind."""

from django.db import transaction

from blocks.models import EmulationYear
from blocks.queries.promise.adoptions import words_of
from documents.models import Document, PaperTemplate
from documents.queries.documents import newest
from documents.queries.kinds import PaperKind, kind_of
from thidua.actors import Actor
from thidua.errors import Denied
from thidua.trail import audit


def first_words(kind: PaperKind, year: EmulationYear, document: Document | None = None) -> dict[str, str]:
    """What a paper begins with in the year, by section: the words the office chose for it, else for an earlier year,
    else those of the documents it adopted, else what such a `document` usually says, else the sections' own."""
    if not kind.sections:
        return {}
    chosen = PaperTemplate.objects.filter(kind=kind.code, year__starts_on__lte=year.starts_on)
    last = chosen.order_by("-year__starts_on").first()
    if last is not None:
        return dict(last.sections)
    adopted = words_of(year, kind.code)
    usual = kind.usual(document) if kind.usual is not None and document is not None else {}
    words = {section.key: usual.get(section.key, section.default) for section in kind.sections}
    return words | {key: text for key, text in adopted.items() if key in words}


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
