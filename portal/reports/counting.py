"""Counts the facts of a year in one pass, however many there are: how many cases stand under each key.

Pure. A figure is a key and what a case counts under; its words are in `wording`. Keys are eternal: frozen editions
and the JSON of a report name them.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from portal.reports.ends import (
    at_stage,
    days_to_answer,
    in_time,
    overall,
    was_investigated,
)
from portal.reports.facts import CaseFact
from portal.reports.report import Scope
from portal.reports.scopes import outside, within
from portal.vocabulary import ComplainantGroup, IssueKind, Stage

Keys = Iterator[str]

COMPLAINTS, COMPLIMENTS, IDEAS = "complaints", "compliments", "ideas"
RECEIVED, FROM_BEFORE = "received", "from-before"
#: Children and young people who complained themselves, without somebody who speaks for them.
THEMSELVES = frozenset({ComplainantGroup.CHILD, ComplainantGroup.CARE_LEAVER})


@dataclass(slots=True)
class Tally:
    """What was counted of one year: cases by key, and complaints by the days to their first answer."""

    counts: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)

    def __getitem__(self, key: str) -> int:
        return self.counts[key]

    def under(self, figure: str) -> dict[str, int]:
        """The counts of one figure, by code."""
        start = f"{figure}."
        return {key[len(start) :]: number for key, number in self.counts.items() if key.startswith(start)}

    @property
    def median_days(self) -> int | None:
        """Of the days to the first answer, halves rounded up; None where nothing was answered."""
        answered = self.days.total()
        if not answered:
            return None
        lower, upper = _nth(self.days, (answered - 1) // 2), _nth(self.days, answered // 2)
        return (lower + upper + 1) // 2


def _nth(days: Counter[int], n: int) -> int:
    """The n-th of them in order, counted from 0."""
    seen = 0
    for day in sorted(days):
        seen += days[day]
        if seen > n:
            return day
    raise IndexError(n)


def tallied(facts: Iterable[CaseFact], scope: Scope, counted_on: date) -> Tally:
    """One year's cases, counted. `counted_on` is the London date on which what is not answered is late or not."""
    tally = Tally()
    for fact in facts:
        seen = within(fact, scope)
        tally.counts.update(_of_any(fact, seen))
        if seen.is_complaint:
            tally.counts.update(_of_complaint(seen, counted_on))
            days = days_to_answer(seen)
            if days is not None:
                tally.days[days] += 1
        if seen.is_compliment:
            tally.counts.update(_of_compliment(seen))
    return tally


def _of_any(fact: CaseFact, seen: CaseFact) -> Keys:
    if seen.is_complaint or any(part.kind is not IssueKind.COMPLAINT for part in seen.parts):
        yield RECEIVED
    if fact.is_from_before:
        yield FROM_BEFORE
    if any(part.kind is IssueKind.IDEA for part in seen.parts):
        yield IDEAS
    elsewhere = {part.procedure for part in outside(fact)}
    if elsewhere:
        yield "elsewhere"
    yield from (f"elsewhere.{procedure}" for procedure in elsewhere)


def _of_complaint(fact: CaseFact, counted_on: date) -> Keys:
    yield COMPLAINTS
    for figure in _FIGURES:
        yield from figure(fact, counted_on)


def _of_compliment(fact: CaseFact) -> Keys:
    yield COMPLIMENTS
    parts = [part for part in fact.parts if part.kind is IssueKind.COMPLIMENT]
    yield from (f"compliments-by-team.{team}" for team in {part.team for part in parts})
    yield f"compliments-by-month.{fact.received_on:%Y-%m}"


# --- what a complaint counts under


def _by_face(fact: CaseFact, _on: date) -> Keys:
    yield f"by-month.{fact.received_on:%Y-%m}"
    yield f"by-group.{fact.group}"
    yield f"by-channel.{fact.channel or 'not-known'}"


def _by_part(fact: CaseFact, _on: date) -> Keys:
    parts = fact.complaints
    yield from (f"by-service.{service}" for service in {part.service or "not-known" for part in parts})
    yield from (f"by-team.{team}" for team in {part.team for part in parts})
    for part in parts:
        yield "parts"
        yield f"part-outcome.{part.outcome or overall([part])}"


def _themes(fact: CaseFact, _on: date) -> Keys:
    """Every theme that was raised, once a part; and every case that raised it, once."""
    raised = [theme for part in fact.complaints for theme in part.themes]
    yield from ("themes" for _ in raised)
    yield from (f"theme.{theme}" for theme in raised)
    yield from (f"cases-with-theme.{theme}" for theme in set(raised))


def _outcome(fact: CaseFact, _on: date) -> Keys:
    yield f"outcome.{overall(fact.complaints)}"


def _stages(fact: CaseFact, on: date) -> Keys:
    for stage in Stage:
        begun = at_stage(fact, stage)
        if not begun and stage is not Stage.LOCAL_RESOLUTION:  # every complaint begins at the first
            continue
        yield f"stage.{stage}"
        yield f"in-time.{stage}.{in_time(begun, on)}"


def _ombudsman(fact: CaseFact, _on: date) -> Keys:
    """Contacts, each once: a case may have several."""
    for end in fact.ombudsman:
        yield "ombudsman.made"
        yield f"ombudsman.{end}"
        if was_investigated(end):
            yield "ombudsman.investigated"
    if fact.ombudsman:
        yield "stage.ombudsman"


def _decisions(fact: CaseFact, _on: date) -> Keys:
    for name, decided in (("interest", fact.interest), ("lateness", fact.lateness), ("freeze", fact.freeze)):
        if decided:
            yield f"{name}.asked"
            yield f"{name}.{decided}"


def _advocacy(fact: CaseFact, _on: date) -> Keys:
    yield "advocacy.not-known" if fact.is_advocacy_offered is None else "advocacy.known"  # an old list does not say
    if fact.is_advocacy_offered:
        yield "advocacy.offered"
    if fact.is_advocacy_taken:
        yield "advocacy.taken"


def _learning(fact: CaseFact, on: date) -> Keys:
    for each in fact.learning:
        yield "learning.made"
        if each.done is not None:
            yield "learning.done" if each.done else "learning.not-done"
        elif fact.is_from_before:
            yield "learning.not-known"
        else:
            yield "learning.overdue" if each.due_on and each.due_on < on else "learning.open"


_Figure = Callable[[CaseFact, date], Keys]
_FIGURES: tuple[_Figure, ...] = (
    _by_face,
    _by_part,
    _themes,
    _outcome,
    _stages,
    _ombudsman,
    _decisions,
    _advocacy,
    _learning,
)
