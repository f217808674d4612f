"""A step (one question as asked), and the script: steps in asking order, with every fault it can find in itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from portal.conversation.answers import Answers
from portal.conversation.conditions import Seen, Value, When, always, never
from portal.conversation.questions import Detail, OneOf, Question, SeveralOf, details_of, read_details, written
from portal.conversation.reading_input import Raw, first
from portal.conversation.words import Words
from portal.conversation.writing import Reading


class NoteKind(StrEnum):
    """How loudly a note speaks."""

    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Note:
    """What we say back after an answer, before the next question. `more` comes last, after any button."""

    when: When
    lines: tuple[Words, ...]
    kind: NoteKind = NoteKind.PLAIN
    more: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words, where what was said before calls for others than the usual ones; `about` names it then."""

    when: When
    ask: Words
    about: Words
    hint: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One question. `key` is eternal. `about` names it in a Change link ("Change what happened").

    `needed`: when it cannot be passed over. `also`: details that stand beside the whole question.
    `also_under`: what those are folded under, where they are many. `asked`: other words for it, first match wins.
    `opening`: shown above the question, once, as our words. `notes`: said after it was answered. A step is itself and
    no other, so two are never compared field by field.
    """

    key: str
    ask: Words
    about: Words
    question: Question
    hint: Words | None = None
    opening: tuple[Words, ...] = ()
    when: When = always
    needed: When = never
    also: tuple[Detail, ...] = ()
    also_under: Words | None = None
    notes: tuple[Note, ...] = ()
    asked: tuple[Asked, ...] = ()
    # Worked out once: every walk of every journey asks for them.
    _details: tuple[Detail, ...] = field(init=False, repr=False, compare=False)
    _ordered: tuple[str, ...] = field(init=False, repr=False, compare=False)
    _keys: frozenset[str] = field(init=False, repr=False, compare=False)
    usually_asked: Asked = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        details = (*details_of(self.question), *self.also)
        keys = dict.fromkeys((self.key, f"{self.key}-instead", *(detail.key for detail in details)))
        usual = Asked(always, self.ask, self.about, self.hint)
        worked_out = {"_details": details, "_ordered": tuple(keys), "_keys": frozenset(keys), "usually_asked": usual}
        for name, value in worked_out.items():
            object.__setattr__(self, name, value)

    def read(self, raw: Raw, seen: Seen) -> Reading:
        """What was posted, with the details that apply: all to keep, or every problem."""
        raw = self._with_what_was_meant(raw)
        answer = self.question.read(self.key, raw, seen)
        also = read_details(self.also, raw, seen)
        problems = tuple(p for read in (answer, also) if isinstance(read, tuple) for p in read)
        if problems or isinstance(answer, tuple) or isinstance(also, tuple):
            return problems
        return {**answer, **also}

    def asked_as(self, seen: Seen) -> Asked:
        """The question, its name and its hint, in the words that fit what was said before."""
        return next((other for other in self.asked if other.when.holds(seen)), self.usually_asked)

    def salvaged(self, raw: Raw, seen: Seen) -> dict[str, Value | None]:
        """Whatever can be kept of what was posted, even where it would not do as an answer; empty where there is none.

        For somebody in danger, or who had to stop: half a phone number may still help whoever reads it.
        """
        raw = self._with_what_was_meant(raw)
        answer = self.question.read(self.key, raw, seen)
        own = self._own_part(raw, seen) if isinstance(answer, tuple) else {self.key: answer[self.key]}
        beside: dict[str, Value | None] = {} if isinstance(answer, tuple) else {**answer}
        for detail in self._details_with(own.get(self.key)):
            if not detail.when.holds(seen):
                continue
            read = detail.read(raw, seen)
            if not isinstance(read, tuple):
                beside.update(read)
            elif text := written(detail, raw):
                beside[detail.key] = text
        return {self.key: None, **beside, **own} if own or beside else {}

    def _details_with(self, value: Value | None) -> tuple[Detail, ...]:
        """The details that go with an answer: under what was chosen and beside the whole; all, where nothing was."""
        if value is None or not isinstance(self.question, OneOf | SeveralOf):
            return self._details
        chosen = {value} if isinstance(value, str) else set(value)
        under = (detail for option in self.question.options if option.code in chosen for detail in option.details)
        return (*under, *self.also)

    def _own_part(self, raw: Raw, seen: Seen) -> dict[str, Value]:
        """What was said to the step itself, where not all of it will do."""
        if isinstance(self.question, OneOf):
            chosen = self.question.chosen(self.key, raw, seen)
            return {self.key: chosen} if chosen else {}
        if isinstance(self.question, SeveralOf):
            ticked = self.question.ticked(self.key, raw, seen)
            return {self.key: ticked} if ticked else {}
        text = first(raw, self.key)
        return {self.key: text} if text else {}

    def _with_what_was_meant(self, raw: Raw) -> Raw:
        if any(raw.get(self.key, ())):
            return raw
        meant = [detail.means for detail in self.also if detail.means and first(raw, detail.key)]
        return {**raw, self.key: meant} if meant else raw

    def counted(self, answers: Answers, seen: Seen) -> dict[str, Value | None]:
        """What counts of the answers kept under this step, after what was said before it.

        Nothing while it is still to be answered: also where it was passed over and is needed now, or holds a reply
        that is not offered any more. A detail that no longer applies does not count.
        """
        kept = answers.kept
        if self.key not in kept:
            return {}
        if not self._stands(kept[self.key], seen):
            # What was written beside a question still counts where nothing was chosen in it.
            beside = [detail.key for detail in self._details if detail.when.holds(seen)]
            return {key: kept[key] for key in beside if key in kept} if kept[self.key] is None else {}
        if not self._details:
            return {key: kept[key] for key in self._ordered if key in kept}
        apart = {detail.key for detail in self._details if not detail.when.holds(seen)}
        return {key: kept[key] for key in self._ordered if key in kept and key not in apart}

    def _stands(self, value: Value | None, seen: Seen) -> bool:
        if value is None:
            return not self.needed.holds(seen)
        if not isinstance(self.question, OneOf | SeveralOf):
            return True
        picks = (value,) if isinstance(value, str) else value
        chosen = (self.question.option(code) for code in picks)
        return all(option is not None and option.when.holds(seen) for option in chosen)

    def details(self) -> tuple[Detail, ...]:
        """Every detail the step may keep."""
        return self._details

    def keys(self) -> frozenset[str]:
        """All keys this step may keep an answer under."""
        return self._keys


@dataclass(frozen=True, slots=True)
class Script:
    """The conversation as data. `enough` is the step after which somebody may send; `send_now` when at any time.

    `child_register`: when we speak to a child. Raises nothing; `faults()` tells what is wrong with it.
    """

    version: int
    steps: tuple[Step, ...]
    enough: When
    send_now: When
    child_register: When
    _by_key: dict[str, Step] = field(init=False, repr=False, compare=False)
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {step.key: step for step in self.steps})
        object.__setattr__(self, "_places", {step.key: place for place, step in enumerate(self.steps)})

    def step(self, key: str) -> Step | None:
        """The step with that key."""
        return self._by_key.get(key)

    def place(self, step: Step) -> int:
        """Where in asking order a step stands."""
        return self._places[step.key]

    def adopt(self, answers: Answers) -> Answers:
        """Answers as this version of the script can use them: whatever no longer fits counts as not yet answered."""
        if answers.script == self.version:
            return answers
        kept: dict[str, Value | None] = {}
        for step in self.steps:
            if step.key not in answers:
                continue
            value = answers[step.key]
            if value is not None and not step.question.fits(value):
                continue
            kept[step.key] = value
            kept.update(_details_that_fit(step, answers))
        return replace(answers, kept=kept, script=self.version)

    def faults(self) -> tuple[str, ...]:
        """Every fault in the script, a sentence each; none in a sound one."""
        return tuple(_faults(self))


def _details_that_fit(step: Step, answers: Answers) -> Iterator[tuple[str, Value]]:
    for detail in step.details():
        value = answers.get(detail.key)
        # Half a number is kept for whoever reads it: what somebody wrote stays, whether or not it will do.
        is_written = isinstance(value, str) and not isinstance(detail.question, OneOf | SeveralOf)
        if value is not None and (is_written or detail.question.fits(value)):
            yield detail.key, value
    instead = answers.get(f"{step.key}-instead")
    if instead is not None:
        yield f"{step.key}-instead", instead


def _faults(script: Script) -> Iterator[str]:
    before: dict[str, Step] = {}
    owners: dict[str, Detail | Step] = {}
    for step in script.steps:
        yield from _faults_of_keys(step, owners)
        yield from _faults_of_options(step)
        for where, when, allowed in _conditions(step, before):
            yield from _faults_of_condition(f"{step.key} ({where})", when, allowed)
        before[step.key] = step
    for where, when in (("enough", script.enough), ("send-now", script.send_now), ("register", script.child_register)):
        yield from _faults_of_condition(where, when, before)


def _conditions(step: Step, before: dict[str, Step]) -> Iterator[tuple[str, When, dict[str, Step]]]:
    yield "when", step.when, before
    yield "needed", step.needed, before
    for detail in step.details():
        yield f"detail {detail.key}", detail.when, before
    for note in step.notes:
        yield "note", note.when, {**before, step.key: step}
    for other in step.asked:
        yield "asked", other.when, before
    if isinstance(step.question, OneOf | SeveralOf):
        for option in step.question.options:
            yield f"option {option.code}", option.when, before
    if isinstance(step.question, SeveralOf):
        for when, _codes in step.question.short:
            yield "short list", when, before


def _faults_of_condition(where: str, when: When, before: dict[str, Step]) -> Iterator[str]:
    for key, codes in when.looks_at().items():
        if key not in before:
            yield f"{where} looks at {key}, which is not asked before it"
            continue
        question = before[key].question
        if isinstance(question, OneOf | SeveralOf):
            for code in sorted(codes - {option.code for option in question.options}):
                yield f"{where} waits for {code}, which {key} does not offer"


def _faults_of_keys(step: Step, owners: dict[str, Detail | Step]) -> Iterator[str]:
    named: list[tuple[str, Detail | Step]] = [(step.key, step), *((detail.key, detail) for detail in step.details())]
    for key, owner in named:
        if owners.setdefault(key, owner) is not owner:
            yield f"the key {key} is used twice"


def _faults_of_options(step: Step) -> Iterator[str]:
    if not isinstance(step.question, OneOf | SeveralOf):
        return
    codes = [option.code for option in step.question.options]
    if len(codes) < 2 or len(set(codes)) < len(codes):
        yield f"{step.key} needs two or more different options"
    for _when, short in step.question.short if isinstance(step.question, SeveralOf) else ():
        for code in sorted(set(short) - set(codes)):
            yield f"{step.key} has {code} in a short list, which it does not offer"
