"""Codes that open something once: how they are made, read back from what somebody typed, and hashed.

Pure. 80 bits each, so that a plain hash of one gives nothing to try through; the code itself is kept nowhere.
"""

import secrets
from hashlib import sha256

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no letter that reads like a number
_MEANT = str.maketrans("oil", "011")
_LENGTH, _GROUP = 16, 4
LONGEST_TYPED = 100


def new() -> str:
    """A fresh code, in groups: `7k2m-90xq-...`."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read(typed: str) -> str | None:
    """The code that was typed, however its groups were kept apart; None where it cannot be one."""
    code = "".join(each for each in typed[:LONGEST_TYPED].casefold() if each.isalnum()).translate(_MEANT)
    return code if len(code) == _LENGTH and set(code) <= set(_ALPHABET) else None


def hash_of(purpose: str, code: str) -> str:
    """What is stored of a code. Kept apart by purpose, so that no code can stand for one of another kind."""
    return sha256(f"{purpose}|{read(code)}".encode()).hexdigest()
