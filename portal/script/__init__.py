"""The conversation as data: every question in asking order, in both registers, a chapter a file.

Keys and codes are eternal, wording is not. It refuses to know a council, a page or where answers are kept.
"""

from portal.conversation import Script
from portal.script.about_the_help import (
    ADOPTION_ABOUT,
    COURT_ABOUT,
    FOSTERING_ABOUT,
    KINSHIP_ABOUT,
    PASS_ON,
    RECORDS_ABOUT,
    SEND_ABOUT,
    WHICH_HELP,
)
from portal.script.about_you import ABOUT_WHOM, CHILD_AGREES, FOR_WHOM, SITUATION
from portal.script.asked_when import IN_DANGER, SPEAK_AS_TO_A_CHILD, STORY_IS_TOLD
from portal.script.compliment import SHARE_THANKS, THANKS_TO, WHAT_WENT_WELL
from portal.script.opening import WHAT_FOR, WHO_ARE_YOU
from portal.script.reaching_you import REPLY_HOW, YOUR_NAME
from portal.script.safety import FIND_YOU, HURT_BY_WORKER, MUST_NOT_SEE, SAFE_NOW
from portal.script.what_happened import GOING_ON_ELSEWHERE, WHAT_HAPPENED, WHEN, WHO_WAS_IT
from portal.script.what_next import ABOUT_TO_CHANGE, ADVOCATE, PUT_RIGHT

SCRIPT = Script(
    version=1,
    steps=(
        WHAT_FOR,
        WHO_ARE_YOU,
        SAFE_NOW,
        FIND_YOU,
        WHAT_WENT_WELL,
        WHAT_HAPPENED,
        HURT_BY_WORKER,
        FOR_WHOM,
        ABOUT_WHOM,
        CHILD_AGREES,
        WHICH_HELP,
        THANKS_TO,
        SITUATION,
        SEND_ABOUT,
        FOSTERING_ABOUT,
        ADOPTION_ABOUT,
        KINSHIP_ABOUT,
        COURT_ABOUT,
        RECORDS_ABOUT,
        PASS_ON,
        WHO_WAS_IT,
        MUST_NOT_SEE,
        ABOUT_TO_CHANGE,
        WHEN,
        PUT_RIGHT,
        GOING_ON_ELSEWHERE,
        ADVOCATE,
        SHARE_THANKS,
        YOUR_NAME,
        REPLY_HOW,
    ),
    enough=STORY_IS_TOLD,
    send_now=IN_DANGER,
    child_register=SPEAK_AS_TO_A_CHILD,
)

__all__ = ["SCRIPT"]
