"""What a letter begins with: which sentences, in which order, for each act and each matter. It knows no page.

The words are the script's, days and names are filled in by `starting_letters`. What only a person knows stays a gap.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from portal.cases.gaps import Gap
from portal.cases.matters import Matter
from portal.clocks.guides import ask_ombudsman_by
from portal.conversation import Words
from portal.script import pages
from portal.script import starting_letters as words
from portal.script.named_parts import NAMES
from portal.vocabulary import OUTSIDE_THE_COUNCIL, Act, LetterKind, Procedure, Speaker, Stage

_FIRST = Stage.LOCAL_RESOLUTION
_CHILDREN, _CORPORATE = Procedure.STATUTORY, Procedure.CORPORATE


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sentence of the script, with what fills it. A gap alone has no words."""

    words: Words | None = None
    gap: Gap | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    part: tuple[int, Words] | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about. `kind` is what an answer is at this stage; London dates."""

    act: Act
    kind: LetterKind
    matters: tuple[Matter, ...]
    speaker: str | None
    received_on: date
    today: date


Paragraph = tuple[Line, ...]
Paragraphs = Iterator[Paragraph]


def paragraphs(about: About) -> Paragraphs:
    """The paragraphs that a letter of this act begins with; none for an act that has no such text."""
    begins = _BEGINS.get(about.act)
    if begins is None:
        return
    yield _say(words.HELLO)
    yield from begins(about)
    yield _say(words.SIGNED)


def _say(*said: Words) -> Paragraph:
    return tuple(Line(each) for each in said)


def _gap(gap: Gap) -> Paragraph:
    return (Line(gap=gap),)


def _parts(matter: Matter) -> Paragraph:
    return tuple(Line(words.PART, part=(part.number, NAMES[part.service])) for part in matter.parts)


def _until(said: Words, **days: date | None) -> Paragraphs:
    """A sentence that names days; nothing where there is none to name."""
    known = {name: day for name, day in days.items() if day}
    if len(known) == len(days):
        yield (Line(said, days=known),)


def _promised(matter: Matter) -> Paragraphs:
    yield from _until(words.PROMISED, by=matter.reply_by)
    yield from _until(words.LATEST, until=matter.latest)


def _on_their_side(about: About) -> Paragraphs:
    if about.speaker != Speaker.ADVOCATE:
        yield _say(words.ADVOCATE)


def _ombudsman(about: About, *, is_last: bool = True) -> Paragraphs:
    yield _say(words.OMBUDSMAN)
    if is_last:
        yield from _until(words.OMBUDSMAN_BEST_BY, by=ask_ombudsman_by(about.today))


def _next(about: About, matter: Matter) -> Paragraphs:
    """What they can do who do not agree."""
    match matter.procedure, matter.stage:
        case Procedure.STATUTORY, Stage.LOCAL_RESOLUTION:
            yield _say(words.ASK_STAGE2)
            yield from _until(words.BEST_BY, by=matter.ask_next_by)
        case Procedure.STATUTORY, Stage.INVESTIGATION:
            yield _say(words.ASK_PANEL)
            yield from _until(words.BEST_BY, by=matter.ask_next_by)
            yield from _ombudsman(about, is_last=False)
        case Procedure.STATUTORY, Stage.REVIEW_PANEL:
            yield _say(words.LAST_ANSWER)
            yield from _ombudsman(about)
        case Procedure.CORPORATE, Stage.LOCAL_RESOLUTION:
            yield _say(words.ASK_STAGE2)
        case Procedure.CORPORATE, Stage.INVESTIGATION:
            yield from _ombudsman(about)


# --- it is acknowledged


def _acknowledged(about: About) -> Paragraphs:
    yield _say(words.THANKS)
    yield (Line(words.GOT_IT, days={"received": about.received_on}),)
    yield _say(words.PARTS)
    for matter in about.matters:
        yield from _taken_up(matter)
    yield _say(words.IS_IT_RIGHT)
    yield _say(pages.SENT_NOT_DECIDED_BY_THEM)
    yield (Line(words.CONTACT, Gap.CONTACT),)
    yield from _on_their_side(about)
    yield _say(pages.HELP_WITH_STEPS)
    yield _say(words.ANSWER_WILL_SAY)
    yield _say(pages.SENT_NO_TROUBLE)


def _taken_up(matter: Matter) -> Paragraphs:
    yield _parts(matter)
    if matter.procedure in OUTSIDE_THE_COUNCIL:
        yield (Line(words.ELSEWHERE, Gap.ELSEWHERE),)
    elif matter.procedure in words.STEPS:
        yield _say(words.STEPS[matter.procedure])
    yield from _promised(matter)


def _acknowledged_again(about: About) -> Paragraphs:
    for matter in about.matters:
        yield _say(words.AGAIN)
        yield _parts(matter)
        yield (Line(words.SOMEONE_NEW, Gap.WHO_LOOKS),)
        if matter.procedure is _CHILDREN:
            yield _say(words.FROM_OUTSIDE)
        yield from _promised(matter)
    yield from _on_their_side(about)


# --- it is answered


def _replied(about: About) -> Paragraphs:
    if about.kind is LetterKind.ADJUDICATION:
        yield from _adjudicated(about)
    elif about.kind is LetterKind.PANEL_ANSWER:
        yield from _panel_answered(about)
    else:
        for matter in about.matters:
            yield from _answered(about, matter)


def _answered(about: About, matter: Matter) -> Paragraphs:
    if matter.procedure is Procedure.IDEA:
        yield _say(words.IDEA)
        yield _gap(Gap.IDEA)
        return
    yield (Line(words.ANSWER, days={"received": about.received_on}),)
    if matter.procedure in OUTSIDE_THE_COUNCIL:
        yield _parts(matter)
        yield (Line(words.ELSEWHERE, Gap.ELSEWHERE),)
        return
    # At a later stage a draft is begun before it is looked at anew: what was found before does not count.
    yield from _found(matter, with_finding=about.act is Act.SEND_REPLY or matter.stage is _FIRST)
    yield from _next(about, matter)
    if matter.stage is _FIRST and matter.procedure is _CHILDREN:
        yield from _on_their_side(about)


def _found(matter: Matter, *, with_finding: bool) -> Paragraphs:
    """Each part with what was found about it; the finding only where it is recorded for this stage by now."""
    for part in matter.parts:
        yield (Line(words.PART, part=(part.number, NAMES[part.service])),)
        found = words.FOUND.get(part.outcome) if part.outcome and with_finding else None
        if found:
            yield _say(found)
        yield _gap(Gap.FOUND)
        yield _gap(Gap.DONE)


def _adjudicated(about: About) -> Paragraphs:
    yield _say(words.ADJUDICATED)
    for matter in about.matters:
        yield from _found(matter, with_finding=False)
        yield from _next(about, matter)
    yield from _on_their_side(about)


def _panel_answered(about: About) -> Paragraphs:
    yield _say(words.PANEL_ANSWERED)
    yield _say(words.WHAT_WE_DO)
    yield _gap(Gap.RECOMMENDED)
    for matter in about.matters:
        yield from _next(about, matter)


def _agreed(about: About) -> Paragraphs:
    yield _say(words.AGREED)
    yield _gap(Gap.AGREED)
    yield _say(words.IF_IT_DOES_NOT_HOLD)
    for matter in about.matters:
        yield from _until(words.BEST_BY, by=matter.ask_next_by)
    yield from _on_their_side(about)


def _stated(about: About) -> Paragraphs:
    yield _say(words.STATEMENT)
    for matter in about.matters:
        yield _parts(matter)
        yield _gap(Gap.POINTS)
        yield _say(words.WANTED)
        yield _gap(Gap.WANTED)
        yield _say(words.FROM_OUTSIDE)
        yield from _promised(matter)
    yield from _on_their_side(about)


# --- it takes longer, waits, or is decided about


def _longer(about: About) -> Paragraphs:
    yield _say(words.LONGER)
    yield _gap(Gap.WHY_LONGER)
    yield (Line(words.NEW_DAY, Gap.NEW_DATE),)
    if any(matter.procedure is _CORPORATE for matter in about.matters):
        yield from _ombudsman(about, is_last=False)
    yield from _on_their_side(about)


def _long_ago(about: About) -> Paragraphs:
    yield _say(words.LONG_AGO)
    yield _gap(Gap.WHY_NOT)
    yield from _ombudsman(about)


def _just(*said: Words | Gap, has_advocate: bool = True) -> Callable[[About], Paragraphs]:
    """The same whatever it is about."""

    def begins(about: About) -> Paragraphs:
        for each in said:
            yield _gap(each) if isinstance(each, Gap) else _say(each)
        if has_advocate:
            yield from _on_their_side(about)

    return begins


_BEGINS: Mapping[Act, Callable[[About], Paragraphs]] = MappingProxyType(
    {
        Act.ACKNOWLEDGE: _acknowledged,
        Act.ACKNOWLEDGE_STAGE2: _acknowledged_again,
        Act.DRAFT_REPLY: _replied,
        Act.SEND_REPLY: _replied,
        Act.SEND_CORRECTION: _just(words.CORRECTED, Gap.CORRECTED, has_advocate=False),
        Act.WRITE_AGREEMENT: _agreed,
        Act.AGREE_STATEMENT: _stated,
        Act.ADJUDICATE: _adjudicated,
        Act.ANSWER_PANEL: _panel_answered,
        Act.EXTEND: _longer,
        Act.HOLD: _just(words.HELD, Gap.WHY_HELD, words.SEND_AGAIN, words.KEPT),
        Act.RESUME: _just(words.HAD_TO_WAIT, Gap.TAKEN_UP),
        Act.DECIDE_FREEZE: _just(words.CHANGE, Gap.CHANGE),
        Act.DECIDE_INTEREST: _just(words.NOT_THIS_WAY, Gap.WHY_NOT, Gap.INSTEAD, has_advocate=False),
        Act.DECIDE_LATE: _long_ago,
        Act.WITHDRAW: _just(words.TAKEN_BACK, words.TELL_AGAIN, has_advocate=False),
    }
)
