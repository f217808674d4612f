"""What several notes say in both registers: what happens next, by when, who can be called now.

It refuses to know a number, an hour or a council: those are filled from the council file, and a sentence whose number
the file does not have is left unsaid.
"""

from portal.conversation import Words, same
from portal.script.by_the_hour import ByTheHour
from portal.script.marking import N_

EMERGENCY = Words(
    N_("If you or someone else is in danger now, call {emergency_phone}. It is free."),
    N_("If you or anyone else is in danger now, call {emergency_phone}."),
)
CANNOT_TALK = Words(
    N_("If you cannot talk, call {emergency_phone} from a mobile. Press 55 when a voice tells you to."),
    N_("If you cannot speak, call {emergency_phone} from a mobile. Press 55 when a voice asks you to."),
)
TEXT_EMERGENCY = Words(
    N_("If your phone is signed up for it, you can text {emergency_text}."),
    N_("If your phone is registered for it, you can text {emergency_text}."),
)
SIGN = Words(
    N_("If you use sign language, go to {emergency_bsl_web}."),
    N_("To call in British Sign Language, go to {emergency_bsl_web}."),
)
SOMEONE_TO_TALK_TO = Words(
    N_("To talk to someone now, call Childline on {childline_phone}. It is free."),
    N_("Anyone under 19 can call Childline on {childline_phone}. Adults can call the NSPCC on {nspcc_phone}."),
)
WRITE_TO_CHILDLINE = Words(
    N_("You can also write to Childline at {childline_web}."),
    N_("Anyone under 19 can also write to Childline at {childline_web}."),
)

# --- who can be called about a child at this hour: first the one that answers now, then the other
CALL_FIRST = ByTheHour(
    N_("You can call {hub_name} on {hub_phone}. Their job is to keep children safe. They answer until {hub_until}."),
    N_("If a child may be hurt, call {hub_name} on {hub_phone}. They answer until {hub_until}."),
    closed=Words(
        N_("You can call {duty_name} on {duty_phone}. Their job is to keep children safe. They answer: {duty_hours}."),
        N_("If a child may be hurt, call {duty_name} on {duty_phone}. They answer: {duty_hours}."),
    ),
    never_closes=Words(
        N_("You can call {hub_name} on {hub_phone}. Their job is to keep children safe. They answer at any time."),
        N_("If a child may be hurt, call {hub_name} on {hub_phone}. They answer at any time."),
    ),
)
TEXT_FIRST = ByTheHour(
    N_("You can also text {hub_name} on {hub_text}."),
    N_("You can also text {hub_name} on {hub_text}."),
    closed=same(N_("You can also text {duty_name} on {duty_text}.")),
    never_closes=same(N_("You can also text {hub_name} on {hub_text}.")),
)
CALL_ELSE = ByTheHour(
    N_("After that, call {duty_name} on {duty_phone}. They answer: {duty_hours}."),
    N_("After that, call {duty_name} on {duty_phone}. They answer: {duty_hours}."),
    closed=same(N_("From {hub_from}, you can call {hub_name} on {hub_phone}.")),
    never_closes=same(N_("You can also call {duty_name} on {duty_phone}. They answer: {duty_hours}.")),
)
IN_THE_DAY = same(N_("In the day, you can call {hub_name} on {hub_phone}. They answer: {hub_hours}."))
AT_NIGHT = same(N_("At night or at the weekend, call {duty_name} on {duty_phone}. They answer: {duty_hours}."))
NIGHT_CANNOT_SEE = same(N_("{duty_name} cannot see what you write here."))
ADVOCATE = Words(
    N_("You can call {advocate_name} on {advocate_phone}. They are on your side. They answer: {advocate_hours}."),
    N_(
        "{advocate_name} helps children and care leavers for free. "
        "Call {advocate_phone}. They answer: {advocate_hours}."
    ),
)
TEXT_ADVOCATE = same(N_("You can also text {advocate_name} on {advocate_text}."))
HELP_AT_HAND = Words(
    N_("If you are in care, you can also call Help at Hand on {help_at_hand_phone}. It is free."),
    N_("A child in care can also call Help at Hand on {help_at_hand_phone}. It is free."),
)
A_PERSON_CHECKS = Words(
    N_("A person will check what happens next and tell you by {reply_by}."),
    N_("A person will check which steps fit and tell you by {reply_by}."),
)
ABOUT_A_SAFETY_PLAN = (
    Words(
        N_("Thank you. The plan to keep you safe goes on while we look at this."),
        N_("Thank you. The plan stays in place while we look at this."),
    ),
    Words(
        N_("You can still tell us what is wrong with it. You will not get in trouble."),
        N_(
            "You can still complain about it. This will not be used against you. "
            "A complaint alone cannot change the plan."
        ),
    ),
    A_PERSON_CHECKS,
    ADVOCATE,
    TEXT_ADVOCATE,
    EMERGENCY,
)
COMPLAINTS_TEAM = same(N_("You can write to {complaints_team} at {complaints_email}."))
OWN_TIME_LIMIT = Words(
    N_("It has its own time limit. A complaint here does not give you more time. Look at the date in your letter."),
    N_("It has its own time limit, and a complaint does not stop that clock. Check the date on your letter."),
)
ABOUT_A_TRIBUNAL = (
    Words(
        N_("The SEND Tribunal can change what was decided. It is like a court."),
        N_("The SEND Tribunal can change a decision like this."),
    ),
    OWN_TIME_LIMIT,
    A_PERSON_CHECKS,
    COMPLAINTS_TEAM,
)
ABOUT_A_REVIEW = (
    Words(
        N_("You can ask a review panel to look at this again."),
        N_("You can ask for a review of a decision like this. Your letter says how."),
    ),
    OWN_TIME_LIMIT,
    A_PERSON_CHECKS,
    COMPLAINTS_TEAM,
)
ABOUT_A_COURT = (
    Words(
        N_("Only a court can change what a court said. You can still tell us what went wrong."),
        N_("Only a court can change what a court decides. You can still tell us what went wrong."),
    ),
    Words(
        N_("Courts have their own time limits. A complaint here does not give you more time."),
        N_("Courts have their own time limits, and a complaint does not stop that clock."),
    ),
    A_PERSON_CHECKS,
    COMPLAINTS_TEAM,
)
