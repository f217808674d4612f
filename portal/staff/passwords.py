"""Passwords: what is too easy to guess, and argon2id over the rest. It refuses to know whose they are.

Slow on purpose, so it is done outside any transaction; and by a few at a time, because each takes 64 MiB meanwhile.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from portal.vocabulary import Refusal

SHORTEST, LONGEST = 12, 200  # characters; a longer one is no safer, and would only cost us time
_LOOKED_AT = 5 * LONGEST  # of what was typed: letters that are written as several may fold to fewer, never to so few
#: RFC 9106, 4: the second recommended option, for where memory is dear. Each change of it is taken up at next sign-in.
_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16, type=Type.ID)
_AT_ONCE = threading.BoundedSemaphore(4)

#: What everybody tries first. A password may have such a word in it, and must be more than these.
_TRIED_FIRST = """
    password passwort passphrase passcode pass secret letmein welcome hello login signin admin administrator root
    user guest default change changeme temporary temp test testing master access please council complaint
    complaints compliment compliments portal children childrens child services service social worker work office
    safeguarding spring summer autumn winter january february march april june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday football liverpool arsenal chelsea
    everton united england london windsor maidenhead monkey dragon princess sunshine shadow superman batman
    pokemon starwars computer internet iloveyou love baby angel michael jordan charlie freedom whatever trustno
    one two three the and for you me my is in it
"""
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y7u8i9o0p")
_SPELT: tuple[dict[int, int], ...] = (
    str.maketrans({}),
    str.maketrans("@4831!05$7", "aabeiiosst"),
    str.maketrans("@4831!05$7", "aabellosst"),
)
_RUN = 3  # so many keys in a row are one
_LEAST_LEFT = 6  # characters that are none of all that


class WeakPassword(Refusal):
    """A password that is too short, too long or too easy to guess."""


def refuse_weak(password: str, own: Iterable[str]) -> None:
    """Raises WeakPassword. `own` is what is known of its owner, such as name and address: others try that too."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise WeakPassword(f"Use at least {SHORTEST} characters. Three or four words that do not belong together do.")
    if len(plain) > LONGEST:
        raise WeakPassword(f"Use at most {LONGEST} characters.")
    words = {word for each in own for word in re.findall(r"[a-z0-9]{3,}", _folded(each))}
    if len(_left_of(_folded(plain), words)) < _LEAST_LEFT:
        raise WeakPassword(
            "This is easy to guess. It is little more than words that everybody tries first, your own name, or a row "
            "of keys. Use three or four words that do not belong together."
        )


def hash_of(password: str) -> str:
    """What is stored of it."""
    with _AT_ONCE:
        return _HASHER.hash(_plain(password))


def is_right(password: str, stored: str | None) -> bool:
    """Is this the password? Where nothing is stored, the same work is done for a no."""
    with _AT_ONCE:
        try:
            _HASHER.verify(stored or _of_nobody(), _plain(password)[:LONGEST])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Was it hashed with less work than today's?"""
    return _HASHER.check_needs_rehash(stored)


@cache
def _of_nobody() -> str:
    return _HASHER.hash("a password that nobody has")


def _plain(password: str) -> str:
    # The same letters typed on another machine are the same password. Half a surrogate pair is no letter.
    return unicodedata.normalize("NFKC", password[:_LOOKED_AT]).encode("utf-8", "replace").decode()


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def _left_of(password: str, own: Iterable[str]) -> str:
    """What is no word that is tried first, in whatever spelling, no name, no year, no row of keys and no repeat."""
    words = sorted({*_TRIED_FIRST.split(), *own}, key=len, reverse=True)
    dateless = re.sub(r"(19|20)\d\d", " ", password)
    shortest = min((_without(dateless.translate(spelling), words) for spelling in _SPELT), key=len)
    return "".join(dict.fromkeys(shortest))  # the same character again is no more to guess


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        text = text.replace(word, " ")
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for length in range(len(row), _RUN - 1, -1):
            for at in range(len(row) - length + 1):
                text = text.replace(row[at : at + length], " ")
    return re.sub(r"\W|_", "", text)
