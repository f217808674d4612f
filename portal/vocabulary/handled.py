"""The council's side of the words: what a case is made of and what the law calls its parts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class IssueKind(StrEnum):
    """The kinds of representation (Children Act 1989 s26(3); guidance counts all three)."""

    COMPLAINT = "complaint"
    COMPLIMENT = "compliment"
    IDEA = "idea"


class Procedure(StrEnum):
    """Which procedure one issue goes through. The rules suggest it; a person confirms it."""

    STATUTORY = "statutory"
    UNDECIDED = "undecided"  # runs the statutory clock until a person decides
    CORPORATE = "corporate"
    CP_CONFERENCE = "cp-conference"
    TRIBUNAL = "tribunal"
    COURT = "court"
    SCHOOL = "school"
    IRM = "irm"
    AGENCY = "agency"
    OTHER_BODY = "other-body"
    ADULT_SOCIAL_CARE = "adult-social-care"
    DATA_PROTECTION = "data-protection"
    ACCESS_REQUEST = "access-request"
    COMPLIMENT = "compliment"
    IDEA = "idea"


#: Procedures that somebody outside children's services runs: the issue stays with the complaints role.
OUTSIDE_THE_COUNCIL = frozenset(
    {
        Procedure.TRIBUNAL,
        Procedure.COURT,
        Procedure.SCHOOL,
        Procedure.IRM,
        Procedure.AGENCY,
        Procedure.OTHER_BODY,
        Procedure.ADULT_SOCIAL_CARE,
    }
)


class Flag(StrEnum):
    """What a person must look at before or beside the ordinary handling of a case."""

    DANGER = "danger"
    CALL_BACK = "call-back"
    LADO = "lado"
    RESTRICTED = "restricted"
    FREEZE = "freeze"
    URGENT = "urgent"
    LATE_REVIEW = "late-review"
    CONSENT = "consent"
    SUFFICIENT_INTEREST = "sufficient-interest"
    ADVOCATE_WANTED = "advocate-wanted"
    PROCEEDINGS = "proceedings"
    ANONYMOUS = "anonymous"
    DATES_UNCHECKED = "dates-unchecked"  # received past the last year whose bank holidays are checked
    UNDELIVERED = "undelivered"  # a message to the complainant did not arrive: reach them in another way
    RETALIATION = "retaliation"  # somebody is treated worse for telling us
    TEAM_NOT_TOLD = "team-not-told"  # a notice or an alert did not arrive: somebody must tell the team


class Role(StrEnum):
    """The parts people play that code may name; the council file says which team plays each."""

    COMPLAINTS = "complaints"
    SAFETY = "safety"
    SAFEGUARDING_HUB = "safeguarding-hub"


class Duty(StrEnum):
    """Something that must be done by a date. Limits and citations: `clocks.statute`."""

    ACKNOWLEDGEMENT = "acknowledgement"
    STAGE1_REPLY = "stage1-reply"
    STAGE1_LATEST = "stage1-latest"
    STAGE2_REPLY = "stage2-reply"
    STAGE2_LATEST = "stage2-latest"
    STAGE3_PANEL = "stage3-panel"
    STAGE3_REPORT = "stage3-report"
    STAGE3_REPLY = "stage3-reply"
    CORPORATE1_REPLY = "corporate1-reply"
    CORPORATE1_LATEST = "corporate1-latest"
    CORPORATE2_ACKNOWLEDGEMENT = "corporate2-acknowledgement"
    CORPORATE2_REPLY = "corporate2-reply"
    CORPORATE2_LATEST = "corporate2-latest"
    DP_ACKNOWLEDGEMENT = "dp-acknowledgement"
    ACCESS_REPLY = "access-reply"
    IDEA_REPLY = "idea-reply"
    LADO_REFERRAL = "lado-referral"


class Register(StrEnum):
    """The two ways every sentence is written."""

    CHILD = "child"
    ADULT = "adult"


class Language(StrEnum):
    """Languages the portal speaks. A member here and a catalogue in `translations/` add one."""

    ENGLISH = "en_GB"


class ComplainantGroup(StrEnum):
    """Who complained, as the annual report counts them."""

    CHILD = "child"
    CARE_LEAVER = "care-leaver"
    PARENT = "parent"
    RELATIVE = "relative"
    FOSTER_CARER = "foster-carer"
    SPECIAL_GUARDIAN = "special-guardian"
    ADOPTER = "adopter"
    ADVOCATE = "advocate"
    OTHER = "other"


class Channel(StrEnum):
    """How a representation reached the council."""

    PORTAL = "portal"
    PHONE = "phone"
    LETTER = "letter"
    IN_PERSON = "in-person"
    EMAIL = "email"


class Theme(StrEnum):
    """What a complaint was about, set by staff, several a case."""

    STAFF_CONDUCT = "staff-conduct"
    COMMUNICATION = "communication"
    NOT_LISTENED = "not-listened"
    INFO_NOT_CONSIDERED = "info-not-considered"
    INACCURATE_RECORD = "inaccurate-record"
    DECISION = "decision"
    DELAY = "delay"
    NO_OR_POOR_SERVICE = "no-or-poor-service"
    POLICY_NOT_FOLLOWED = "policy-not-followed"
    WORKER_CHANGE = "worker-change"
    PLACEMENT = "placement"
    FAMILY_TIME = "family-time"
    MONEY = "money"
    PRIVACY = "privacy"
    DISCRIMINATION = "discrimination"
    SAFETY = "safety"
    COMPLAINT_HANDLING = "complaint-handling"
    OTHER = "other"


class Outcome(StrEnum):
    """How one issue ended."""

    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    NO_FINDING = "no-finding"
    WITHDRAWN = "withdrawn"
    NOT_ELIGIBLE = "not-eligible"  # decided, with reasons and a letter, that it is not looked into here


#: Ends without a finding: nothing more is owed, and nothing is found.
WITHOUT_FINDING = frozenset({Outcome.WITHDRAWN, Outcome.NOT_ELIGIBLE})


class Happened(StrEnum):
    """What has happened on a case, in the past tense. Kept as text, so that a new word is no migration."""

    RECEIVED = "received"
    ROUTED = "routed"
    FLAGGED = "flagged"
    ALERTED = "alerted"
    NOTIFIED = "notified"
    RECEIPT_POSTED = "receipt-posted"
    NO_RECEIPT_POSSIBLE = "no-receipt-possible"
    MESSAGE_SENT = "message-sent"
    MESSAGE_REFUSED = "message-refused"
    MESSAGE_DELIVERED = "message-delivered"
    MESSAGE_UNDELIVERED = "message-undelivered"
    MESSAGE_SENT_AGAIN = "message-sent-again"
    UNFLAGGED = "unflagged"
    OPENED = "opened"
    CODE_SHUT = "code-shut"
    NAMES_MATCHED = "names-matched"
    ALERT_TAKEN = "alert-taken"
    ROUTE_CONFIRMED = "route-confirmed"
    INTEREST_DECIDED = "interest-decided"
    LATENESS_DECIDED = "lateness-decided"
    CONSENT_DECIDED = "consent-decided"
    FREEZE_DECIDED = "freeze-decided"
    ACKNOWLEDGED = "acknowledged"
    ADVOCACY_OFFERED = "advocacy-offered"
    THEMES_SET = "themes-set"
    ASSIGNED = "assigned"
    SPLIT_OFF = "split-off"
    LINKED = "linked"
    NOTED = "noted"
    EXTENDED = "extended"
    HELD = "held"
    RESUMED = "resumed"
    REPLY_DRAFTED = "reply-drafted"
    REPLIED = "replied"
    CORRECTED = "corrected"
    AGREEMENT_WRITTEN = "agreement-written"
    OUTCOME_RECORDED = "outcome-recorded"
    REMEDY_ADDED = "remedy-added"
    LEARNING_ADDED = "learning-added"
    ACTION_SETTLED = "action-settled"
    RETALIATION_REPORTED = "retaliation-reported"
    RETALIATION_ACTED_ON = "retaliation-acted-on"
    STAGE2_ASKED = "stage2-asked"
    STATEMENT_AGREED = "statement-agreed"
    STAGE2_ACKNOWLEDGED = "stage2-acknowledged"
    APPOINTED = "appointed"
    ADJUDICATED = "adjudicated"
    STAGE3_ASKED = "stage3-asked"
    PANEL_NAMED = "panel-named"
    PANEL_MET = "panel-met"
    PANEL_REPORTED = "panel-reported"
    PANEL_ANSWERED = "panel-answered"
    WITHDRAWN = "withdrawn"
    OMBUDSMAN_CONTACTED = "ombudsman-contacted"
    OMBUDSMAN_DECIDED = "ombudsman-decided"
    CLOSED = "closed"
    REOPENED = "reopened"
    COMPLIMENT_READ = "compliment-read"
    PASSED_ON = "passed-on"
    REACHED_WORKER = "reached-worker"
    REMINDED = "reminded"


class Refusal(Exception):
    """Something the portal will not do, in a sentence a person can read. Doors map each to an answer."""


@dataclass(frozen=True, slots=True)
class Due:
    """One duty and the London date by which it must be done.

    `issue` counts the case's issues from 1; None where the duty is the whole case's.
    `because` says in plain words which limit set the date.
    """

    duty: Duty
    on: date
    issue: int | None
    because: str
