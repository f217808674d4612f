"""When a question is asked: small conditions that can be read aloud, combined with `&`, `|` and `~`.

A condition may look only at answers given before it; `Script.faults()` holds every script to that.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a condition may look at: the answers on the path so far, and which steps were asked."""

    answers: Mapping[str, Value | None] = field(repr=False)
    asked: Collection[str]

    def picks(self, key: str) -> tuple[str, ...]:
        """The codes given at a step; none where it was passed over or not asked."""
        value = self.answers.get(key)
        if value is None:
            return ()
        return (value,) if isinstance(value, str) else value


class When:
    """A condition. `looks_at` maps each step key it reads to the codes it waits for there."""

    __slots__ = ()

    def holds(self, seen: Seen) -> bool:
        """Is it true of what was seen so far?"""
        raise NotImplementedError

    def looks_at(self) -> dict[str, frozenset[str]]:
        """Step keys read, with the codes waited for (empty where only the asking matters)."""
        raise NotImplementedError

    def __and__(self, other: "When") -> "When":
        return _All((self, other))

    def __or__(self, other: "When") -> "When":
        return _Any((self, other))

    def __invert__(self) -> "When":
        return _Not(self)


@dataclass(frozen=True, slots=True)
class Always(When):
    """Holds whatever was said."""

    def holds(self, seen: Seen) -> bool:
        """True."""
        return True

    def looks_at(self) -> dict[str, frozenset[str]]:
        """Nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class _Said(When):
    key: str
    codes: frozenset[str]

    def holds(self, seen: Seen) -> bool:
        value = seen.answers.get(self.key)
        if value is None:
            return False
        return value in self.codes if isinstance(value, str) else not self.codes.isdisjoint(value)

    def looks_at(self) -> dict[str, frozenset[str]]:
        return {self.key: self.codes}


@dataclass(frozen=True, slots=True)
class _SaidOnly(When):
    key: str
    codes: frozenset[str]

    def holds(self, seen: Seen) -> bool:
        picks = seen.picks(self.key)
        return bool(picks) and self.codes.issuperset(picks)

    def looks_at(self) -> dict[str, frozenset[str]]:
        return {self.key: self.codes}


@dataclass(frozen=True, slots=True)
class _Asked(When):
    key: str

    def holds(self, seen: Seen) -> bool:
        return self.key in seen.asked

    def looks_at(self) -> dict[str, frozenset[str]]:
        return {self.key: frozenset()}


@dataclass(frozen=True, slots=True)
class _Answered(When):
    key: str

    def holds(self, seen: Seen) -> bool:
        return seen.answers.get(self.key) is not None

    def looks_at(self) -> dict[str, frozenset[str]]:
        return {self.key: frozenset()}


@dataclass(frozen=True, slots=True)
class _All(When):
    parts: tuple[When, ...]

    def holds(self, seen: Seen) -> bool:
        for part in self.parts:  # noqa: SIM110 - a generator costs more than most of the parts
            if not part.holds(seen):
                return False
        return True

    def looks_at(self) -> dict[str, frozenset[str]]:
        return _merged(self.parts)


@dataclass(frozen=True, slots=True)
class _Any(When):
    parts: tuple[When, ...]

    def holds(self, seen: Seen) -> bool:
        for part in self.parts:  # noqa: SIM110
            if part.holds(seen):
                return True
        return False

    def looks_at(self) -> dict[str, frozenset[str]]:
        return _merged(self.parts)


@dataclass(frozen=True, slots=True)
class _Not(When):
    part: When = field()

    def holds(self, seen: Seen) -> bool:
        return not self.part.holds(seen)

    def looks_at(self) -> dict[str, frozenset[str]]:
        return self.part.looks_at()


def _merged(parts: tuple[When, ...]) -> dict[str, frozenset[str]]:
    merged: dict[str, frozenset[str]] = {}
    for part in parts:
        for key, codes in part.looks_at().items():
            merged[key] = merged.get(key, frozenset()) | codes
    return merged


def said(key: str, *codes: str) -> When:
    """One of these codes was given at `key`."""
    return _Said(key, frozenset(codes))


def said_only(key: str, *codes: str) -> When:
    """Something was given at `key`, and nothing but these codes."""
    return _SaidOnly(key, frozenset(codes))


def was_asked(key: str) -> When:
    """The step was on the path, answered or not."""
    return _Asked(key)


def was_answered(key: str) -> When:
    """Something was given at the step: it was asked, and not passed over."""
    return _Answered(key)


always: When = Always()
never: When = ~always
