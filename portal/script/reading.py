"""From answers to domain facts: the one place where step keys become fields, and codes become the field's words.

It refuses to know whether a step was asked: answers are read as given, on the path or off.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import TypeVar

from portal.conversation import Answers, DateInParts, Email, LongText, OneOf, Phone, Question, SeveralOf, Value
from portal.representations import Reply, Representation
from portal.script import SCRIPT
from portal.script.what_happened import CALL_ME
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
    Refusal,
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

Given = Mapping[str, Value | None]
Code = TypeVar("Code", bound=StrEnum)


#: Ways that reach nobody without what stands beside them.
_NEEDS_AN_ADDRESS = frozenset({ReplyHow.EMAIL, ReplyHow.TEXT, ReplyHow.PHONE, ReplyHow.LETTER})


class UnknownAnswer(Refusal):
    """An answer under a key, or with a code, that the script does not know."""


def read(answers: Given) -> Representation:
    """What was said, as facts. A step that is absent or passed over leaves its field empty, but `what_for` "not sure".

    Raises ValueError for a code no question offers; `checked` and `Script.adopt` keep such a code out.
    """
    story = _text(answers, "what-happened")
    told = Representation(
        what_for=_one(WhatFor, answers, "what-for") or WhatFor.NOT_SURE,
        speaker=_one(Speaker, answers, "who-are-you"),
        safe_now=_one(SafeNow, answers, "safe-now"),
        find_you=_text(answers, "find-you"),
        what_went_well=_text(answers, "what-went-well"),
        what_happened="" if story == CALL_ME else story,
        call_back=CALL_ME in (story, _text(answers, "what-happened-instead")),
        hurt_by_worker=_one(YesNoNotSure, answers, "hurt-by-worker"),
        for_whom=_one(ForWhom, answers, "for-whom"),
        about_whom=_text(answers, "about-whom"),
        child_agrees=_one(ChildAgrees, answers, "child-agrees"),
        who_was_it=_text(answers, "who-was-it"),
        # the name a worker knows somebody by is the only one a thank-you asks for
        your_name=_text(answers, "your-name") or _text(answers, "share-thanks-name"),
        your_organisation=_text(answers, "your-organisation"),
        reply=_reply(answers),
        help_to_take_part=_several(HelpToTakePart, answers, "help-to-take-part"),
    )
    return _with_wishes(_with_help(told, answers), answers)


def known_keys() -> frozenset[str]:
    """Every key an answer may be kept under: steps, their details, and the way not to write a story."""
    return frozenset(_questions())


def checked(raw: Mapping[str, object]) -> Answers:
    """Answers from JSON: `{key: code | [codes] | text | null}`.

    A bare code stands for a list of one, a list of one for a code, an empty list for null. Raises UnknownAnswer for a
    key, code or kind of value the script does not know, with a sentence that names the key and the codes it takes.
    """
    questions = _questions()
    kept: dict[str, Value | None] = {}
    for key, value in raw.items():
        if key not in questions:
            raise UnknownAnswer(f"“{key}” is not the key of any question.")
        kept[key] = None if value is None else _checked_value(key, questions[key], value)
    return Answers(kept, SCRIPT.version)


@cache
def _questions() -> Mapping[str, Question]:
    found: dict[str, Question] = {}
    for step in SCRIPT.steps:
        found[step.key] = step.question
        found.update((detail.key, detail.question) for detail in step.details())
        if isinstance(step.question, LongText) and step.question.instead:
            # its one code is a choice of one, so that it is checked like any other code
            found[f"{step.key}-instead"] = OneOf((step.question.instead,))
    return found


def _checked_value(key: str, question: Question, value: object) -> Value | None:
    if isinstance(question, OneOf | SeveralOf):
        return _checked_codes(key, question, value)
    if not isinstance(value, str):
        raise UnknownAnswer(f"“{key}” takes text.")
    if isinstance(question, DateInParts) and not question.fits(value):
        raise UnknownAnswer(f"“{key}” takes a date such as 2026-09-03, 2026-09 or 2026, and got “{value}”.")
    return value


def _checked_codes(key: str, question: OneOf | SeveralOf, value: object) -> Value | None:
    codes = value if isinstance(value, list | tuple) else [value]
    offered = [str(option.code) for option in question.options]
    for code in codes:
        if code not in offered:
            raise UnknownAnswer(f"“{key}” does not take “{code}”. It takes: {', '.join(offered)}.")
    if not codes:
        return None
    if isinstance(question, SeveralOf):
        return tuple(dict.fromkeys(codes))
    if len(codes) > 1:
        raise UnknownAnswer(f"“{key}” takes one code. It takes: {', '.join(offered)}.")
    return str(codes[0])


def _with_help(told: Representation, answers: Given) -> Representation:
    services = _several(Service, answers, "which-help") or (Service.NOT_SURE,)
    thanks_to = _several(Service, answers, "thanks-to") or (Service.NOT_SURE,)
    return replace(
        told,
        services=services,
        thanked=services if told.what_for is WhatFor.THANKS else thanks_to,
        situation=_one(Situation, answers, "situation"),
        send_about=_one(SendAbout, answers, "send-about"),
        fostering_about=_one(FosteringAbout, answers, "fostering-about"),
        adoption_about=_one(AdoptionAbout, answers, "adoption-about"),
        kinship_about=_one(KinshipAbout, answers, "kinship-about"),
        court_about=_one(CourtAbout, answers, "court-about"),
        records_about=_one(RecordsAbout, answers, "records-about"),
        pass_on=_one(YesNo, answers, "pass-on"),
    )


def _with_wishes(told: Representation, answers: Given) -> Representation:
    return replace(
        told,
        must_not_see=_several(MustNotSee, answers, "must-not-see"),
        must_not_see_names=_text(answers, "must-not-see-names"),
        about_to_change=_one(YesNoNotSure, answers, "about-to-change"),
        change_on=_text(answers, "about-to-change-date"),
        when=_one(HappenedWhen, answers, "when"),
        when_why=_text(answers, "when-why"),
        put_right=_several(PutRight, answers, "put-right"),
        put_right_other=_text(answers, "put-right-other"),
        going_on_elsewhere=_several(GoingOnElsewhere, answers, "going-on-elsewhere"),
        advocate=_one(AdvocateWish, answers, "advocate"),
        advocate_who=_text(answers, "advocate-who"),
        share_thanks=_one(ShareThanks, answers, "share-thanks"),
    )


def _reply(answers: Given) -> Reply:
    # What cannot be written to (half an address, kept for somebody in danger) is for a person to read, not for Notify.
    email, mobile = _text(answers, "reply-how-email"), _text(answers, "reply-how-mobile")
    is_email, is_mobile = Email().fits(email), Phone(mobile=True).fits(mobile)
    arrange = (
        _text(answers, "reply-how-video-bsl"),
        _text(answers, "reply-how-meet"),
        "" if is_email else email,
        "" if is_mobile else mobile,
    )
    return Reply(
        how=_one(ReplyHow, answers, "reply-how"),
        email=email if is_email else "",
        mobile=mobile if is_mobile else "",
        phone=_text(answers, "reply-how-phone"),
        arrange=next((text for text in arrange if text), ""),
        address=_text(answers, "reply-how-address"),
        advocate_contact=_text(answers, "reply-how-advocate"),
        safe_times=_text(answers, "reply-how-safe-times"),
        call_me=_text(answers, "reply-how-call-me"),
        never_write=_text(answers, "reply-how-never-write"),
    )


def _text(answers: Given, key: str) -> str:
    value = answers.get(key)
    return value if isinstance(value, str) else ""


def _one(codes: type[Code], answers: Given, key: str) -> Code | None:
    value = answers.get(key)
    return codes(value) if isinstance(value, str) else None


def _several(codes: type[Code], answers: Given, key: str) -> tuple[Code, ...]:
    value = answers.get(key)
    return () if value is None else tuple(codes(code) for code in ((value,) if isinstance(value, str) else value))


def carried_over(told: Representation) -> dict[str, Value | None]:
    """What somebody need not say again for another child: who they are and how to reply; never names or the story."""
    reply = told.reply
    chosen = {
        ReplyHow.EMAIL: ("reply-how-email", reply.email),
        ReplyHow.TEXT: ("reply-how-mobile", reply.mobile),
        ReplyHow.PHONE: ("reply-how-phone", reply.phone),
        ReplyHow.LETTER: ("reply-how-address", reply.address),
        ReplyHow.VIDEO_BSL: ("reply-how-video-bsl", reply.arrange),
        ReplyHow.MEET: ("reply-how-meet", reply.arrange),
        ReplyHow.ADVOCATE: ("reply-how-advocate", reply.advocate_contact),
    }
    beside = (
        ("reply-how-safe-times", reply.safe_times),
        ("reply-how-call-me", reply.call_me),
        ("reply-how-never-write", reply.never_write),
    )
    kept: dict[str, Value | None] = {"who-are-you": told.speaker}
    if reply.how is not None and (reply.how not in _NEEDS_AN_ADDRESS or chosen[reply.how][1]):
        details = (*beside, chosen[reply.how]) if reply.how in chosen else beside
        kept |= {"reply-how": reply.how, **{key: text for key, text in details if text}}
    if told.help_to_take_part:
        kept["help-to-take-part"] = told.help_to_take_part
    return kept
