"""Reaching you: your name, and the safe way to answer. It refuses to keep more than the way that was chosen needs."""

from portal.conversation import (
    Detail,
    Email,
    LongText,
    Note,
    OneOf,
    Option,
    Phone,
    ShortText,
    Step,
    Words,
    said,
    same,
)
from portal.script.asked_when import COMPLAINT, FROM_AN_ORGANISATION, IDEA
from portal.script.marking import N_
from portal.script.taking_part import HELP_TO_TAKE_PART
from portal.script.what_happened import CALL_ME
from portal.vocabulary import ReplyHow, SafeNow

YOUR_NAME = Step(
    key="your-name",
    ask=same(N_("What is your name?")),
    about=same(N_("your name")),
    hint=Words(
        N_("You do not have to say. But without it we may not find your file."),
        N_("You can leave this out. Without it we may not find your file."),
    ),
    when=COMPLAINT | IDEA,
    question=ShortText(autocomplete="name"),
    also=(
        Detail(
            key="your-organisation",
            label=Words(N_("Where you work"), N_("Your organisation")),
            question=ShortText(autocomplete="organization"),
            when=FROM_AN_ORGANISATION,
        ),
    ),
)

_BY_TEXT = Option(
    ReplyHow.TEXT,
    Words(N_("Text me"), N_("By text")),
    details=(
        Detail(
            key="reply-how-mobile",
            label=same(N_("Mobile number")),
            hint=same(N_("We send one text at once. It may show on a locked screen. You can see it below.")),
            question=Phone(mobile=True),
            needed=True,
        ),
    ),
)
_BY_EMAIL = Option(
    ReplyHow.EMAIL,
    Words(N_("Email me"), N_("By email")),
    details=(
        Detail(
            key="reply-how-email",
            label=same(N_("Email address")),
            hint=same(N_("We send one email at once. It may show on a locked screen. You can see it below.")),
            question=Email(),
            needed=True,
        ),
    ),
)
_BY_PHONE = Option(
    ReplyHow.PHONE,
    Words(N_("Call me"), N_("By phone")),
    details=(
        Detail(
            key="reply-how-phone",
            label=same(N_("Phone number")),
            question=Phone(),
            needed=True,
        ),
    ),
)
_BY_VIDEO = Option(
    ReplyHow.VIDEO_BSL,
    Words(N_("A video call in sign language"), N_("By video, in British Sign Language")),
    details=(
        Detail(
            key="reply-how-video-bsl",
            label=Words(N_("How can we set it up with you?"), N_("How can we arrange it with you?")),
            hint=Words(N_("Like a number to text, or an email."), N_("Like a number for texts, or an email address.")),
            question=ShortText(),
        ),
    ),
)
_MEET = Option(
    ReplyHow.MEET,
    Words(N_("Meet me"), N_("Meet in person")),
    details=(
        Detail(
            key="reply-how-meet",
            label=Words(N_("How can we set it up with you?"), N_("How can we arrange it with you?")),
            hint=Words(
                N_("Like a number, your school, or someone you trust."),
                N_("Like a number, an email address or a place."),
            ),
            question=ShortText(),
        ),
    ),
)
_BY_LETTER = Option(
    ReplyHow.LETTER,
    Words(N_("Send me a letter"), N_("By letter")),
    details=(
        Detail(
            key="reply-how-address",
            label=same(N_("Address, with the postcode")),
            question=LongText(longest=500),
            needed=True,
        ),
    ),
)
_THROUGH_ADVOCATE = Option(
    ReplyHow.ADVOCATE,
    Words(N_("Tell my advocate"), N_("Through an advocate")),
    details=(
        Detail(
            key="reply-how-advocate",
            label=Words(N_("How can we reach them?"), N_("How can we reach the advocate?")),
            hint=Words(N_("Their name, number or email, if you know."), N_("A name, a number or an email address.")),
            question=ShortText(),
        ),
    ),
)
_CODE_ONLY = Option(
    ReplyHow.CODE_ONLY,
    same(N_("Only here, with a code")),
    same(
        N_(
            "We will not call or write to you. We show you four words. "
            "You have to come back here with them to see what happens."
        )
    ),
)
_NO_REPLY = Option(
    ReplyHow.NONE,
    same(N_("I do not need a reply")),
    when=~COMPLAINT,
)

REPLY_HOW = Step(
    key="reply-how",
    ask=Words(N_("How can we reach you in a safe way?"), N_("How can we reach you safely?")),
    about=same(N_("how we reach you")),
    hint=Words(
        N_("Pick a way that no one else can see or hear. If you are not sure, pick the code."),
        N_("Pick a way that nobody else sees or hears. If you are not sure, pick the code."),
    ),
    needed=COMPLAINT,
    question=OneOf(
        (
            _BY_TEXT,
            _BY_EMAIL,
            _BY_PHONE,
            _BY_VIDEO,
            _MEET,
            _BY_LETTER,
            _THROUGH_ADVOCATE,
            _CODE_ONLY,
            _NO_REPLY,
        )
    ),
    also_under=same(N_("Safe times, and what we must never write")),
    also=(
        Detail(
            key="reply-how-safe-times",
            label=same(N_("When is it safe to reach you?")),
            hint=same(N_("Our first text or email goes at once. It does not wait for these times.")),
            short=same(N_("Safe times")),
            question=ShortText(),
        ),
        Detail(
            key="reply-how-call-me",
            label=same(N_("What should we call you?")),
            short=same(N_("Call me")),
            question=ShortText(),
        ),
        Detail(
            key="reply-how-never-write",
            label=same(N_("What must we never write or say?")),
            hint=same(N_("Like the word “council”, or a name.")),
            short=same(N_("Never write or say")),
            question=ShortText(),
        ),
        HELP_TO_TAKE_PART,
    ),
    notes=(
        Note(
            said("reply-how", ReplyHow.CODE_ONLY) & (said("what-happened", CALL_ME) | said("safe-now", SafeNow.TALK)),
            (same(N_("You asked for a call. Without a number we cannot call you. You can change how we reach you.")),),
        ),
    ),
)
