"""Who looks at a complaint in its second stage: one who investigates, one who is independent, one who adjudicates.

They are three people, and none of them has had to do with it before. It refuses to judge whether somebody is able.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.cases.acts import asked, running
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, spoken
from portal.cases.acts.independence import NamedPerson, answered_stage1, colleague_named, people_of, same_name, words_of
from portal.cases.acts.later_stages import day_from, declared, require
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, StageOnFile
from portal.cases.handling import case_people
from portal.staff import Staff
from portal.vocabulary import Act, Happened, Part, Procedure, StaffRole, Stage
from portal.vocabulary.labels import label

#: The parts of stage 2, and which colleague may have one; the independent person is no colleague.
_AS = {
    Part.INVESTIGATING_OFFICER: StaffRole.INVESTIGATING_OFFICER,
    Part.INDEPENDENT_PERSON: None,
    Part.ADJUDICATING_OFFICER: StaffRole.ADJUDICATING_OFFICER,
}
#: Nobody has two of these in one case.
_EXCLUSIVE = frozenset({*_AS, Part.ADVOCATE})
_BY_STATUTE, _OTHERWISE = tuple(_AS), (Part.INVESTIGATING_OFFICER,)


@dataclass(frozen=True, slots=True)
class _Proposed:
    """Somebody who is to have a part: a colleague, or somebody named."""

    part: Part
    name: str
    colleague: Staff | None

    @property
    def field(self) -> str:
        """The field that names them."""
        return "account" if self.colleague else "name"

    @property
    def account_id(self) -> str | None:
        return self.colleague.id if self.colleague else None


def _second_stages(case: CaseFile) -> tuple[StageOnFile, ...]:
    return tuple(each for each in case.stages if each.stage is Stage.INVESTIGATION and each.replied_on is None)


def _may_appoint(case: CaseFile, _today: date) -> str | None:
    return closed(case) or (None if _second_stages(case) else "There is no stage 2 that goes on.")


def _fields(asking: Asking) -> tuple[Field, ...]:
    stages = _second_stages(asking.case)
    is_statutory = any(stage.procedure is Procedure.STATUTORY for stage in stages)
    colleagues = asking.colleagues_as(*(role for role in _AS.values() if role))
    account = Field(
        name="account",
        label="A colleague",
        kind=FieldKind.ONE,
        hint="Nobody who has had to do with this complaint before.",
        options=asked.people_options(colleagues),
        required=False,
    )
    statement = "Is no member or officer of the council, and no spouse or civil partner of one"
    return (
        Field(
            name="part",
            label="Part",
            kind=FieldKind.ONE,
            options=asked.options(_BY_STATUTE if is_statutory else _OTHERWISE),
            preset=None if is_statutory else Part.INVESTIGATING_OFFICER,
        ),
        *((account,) if colleagues else ()),
        Field(name="name", label="Or somebody else, by name", hint="First and last name.", required=False),
        *((declared("independent", "The independent person", statement),) if is_statutory else ()),
        day_from(
            asking,
            "on",
            "From this day",
            min(stage.begun_on for stage in stages),
            "This is before stage 2 was asked for. Check the date.",
        ),
        asked.optional_why("Reason", "Where somebody takes over from another."),
    )


def _appoint(doing: Doing) -> None:
    given, on = doing.given, doing.given.day("on")
    people = people_of(doing)
    new = _proposed(doing)
    for refused in (*_unfit(doing, new), *_engaged(new, people)):
        raise CannotBeDone(refused, new.field)
    replaced = doing.case.people_as(new.part)
    for each in replaced:
        if on < each.since:
            sentence = f"The one before them has been there since {spoken(each.since)}. Enter that day or a later one."
            raise CannotBeDone(sentence, "on")
        doing.change(case_people, {"id": each.id}, until=on)
    running.name_person(doing, new.part, new.name, on=on, account_id=new.account_id)
    doing.happened(
        Happened.APPOINTED,
        given.text("why"),
        part=new.part,
        account=new.account_id,
        on=on,
        declared_independent=new.part is Part.INDEPENDENT_PERSON,
        replaced=[each.id for each in replaced],
    )


def _proposed(doing: Doing) -> _Proposed:
    """Who is to have which part. Raises CannotBeDone where that is not said, or said twice."""
    part, name = Part(doing.given.text("part")), doing.given.text("name")
    colleague = next((each for each in doing.asking.colleagues if each.id == doing.given.text("account")), None)
    if colleague and name:
        raise CannotBeDone("Choose a colleague or write a name, not both.", "name")
    match part:
        case Part.INDEPENDENT_PERSON:
            if colleague:
                raise CannotBeDone("An independent person does not work here. Write the name of another.", "account")
            require(
                doing,
                "independent",
                "The law asks that they are no member or officer of the council, and no spouse or civil partner of "
                "one. Ask them, then tick it.",
            )
        case Part.ADJUDICATING_OFFICER if colleague is None:
            raise CannotBeDone("Choose the colleague who adjudicates: they write the letter here.", "account")
        case _:
            pass
    if colleague is None and not words_of(name):
        raise CannotBeDone("Write the first and last name.", "name")
    if colleague and _AS[part] not in colleague.roles:
        raise CannotBeDone(f"This colleague is not here as {label(part).lower()}. Choose another.", "account")
    return _Proposed(part, colleague.name if colleague else name, colleague)


def _unfit(doing: Doing, new: _Proposed) -> Iterator[str]:
    """Why somebody may have no part at all in this stage."""
    colleagues, answered = doing.asking.colleagues, answered_stage1(doing.case)
    answered_names = [each.name for each in colleagues if each.id in answered]
    if new.account_id in answered or (not new.colleague and any(same_name(new.name, each) for each in answered_names)):
        yield "They answered stage 1 of this complaint. Somebody else has to look at it now."
    elif not new.colleague and (colleague := colleague_named(new.name, colleagues)):
        if colleague.id in doing.case.bars:
            yield "This is the name of somebody the case is hidden from. Choose somebody else."
        elif new.part is Part.INDEPENDENT_PERSON:
            yield "This is the name of a colleague, who is not independent. If it is another, write a middle name."
        else:
            yield "This is the name of a colleague. Choose them above. If it is another person, write a middle name."


def _engaged(new: _Proposed, people: tuple[NamedPerson, ...]) -> Iterator[str]:
    """Why they may not have this part beside what they do, or did, in this case."""
    for each in people:
        if each.part not in _EXCLUSIVE or not each.is_same(new.name, new.account_id):
            continue
        if each.part is new.part:
            if each.has_it_now:
                yield "They have this part already."
        # Who once investigated is not independent afterwards, nor the other way round.
        elif each.has_it_now or Part.INDEPENDENT_PERSON in {each.part, new.part}:
            yield f"They are, or were, the {label(each.part).lower()} here. Somebody else has to do this."


ACTS = (
    ActSpec(
        act=Act.APPOINT,
        label="Appoint",
        rule=(
            "SI 2006/1738 reg. 17: an independent person takes part in stage 2. Complaint Handling Code: whoever "
            "answers stage 2 did not answer stage 1."
        ),
        when=_may_appoint,
        fields=_fields,
        do=_appoint,
    ),
)
