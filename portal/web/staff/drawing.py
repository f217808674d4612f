"""What staff pages draw, as values: fields with what was typed, rows, happenings, letters. It knows no case and no act.

Views make these and hand them to the macros under `templates/staff/components`, which only lay them out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from flask import Flask
from markupsafe import Markup, escape

from portal.cases.acts.fields import Field, FieldKind, Raw, spoken
from portal.council.week import LONDON

MOST_RADIOS = 8  # more are a list to choose from
LONGEST_WORD = 24  # characters that stay together in a column
_PIECE = 12
_PARTS = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))


class Place(NamedTuple):
    """One entry of the menu."""

    label: str
    href: str
    is_here: bool = False


class Action(NamedTuple):
    """A link beside a fact. `about` is what a screen reader adds to its label."""

    label: str
    href: str
    about: str = ""


class Fact(NamedTuple):
    """One row of a list of facts. `hint` says what a value rests on, such as the rule behind a date."""

    term: str
    value: object
    hint: str = ""
    action: Action | None = None


class Head(NamedTuple):
    """The head of a column. `kind`: "number" stands at the end of its column; "whole" is never broken over lines."""

    label: str
    kind: str = ""


class Row(NamedTuple):
    """One row of a table; its first cell is what it is about. `mark`: "late" or "soon", beside a tag that says so."""

    cells: Sequence[object]
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One step of time. `lines` are ours; `words` are somebody's own, and are set apart."""

    when: date | datetime
    title: str
    who: str = ""
    lines: tuple[str, ...] = ()
    words: str = field(default="", repr=False)
    mark: str = ""  # a tag, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A compliment as its worker gets it, to print."""

    to: str = field(repr=False)
    words: str = field(repr=False)
    sender: str = field(default="", repr=False)
    day: date
    council: str


class Choice(NamedTuple):
    """One option of a control, as drawn. `beside` opens with it."""

    id: str
    code: str
    label: str
    hint: str
    is_chosen: bool
    beside: tuple["Control", ...] = ()


class Box(NamedTuple):
    """One of the three boxes of a date. `width` is in characters."""

    id: str
    name: str
    label: str
    value: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One field as drawn. An error leads to `id`: the box, the first option, or the first box of a date."""

    id: str
    name: str
    kind: str  # line, lines, day, radios, select, checkboxes
    label: str
    hint: str
    error: str
    value: str = field(default="", repr=False)
    choices: tuple[Choice, ...] = ()
    boxes: tuple[Box, ...] = ()

    @property
    def described_by(self) -> str:
        """The ids of its hint and its error, for screen readers."""
        beside = (("hint", self.hint), ("error", self.error))
        return " ".join(f"{self.id}-{what}" for what, text in beside if text)


def controls(
    fields: Sequence[Field],
    typed: Raw | None,
    problems: Mapping[str, str],
    prefix: str = "",
    tell_optional: bool = True,
) -> Iterator[Control]:
    """Each field with what was typed, or its preset where nothing was sent yet. `prefix` keeps two forms' ids apart.

    A search, of which nobody fills in all, does not tell which fields are optional.
    """
    for each in fields:
        given = typed if typed else _preset(each)
        kind = _kind(each)
        id_ = f"{prefix}{each.name}"
        yield Control(
            id=id_,
            name=each.name,
            kind=kind,
            label=each.label if each.required or not tell_optional else f"{each.label} (optional)",
            hint=each.hint,
            error=problems.get(each.name, ""),
            value=_first(given, each.name),
            choices=tuple(_choices(each, given, id_)),
            boxes=tuple(_boxes(each, given, id_)) if each.kind is FieldKind.DAY else (),
        )


def _kind(each: Field) -> str:
    if each.kind is FieldKind.ONE:
        # Where one may choose nothing in particular, that is a choice of its own, and the rest only narrows it.
        may_be_any = any(not option.code for option in each.options)
        return "select" if may_be_any or len(each.options) > MOST_RADIOS else "radios"
    return "checkboxes" if each.kind is FieldKind.SEVERAL else each.kind.value


def _preset(each: Field) -> Raw:
    preset = each.preset
    if isinstance(preset, date):
        return {f"{each.name}-{part}": [str(getattr(preset, part))] for part, _, _ in _PARTS}
    if isinstance(preset, tuple):
        return {each.name: preset}
    return {each.name: [preset]} if preset else {}


def _choices(each: Field, given: Raw, id_: str) -> Iterator[Choice]:
    chosen = given.get(each.name, ())
    for place, option in enumerate(each.options, start=1):
        own = id_ if place == 1 else f"{id_}-{place}"
        yield Choice(own, option.code, option.label, option.hint, option.code in chosen)


def _boxes(each: Field, given: Raw, id_: str) -> Iterator[Box]:
    for part, label, width in _PARTS:
        name = f"{each.name}-{part}"
        yield Box(id_ if part == "day" else f"{id_}-{part}", name, label, _first(given, name), width)


def _first(given: Raw, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def day(when: date | datetime, *, short: bool = False) -> Markup:
    """A London date as <time>: 1 September 2026; short, with the day of the week: Tue 1 Sep 2026."""
    local = _london(when)
    text = f"{local:%a} {local.day} {local:%b %Y}" if short else spoken(local)
    return _time(local.isoformat(), text)


def moment(when: datetime) -> Markup:
    """An instant as <time>, in London's time: 1 September 2026, 10:30am."""
    local = when.astimezone(LONDON)
    clock = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return _time(local.isoformat(timespec="minutes"), f"{spoken(local.date())}, {clock}")


def shown(value: object) -> Markup:
    """Whatever stands in a cell or beside a term: days and instants as <time>, several lines a line each."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple | list):
        return Markup("<br>").join(shown(each) for each in value)
    if value is None or value == "":
        return Markup('<span class="soft">Not recorded</span>')
    return _breakable(str(value)) if isinstance(value, str) and not isinstance(value, Markup) else escape(value)


def _breakable(text: str) -> Markup:
    """The text, with places to break at in words too long for any column."""
    if all(len(word) <= LONGEST_WORD for word in text.split()):
        return escape(text)
    parts = (part for word in re.split(r"(\s+)", text) for part in _pieces(word))
    return Markup("").join(parts)


def _pieces(word: str) -> Iterator[Markup]:
    if len(word) <= LONGEST_WORD:
        yield escape(word)
        return
    for start in range(0, len(word), _PIECE):
        yield escape(word[start : start + _PIECE]) + Markup("<wbr>")


def _london(when: date | datetime) -> date:
    return when.astimezone(LONDON).date() if isinstance(when, datetime) else when


def _time(machine: str, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine, text)


def register(app: Flask) -> None:
    """Put what the macros draw with at hand in every template."""
    app.jinja_env.globals.update(staff_controls=controls, staff_day=day, staff_moment=moment, staff_shown=shown)
