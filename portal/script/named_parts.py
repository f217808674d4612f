"""What each part of a complaint is called in a letter: which help it is about, and nothing of what was said of it."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.conversation import Words, same
from portal.script.marking import N_
from portal.vocabulary import Service

# --- what a part is about
NAMES: Mapping[Service, Words] = MappingProxyType(
    {
        Service.FIRST_CONTACT: same(N_("The first time that we got in touch")),
        Service.SOCIAL_WORKER: same(N_("Social work")),
        Service.SAFETY_PLAN: same(N_("The plan to keep a child safe")),
        Service.CONFERENCE: same(N_("The meeting to keep a child safe")),
        Service.IN_CARE: same(N_("Being in care")),
        Service.LEAVING_CARE: same(N_("Leaving care")),
        Service.DISABILITY: same(N_("Help with a disability")),
        Service.SEND: Words(N_("More help to learn"), N_("Special educational needs")),
        Service.FOSTERING: Words(N_("A foster home"), N_("Fostering")),
        Service.KINSHIP_SGO: same(N_("Living with family or friends")),
        Service.ADOPTION: Words(N_("Being adopted"), N_("Adoption")),
        Service.EARLY_HELP: Words(N_("A family hub or youth club"), N_("Help for families")),
        Service.YOUTH_JUSTICE: same(N_("Youth justice")),
        Service.YOUNG_CARER: same(N_("Help for a child who looks after someone")),
        Service.HOMELESS: same(N_("A safe place to live")),
        Service.TRANSPORT: same(N_("Getting to school")),
        Service.SCHOOL: same(N_("A school")),
        Service.SCHOOL_PLACES: same(N_("A place at a school")),
        Service.COURT: same(N_("A court")),
        Service.HEALTH: same(N_("A doctor, nurse or hospital")),
        Service.POLICE: same(N_("The police")),
        Service.OTHER_COUNCIL: same(N_("A different council")),
        Service.ADULT_CARE: Words(N_("Help for someone over 18"), N_("Care for an adult")),
        Service.MY_RECORDS: same(N_("What we keep on file")),
        Service.SOMEWHERE_ELSE: same(N_("Something else")),
        Service.NOT_SURE: same(N_("What you told us")),
    }
)
