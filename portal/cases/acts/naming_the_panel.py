"""Who sits on the panel of the third stage: three people who are independent, and new to the complaint.

It refuses to choose them: it says who may not sit.
"""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from portal.cases.acts import asked
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, spoken
from portal.cases.acts.independence import NamedPerson, colleague_named, named_in, people_of, same_name, words_of
from portal.cases.acts.later_stages import day_from, declared, require, third_stage
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_people
from portal.staff import Staff
from portal.vocabulary import Act, Happened, Part

#: The fields that name them, the one who chairs first.
MEMBERS = ("chair", "second", "third")
_LABELS = ("Who chairs it", "Second member", "Third member")


def may_name(case: CaseFile, _today: date) -> str | None:
    """Why the panel cannot be named now; None where it can, until it has met."""
    stage = third_stage(case)
    if isinstance(stage, str):
        return closed(case) or stage
    return closed(case) or (f"The panel met on {spoken(stage.met_on)}." if stage.met_on else None)


def _member_fields(asking: Asking) -> tuple[Field, ...]:
    stage = third_stage(asking.case)
    assert not isinstance(stage, str)  # `when` has asked
    statement = "None of the three is a member or officer of the council, or the spouse or civil partner of one"
    return (
        *(
            Field(name=name, label=text, hint="First and last name.")
            for name, text in zip(MEMBERS, _LABELS, strict=True)
        ),
        declared("independent", "All three are independent", statement),
        day_from(asking, "on", "From this day", stage.begun_on, "This is before the panel was asked for."),
        asked.optional_why("Reason", "Where the panel is named again."),
    )


def _name(doing: Doing) -> None:
    on, names = doing.given.day("on"), {each: doing.given.text(each) for each in MEMBERS}
    require(
        doing,
        "independent",
        "The law asks for three people who are independent of the council. Ask each of them, then tick it.",
    )
    people = tuple(each for each in people_of(doing) if each.part is not Part.PANEL_MEMBER)
    for at, (field, name) in enumerate(names.items()):
        refused = _why_not_on_it(name, [*names.values()][:at], people, doing.asking.colleagues)
        if refused:
            raise CannotBeDone(refused, field)
    before = doing.case.people_as(Part.PANEL_MEMBER)
    for each in before:
        if on < each.since:
            raise CannotBeDone(f"The panel was named from {spoken(each.since)}. Enter that day or a later one.", "on")
        doing.change(case_people, {"id": each.id}, until=on)
    ids = {field: str(uuid4()) for field in names}
    for field, name in names.items():
        row = {"part": Part.PANEL_MEMBER, "name": name, "account_id": None, "since": on, "until": None}
        doing.add(case_people, id=ids[field], **row)
    doing.happened(
        Happened.PANEL_NAMED,
        doing.given.text("why"),
        on=on,
        chair=ids["chair"],
        members=list(ids.values()),
        replaced=[each.id for each in before],
        declared_independent=True,
    )


def _why_not_on_it(
    name: str, others: Iterable[str], people: Iterable[NamedPerson], colleagues: Iterable[Staff]
) -> str | None:
    """Why somebody may not sit on the panel; None where nothing here says so."""
    if not words_of(name):
        return "Write the first and last name."
    if any(same_name(name, other) for other in others):
        return "This is the same name twice. A panel has three different people."
    in_case = [each for each in people if same_name(name, each.name) or named_in(name, each.name)]
    if any(each.part is Part.INDEPENDENT_PERSON for each in in_case):
        return "The independent person of stage 2 may not sit on the panel. Choose somebody else."
    if in_case:
        return "They had to do with this complaint before. Choose somebody else."
    if colleague_named(name, colleagues):
        return "This is the name of a colleague, who is not independent. If it is another, write a middle name."
    return None


ACTS = (
    ActSpec(
        act=Act.NAME_PANEL,
        label="Name the panel",
        rule="SI 2006/1738 reg. 19: three independent people, and not the independent person of stage 2.",
        when=may_name,
        fields=_member_fields,
        do=_name,
    ),
)
