"""The conversation engine: an ordered script, conditions that look back, and one person's journey through it.

It is pure and knows nothing of councils, of HTML or of where answers are kept.
"""

from portal.conversation.answers import Answers
from portal.conversation.conditions import Seen, Value, When, always, never, said, said_only, was_answered, was_asked
from portal.conversation.journey import Journey
from portal.conversation.questions import (
    DateInParts,
    Detail,
    Email,
    Fault,
    LongText,
    OneOf,
    Option,
    Phone,
    Problem,
    Question,
    Reading,
    SeveralOf,
    ShortText,
)
from portal.conversation.reading_input import Raw
from portal.conversation.steps import Note, NoteKind, Script, Step
from portal.conversation.words import Words, same

__all__ = [
    "Answers",
    "DateInParts",
    "Detail",
    "Email",
    "Fault",
    "Journey",
    "LongText",
    "Note",
    "NoteKind",
    "OneOf",
    "Option",
    "Phone",
    "Problem",
    "Question",
    "Raw",
    "Reading",
    "Script",
    "Seen",
    "SeveralOf",
    "ShortText",
    "Step",
    "Value",
    "When",
    "Words",
    "always",
    "never",
    "said",
    "said_only",
    "same",
    "was_answered",
    "was_asked",
]
