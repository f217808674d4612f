"""What a person sees of a case they sent: its reference, who has it, and the dates. Never a word of the story."""

from dataclasses import dataclass
from datetime import date

from portal.cases.queries import CaseRead
from portal.cases.telling import acknowledge_by, reply_by
from portal.conversation import Words
from portal.council import Council, NoSuchTeam
from portal.outbox.fillings import SmallTeam
from portal.script import pages
from portal.vocabulary import Flag, Happened, IssueKind, Procedure, Register, ReplyHow, Role, Speaker, WhatFor
from portal.web.speech import Speech as Say
from portal.web.speech import day_in_words

_FOR_THEMSELVES = frozenset({None, Speaker.CHILD, Speaker.CARE_LEAVER, Speaker.ADOPTED_PERSON})


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A case as its sender may see it. Dates are in words, empty where none is promised."""

    reference: str
    received: str
    acknowledge_by: str
    reply_by: str
    teams: tuple[str, ...]
    is_thanks_only: bool
    has_complaint: bool
    has_compliment: bool
    in_danger: bool
    is_restricted: bool
    wants_advocate: bool
    procedure_is_open: bool
    may_tell_of_another_child: bool
    is_by_code: bool
    register: Register


def receipt_of(case: CaseRead, council: Council) -> ReceiptView:
    """The receipt of one case."""
    flags = {flag for flag, _because in case.flags}
    speaker = Speaker(case.speaker) if case.speaker else None
    kinds = {issue.kind for issue in case.issues}
    return ReceiptView(
        reference=case.reference,
        received=day_in_words(case.received_on),
        acknowledge_by=_words(acknowledge_by(case.due)),
        reply_by=_words(reply_by(case.due)),
        teams=_teams(case, council),
        is_thanks_only=kinds == {IssueKind.COMPLIMENT},
        has_complaint=IssueKind.COMPLAINT in kinds,
        has_compliment=IssueKind.COMPLIMENT in kinds,
        in_danger=Flag.DANGER in flags,
        is_restricted=case.restricted,
        wants_advocate=Flag.ADVOCATE_WANTED in flags,
        # For anything but the children's procedure, a person still checks which steps fit.
        procedure_is_open=any(issue.procedure is not Procedure.STATUTORY for issue in case.issues)
        and IssueKind.COMPLAINT in kinds,
        may_tell_of_another_child=case.what_for is not WhatFor.THANKS and speaker not in _FOR_THEMSELVES,
        # No message can reach them: the page they come back to is where they see what happens.
        is_by_code=any(
            event.happened == Happened.NO_RECEIPT_POSSIBLE and event.facts.get("how") in {None, ReplyHow.CODE_ONLY}
            for event in case.events
        ),
        register=Register.CHILD if speaker in {None, Speaker.CHILD} else Register.ADULT,
    )


def _teams(case: CaseRead, council: Council) -> tuple[str, ...]:
    if case.restricted:
        return (str(SmallTeam.RESTRICTED),)
    # A compliment is read by the complaints team first, so that is who has it.
    complaints = council.team_for_role(Role.COMPLAINTS).key
    keys = dict.fromkeys(complaints if issue.kind is IssueKind.COMPLIMENT else issue.team for issue in case.issues)
    return tuple(dict.fromkeys(_name(council, key) for key in keys))


def _name(council: Council, key: str) -> str:
    try:
        return council.team(key).name
    except NoSuchTeam:
        # The team left the council file after this case went to it: the complaints team knows where it went.
        return council.team_for_role(Role.COMPLAINTS).name


def _words(day: date | None) -> str:
    return day_in_words(day) if day else ""


def promises(receipt: ReceiptView, say: Say) -> tuple[str, ...]:
    """What we promise about this case, a sentence each, and nothing more than the law and the council's targets do."""
    if receipt.is_thanks_only:
        return (say(pages.SENT_THANKS),)
    lines: list[tuple[Words, str]] = []
    if receipt.acknowledge_by:
        first = pages.SENT_READ_BY if receipt.is_by_code else pages.SENT_IN_TOUCH_BY
        lines.append((first, receipt.acknowledge_by))
    if receipt.reply_by:
        lines.append((pages.SENT_REPLY_BY, receipt.reply_by))
    if receipt.procedure_is_open:
        lines.append((pages.SENT_STEPS_BY, receipt.acknowledge_by or receipt.reply_by))
    if receipt.has_complaint:
        lines += [(pages.SENT_NOT_DECIDED_BY_THEM, ""), (pages.SENT_NO_TROUBLE, "")]
    if receipt.has_compliment:
        lines.append((pages.SENT_THANKS, ""))
    return tuple(say(words, by=by) for words, by in lines)
