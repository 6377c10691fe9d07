"""In what form a paper leaves the house."""

from thidua.choices import Choice


class Format(Choice):
    """The official page, the editable file, the tables."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
