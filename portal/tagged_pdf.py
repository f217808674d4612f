"""A page of ours as a tagged PDF, where this machine can make one (WeasyPrint, and the Pango it stands on).

It fetches nothing: no picture, no font and no style from anywhere, whatever stands in the page.
"""

import importlib
from functools import cache
from typing import Any

#: Archived and read aloud as well as printed: PDF/UA asks for tags, a title and a language.
_VARIANT = "pdf/ua-1"


@cache
def can_make_pdf() -> bool:
    """Whether the libraries of this machine are there. Asked once: a running portal is given no new ones."""
    try:
        importlib.import_module("weasyprint")
    except (ImportError, OSError):  # OSError: the package is there, and Pango is not
        return False
    return True


def as_pdf(page: str) -> bytes:
    """The PDF of a whole HTML page with a title, a language and its styles within."""
    weasyprint: Any = importlib.import_module("weasyprint")
    made: bytes = weasyprint.HTML(string=page, url_fetcher=_nothing()).write_pdf(pdf_variant=_VARIANT)
    return made


def _nothing() -> Any:
    urls: Any = importlib.import_module("weasyprint.urls")

    class Nothing(urls.URLFetcher):  # type: ignore[misc]
        """Fetches nothing."""

        def fetch(self, url: str, headers: object = None) -> Any:
            raise ValueError("a page of ours asks nobody for anything")

    return Nothing()
