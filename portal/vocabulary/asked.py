"""The codes people's answers are kept as. A code is eternal: wording changes, a code never does.

Each enum is the full list of codes one question offers; the script puts words to them.
"""

from enum import StrEnum


class WhatFor(StrEnum):
    """Why somebody came. `NOT_SURE` is handled as a complaint, never as less."""

    THANKS = "thanks"
    COMPLAINT = "complaint"
    BOTH = "both"
    IDEA = "idea"
    NOT_SURE = "not-sure"


class Speaker(StrEnum):
    """Who is talking to us."""

    CHILD = "child"
    CARE_LEAVER = "care-leaver"
    PARENT = "parent"
    FOSTER_CARER = "foster-carer"
    SPECIAL_GUARDIAN = "special-guardian"
    KINSHIP_CARER = "kinship-carer"
    ADOPTER = "adopter"
    ADOPTED_PERSON = "adopted-person"
    FAMILY_OR_FRIEND = "family-or-friend"
    ADVOCATE = "advocate"
    PROFESSIONAL = "professional"
    SOMEONE_ELSE = "someone-else"


#: People who complain in their own right as adults around a child (conversation.md §1, OWN).
IN_THEIR_OWN_RIGHT = frozenset(
    {
        Speaker.PARENT,
        Speaker.FOSTER_CARER,
        Speaker.SPECIAL_GUARDIAN,
        Speaker.KINSHIP_CARER,
        Speaker.ADOPTER,
    }
)


class SafeNow(StrEnum):
    """Is anyone being hurt or in danger now?"""

    YES = "yes"
    NOT_SURE = "not-sure"
    NO = "no"
    TALK = "talk"


class YesNoNotSure(StrEnum):
    """A closed question that leaves room for doubt."""

    YES = "yes"
    NOT_SURE = "not-sure"
    NO = "no"


class YesNo(StrEnum):
    """A closed question."""

    YES = "yes"
    NO = "no"


class ForWhom(StrEnum):
    """Whose complaint it is, when an adult may complain in their own right."""

    ME = "me"
    CHILD = "child"
    BOTH = "both"


class ChildAgrees(StrEnum):
    """Does the child know of this and want it?"""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not-asked"
    NOT_SAFE_TO_ASK = "not-safe-to-ask"
    CANNOT_SAY = "cannot-say"


class Service(StrEnum):
    """Which help it is about: the report's service areas, as people name them."""

    FIRST_CONTACT = "first-contact"
    SOCIAL_WORKER = "social-worker"
    SAFETY_PLAN = "safety-plan"
    CONFERENCE = "conference"
    IN_CARE = "in-care"
    LEAVING_CARE = "leaving-care"
    DISABILITY = "disability"
    SEND = "send"
    FOSTERING = "fostering"
    KINSHIP_SGO = "kinship-sgo"
    ADOPTION = "adoption"
    EARLY_HELP = "early-help"
    YOUTH_JUSTICE = "youth-justice"
    YOUNG_CARER = "young-carer"
    HOMELESS = "homeless"
    TRANSPORT = "transport"
    SCHOOL = "school"
    SCHOOL_PLACES = "school-places"
    COURT = "court"
    HEALTH = "health"
    POLICE = "police"
    OTHER_COUNCIL = "other-council"
    ADULT_CARE = "adult-care"
    MY_RECORDS = "my-records"
    SOMEWHERE_ELSE = "somewhere-else"
    NOT_SURE = "not-sure"


class Situation(StrEnum):
    """What is true for the child: it decides standing, not the service."""

    IN_CARE = "in-care"
    SOCIAL_WORKER = "social-worker"
    SAFETY_PLAN = "safety-plan"
    LEFT_CARE = "left-care"
    ADOPTION = "adoption"
    SPECIAL_GUARDIAN = "special-guardian"
    HOMELESS = "homeless"
    ALONE_IN_UK = "alone-in-uk"
    RESIDENTIAL_SCHOOL = "residential-school"
    SECURE = "secure"
    PRIVATE_FOSTERING = "private-fostering"
    NONE = "none"
    NOT_SURE = "not-sure"


class SendAbout(StrEnum):
    """What part of special educational needs help went wrong."""

    DECISION = "decision"
    DELAY = "delay"
    NOT_DELIVERED = "not-delivered"
    COMMUNICATION = "communication"
    NOT_SURE = "not-sure"


class FosteringAbout(StrEnum):
    """What part of fostering, asked of foster carers."""

    SUPPORT = "support"
    CHILD_PLAN = "child-plan"
    APPROVAL = "approval"
    MY_AGENCY = "my-agency"
    ALLEGATION_HANDLING = "allegation-handling"
    PRIVATE = "private"
    NOT_SURE = "not-sure"


class AdoptionAbout(StrEnum):
    """What part of adoption."""

    SUPPORT = "support"
    CHILD_PLAN = "child-plan"
    SUITABILITY = "suitability"
    RECORDS = "records"
    NOT_SURE = "not-sure"


class KinshipAbout(StrEnum):
    """How a child came to live with family or friends."""

    SPECIAL_GUARDIAN_SUPPORT = "special-guardian-support"
    PLACED_BY_COUNCIL = "placed-by-council"
    FAMILY_ARRANGEMENT = "family-arrangement"
    OTHER_ORDER = "other-order"
    NOT_SURE = "not-sure"


class CourtAbout(StrEnum):
    """What part of a court matter."""

    ORDER_OR_REPORT = "order-or-report"
    GOING_TO_COURT = "going-to-court"
    WORKER = "worker"
    NOT_SURE = "not-sure"


class RecordsAbout(StrEnum):
    """What about the records."""

    SEE_FILE = "see-file"
    WRONG = "wrong"
    SHARED = "shared"
    DELAY = "delay"
    NOT_SURE = "not-sure"


class MustNotSee(StrEnum):
    """Who must not see what was sent."""

    PERSON_NAMED = "person-named"
    MY_SOCIAL_WORKER = "my-social-worker"
    THEIR_MANAGER = "their-manager"
    MY_CARER = "my-carer"
    MY_PARENT = "my-parent"
    SOMEONE_ELSE = "someone-else"
    NONE = "none"


class HappenedWhen(StrEnum):
    """When it happened. Over a year is a decision for a person, never a refusal."""

    LAST_YEAR = "last-year"
    OVER_A_YEAR = "over-a-year"
    STILL_HAPPENING = "still-happening"
    NOT_SURE = "not-sure"


class PutRight(StrEnum):
    """What would make it better: the outcome asked for."""

    SAY_SORRY = "say-sorry"
    EXPLAIN = "explain"
    LISTEN_TO_ME = "listen-to-me"
    PUT_RIGHT = "put-right"
    LOOK_AGAIN = "look-again"
    DO_IT_SOONER = "do-it-sooner"
    DIFFERENT_WORKER = "different-worker"
    CORRECT_RECORD = "correct-record"
    CHANGE_FOR_OTHERS = "change-for-others"
    PAY_BACK = "pay-back"
    STOP_FOR_NOW = "stop-for-now"
    JUST_KNOW = "just-know"
    OTHER = "other"


class GoingOnElsewhere(StrEnum):
    """What else is going on about the same thing."""

    COURT = "court"
    POLICE = "police"
    TRIBUNAL = "tribunal"
    APPEAL = "appeal"
    ANOTHER_COMPLAINT = "another-complaint"
    NONE = "none"
    NOT_SURE = "not-sure"


class AdvocateWish(StrEnum):
    """Whether somebody wants an advocate. Never preset; `TELL_ME_MORE` is still to be offered."""

    YES = "yes"
    HAVE_ONE = "have-one"
    NOT_NOW = "not-now"
    TELL_ME_MORE = "tell-me-more"


class ShareThanks(StrEnum):
    """Whether the thanks may be passed to the worker."""

    WITH_NAME = "with-name"
    NO_NAME = "no-name"
    NO = "no"


class ReplyHow(StrEnum):
    """The safe way to reach somebody."""

    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    VIDEO_BSL = "video-bsl"
    MEET = "meet"
    LETTER = "letter"
    ADVOCATE = "advocate"
    CODE_ONLY = "code-only"
    NONE = "none"


class HelpToTakePart(StrEnum):
    """What would make taking part easier."""

    INTERPRETER = "interpreter"
    BSL = "bsl"
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"
    READ_TO_ME = "read-to-me"
    BRAILLE_AUDIO = "braille-audio"
    OTHER = "other"
