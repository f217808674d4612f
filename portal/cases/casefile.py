"""One case as staff know it: everything in codes and dates, as frozen values that acts and pages look at.

The person's words, names, and what staff wrote are not in it: `reading` opens those, and that is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from portal.vocabulary import (
    ActionKind,
    CaseState,
    Duty,
    Flag,
    IssueKind,
    OmbudsmanDecision,
    Outcome,
    Part,
    Procedure,
    Service,
    Stage,
    WhatFor,
)


@dataclass(frozen=True, slots=True)
class IssueOnFile:
    """One thing raised. Until `confirmed_on` its procedure and team are what the rules suggest."""

    number: int
    kind: IssueKind
    service: Service
    procedure: Procedure
    team: str
    because: tuple[str, ...]
    confirmed_on: date | None
    outcome: Outcome | None
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlagOnFile:
    """Something a person must look at, and whether one has."""

    flag: Flag
    because: str
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class DutyOnFile:
    """Something owed. `due_on` is what was promised last, `first_due_on` what was promised first.

    `let_go`: it was not done, and is owed no more since `done_on`.
    """

    id: str
    duty: Duty
    issue: int | None
    team: str
    due_on: date
    first_due_on: date
    because: str
    done_on: date | None
    held_on: date | None
    let_go: bool = False

    @property
    def is_open(self) -> bool:
        """Is it still to be done, and not on hold?"""
        return self.done_on is None and self.held_on is None


@dataclass(frozen=True, slots=True)
class StageOnFile:
    """One stage of one procedure, by its London dates."""

    procedure: Procedure
    stage: Stage
    begun_on: date
    acknowledged_on: date | None
    agreed_on: date | None
    extended_for: str | None
    extended_on: date | None
    held_on: date | None
    resubmit_until: date | None
    met_on: date | None
    reported_on: date | None
    replied_on: date | None


@dataclass(frozen=True, slots=True)
class PersonOnFile:
    """Somebody with a part in the case. `account_id` where they sign in here."""

    id: str
    part: Part
    account_id: str | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ActionOnFile:
    """A remedy or a piece of learning. `done` is empty while it is open."""

    number: int
    kind: ActionKind
    what: str
    agreed_on: date
    due_on: date
    settled_on: date | None
    done: bool | None


@dataclass(frozen=True, slots=True)
class LetterOnFile:
    """Something staff wrote to the complainant; a draft until it is sent. `message_id`: the message that took it."""

    id: str
    kind: str
    procedure: str | None
    stage: str | None
    by: str
    written_at: datetime
    sent_at: datetime | None
    how: str | None
    message_id: str | None = None


@dataclass(frozen=True, slots=True)
class OmbudsmanOnFile:
    """One contact with the Ombudsman, and how it ended."""

    id: str
    contacted_on: date
    decision: OmbudsmanDecision | None
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class ComplimentOnFile:
    """How far a compliment has come to the worker who earned it."""

    issue: int
    read_on: date
    passed_on: date | None
    reached_on: date | None


@dataclass(frozen=True, slots=True)
class EventOnFile:
    """One thing that happened. `has_words`: something was written with it, which is sealed."""

    number: int
    at: datetime
    happened: str
    by: str
    facts: dict[str, Any]
    has_words: bool


@dataclass(frozen=True)  # no slots: what follows from the rest is worked out once
class CaseFile:
    """One case. Tuples stand in order of number or date."""

    id: str
    reference: str
    what_for: WhatFor
    speaker: str | None
    complainant_group: str
    channel: str
    language: str
    received_at: datetime
    received_on: date
    restricted: bool
    matched_at: datetime | None
    state: CaseState
    closed_on: date | None
    assigned_to: str | None
    issues: tuple[IssueOnFile, ...]
    flags: tuple[FlagOnFile, ...]
    duties: tuple[DutyOnFile, ...]
    stages: tuple[StageOnFile, ...]
    people: tuple[PersonOnFile, ...]
    actions: tuple[ActionOnFile, ...]
    letters: tuple[LetterOnFile, ...]
    ombudsman: tuple[OmbudsmanOnFile, ...]
    compliments: tuple[ComplimentOnFile, ...]
    links: tuple[tuple[str, str], ...]
    bars: frozenset[str]
    events: tuple[EventOnFile, ...]

    # --- what follows from it

    @property
    def is_open(self) -> bool:
        """Is it still being handled?"""
        return self.state is not CaseState.CLOSED

    @property
    def is_kept_to_few(self) -> bool:
        """Restricted, and nobody has matched the names yet."""
        return self.restricted and self.matched_at is None

    @cached_property
    def complaints(self) -> tuple[IssueOnFile, ...]:
        """The issues that are complaints."""
        return tuple(issue for issue in self.issues if issue.kind is IssueKind.COMPLAINT)

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """The procedures its complaints go through, each once, in the order of the issues."""
        return tuple(dict.fromkeys(issue.procedure for issue in self.complaints))

    def issue(self, number: int) -> IssueOnFile:
        """The issue with this number. Raises LookupError."""
        for issue in self.issues:
            if issue.number == number:
                return issue
        raise LookupError(number)

    def issues_under(self, procedure: Procedure) -> tuple[IssueOnFile, ...]:
        """The complaints that go through one procedure, together."""
        return tuple(issue for issue in self.complaints if issue.procedure is procedure)

    def stage_of(self, procedure: Procedure) -> StageOnFile | None:
        """The stage that a procedure has come to; None before it has begun."""
        of_it = [stage for stage in self.stages if stage.procedure is procedure]
        return max(of_it, key=lambda each: list(Stage).index(each.stage)) if of_it else None

    def stage_at(self, procedure: Procedure, stage: Stage) -> StageOnFile | None:
        """One stage of one procedure, if it came to that."""
        return next((each for each in self.stages if each.procedure is procedure and each.stage is stage), None)

    def flag(self, flag: Flag) -> FlagOnFile | None:
        """This flag, if it was raised and nobody has settled it."""
        return next((each for each in self.flags if each.flag is flag and each.settled_on is None), None)

    def open_duties(self, duties: Iterable[Duty], issues: Iterable[int | None] | None = None) -> tuple[DutyOnFile, ...]:
        """What is still owed of these duties, for these issues or for all."""
        wanted, of = frozenset(duties), None if issues is None else frozenset(issues)
        return tuple(
            each for each in self.duties if each.is_open and each.duty in wanted and (of is None or each.issue in of)
        )

    def people_as(self, part: Part) -> tuple[PersonOnFile, ...]:
        """Who has this part now."""
        return tuple(person for person in self.people if person.part is part and person.until is None)

    def happened(self, what: str) -> EventOnFile | None:
        """The last time this happened, if it did."""
        return next((event for event in reversed(self.events) if event.happened == what), None)

    @property
    def newest(self) -> int:
        """The number of the last event that changed anything: openings and the post's own news change nothing."""
        return max((event.number for event in self.events if event.happened not in UNREMARKABLE), default=0)


#: Events that take nothing from what somebody was about to do.
UNREMARKABLE = frozenset(
    {"opened", "message-sent", "message-delivered", "notified", "reminded", "code-shut", "reply-drafted"}
)
