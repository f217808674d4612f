"""What a person told us, as sent: by whom, about whom, what they want and how to reach them. Frozen and never edited.

Every field may be empty: a passed-over question leaves `None`, "" or (), and nobody here reads that as "no".
Words are left out of every repr, so that none gets into a log or a traceback; codes stay.
"""

import json
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from portal.vocabulary import (
    AdoptionAbout,
    AdvocateWish,
    ChildAgrees,
    CourtAbout,
    ForWhom,
    FosteringAbout,
    GoingOnElsewhere,
    HappenedWhen,
    HelpToTakePart,
    KinshipAbout,
    MustNotSee,
    PutRight,
    RecordsAbout,
    ReplyHow,
    SafeNow,
    SendAbout,
    Service,
    ShareThanks,
    Situation,
    Speaker,
    WhatFor,
    YesNo,
    YesNoNotSure,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """How somebody may safely be reached, and what they asked us to mind."""

    how: ReplyHow | None = None
    email: str = field(default="", repr=False)
    mobile: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    arrange: str = field(default="", repr=False)  # how to set up a video call or a meeting
    advocate_contact: str = field(default="", repr=False)
    safe_times: str = field(default="", repr=False)
    call_me: str = field(default="", repr=False)
    never_write: str = field(default="", repr=False)

    @property
    def is_reachable(self) -> bool:
        """Is there anything a person could reach them by?"""
        ways = (self.email, self.mobile, self.phone, self.address, self.arrange, self.advocate_contact)
        return self.how not in {None, ReplyHow.CODE_ONLY, ReplyHow.NONE} and any(ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """A complaint, a compliment, an idea, or several at once (Children Act 1989 s26(3): "representations")."""

    what_for: WhatFor
    speaker: Speaker | None = None
    safe_now: SafeNow | None = None
    find_you: str = field(default="", repr=False)
    what_went_well: str = field(default="", repr=False)
    what_happened: str = field(default="", repr=False)
    call_back: bool = False
    hurt_by_worker: YesNoNotSure | None = None
    for_whom: ForWhom | None = None
    about_whom: str = field(default="", repr=False)
    child_agrees: ChildAgrees | None = None
    services: tuple[Service, ...] = (Service.NOT_SURE,)
    thanked: tuple[Service, ...] = (Service.NOT_SURE,)
    situation: Situation | None = None
    send_about: SendAbout | None = None
    fostering_about: FosteringAbout | None = None
    adoption_about: AdoptionAbout | None = None
    kinship_about: KinshipAbout | None = None
    court_about: CourtAbout | None = None
    records_about: RecordsAbout | None = None
    pass_on: YesNo | None = None
    who_was_it: str = field(default="", repr=False)
    must_not_see: tuple[MustNotSee, ...] = ()
    must_not_see_names: str = field(default="", repr=False)
    about_to_change: YesNoNotSure | None = None
    change_on: str = field(default="", repr=False)  # partial date, see vocabulary.partial_dates
    when: HappenedWhen | None = None
    when_why: str = field(default="", repr=False)
    put_right: tuple[PutRight, ...] = ()
    put_right_other: str = field(default="", repr=False)
    going_on_elsewhere: tuple[GoingOnElsewhere, ...] = ()
    advocate: AdvocateWish | None = None
    advocate_who: str = field(default="", repr=False)
    share_thanks: ShareThanks | None = None
    your_name: str = field(default="", repr=False)
    your_organisation: str = field(default="", repr=False)
    reply: Reply = field(default_factory=Reply)
    help_to_take_part: tuple[HelpToTakePart, ...] = ()

    @property
    def has_complaint(self) -> bool:
        """A complaint is in it. "Not sure" is handled as a complaint, never as less (conversation.md §1, C)."""
        return self.what_for in {WhatFor.COMPLAINT, WhatFor.BOTH, WhatFor.NOT_SURE}

    @property
    def has_compliment(self) -> bool:
        """A compliment is in it."""
        return self.what_for in {WhatFor.THANKS, WhatFor.BOTH}

    def to_json(self) -> str:
        """Text to keep, sealed by whoever keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Representation":
        """What was kept. Fields that came to the portal later stay empty."""
        kept = json.loads(text)
        return cls(**{**_typed(cls, kept), "reply": Reply(**_typed(Reply, kept["reply"]))})


def _typed(cls: type, kept: dict[str, Any]) -> dict[str, Any]:
    """JSON values as the codes that the fields of `cls` are typed with."""
    hints = get_type_hints(cls)
    return {each.name: _value(hints[each.name], kept[each.name]) for each in fields(cls) if each.name in kept}


def _value(hint: Any, value: Any) -> Any:
    kind = next((arg for arg in (hint, *get_args(hint)) if isinstance(arg, type) and arg is not NoneType), str)
    if isinstance(value, list):
        return tuple(_value(kind, each) for each in value)
    return kind(value) if value is not None and issubclass(kind, StrEnum) else value


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn of the talk, with the wording as it was shown: what was asked, and what was said, a line each."""

    key: str
    asked: str
    said: tuple[str, ...] = field(repr=False)
