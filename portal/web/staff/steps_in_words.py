"""What the facts of a step are called, and how their codes read to staff. It knows no case, no account and no team."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from portal.cases.message_names import MESSAGES
from portal.council.model import MessageKind
from portal.vocabulary import (
    Channel,
    ComplainantGroup,
    Duty,
    Flag,
    Happened,
    IssueKind,
    LetterHow,
    LetterKind,
    OmbudsmanDecision,
    Outcome,
    Part,
    Procedure,
    Remedy,
    ReplyHow,
    Service,
    Stage,
    Theme,
    WhatFor,
)

#: What no line says: keys of rows, and who was matched, which only those who match names may know.
UNSAID = frozenset({"again", "chair", "contact", "letter", "members", "message", "not_ticked", "people"})
#: Said only where it is so.
ONLY_IF_SO = frozenset({"declared_independent", "internally", "late", "late_by", "perhaps_twice"})
#: Said only where it is not so.
ONLY_IF_NOT = frozenset({"reachable"})

#: What a fact is called, where its name does not say it well enough.
CALLED: Mapping[str, str] = MappingProxyType(
    {
        "account": "Who",
        "accounts": "Who",
        "action": "Remedy or learning",
        "alarm": "Alarm number",
        "answer": "What they said",
        "ask_next_stage_by": "Best to ask for the next stage by",
        "ask_ombudsman_by": "Best to go to the Ombudsman by",
        "ask_stage3_by": "Best to ask for stage 3 by",
        "arose_on": "The grounds for it arose",
        "asked_on": "Asked for on",
        "channel": "How it reached us",
        "child": "The child",
        "closed_on": "Had been closed on",
        "complain_by": "The year to complain ended",
        "considered_with_independent_person": "Considered with the independent person",
        "corporate": "The corporate procedure",
        "declared_independent": "Declared independent",
        "dropped": "No longer due",
        "due": "Due now",
        "due_on": "Due",
        "duties": "What was due",
        "elsewhere": "What became of it",
        "ended": "No longer due",
        "fair": "Can still be looked into well",
        "first_due_on": "First promised for",
        "guide_until": "Was best asked for by",
        "held": "On hold now",
        "held_on": "On hold since",
        "how": "How",
        "in_time": "In time",
        "internally": "Looked into all the same",
        "issue": "Part",
        "issues": "Parts",
        "kind": "What",
        "lado": "The designated officer",
        "late": "Late",
        "late_by": "Working days late",
        "moved": "Due sooner now",
        "named": "Advocate named",
        "not_passed_on": "Thanks not passed on, of part",
        "of": "Split from",
        "on": "Day",
        "open_actions": "Remedies and learning still open",
        "other": "Case",
        "owed_again": "Due again",
        "perhaps_twice": "Perhaps sent twice",
        "part": "As",
        "procedures": "Procedure",
        "proceedings": "Waits for",
        "reachable": "Can be reached by us",
        "received_on": "Reached the council",
        "referred_on": "Told them on",
        "remedy": "Which",
        "resubmit_until": "Can be sent again until",
        "share": "What the sender agreed to share",
        "skip_agreed_on": "Agreed in writing on",
        "stage1": "Stage 1",
        "stands": "The dates ahead stand",
        "started": "Due now",
        "taken_up": "Why",
        "to": "To",
        "told_by": "Who told us",
        "was_begun_on": "Had begun",
        "was_due": "Had been due",
        "was_outcome": "Found before",
        "was_procedure": "Procedure before",
        "was_due_on": "Had been due",
        "was_given_on": "Had been given",
        "was_resubmit_until": "Could be sent again until",
        "was_team": "Team before",
        "was": "Before",
        "were": "Parts there",
        "when": "Reminder",
    }
)

#: Which set a fact's code is of, by the fact's name.
CODES: Mapping[str, tuple[type[StrEnum], ...]] = MappingProxyType(
    {
        "channel": (Channel,),
        "counted_as": (ComplainantGroup,),
        "decision": (OmbudsmanDecision,),
        "duties": (Duty,),
        "duty": (Duty,),
        "flag": (Flag,),
        "flags": (Flag,),
        "how": (LetterHow, ReplyHow),
        "kind": (IssueKind, LetterKind),
        "outcome": (Outcome,),
        "owed_again": (Duty,),
        "part": (Part,),
        "procedure": (Procedure,),
        "procedures": (Procedure,),
        "remedy": (Remedy,),
        "service": (Service,),
        "stage": (Stage,),
        "themes": (Theme,),
        "was": (Theme,),
        "was_outcome": (Outcome,),
        "was_procedure": (Procedure,),
        "what": (Remedy,),
        "what_for": (WhatFor,),
    }
)
_BY_MESSAGE = frozenset({Happened.RECEIPT_POSTED, Happened.NO_RECEIPT_POSSIBLE})

#: Codes that no set has labels for: the choices of forms, and what the post and the clocks say.
_CHOSEN: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("answer", "accepted"): "they would like an advocate",
        ("answer", "has-one"): "they have one",
        ("answer", "not-now"): "not now",
        ("answer", "no-more"): "they do not want the one they had",
        ("child", "considered"): "what they think was taken account of",
        ("child", "not-appropriate"): "it was not right to ask them",
        ("child", "none"): "there is none who could be asked",
        ("child", "agrees"): "agrees",
        ("child", "does-not-agree"): "does not agree",
        ("child", "not-safe-to-ask"): "cannot be asked safely",
        ("child", "own-right"): "need not agree: whoever complains has a right of their own",
        ("corporate", "offered"): "offered",
        ("corporate", "not-possible"): "cannot look into it either",
        ("decision", "yes"): "they have sufficient interest",
        ("decision", "no"): "they have no sufficient interest",
        ("decision", "consider"): "we look into it",
        ("decision", "refuse"): "we do not look into it",
        ("decision", "wait"): "it waits",
        ("decision", "do-not-wait"): "it does not wait",
        ("elsewhere", "told-where"): "they were told where to take it",
        ("elsewhere", "passed-on"): "passed on, as they agreed",
        ("found", "nothing"): "nothing in it asks for anybody’s safety",
        ("found", "safeguarding"): "a child may be hurt or in danger",
        ("how", "same-person"): "the same person, about something else",
        ("how", "same-matter"): "somebody else, about the same thing",
        ("how", "before"): "one came before the other, about the same thing",
        ("how", "split"): "they were one",
        ("lado", "referred"): "was told",
        ("lado", "not-referred"): "had not to be told",
        ("proceedings", "court"): "a court case",
        ("proceedings", "criminal"): "a criminal matter",
        ("proceedings", "disciplinary"): "a disciplinary matter",
        ("proceedings", "tribunal"): "a tribunal",
        ("reason", "advocate"): "they need an advocate first",
        ("reason", "complex"): "it is complex",
        ("reason", "other"): "another reason",
        ("reason", "yes"): "it was too much to expect it sooner",
        ("reason", "no"): "it could be expected sooner",
        ("reason", "permanent-failure"): "there is no such address or number",
        ("reason", "temporary-failure"): "the mailbox or phone could not be reached",
        ("reason", "technical-failure"): "something went wrong at GOV.UK Notify",
        ("share", "with-name"): "their words and their name",
        ("share", "no-name"): "their words, without their name",
        ("share", "no"): "nothing",
        ("stage1", "answered"): "answered",
        ("stage1", "late"): "not answered in time",
        ("stage1", "skipped"): "left out, as both agreed in writing",
        ("taken_up", "ended"): "the other matter has ended",
        ("taken_up", "sent-again"): "they sent it again",
        ("taken_up", "not-needed"): "it need not wait any more",
        ("told_by", "advocate"): "their advocate",
        ("told_by", "complainant"): "they themself",
        ("told_by", "somebody-asked"): "somebody they asked",
        ("when", "before"): "before it is due",
        ("when", "late"): "it is late",
        ("when", "on-the-day"): "on the day it is due",
    }
)
def chosen(happened: str, name: str, value: str) -> str | None:
    """How a code reads that is of no set with labels; None where it is of one, or is none."""
    if name == "kind" and happened.startswith("message") and value in set(MessageKind):
        return MESSAGES[MessageKind(value)]
    return _CHOSEN.get((name, value))


def sets_of(happened: str, name: str) -> tuple[type[StrEnum], ...]:
    """The sets that a fact's code may be of, the likeliest first."""
    # A receipt goes by a message, or cannot go; a letter may be read out.
    return (ReplyHow,) if name == "how" and happened in _BY_MESSAGE else CODES.get(name, ())
