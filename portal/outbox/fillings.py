"""The only things a message may be filled with: a reference, a link, dates, the council's own words, and a letter.

It refuses free text. A story, a name or an address has no type here, so it cannot get into a message by mistake: what
staff write to somebody is a `Letter`, and nothing else is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_date

from portal.council import Council, Team
from portal.outbox.templates import NO, YES
from portal.vocabulary import ActionKind, Duty, Language, WhatFor

_LONDON = ZoneInfo("Europe/London")
_REFERENCE = re.compile(r"[B-DF-HJ-NP-TV-Z2-9]{4}-[B-DF-HJ-NP-TV-Z2-9]{4}")  # no vowels, no 0 and 1: no word fits
_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[\w.-]+)*", re.ASCII)

HOW_IT_WORKS = "/how"  # procedure, advocacy, help, coming back: what the law wants told at once
COME_BACK = "/come-back"  # where four words open what was sent
STAFF_CASE = "/staff/cases/"  # where staff open a case; the reference follows


@dataclass(frozen=True, slots=True)
class Reference:
    """A case reference, `XXXX-XXXX`. Raises ValueError on any other shape."""

    text: str

    def __post_init__(self) -> None:
        if not _REFERENCE.fullmatch(self.text):
            raise ValueError("A case reference is eight letters and digits, without vowels: XXXX-XXXX.")

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Link:
    """An address of this portal: how it works, or, for staff, one case. Raises ValueError on what is no address.

    `portal` is where it is served, such as `https://portal.example` (Settings.url), with no question mark after it.
    `asks_for_code`: the page with the box for four words instead.
    """

    portal: str
    case: Reference | None = None
    asks_for_code: bool = False

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.portal):
            raise ValueError("The portal's address is a scheme, a host and perhaps a path.")

    def __str__(self) -> str:
        if self.case is not None:
            return f"{self.portal}{STAFF_CASE}{self.case}"
        return f"{self.portal}{COME_BACK if self.asks_for_code else HOW_IT_WORKS}"


@dataclass(frozen=True, slots=True)
class Letter:
    """What staff wrote to one complainant, in full: the only free text there is. Raises ValueError on an empty one.

    It goes by email only, to somebody who chose email. It is sealed wherever it lies, and no log repeats it.
    """

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("A letter says something.")


class SmallTeam(StrEnum):
    """Who has a restricted message, said without naming the team (conversation.md §6)."""

    RESTRICTED = "a small team that does not include anyone you named"


#: What is to be done, as a reminder says it: an inbox is read by many, so it tells no more than a date in a diary.
TO_DO: Mapping[Duty | ActionKind, str] = MappingProxyType(
    {
        Duty.ACKNOWLEDGEMENT: "Acknowledge it",
        Duty.STAGE1_REPLY: "Reply at stage 1",
        Duty.STAGE1_LATEST: "Reply at stage 1, on the latest day there is",
        Duty.STAGE2_REPLY: "Answer at stage 2",
        Duty.STAGE2_LATEST: "Answer at stage 2, on the latest day there is",
        Duty.STAGE3_PANEL: "The panel meets",
        Duty.STAGE3_REPORT: "The panel reports",
        Duty.STAGE3_REPLY: "Answer the panel’s report",
        Duty.CORPORATE1_REPLY: "Reply, corporate stage 1",
        Duty.CORPORATE1_LATEST: "Reply, corporate stage 1, on the latest day there is",
        Duty.CORPORATE2_ACKNOWLEDGEMENT: "Acknowledge it, corporate stage 2",
        Duty.CORPORATE2_REPLY: "Reply, corporate stage 2",
        Duty.CORPORATE2_LATEST: "Reply, corporate stage 2, on the latest day there is",
        Duty.DP_ACKNOWLEDGEMENT: "Acknowledge it",
        Duty.ACCESS_REPLY: "Answer the request",
        Duty.IDEA_REPLY: "Answer the idea",
        Duty.LADO_REFERRAL: "Decide about the referral",
        ActionKind.REMEDY: "A remedy that was agreed",
        ActionKind.LEARNING: "A piece of learning that was agreed",
    }
)


def in_a_row(names: tuple[str, ...]) -> str:
    """Names as people say them: "one", "one and another", "one, another and a third"."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


Filling = (
    Reference
    | Link
    | tuple[Team, ...]
    | SmallTeam
    | Council
    | WhatFor
    | Duty
    | ActionKind
    | Letter
    | datetime
    | date
    | bool
    | None
)


def filled(name: str, value: Filling, language: Language) -> Mapping[str, str]:
    """The placeholders one field fills. Raises TypeError on anything that is not a `Filling`, free text above all.

    A date also fills `has_NAME`, so that a template can leave its sentence out where there is none. `WhatFor` fills
    `complaint`, `thanks` and `not_just_thanks`; `Council` all of `Council.placeholders()`.
    """
    match value:
        case bool():
            return {name: _said(value)}
        case None:
            return {f"has_{name}": NO, name: ""}
        case datetime():
            return {name: moment_text(value, language)}
        case date():
            return {f"has_{name}": YES, name: date_text(value, language)}
        case Reference() | Link() | SmallTeam():
            return {name: str(value)}
        case Letter():
            return {name: value.text}
        case Duty() | ActionKind():
            return {name: TO_DO[value]}
        case tuple() if value and all(isinstance(team, Team) for team in value):
            return {name: in_a_row(tuple(team.name for team in value))}
        case Council():
            return value.placeholders()
        case WhatFor():
            return {
                # Not sure is handled as a complaint, never as less (conversation.md §1).
                "complaint": _said(value in {WhatFor.COMPLAINT, WhatFor.BOTH, WhatFor.NOT_SURE}),
                "thanks": _said(value in {WhatFor.THANKS, WhatFor.BOTH}),
                "not_just_thanks": _said(value is not WhatFor.THANKS),
            }
        case _:
            raise TypeError(f"{name} cannot be filled with {type(value).__name__}: no free text goes into a message.")


def date_text(day: date, language: Language) -> str:
    """A London date as people say it: Tuesday 15 September."""
    return format_date(day, "EEEE d MMMM", locale=str(language))


def moment_text(instant: datetime, language: Language) -> str:
    """An aware instant on the clock in London: Tuesday 15 September, 4:30pm. Raises ValueError on a naive one."""
    if instant.utcoffset() is None:
        raise ValueError("An instant needs an offset from UTC before it has a time in London.")
    there = instant.astimezone(_LONDON)
    minutes = f":{there.minute:02}" if there.minute else ""
    hour = f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"
    return f"{date_text(there.date(), language)}, {hour}"


def _said(yes: bool) -> str:
    return YES if yes else NO
