"""What the conversation's pages say around the questions: buttons, skip labels, the promise to send, how much is left.

It refuses to know a page's markup; `{placeholders}` are filled by the web, some of them from the council file.
"""

from portal.conversation import Step, Words, same
from portal.script.marking import N_

# --- a date
DAY = same(N_("Day"))
MONTH = same(N_("Month"))
YEAR = same(N_("Year"))

# --- moving on
NEXT = same(N_("Next"))
SKIP = same(N_("Skip"))
RATHER_NOT_SAY = same(N_("I’d rather not say"))
MORE_OPTIONS = same(N_("More kinds of help"))

# --- sending
ENOUGH = same(N_("That is enough to send. Or answer a few more, so it gets to the right person sooner."))
SEND_WHAT_IS_THERE = same(N_("Send what I have told you"))
SEND_NOW = same(N_("Send this now"))
SEND_NOW_HINT = Words(
    N_("Then we ask nothing more. We show you a code to come back with."),
    N_("Then we ask nothing more, and show you a code to come back with."),
)
STILL_IN_DANGER = same(N_("In danger now? Call {emergency_phone}. No one here has read this yet. You can send it now."))
ANSWER_MORE = same(N_("Answer a few more questions"))
CHECK_TITLE = same(N_("Check what you told us"))
CHECK_HINT = Words(
    N_("You can change it. No one here sees it until you send it."),
    N_("You can change any of it. Nobody here sees it until you send it."),
)
SEND = same(N_("Send it"))

# --- how much is left
ONE_MORE = same(N_("About 1 more question"))
MANY_MORE = same(N_("About {n} more questions"))
LAST_ONE = same(N_("This is the last question"))

# --- the talk so far
WE_ASKED = same(N_("We asked:"))
WE_SAID = same(N_("We said:"))
YOU_SAID = same(N_("You said:"))
PASSED_OVER = same(N_("You chose not to say."))
STORY_IS_FOLDED = same(N_("You told us {about}. It is hidden here."))
SEE_EARLIER = same(N_("See what you said before ({n})"))
CHANGE = same(N_("Change {about}"))

# --- stopping, leaving, help
STOP = same(N_("Stop and come back later"))
LEAVE = same(N_("Leave this page quickly"))
NEED_HELP_NOW = same(N_("I need help now"))
AN_ADVOCATE = same(N_("Someone on your side (an advocate)"))
ANOTHER_CHILD = same(N_("Tell us about another child"))

#: Steps so close to somebody that passing over them is "I'd rather not say"; the rest say "Skip".
RATHER_NOT_SAY_AT = frozenset(
    {
        "who-are-you",
        "safe-now",
        "find-you",
        "hurt-by-worker",
        "about-whom",
        "child-agrees",
        "situation",
        "who-was-it",
        "must-not-see",
        "your-name",
    }
)


def pass_over_label(step: Step) -> Words:
    """The button that passes over a step."""
    return RATHER_NOT_SAY if step.key in RATHER_NOT_SAY_AT else SKIP


def progress(left: int) -> Words:
    """How much is left to ask after this question, `left` counting no question twice; `{n}` stands for the number."""
    if left <= 0:
        return LAST_ONE
    return ONE_MORE if left == 1 else MANY_MORE
