"""The kinds of question: each reads what was posted and gives back what to keep, or says what a person can correct.

`seen` is what was said before the question; only options and details that wait for something look at it.
No HTML here, and no wording of problems: a `Problem` names its fault and the web finds the words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.conversation import reading_input as typed
from portal.conversation.conditions import Seen, Value, When, always
from portal.conversation.reading_input import Raw
from portal.conversation.words import Words
from portal.conversation.writing import (
    LONGEST_STORY,
    DateInParts,
    Email,
    Fault,
    Phone,
    Problem,
    Reading,
    ShortText,
    read_text,
)


@dataclass(frozen=True, slots=True)
class LongText:
    """A story in somebody's own words. `instead` is a way not to write it, kept as its code.

    `starters`: things others have written about, for whoever does not know how to begin; folded under `starters_under`.
    """

    longest: int = LONGEST_STORY
    instead: "Option | None" = None
    starters: tuple[Words, ...] = ()
    starters_under: Words | None = None

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The text; or the code of `instead`. Both, where somebody wrote and then asked for the other way too."""
        text = typed.first(raw, key)
        asked_instead = self.instead is not None and typed.first(raw, f"{key}-instead") == self.instead.code
        if not asked_instead or self.instead is None:
            return read_text(key, text, self.longest)
        if not text:
            return {key: self.instead.code}
        read = read_text(key, text, self.longest)
        return read if isinstance(read, tuple) else {**read, f"{key}-instead": self.instead.code}

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str)


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
    _by_code: dict[str, Option] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {option.code: option for option in self.options})

    def read(self, key: str, raw: Raw, seen: Seen) -> Reading:
        """The code chosen and the details beside it."""
        code = self.chosen(key, raw, seen)
        if code is None:
            fault = Fault.NOT_AN_OPTION if typed.first(raw, key) else Fault.NOTHING_CHOSEN
            return (Problem(fault, key),)
        return _chosen(key, code, tuple(option for option in self.options if option.code == code), raw, seen)

    def chosen(self, key: str, raw: Raw, seen: Seen) -> str | None:
        """The code that was chosen or plainly meant, if it is offered."""
        code = typed.first(raw, key) or self._meant(raw, seen)
        return next((option.code for option in self.offered(seen) if option.code == code), None)

    def _meant(self, raw: Raw, seen: Seen) -> str:
        """The option beside which something was written, where nothing was chosen and it can be no other."""
        meant = [
            option.code
            for option in self.offered(seen)
            if any(detail.tells and written(detail, raw) for detail in option.details)
        ]
        return meant[0] if len(meant) == 1 else ""

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, str) and self.option(value) is not None

    def offered(self, seen: Seen) -> tuple[Option, ...]:
        """The options to show, after what was said before."""
        return _offered(self.options, seen)

    def option(self, code: str) -> Option | None:
        """The option with that code."""
        return self._by_code.get(code)


@dataclass(frozen=True, slots=True)
class SeveralOf:
    """As many quick replies as fit. `short` lists, first match wins, say which codes are shown before "More"."""

    options: tuple[Option, ...]
    short: tuple[tuple[When, tuple[str, ...]], ...] = ()
    _by_code: dict[str, Option] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {option.code: option for option in self.options})

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

    def ticked(self, key: str, raw: Raw, seen: Seen) -> tuple[str, ...]:
        """What was ticked and offered, but for "none of these" beside others."""
        given = set(raw.get(key, ()))
        return tuple(option.code for option in self.offered(seen) if option.code in given and not option.alone)

    def fits(self, value: Value) -> bool:
        """May a kept value still stand?"""
        return isinstance(value, tuple) and bool(value) and all(self.option(code) for code in value)

    def offered(self, seen: Seen) -> tuple[Option, ...]:
        """The options that may be picked, after what was said before."""
        return _offered(self.options, seen)

    def option(self, code: str) -> Option | None:
        """The option with that code."""
        return self._by_code.get(code)

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
    """A smaller question beside an option or a step, under a key of its own. Left blank unless `needed`.

    `short`: how its answer is named when told again. `means`: beside a whole step, the code that writing here chooses
    where nothing was chosen. `tells`: whether writing beside an option says that this option was meant.
    """

    key: str
    question: Question
    label: Words
    hint: Words | None = None
    needed: bool = False
    when: When = always
    means: str | None = None
    tells: bool = True
    short: Words | None = None

    def read(self, raw: Raw, seen: Seen) -> Reading:
        """What to keep (nothing where it was left blank and may be), or why not."""
        read = self.question.read(self.key, raw, seen)
        if isinstance(read, tuple) and not self.needed and all(problem.fault in _BLANK for problem in read):
            return {}
        return read


def written(detail: Detail, raw: Raw) -> str:
    """What somebody wrote at a detail; the parts of a date one after another."""
    if isinstance(detail.question, OneOf | SeveralOf):
        return ""
    parts = (typed.first(raw, f"{detail.key}-{part}") for part in ("day", "month", "year"))
    return typed.first(raw, detail.key) or " ".join(part for part in parts if part)


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
