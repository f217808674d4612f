"""What the pages around the talk say: the receipt, stopping and coming back, help now, when something goes wrong.

It refuses to know markup. `{placeholders}` come from the council file and, where a page says so, from the case.
"""

from portal.conversation import Words, same
from portal.script.marking import N_

# --- every page
SERVICE = same(N_("Your message"))
SKIP_TO_QUESTION = same(N_("Skip to the question"))
SKIP_TO_MAIN = same(N_("Skip to the main part"))
QUESTION = same(N_("Question {n}"))
ERROR = same(N_("Error"))
FOOT_CHILDLINE = same(N_("Childline {childline_phone}"))
CARRY_ON = same(N_("Carry on where you stopped"))
BACK_TO_QUESTIONS = same(N_("Back to your questions"))
COME_BACK = same(N_("Come back with your code"))
START_AGAIN = same(N_("Start from the first question"))
PLEASE_LOOK = same(N_("Please look at this"))
WHAT_YOU_SAID = same(N_("What you have told us"))
HELP_NOW_AREA = same(N_("If you are in danger"))
MORE_HELP_AREA = same(N_("Then what happens, and who you can call"))
ENOUGH_TITLE = same(N_("You can send it now"))
ROOM_LEFT = same(N_("There is room for about {n} more words."))
PREVIEW = same(N_("See what our message would say"))
BY_EMAIL = same(N_("By email"))
BY_TEXT = same(N_("By text"))

# Browser history on a shared phone must tell nothing.
NEUTRAL_TITLE = same(N_("Page"))
# After leaving, Back must not tell what this is: the page has these two lines and nothing else.
CLOSED_TITLE = same(N_("This page is closed"))
CLOSED_OPEN = same(N_("Open"))
NUMBERS_TITLE = same(N_("Phone numbers"))
MORE_TITLE = same(N_("More"))
CHECK_PAGE_TITLE = same(N_("Check"))
SENT_PAGE_TITLE = same(N_("Sent"))

# --- a talk that was begun and not sent
HELD_TITLE = same(N_("You have not sent your message yet"))
HELD_WHAT = same(N_("What you told us is kept. You can carry on where you stopped."))
HELD_NEW = same(N_("Start a new message instead"))
HELD_CODE = same(N_("These four words open the message you have now. Keep them if you want to come back to it."))
HELD_START = same(N_("Start a new message"))

# --- the receipt; {reference} {received} {teams} {by} {read_by} are the case's
SENT_TITLE = same(N_("We have your message"))
SENT_REFERENCE = same(N_("Your reference is"))
SENT_WHO_HAS_IT = same(N_("We got it on {received}. It is with {teams}."))
SENT_DANGER = same(N_("We tell the people whose job is safety. They will read it by {by}."))
SENT_UNREAD = same(N_("No one here has read it yet."))
SENT_DANGER_NOW = same(N_("If you are in danger now, do not wait. Call {emergency_phone}."))
SENT_CANNOT_FIND = same(N_("If you did not tell us where you are, we may not be able to find you."))
SENT_READ_BY = same(N_("A person will read this by {by}."))
SENT_IN_TOUCH_BY = same(N_("A person will get in touch with you by {by}."))
SENT_REPLY_BY = same(N_("We plan to answer you by {by}. If we need longer, we will tell you before then."))
SENT_COME_BACK = same(N_("We cannot reach you. So come back here with your four words after {by}."))
SENT_STEPS = same(N_("A person will check which steps fit."))
SENT_NOT_DECIDED_BY_THEM = same(N_("If you complain about a person, we make sure that they do not decide it."))
SENT_NO_TROUBLE = Words(
    N_("You are not in trouble. If anyone treats you worse for this, tell us."),
    N_("This will not be used against you. If anyone treats you worse for it, tell us."),
)
SENT_THANKS = same(N_("A person reads your thanks first. Then we pass them on, if you said we may."))
YOUR_CODE = same(N_("Your code"))
CODE_USE = Words(
    N_("Use these four words to come back and see who has it. Keep them where only you can see them."),
    N_("Use these four words to come back and see who has it. Keep them private."),
)
CODE_SHOWS_NO_STORY = same(N_("We never show what you wrote again. But you can read here what we write to you."))
FOUND_MY_CODE = same(N_("Someone found my code"))
ANOTHER_CHILD_FIRST = same(N_("Keep the four words first. Each child gets a message and words of their own."))
HOW_TITLE = same(N_("How it works"))
HOW_SENT = same(N_("Once you sent it, your four words show who has it, the dates, and what we wrote to you."))
CHANGE_TITLE = same(N_("To add, change or stop something"))
CHANGE_HOW = same(N_("Write to {complaints_email} and say your reference. You can also ask us to stop."))
NEXT_TITLE = same(N_("What happens next"))
NEXT_WITHOUT_A_WAY = (
    same(N_("A person reads what you told us.")),
    same(N_("Come back with your four words. You see who has it, the dates, and what we wrote to you.")),
    same(N_("An advocate can call us for you, and tell you what we say.")),
)
NEXT_STEPS = (
    same(N_("A person reads what you told us. They check with you that we got it right.")),
    same(N_("They tell you which steps we take and who you can talk to.")),
    same(N_("Then we tell you what we found and what we will do.")),
    same(N_("If you do not agree, we tell you what you can do next.")),
    same(N_("At the end you can call {ombudsman_name} on {ombudsman_phone}. They check if councils have been fair.")),
)
SIDE_TITLE = same(N_("Someone on your side"))
SIDE_ASKED = same(N_("You asked for an advocate. We will help you get one."))
SIDE_WHAT = same(N_("An advocate helps you say what you want. They do not work for us."))
SIDE_FREE = same(N_("They are free for children and for care leavers."))
SIDE_CALL = same(N_("Call {advocate_name} on {advocate_phone}."))
HELP_WITH_STEPS = same(N_("Ask us if you want help with these steps, in another language or in another way."))
HELP_TITLE = same(N_("If you need help now"))
HELP_LINE = same(N_("If someone is in danger, call {emergency_phone}."))
HELP_CHILDLINE = same(N_("Children can call Childline on {childline_phone}. It is free."))

# --- stopping and coming back; {until} is a day and a time
STOP_TITLE = same(N_("You can stop and come back"))
STOP_CODE = same(N_("These four words are your code. With them you can carry on, on any phone."))
STOP_UNTIL = same(N_("We keep your answers until {until}. Then we delete them. Nobody here has read them yet."))
STOP_KEEP = same(N_("Keep the words where only you can see them. We cannot find your answers without them."))
STOP_GO_ON = same(N_("Carry on now"))
NEW_CODE_TITLE = same(N_("Did someone find your code?"))
NEW_CODE_WHAT = same(N_("We can give you four new words. Then the old words stop working."))
NEW_CODE_PHONES = same(N_("Every other phone that has this open is shut out too. This phone stays."))
NEW_CODE_DO = same(N_("Give me new words"))
NEW_CODE_KEEP = same(N_("Keep the words I have"))
CODE_ASK = same(N_("What are your four words?"))
CODE_HINT = same(N_("Big or small letters, spaces or lines between them are all fine."))
CODE_OPEN = same(N_("Open it"))
CODE_WRONG = same(N_("We cannot find that code. Look at the four words and try again."))
CODE_EXPIRED = same(N_("That code was right. But we only keep answers for some days, and they have gone."))
CODE_WAIT = same(N_("That is a lot of tries. Wait {wait}, then try again."))
A_MINUTE = same(N_("a minute"))
SECONDS = same(N_("{n} seconds"))

# --- help now, and someone on your side
HELP_NOW_TITLE = same(N_("Help now"))
NOT_READ_UNTIL_SENT = same(N_("No one reads what you write here until you send it."))
SOMEONE_TO_TALK_TO = same(N_("Someone to talk to"))
TALK_CHILDLINE = same(N_("Childline: {childline_phone}. It is free."))
TALK_HELP_AT_HAND = same(N_("Help at Hand: {help_at_hand_phone}, if you are in care or leaving care."))
TALK_NSPCC = same(N_("NSPCC: {nspcc_phone}, for adults who worry about a child."))
HURT_TITLE = same(N_("If you or a child may be hurt"))
ADVOCATE_LISTENS = same(
    N_("An advocate is a person who helps you say what you want. They listen to you and speak up for you.")
)
ADVOCATE_FREE = same(N_("They do not work for children’s services. They are free for children and care leavers."))
ADVOCATE_PRIVATE = same(N_("What you tell them stays with them, unless someone may be hurt."))
ADVOCATE_CHOICE = same(N_("You can pick someone you already trust. You can change your mind at any time."))
ADVOCATE_CALL = same(N_("Call {advocate_name} on {advocate_phone}. They answer: {advocate_hours}."))
ADVOCATE_OR_HERE = same(N_("Or go on with the questions here and say you want one. We will help you get one."))

# --- when something goes wrong: what happened, what to do, and what is not lost
NO_SIGNAL = same(N_("There is no signal just now. What you wrote is still here. Try again when the signal is back."))
AGAIN_TITLE = same(N_("Please press the button again"))
AGAIN_STALE = same(N_("This page is an old one. What you wrote is still here. Press the button to send it."))
AGAIN_BUSY = same(
    N_("We could not keep that just now. What you wrote is still here. Wait a bit, then press the button.")
)
AGAIN_BROKEN = same(
    N_("That was our fault, not yours. What you wrote is still here. Wait a bit, then press the button.")
)
AGAIN_COOKIES = same(
    N_(
        "Your phone did not send a small file that we need, called a cookie. "
        "What you wrote is still here. Press the button. "
        "If you see this page again, you need to turn on cookies first."
    )
)
AGAIN_LOST = same(
    N_(
        "We lost your place, and nothing was sent. What you just wrote is still here. "
        "Press the button to start again with it."
    )
)
NOT_SENT = same(
    N_("We lost your place, so your message was not sent. Your four words open it, or you can start again.")
)
HELD_BACK = same(
    N_(
        "Our first message has a word that you asked us never to write. "
        "So a person reads this first and finds another way."
    )
)
NOT_TAKEN_TITLE = same(N_("We did not keep this"))
NOT_TAKEN_PATH = same(
    N_("That question is not asked any more, because another answer changed. You can copy what you wrote from here.")
)
NOT_TAKEN_SENT = same(
    N_("You had sent your message before, so this was not added. You can copy what you wrote from here.")
)
NOT_TAKEN_OTHER = same(
    N_("Another message is open in this browser now, so we did not mix them. You can copy what you wrote from here.")
)
GO_ON = same(N_("Go on"))
LOST_TITLE = same(N_("We lost your place"))
LOST_WHAT = same(N_("Your four words open what you told us. Or you can start from the first question."))
WRONG = {
    400: (
        same(N_("Something was missing")),
        same(N_("We could not read what your phone sent. Go back and try again.")),
    ),
    404: (
        same(N_("This page is not here")),
        same(N_("The page you asked for is not here. You can start from the first question.")),
    ),
    410: (
        same(N_("Your answers have gone")),
        same(N_("We keep answers for some days only, and that time is over. You can start again.")),
    ),
    413: (
        same(N_("That was too much at once")),
        same(N_("That is more than we can take in one go. Go back and make it shorter.")),
    ),
    500: (
        same(N_("Something went wrong here")),
        same(N_("That was our fault, not yours. Wait a bit and try again.")),
    ),
    503: (
        same(N_("We cannot open this now")),
        same(N_("Something here is not working just now. Wait a bit and try again.")),
    ),
}
