"""Finding a case by a name in it, though every name is sealed: a keyed hash of each word, exact words only.

Whoever reads the database without the key learns no name from it, and cannot try names out either.
"""

import hmac
from collections.abc import Iterable

from portal.representations import Representation
from portal.vocabulary.name_words import name_words

_SHORTEST = 2  # letters; initials would find everybody


def hashed(name_key: str, text: str) -> frozenset[str]:
    """The hashes of a text's words, as they stand in the index. Half of SHA-256 is kept: enough to tell words apart."""
    return frozenset(
        hmac.digest(name_key.encode(), f"name|{word}".encode(), "sha256")[:16].hex()
        for word in name_words(text)
        if len(word) >= _SHORTEST
    )


def of_case(name_key: str, told: Representation) -> frozenset[str]:
    """The hashes a case is found by: who wrote, about whom, who it was, who must not see it, who speaks for them."""
    return hashed(name_key, " ".join(_names_in(told)))


def _names_in(told: Representation) -> Iterable[str]:
    return (told.your_name, told.about_whom, told.who_was_it, told.must_not_see_names, told.advocate_who)
