"""A question as controls to draw: names, labels, what was typed, what is wrong. One builder a kind, no HTML.

There are no form classes: the engine already reads and refuses, and a second description of each question would only
be able to disagree with it (decision record 0005).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from portal.conversation import (
    DateInParts,
    Detail,
    Email,
    LongText,
    OneOf,
    Option,
    Phone,
    Problem,
    Question,
    Seen,
    SeveralOf,
    ShortText,
    Step,
    Value,
    Words,
)
from portal.script import phrases
from portal.script.problems import longest, sentence

Say = Callable[[Words], str]
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One quick reply. `details` open beside it."""

    code: str
    id: str
    label: str
    hint: str
    checked: bool
    details: tuple["Control", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One control. `kind`: one-of, several-of, short-text, long-text, date, email, phone, or part (of a date)."""

    kind: str
    name: str
    label: str
    hint: str = ""
    values: tuple[str, ...] = field(default=(), repr=False)
    error: str = ""
    autocomplete: str = ""
    longest: int = 0
    choices: tuple[Choice, ...] = ()
    more: tuple[Choice, ...] = ()
    parts: tuple["Control", ...] = field(default=())
    instead: Choice | None = None
    starters: tuple[str, ...] = ()
    starters_under: str = ""

    @property
    def value(self) -> str:
        """The one value of a control that has one."""
        return self.values[0] if self.values else ""

    @property
    def is_touched(self) -> bool:
        """Something stands in it, or something is wrong with it: what it is folded under is then open."""
        return bool(self.values or self.error)

    @property
    def more_is_open(self) -> bool:
        """Something under "More" is chosen."""
        return any(choice.checked for choice in self.more)

    @property
    def described_by(self) -> str:
        """Ids of what describes the control, for aria-describedby."""
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.name}-error"] if self.error else ids)


class Drawing:
    """Builds the controls of one step for one person: what is kept or was typed, and the problems found in it."""

    def __init__(self, say: Say, typed: Typed, problems: Mapping[str, str], seen: Seen) -> None:
        self._say = say
        self._typed = typed
        self._problems = problems
        self._seen = seen

    def step(self, step: Step) -> tuple[Control, tuple[Control, ...]]:
        """The step's own control, and those that stand beside it."""
        asked = step.asked_as(self._seen)
        hint = self._say(asked.hint) if asked.hint else ""
        own = self._control(step.key, step.question, self._say(asked.ask), hint)
        also = tuple(self._detail(detail) for detail in step.also if detail.when.holds(self._seen))
        return own, also

    def _detail(self, detail: Detail) -> Control:
        hint = self._say(detail.hint) if detail.hint else ""
        return self._control(detail.key, detail.question, self._say(detail.label), hint)

    def _control(self, name: str, question: Question, label: str, hint: str) -> Control:
        values = tuple(self._typed.get(name, ()))
        error = self._problems.get(name, "")
        base = Control(kind="short-text", name=name, label=label, hint=hint, values=values, error=error)
        match question:
            case OneOf():
                return _with(base, kind="one-of", choices=self._choices(name, question.offered(self._seen), values))
            case SeveralOf():
                first, more = question.shown(self._seen)
                return _with(
                    base,
                    kind="several-of",
                    choices=self._choices(name, first, values),
                    more=self._choices(name, more, values),
                )
            case LongText():
                return _with(
                    base,
                    kind="long-text",
                    longest=question.longest,
                    starters=tuple(self._say(words) for words in question.starters),
                    starters_under=self._say(question.starters_under) if question.starters_under else "",
                    **self._instead(name, question),
                )
            case DateInParts():
                return _with(base, kind="date", parts=self._date_parts(name))
            case Email():
                return _with(base, kind="email", autocomplete="email")
            case Phone():
                return _with(base, kind="phone", autocomplete="tel")
            case ShortText():
                return _with(base, longest=question.longest, autocomplete=question.autocomplete or "")

    def _choices(self, name: str, options: Sequence[Option], values: Sequence[str]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                code=option.code,
                id=f"{name}--{option.code}",  # a detail may be called after its option: reply-how-email
                label=self._say(option.label),
                hint=self._say(option.hint) if option.hint else "",
                checked=option.code in values,
                details=tuple(self._detail(detail) for detail in option.details),
            )
            for option in options
        )

    def _instead(self, name: str, question: LongText) -> dict[str, object]:
        """The way not to write it, ticked where it was chosen; its code is never shown as if it had been written."""
        if question.instead is None:
            return {}
        ticked = tuple(self._typed.get(f"{name}-instead", ()))
        values = tuple(self._typed.get(name, ()))
        if values == (question.instead.code,):
            ticked, values = values, ()
        return {"instead": self._choices(f"{name}-instead", (question.instead,), ticked)[0], "values": values}

    def _date_parts(self, name: str) -> tuple[Control, ...]:
        return tuple(
            Control(
                kind="part",
                name=f"{name}-{part}",
                label=self._say(label),
                values=tuple(self._typed.get(f"{name}-{part}", ())),
            )
            for part, label in DATE_PARTS
        )


DATE_PARTS = (("day", phrases.DAY), ("month", phrases.MONTH), ("year", phrases.YEAR))


def _with(base: Control, **changes: object) -> Control:
    return replace(base, **changes)  # type: ignore[arg-type]


def typed_again(answers: Mapping[str, Value | None], keys: frozenset[str]) -> Typed:
    """Kept answers as if they had just been typed, to draw a step that was answered before."""
    typed: dict[str, Sequence[str]] = {}
    for key in keys:
        value = answers.get(key)
        if value is None:
            continue
        typed[key] = (value,) if isinstance(value, str) else value
        typed.update(_parts_of(key, value) if isinstance(value, str) else {})
    return typed


def _parts_of(key: str, value: str) -> Typed:
    year, month, day = ([*value.removeprefix("-").split("-"), "", ""])[:3]
    return {f"{key}-year": (year,), f"{key}-month": (month.lstrip("0"),), f"{key}-day": (day.lstrip("0"),)}


def sentences(problems: Sequence[Problem], say: Callable[..., str], *, needed: bool) -> dict[str, str]:
    """The first problem at each control, in words. `needed`: the step cannot be passed over."""
    first = {problem.field: problem for problem in reversed(problems)}
    return {at: _sentence(problem, say, needed=needed) for at, problem in first.items()}


def _sentence(problem: Problem, say: Callable[..., str], *, needed: bool) -> str:
    limit = {"by": f"{problem.by:,}", "limit": f"{longest(problem.field) or 0:,}"}
    return say(sentence(problem, needed=needed), **limit)
