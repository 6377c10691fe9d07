"""Templates as they are sent: indentation is for those who write them, and would make a grid's page twice as heavy."""

import re

from django.template import Origin
from django.template.loaders import filesystem

_INDENTATION = re.compile(r"\n[ \t]+")


class Loader(filesystem.Loader):
    """Our own pages, read without their indentation; line numbers stay. A page's `<pre>` holds variables only."""

    def get_contents(self, origin: Origin) -> str:
        """The source of `origin`; raises `TemplateDoesNotExist`. Mails and other plain texts are left as written."""
        source = super().get_contents(origin)
        return _INDENTATION.sub("\n", source) if str(origin).endswith(".html") else source
