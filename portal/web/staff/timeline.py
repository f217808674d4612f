"""What happened on a case, as sentences: who, what, and the codes and dates of it in plain words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from portal.cases.acts.fields import spoken
from portal.cases.acts.table import TABLE
from portal.cases.casefile import CaseFile, EventOnFile
from portal.council import Council, NoSuchTeam
from portal.staff import accounts
from portal.vocabulary import (
    Act,
    Channel,
    Duty,
    Flag,
    IssueKind,
    LetterHow,
    LetterKind,
    OmbudsmanDecision,
    Outcome,
    Part,
    Procedure,
    Remedy,
    ReplyHow,
    Service,
    Stage,
    Theme,
    WhatFor,
)
from portal.vocabulary.labels import label, spaced
from portal.web.staff.drawing import Happened

_STAFF = "staff:"
_BY = {
    "rules": "The portal’s rules",
    "reminders": "Reminders",
    "complainant": "The person who wrote",
    "delivery": "The post",
}
#: The key of a row: a letter, a message, a person. It says nothing to anybody.
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_A_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and teams of one case are called."""

    accounts: Mapping[str, str]
    council: Council

    @classmethod
    def in_case(cls, session: Any, case: CaseFile, council: Council) -> "Names":
        """Everybody who did something on the case or has a part in it."""
        ids = {event.by.removeprefix(_STAFF) for event in case.events if event.by.startswith(_STAFF)}
        ids |= {person.account_id for person in case.people if person.account_id}
        ids |= {letter.by.removeprefix(_STAFF) for letter in case.letters}
        ids |= case.bars | ({case.assigned_to} if case.assigned_to else set())
        ids |= {value for event in case.events for value in _accounts_in(event.facts)}
        return cls(accounts.names_of(session, ids), council)

    def account(self, account_id: str) -> str:
        """What an account is called."""
        return self.accounts.get(account_id, "somebody whose account is gone")

    def by(self, by: str) -> str:
        """Who did something."""
        return self.account(by.removeprefix(_STAFF)) if by.startswith(_STAFF) else _BY.get(by, by)

    def team(self, key: str) -> str:
        """What a team is called; its key where the council file has it no more."""
        try:
            return self.council.team(key).name_at_start
        except NoSuchTeam:
            return key

    def step(self, event: EventOnFile, words: str = "") -> Happened:
        """One event as a step of time."""
        lines = tuple(
            f"{spaced(name)}: {self._said(name, value)}"
            for name, value in event.facts.items()
            if value not in (None, "", [], {}) and not _ID.fullmatch(str(value))
        )
        title = spaced(event.happened)
        return Happened(when=event.at, title=title, who=self.by(event.by), lines=lines, words=words)

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self._said(name, each) for each in value if not _ID.fullmatch(str(each)))
        if isinstance(value, dict):
            return ", ".join(f"part {part}: {self._said(name.removesuffix('s'), each)}" for part, each in value.items())
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name in _OF_ACCOUNTS:
            return self.account(str(value))
        return self.team(str(value)) if name in _OF_TEAMS else _code(name, str(value))


def _accounts_in(facts: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for name in _OF_ACCOUNTS:
        value = facts.get(name)
        found.update(value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    return found


_OF_ACCOUNTS = ("account", "accounts", "to", "was_to", "investigating_officer", "adjudicating_officer")
_OF_TEAMS = ("team", "teams", "was_team")


def _code(name: str, value: str) -> str:
    """A code in its plain words, a date as it is spoken, anything else as it is."""
    for codes in CODES.get(name, ()):
        if value in set(codes):
            return label(codes(value))
    try:
        return spoken(date.fromisoformat(value))
    except ValueError:
        return spaced(value).lower() if _A_CODE.fullmatch(value) else value


#: Which set a fact's code is of, by the fact's name.
CODES: Mapping[str, tuple[type[StrEnum], ...]] = MappingProxyType(
    {
        "channel": (Channel,),
        "decision": (OmbudsmanDecision,),
        "duties": (Duty,),
        "duty": (Duty,),
        "flag": (Flag,),
        "flags": (Flag,),
        "how": (LetterHow, ReplyHow),
        "kind": (IssueKind, LetterKind),
        "outcome": (Outcome,),
        "part": (Part,),
        "procedure": (Procedure,),
        "procedures": (Procedure,),
        "service": (Service,),
        "stage": (Stage,),
        "themes": (Theme,),
        "was_outcome": (Outcome,),
        "was_procedure": (Procedure,),
        "what": (Remedy,),
        "what_for": (WhatFor,),
    }
)


def told_as(done: str) -> str:
    """What a page says after an act: its label. Empty for anything that is no act."""
    try:
        spec = TABLE.get(Act(done))
    except ValueError:
        return ""
    return spec.label if spec else ""
