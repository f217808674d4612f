"""What staff read for a code: plain words for every code that lists, forms and the timeline show."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from portal.vocabulary.asked import Service, WhatFor
from portal.vocabulary.handled import (
    Channel,
    ComplainantGroup,
    Duty,
    Flag,
    IssueKind,
    Outcome,
    Procedure,
    Theme,
)
from portal.vocabulary.staffed import (
    CaseState,
    LetterHow,
    LetterKind,
    OmbudsmanDecision,
    Part,
    Remedy,
    StaffRole,
    Stage,
)


def label(code: StrEnum) -> str:
    """The words for a code: its own where a line below has them, else the code with spaces."""
    return LABELS.get((type(code), str(code)), spaced(code))


def spaced(code: str) -> str:
    """A code that no set has: with spaces, as a sentence begins."""
    return code.replace("_", " ").replace("-", " ").capitalize()


#: Only where the code itself does not say it well enough.
_WORDS: tuple[tuple[StrEnum, str], ...] = (
    (WhatFor.THANKS, "Thanks"),
    (WhatFor.BOTH, "Complaint and thanks"),
    (WhatFor.NOT_SURE, "Not sure: handled as a complaint"),
    (Procedure.STATUTORY, "Children Act procedure (three stages)"),
    (Procedure.UNDECIDED, "Not decided yet (Children Act clock runs)"),
    (Procedure.CORPORATE, "Corporate complaints procedure"),
    (Procedure.CP_CONFERENCE, "Child protection conference route"),
    (Procedure.TRIBUNAL, "SEND Tribunal"),
    (Procedure.IRM, "Independent Review Mechanism"),
    (Procedure.AGENCY, "Their fostering agency’s procedure"),
    (Procedure.SCHOOL, "The school’s procedure"),
    (Procedure.COURT, "The court"),
    (Procedure.OTHER_BODY, "Another body’s procedure"),
    (Procedure.DATA_PROTECTION, "Data protection complaint"),
    (Procedure.ACCESS_REQUEST, "Request to see records"),
    (Duty.ACKNOWLEDGEMENT, "Acknowledge"),
    (Duty.STAGE1_REPLY, "Stage 1 reply"),
    (Duty.STAGE1_LATEST, "Stage 1 reply, latest day"),
    (Duty.STAGE2_REPLY, "Stage 2 answer"),
    (Duty.STAGE2_LATEST, "Stage 2 answer, latest day"),
    (Duty.STAGE3_PANEL, "Panel to meet"),
    (Duty.STAGE3_REPORT, "Panel’s report"),
    (Duty.STAGE3_REPLY, "Council’s answer to the panel"),
    (Duty.CORPORATE1_REPLY, "Corporate reply, stage 1"),
    (Duty.CORPORATE1_LATEST, "Corporate reply, stage 1, latest day"),
    (Duty.CORPORATE2_REPLY, "Corporate reply, stage 2"),
    (Duty.CORPORATE2_LATEST, "Corporate reply, stage 2, latest day"),
    (Duty.CORPORATE2_ACKNOWLEDGEMENT, "Acknowledge the stage 2 request"),
    (Duty.DP_ACKNOWLEDGEMENT, "Acknowledge the data protection complaint"),
    (Duty.ACCESS_REPLY, "Answer the request to see records"),
    (Duty.IDEA_REPLY, "Answer the idea"),
    (Duty.LADO_REFERRAL, "Tell the designated officer (LADO)"),
    (Flag.DANGER, "Danger"),
    (Flag.CALL_BACK, "Asked to be called"),
    (Flag.LADO, "Harm by a worker or carer"),
    (Flag.RESTRICTED, "Kept to few"),
    (Flag.FREEZE, "Asks us to wait with a change"),
    (Flag.LATE_REVIEW, "Over a year ago"),
    (Flag.CONSENT, "Does the child agree?"),
    (Flag.SUFFICIENT_INTEREST, "Enough interest in the child?"),
    (Flag.ADVOCATE_WANTED, "Wants an advocate"),
    (Flag.PROCEEDINGS, "Court or police matter going on"),
    (Flag.DATES_UNCHECKED, "Bank holidays not checked"),
    (Flag.UNDELIVERED, "A message did not reach them"),
    (Flag.TEAM_NOT_TOLD, "A team was not told"),
    (Flag.RETALIATION, "Treated worse for telling us"),
    (Service.SEND, "Special educational needs"),
    (Service.KINSHIP_SGO, "Kinship care or special guardianship"),
    (Service.MY_RECORDS, "Records"),
    (Service.HOMELESS, "Nowhere to live"),
    (Theme.NOT_LISTENED, "Not listened to"),
    (Theme.INFO_NOT_CONSIDERED, "Information not considered"),
    (Theme.NO_OR_POOR_SERVICE, "No service, or a poor one"),
    (Theme.WORKER_CHANGE, "Change of worker"),
    (Outcome.PARTLY_UPHELD, "Partly upheld"),
    (Outcome.NO_FINDING, "No finding possible"),
    (Stage.LOCAL_RESOLUTION, "Stage 1, local resolution"),
    (Stage.INVESTIGATION, "Stage 2, investigation"),
    (Stage.REVIEW_PANEL, "Stage 3, review panel"),
    (CaseState.NEW, "To acknowledge"),
    (StaffRole.OUTSIDE_READER, "Reader from outside"),
    (StaffRole.SENIOR, "Senior manager (reads only)"),
    (LetterHow.EMAIL, "Email, in full"),
    (LetterHow.TEXT, "Text message that says it waits behind their code"),
    (LetterHow.CODE, "Behind their code, with no message"),
    (LetterHow.POST, "Letter, printed"),
    (LetterHow.PHONE, "Read out by phone or video"),
    (LetterHow.IN_PERSON, "Read together in person"),
    (LetterHow.ADVOCATE, "Through their advocate"),
)
#: By the set too: codes of two sets may be the same text.
LABELS: Mapping[tuple[type[StrEnum], str], str] = MappingProxyType(
    {(type(code), str(code)): said for code, said in _WORDS}
)

#: Every set of codes that staff see, so that a test can hold their words.
SHOWN: tuple[type[StrEnum], ...] = (
    CaseState,
    Channel,
    ComplainantGroup,
    Duty,
    Flag,
    IssueKind,
    LetterHow,
    LetterKind,
    OmbudsmanDecision,
    Outcome,
    Part,
    Procedure,
    Remedy,
    Service,
    Stage,
    StaffRole,
    Theme,
    WhatFor,
)
