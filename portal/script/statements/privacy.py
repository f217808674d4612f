"""What we do with what a child tells us: who reads it, whom we may have to tell, what is kept, for how long.

It refuses to know a council, a number or a date: those are placeholders. What adults ask stands in `privacy_adults`.
"""

from portal.conversation import same
from portal.script.marking import N_
from portal.script.statements.how import CALL_US
from portal.script.statements.parts import EachController, LeadsTo, Listed, Section, Statement
from portal.vocabulary import Register

TITLE = same(N_("Privacy"))
FOR_ADULTS = same(N_("Privacy for adults"))

_WHO_READS = Section(
    same(N_("Who reads it")),
    (
        same(N_("No one here reads what you write until you send it.")),
        same(N_("Then {complaints_team} reads it. So does the team it is about, so that they can put things right.")),
        same(N_("You can tell us who must not see it. Then only a small team is told at first.")),
        same(N_("After that, we share it only with people who need it to help.")),
    ),
)

_TELLING = Section(
    same(N_("When we may have to tell someone")),
    (
        same(N_("If you or another child may be hurt, we may have to tell someone who can keep you safe.")),
        same(N_("We will try to tell you first.")),
        same(N_("If you say that you may be in danger, {safety_team} and {hub_team} are told too.")),
    ),
)

_KEPT = Section(
    same(N_("What we keep")),
    (
        Listed(
            (
                same(N_("What you told us, in your own words.")),
                same(N_("Your name and how to reach you, if you gave them to us.")),
                same(N_("The dates, and which team has it.")),
            )
        ),
        same(N_("We do not ask when you were born. We ask for an address only if you want a letter.")),
        same(N_("We ask where you are only if you may be in danger.")),
        same(N_("Your words are kept locked. Someone who stole our computer could not read them without the key.")),
    ),
)

_HOW_LONG = Section(
    same(N_("How long we keep it")),
    (
        same(N_("If you do not send it, your answers go {drafts_time} after the last one.")),
        same(N_("If you send it, people here look after it. When all is done, we keep it for some more years.")),
        Listed(
            (
                same(N_("We keep a complaint for {both_complaints_time}.")),
                same(N_("We keep a complaint with three stages for {statutory_time}.")),
                same(N_("We keep any other complaint for {corporate_time}.")),
                same(N_("If someone may have been hurt, it is {safety_time}.")),
                same(N_("We keep thanks and ideas for {thanks_and_ideas_time}.")),
                same(N_("We keep thanks for {compliments_time}, and ideas for {ideas_time}.")),
            )
        ),
        same(N_("If a court or someone else still needs it, we have to keep it longer.")),
    ),
)

_MESSAGES = Section(
    same(N_("Emails and texts")),
    (
        same(N_("A service of the government carries our emails and texts. It is called GOV.UK Notify.")),
        same(N_("Our first one never says what you wrote. Before you send it, you can see what it will say.")),
        same(N_("If you picked email, our answer comes by email too. It can say what you told us.")),
    ),
)

_RIGHTS = Section(
    same(N_("What you can ask for")),
    (
        Listed(
            (
                same(N_("You can ask to see what we keep about you.")),
                same(N_("You can ask us to put it right if it is wrong.")),
                same(N_("You can ask us to delete it or to stop using it.")),
            )
        ),
        same(N_("Sometimes the law says that we must keep it. Then we tell you why.")),
        same(N_("Write to {complaints_email}. An advocate can help you ask: {advocate_phone}.")),
        CALL_US,
        same(N_("If you think that we did this wrong, tell us. You can use the questions here.")),
        same(N_("You can also tell the Information Commissioner. They check that people keep your facts safe.")),
        same(N_("You can call them on {ico_phone}.")),
    ),
)

_WHO_DECIDES = Section(
    same(N_("Who has to keep it safe")),
    (EachController(same(N_("{controller_name}. You can write to {controller_email}."))),),
)

PRIVACY = Statement(
    path="/privacy",
    register=Register.CHILD,
    title=TITLE,
    heading=same(N_("What we do with what you tell us")),
    opening=(
        same(N_("This page is for children and young people.")),
        LeadsTo("/privacy-adults", FOR_ADULTS),
    ),
    sections=(_WHO_READS, _TELLING, _KEPT, _HOW_LONG, _MESSAGES, _RIGHTS, _WHO_DECIDES),
)
