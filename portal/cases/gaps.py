"""Gaps in a letter: what only a person can know, in square brackets, until somebody writes it. No letter goes with one.

Some are filled by a field of the form that the letter stands in. It refuses to know where a gap comes from.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from babel.dates import format_date

from portal.vocabulary import Language


class Gap(StrEnum):
    """What belongs there, as staff read it. Other words in square brackets are somebody's own, and stay."""

    CONTACT = "who they can ask"
    NEW_DATE = "the new date"
    WHO_LOOKS = "who looks at it"
    ELSEWHERE = "who looks at this part, and how to reach them"
    FOUND = "what you found about this part, and why"
    DONE = "what will be done, by whom and by when"
    AGREED = "what was agreed, who does it and by when"
    POINTS = "their points, as they agreed them"
    WANTED = "what they want to come of it"
    RECOMMENDED = "what you do about each recommendation and by when, or why not"
    WHY_LONGER = "why it takes longer"
    WHY_HELD = "what it waits for, and why"
    TAKEN_UP = "what has happened, and until when you answer or they can send it again"
    CHANGE = "whether the change waits, until when, and why"
    WHY_NOT = "why we do not look into it here"
    INSTEAD = "what they can do instead"
    CORRECTED = "what was wrong, and what is right"
    IDEA = "what you do with their idea, or why not"
    NOT_TO_WRITE = "a word that they asked us never to write stood here"

    @property
    def mark(self) -> str:
        """The gap as it stands in a letter."""
        return f"[{self.value}]"


#: The gaps that a field of the same form fills, by the field's name.
FILLED_BY: Mapping[str, Gap] = MappingProxyType({"contact": Gap.CONTACT, "until": Gap.NEW_DATE})


def filled(letter: str, given: Mapping[str, object], language: Language) -> str:
    """The letter with what was given in other fields in its gaps; one for which nothing was given stays."""
    for name, gap in FILLED_BY.items():
        value = given.get(name)
        said = day_in(value, language) if isinstance(value, date) else value
        if isinstance(said, str) and said:
            letter = letter.replace(gap.mark, said)
    return letter


def first_in(letter: str) -> Gap | None:
    """The first gap that still stands in a letter."""
    standing = {letter.find(gap.mark): gap for gap in Gap if gap.mark in letter}
    return standing[min(standing)] if standing else None


def day_in(day: date, language: Language) -> str:
    """A London date as letters say it: Tuesday 15 September 2026."""
    return format_date(day, "EEEE d MMMM y", locale=str(language))
