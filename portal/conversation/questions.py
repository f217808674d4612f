"""The kinds of question: each reads what was posted and gives back what to keep, or says what a person can correct.

`seen` is what was said before the question; only options and details that wait for something look at it.
No HTML here, and no wording of problems: a `Problem` names its fault and the web finds the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.conversation import reading_input as typed
from portal.conversation.conditions import Seen, Value, When, always
from portal.conversation.reading_input import Raw
from portal.conversation.words import Words
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
        return _text(key, typed.first(raw, key), self.longest)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class LongText:
    """A story in somebody's own words. `instead` is a way not to write it, kept as its code."""

    longest: int = LONGEST_STORY
    instead: "Option | None" = None

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The text; or the code of `instead`. Both, where somebody wrote and then asked for the other way too."""
        text = typed.first(raw, key)
        asked_instead = self.instead is not None and typed.first(raw, f"{key}-instead") == self.instead.code
        if not asked_instead or self.instead is None:
            return _text(key, text, self.longest)
        if not text:
            return {key: self.instead.code}
        read = _text(key, text, self.longest)
        return read if isinstance(read, tuple) else {**read, f"{key}-instead": self.instead.code}

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


@dataclass(frozen=True, slots=True)
class Option:
    """One quick reply. `alone`: cannot go with others in `SeveralOf`. `details` open beside it.

    `when`: it is offered only where this holds of what was said before the question.
    """

    code: str
    label: Words
    hint: Words | None = None
    details: tuple["Detail", ...] = ()
    alone: bool = False
    when: When = always


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several quick replies."""

    options: tuple[Option, ...]

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The code chosen and the details beside it."""
        code = typed.first(raw, key)
        if not code:
            return (Problem(Fault.NOTHING_CHOSEN, key),)
        chosen = self.option(code)
        if chosen is None or not chosen.when.holds(seen):
            return (Problem(Fault.NOT_AN_OPTION, key),)
        return _chosen(key, code, (chosen,), raw, seen)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str) and self.option(value) is not None

    def offered(self, seen: Seen) -> tuple[Option, ...]:
        """The options to show, after what was said before."""
        return _offered(self.options, seen)

    def option(self, code: str) -> Option | None:
        """The option with that code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class SeveralOf:
    """As many quick replies as fit. `short` lists, first match wins, say which codes are shown before "More"."""

    options: tuple[Option, ...]
    short: tuple[tuple[When, tuple[str, ...]], ...] = ()

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The codes chosen, in the order of the options, and the details beside them."""
        given = {typed.clean(code) for code in raw.get(key, ())} - {""}
        if not given:
            return (Problem(Fault.NOTHING_CHOSEN, key),)
        chosen = tuple(option for option in self.offered(seen) if option.code in given)
        if len(chosen) < len(given):
            return (Problem(Fault.NOT_AN_OPTION, key),)
        if len(chosen) > 1 and any(option.alone for option in chosen):
            return (Problem(Fault.NOT_TOGETHER, key),)
        return _chosen(key, tuple(option.code for option in chosen), chosen, raw, seen)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, tuple) and bool(value) and all(self.option(code) for code in value)

    def offered(self, seen: Seen) -> tuple[Option, ...]:
        """The options that may be picked, after what was said before."""
        return _offered(self.options, seen)

    def option(self, code: str) -> Option | None:
        """The option with that code."""
        return next((option for option in self.options if option.code == code), None)

    def shown(self, seen: Seen) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
        """The options shown at once, in their short list's order, and those under "More"."""
        offered = self.offered(seen)
        for when, codes in self.short:
            if when.holds(seen):
                by_code = {option.code: option for option in offered}
                first = tuple(by_code[code] for code in codes if code in by_code)
                return first, tuple(option for option in offered if option.code not in codes)
        return offered, ()


Question = ShortText | LongText | Email | Phone | DateInParts | OneOf | SeveralOf


@dataclass(frozen=True, slots=True)
class Detail:
    """A smaller question beside an option or a step, under a key of its own. Left blank unless `needed`."""

    key: str
    question: Question
    label: Words
    hint: Words | None = None
    needed: bool = False
    when: When = always

    def read(self, raw: Raw, seen: Seen) -> Reading:
        """What to keep (nothing where it was left blank and may be), or why not."""
        read = self.question.read(self.key, raw, seen)
        if isinstance(read, tuple) and not self.needed and all(problem.fault in _BLANK for problem in read):
            return {}
        return read


_BLANK = frozenset({Fault.NOTHING_WRITTEN, Fault.NOTHING_CHOSEN})


def read_details(details: tuple[Detail, ...], raw: Raw, seen: Seen) -> Reading:
    """All the details of one option or step that apply, or every problem among them."""
    kept: dict[str, Value] = {}
    problems: list[Problem] = []
    for detail in details:
        if not detail.when.holds(seen):
            continue
        read = detail.read(raw, seen)
        if isinstance(read, tuple):
            problems.extend(read)
        else:
            kept.update(read)
    return tuple(problems) or kept


def details_of(question: Question) -> Iterator[Detail]:
    """Every detail that may open beside an option."""
    if isinstance(question, OneOf | SeveralOf):
        for option in question.options:
            yield from option.details


def _offered(options: tuple[Option, ...], seen: Seen) -> tuple[Option, ...]:
    return tuple(option for option in options if option.when.holds(seen))


def _chosen(key: str, value: Value, options: tuple[Option, ...], raw: Raw, seen: Seen) -> Reading:
    details = read_details(tuple(detail for option in options for detail in option.details), raw, seen)
    return details if isinstance(details, tuple) else {key: value, **details}


def _text(key: str, text: str, longest: int) -> Reading:
    if not text:
        return (Problem(Fault.NOTHING_WRITTEN, key),)
    over = len(text) - longest
    return (Problem(Fault.TOO_LONG, key, over),) if over > 0 else {key: text}
