"""Offering an advocate: somebody on their side, free, and theirs to choose. It may be offered again at any time."""

from dataclasses import replace
from datetime import date

from portal.cases.acts import asked, flagging, running
from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_people
from portal.vocabulary import Act, Flag, Happened, Part

_ANSWERS = (
    Option("accepted", "They would like one"),
    Option("has-one", "They have one"),
    Option("not-now", "Not now", "They can ask at any time."),
    Option("no-more", "They do not want the one they had"),
)


def _may_offer(case: CaseFile, _today: date) -> str | None:
    # Also once it is closed: they may go on to the next stage.
    return None if case.complaints else "There is no complaint in this case."


def _advocacy_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        asked.day(asking, "on", "Day it was offered"),
        Field(
            name="answer",
            label="What they said",
            kind=FieldKind.ONE,
            hint="It is free, and theirs to choose. At every stage.",
            options=_ANSWERS,
        ),
        Field(name="who", label="The advocate, or who provides one", required=False),
        replace(
            asked.day(asking, "referred_on", "Day you asked for one for them", required=False),
            hint="Leave it empty until somebody was asked.",
            preset=None,
        ),
    )


def _offer_advocacy(doing: Doing) -> None:
    given, on = doing.given, doing.given.day("on")
    answer, who, referred = given.text("answer"), given.text("who"), given.day_or_none("referred_on")
    if referred and answer != "accepted":
        raise CannotBeDone("Somebody is asked only where they would like an advocate.", "referred_on")
    if referred and referred < on:
        raise CannotBeDone("This is before it was offered. Check the dates.", "referred_on")
    if who and answer in {"not-now", "no-more"}:
        raise CannotBeDone("Leave this empty: they have no advocate.", "who")
    if who or answer == "no-more":
        for each in doing.case.people_as(Part.ADVOCATE):
            doing.change(case_people, {"id": each.id}, until=max(each.since, on))
    if who:
        running.name_person(doing, Part.ADVOCATE, who, on=on)
    if referred or answer == "has-one":
        flagging.settle(doing, Flag.ADVOCATE_WANTED)
    doing.happened(Happened.ADVOCACY_OFFERED, on=on, answer=answer, referred_on=referred, named=bool(who))


ACTS = (
    ActSpec(
        act=Act.OFFER_ADVOCACY,
        label="Offer an advocate",
        rule="Children Act 1989 s26A: help from an advocate for a child or care leaver who complains or means to.",
        when=_may_offer,
        fields=_advocacy_fields,
        do=_offer_advocacy,
    ),
)
