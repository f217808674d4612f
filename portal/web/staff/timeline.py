"""What happened on a case, as sentences: who, what, and the codes and dates of it in plain words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cases.access import Viewer, seen_among
from portal.cases.acts.fields import spoken
from portal.cases.casefile import CaseFile, EventOnFile
from portal.cases.message_names import called
from portal.cases.references import read_reference
from portal.council import Council, MessageKind, NoSuchTeam
from portal.council.week import LONDON
from portal.staff import Staff, accounts
from portal.vocabulary import Duty
from portal.vocabulary import Happened as Occurrence
from portal.vocabulary.labels import label, spaced
from portal.web.staff.drawing import Happened
from portal.web.staff.steps_in_words import CALLED, ONLY_IF_NOT, ONLY_IF_SO, UNSAID, chosen, sets_of

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
_OF_ACCOUNTS = ("account", "accounts", "to", "was", "investigating_officer", "adjudicating_officer")
_OF_TEAMS = ("team", "teams", "was_team")
#: What a fact about the past is compared with: it is said only where the two differ.
_NOW_IS = {
    "first_due_on": "due_on",
    "was_begun_on": "on",
    "was_due_on": "due_on",
    "was_outcome": "outcome",
    "was_procedure": "procedure",
    "was_resubmit_until": "resubmit_until",
    "was_team": "team",
}
#: Reasons are sentences of their own, and dates of duties hold commas.
_BETWEEN = {"because": ". "} | dict.fromkeys(("dropped", "due", "duties", "ended", "held", "started", "was_due"), "; ")
#: What the same news of the post is called, told of several messages at once.
_SEVERAL = {Occurrence.MESSAGE_SENT: "Messages sent", Occurrence.MESSAGE_DELIVERED: "Messages arrived"}


@dataclass(frozen=True, slots=True)
class Names:
    """What accounts and teams of one case are called, and which other cases it may name to who looks at it."""

    accounts: Mapping[str, str]
    council: Council
    others: frozenset[str] = frozenset()

    @classmethod
    def in_case(cls, session: Any, case: CaseFile, council: Council, me: Staff) -> "Names":
        """Everybody who did something on the case or has a part in it; of other cases, those that are theirs to see."""
        ids = {event.by.removeprefix(_STAFF) for event in case.events if event.by.startswith(_STAFF)}
        ids |= {person.account_id for person in case.people if person.account_id}
        ids |= {letter.by.removeprefix(_STAFF) for letter in case.letters}
        ids |= case.bars | ({case.assigned_to} if case.assigned_to else set())
        ids |= {value for event in case.events for value in _accounts_in(event.facts)}
        named = {other for other, _how in case.links} | {at for event in case.events for at in _cases_in(event.facts)}
        return cls(accounts.names_of(session, ids), council, seen_among(session, named, Viewer.of(me, council)))

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
        lines = tuple(self._lines(event))
        title = label(Occurrence(event.happened)) if event.happened in set(Occurrence) else spaced(event.happened)
        return Happened(when=event.at, title=title, who=self.by(event.by), lines=lines, words=words)

    def steps(self, events: Sequence[EventOnFile]) -> Happened:
        """Several messages of which the same was heard at about one time, as one step."""
        last = events[-1]
        kinds = Counter(MessageKind(event.facts["kind"]) for event in events)
        line = "; ".join(called(kind, kinds[kind]) for kind in MessageKind if kind in kinds)
        return Happened(when=last.at, title=_SEVERAL[Occurrence(last.happened)], who=self.by(last.by), lines=(line,))

    def tells(self, event: EventOnFile) -> bool:
        """Is it theirs to know at all? That a case is linked to one that is hidden from them is not."""
        return event.happened != Occurrence.LINKED or all(map(self._may_be_named, event.facts.values()))

    def _may_be_named(self, value: Any) -> bool:
        return not _is_case(value) or value in self.others

    def _lines(self, event: EventOnFile) -> Iterator[str]:
        day = event.at.astimezone(LONDON).date().isoformat()
        for name, value in event.facts.items():
            # The day stands beside the step already, and what was the same before has not changed.
            is_known = (name, value) == ("on", day) or value == event.facts.get(_NOW_IS.get(name, ""))
            if not is_known and _is_worth_saying(name, value) and self._may_be_named(value):
                said = self._said(event.happened, name, value)
                if said:
                    yield f"{_called(name, value)}: {said}"

    def _said(self, happened: str, name: str, value: Any) -> str:
        if isinstance(value, list):
            said = [self._said(happened, name, each).rstrip(".") for each in value]
            return _BETWEEN.get(name, ", ").join(dict.fromkeys(each for each in said if each))
        if isinstance(value, dict):
            one = name.removesuffix("s")
            return ", ".join(f"part {part}: {self._said(happened, one, each)}" for part, each in value.items())
        if isinstance(value, bool):
            return "yes" if value else "no"
        if name in _OF_ACCOUNTS and _ID.fullmatch(str(value)):
            return self.account(str(value))
        if name in _OF_TEAMS:
            return self.team(str(value))
        return "" if _ID.fullmatch(str(value)) else _code(happened, name, str(value))


def _called(name: str, value: Any) -> str:
    # Duties are told with their days where they began, and without where they were met.
    began = name == "duties" and any(" " in str(each) for each in value)
    return "Due now" if began else CALLED.get(name) or spaced(name)


def _is_worth_saying(name: str, value: Any) -> bool:
    if value in (None, "", [], {}) or name in UNSAID:
        return False
    return bool(value) if name in ONLY_IF_SO else not value if name in ONLY_IF_NOT else True


def _is_case(value: Any) -> bool:
    return isinstance(value, str) and read_reference(value) == value


def _cases_in(facts: Mapping[str, Any]) -> set[str]:
    return {value for value in facts.values() if _is_case(value)}


def _accounts_in(facts: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for name in _OF_ACCOUNTS:
        value = facts.get(name)
        found.update(value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    return set(filter(_ID.fullmatch, found))


def _code(happened: str, name: str, value: str) -> str:
    """A code in its plain words, a date as it is spoken, a duty with its date, anything else as it is."""
    plain = chosen(happened, name, value)
    if plain:
        return plain
    for codes in sets_of(happened, name):
        if value in set(codes):
            return label(codes(value))
    duty, _, days = value.partition(" ")
    if duty in set(Duty):
        return " ".join((label(Duty(duty)), *(f"by {_day(day)}" for day in days.split()[-1:])))
    return spaced(value).lower() if _A_CODE.fullmatch(value) and not _a_day(value) else _day(value)


def _day(value: str) -> str:
    return spoken(date.fromisoformat(value)) if _a_day(value) else value


def _a_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
