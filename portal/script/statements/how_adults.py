"""How complaints work, for adults: which procedure, its stages and dates, consent, the Ombudsman.

It refuses to know a limit: days and dates are placeholders, filled from the clocks' own table of limits.
"""

from portal.conversation import same
from portal.script import pages, we_did, yearly_reports
from portal.script.marking import N_
from portal.script.statements.how import FOR_ADULTS, HELP_AND_CHANGE, OMBUDSMAN
from portal.script.statements.parts import LeadsTo, Listed, Section, Statement
from portal.vocabulary import Register

_WHO = Section(
    same(N_("Who can complain")),
    (
        same(N_("Children, care leavers and parents can. So can foster carers, special guardians and adopters.")),
        same(N_("Others can where they have a good reason to care about the child. A person decides that.")),
        same(N_("If you complain for a child, we ask what the child thinks. It never stops you from sending.")),
        same(N_("This will not be used against you. If anyone treats you worse for it, tell us.")),
    ),
)

_WHICH = Section(
    same(N_("Which procedure")),
    (
        same(N_("A program suggests the procedure for each part of what you say. A person checks it and tells you.")),
        Listed(
            (
                same(
                    N_(
                        "The statutory children’s complaints procedure. It covers help for children in need, in care "
                        "or leaving care. It also covers fostering, special guardians and support after adoption."
                    )
                ),
                same(
                    N_(
                        "The council’s general procedure. It covers child protection enquiries, early help, "
                        "youth justice, transport, and delays with special needs plans."
                    )
                ),
                same(
                    N_(
                        "Somebody else’s procedure. Tribunals, courts, schools, review panels and the health service "
                        "have their own. A complaint here does not stop their clocks."
                    )
                ),
            )
        ),
    ),
)

_STATUTORY = Section(
    same(N_("The children’s procedure")),
    (
        same(N_("Working days are Monday to Friday. Bank holidays do not count.")),
        Listed(
            (
                same(N_("A person gets in touch within {acknowledgement_time} of the day we got it.")),
                same(
                    N_(
                        "Stage 1: a manager answers within {stage1_reply_time}. "
                        "It may take {stage1_latest_days} if it is complex or an advocate is needed. We tell you first."
                    )
                ),
                same(
                    N_(
                        "Stage 2: an investigator looks into it with an independent person. "
                        "A senior manager answers within {stage2_reply_time} of your request, "
                        "and never later than {stage2_latest_days}."
                    )
                ),
                same(
                    N_(
                        "Stage 3: a panel of three independent people meets within {stage3_panel_time} "
                        "of your request. It reports within {stage3_report_time}. "
                        "The council answers within {stage3_reply_time} after it gets the report."
                    )
                ),
            )
        ),
        same(N_("An answer to one sent today is due by {stage1_reply_by}, or by {stage1_latest_by} if it is complex.")),
        same(N_("Ask for the next stage within {ask_next_time} of an answer. If you are late, ask all the same.")),
        same(N_("You need no form for it. If Stage 1 is late, you can ask for Stage 2 without waiting.")),
    ),
)

_CORPORATE = Section(
    same(N_("The council’s general procedure")),
    (
        Listed(
            (
                same(N_("A person gets in touch within {corporate_acknowledgement_time}.")),
                same(
                    N_(
                        "Stage 1: we answer within {corporate1_reply_time} after that. "
                        "If it is complex it may take {corporate1_latest_days}."
                    )
                ),
                same(
                    N_(
                        "Stage 2: someone else answers within {corporate2_reply_time} "
                        "after we confirm your request. If it is complex it may take {corporate2_latest_days}."
                    )
                ),
            )
        ),
    ),
)

_SPECIAL = Section(
    same(N_("Time limits, courts and changes")),
    (
        same(N_("If it was more than a year ago, you can still send it. A person decides, and gives reasons.")),
        same(N_("If a court, police or other case is going on, we may have to wait. We tell you why in writing.")),
        same(N_("If something is about to change, you can ask us to hold it while we look. Tell us the date.")),
        same(N_("An idea is answered within {idea_reply_time}. Thanks have no time limit.")),
    ),
)

_SIDE = Section(
    same(N_("Advocates")),
    (
        pages.SIDE_WHAT,
        pages.SIDE_FREE,
        pages.ADVOCATE_CALL,
    ),
)

_OMBUDSMAN = Section(
    same(N_("The Ombudsman")),
    (
        OMBUDSMAN,
        same(N_("They mostly want us to finish first. You can ask them at any time, best within a year.")),
        same(N_("Call {ombudsman_phone}.")),
    ),
)

HOW_ADULTS = Statement(
    path="/how-adults",
    register=Register.ADULT,
    title=FOR_ADULTS,
    heading=FOR_ADULTS,
    opening=(
        pages.HOW_SENT,
        LeadsTo("/come-back", pages.COME_BACK),
        LeadsTo("/how", same(N_("How it works for children and young people"))),
        LeadsTo("/you-said-we-did", we_did.SEE_IT),
        LeadsTo("/reports", yearly_reports.SEE_THEM),
    ),
    sections=(_WHO, _WHICH, _STATUTORY, _CORPORATE, _SPECIAL, _SIDE, _OMBUDSMAN, *HELP_AND_CHANGE),
)
