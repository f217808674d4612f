"""How hard the script is to read: the portal's own way of counting, with something in place of each placeholder."""

import re

from portal.reading_age import reading_grade, syllables, words
from portal.reading_age import sentences as sentences_of

__all__ = ["STAND_INS", "filled", "grade", "sentences", "syllables", "words"]

#: What stands in for a placeholder, about as long as what a council puts there.
STAND_INS = {
    "read_by": "noon on Tuesday",
    "reply_by": "Tuesday 15 September",
    "hub_until": "5pm today",
    "hub_from": "9am on Monday 7 September",
    "drafts_days": "7",
    "hub_name": "MASH",
    "hub_hours": "Monday to Friday, nine to five",
    "duty_name": "the Emergency Duty Team",
    "duty_hours": "all night and at weekends",
    "advocate_name": "Coram Voice",
    "advocate_hours": "nine to five",
    "complaints_team": "the complaints team",
    "ombudsman_name": "the Ombudsman",
    "department": "children’s services",
    "council": "the Borough of Somewhere",
    "council_short": "Somewhere",
    "about": "what happened",
    "received": "Tuesday 1 September",
    "until": "9am on Tuesday 8 September",
    "by": "Tuesday 15 September",
    "teams": "the leaving care team",
    "wait": "a minute",
    "gap": "what a person wrote there",
}


def filled(text: str) -> str:
    """The text with something in place of each placeholder."""
    return re.sub(r"\{(\w+)\}", lambda match: STAND_INS.get(match[1], "Sam"), text)


def sentences(text: str) -> list[str]:
    """The sentences of one text; a label without a full stop is one."""
    return sentences_of(filled(text))


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of some texts read one after the other."""
    return reading_grade("\n\n".join(map(filled, texts)))
