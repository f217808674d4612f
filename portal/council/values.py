"""The kinds of value a council file holds, one check each. It refuses to know which key a value stands under."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from portal.council.week import Span

T = TypeVar("T")
Code = TypeVar("Code", bound=StrEnum)


class Unfit(Exception):
    """A value that is not of its kind: what is wrong with it, and the cure."""

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of value: how it is read (raises `Unfit`), an example, and what stands in so that checking can go on."""

    read: Callable[[object], T]
    stand_in: T
    example: str


def shown(value: object) -> str:
    """A value as a fault may quote it: on one line, and short."""
    text = repr(str(value)) if isinstance(value, str) else str(value)
    return " ".join(text.split())[:60]


def _plain(value: object, example: str) -> str:
    if not isinstance(value, str):
        raise Unfit(f"is not text in quotation marks: {shown(value)}", f"Write it like {example}.")
    return value


def text(most: int, example: str) -> Kind[str]:
    """One line of words, at most this many characters."""

    def read(value: object) -> str:
        line = _plain(value, example)
        if not line.strip():
            raise Unfit("is empty", f"Write it like {example}.")
        if not line.isprintable() or line != line.strip():
            raise Unfit("has a line break, a tab or a stray space", f"Write it on one line, like {example}.")
        if len(line) > most:
            raise Unfit(f"is {len(line)} characters long", f"Say it in at most {most}.")
        return line

    return Kind(read, "", example)


def _matching(pattern: str, noun: str, example: str) -> Kind[str]:
    def read(value: object) -> str:
        line = _plain(value, example)
        if not re.fullmatch(pattern, line, re.ASCII):
            raise Unfit(f"is not {noun}: {shown(line)}", f"Write it like {example}.")
        return line

    return Kind(read, "", example)


SLUG = _matching(r"(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*", "a key in small letters", '"leaving-care"')
EMAIL = _matching(
    r"(?=.{6,254}$)[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}",
    "an email address",
    '"team@yourcouncil.gov.uk"',
)
# A number from home or abroad, or a short one such as 999, 101 or 18000.
PHONE = _matching(r"0(?: ?\d){7,10}|\+44(?: ?\d){9,10}|\d{3,6}", "a phone number", '"01234 567890"')
UUID = _matching(
    r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
    "a Notify id",
    '"0f1e2d3c-4b5a-4678-9abc-def012345678", copied from the council\'s Notify account',
)
COLOUR = _matching(r"#[0-9a-fA-F]{6}", "a colour", '"#00703c"')
WEB = _matching(
    r"https://[a-z0-9.-]+\.[a-z]{2,}(/[^\s\"<>]*)?", "a secure web address", '"https://www.example.org.uk/"'
)


# Of this machine only for trying it out: `require_confirmed` refuses that.
ISSUER = _matching(
    r"https://[a-z0-9.-]+\.[a-z]{2,}(:\d{1,5})?(/[^\s\"<>?#]*)?|http://(127\.0\.0\.1|localhost)(:\d{1,5})?(/[^\s\"<>?#]*)?",
    "the secure web address of a provider",
    '"https://sign-in.yourcouncil.gov.uk/", exactly as the provider writes it',
)


def number(least: int, most: int, reason: str) -> Kind[int]:
    """A whole number from `least` to `most`; `reason` says why in whole sentences."""

    def read(value: object) -> int:
        # True is a number to Python, and not to anybody who writes this file.
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unfit(
                f"is not a whole number: {shown(value)}", f"Write a number without quotation marks, like {least}."
            )
        if not least <= value <= most:
            raise Unfit(f"is {shown(value)}", f"Write a number from {least} to {most}. {reason}")
        return value

    return Kind(read, least, str(most))


def _read_truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unfit(f"is neither true nor false: {shown(value)}", "Write true or false, without quotation marks.")
    return value


TRUTH = Kind(_read_truth, False, "false")


def _items(value: object, example: str) -> list[object]:
    if not isinstance(value, list):
        raise Unfit(f"is not a list: {shown(value)}", f"Write it in square brackets, like {example}.")
    return value


def list_of(kind: Kind[T], *, may_be_empty: bool) -> Kind[tuple[T, ...]]:
    """Any number of one kind, none of them twice."""
    example = f"[{kind.example}]"

    def read(value: object) -> tuple[T, ...]:
        items = tuple(kind.read(item) for item in _items(value, example))
        for at, item in enumerate(items):
            if item in items[:at]:
                raise Unfit(f"says {shown(item)} twice", "Take one of the two out.")
        if not items and not may_be_empty:
            raise Unfit("is an empty list", f"Put something in it, like {example}, or take the line out.")
        return items

    return Kind(read, (), example)


def code(words: type[Code]) -> Kind[Code]:
    """One code of the vocabulary."""
    first = next(iter(words))

    def read(value: object) -> Code:
        try:
            return words(_plain(value, f'"{first}"'))
        except ValueError:
            valid = ", ".join(words)
            raise Unfit(f"has {shown(value)}, which is not one of its codes", f"The codes are: {valid}.") from None

    return Kind(read, first, f'"{first}"')


def _read_day(value: object) -> date:
    # A TOML date with a time is a datetime, which is a date to Python.
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Unfit(
            f"has {shown(value)}, which is not a date",
            "Write year, month and day without quotation marks, like 2026-12-29.",
        )
    return value


DAY = Kind(_read_day, date.min, "2026-12-29")

_SPAN = re.compile(r"(\d\d):([0-5]\d)-(\d\d):([0-5]\d)", re.ASCII)
_SPAN_EXAMPLE = '"09:00-17:00"'


def _read_span(value: object) -> Span:
    line = _plain(value, _SPAN_EXAMPLE)
    found = _SPAN.fullmatch(line)
    if found is None:
        raise Unfit(f"has {shown(line)}, which is not a time from and to", f"Write it like {_SPAN_EXAMPLE}.")
    from_hour, from_minute, to_hour, to_minute = (int(part) for part in found.groups())
    span = Span(from_hour * 60 + from_minute, to_hour * 60 + to_minute)
    if span.end > 24 * 60:
        raise Unfit(f"has {shown(line)}, and a day ends at 24:00", f"Write it like {_SPAN_EXAMPLE}.")
    if span.start >= span.end:
        raise Unfit(
            f"has {shown(line)}, which runs backwards",
            "Put the earlier time first. Split a night in two: up to 24:00 on this day, from 00:00 on the next.",
        )
    return span


def _read_spans(value: object) -> tuple[Span, ...]:
    spans = sorted(_read_span(item) for item in _items(value, f"[{_SPAN_EXAMPLE}]"))
    for earlier, later in pairwise(spans):
        if later.start < earlier.end:
            raise Unfit("has hours that overlap", "Write each stretch of the day once, apart from the others.")
    return tuple(spans)


DAY_HOURS: Kind[tuple[Span, ...]] = Kind(_read_spans, (), f"[{_SPAN_EXAMPLE}]")
