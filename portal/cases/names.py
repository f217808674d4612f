"""Finding a case by a name in it, though every name is sealed: a keyed hash of each word, exact words only.

Whoever reads the database without the key learns no name from it, and cannot try names out either.
"""

import hmac
from collections.abc import Iterable
from hashlib import sha256
from itertools import combinations, pairwise

from portal.representations import Representation
from portal.vocabulary.name_words import name_words

_SHORTEST = 2  # letters; initials would find everybody
_MOST_PAIRED = 16  # words of one case whose pairs are indexed: 120 rows
#: Stands for a word in cases with more words than that: what is looked for there is looked for word by word.
MANY = "many words"


def hashed(name_key: str, text: str) -> frozenset[str]:
    """The hashes of a text's words, as they stand in the index. Half of SHA-256 is kept: enough to tell words apart."""
    return frozenset(
        hmac.digest(name_key.encode(), f"name|{word}".encode(), "sha256")[:16].hex()
        for word in name_words(text)
        if len(word) >= _SHORTEST
    )


def of_case(name_key: str, told: Representation) -> frozenset[str]:
    """What a case is found by: who wrote, about whom, who it was, who must not see it, who speaks for them.

    Every word, and every two of them: so a first and a last name that thousands have each find the few that have both.
    """
    words = hashed(name_key, " ".join(_names_in(told)))
    if len(words) > _MOST_PAIRED:
        return words | {MANY}
    return words.union(_pair(*both) for both in combinations(sorted(words), 2))


def looked_for(name_key: str, text: str) -> tuple[tuple[str, ...], ...]:
    """What the cases with these words have in the index: all of one of these, and none has all of two."""
    words = sorted(hashed(name_key, text))
    if len(words) < 2:
        return (tuple(words),)
    return tuple(_pair(*both) for both in pairwise(words)), (MANY, *words)


def _pair(one: str, other: str) -> str:
    """Two hashes in order as one. It needs no key: that both stand in a case is told by the words themselves."""
    return sha256((one + other).encode()).hexdigest()[:32]


def _names_in(told: Representation) -> Iterable[str]:
    return (told.your_name, told.about_whom, told.who_was_it, told.must_not_see_names, told.advocate_who)
