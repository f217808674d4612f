"""How complaints work, for a child: the stages and their dates, an advocate, the Ombudsman, help.

It refuses to know a limit: days and dates are placeholders, filled from the clocks' own table of limits.
"""

from portal.conversation import same
from portal.script import notes, pages, we_did, yearly_reports
from portal.script.marking import N_
from portal.script.statements.parts import LeadsTo, Listed, Section, Statement
from portal.vocabulary import Register

FOR_ADULTS = same(N_("How it works for adults"))

_FIRST = Section(
    pages.NEXT_TITLE,
    (
        Listed(
            (
                same(N_("You tell us here, in your own words. You do not need to write it well.")),
                same(N_("A person reads it. They get in touch within {acknowledgement_time}.")),
                same(N_("They check with you that we got it right, and tell you which steps we take.")),
                pages.SENT_NOT_DECIDED_BY_THEM,
            )
        ),
        same(N_("A working day is Monday to Friday. Bank holidays do not count.")),
        same(N_("You will not get in trouble for making a complaint. If anyone treats you worse for it, tell us.")),
    ),
)

_STAGES = Section(
    same(N_("The three stages")),
    (
        same(N_("There are three stages if you are in care, leaving care or get help from a social worker.")),
        same(N_("You can stop after each stage. An advocate can be with you at all of them.")),
        Listed(
            (
                same(
                    N_(
                        "Stage 1: a manager answers you within {stage1_reply_time}. "
                        "If it is hard to sort out, it can take {stage1_latest_days}. We tell you first."
                    )
                ),
                same(
                    N_(
                        "Stage 2: someone new looks into it. Another person, from outside the council, "
                        "checks that it is fair. You get an answer within {stage2_reply_time}. "
                        "It must never take more than {stage2_latest_days}."
                    )
                ),
                same(
                    N_(
                        "Stage 3: three people from outside the council look at it all. You can come and talk to them. "
                        "They meet within {stage3_panel_time}. They write down what they think "
                        "within {stage3_report_time} after that. "
                        "Then the council answers you within {stage3_reply_days} more."
                    )
                ),
            )
        ),
        same(N_("If you sent a complaint today, you would get the first answer by {stage1_reply_by}.")),
        same(N_("Not happy with an answer? Ask for the next stage within {ask_next_time}.")),
        same(N_("If you are later than that, ask us all the same. You do not need a form.")),
        same(N_("If we do not answer in time, you can go to Stage 2.")),
    ),
)

_OTHER_WAYS = Section(
    same(N_("Things that go another way")),
    (
        same(N_("Some things have other steps, like a school, a court or a plan to keep you safe.")),
        same(N_("You do not have to know which. A person tells you, and tells you the dates.")),
        same(N_("Was it more than a year ago? You can still tell us. A person decides if we can look into it.")),
    ),
)

_SIDE = Section(
    pages.SIDE_TITLE,
    (
        pages.ADVOCATE_LISTENS,
        pages.ADVOCATE_FREE,
        pages.ADVOCATE_CALL,
        LeadsTo("/side", same(N_("More about advocates"))),
    ),
)

OMBUDSMAN = same(N_("{ombudsman_name} checks if councils have been fair. They do not work for us. They are free."))

_OMBUDSMAN = Section(
    same(N_("If you still do not agree")),
    (
        OMBUDSMAN,
        same(N_("You can call them on {ombudsman_phone}. They may ask you to let us answer first.")),
    ),
)

#: The complaints team by phone, where the council file gives one.
CALL_US = same(N_("You can call us on {complaints_phone}."))

HELP_AND_CHANGE = (
    Section(
        same(N_("Help with all this")),
        (same(N_("Ask us if you want help with these steps. We can use your language, or do it another way.")),),
    ),
    Section(pages.CHANGE_TITLE, (pages.CHANGE_HOW, CALL_US)),
    Section(
        pages.HELP_TITLE,
        (pages.HELP_LINE, pages.HELP_CHILDLINE, notes.IN_THE_DAY, notes.AT_NIGHT),
    ),
)

HOW = Statement(
    path="/how",
    register=Register.CHILD,
    title=pages.HOW_TITLE,
    heading=pages.HOW_TITLE,
    opening=(
        pages.HOW_SENT,
        LeadsTo("/come-back", pages.COME_BACK),
        LeadsTo("/how-adults", FOR_ADULTS),
        LeadsTo("/you-said-we-did", we_did.SEE_IT),
        LeadsTo("/reports", yearly_reports.SEE_THEM),
    ),
    sections=(_FIRST, _STAGES, _OTHER_WAYS, _SIDE, _OMBUDSMAN, *HELP_AND_CHANGE),
)
