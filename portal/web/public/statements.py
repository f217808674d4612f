"""The doors to statements and notices. They need no visit, keep nothing and set no cookie.

Every number on them comes from the council file or the clocks' table of limits, worked out for the day of asking.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import partial

from flask import Blueprint, render_template

from portal.clocks.statute import LIMITS, Targets, Unit
from portal.clocks.working_days import london_date
from portal.council import Controller, Retention
from portal.script.statements import (
    STATEMENTS,
    EachController,
    LeadsTo,
    Listed,
    Part,
    Statement,
)
from portal.script.statements.tested import PREPARED_ON
from portal.vocabulary import Duty, Procedure, Register, Role
from portal.web.speech import Speech, day_in_words
from portal.web.wiring import Portal, portal

statements = Blueprint("statements", __name__)

#: Nobody's council: who watches over information and equality in all of England.
NATIONAL = {
    "ico_phone": "0303 123 1113",
    "ico_web": "https://ico.org.uk",
    "eass_name": "the Equality Advisory and Support Service",
    "eass_phone": "0808 800 0082",
}
#: For asking for stage 2 or 3, in working days (Getting the Best from Complaints). No duty of ours, so no clock has it.
ASK_NEXT_DAYS = 20
#: The procedures whose limits are told. Acknowledgements differ between them: those come with the council's targets.
_TOLD = (
    Procedure.STATUTORY,
    Procedure.CORPORATE,
    Procedure.DATA_PROTECTION,
    Procedure.ACCESS_REQUEST,
    Procedure.IDEA,
)
_UNITS = {Unit.WORKING_DAYS: "working day", Unit.CALENDAR_DAYS: "day", Unit.MONTHS: "month"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part of a page as HTML: a paragraph, a list of `items`, or a link to `path`."""

    line: str = ""
    items: tuple[str, ...] = ()
    path: str = ""


def _page(statement: Statement) -> str:
    wired = portal()
    known = {**wired.placeholders, **facts(wired, london_date(wired.now()))}
    say = _speech(statement.register, known)
    sections = ((None, statement.opening), *((section.heading, section.parts) for section in statement.sections))
    return render_template(
        "statements/statement.html",
        say=say,
        statement=statement,
        sections=tuple((heading, tuple(_drawn(parts, say, known))) for heading, parts in sections),
    )


for _each in STATEMENTS:
    statements.add_url_rule(_each.path, _each.path.strip("/"), partial(_page, _each))


def facts(wired: Portal, today: date) -> dict[str, str]:
    """What stands in place of the `{names}` in statements, beside the council's own; `today` is a London date."""
    council = wired.council
    phone = council.contacts.complaints
    return {
        **NATIONAL,
        "site": wired.settings.host,
        "prepared_on": f"{PREPARED_ON.day} {PREPARED_ON:%B %Y}",
        "complaints_phone": phone.number if phone else "",
        "safety_team": council.team_for_role(Role.SAFETY).name,
        "hub_team": council.team_for_role(Role.SAFEGUARDING_HUB).name,
        "ask_next_time": _counted(ASK_NEXT_DAYS, _UNITS[Unit.WORKING_DAYS]),
        **{f"{what}_time": _counted(days, _UNITS[Unit.WORKING_DAYS]) for what, days in asdict(council.targets).items()},
        **_kept_for(council.retention),
        **dict(_limits(wired, today)),
    }


#: What is told in one sentence where it is kept for the same time, and in a sentence each where it is not.
_TOLD_TOGETHER = {
    "both_complaints_time": ("statutory_time", "corporate_time"),
    "thanks_and_ideas_time": ("compliments_time", "ideas_time"),
}


def _kept_for(retention: Retention) -> dict[str, str]:
    """`drafts_time`: 7 days; `statutory_time`: 6 years; and so on for everything with a time.

    Equal times stand under the name they have together, and their own are empty: a sentence that lacks one is not said.
    """
    times = {}
    for field in fields(retention):
        what, _, unit = field.name.rpartition("_")
        times[f"{what}_time"] = _counted(getattr(retention, field.name), unit.removesuffix("s"))
    for together, (one, other) in _TOLD_TOGETHER.items():
        is_same = times[one] == times[other]
        times[together] = times[one] if is_same else ""
        times |= {one: "", other: ""} if is_same else {}
    return times


def _limits(wired: Portal, today: date) -> Iterator[tuple[str, str]]:
    """For each duty `_days` (the bare number), `_time` (with its unit) and `_by` (the day, if it began today)."""
    targets = Targets(**asdict(wired.council.targets))
    for limit in LIMITS:
        if limit.duty is Duty.ACKNOWLEDGEMENT or limit.procedures.isdisjoint(_TOLD):
            continue
        name, amount = limit.duty.replace("-", "_"), limit.allows(targets)
        yield f"{name}_days", str(amount)
        yield f"{name}_time", _counted(amount, _UNITS[limit.unit])
        yield f"{name}_by", day_in_words(limit.due(today, wired.calendar, targets))


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _speech(register: Register, known: Mapping[str, str]) -> Speech:
    """Made anew for each page: a speech remembers what it has said, and some of the dates here are today's."""
    return Speech(register, replace(portal(), placeholders=known))


def _drawn(parts: tuple[Part, ...], say: Speech, known: dict[str, str]) -> Iterator[Drawn]:
    """The parts of a section as a template shows them, without the sentences whose fact the council does not have."""
    for part in parts:
        match part:
            case Listed():
                yield Drawn(items=tuple(filter(None, map(say.with_links, part.items))))
            case EachController():
                told = (known | _told_of(each) for each in portal().council.controllers)
                yield Drawn(items=tuple(_speech(say.register, each).with_links(part.words) for each in told))
            case LeadsTo():
                yield Drawn(say.with_links(part.label), path=part.path)
            case _ if line := say.with_links(part):
                yield Drawn(line)


def _told_of(controller: Controller) -> dict[str, str]:
    return {
        "controller_name": controller.name,
        "controller_work": controller.responsible_for,
        "controller_email": controller.data_protection_email,
    }
