"""Which help there is, in words people use, and which of it each speaker sees first.

It refuses to know which team or procedure stands behind a name.
"""

from portal.conversation import Option, When, Words, always, said, same
from portal.script.marking import N_
from portal.vocabulary import Service, Speaker

SERVICES = (
    Option(
        Service.SOCIAL_WORKER,
        Words(N_("My social worker, or help at home"), N_("A social worker, or help at home")),
    ),
    Option(
        Service.IN_CARE,
        same(N_("Being in care")),
        Words(
            N_("Where I live, seeing my family, or my meetings."),
            N_("A place to live, seeing family, money or reviews."),
        ),
    ),
    Option(
        Service.LEAVING_CARE,
        same(N_("Leaving care")),
        Words(
            N_("Money, a home, or the worker who helps me to plan."),
            N_("Money, a home, or a personal adviser."),
        ),
    ),
    Option(
        Service.SAFETY_PLAN,
        Words(N_("The plan to keep me safe"), N_("A plan to keep a child safe")),
        Words(N_("It may be called a child protection plan."), N_("Also called a child protection plan.")),
    ),
    Option(
        Service.CONFERENCE,
        Words(N_("A big meeting to keep me safe"), N_("A meeting about keeping a child safe")),
        Words(N_("It may be called a conference."), N_("Also called a child protection conference.")),
    ),
    Option(
        Service.FIRST_CONTACT,
        Words(
            N_("The people who came when someone was worried about me"),
            N_("The people who answered when there was a worry about a child"),
        ),
    ),
    Option(
        Service.DISABILITY,
        same(N_("Help with a disability")),
        Words(N_("Like short breaks, or things I need at home."), N_("Like short breaks, money or equipment.")),
    ),
    Option(
        Service.SEND,
        Words(N_("More help to learn"), N_("Special educational needs")),
        Words(N_("It may be called an EHC plan."), N_("Like an EHC plan.")),
    ),
    Option(Service.FOSTERING, Words(N_("My foster home"), N_("Fostering"))),
    Option(
        Service.KINSHIP_SGO,
        Words(N_("Living with family or friends"), N_("A child who lives with family or friends")),
        Words(N_("Like with a special guardian."), N_("Like special guardianship.")),
    ),
    Option(Service.ADOPTION, Words(N_("Being adopted"), N_("Adoption"))),
    Option(
        Service.EARLY_HELP,
        Words(N_("A family hub or youth club"), N_("Early help, a family hub or youth work")),
    ),
    Option(
        Service.YOUTH_JUSTICE,
        same(N_("Youth justice")),
        Words(
            N_("A worker I see because of the police or a court."),
            N_("Help after trouble with the police or a court."),
        ),
    ),
    Option(
        Service.YOUNG_CARER,
        Words(N_("Help because I look after someone"), N_("Help for a child who looks after someone")),
    ),
    Option(
        Service.HOMELESS,
        Words(N_("Help to find a safe place to live"), N_("Help for a young person with no home")),
    ),
    Option(Service.TRANSPORT, Words(N_("The bus or taxi to school"), N_("Transport to school"))),
    Option(
        Service.SCHOOL,
        Words(N_("My school"), N_("A school")),
        Words(N_("Like teachers, or being bullied there."), N_("Like staff, bullying or being sent home.")),
    ),
    Option(Service.SCHOOL_PLACES, Words(N_("Getting a place at a school"), N_("School places"))),
    Option(Service.COURT, Words(N_("A court"), N_("A court, or a report for a court"))),
    Option(Service.HEALTH, same(N_("A doctor, nurse or hospital"))),
    Option(Service.POLICE, same(N_("The police"))),
    Option(Service.OTHER_COUNCIL, same(N_("A different council"))),
    Option(Service.ADULT_CARE, Words(N_("Help for someone over 18"), N_("Care for an adult"))),
    Option(
        Service.MY_RECORDS,
        Words(N_("My file, or who was told about me"), N_("Records: seeing, changing or sharing them")),
    ),
    Option(Service.SOMEWHERE_ELSE, same(N_("Something else"))),
    Option(Service.NOT_SURE, same(N_("I am not sure")), alone=True),
)


def _for(speakers: tuple[Speaker, ...], *services: Service) -> tuple[When, tuple[str, ...]]:
    return said("who-are-you", *speakers), (*services, Service.NOT_SURE)


#: At most seven at once, with "I am not sure"; the rest stand under "More". First match wins.
SHORT_LISTS: tuple[tuple[When, tuple[str, ...]], ...] = (
    _for(
        (Speaker.CHILD,),
        Service.SOCIAL_WORKER,
        Service.IN_CARE,
        Service.LEAVING_CARE,
        Service.SAFETY_PLAN,
        Service.DISABILITY,
        Service.SCHOOL,
    ),
    _for(
        (Speaker.CARE_LEAVER,),
        Service.LEAVING_CARE,
        Service.IN_CARE,
        Service.HOMELESS,
        Service.SOCIAL_WORKER,
        Service.DISABILITY,
        Service.MY_RECORDS,
    ),
    _for(
        (Speaker.PARENT,),
        Service.SOCIAL_WORKER,
        Service.SAFETY_PLAN,
        Service.FIRST_CONTACT,
        Service.IN_CARE,
        Service.DISABILITY,
        Service.SEND,
    ),
    _for(
        (Speaker.FOSTER_CARER,),
        Service.FOSTERING,
        Service.IN_CARE,
        Service.SOCIAL_WORKER,
        Service.LEAVING_CARE,
        Service.DISABILITY,
        Service.SEND,
    ),
    _for(
        (Speaker.SPECIAL_GUARDIAN, Speaker.KINSHIP_CARER),
        Service.KINSHIP_SGO,
        Service.SOCIAL_WORKER,
        Service.IN_CARE,
        Service.SAFETY_PLAN,
        Service.DISABILITY,
        Service.SEND,
    ),
    _for(
        (Speaker.ADOPTER, Speaker.ADOPTED_PERSON),
        Service.ADOPTION,
        Service.MY_RECORDS,
        Service.SOCIAL_WORKER,
        Service.IN_CARE,
        Service.DISABILITY,
        Service.SEND,
    ),
    _for(
        (Speaker.ADVOCATE,),
        Service.IN_CARE,
        Service.SOCIAL_WORKER,
        Service.LEAVING_CARE,
        Service.SAFETY_PLAN,
        Service.CONFERENCE,
        Service.DISABILITY,
    ),
    _for(
        (Speaker.FAMILY_OR_FRIEND, Speaker.PROFESSIONAL),
        Service.SOCIAL_WORKER,
        Service.FIRST_CONTACT,
        Service.IN_CARE,
        Service.SAFETY_PLAN,
        Service.EARLY_HELP,
        Service.DISABILITY,
    ),
    (
        always,
        (
            Service.SOCIAL_WORKER,
            Service.IN_CARE,
            Service.FIRST_CONTACT,
            Service.SAFETY_PLAN,
            Service.DISABILITY,
            Service.SOMEWHERE_ELSE,
            Service.NOT_SURE,
        ),
    ),
)
