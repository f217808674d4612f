"""How what somebody wrote into a cell is compared, and how much of it may be shown. It knows no code and no column."""

import re
from functools import lru_cache

_LONGEST_SHOWN, _MOST_WORDS = 40, 5
_APOSTROPHES = str.maketrans("", "", "'’‘`")


@lru_cache(maxsize=8192)
def alike(text: str) -> str:
    """The text as it is compared: without case, with one space for whatever parts its words."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().translate(_APOSTROPHES).replace("&", " and ")))


def shown(text: str) -> str:
    """A cell as a sentence may show it: where it is short as codes are. What is longer may be somebody's words."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST_SHOWN or plain.count(" ") >= _MOST_WORDS or not plain.isprintable():
        return "(what is written there is not shown: it is longer than a code)"
    return f"“{plain}”"


def one_line(text: str) -> str:
    """The text with one space for every run of white space."""
    return " ".join(text.split())
