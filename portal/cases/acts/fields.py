"""What an act asks of whoever does it: fields as data, read strictly. It refuses to know of pages and of databases.

A page draws these fields and hands back what was typed; `read` makes values of it, or says what to put right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_TEXT = 20_000  # characters; a reply of some ten pages
_DAY_PARTS = ("day", "month", "year")

Raw = Mapping[str, Sequence[str]]
Value = str | date | tuple[str, ...] | None


class FieldKind(StrEnum):
    """How a field is answered."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"  # three boxes: NAME-day, NAME-month, NAME-year
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from. `hint` says what it means, where its label does not."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing asked. A day lies from `earliest` to `latest`, both London dates and both allowed.

    `why_not_earlier` and `why_not_later` are the sentences said otherwise, `why_needed` one for where nothing is given.
    `preset` is what stands there at first.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    hint: str = ""
    options: tuple[Option, ...] = ()
    required: bool = True
    earliest: date | None = None
    latest: date | None = None
    why_not_earlier: str = ""
    why_not_later: str = "This date is in the future. Enter a date that has been."
    why_needed: str = ""
    preset: Value = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for an act, by field. Asking for a field that was left empty gives nothing, not an error."""

    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """What was written; empty where nothing was."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date:
        """The day of a required field. Raises KeyError where there is none: the field was not required."""
        value = self.values[name]
        if not isinstance(value, date):
            raise KeyError(name)
        return value

    def day_or_none(self, name: str) -> date | None:
        """The day, where one was given."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def several(self, name: str) -> tuple[str, ...]:
        """The codes that were ticked."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()


def read(fields: Sequence[Field], raw: Raw) -> tuple[Given, dict[str, str]]:
    """What was given, and a sentence for every field that cannot be read. Nothing may be done while there is one."""
    values: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for field in fields:
        value, problem = _READERS[field.kind](field, raw)
        values[field.name] = value
        if not problem and field.required and value in (None, "", ()):
            problem = field.why_needed or _MISSING[field.kind].format(label=field.label)
        if problem:
            problems[field.name] = problem
    return Given(values), problems


_MISSING = {
    FieldKind.LINE: "{label}: write something here.",
    FieldKind.LINES: "{label}: write something here.",
    FieldKind.DAY: "{label}: enter a date.",
    FieldKind.ONE: "{label}: choose one.",
    FieldKind.SEVERAL: "{label}: choose at least one.",
}


def _text(field: Field, raw: Raw) -> tuple[Value, str]:
    # NUL cannot be kept by PostgreSQL; browsers send line ends as CRLF.
    text = _first(raw, field.name).replace("\x00", "").replace("\r\n", "\n").strip()
    if field.kind is FieldKind.LINE:
        text = " ".join(text.split())
    if len(text) > LONGEST_TEXT:
        return text, f"{field.label}: write at most {LONGEST_TEXT:,} characters. This has {len(text):,}."
    return text, ""


def _day(field: Field, raw: Raw) -> tuple[Value, str]:
    parts = [_first(raw, f"{field.name}-{part}").strip() for part in _DAY_PARTS]
    if not any(parts):
        return None, ""
    try:
        day, month, year = (int(part) if part.isascii() and part.isdecimal() else 0 for part in parts)
        given = date(year, month, day)
    except (ValueError, OverflowError):  # the second: a year of more digits than a date has room for
        return None, f"{field.label}: enter a real date, such as 1 9 2026."
    if field.earliest and given < field.earliest:
        return given, f"{field.label}: {field.why_not_earlier or f'it cannot be before {spoken(field.earliest)}.'}"
    if field.latest and given > field.latest:
        return given, f"{field.label}: {field.why_not_later}"
    return given, ""


def _one(field: Field, raw: Raw) -> tuple[Value, str]:
    chosen = _first(raw, field.name)
    if chosen and chosen not in {option.code for option in field.options}:
        return None, f"{field.label}: this choice is not there any more. Choose again."
    return chosen, ""


def _several(field: Field, raw: Raw) -> tuple[Value, str]:
    chosen, known = tuple(dict.fromkeys(raw.get(field.name, ()))), {option.code for option in field.options}
    if not known.issuperset(chosen):
        return (), f"{field.label}: one of these choices is not there any more. Choose again."
    return chosen, ""


_READERS = {
    FieldKind.LINE: _text,
    FieldKind.LINES: _text,
    FieldKind.DAY: _day,
    FieldKind.ONE: _one,
    FieldKind.SEVERAL: _several,
}


def spoken(day: date) -> str:
    """A date as staff read it: 1 September 2026."""
    return f"{day.day} {day:%B %Y}"


def _first(raw: Raw, name: str) -> str:
    given = raw.get(name, ())
    return given[0] if given else ""
