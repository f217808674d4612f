"""When questions are asked: the conditions several chapters share (conversation.md §1), each named as it is read aloud.

It refuses to know any wording.
"""

from portal.conversation import said, was_answered, was_asked
from portal.vocabulary import IN_THEIR_OWN_RIGHT, ForWhom, SafeNow, Speaker, WhatFor

# C: not sure is handled as a complaint, never as less
COMPLAINT = said("what-for", WhatFor.COMPLAINT, WhatFor.BOTH, WhatFor.NOT_SURE)
THANKS_ONLY = said("what-for", WhatFor.THANKS)
BOTH = said("what-for", WhatFor.BOTH)
WITH_THANKS = said("what-for", WhatFor.THANKS, WhatFor.BOTH)
IDEA = said("what-for", WhatFor.IDEA)

# OWN
OWN_RIGHT = said("who-are-you", *sorted(IN_THEIR_OWN_RIGHT))
CHILD = said("who-are-you", Speaker.CHILD)
CARE_LEAVER = said("who-are-you", Speaker.CARE_LEAVER)
PARENT = said("who-are-you", Speaker.PARENT)
ADVOCATE = said("who-are-you", Speaker.ADVOCATE)
# people who speak for a child and have no right of their own to complain
FOR_A_CHILD = said(
    "who-are-you", Speaker.FAMILY_OR_FRIEND, Speaker.ADVOCATE, Speaker.PROFESSIONAL, Speaker.SOMEONE_ELSE
)
FROM_AN_ORGANISATION = said("who-are-you", Speaker.ADVOCATE, Speaker.PROFESSIONAL)
# the one it is about is the one who writes
ABOUT_THEMSELVES = said("who-are-you", Speaker.CHILD, Speaker.CARE_LEAVER, Speaker.ADOPTED_PERSON)

IN_DANGER = said("safe-now", SafeNow.YES, SafeNow.NOT_SURE, SafeNow.TALK)
ABOUT_A_CHILD = said("for-whom", ForWhom.CHILD, ForWhom.BOTH)
CHILD_WAS_ASKED_AFTER = was_asked("child-agrees")

# Somebody frightened may pass over who they are: then we speak as to a child.
SPEAK_AS_TO_A_CHILD = CHILD | ~was_answered("who-are-you")
STORY_IS_TOLD = was_answered("what-happened") | (THANKS_ONLY & was_answered("what-went-well"))
