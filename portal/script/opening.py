"""The opening: what brings somebody here, and who they are. It refuses to know what follows from either."""

from portal.conversation import Note, OneOf, Option, Step, Words, always, same
from portal.script.asked_when import PARENT
from portal.script.marking import N_
from portal.script.taking_part import HELP_TO_TAKE_PART
from portal.vocabulary import Speaker, WhatFor

WHAT_FOR = Step(
    key="what-for",
    ask=Words(N_("What do you want to do?"), N_("What would you like to do?")),
    about=same(N_("what you want to do")),
    opening=(
        same(
            N_(
                "Tell the council what is wrong or good about the help you get. "
                "These questions are automatic. A person reads what you send."
            )
        ),
        Words(
            N_(
                "Most of it stays with the few who need it to help. "
                "If you or another child may be hurt, we may have to tell someone who can keep you safe. "
                "We will try to tell you first."
            ),
            N_(
                "Most of it stays with the few who need it to help. "
                "If a child may be hurt, we may have to tell someone who can keep them safe. "
                "We will try to tell you first."
            ),
        ),
        same(N_("You will not get in trouble for making a complaint. If anyone treats you worse for it, tell us.")),
    ),
    question=OneOf(
        (
            Option(
                WhatFor.COMPLAINT,
                same(N_("Make a complaint")),
                Words(
                    N_("Something is wrong, not fair, late or not done."),
                    N_("Something is wrong, unfair, late or not done."),
                ),
            ),
            Option(WhatFor.THANKS, same(N_("Say thank you"))),
            Option(
                WhatFor.BOTH,
                same(N_("Both: a thank you and a complaint")),
            ),
            Option(WhatFor.IDEA, same(N_("Share an idea"))),
            Option(
                WhatFor.NOT_SURE,
                same(N_("I am not sure")),
                Words(
                    N_("That is fine. We will treat it like a complaint, so it does not get lost."),
                    N_("That is fine. We will treat it as a complaint, so that it is not missed."),
                ),
            ),
        )
    ),
    needed=always,
    also_under=same(N_("Your language, big print or other help")),
    also=(HELP_TO_TAKE_PART,),
)

# Asked before we know whom we speak to, so the words are the same and must serve everybody.
WHO_ARE_YOU = Step(
    key="who-are-you",
    ask=same(N_("Who are you?")),
    about=same(N_("who you are")),
    hint=same(N_("Pick the one that fits best. We do not ask for your name here.")),
    question=OneOf(
        (
            Option(Speaker.CHILD, same(N_("I am a child or a young person"))),
            Option(Speaker.CARE_LEAVER, same(N_("I am leaving care, or used to be in care (any age)"))),
            Option(
                Speaker.PARENT,
                same(N_("Parent, or someone with parental responsibility (also if you live elsewhere)")),
            ),
            Option(
                Speaker.FOSTER_CARER,
                same(N_("Foster carer")),
                same(N_("For the council, or for an agency.")),
            ),
            Option(
                Speaker.SPECIAL_GUARDIAN,
                same(N_("Special guardian")),
                same(N_("Also if you asked to be one.")),
            ),
            Option(
                Speaker.KINSHIP_CARER,
                same(N_("I look after a child of my family or of a friend")),
                same(N_("Some call this kinship care.")),
            ),
            Option(Speaker.ADOPTER, same(N_("I adopted a child, or want to"))),
            Option(Speaker.ADOPTED_PERSON, same(N_("I was adopted, and am 18 or over"))),
            Option(
                Speaker.FAMILY_OR_FRIEND,
                same(N_("Another person in the family, or a friend")),
                same(N_("Like a grandparent, an aunt or a brother.")),
            ),
            Option(
                Speaker.ADVOCATE,
                same(N_("Advocate")),
                same(N_("I help a child to say what they want.")),
            ),
            Option(
                Speaker.PROFESSIONAL,
                same(N_("I work with children")),
                same(N_("Like a teacher, a nurse or a youth worker.")),
            ),
            Option(Speaker.SOMEONE_ELSE, same(N_("Someone else"))),
        )
    ),
    notes=(
        Note(
            PARENT,
            (same(N_("Thank you. This will not be used against you.")),),
        ),
    ),
)
