"""Reads a TOML table key by key and gathers every fault instead of stopping. It refuses to know what a council is."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TypeVar

from portal.council.faults import CouncilFault
from portal.council.values import SLUG, Kind, Unfit, shown

T = TypeVar("T")


class Faults:
    """The faults of one file, as they are found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[CouncilFault] = []

    def add(self, key: str, what: str, cure: str) -> None:
        """Note one fault; the checks go on."""
        self.found.append(CouncilFault(self.file, key, what, cure))

    def on(self, key: str) -> bool:
        """Whether this key, or anything in it, has a fault already: what stands in its place proves nothing."""
        return any(fault.key == key or fault.key.startswith(f"{key}.") for fault in self.found)


class Table:
    """One table of the file. Whatever was never asked for is, at the end, a key nobody knows."""

    def __init__(self, raw: dict[str, object], path: str, faults: Faults, *, absent: bool = False) -> None:
        self.path = path
        self._raw = raw
        self._faults = faults
        self._absent = absent  # said once: nothing more is said of its keys
        self._asked: list[str] = []
        self._inside: list[Table] = []

    def under(self, key: str | int) -> str:
        """The dotted key of something in this table."""
        name = str(key) if str(key).isprintable() else repr(key)
        return f"{self.path}.{name}" if self.path else name

    def fault(self, key: str | int, what: str, cure: str) -> None:
        """Note a fault about something in this table."""
        self._faults.add(self.under(key), what, cure)

    def get(self, key: str, kind: Kind[T]) -> T:
        """The value of a key that must be there, or a stand-in once the fault is noted."""
        if self._missing(key, f"Add {key} = {kind.example}."):
            return kind.stand_in
        return self._read(key, kind)

    def maybe(self, key: str, kind: Kind[T]) -> T:
        """The value of a key that may be left out, or the kind's stand-in."""
        self._asked.append(key)
        return self._read(key, kind) if key in self._raw else kind.stand_in

    def has(self, key: str) -> bool:
        """Whether the key is there, asked for from now on."""
        self._asked.append(key)
        return key in self._raw

    def table(self, key: str) -> "Table":
        """The table under a key that must be there; an empty one once the fault is noted."""
        if self._missing(key, f"Add a section [{self.under(key)}]."):
            return self._open({}, key, absent=True)
        raw = self._raw[key]
        if not isinstance(raw, dict):
            self.fault(key, f"is not a section: {shown(raw)}", f"Write it as a section [{self.under(key)}].")
            return self._open({}, key, absent=True)
        return self._open(raw, key)

    def tables(self, key: str) -> "Iterator[tuple[str, Table]]":
        """Each named table in the section under a key, with its name."""
        section = self.table(key)
        if not section._raw and not section._absent:
            self.fault(key, "is empty", f"Add a section [{self.under(key)}.some-key].")
        for name in section._raw:
            try:
                SLUG.read(name)
            except Unfit as unfit:
                section.fault(name, unfit.what, unfit.cure)
            yield name, section.table(name)

    def rows(self, key: str) -> "Iterator[Table]":
        """Each table of a list of tables, in order."""
        if self._missing(key, f"Add a section [[{self.under(key)}]]."):
            return
        raw = self._raw[key]
        if not isinstance(raw, list) or not raw or not all(isinstance(row, dict) for row in raw):
            self.fault(key, "is not a list of sections", f"Begin each one with a line [[{self.under(key)}]].")
            return
        for at, row in enumerate(raw, start=1):
            yield self._open(row, f"{key}.{at}")

    def close(self) -> None:
        """Note every key nobody asked for, here and in the tables inside."""
        for key in self._raw:
            if key not in self._asked:
                self.fault(key, "is not a key the portal knows", self._instead(key))
        for inside in self._inside:
            inside.close()

    def _instead(self, key: str) -> str:
        near = get_close_matches(key, self._asked, n=1)
        if near:
            return f"Did you mean {near[0]}?"
        return f"Take it out. The keys here are: {', '.join(dict.fromkeys(self._asked))}."

    def _missing(self, key: str, cure: str) -> bool:
        if self.has(key):
            return False
        if not self._absent:
            self.fault(key, "is missing", cure)
        return True

    def _read(self, key: str, kind: Kind[T]) -> T:
        try:
            return kind.read(self._raw[key])
        except Unfit as unfit:
            self.fault(key, unfit.what, unfit.cure)
            return kind.stand_in

    def _open(self, raw: dict[str, object], key: str, *, absent: bool = False) -> "Table":
        inside = Table(raw, self.under(key), self._faults, absent=absent)
        self._inside.append(inside)
        return inside
