"""What stands around the letters that staff wrote, for the one who comes back with four words. It holds no letter."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.conversation import Words, same
from portal.script.marking import N_
from portal.vocabulary import LetterKind

# --- above the letters
LETTERS_TITLE = same(N_("What we have written to you"))
LETTERS_TELL = Words(
    N_("These can say what you told us. Look who is near you first."),
    N_("These can repeat what you told us. Check who can see your screen."),
)

# --- above one letter; {by} is the day
WRITTEN_ON = same(N_("We wrote this on {by}."))
READ_OUT_ON = same(N_("We told you this on {by}. It is not written here. Ask us if you want it in writing."))
THROUGH_ADVOCATE_ON = same(N_("We gave this to your advocate on {by}. It is not written here. Ask them or us."))

# --- what a letter is
KINDS: Mapping[LetterKind, Words] = MappingProxyType(
    {
        LetterKind.ACKNOWLEDGEMENT: same(N_("A person has read your message")),
        LetterKind.DECISION: same(N_("What we decided")),
        LetterKind.EXTENSION: same(N_("We need more time")),
        LetterKind.HOLD: Words(N_("Why we have to wait"), N_("Why we have to wait with this")),
        LetterKind.REPLY: same(N_("Our answer")),
        LetterKind.AGREEMENT: same(N_("What we agreed with you")),
        LetterKind.STATEMENT: Words(N_("What you want us to look at"), N_("What you ask us to look into")),
        LetterKind.ADJUDICATION: Words(N_("What we found out, and what we will do"), N_("Our answer at stage 2")),
        LetterKind.PANEL_ANSWER: Words(N_("Our last answer"), N_("Our answer at stage 3")),
        LetterKind.WITHDRAWAL: same(N_("You asked us to stop")),
        LetterKind.THANKS: same(N_("About your thanks")),
    }
)
