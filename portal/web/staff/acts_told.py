"""What a page says once an act is done: a sentence for each. It refuses to say that anything arrived."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.vocabulary import Act

TOLD: Mapping[Act, str] = MappingProxyType(
    {
        # First reading
        Act.MATCH_NAMES: "The names are matched. The case is hidden from whoever you ticked.",
        Act.TAKE_ALERT: "You have taken the alert. What was flagged stays open.",
        Act.CONFIRM_ROUTE: "The procedure and the team are confirmed.",
        Act.DECIDE_INTEREST: "Your decision about sufficient interest is kept.",
        Act.DECIDE_LATE: "Your decision about the late complaint is kept.",
        Act.DECIDE_CONSENT: "It is kept whether the child agrees.",
        Act.DECIDE_FREEZE: "It is kept whether the change waits.",
        Act.SETTLE_FLAG: "The flag is settled.",
        Act.RAISE_FLAG: "It is flagged, and whoever must know is alerted.",
        Act.ACKNOWLEDGE: "It is acknowledged.",
        Act.OFFER_ADVOCACY: "It is kept what they said about an advocate.",
        Act.SET_THEMES: "The themes are kept.",
        Act.ASSIGN: "It is kept who works on it.",
        Act.SPLIT: "There are two cases now. This is the one you split.",
        Act.LINK: "The two cases are linked.",
        Act.ADD_NOTE: "Your note is kept.",
        # Answering
        Act.EXTEND: "The new date is kept, and they are written to.",
        Act.HOLD: "It is on hold, and they are written to.",
        Act.RESUME: "It is kept what became of the hold, and they are written to.",
        Act.DRAFT_REPLY: "Your draft is kept. Nothing was sent.",
        Act.SEND_REPLY: "The reply is kept, and goes the way you chose.",
        Act.SEND_CORRECTION: "The correction is kept, and goes the way you chose.",
        Act.WRITE_AGREEMENT: "The agreement is kept, and goes the way you chose.",
        Act.RECORD_OUTCOME: "What you found is kept.",
        Act.ADD_REMEDY: "The remedy is added.",
        Act.ADD_LEARNING: "The learning is added.",
        Act.SETTLE_ACTION: "It is kept what became of it.",
        Act.REPORT_RETALIATION: "Your report is kept, and the safety team is alerted.",
        Act.ACT_ON_RETALIATION: "It is kept what was done about it.",
        # Later stages
        Act.ASK_STAGE2: "Stage 2 has begun.",
        Act.AGREE_STATEMENT: "The complaint statement is kept.",
        Act.ACKNOWLEDGE_STAGE2: "The stage 2 request is acknowledged.",
        Act.APPOINT: "They are appointed.",
        Act.ADJUDICATE: "The adjudication is kept, and goes the way you chose.",
        Act.ASK_STAGE3: "Stage 3 has begun.",
        Act.NAME_PANEL: "The panel is named.",
        Act.PANEL_MET: "It is kept that the panel met.",
        Act.PANEL_REPORTED: "The panel’s report is kept.",
        Act.ANSWER_PANEL: "The answer to the panel is kept, and goes the way you chose.",
        # Ends
        Act.WITHDRAW: "It is kept that they withdrew, and they are written to.",
        Act.OMBUDSMAN_CONTACT: "It is kept that the Ombudsman got in touch.",
        Act.OMBUDSMAN_DECISION: "The Ombudsman’s decision is kept.",
        Act.CLOSE: "The case is closed.",
        Act.REOPEN: "The case is open again.",
        # Compliments
        Act.READ_COMPLIMENT: "The thanks are read for safety.",
        Act.PASS_ON: "The thanks are passed on. The card is there to print.",
        Act.REACHED_WORKER: "It is kept that the thanks reached them.",
    }
)


def told_as(done: str) -> str:
    """What a page says after an act, by its code. Empty for anything that is no act on a case."""
    return TOLD.get(Act(done), "") if done in set(Act) else ""
