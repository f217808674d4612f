"""The kinds of question that are answered by writing, and what a person can put right in any answer.

It refuses to word a problem: a `Problem` names its fault and the script has the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.conversation import reading_input as typed
from portal.conversation.conditions import Seen, Value
from portal.conversation.reading_input import Raw
from portal.vocabulary.partial_dates import earliest, read_parts

LONGEST_STORY = 10_000  # characters
LONGEST_LINE = 500


class Fault(StrEnum):
    """What a person can put right."""

    NOTHING_CHOSEN = "nothing-chosen"
    NOT_AN_OPTION = "not-an-option"
    NOT_TOGETHER = "not-together"
    NOTHING_WRITTEN = "nothing-written"
    TOO_LONG = "too-long"
    NOT_A_DATE = "not-a-date"
    NOT_A_PHONE = "not-a-phone"
    NOT_A_MOBILE = "not-a-mobile"
    NOT_AN_EMAIL = "not-an-email"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right, at the control named `field`. `by` is how far over a limit, in characters."""

    fault: Fault
    field: str
    by: int = 0


Kept = Mapping[str, Value]
Reading = Kept | tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ShortText:
    """A line of text."""

    longest: int = LONGEST_LINE
    autocomplete: str | None = None

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The line, or why not."""
        return read_text(key, typed.first(raw, key), self.longest)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class Email:
    """An address to write to."""

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The address, or why not."""
        text = typed.first(raw, key)
        if not text:
            return (Problem(Fault.NOTHING_WRITTEN, key),)
        address = typed.email(text)
        return {key: address} if address else (Problem(Fault.NOT_AN_EMAIL, key),)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str) and typed.email(value) is not None


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, or with `mobile` to send a text to."""

    mobile: bool = False

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The number without spaces, or why not."""
        text = typed.first(raw, key)
        if not text:
            return (Problem(Fault.NOTHING_WRITTEN, key),)
        number = typed.phone(text, mobile=self.mobile)
        if number:
            return {key: number}
        landline = self.mobile and typed.phone(text, mobile=False)
        return (Problem(Fault.NOT_A_MOBILE if landline else Fault.NOT_A_PHONE, key),)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str) and typed.phone(value, mobile=self.mobile) is not None


@dataclass(frozen=True, slots=True)
class DateInParts:
    """A date of which a part may be unknown. Kept as `2026-09-03`, `2026-09`, `2026` or `--09-03`."""

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The date as text, or why not."""
        day, month, year = (typed.first(raw, f"{key}-{part}") for part in ("day", "month", "year"))
        if not (day or month or year):
            return (Problem(Fault.NOTHING_WRITTEN, key),)
        kept = read_parts(day, month, year)
        return {key: kept} if kept else (Problem(Fault.NOT_A_DATE, key),)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str) and earliest(value, date.min) is not None


def read_text(key: str, text: str, longest: int) -> Reading:
    """The text a person wrote, or that it is missing or too long. `longest` is in characters."""
    if not text:
        return (Problem(Fault.NOTHING_WRITTEN, key),)
    over = len(text) - longest
    return (Problem(Fault.TOO_LONG, key, over),) if over > 0 else {key: text}
