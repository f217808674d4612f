"""What the made-up staff write: the words each act's fields are filled with where a story says nothing of its own."""

from collections.abc import Mapping

from portal.demo.stories import Day, Given, Who
from portal.vocabulary import Act

_DEAR = "Hello,\n\nThank you for telling us. "
_SIGNED = "\n\nYou can ask us anything at any time. An advocate can help you for free.\n\nDemo Complaints Team"
_OMBUDSMAN = "If you are not happy, you can go to the Ombudsman. They look at it for free. We can tell you how."

#: What is to change after a case, by the kind of change.
LEARNED: Mapping[str, str] = {
    "staff-reminder": "Everybody is reminded to say when they will call back.",
    "procedure-change": "Each form gets a number, and whoever sent it hears that it is here.",
    "training": "A morning on how to ask a child before a plan is made.",
    "practice-audit": "We look at ten made-up cases: who was told what, and when.",
    "other": "A box of toys for the waiting room.",
}

USUAL: Mapping[Act, Mapping[str, Given]] = {
    Act.MATCH_NAMES: {"people": (), "found": "We asked who is meant. Nobody who signs in here is."},
    Act.TAKE_ALERT: {"why": "I call them first, then their worker. This is made up."},
    Act.DECIDE_INTEREST: {
        "decision": "yes",
        "child": "considered",
        "why": "They see the child each week. The child is glad that they speak up.",
    },
    Act.DECIDE_LATE: {
        "reason": "yes",
        "fair": "yes",
        "decision": "consider",
        "why": "They had no one to help them write before. The notes are all there.",
    },
    Act.DECIDE_CONSENT: {"child": "agrees", "why": "An advocate asked them on the phone. They said yes."},
    Act.DECIDE_FREEZE: {
        "decision": "wait",
        "who": "Example Senior, head of a made-up service",
        "why": "Nothing is lost by waiting, and they have not been asked yet.",
        "letter": _DEAR + "We do not make this change while we look into it, and tell you before it comes." + _SIGNED,
    },
    Act.SETTLE_FLAG: {"why": "I spoke with them. They are well, and there is no more to do."},
    Act.ACKNOWLEDGE: {
        "points": "They want to know why it happened.\nThey want it to be better next time.",
        "contact": "Demo Complaints Manager, complaints manager",
        "letter": _DEAR
        + "We have written down your points and will look at each one. We tell you what we find by the day we promised."
        + _SIGNED,
    },
    Act.OFFER_ADVOCACY: {"answer": "not-now"},
    Act.SET_THEMES: {"issue": "1", "themes": ("communication",)},
    Act.ASSIGN: {"to": Who("officer"), "why": "You know this team well."},
    Act.SPLIT: {"why": "The two parts go to two teams, and one need not wait for the other."},
    Act.LINK: {"how": "same-matter"},
    Act.ADD_NOTE: {"note": "I called. They are glad that somebody did. They prefer the afternoon."},
    Act.EXTEND: {
        "reason": "complex",
        "until": Day(20),
        "why": "Three people have to be asked, and one is on leave.",
        "letter": _DEAR + f"We need more time to do this well, and we are sorry. {_OMBUDSMAN}" + _SIGNED,
    },
    Act.HOLD: {
        "proceedings": "court",
        "why": "The same question is before a court. Two answers could harm that case.",
        "letter": _DEAR
        + "We stop for now, as a court looks at the same thing. You can send it again until one year after that ends."
        + _SIGNED,
    },
    Act.RESUME: {"letter": _DEAR + "We write to you about your complaint that had to wait." + _SIGNED},
    Act.DRAFT_REPLY: {"letter": _DEAR + "This is what we found so far. There is more to come." + _SIGNED},
    Act.SEND_REPLY: {
        "letter": _DEAR + "We looked at each of your points. We say what we found, and what we do now.\n\n"
        "You can ask us to look again. That is called stage 2. Best tell us in the next four weeks." + _SIGNED
    },
    Act.SEND_CORRECTION: {
        "letter": _DEAR + "There was a wrong date in our answer. This is the right one. All the rest stands." + _SIGNED,
        "why": "The date of the meeting was that of another one.",
    },
    Act.WRITE_AGREEMENT: {
        "letter": _DEAR + "We met and agreed what happens now. If it does not, you can ask for stage 2." + _SIGNED
    },
    Act.RECORD_OUTCOME: {"why": "We read the notes and asked both sides. This is made up."},
    Act.ADD_REMEDY: {"what": "apology", "words": "A letter that says sorry.", "owner": "Example Manager"},
    Act.ADD_LEARNING: {
        "what": "staff-reminder",
        "words": "Everybody is reminded to say when they will call back.",
        "owner": "Example Manager",
    },
    Act.SETTLE_ACTION: {"done": "done", "why": "I saw it done."},
    Act.RAISE_FLAG: {"why": "They told me so on the phone today."},
    Act.REPORT_RETALIATION: {"words": "They say that a worker was short with them after they wrote to us."},
    Act.ACT_ON_RETALIATION: {"words": "I spoke with both. The worker said sorry. I ask again next week."},
    Act.ASK_STAGE2: {"channel": "email", "words": "I would like somebody else to look at it."},
    Act.ACKNOWLEDGE_STAGE2: {
        "letter": _DEAR + "Somebody new looks at it now. We tell you who, and by which day you hear from us." + _SIGNED
    },
    Act.AGREE_STATEMENT: {"letter": _DEAR + "These are your points, as we agreed them, and what you want." + _SIGNED},
    Act.ADJUDICATE: {
        "letter": _DEAR + "We read what was found at stage 2, and say what we do about it. You can ask for a panel, "
        f"best in the next four weeks. {_OMBUDSMAN}" + _SIGNED
    },
    Act.ASK_STAGE3: {"channel": "phone", "words": "I would like the panel to hear me."},
    Act.NAME_PANEL: {
        "chair": "Example Chair",
        "second": "Example Second",
        "third": "Example Third",
        "independent": ("yes",),
    },
    Act.PANEL_REPORTED: {"finding": "The panel found that they were heard late. It asks for a letter and a new plan."},
    Act.ANSWER_PANEL: {
        "considered": ("yes",),
        "letter": _DEAR + f"We do all that the panel asked for, by the end of next month. {_OMBUDSMAN}" + _SIGNED,
    },
    Act.WITHDRAW: {
        "own_wish": ("yes",),
        "told_by": "complainant",
        "channel": "phone",
        "words": "It is all right now.",
        "internally": "no",
        "letter": _DEAR + "You told us that you do not want to go on. You can tell us again at any time." + _SIGNED,
    },
    Act.OMBUDSMAN_CONTACT: {"words": "The Ombudsman asks for our letters."},
    Act.OMBUDSMAN_DECISION: {"words": "The Ombudsman has read everything and tells both sides."},
    Act.CLOSE: {"why": "Answered, and nothing more is asked.", "why_kept": "They asked us to keep it here."},
    Act.REOPEN: {"why": "They wrote that they would like somebody else to look at it."},
    Act.READ_COMPLIMENT: {"safe": "nothing"},
    Act.PASS_ON: {"worker": "Example Worker", "manager": "Example Manager"},
}  # fmt: skip
