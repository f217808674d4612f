"""What pressing the button of a letter does, by the way it goes: before it is pressed, and once it was."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.casefile import CaseFile
from portal.vocabulary import LetterHow

KEEP_DRAFT = "Keep this draft"
#: On the button, and once it is done. Nobody is told that something arrived: that the post says later.
_SAID: Mapping[LetterHow, tuple[str, str]] = MappingProxyType(
    {
        LetterHow.EMAIL: ("Send this email", "The email is on its way."),
        LetterHow.TEXT: ("Send this text", "The text is on its way."),
        LetterHow.CODE: ("Put it behind their code", "The letter is behind their code."),
        LetterHow.POST: ("Record as posted", "The letter is recorded as posted. Print it below, and post it today."),
        LetterHow.PHONE: ("Record as read out by phone", "The letter is recorded as read out by phone."),
        LetterHow.IN_PERSON: ("Record as told in person", "The letter is recorded as told in person."),
        LetterHow.ADVOCATE: ("Record as given to their advocate", "The letter is recorded as given to their advocate."),
    }
)


def button(how: LetterHow) -> str:
    """What the button says that lets a letter go this way."""
    return _SAID[how][0]


def went(case: CaseFile) -> str:
    """How the letter of the last act went, in a sentence; empty where that wrote none."""
    facts = next((event.facts for event in case.events if event.number == case.newest), {})
    how = facts.get("how")
    return _SAID[LetterHow(how)][1] if facts.get("letter") and how in set(LetterHow) else ""
