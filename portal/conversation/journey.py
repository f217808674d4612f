"""One person's way through a script, worked out afresh from the answers: what was asked, what comes next, what counts.

It refuses to know where answers are kept or how a question is drawn.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import islice, takewhile

from portal.conversation.answers import Answers
from portal.conversation.conditions import Seen, Value
from portal.conversation.reading_input import Raw
from portal.conversation.steps import Note, Script, Step
from portal.vocabulary import Register


class Journey:
    """The way through `script` that `answers` lead along. Immutable; answering gives new answers, hence a new journey.

    Walks the script once: a step is asked when its condition holds of the answers on the path before it.
    Answers off the path stay kept, so that a change of mind loses nothing, but they decide nothing.
    """

    def __init__(self, script: Script, answers: Answers) -> None:
        self.script = script
        self.answers = answers
        self._asked: dict[str, Step] = {}
        self._on_path: dict[str, Value | None] = {}
        self._seen = Seen(self._on_path, self._asked)  # grows as the walk goes on
        self._walked: dict[str, int] = {}  # how many answers counted before each step
        for step in script.steps:
            if step.when.holds(self._seen):
                self._walked[step.key] = len(self._on_path)
                counted = step.counted(answers, self._seen)
                self._asked[step.key] = step
                self._on_path.update(counted)

    @cached_property
    def asked(self) -> tuple[Step, ...]:
        """Every step these answers lead past, answered or not, in order."""
        return tuple(self._asked.values())

    @cached_property
    def path(self) -> tuple[Step, ...]:
        """The steps answered so far, in order, and the next one."""
        return (*self.answered, self.next_step) if self.next_step else self.answered

    @cached_property
    def answered(self) -> tuple[Step, ...]:
        """The steps on the path that have an answer or were passed over."""
        return tuple(step for step in self.asked if step.key in self._on_path)

    @cached_property
    def spoken_at(self) -> tuple[Step, ...]:
        """The steps at which anything was said that counts, be it only beside the question."""
        return tuple(step for step in self.asked if not step.keys().isdisjoint(self._on_path))

    @cached_property
    def unanswered(self) -> tuple[Step, ...]:
        """The steps still to ask: once somebody said it is enough, only those that are needed."""
        return tuple(
            step
            for step in self.asked
            if (step.key not in self._on_path or step.key in self.answers.half_said)
            and (not self.answers.finishing or self.is_needed(step))
        )

    @property
    def next_step(self) -> Step | None:
        """The question to ask now; None when nothing is left."""
        return self.unanswered[0] if self.unanswered else None

    @property
    def last_touched(self) -> Step | None:
        """The step whose answer was given or changed last, where it is still on the path."""
        step = self._asked.get(self.answers.at or "")
        return step if step and step.key in self._on_path and step.key not in self.answers.half_said else None

    @property
    def register(self) -> Register:
        """How to speak to this person."""
        return Register.CHILD if self.script.child_register.holds(self._seen) else Register.ADULT

    @property
    def is_enough(self) -> bool:
        """Has enough been said to send, once what is needed is answered?"""
        return self.script.enough.holds(self._seen)

    @property
    def may_send_now(self) -> bool:
        """May it be sent from whatever is there, asking nothing more?"""
        return self.script.send_now.holds(self._seen)

    def previous(self, step: Step) -> Step | None:
        """The question answered before this one."""
        at = self.script.place(step)
        return next((earlier for earlier in reversed(self.answered) if self.script.place(earlier) < at), None)

    def may_visit(self, step: Step) -> bool:
        """Answered and on the path, or the next one."""
        return step.key in self._on_path or step == self.next_step

    def is_needed(self, step: Step) -> bool:
        """May this step not be passed over?"""
        return step.needed.holds(self.seen_at(step))

    def seen_at(self, step: Step) -> Seen:
        """What was said before this step."""
        walked = self._walked.get(step.key)
        if walked is None:
            return self._seen
        # A key that counts at two steps stands where it counted first, with the one value that was kept.
        return Seen(dict(islice(self._on_path.items(), walked)), tuple(takewhile(step.key.__ne__, self._asked)))

    @property
    def counted(self) -> Mapping[str, Value | None]:
        """Only what counts of what was answered."""
        return self._on_path

    def on_path(self) -> Answers:
        """Only the answers that count: these are shown on the check page and sent."""
        return replace(self.answers, kept=dict(self._on_path))

    def answer(self, step: Step, kept: Mapping[str, Value | None]) -> Answers:
        """The answers with this step answered afresh."""
        return self.answers.replacing(step.keys(), kept).standing_at(step.key)

    def half_answer(self, step: Step, raw: Raw, *, half_said: bool = True) -> Answers:
        """The answers with whatever can be kept of what was posted; nothing better is replaced by less."""
        kept = step.salvaged(raw, self.seen_at(step))
        if not kept:
            return self.answers
        # Another choice takes the place of the whole answer, details too: a number under the old one is not wanted now.
        given_way = step.keys() if kept[step.key] is not None else frozenset(kept)
        if kept[step.key] is None and self.answers.get(step.key) is not None:
            kept[step.key] = self.answers[step.key]
        return self.answers.replacing(given_way, kept).standing_at(step.key, half_said=half_said)

    def pass_over(self, step: Step) -> Answers:
        """The answers with this step passed over; a step that is needed stays as it was.

        A detail that also stands at another step is kept: it may have been given there.
        """
        if self.is_needed(step):
            return self.answers
        others = (other.keys() for other in self.script.steps if other.key != step.key)
        elsewhere = frozenset[str]().union(*others)
        return self.answers.replacing(step.keys() - elsewhere, {step.key: None}).standing_at(step.key)

    def notes_after(self, step: Step | None) -> tuple[Note, ...]:
        """What to say back about the answer given to this step, if any."""
        return tuple(note for note in step.notes if note.when.holds(self._seen)) if step else ()
