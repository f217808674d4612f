"""About whom it is: whose complaint, which child, whether the child agrees, and what is true for them."""

from portal.conversation import Note, OneOf, Option, ShortText, Step, Words, said, said_only, same
from portal.script import notes
from portal.script.asked_when import ABOUT_A_CHILD, ABOUT_THEMSELVES, COMPLAINT, FOR_A_CHILD, OWN_RIGHT
from portal.script.marking import N_
from portal.vocabulary import ChildAgrees, ForWhom, Service, Situation, Speaker

FOR_WHOM = Step(
    key="for-whom",
    ask=Words(N_("Who is this complaint for?"), N_("Whose complaint is this?")),
    about=Words(N_("who it is for"), N_("whose complaint it is")),
    when=COMPLAINT & OWN_RIGHT,
    question=OneOf(
        (
            Option(
                ForWhom.ME,
                Words(N_("Me"), N_("Mine")),
                same(N_("It is about how you were treated.")),
            ),
            Option(
                ForWhom.CHILD,
                Words(N_("A child"), N_("A child’s")),
                Words(N_("You speak for a child."), N_("You are speaking for a child.")),
            ),
            Option(ForWhom.BOTH, Words(N_("Both"), N_("Both: mine and a child’s"))),
        )
    ),
)

ABOUT_WHOM = Step(
    key="about-whom",
    ask=Words(N_("Who is it about?"), N_("Which child or children is it about?")),
    about=Words(N_("who it is about"), N_("which child it is about")),
    hint=Words(
        N_("Write their first name and age. It can be you. You do not have to say."),
        N_("First names and ages are enough. If you have others to tell us about, you can do that after you send."),
    ),
    when=COMPLAINT & ~ABOUT_THEMSELVES,
    question=ShortText(),
)

CHILD_AGREES = Step(
    key="child-agrees",
    ask=Words(N_("Does the child want you to tell us this?"), N_("Does the child know about this, and agree with it?")),
    about=Words(N_("what the child wants"), N_("whether the child agrees")),
    hint=Words(
        N_("You can send this, no matter what you pick."),
        N_("You can send this whatever you answer."),
    ),
    when=COMPLAINT & (ABOUT_A_CHILD | FOR_A_CHILD),
    question=OneOf(
        (
            Option(ChildAgrees.YES, same(N_("Yes"))),
            Option(ChildAgrees.NO, Words(N_("No"), N_("No, the child does not want it"))),
            Option(ChildAgrees.NOT_ASKED, same(N_("I have not asked"))),
            Option(
                ChildAgrees.NOT_SAFE_TO_ASK,
                Words(N_("It is not safe to ask"), N_("It is not safe, or not right, to ask")),
            ),
            Option(
                ChildAgrees.CANNOT_SAY,
                Words(N_("The child cannot tell us"), N_("The child is too young, or cannot tell us")),
            ),
        )
    ),
    notes=(
        Note(
            said("child-agrees", *(answer for answer in ChildAgrees if answer is not ChildAgrees.YES)),
            (same(N_("Thank you. You can still send this. A person will think about what the child wants.")),),
        ),
    ),
)

# Who is asked for their situation: those whose right to the children's procedure is not settled by who they are.
_ASKED_FOR_SITUATION = said(
    "who-are-you",
    Speaker.CHILD,
    Speaker.PARENT,
    Speaker.KINSHIP_CARER,
    Speaker.FAMILY_OR_FRIEND,
    Speaker.ADVOCATE,
    Speaker.PROFESSIONAL,
    Speaker.SOMEONE_ELSE,
)
_HELP_TELLS_THE_SITUATION = said_only(
    "which-help",
    Service.IN_CARE,
    Service.LEAVING_CARE,
    Service.SAFETY_PLAN,
    Service.ADOPTION,
    Service.FOSTERING,
    Service.KINSHIP_SGO,
)

SITUATION = Step(
    key="situation",
    ask=Words(N_("Which of these is true for you?"), N_("Which of these is true for the child?")),
    about=Words(N_("what is true for you"), N_("what is true for the child")),
    hint=same(N_("Pick the one that fits best.")),
    when=COMPLAINT & _ASKED_FOR_SITUATION & ~_HELP_TELLS_THE_SITUATION,
    question=OneOf(
        (
            Option(
                Situation.IN_CARE,
                Words(N_("I am in care"), N_("In care")),
                Words(
                    N_("The council looks after you. You may live in a foster home or a children’s home."),
                    N_("The council looks after the child, in a foster home, a children’s home or with family."),
                ),
            ),
            Option(
                Situation.SOCIAL_WORKER,
                Words(
                    N_("I have a social worker, and I am not in care"),
                    N_("Has a social worker, and is not in care"),
                ),
            ),
            Option(
                Situation.SAFETY_PLAN,
                Words(N_("I have a plan to keep me safe"), N_("Has a plan to keep them safe")),
                Words(N_("It may be called a child protection plan."), N_("Also called a child protection plan.")),
            ),
            Option(Situation.LEFT_CARE, Words(N_("I used to be in care"), N_("Used to be in care"))),
            Option(Situation.ADOPTION, Words(N_("I am adopted, or may be soon"), N_("Adopted, or may be soon"))),
            Option(
                Situation.SPECIAL_GUARDIAN,
                Words(N_("I live with a special guardian"), N_("Lives with a special guardian")),
            ),
            Option(
                Situation.HOMELESS,
                Words(N_("I have no safe place to live"), N_("Has no safe place to live")),
            ),
            Option(
                Situation.ALONE_IN_UK,
                Words(N_("I came to the UK without my family"), N_("Came to the UK without family")),
            ),
            Option(
                Situation.RESIDENTIAL_SCHOOL,
                Words(N_("I live at my school"), N_("Lives at a school")),
            ),
            Option(
                Situation.SECURE,
                Words(N_("I live in a place that is locked"), N_("In a secure home, or in custody")),
                Words(
                    N_("Like a secure home, or a place a court sent you to."),
                    N_("Like a secure children’s home or a young offender institution."),
                ),
            ),
            Option(
                Situation.PRIVATE_FOSTERING,
                Words(
                    N_("My family asked someone else to look after me"),
                    N_("The family asked someone else to look after the child"),
                ),
                Words(
                    N_("Someone who is not close family."),
                    N_("Someone who is not a close relative. Also called private fostering."),
                ),
            ),
            Option(Situation.NONE, same(N_("None of these"))),
            Option(Situation.NOT_SURE, same(N_("I am not sure"))),
        )
    ),
    notes=(
        Note(
            said("situation", Situation.SAFETY_PLAN) & ~said("which-help", Service.SAFETY_PLAN, Service.CONFERENCE),
            notes.ABOUT_A_SAFETY_PLAN,
        ),
    ),
)
