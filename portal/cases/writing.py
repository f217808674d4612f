"""What staff write to a complainant as it reaches them: by message, behind their code, on paper; or why a way is shut.

Pure: it opens nothing, keeps nothing and sends nothing. It refuses to say again a word that somebody asked us never to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from portal.cases import gaps
from portal.cases.casefile import CaseFile
from portal.cases.office import Office
from portal.cases.telling import holds_what_must_not_be_written
from portal.council import Council
from portal.outbox import wording
from portal.outbox.fillings import Letter, Link, Reference
from portal.outbox.messages import (
    LetterEmail,
    LetterText,
    Paragraph,
    Personalised,
    Rendered,
    laid_out,
    paragraphs,
    render,
)
from portal.representations import Reply
from portal.vocabulary import Language, LetterHow, LetterKind, ReplyHow

_CHOSE: Mapping[ReplyHow | None, str] = MappingProxyType(
    {
        ReplyHow.TEXT: "They asked for a text message",
        ReplyHow.EMAIL: "They asked for an email",
        ReplyHow.PHONE: "They asked us to call them",
        ReplyHow.VIDEO_BSL: "They asked for a video call in British Sign Language",
        ReplyHow.MEET: "They asked to meet",
        ReplyHow.LETTER: "They asked for a letter by post",
        ReplyHow.ADVOCATE: "They asked us to go through their advocate",
        ReplyHow.CODE_ONLY: "They asked for no message: they come back with their code",
        ReplyHow.NONE: "They asked for no reply",
        None: "They gave no way to reach them",
    }
)
_BY_MESSAGE: Mapping[LetterHow, ReplyHow] = MappingProxyType(
    {LetterHow.EMAIL: ReplyHow.EMAIL, LetterHow.TEXT: ReplyHow.TEXT}
)
_NOT_THEIRS = MappingProxyType({LetterHow.EMAIL: "no email can be sent", LetterHow.TEXT: "no text can be sent"})
#: Whose words stand behind the code. What was read out, or went through somebody else, was to be in no writing of ours
#: that four words open: whoever finds the code would read what the person never asked to have written down.
READ_BEHIND_CODE = frozenset({LetterHow.EMAIL, LetterHow.TEXT, LetterHow.CODE, LetterHow.POST})

_ON_PAPER = frozenset({LetterHow.POST, LetterHow.PHONE, LetterHow.IN_PERSON, LetterHow.ADVOCATE})
_LETTER = "((letter))\n\n"


@dataclass(frozen=True, slots=True)
class Shut:
    """Why a letter cannot go this way, and which field to put right."""

    sentence: str
    field: str


class Block(NamedTuple):
    """One part of a printed letter. `kind`: "heading" or "paragraph"."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A letter on paper, to post or to read out. `to` is empty where it is not posted; `day` is a London date."""

    sender: tuple[str, ...]
    to: tuple[str, ...] = field(repr=False)
    day: date
    reference: str
    blocks: tuple[Block, ...] = field(repr=False)
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A letter before it goes, exactly as the person gets it. Where `shut`, it cannot go this way.

    `message` arrives by email or text, and `laid_out` is the same in paragraphs; `page` is what stands behind their
    code, and `printed` what a person prints, posts or reads out. Each is None where there is none.
    """

    message: Rendered | None = field(repr=False)
    laid_out: tuple[Paragraph, ...]
    page: str | None = field(repr=False)
    printed: Printed | None
    shut: Shut | None


def preview(
    case: CaseFile, kind: LetterKind, body: str, how: LetterHow, reply: Reply, *, office: Office, on: date
) -> Preview:
    """How a letter will reach them, if it is sent this way on this London date. An empty one shows only its frame."""
    message = message_of(case.reference, body or "...", how, office)
    language = Language(case.language)
    return Preview(
        message=render(message, language) if message else None,
        laid_out=paragraphs(message, language) if message else (),
        page=body if how in READ_BEHIND_CODE else None,
        printed=printed(case, kind, body, how, reply, council=office.council, on=on) if how in _ON_PAPER else None,
        shut=shut(case, body, how, reply, office),
    )


def message_of(reference: str, body: str, how: LetterHow, office: Office) -> Personalised | None:
    """The email or text for a letter; None where a person or the code brings it. Raises ValueError on an empty one."""
    link, council = Link(office.portal_url, asks_for_code=True), office.council
    if how is LetterHow.EMAIL:
        return LetterEmail(reference=Reference(reference), letter=Letter(body), link=link, council=council)
    if how is LetterHow.TEXT:
        return LetterText(reference=Reference(reference), link=link, council=council)
    return None


def address_for(how: LetterHow, reply: Reply) -> str:
    """Where a message goes: the address or number they gave for the way they chose, and no other. Empty without one."""
    if reply.how is not _BY_MESSAGE.get(how):
        return ""
    return {ReplyHow.EMAIL: reply.email, ReplyHow.TEXT: reply.mobile}.get(reply.how, "") if reply.how else ""


def shut(case: CaseFile, body: str, how: LetterHow, reply: Reply, office: Office) -> Shut | None:
    """Why a letter cannot go this way; None where it can."""
    gap = gaps.first_in(body)
    if gap:
        return Shut(f"The letter still has a gap: “{gap.mark}”. Write what belongs there, then send it.", "letter")
    if how not in _BY_MESSAGE:
        return None
    if not address_for(how, reply):
        return Shut(f"{_CHOSE[reply.how]}, so {_NOT_THEIRS[how]}. Choose the way they asked for.", "how")
    if not reply.never_write:
        return None
    for text, sentence, at in (("...", _FRAME[how], "how"), (body, _WRITTEN, "letter")):
        message = message_of(case.reference, text, how, office) if text.strip() else None
        if message and holds_what_must_not_be_written(render(message, Language(case.language)), reply.never_write):
            return Shut(sentence, at)
    return None


def names_what_must_not_be_written(text: str, never_write: str) -> bool:
    """Does a text of ours hold a word that they asked us never to write?"""
    return holds_what_must_not_be_written(Rendered(None, text), never_write)


# --- the way they asked for

#: The way that answers what they asked for. Behind their code nobody finds it who does not look: where they gave no
#: way, that is as safe as not writing.
_ANSWERED_BY: Mapping[ReplyHow | None, LetterHow] = MappingProxyType(
    {
        ReplyHow.TEXT: LetterHow.TEXT,
        ReplyHow.EMAIL: LetterHow.EMAIL,
        ReplyHow.PHONE: LetterHow.PHONE,
        ReplyHow.VIDEO_BSL: LetterHow.PHONE,
        ReplyHow.MEET: LetterHow.IN_PERSON,
        ReplyHow.LETTER: LetterHow.POST,
        ReplyHow.ADVOCATE: LetterHow.ADVOCATE,
        ReplyHow.CODE_ONLY: LetterHow.CODE,
    }
)
_RISKS: Mapping[LetterHow, str] = MappingProxyType(
    {
        LetterHow.CODE: "No message tells them that a letter waits there. Be sure that they know to look.",
        LetterHow.POST: "Others in their home may open or read a letter.",
        LetterHow.PHONE: "Others may answer the call, or hear it.",
        LetterHow.IN_PERSON: "Others may see you come, or hear what you say.",
        LetterHow.ADVOCATE: "Then somebody else knows of it too.",
    }
)


def way_asked_for(chose: ReplyHow | None) -> str:
    """How they asked to be reached, as a sentence."""
    return f"{_CHOSE[chose]}."


def way_that_answers(chose: ReplyHow | None) -> LetterHow | None:
    """The way that a letter goes to somebody who asked for this; None where they gave none, or want no reply."""
    return _ANSWERED_BY.get(chose)


def unasked(how: LetterHow, chose: ReplyHow | None) -> str:
    """What may happen on a way that they did not ask for, which a person has to know is safe; empty on theirs.

    No email and no text goes to who did not ask for one, whatever anybody knows: that is for `shut` to say.
    """
    if how in _BY_MESSAGE or how is _ANSWERED_BY.get(chose, LetterHow.CODE):
        return ""
    return f"{_CHOSE[chose]}. {_RISKS[how]}"


# --- what is said where it is shut

_INSTEAD = "Choose “Behind their code, with no message”, or tell them in person."
_FRAME = MappingProxyType(
    {
        LetterHow.EMAIL: f"Every email of ours has a word that they asked us never to write. {_INSTEAD}",
        LetterHow.TEXT: f"Every text of ours has a word that they asked us never to write. {_INSTEAD}",
    }
)
_WRITTEN = f"This has a word that they asked us never to write. Say it in another way. Or: {_INSTEAD}"


def printed(
    case: CaseFile, kind: LetterKind, body: str, how: LetterHow, reply: Reply, *, council: Council, on: date
) -> Printed:
    """A letter on paper: who writes, to whom where it is posted, what was written, who to ask, and how to go on."""
    has_further = bool(case.complaints) and kind is not LetterKind.THANKS
    template = _LETTER + wording.PRINTED_ASK + (wording.PRINTED_FURTHER if has_further else "") + wording.PRINTED_HELP
    parts = laid_out(template, {**council.placeholders(), "letter": body}, frozenset({"letter"}))
    is_posted = how is LetterHow.POST and reply.how is ReplyHow.LETTER
    return Printed(
        sender=(council.name, council.department),
        to=tuple(line.strip() for line in reply.address.splitlines() if line.strip()) if is_posted else (),
        day=on,
        reference=case.reference,
        blocks=tuple(Block("heading" if part.is_heading else "paragraph", part.lines) for part in parts),
    )
