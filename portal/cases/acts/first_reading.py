"""What must be done before a case is handled: its alert is taken, and who is named in it is kept from it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.cases.acts import asked
from portal.cases.acts.events import add_event
from portal.cases.acts.fields import Field, FieldKind, Given, Value
from portal.cases.acts.specs import STAFF, ActSpec, Asking, CannotBeDone, Doing, written_by
from portal.cases.casefile import CaseFile
from portal.cases.filing import case_file
from portal.cases.handling import case_bars, case_people, case_readers
from portal.cases.linked import once_one_with
from portal.cases.models import case_flags, cases
from portal.cases.words import told_in
from portal.db import connection_of
from portal.outbox import post
from portal.outbox.fillings import Link, Reference
from portal.outbox.messages import TeamNotice
from portal.representations import Representation
from portal.routing.notices import ALERTED, words_of_a_name, words_of_who_is_named
from portal.staff import Staff
from portal.vocabulary import Act, Flag, Happened, Language, StaffRole

# --- match the names of a restricted case


def named_in(told: Representation, colleagues: Iterable[Staff]) -> tuple[str, ...]:
    """The accounts whose name shares a word with whom it is about or who must not see it. A person decides."""
    named = words_of_who_is_named(told)
    return tuple(each.id for each in colleagues if named.intersection(words_of_a_name(each.name)))


def _suggested(session: Session, asking: Asking) -> Mapping[str, Value]:
    left = (each for each in asking.colleagues if each.id not in asking.case.bars)
    return {"people": named_in(told_in(session, asking.case), left)}


def _may_match(case: CaseFile, _today: date) -> str | None:
    # Also once it is closed: it stays hidden for good.
    return None if case.restricted else "Nobody is to be kept from this case."


def _match_fields(asking: Asking) -> tuple[Field, ...]:
    left = sorted((each for each in asking.colleagues if each.id not in asking.case.bars), key=lambda each: each.name)
    return (
        Field(
            name="people",
            label="Whose accounts are they",
            kind=FieldKind.SEVERAL,
            hint="The case is hidden from everybody ticked here, for good. Those whose name is like one are ticked.",
            options=asked.people_options(left),
            required=False,
            preset=asking.suggested.get("people"),
        ),
        Field(
            name="found",
            label="What you found",
            kind=FieldKind.LINES,
            hint="Say how you know who is meant, also where nobody who signs in here is.",
        ),
    )


def _match(doing: Doing) -> None:
    people = doing.given.several("people")
    if doing.by.id in people:
        sentence = "You are named in it, so you cannot match its names. Ask the reader from outside to do it."
        raise CannotBeDone(sentence, "people")
    if doing.case.matched_at and not people and not _newcomers(doing):
        raise CannotBeDone("Its names are matched. Tick whoever is to be kept from it as well.", "people")
    for case in family(doing):
        facts = {"people": list(people), "ended": _keep_from(doing, case, people)}
        _event(doing, case, facts)
        _hand_over(doing, case, people)


def _newcomers(doing: Doing) -> bool:
    """Have accounts been made since, of which nobody has asked yet whether they were named?"""
    matched_at = doing.case.matched_at
    since = (each.since for each in doing.asking.colleagues)
    return matched_at is not None and any(made is not None and made > matched_at for made in since)


def family(doing: Doing) -> tuple[CaseFile, ...]:
    """This case, and those with the same words in them: they were split from one another."""
    others = once_one_with(doing.session, doing.case.id).values()
    found = (case_file(doing.session, reference, locked=True) for reference in sorted(others))
    return (doing.case, *(case for case in found if case))


def _keep_from(doing: Doing, case: CaseFile, people: tuple[str, ...]) -> list[str]:
    """Hide one case from these accounts, and take from them what they had in it. Returns what that was, in codes."""
    write = connection_of(doing.session).execute
    new = [{"case_id": case.id, "account_id": each} for each in people if each not in case.bars]
    if new:
        write(insert(case_bars), new)
    if case.matched_at is None or _newcomers(doing):
        write(update(cases).where(cases.c.id == case.id).values(matched_at=doing.now))
    settled = case_flags.c.case_id == case.id, case_flags.c.flag == Flag.RESTRICTED, case_flags.c.settled_on.is_(None)
    write(update(case_flags).where(*settled).values(settled_on=doing.today))
    lost = [each for each in case.people if each.account_id in people and each.until is None]
    for each in lost:
        until = max(each.since, doing.today)
        write(update(case_people).where(case_people.c.id == each.id).values(until=until))
    if case.assigned_to not in people:
        return [each.part.value for each in lost]
    write(update(cases).where(cases.c.id == case.id).values(assigned_to=None))
    return [*(each.part.value for each in lost), "assigned"]


def _event(doing: Doing, case: CaseFile, facts: dict[str, Any]) -> None:
    if case.id != doing.case.id:
        facts |= {"matched_in": doing.case.reference}
        add_event(doing.session, case.id, Happened.NAMES_MATCHED, by=written_by(doing.by), now=doing.now, facts=facts)
        return
    suggested = Given(doing.asking.suggested).several("people")
    facts |= {"not_ticked": [each for each in suggested if each not in facts["people"]]}
    doing.happened(Happened.NAMES_MATCHED, doing.given.text("found"), **facts)


def _hand_over(doing: Doing, case: CaseFile, people: tuple[str, ...]) -> None:
    """Where no complaints manager may read it any more, the reader from outside does, and is told of it."""
    hidden, office = case.bars.union(people), doing.office
    everybody = (doing.by, *doing.asking.colleagues)
    managers = (each for each in everybody if StaffRole.COMPLAINTS_MANAGER in each.roles)
    outside = office.council.team(office.council.safety.fallback_reader)
    of_case = select(case_readers.c.team).where(case_readers.c.case_id == case.id)
    if any(each.id not in hidden for each in managers) or outside.key in set(doing.session.scalars(of_case)):
        return
    doing.session.execute(insert(case_readers).values(case_id=case.id, team=outside.key))
    reference = Reference(case.reference)
    due = min((each.due_on for each in case.duties if each.is_open), default=None)
    notice = TeamNotice(reference=reference, link=Link(office.portal_url, reference), due=due)
    post(doing.session, notice, to=outside.inbox, language=Language.ENGLISH, now=doing.now)
    facts = {"teams": [outside.key]}
    add_event(doing.session, case.id, Happened.NOTIFIED, by=written_by(doing.by), now=doing.now, facts=facts)


# --- take an alert

#: Flags that somebody is alerted of: at intake, and when one is treated worse for telling us.
_ALERTED_OF = (*ALERTED, Flag.RETALIATION)
_IN_HAND = frozenset(
    {Happened.ALERT_TAKEN, Happened.UNFLAGGED, Happened.FREEZE_DECIDED, Happened.RETALIATION_ACTED_ON}
)


def taken_flags(case: CaseFile) -> frozenset[Flag]:
    """The flags whose alert somebody took after they were raised, or alerted of, last."""
    taken: set[Flag] = set()
    for event in case.events:
        if event.happened in {Happened.FLAGGED, Happened.ALERTED} and "flag" in event.facts:
            taken.discard(Flag(event.facts["flag"]))
        elif event.happened == Happened.ALERT_TAKEN:
            taken.update(Flag(each) for each in event.facts["flags"])
    return frozenset(taken)


def waiting_flags(case: CaseFile) -> tuple[Flag, ...]:
    """The open flags that were alerted and that nobody has taken yet."""
    taken = taken_flags(case)
    return tuple(flag for flag in _ALERTED_OF if case.flag(flag) and flag not in taken)


def is_alert_waiting(case: CaseFile) -> bool:
    """Was somebody alerted, and has nobody taken it since? Some alerts are of no flag: another body's time limit.

    Whoever settles what was alerted has it in hand, and need not take it too.
    """
    alerted = case.happened(Happened.ALERTED)
    if alerted is None:
        return False
    since = (event for event in case.events if event.number > alerted.number and event.by.startswith(STAFF))
    return bool(waiting_flags(case)) or not any(event.happened in _IN_HAND for event in since)


def _may_take(case: CaseFile, _today: date) -> str | None:
    return None if waiting_flags(case) or is_alert_waiting(case) else "No alert waits to be taken."


def _take_fields(_asking: Asking) -> tuple[Field, ...]:
    return (asked.optional_why("What you do first", "Taking it stops further alerts. What was flagged stays open."),)


def _take(doing: Doing) -> None:
    doing.happened(Happened.ALERT_TAKEN, doing.given.text("why"), flags=list(waiting_flags(doing.case)))


ACTS = (
    ActSpec(
        act=Act.MATCH_NAMES,
        label="Match the names",
        rule="Our promise where we ask who must not see it: whoever is named is kept from what was said.",
        when=_may_match,
        fields=_match_fields,
        do=_match,
        suggests=_suggested,
    ),
    ActSpec(
        act=Act.TAKE_ALERT,
        label="Take the alert",
        rule="Children Act 1989 s47 and Working Together: a complaint never delays what keeps a child safe.",
        when=_may_take,
        fields=_take_fields,
        do=_take,
    ),
)
