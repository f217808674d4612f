"""The conversation engine: an ordered script, conditions that look back, and one person's journey through it.

It is pure and knows nothing of councils, of HTML or of where answers are kept.
"""

from portal.conversation.answers import Answers
from portal.conversation.conditions import Seen, Value, When, always, never, said, said_only, was_answered, was_asked
from portal.conversation.journey import Journey
from portal.conversation.questions import Detail, LongText, OneOf, Option, Question, SeveralOf
from portal.conversation.reading_input import Raw
from portal.conversation.steps import Asked, Note, NoteKind, Script, Step
from portal.conversation.words import Words, same
from portal.conversation.writing import DateInParts, Email, Fault, Phone, Problem, Reading, ShortText

__all__ = [
    "Answers",
    "Asked",
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
