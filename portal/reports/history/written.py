"""How what somebody wrote into a cell is compared, and how much of it may be shown. It knows no code and no column."""

import re
from functools import lru_cache

_LONGEST_SHOWN, _MOST_WORDS = 40, 5
_PLAINER = str.maketrans("–—", "--", "'’‘`")


@lru_cache(maxsize=8192)
def alike(text: str) -> str:
    """The text as it is compared: without case, with one space for whatever parts its words. Signs alone stay signs."""
    plain = text.casefold().translate(_PLAINER)
    return " ".join(re.findall(r"[^\W_]+", plain.replace("&", " and "))) or plain.strip()


def shown(text: str) -> str:
    """A cell as a sentence may show it: where it is short as codes are. What is longer may be somebody's words."""
    if not may_be_shown(text):
        return "(what is written there is not shown: it is longer than a code)"
    return f"“{one_line(text)}”"


def may_be_shown(text: str) -> bool:
    """Is it as short as codes are?"""
    plain = one_line(text)
    return len(plain) <= _LONGEST_SHOWN and plain.count(" ") < _MOST_WORDS and plain.isprintable()


def ordinal(place: int) -> str:
    """A place counted from 1, as 1st, 2nd, 3rd, 11th or 21st."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{place}{'th' if place // 10 % 10 == 1 else ends.get(place % 10, 'th')}"


def one_line(text: str) -> str:
    """The text with one space for every run of white space."""
    return " ".join(text.split())
