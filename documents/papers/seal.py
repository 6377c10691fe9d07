"""Word and Excel files without the moment of their making: the same paper gives the same bytes, on any day."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_ZERO = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip can name
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def sealed(office_file: bytes) -> bytes:
    """The same parts in the same order, dated to the zip's zero; the core properties too."""
    target = BytesIO()
    with ZipFile(BytesIO(office_file)) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            info = ZipInfo(name, _ZERO)
            info.compress_type = ZIP_DEFLATED
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            copy.writestr(info, content)
    return target.getvalue()
