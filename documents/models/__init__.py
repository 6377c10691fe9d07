"""Memory of the third wing."""

from documents.models.documents import Document, DocumentVersion, PaperTemplate
from documents.models.numbers import IssuedNumber, NumberRule, NumberSeries
from documents.models.renditions import Rendition

__all__ = [
    "Document",
    "DocumentVersion",
    "IssuedNumber",
    "NumberRule",
    "NumberSeries",
    "PaperTemplate",
    "Rendition",
]
