"""Memory of the third wing."""

from documents.models.papers import Document, DocumentVersion, PaperTemplate, Rendition

__all__ = ["Document", "DocumentVersion", "PaperTemplate", "Rendition"]
