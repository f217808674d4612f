"""The return code: four words a child can picture, worked out from a key and a draft, and read back forgivingly.

Pure; knows no table. Nothing worked out here is stored but a keyed hash, and no key is ever made from a code.
"""

import hmac
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from portal.drafts.words import WORDS

Code = tuple[str, str, str, str]

LONGEST_TYPED = 200  # four words and any way of keeping them apart; anything longer is not a code
SHORTEST_PREFIX = 4

_KNOWN = frozenset(WORDS)
_SHORTEST, _LONGEST = min(map(len, WORDS)), max(map(len, WORDS))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def keyed(code_key: str, purpose: str, text: str) -> bytes:
    """HMAC-SHA256 under the code key, kept apart by purpose so that no two uses can stand for each other."""
    return hmac.digest(code_key.encode(), f"{purpose}|{text}".encode("utf-8", "surrogatepass"), "sha256")


def derive(code_key: str, draft_id: str, turn: int) -> Code:
    """The code of a draft: 40 bits, ten a word. The next turn gives another code."""
    bits = int.from_bytes(keyed(code_key, "code", f"{draft_id}|{turn}")[:5])
    first, second, third, fourth = (WORDS[bits >> shift & 1023] for shift in (30, 20, 10, 0))
    return first, second, third, fourth


def hash_of_code(code_key: str, code: Code) -> str:
    """What is stored of a code. Keyed: 40 bits alone could be tried through by whoever reads the database."""
    return keyed(code_key, "code hash", "-".join(code)).hex()


@lru_cache(maxsize=1024)  # every answer asks for the same draft again
def key_behind(code_keys: tuple[str, ...], draft_id: str, turn: int, code_hash: str | None) -> str | None:
    """Which of the keys a draft's code was made with; None where that key was taken out, or there is no code yet."""
    if code_hash is None:
        return None
    made_with = (key for key in code_keys if hash_of_code(key, derive(key, draft_id, turn)) == code_hash)
    return next(made_with, None)


def read_code(text: str) -> Code | None:
    """The code somebody typed or pasted, one slip a word mended; None if it cannot be one, without saying where."""
    if len(text) > LONGEST_TYPED:
        return None
    # Phones write capitals, accents, full stops after two spaces and long dashes by themselves.
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    typed = re.findall(r"[^\W_]+", plain)
    if len(typed) != 4:
        # Gaps lost, or put into a word: "teapotapple ...", "tea pot apple ...".
        return _only(list(_cut("".join(typed), 4)))
    first, second, third, fourth = map(_mend, typed)
    if first is None or second is None or third is None or fourth is None:
        return None
    return first, second, third, fourth


def _cut(run: str, count: int) -> Iterator[tuple[str, ...]]:
    """Every way to cut a run of letters into that many words of the list, none of them mended."""
    if count == 0:
        if not run:
            yield ()
        return
    for end in range(_SHORTEST, min(_LONGEST, len(run)) + 1):
        if run[:end] in _KNOWN:
            yield from ((run[:end], *rest) for rest in _cut(run[end:], count - 1))


def _only(ways: list[tuple[str, ...]]) -> Code | None:
    if len(ways) != 1:
        return None
    first, second, third, fourth = ways[0]
    return first, second, third, fourth


def _mend(typed: str) -> str | None:
    if typed in _KNOWN:
        return typed
    meant = _one_slip_from(typed) & _KNOWN
    if len(typed) >= SHORTEST_PREFIX:
        meant.update(word for word in WORDS if word.startswith(typed))
    return meant.pop() if len(meant) == 1 else None


def _one_slip_from(typed: str) -> set[str]:
    """Every text within Damerau-Levenshtein distance 1: a letter lost, added, changed, or two neighbours swapped."""
    splits = [(typed[:i], typed[i:]) for i in range(len(typed) + 1)]
    lost = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    added = {a + c + b for a, b in splits for c in _LETTERS}
    return lost | swapped | changed | added
