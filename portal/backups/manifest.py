"""What a backup says of itself: when it was made, of what, how much, and which keys seal it. Nothing personal, no key.

Its proof is a digest sealed with the first key: whoever has the key sees that nothing was changed since.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from portal.sealing import CannotOpen, Keyring, key_id

FORM = 1  # of the file; raised when an older release could not read it
_PLACE = "backup.manifest"


@dataclass(frozen=True, slots=True)
class Counted:
    """One table in the backup. `digest` is the SHA-256 of its rows as they stand in the file."""

    name: str
    columns: tuple[str, ...]
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at`: whatever was kept by then is in the backup (aware UTC). `sealed_by`: values by the id of their key."""

    made_at: datetime
    council: str
    schema: str
    tables: tuple[Counted, ...]
    sealed_by: dict[str, int]

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        return {table.name: table.rows for table in self.tables}

    def to_json(self, ring: Keyring) -> str:
        """The manifest with its proof."""
        proof = ring.seal(self._digest(), _PLACE)
        return json.dumps({"form": FORM, **self._plain(), "proof": proof.hex()}, indent=2)

    def _plain(self) -> dict[str, Any]:
        return asdict(self) | {"made_at": self.made_at.isoformat()}

    def _digest(self) -> str:
        return sha256(json.dumps(self._plain(), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A manifest as it stands in a file: so far it only claims to be what it says."""

    manifest: Manifest
    proof: bytes

    @property
    def proof_key(self) -> str:
        """The id of the key that proves it."""
        return key_id(self.proof)

    @property
    def keys(self) -> frozenset[str]:
        """The ids of all keys it takes to open everything."""
        sealing = {key for key, number in self.manifest.sealed_by.items() if number}
        return frozenset(sealing | {self.proof_key})

    def is_proven(self, ring: Keyring) -> bool:
        """Was it made by somebody who has a key of this ring, and not changed since?"""
        try:
            return ring.open(self.proof, _PLACE) == self.manifest._digest()
        except CannotOpen:
            return False


class OtherForm(ValueError):
    """The file is of a form that only another release reads."""


def from_json(text: str) -> Claimed:
    """Raises OtherForm, and ValueError, KeyError or TypeError where it is no manifest."""
    told = json.loads(text)
    if told["form"] != FORM:
        raise OtherForm(f"form {told['form']}")
    tables = tuple(Counted(**each | {"columns": tuple(each["columns"])}) for each in told["tables"])
    manifest = Manifest(
        datetime.fromisoformat(told["made_at"]), told["council"], told["schema"], tables, dict(told["sealed_by"])
    )
    return Claimed(manifest, bytes.fromhex(told["proof"]))
