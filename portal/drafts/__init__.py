"""Unfinished conversations: sealed answers behind an opaque token, a code of four words to come back with, and an end.

Knows nothing of the script, of cases or of browsers. Nothing here commits; doors open `db.transaction`.
"""

from portal.drafts.codes import Code, read_code
from portal.drafts.coming_back import CODE_SHUT, Opened, code_of, give_code, open_with_code, shut_code
from portal.drafts.keeping import AlreadySent, Expired, Held, answers, begin, find, keep, leave, mark_sent
from portal.drafts.tries import TooManyTries, Trier

__all__ = [
    "CODE_SHUT",
    "AlreadySent",
    "Code",
    "Expired",
    "Held",
    "Opened",
    "TooManyTries",
    "Trier",
    "answers",
    "begin",
    "code_of",
    "find",
    "give_code",
    "keep",
    "leave",
    "mark_sent",
    "open_with_code",
    "read_code",
    "shut_code",
]
