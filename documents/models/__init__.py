"""Memory of the third wing."""

from documents.models.documents import Document, DocumentVersion, PaperTemplate
from documents.models.numbers import IssuedNumber, NumberRule, NumberSeries
from documents.models.renditions import Rendition
from documents.models.signing import SignatureSlot, SignedRevision, SignerCard, SigningRound

__all__ = [
    "Document",
    "DocumentVersion",
    "IssuedNumber",
    "NumberRule",
    "NumberSeries",
    "PaperTemplate",
    "Rendition",
    "SignatureSlot",
    "SignedRevision",
    "SignerCard",
    "SigningRound",
]
