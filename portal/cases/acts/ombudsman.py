"""The Ombudsman writes about a case, and decides: at any time, before our answer or long after the end."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from portal.cases.acts import asked
from portal.cases.acts.fields import Field, FieldKind, Option, spoken
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, OmbudsmanOnFile
from portal.cases.handling import ombudsman_contacts
from portal.vocabulary import Act, Happened, OmbudsmanDecision


def _at_any_time(_case: CaseFile, _today: date) -> str | None:
    return None


def _contact_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        asked.day(asking, "on", "Day the Ombudsman got in touch"),
        replace(asked.optional_why("What the Ombudsman asks or says"), name="words"),
    )


def _contact(doing: Doing) -> None:
    contact, on = str(uuid4()), doing.given.day("on")
    doing.add(ombudsman_contacts, id=contact, contacted_on=on)
    doing.happened(Happened.OMBUDSMAN_CONTACTED, doing.given.text("words"), contact=contact, on=on)


def _undecided(case: CaseFile) -> tuple[OmbudsmanOnFile, ...]:
    return tuple(each for each in case.ombudsman if each.decision is None)


def _may_decide(case: CaseFile, _today: date) -> str | None:
    if not case.ombudsman:
        return "Write down first that the Ombudsman got in touch."
    return None if _undecided(case) else "The Ombudsman has decided already."


def _decision_fields(asking: Asking) -> tuple[Field, ...]:
    contacts = _undecided(asking.case)
    which = Field(
        name="contact",
        label="About which contact",
        kind=FieldKind.ONE,
        options=tuple(Option(each.id, f"That of {spoken(each.contacted_on)}") for each in contacts),
    )
    return (
        *((which,) if len(contacts) > 1 else ()),
        Field(
            name="decision",
            label="What the Ombudsman decided",
            kind=FieldKind.ONE,
            options=asked.options(OmbudsmanDecision),
        ),
        asked.day(asking, "on", "Day of the decision"),
        replace(asked.why("What it says", "What was found, and what the council is to do by when."), name="words"),
    )


def _decide(doing: Doing) -> None:
    contacts, on = _undecided(doing.case), doing.given.day("on")
    chosen = doing.given.text("contact") or contacts[0].id
    contact = next(each for each in contacts if each.id == chosen)
    if on < contact.contacted_on:
        sentence = f"The Ombudsman got in touch on {spoken(contact.contacted_on)}. Enter that day or a later one."
        raise CannotBeDone(sentence, "on")
    decision = OmbudsmanDecision(doing.given.text("decision"))
    doing.change(ombudsman_contacts, {"id": contact.id}, decision=decision, decided_on=on)
    doing.happened(Happened.OMBUDSMAN_DECIDED, doing.given.text("words"), contact=contact.id, decision=decision, on=on)


ACTS = (
    ActSpec(
        act=Act.OMBUDSMAN_CONTACT,
        label="The Ombudsman got in touch",
        rule="Local Government Act 1974 s. 26: people may ask at any time. The Ombudsman mostly waits for our answer.",
        when=_at_any_time,
        fields=_contact_fields,
        do=_contact,
    ),
    ActSpec(
        act=Act.OMBUDSMAN_DECISION,
        label="The Ombudsman decided",
        rule="Getting the Best from Complaints (2006): the report counts what the Ombudsman decided.",
        when=_may_decide,
        fields=_decision_fields,
        do=_decide,
    ),
)
