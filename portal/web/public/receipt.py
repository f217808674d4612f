"""What a person sees of a case they sent: its reference, who has it, the dates, and what staff wrote to them.

Never a word of the story: what they told is not shown again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from portal.cases.posted import Written
from portal.cases.queries import CaseRead
from portal.cases.telling import acknowledge_by, reply_by
from portal.clocks.working_days import london_date
from portal.conversation import Words
from portal.council import Council, NoSuchTeam
from portal.outbox.fillings import SmallTeam, in_a_row
from portal.script import letters as words_of_letters
from portal.script import pages
from portal.vocabulary import Flag, Happened, IssueKind, LetterHow, Procedure, Register, Role, Speaker, WhatFor
from portal.web.speech import Speech as Say
from portal.web.speech import day_in_words, moment_in_words
from portal.web.wiring import Portal

_FOR_THEMSELVES = frozenset({None, Speaker.CHILD, Speaker.CARE_LEAVER, Speaker.ADOPTED_PERSON})


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A case as its sender may see it. Dates are in words, empty where none is promised."""

    reference: str
    received: str
    read_by: str  # by when a person has read it, where somebody was alerted at once
    acknowledge_by: str
    reply_by: str
    teams: str
    kinds: frozenset[IssueKind]
    in_danger: bool
    is_unread: bool
    is_restricted: bool
    wants_advocate: bool
    steps_are_open: bool
    may_tell_of_another_child: bool
    reaches_nobody: bool
    register: Register

    @property
    def is_thanks_only(self) -> bool:
        """Nothing is owed by a date: it is read, and passed on."""
        return self.kinds == {IssueKind.COMPLIMENT}


def receipt_of(case: CaseRead, wired: Portal) -> ReceiptView:
    """The receipt of one case. What was said at sending still stands whenever it is looked at again."""
    flags = {flag for flag, _because in case.flags}
    speaker = Speaker(case.speaker) if case.speaker else None
    happened = {event.happened: event for event in case.events}
    council = wired.council
    # From when it was written down: staff may do that later than it was received.
    read_by = council.safety.read_by(case.events[0].at, wired.calendar.not_working)
    unreached = happened.get(Happened.NO_RECEIPT_POSSIBLE)
    return ReceiptView(
        reference=case.reference,
        received=day_in_words(case.received_on),
        read_by=moment_in_words(read_by, wired.now()) if Happened.ALERTED in happened else "",
        acknowledge_by=_words(acknowledge_by(case.due)),
        reply_by=_words(reply_by(case.due)),
        teams=_teams(case, council),
        kinds=frozenset(issue.kind for issue in case.issues),
        in_danger=Flag.DANGER in flags,
        is_unread=Happened.OPENED not in happened,
        is_restricted=case.restricted,
        wants_advocate=Flag.ADVOCATE_WANTED in flags,
        # For anything but the children's procedure, a person still checks which steps fit.
        steps_are_open=any(
            issue.procedure is not Procedure.STATUTORY for issue in case.issues if issue.kind is IssueKind.COMPLAINT
        ),
        may_tell_of_another_child=case.what_for is not WhatFor.THANKS and speaker not in _FOR_THEMSELVES,
        # No message can reach them: the page they come back to is where they see what happens.
        reaches_nobody=unreached is not None and not unreached.facts.get("reachable", False),
        register=Register.CHILD if speaker in {None, Speaker.CHILD} else Register.ADULT,
    )


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter that was written to them. `paragraphs` are lines; there are none where it was told and not written."""

    what: str
    when: str
    paragraphs: tuple[tuple[str, ...], ...] = field(repr=False)


def letters_shown(written: Iterable[Written], say: Say) -> tuple[LetterView, ...]:
    """What staff wrote, as the person it is for reads it."""
    return tuple(
        LetterView(
            what=say(words_of_letters.KINDS[each.kind]),
            when=say(_TOLD.get(each.how, words_of_letters.WRITTEN_ON), by=day_in_words(london_date(each.sent_at))),
            paragraphs=tuple(tuple(part.splitlines()) for part in each.body.split("\n\n") if part.strip()),
        )
        for each in written
    )


_TOLD = {
    LetterHow.PHONE: words_of_letters.READ_OUT_ON,
    LetterHow.IN_PERSON: words_of_letters.READ_OUT_ON,
    LetterHow.ADVOCATE: words_of_letters.THROUGH_ADVOCATE_ON,
}


def promises(receipt: ReceiptView, say: Say) -> tuple[str, ...]:
    """What we promise about this case, a sentence each, and nothing more than the law and the council's targets do."""
    if receipt.is_thanks_only:
        return (say(pages.SENT_THANKS),)
    lines = [(words, by) for words, by in _dated(receipt) if by]
    if receipt.steps_are_open:
        lines.append((pages.SENT_STEPS, ""))
    if IssueKind.COMPLAINT in receipt.kinds:
        lines += [(pages.SENT_NOT_DECIDED_BY_THEM, ""), (pages.SENT_NO_TROUBLE, "")]
    if IssueKind.COMPLIMENT in receipt.kinds:
        lines.append((pages.SENT_THANKS, ""))
    return tuple(say(words, by=by) for words, by in lines)


def _dated(receipt: ReceiptView) -> tuple[tuple[Words, str], ...]:
    """What happens by when. Who may be in danger is told when they are read above all else, and once."""
    if not receipt.reaches_nobody:
        read_by = "" if receipt.in_danger else receipt.read_by
        in_touch, answered = (pages.SENT_IN_TOUCH_BY, receipt.acknowledge_by), (pages.SENT_REPLY_BY, receipt.reply_by)
        return (pages.SENT_READ_BY, read_by), in_touch, answered
    read_by = receipt.read_by or receipt.acknowledge_by or receipt.reply_by
    return (pages.SENT_READ_BY, "" if receipt.in_danger else read_by), (pages.SENT_COME_BACK, receipt.reply_by)


def _teams(case: CaseRead, council: Council) -> str:
    if case.restricted:
        return str(SmallTeam.RESTRICTED)
    # A compliment is read by the complaints team first, so that is who has it.
    complaints = council.team_for_role(Role.COMPLAINTS).key
    keys = (complaints if issue.kind is IssueKind.COMPLIMENT else issue.team for issue in case.issues)
    return in_a_row(tuple(dict.fromkeys(_name(council, key) for key in keys)))


def _name(council: Council, key: str) -> str:
    try:
        return council.team(key).name
    except NoSuchTeam:
        # The team left the council file after this case went to it: the complaints team knows where it went.
        return council.team_for_role(Role.COMPLAINTS).name


def _words(day: date | None) -> str:
    return day_in_words(day) if day else ""
