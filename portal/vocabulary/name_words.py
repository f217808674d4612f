"""The words of a text as names are compared: without case, accents, apostrophes and hyphens. Knows no name."""

import re
import unicodedata


def name_words(text: str) -> tuple[str, ...]:
    """The words, in order; one that ends in 's stands without it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    joined = re.sub("['’‘`]", "", re.sub(r"['’‘`]s\b", "", plain))
    return tuple("".join(c if c.isalnum() else " " for c in joined).split())
