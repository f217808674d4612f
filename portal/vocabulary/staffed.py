"""The staff side of the words: who handles cases, what each may do, and what stages and people a case goes through."""

from enum import StrEnum


class StaffRole(StrEnum):
    """What somebody is to the cases here. One person may be several; the council says who is what."""

    COMPLAINTS_MANAGER = "complaints-manager"  # SI 2006/1738 reg. 10: the law asks for one
    COMPLAINTS_OFFICER = "complaints-officer"  # the rest of the complaints team
    SAFETY_LEAD = "safety-lead"
    TEAM_MANAGER = "team-manager"  # of the teams named with the account
    INVESTIGATING_OFFICER = "investigating-officer"
    ADJUDICATING_OFFICER = "adjudicating-officer"
    SENIOR = "senior"  # reads, and does nothing
    OUTSIDE_READER = "outside-reader"  # stands in where a complaint is about who would read it


class Act(StrEnum):
    """What staff may do. The last ones are about no case in particular."""

    OPEN = "open"
    READ_WORDS = "read-words"
    SEE_CONTACT = "see-contact"
    # First reading
    MATCH_NAMES = "match-names"
    TAKE_ALERT = "take-alert"
    CONFIRM_ROUTE = "confirm-route"
    DECIDE_INTEREST = "decide-interest"
    DECIDE_LATE = "decide-late"
    DECIDE_CONSENT = "decide-consent"
    DECIDE_FREEZE = "decide-freeze"
    SETTLE_FLAG = "settle-flag"
    RAISE_FLAG = "raise-flag"
    ACKNOWLEDGE = "acknowledge"
    OFFER_ADVOCACY = "offer-advocacy"
    SET_THEMES = "set-themes"
    ASSIGN = "assign"
    SPLIT = "split"
    LINK = "link"
    ADD_NOTE = "add-note"
    # Answering
    EXTEND = "extend"
    HOLD = "hold"
    RESUME = "resume"
    DRAFT_REPLY = "draft-reply"
    SEND_REPLY = "send-reply"
    SEND_CORRECTION = "send-correction"
    WRITE_AGREEMENT = "write-agreement"
    RECORD_OUTCOME = "record-outcome"
    ADD_REMEDY = "add-remedy"
    ADD_LEARNING = "add-learning"
    SETTLE_ACTION = "settle-action"
    REPORT_RETALIATION = "report-retaliation"
    ACT_ON_RETALIATION = "act-on-retaliation"
    # Later stages
    ASK_STAGE2 = "ask-stage2"
    AGREE_STATEMENT = "agree-statement"
    ACKNOWLEDGE_STAGE2 = "acknowledge-stage2"
    APPOINT = "appoint"
    ADJUDICATE = "adjudicate"
    ASK_STAGE3 = "ask-stage3"
    NAME_PANEL = "name-panel"
    PANEL_MET = "panel-met"
    PANEL_REPORTED = "panel-reported"
    ANSWER_PANEL = "answer-panel"
    # Ends
    WITHDRAW = "withdraw"
    OMBUDSMAN_CONTACT = "ombudsman-contact"
    OMBUDSMAN_DECISION = "ombudsman-decision"
    CLOSE = "close"
    REOPEN = "reopen"
    # Compliments
    READ_COMPLIMENT = "read-compliment"
    PASS_ON = "pass-on"  # noqa: S105 - no password
    REACHED_WORKER = "reached-worker"
    # No case in particular
    SEE_WORKLIST = "see-worklist"
    SEARCH = "search"
    SEARCH_BY_NAME = "search-by-name"
    TAKE_DOWN = "take-down"  # what somebody says by phone, by letter or in person
    SEE_REPORTS = "see-reports"  # as they were published
    WRITE_REPORT = "write-report"
    PUBLISH_REPORT = "publish-report"
    SEE_LEARNING = "see-learning"
    TELL_LEARNING = "tell-learning"  # to everybody
    SEE_DASHBOARD = "see-dashboard"


class Stage(StrEnum):
    """The stages of a complaint. Statutory ones: SI 2006/1738 regs. 14-20; the corporate procedure has two."""

    LOCAL_RESOLUTION = "local-resolution"
    INVESTIGATION = "investigation"
    REVIEW_PANEL = "review-panel"


class CaseState(StrEnum):
    """Where a whole case stands, as lists filter by it."""

    NEW = "new"  # nobody has acknowledged it yet, where that is owed
    OPEN = "open"
    ON_HOLD = "on-hold"
    CLOSED = "closed"


class Part(StrEnum):
    """The part a person plays in one case."""

    INVESTIGATING_OFFICER = "investigating-officer"
    INDEPENDENT_PERSON = "independent-person"
    ADJUDICATING_OFFICER = "adjudicating-officer"
    PANEL_MEMBER = "panel-member"
    ADVOCATE = "advocate"
    CONTACT = "contact"  # whom the complainant may ask, named in the acknowledgement


class ActionKind(StrEnum):
    """What a finding leads to: putting it right for this person, or for everybody after them."""

    REMEDY = "remedy"
    LEARNING = "learning"


class Remedy(StrEnum):
    """What is done after a finding (domain.md §15)."""

    APOLOGY = "apology"
    EXPLANATION = "explanation"
    REASSESSMENT = "reassessment"
    SERVICE_PROVIDED = "service-provided"
    DECISION_REVISED = "decision-revised"
    RECORD_AMENDED = "record-amended"
    WORKER_CHANGED = "worker-changed"
    FINANCIAL_REMEDY = "financial-remedy"
    STAFF_REMINDER = "staff-reminder"
    SUPERVISION = "supervision"
    TRAINING = "training"
    PROCEDURE_CHANGE = "procedure-change"
    PRACTICE_AUDIT = "practice-audit"
    OTHER = "other"


class OmbudsmanDecision(StrEnum):
    """How a contact with the Ombudsman ended, as the yearly report counts them."""

    NOT_INVESTIGATED = "not-investigated"
    UPHELD = "upheld"
    NOT_UPHELD = "not-upheld"


class LetterKind(StrEnum):
    """What staff write to a complainant."""

    ACKNOWLEDGEMENT = "acknowledgement"
    DECISION = "decision"  # about interest, lateness, or a change that was to wait
    EXTENSION = "extension"
    HOLD = "hold"
    REPLY = "reply"
    AGREEMENT = "agreement"  # what was agreed at stage 1, written down
    STATEMENT = "statement"  # the complaint statement of stage 2
    ADJUDICATION = "adjudication"
    PANEL_ANSWER = "panel-answer"
    WITHDRAWAL = "withdrawal"
    THANKS = "thanks"


class LetterHow(StrEnum):
    """The way it goes. A text holds no word of it: it says that something waits behind the code."""

    EMAIL = "email"
    TEXT = "text"
    CODE = "code"
    POST = "post"
    PHONE = "phone"  # read out, by phone or video
    IN_PERSON = "in-person"
    ADVOCATE = "advocate"
