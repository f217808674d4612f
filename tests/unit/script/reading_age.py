"""How old a reader has to be: Flesch-Kincaid grade with a small syllable counter of our own."""

import re

#: What stands in for a placeholder, about as long as what a council puts there.
STAND_INS = {
    "read_by": "noon on Tuesday",
    "reply_by": "Tuesday 15 September",
    "drafts_days": "7",
    "hub_hours": "Monday to Friday, nine to five",
    "duty_hours": "all night and at weekends",
    "advocate_hours": "nine to five",
    "about": "what happened",
}
_SENTENCE_END = re.compile(r"(?<=[.?:])\s+")
_WORD = re.compile(r"[A-Za-z’']+|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[^laeiouydt]ed|[^aeiouysxzc]es|[aeiou]r?e|ey?es)$")
_TWO_IN_ONE_GROUP = re.compile(r"(?:ia|io(?!n)|eo$|ua(?!r)|[aeo]ing|ying|iet|created?)")


def filled(text: str) -> str:
    """The text with something in place of each placeholder."""
    return re.sub(r"\{(\w+)\}", lambda match: STAND_INS.get(match[1], "Sam"), text)


def sentences(text: str) -> list[str]:
    """The sentences of one text; a label without a full stop is one."""
    return [part for part in _SENTENCE_END.split(filled(text)) if words(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """About how many syllables a word has."""
    word = word.lower().replace("’s", "s").replace("’", "").replace("'", "")
    if word.isdigit():
        return 1
    count = len(_VOWELS.findall(word)) + len(_TWO_IN_ONE_GROUP.findall(word))
    if count > 1 and _SILENT_END.search(word):
        count -= 1
    return max(count, 1)


def grade(texts: list[str]) -> float:
    """The Flesch-Kincaid grade of some texts read one after the other."""
    said = [words(sentence) for text in texts for sentence in sentences(text)]
    flat = [word for sentence in said for word in sentence]
    return 0.39 * len(flat) / len(said) + 11.8 * sum(map(syllables, flat)) / len(flat) - 15.59
