"""Compares the templates in the council's GOV.UK Notify account with the words of this release.

It refuses to mend anything: a person pastes the words, and this says where they differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from types import MappingProxyType

from portal.council import MessageKind
from portal.outbox.messages import TEMPLATES, MessageChannel
from portal.outbox.templates import placeholders

#: Our channels in Notify's words for the types of templates.
TYPES = MappingProxyType({MessageChannel.EMAIL: "email", MessageChannel.TEXT: "sms"})

_SHOWN = 90  # characters of a line that differs
_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class InAccount:
    """A template as the account has it. `type` is Notify's word: email, sms or letter."""

    type: str
    subject: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The account has no template with the id in the council file."""


def differences(kind: MessageKind, found: InAccount | Missing) -> Iterator[str]:
    """A sentence for each way in which the account's template differs from ours, with its cure."""
    if isinstance(found, Missing):
        yield f"{kind}: the account has no template with the id in the council file, notify.templates.{kind}."
        return
    ours = TEMPLATES[kind]
    if found.type != TYPES[ours.channel]:
        yield f"{kind}: the template is of the type {found.type}. It must be {TYPES[ours.channel]}: make another."
        return
    yield from _placeholders(kind, found)
    for part, here, there in (("subject", ours.subject, found.subject), ("text", ours.body, found.body)):
        yield from _words(f"{kind}: the {part}", here or "", there or "", f"portal templates {kind}")


def _placeholders(kind: MessageKind, found: InAccount) -> Iterator[str]:
    ours = TEMPLATES[kind]
    here = placeholders(f"{ours.subject or ''} {ours.body}")
    there = placeholders(f"{found.subject or ''} {found.body}")
    if unknown := sorted(there - here):
        yield f"{kind}: the account asks for {_marked(unknown)}, which we do not fill: Notify would refuse all of them."
    if unused := sorted(here - there):
        yield f"{kind}: the account leaves out {_marked(unused)}."


def _words(what: str, here: str, there: str, cure: str) -> Iterator[str]:
    pairs = zip_longest(_lines(here), _lines(there), fillvalue="")
    differing = ((number, *pair) for number, pair in enumerate(pairs, start=1) if pair[0] != pair[1])
    for number, ours, theirs in islice(differing, 1):
        yield (
            f"{what} differs in line {number}: ours is {_short(ours)}, the account's {_short(theirs)}. "
            f"Paste what `{cure}` prints."
        )


def _lines(text: str) -> list[str]:
    # A form in a browser ends lines its own way, and nobody sees a space at the end of one.
    return _SPACES.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip().split("\n")


def _marked(names: list[str]) -> str:
    return ", ".join(f"(({name}))" for name in names)


def _short(line: str) -> str:
    if not line:
        return "empty"
    return f'"{line[:_SHOWN]}..."' if len(line) > _SHOWN else f'"{line}"'
