"""About the help: which help it is, and the one further question some of it needs to reach the right people."""

from portal.conversation import Asked, Note, OneOf, Option, SeveralOf, Step, When, Words, said, same
from portal.script import notes
from portal.script.asked_when import BOTH, CHILD, COMPLAINT, THANKS_ONLY
from portal.script.marking import N_
from portal.script.services import SERVICES, SHORT_LISTS
from portal.vocabulary import (
    AdoptionAbout,
    CourtAbout,
    FosteringAbout,
    KinshipAbout,
    RecordsAbout,
    SendAbout,
    Service,
    Speaker,
    YesNo,
)

_NOT_SURE = same(N_("I am not sure"))


def _about(service: Service) -> When:
    return COMPLAINT & said("which-help", service)


WHICH_HELP = Step(
    key="which-help",
    ask=same(N_("Which help is it about?")),
    about=same(N_("which help it is about")),
    hint=same(N_("Pick what fits best. You can pick more than one. “I am not sure” is fine.")),
    asked=(
        Asked(
            BOTH,
            same(N_("Which help went wrong?")),
            same(N_("which help went wrong")),
            same(N_("Pick what fits best. You can pick more than one. “I am not sure” is fine.")),
        ),
        Asked(
            THANKS_ONLY,
            same(N_("Which help do you want to thank?")),
            same(N_("which help you want to thank")),
            same(N_("Pick what fits best. You can pick more than one. “I am not sure” is fine.")),
        ),
    ),
    question=SeveralOf(SERVICES, short=SHORT_LISTS),
    notes=(Note(COMPLAINT & said("which-help", Service.SAFETY_PLAN, Service.CONFERENCE), notes.ABOUT_A_SAFETY_PLAN),),
)

SEND_ABOUT = Step(
    key="send-about",
    ask=Words(
        N_("What went wrong with the help to learn?"),
        N_("What went wrong with the help for special educational needs?"),
    ),
    about=Words(N_("what went wrong with help to learn"), N_("what went wrong with this help")),
    when=_about(Service.SEND),
    question=OneOf(
        (
            Option(
                SendAbout.DECISION,
                Words(N_("What was decided"), N_("A decision")),
                Words(
                    N_("They said no, or chose the wrong help or the wrong school."),
                    N_("A refusal, what the plan says, or the school it names."),
                ),
            ),
            Option(SendAbout.DELAY, Words(N_("It takes too long"), N_("A delay"))),
            Option(
                SendAbout.NOT_DELIVERED,
                Words(N_("I do not get the help in my plan"), N_("Help in the plan is not given")),
            ),
            Option(
                SendAbout.COMMUNICATION,
                Words(N_("No one tells me what is going on"), N_("How you were kept up to date")),
            ),
            Option(SendAbout.NOT_SURE, _NOT_SURE),
        )
    ),
    notes=(Note(said("send-about", SendAbout.DECISION), notes.ABOUT_A_TRIBUNAL),),
)

FOSTERING_ABOUT = Step(
    key="fostering-about",
    ask=same(N_("Which part of fostering is it about?")),
    about=same(N_("which part of fostering it is about")),
    when=_about(Service.FOSTERING) & said("who-are-you", Speaker.FOSTER_CARER),
    question=OneOf(
        (
            Option(FosteringAbout.SUPPORT, Words(N_("Help for you"), N_("Support, training or money for you"))),
            Option(FosteringAbout.CHILD_PLAN, Words(N_("The child’s plan"), N_("The plan or help for the child"))),
            Option(
                FosteringAbout.APPROVAL,
                Words(N_("If you can foster"), N_("Being approved to foster, or the terms of it")),
            ),
            Option(
                FosteringAbout.MY_AGENCY,
                Words(N_("My agency"), N_("My fostering agency")),
                Words(N_("Not the council."), N_("An agency that is not the council.")),
            ),
            Option(
                FosteringAbout.ALLEGATION_HANDLING,
                Words(N_("How a claim about me was looked at"), N_("How a claim about me was looked into")),
            ),
            Option(FosteringAbout.PRIVATE, same(N_("Private fostering"))),
            Option(FosteringAbout.NOT_SURE, _NOT_SURE),
        )
    ),
    notes=(Note(said("fostering-about", FosteringAbout.APPROVAL), notes.ABOUT_A_REVIEW),),
)

ADOPTION_ABOUT = Step(
    key="adoption-about",
    ask=same(N_("Which part of adoption is it about?")),
    about=same(N_("which part of adoption it is about")),
    when=_about(Service.ADOPTION)
    & said("who-are-you", Speaker.ADOPTER, Speaker.ADOPTED_PERSON, Speaker.PARENT, Speaker.CARE_LEAVER),
    question=OneOf(
        (
            Option(AdoptionAbout.SUPPORT, Words(N_("Help after adoption"), N_("Support with adoption"))),
            Option(AdoptionAbout.CHILD_PLAN, Words(N_("The child’s plan"), N_("The plan for the child"))),
            Option(
                AdoptionAbout.SUITABILITY,
                Words(N_("If someone can adopt"), N_("Whether someone may adopt")),
            ),
            Option(AdoptionAbout.RECORDS, Words(N_("The adoption file"), N_("Adoption records"))),
            Option(AdoptionAbout.NOT_SURE, _NOT_SURE),
        )
    ),
    notes=(Note(said("adoption-about", AdoptionAbout.SUITABILITY), notes.ABOUT_A_REVIEW),),
)

KINSHIP_ABOUT = Step(
    key="kinship-about",
    ask=same(N_("How did the child come to live with family or friends?")),
    about=Words(N_("how it came about"), N_("how the child came to live there")),
    when=_about(Service.KINSHIP_SGO) & ~CHILD & ~said("who-are-you", Speaker.SPECIAL_GUARDIAN),
    question=OneOf(
        (
            Option(
                KinshipAbout.SPECIAL_GUARDIAN_SUPPORT,
                Words(
                    N_("Someone is a special guardian, or asked to be"), N_("Special guardianship, or asking for it")
                ),
            ),
            Option(KinshipAbout.PLACED_BY_COUNCIL, Words(N_("The council chose it"), N_("The council arranged it"))),
            Option(
                KinshipAbout.FAMILY_ARRANGEMENT,
                Words(N_("The family chose it"), N_("The family arranged it")),
            ),
            Option(KinshipAbout.OTHER_ORDER, Words(N_("A court said so"), N_("A different court order"))),
            Option(KinshipAbout.NOT_SURE, _NOT_SURE),
        )
    ),
)

COURT_ABOUT = Step(
    key="court-about",
    ask=Words(N_("What about the court do you want to tell us?"), N_("What about the court is it?")),
    about=same(N_("what it is about the court")),
    when=_about(Service.COURT),
    question=OneOf(
        (
            Option(
                CourtAbout.ORDER_OR_REPORT,
                Words(N_("What the court said, or was told"), N_("A court order, or a report for the court")),
            ),
            Option(
                CourtAbout.GOING_TO_COURT,
                Words(N_("The council went to court"), N_("The council’s choice to go to court")),
            ),
            Option(CourtAbout.WORKER, Words(N_("What a worker did"), N_("What a worker did or said"))),
            Option(CourtAbout.NOT_SURE, _NOT_SURE),
        )
    ),
    notes=(Note(said("court-about", CourtAbout.ORDER_OR_REPORT, CourtAbout.GOING_TO_COURT), notes.ABOUT_A_COURT),),
)

RECORDS_ABOUT = Step(
    key="records-about",
    ask=Words(N_("What do you want to tell us about your file?"), N_("What is it about the records?")),
    about=Words(N_("what it is about your file"), N_("what it is about the records")),
    when=_about(Service.MY_RECORDS),
    question=OneOf(
        (
            Option(RecordsAbout.SEE_FILE, Words(N_("I want to see my file"), N_("Seeing a file"))),
            Option(RecordsAbout.WRONG, same(N_("Something in it is wrong"))),
            Option(
                RecordsAbout.SHARED,
                Words(N_("Someone was told who should not know"), N_("It was shared when it should not be")),
            ),
            Option(RecordsAbout.DELAY, Words(N_("I asked, and it takes too long"), N_("A delay after asking for it"))),
            Option(RecordsAbout.NOT_SURE, _NOT_SURE),
        )
    ),
)

PASS_ON = Step(
    key="pass-on",
    ask=Words(N_("Can we send it to them for you?"), N_("May we send it to them for you?")),
    about=Words(N_("if we can send it on"), N_("whether we may send it on")),
    hint=Words(
        N_(
            "Schools, doctors, police and other councils look at complaints about them. We send it only if you say yes."
        ),
        N_("Schools, health, police and other councils answer for themselves. We send it only if you say yes."),
    ),
    when=COMPLAINT & said("which-help", Service.SCHOOL, Service.HEALTH, Service.POLICE, Service.OTHER_COUNCIL),
    question=OneOf(
        (
            Option(YesNo.YES, same(N_("Yes, send it for me"))),
            Option(YesNo.NO, same(N_("No, do not send it"))),
        )
    ),
)
