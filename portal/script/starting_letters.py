"""What letters to a complainant begin with, for staff to go on from. A person reads each one and writes the rest.

It refuses to hold a word of anybody's: `{gap}` is where a person writes, and dates and names of the council are filled.
"""

from collections.abc import Mapping
from types import MappingProxyType

from portal.conversation import Words, same
from portal.script.marking import N_
from portal.vocabulary import Outcome, Procedure

# --- how a letter begins and ends
HELLO = same(N_("Hello,"))
THANKS = same(N_("Thank you for telling us."))
GOT_IT = same(N_("We got your message on {received}. A person has read it."))
CONTACT = Words(N_("If you want to ask us something, ask {gap}."), N_("If you have a question, ask {gap}."))
SIGNED = same(N_("{complaints_team}"))

# --- the parts, each with its number and what it is about
PARTS = same(N_("This is what you told us about:"))
PART = same(N_("{n}. {about}"))
IS_IT_RIGHT = same(N_("Tell us if we got that wrong. You can add to it at any time."))

# --- the steps, and by when
STEPS: Mapping[Procedure, Words] = MappingProxyType(
    {
        Procedure.STATUTORY: Words(
            N_("There can be three stages. This is stage 1. A manager answers you."),
            N_("This goes through the procedure for children’s services. It has three stages. This is stage 1."),
        ),
        Procedure.CORPORATE: Words(
            N_("There can be two stages. This is stage 1."),
            N_("This goes through the council’s own complaints procedure. It has two stages. This is stage 1."),
        ),
        Procedure.CP_CONFERENCE: Words(
            N_("The people who run the meetings look at this. The plan to keep you safe goes on."),
            N_("The people who run the meetings look at this. The plan stays in place."),
        ),
        Procedure.DATA_PROTECTION: same(
            N_("This is about what we keep or share about you. The team for that looks at it.")
        ),
        Procedure.ACCESS_REQUEST: same(N_("You asked to see what we keep about you.")),
    }
)
ELSEWHERE = same(N_("Someone else has to look at this: {gap}."))
PROMISED = same(N_("We plan to answer you by {by}."))
LATEST = same(N_("If we need more time, we tell you first. It will not be later than {until}."))
ANSWER_WILL_SAY = same(N_("Our answer will say what you can do if you do not agree."))

# --- somebody on their side
ADVOCATE = Words(
    N_(
        "An advocate is someone on your side. They help you say what you want. They are free for you. "
        "Call {advocate_name} on {advocate_phone}, or ask us."
    ),
    N_(
        "An advocate is someone on a child’s side. They are free for children and care leavers. "
        "Call {advocate_name} on {advocate_phone}, or ask us."
    ),
)

# --- our answer
ANSWER = same(N_("We got your message on {received}. This is our answer."))
FOUND: Mapping[Outcome, Words] = MappingProxyType(
    {
        Outcome.UPHELD: Words(
            N_("You were right about this. We are sorry."), N_("We agree that this went wrong. We are sorry.")
        ),
        Outcome.PARTLY_UPHELD: Words(
            N_("You were right about some of this. We are sorry for that."),
            N_("We agree that some of this went wrong. We are sorry for that."),
        ),
        Outcome.NOT_UPHELD: same(N_("We looked into this. We do not think that it went wrong.")),
        Outcome.NO_FINDING: same(
            N_("We could not find out what happened. That does not mean that we do not believe you.")
        ),
    }
)
IDEA = same(N_("Thank you for your idea. We have read it."))

CORRECTED = same(N_("We wrote to you before. Some of what we wrote was wrong. We are sorry."))

# --- what they can do next
ASK_STAGE2 = same(
    N_("If you do not agree, you can ask for stage 2. Then someone new looks at it. Just tell us. You need no form.")
)
ASK_PANEL = same(
    N_("If you do not agree, you can ask for stage 3. Three people from outside the council look at it all.")
)
BEST_BY = same(N_("It is best to tell us by {by}. If it is later than that, ask us all the same."))
OMBUDSMAN = same(
    N_(
        "You can also go to {ombudsman_name}. They check if councils have been fair. They are free. "
        "Call them on {ombudsman_phone}."
    )
)
OMBUDSMAN_BEST_BY = same(N_("It is best to ask them by {by}."))

# --- what was agreed
AGREED = same(N_("Thank you for talking with us. This is what we agreed:"))
IF_IT_DOES_NOT_HOLD = same(N_("If this does not happen, tell us. You can still ask for stage 2."))

# --- stage 2
AGAIN = same(N_("You asked us to look at it again. That is stage 2."))
SOMEONE_NEW = same(N_("Someone new looks at it: {gap}."))
FROM_OUTSIDE = same(N_("Someone from outside the council checks that it is fair."))
STATEMENT = same(N_("This is what we look at now. You told us that we have it right."))
WANTED = same(N_("This is what you want to happen:"))
ADJUDICATED = same(N_("We looked at it again. This is our answer at stage 2."))

# --- stage 3
PANEL_ANSWERED = Words(
    N_("Three people looked at what you told us. We have read what they wrote."),
    N_("We have read what the panel wrote about your complaint."),
)
WHAT_WE_DO = same(N_("This is what we do now:"))
LAST_ANSWER = same(N_("This is our last answer. It ends the three stages."))

# --- more time
LONGER = same(N_("We need more time to answer you. We are sorry."))
NEW_DAY = same(N_("We plan to answer you by {gap}."))

# --- a complaint that waits
HELD = same(N_("We have to stop looking at this for now."))
SEND_AGAIN = same(N_("You can send it to us again when that ends, for one year. We will tell you the date."))
KEPT = same(N_("We keep what you told us. You do not have to tell it all again."))
HAD_TO_WAIT = same(N_("We wrote to you that this had to wait."))

# --- what was decided
CHANGE = same(N_("You asked us to wait with a change. A senior manager has looked at this."))
NOT_THIS_WAY = same(N_("We have read what you told us. We cannot look into it in this way."))
LONG_AGO = same(N_("We have read what you told us. It was a long time ago, and we cannot look into it now."))

# --- they take it back
TAKEN_BACK = same(N_("You told us that you do not want to go on."))
TELL_AGAIN = same(N_("That is fine. You can tell us again at any time."))
