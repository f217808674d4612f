"""Reading a backup, and every reason why it could not be brought back here, found before anything is changed."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from portal.backups.making import MANIFEST, member
from portal.backups.manifest import Claimed, Counted, Manifest, OtherForm, from_json
from portal.backups.shapes import Shape, shapes_at
from portal.migrating import is_known
from portal.sealing import Keyring
from portal.vocabulary import Refusal


class NoBackup(Refusal):
    """The file is no backup of a portal, or not whole, or changed, or not for here."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in a file."""

    path: Path
    claimed: Claimed

    @property
    def manifest(self) -> Manifest:
        """What it says of itself."""
        return self.claimed.manifest

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its tables, each after those it points at."""
        return shapes_at(self.manifest.schema)

    def missing(self, ring: Keyring) -> frozenset[str]:
        """The ids of the keys it takes, and that are not on this ring."""
        return self.claimed.keys - set(ring.ids)

    def refuse_unless_fit(self, ring: Keyring, *, council: str, without_keys: bool) -> None:
        """Raises NoBackup unless it is whole, of this council, of this release or an older one, and opens here.

        `without_keys`: what no key here opens is wanted all the same. Whether it was changed can be told as long as the
        key of its proof is here.
        """
        missing = self.missing(ring)
        if missing and not without_keys:
            raise NoBackup(
                f"{self.path} is sealed with keys that are not here: {', '.join(sorted(missing))}. "
                "Put them on PORTAL_SEALING_KEYS, behind the first."
            )
        if self.claimed.proof_key not in missing and not self.claimed.is_proven(ring):
            raise NoBackup(f"{self.path} was changed since it was made.")
        if self.manifest.council != council:
            raise NoBackup(f"{self.path} is a backup of {self.manifest.council}, and this portal is for {council}.")
        if not is_known(self.manifest.schema):
            raise NoBackup(f"{self.path} was made by a newer release. Bring it back with that one.")
        if [(table.name, table.columns) for table in self.manifest.tables] != [
            (shape.name, shape.names) for shape in self.shapes
        ]:
            raise NoBackup(f"{self.path} does not hold the tables of its release.")
        with self._reading() as archive:
            for table in self.manifest.tables:
                self._check(archive, table)

    def _check(self, archive: ZipFile, table: Counted) -> None:
        digest, rows = sha256(), 0
        with archive.open(member(table.name)) as lines:
            for line in lines:
                digest.update(line)
                rows += 1
        if (digest.hexdigest(), rows) != (table.digest, table.rows):
            raise NoBackup(f"{self.path} was changed since it was made: {table.name} is not as it was.")

    def rows(self, shape: Shape) -> Iterator[dict[str, Any]]:
        """The rows of one table, as the database takes them. Raises NoBackup."""
        with self._reading() as archive, archive.open(member(shape.name)) as lines:
            for line in lines:
                yield shape.read(json.loads(line))

    @contextmanager
    def _reading(self) -> Iterator[ZipFile]:
        with _whole(self.path), ZipFile(self.path) as archive:
            yield archive


def read(path: Path) -> Backup:
    """The backup in this file, so far only what it says of itself. Raises NoBackup."""
    with _whole(path), ZipFile(path) as archive:
        return Backup(path, from_json(archive.read(MANIFEST).decode()))


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Says in a sentence whatever is wrong with a file. Raises NoBackup."""
    try:
        yield
    except OtherForm as error:
        raise NoBackup(f"{path} was made by another release, in a form that this one cannot read.") from error
    except OSError as error:
        raise NoBackup(f"{path} cannot be read ({error.strerror}).") from error
    except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, NotImplementedError) as error:
        raise NoBackup(f"{path} is no backup of a portal, or only a part of one.") from error
