"""Authenticated encryption at rest: a ring of keys, the first seals, any may open, so that keys can turn while serving.

A sealed value is: one format byte, the key's id (8 bytes), a nonce (12 bytes), AES-256-GCM ciphertext with tag. The
place a value belongs to (`table.column`) is bound in as associated data, so that no value can be moved to another.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.vocabulary import Refusal

_FORMAT = b"\x01"
_ID, _NONCE = 8, 12


class CannotOpen(Refusal):
    """A sealed value was changed, moved, or sealed with a key that is no longer on the ring."""


class BadKey(Refusal):
    """A sealing key is not 32 bytes in URL-safe base64."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Keys by id, the first of them the one that seals."""

    _ciphers: dict[bytes, AESGCM]
    _current: bytes

    @classmethod
    def of(cls, keys: Iterable[str]) -> "Keyring":
        """A ring of keys as text, the sealing one first. Raises BadKey."""
        ciphers = {}
        for key in keys:
            try:
                plain = urlsafe_b64decode(key.strip())
            except ValueError as error:
                raise BadKey("A sealing key is not URL-safe base64. Make one with `portal new-key`.") from error
            if len(plain) != 32:
                raise BadKey("A sealing key is not 32 bytes long. Make one with `portal new-key`.")
            ciphers[sha256(b"key id" + plain).digest()[:_ID]] = AESGCM(plain)
        if not ciphers:
            raise BadKey("There is no sealing key. Make one with `portal new-key`.")
        return cls(ciphers, next(iter(ciphers)))

    def __repr__(self) -> str:
        return f"Keyring({len(self._ciphers)} keys)"

    @property
    def ids(self) -> tuple[str, ...]:
        """The keys by their ids, the one that seals first. An id is a hash: it may be shown, and opens nothing."""
        return tuple(each.hex() for each in self._ciphers)

    @property
    def begins(self) -> bytes:
        """The bytes every value begins with that is sealed with the first key, and no other."""
        return _FORMAT + self._current

    def seal(self, text: str, place: str) -> bytes:
        """Seal text that belongs at `place`."""
        nonce = os.urandom(_NONCE)
        header = self.begins
        return header + nonce + self._ciphers[self._current].encrypt(nonce, text.encode(), header + place.encode())

    def open(self, sealed: bytes, place: str) -> str:
        """The text sealed for `place`. Raises CannotOpen."""
        header, rest = sealed[: 1 + _ID], sealed[1 + _ID :]
        cipher = self._ciphers.get(header[1:])
        if header[:1] != _FORMAT or cipher is None:
            raise CannotOpen("Something sealed cannot be opened: its key is not on the ring.")
        try:
            return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], header + place.encode()).decode()
        except (InvalidTag, ValueError) as error:  # ValueError: cut off within the nonce
            raise CannotOpen("Something sealed cannot be opened: it was changed or moved.") from error


#: So many bytes at its beginning tell which key sealed a value.
BEGINNING = 1 + _ID


def key_id(begins: bytes) -> str:
    """The id of the key that sealed a value, from its beginning; "unknown" for what was never sealed by us."""
    is_ours = begins[:1] == _FORMAT and len(begins) >= BEGINNING
    return begins[1:BEGINNING].hex() if is_ours else "unknown"


def new_key() -> str:
    """A fresh key as text."""
    return urlsafe_b64encode(os.urandom(32)).decode()
