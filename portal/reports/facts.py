"""One case as a report counts it: codes, dates and teams, whether it was handled here or came in from before.

Pure: nobody's name, nobody's words, and nothing by which one case could be told from another but its reference.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.vocabulary import (
    Channel,
    ComplainantGroup,
    IssueKind,
    Outcome,
    Procedure,
    Service,
    Stage,
    Theme,
)


class Decided(StrEnum):
    """How a question of standing or of lateness was decided."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class OmbudsmanEnd(StrEnum):
    """How a contact with the Ombudsman ended, or that it has not yet."""

    OPEN = "open"
    NOT_INVESTIGATED = "not-investigated"
    UPHELD = "upheld"
    NOT_UPHELD = "not-upheld"


@dataclass(frozen=True, slots=True)
class PartFact:
    """One thing raised within a case. `team` is a key of the council file, or what a past team was called.

    Not `is_end_told` where it was answered and an old list does not say what was found.
    """

    kind: IssueKind
    procedure: Procedure
    team: str
    service: Service | None = None
    outcome: Outcome | None = None
    themes: tuple[Theme, ...] = ()
    is_end_told: bool = True


@dataclass(frozen=True, slots=True)
class StageFact:
    """One stage of one procedure. `due_on` is what was promised last, `first_due_on` what was promised at first.

    `is_without_answer` where the stage ended though nobody answered it: withdrawn, or the next one was asked for. Not
    `is_day_told` where an old list does not say by which day the answer was due, or on which it came.
    """

    procedure: Procedure
    stage: Stage
    begun_on: date
    due_on: date | None = None
    first_due_on: date | None = None
    answered_on: date | None = None
    is_without_answer: bool = False
    is_day_told: bool = True


@dataclass(frozen=True, slots=True)
class LearningFact:
    """Something to be learned. `done` is empty while it is open; `what` is a code or, from before, words."""

    what: str
    due_on: date | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFact:
    """One case. Days are London dates. What a council's old list never held is empty."""

    reference: str
    received_on: date
    group: ComplainantGroup
    channel: Channel | None
    parts: tuple[PartFact, ...]
    stages: tuple[StageFact, ...] = ()
    closed_on: date | None = None
    is_restricted: bool = False  # and its names are not matched yet
    ombudsman: tuple[OmbudsmanEnd, ...] = ()
    learning: tuple[LearningFact, ...] = ()
    is_advocacy_offered: bool | None = None
    is_advocacy_taken: bool | None = None
    interest: Decided | None = None
    lateness: Decided | None = None
    freeze: Decided | None = None
    is_from_before: bool = False

    @property
    def complaints(self) -> tuple[PartFact, ...]:
        """Its parts that are complaints."""
        return tuple(part for part in self.parts if part.kind is IssueKind.COMPLAINT)

    @property
    def is_complaint(self) -> bool:
        """A complaint in the report is a case with a complaint in it; a case that is both counts once in each."""
        return bool(self.complaints)

    @property
    def is_compliment(self) -> bool:
        """Is there a compliment in it?"""
        return any(part.kind is IssueKind.COMPLIMENT for part in self.parts)
