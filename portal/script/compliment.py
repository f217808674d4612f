"""The compliment: what went well, which help to thank, and whether the thanks may be passed on."""

from portal.conversation import Detail, LongText, OneOf, Option, SeveralOf, ShortText, Step, Words, same
from portal.script.asked_when import BOTH, THANKS_ONLY, WITH_THANKS
from portal.script.marking import N_
from portal.script.services import SERVICES, SHORT_LISTS
from portal.vocabulary import ShareThanks

WHAT_WENT_WELL = Step(
    key="what-went-well",
    ask=same(N_("What went well?")),
    about=same(N_("what went well")),
    hint=Words(
        N_("Tell us what someone did that was good. Spelling does not matter."),
        N_("Tell us what somebody did, and what it changed for you. Spelling does not matter."),
    ),
    when=WITH_THANKS,
    needed=THANKS_ONLY,
    question=LongText(),
)

THANKS_TO = Step(
    key="thanks-to",
    ask=same(N_("Which help do you want to thank?")),
    about=same(N_("which help you want to thank")),
    hint=same(N_("You can pick more than one. “I am not sure” is fine.")),
    when=BOTH,
    question=SeveralOf(SERVICES, short=SHORT_LISTS),
)

SHARE_THANKS = Step(
    key="share-thanks",
    ask=Words(
        N_("Can we show your thanks to the people you thank?"),
        N_("May we pass your thanks on to the people you thank?"),
    ),
    about=Words(N_("who can see your thanks"), N_("whether we may pass your thanks on")),
    hint=Words(
        N_("A person here reads it first."),
        N_("A person here reads it first. We show only your thanks, not the rest."),
    ),
    when=WITH_THANKS,
    question=OneOf(
        (
            Option(
                ShareThanks.WITH_NAME,
                same(N_("Yes, with my name")),
                details=(
                    Detail(
                        key="share-thanks-name",
                        tells=False,  # a name is no consent to pass it on
                        label=same(N_("The name they know you by")),
                        question=ShortText(autocomplete="name"),
                    ),
                ),
            ),
            Option(ShareThanks.NO_NAME, Words(N_("Yes, but not my name"), N_("Yes, but without my name"))),
            Option(ShareThanks.NO, Words(N_("No"), N_("No, please do not pass it on"))),
        )
    ),
)
