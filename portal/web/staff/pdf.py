"""A page of ours as a tagged PDF, where this machine can make one (WeasyPrint, and the Pango it stands on).

It fetches nothing: no picture, no font and no style from anywhere, whatever stands in the page.
"""

import importlib
from functools import cache
from typing import Any

#: Archived and read aloud as well as printed: PDF/UA asks for tags, a title and a language.
_VARIANT = "pdf/ua-1"
_STYLE = """
@page { size: A4; margin: 25mm 22mm; @bottom-center { content: counter(page); font-size: 9pt } }
body { font-family: Arial, "Liberation Sans", "DejaVu Sans", sans-serif; font-size: 12pt; line-height: 1.45 }
p { margin: 0 0 4mm; white-space: pre-line }
h2 { margin: 6mm 0 2mm; font-size: 13pt; break-after: avoid }
.letter-from { text-align: end }
.letter-to { min-height: 25mm }
"""


@cache
def can_make_pdf() -> bool:
    """Whether the libraries of this machine are there. Asked once: a running portal is given no new ones."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):  # OSError: the package is there, and Pango is not
        return False
    return True


def as_pdf(page: str) -> bytes:
    """The PDF of a whole HTML page with a title and a language."""
    weasyprint: Any = importlib.import_module("weasyprint")
    whole = weasyprint.HTML(string=page, url_fetcher=_nothing())
    made: bytes = whole.write_pdf(stylesheets=[weasyprint.CSS(string=_STYLE)], pdf_variant=_VARIANT)
    return made


def _nothing() -> Any:
    urls: Any = importlib.import_module("weasyprint.urls")

    class Nothing(urls.URLFetcher):  # type: ignore[misc]
        """Fetches nothing."""

        def fetch(self, url: str, headers: object = None) -> Any:
            raise ValueError("a letter asks nobody for anything")

    return Nothing()
