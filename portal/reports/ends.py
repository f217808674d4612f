"""What one case comes to in a report: how it ended as a whole, whether it was answered in time, how long that took.

Pure. Each rule stands with its definition, which the report prints beside its figures.
"""

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from portal.reports.facts import CaseFact, OmbudsmanEnd, PartFact, StageFact
from portal.vocabulary import WITHOUT_FINDING, Outcome, Stage


class Overall(StrEnum):
    """How a complaint ended as a whole."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    NO_FINDING = "no-finding"
    WITHDRAWN = "withdrawn"
    NOT_ELIGIBLE = "not-eligible"
    OPEN = "open"
    NOT_KNOWN = "not-known"  # answered, and an old list does not say what was found


#: "Fully or partly upheld", as councils print it.
UPHELD_OR_PARTLY = frozenset({Overall.UPHELD, Overall.PARTLY_UPHELD})


def overall(parts: Collection[PartFact]) -> Overall:
    """Of a complaint's parts: partly upheld where some are upheld and some are not.

    Not known where that is not known of one of them; else open until each has ended.
    """
    ends = [part.outcome for part in parts]
    if not all(part.is_end_told for part in parts):
        return Overall.NOT_KNOWN
    if not ends or None in ends:
        return Overall.OPEN
    found = {end for end in ends if end not in WITHOUT_FINDING}
    if not found:
        return Overall.WITHDRAWN if Outcome.WITHDRAWN in ends else Overall.NOT_ELIGIBLE
    if found == {Outcome.UPHELD}:
        return Overall.UPHELD
    if found & {Outcome.UPHELD, Outcome.PARTLY_UPHELD}:
        return Overall.PARTLY_UPHELD
    return Overall.NOT_UPHELD if Outcome.NOT_UPHELD in found else Overall.NO_FINDING


class InTime(StrEnum):
    """Whether the answer at a stage came by the day that was promised."""

    FIRST_DAY = "first-day"  # by the day that was promised at first
    AGREED_DAY = "agreed-day"  # by the later day that they were told of
    LATE = "late"  # after it, or not yet and the day is over
    NOT_DUE = "not-due"
    NOT_KNOWN = "not-known"  # an old list does not say by which day it was due, or when it came
    WITHOUT_ANSWER = "without-answer"  # withdrawn, not looked into, or the next stage came first


#: What "answered in time" counts, and what is known of those whose time has run, one way or the other.
KEPT = frozenset({InTime.FIRST_DAY, InTime.AGREED_DAY})
TIMED = KEPT | {InTime.LATE}


def in_time(stages: Iterable[StageFact], counted_on: date) -> InTime:
    """Of the answers at one stage, of all the procedures of a case: the worst of them counts (SI 2006/1738 reg. 13)."""
    found = {_in_time(stage, counted_on) for stage in stages}
    return next((each for each in _WORST_FIRST if each in found), InTime.NOT_DUE)


_WORST_FIRST = (
    InTime.LATE,
    InTime.NOT_DUE,
    InTime.NOT_KNOWN,
    InTime.AGREED_DAY,
    InTime.FIRST_DAY,
    InTime.WITHOUT_ANSWER,
)


def _in_time(stage: StageFact, counted_on: date) -> InTime:
    if stage.answered_on is None and stage.is_without_answer:
        return InTime.WITHOUT_ANSWER
    if not stage.is_day_told:
        return InTime.NOT_KNOWN
    if stage.due_on is None:
        return InTime.NOT_DUE  # no day was ever promised: nothing can be said of it
    if stage.answered_on is None:
        return InTime.LATE if stage.due_on < counted_on else InTime.NOT_DUE
    if stage.answered_on > stage.due_on:
        return InTime.LATE
    is_first = stage.first_due_on is None or stage.answered_on <= stage.first_due_on
    return InTime.FIRST_DAY if is_first else InTime.AGREED_DAY


def at_stage(fact: CaseFact, stage: Stage) -> tuple[StageFact, ...]:
    """A case's stages of this kind, one a procedure."""
    return tuple(each for each in fact.stages if each.stage is stage)


def days_to_answer(fact: CaseFact) -> int | None:
    """Calendar days from the day it was received to its first answer; None where it has none."""
    days = [each.answered_on for each in at_stage(fact, Stage.LOCAL_RESOLUTION) if each.answered_on]
    return (min(days) - fact.received_on).days if days else None


def was_investigated(end: OmbudsmanEnd) -> bool:
    """Did the Ombudsman look into it, and decide?"""
    return end in {OmbudsmanEnd.UPHELD, OmbudsmanEnd.NOT_UPHELD}
