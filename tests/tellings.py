"""Four talks told the same way on the client and in a browser. Everybody and every place in them is made up."""

from tests.hands import Hands
from tests.pages import AnyHands, Given, Receipt, Talk

#: Words that must never be seen outside the case: in the log, an address, a title, a message, or readable in a file.
STORY = "He shouted quokkaward at me on the zebrine stairs"
WORKER = "Mr Vexillary"
CHILD = "Ottoline Brambleby"
PLACE = "Fennimore Lodge"
EMAIL = "ottoline@brambleby.example.org"
MOBILE = "07700 900951"
CANARIES = ("quokkaward", "zebrine", "Vexillary", "Ottoline", "Brambleby", "Fennimore", "7700900951", "7700 900951")

A_CHILD_IN_CARE: Given = {
    "what-for": "complaint",
    "who-are-you": "child",
    "safe-now": "no",
    "what-happened": STORY,
    "hurt-by-worker": "no",
    "which-help": ["in-care", "school"],
    "situation": "in-care",
    "pass-on": "no",
    "who-was-it": WORKER,
    "must-not-see": ["none"],
    "about-to-change": "no",
    "when": "last-year",
    "put-right": ["say-sorry", "other"],
    "put-right-other": f"A lift to {PLACE}",
    "advocate": "yes",
    "your-name": CHILD,
    "reply-how": "email",
    "reply-how-email": EMAIL,
    "reply-how-call-me": CHILD,
    "reply-how-safe-times": "after school",
}

AN_ADVOCATE: Given = {
    "what-for": "complaint",
    "who-are-you": "advocate",
    "safe-now": "no",
    "what-happened": STORY,
    "hurt-by-worker": "no",
    "about-whom": CHILD,
    "child-agrees": "not-asked",
    "which-help": ["social-worker"],
    "situation": "social-worker",
    "who-was-it": WORKER,
    "must-not-see": ["none"],
    "about-to-change": "no",
    "when": "still-happening",
    "put-right": ["explain"],
    "going-on-elsewhere": ["none"],
    "your-name": "An Advocate",
    "your-organisation": PLACE,
    "reply-how": "email",
    "reply-how-email": EMAIL,
}


def a_childs_complaint(talk: Talk[AnyHands]) -> Receipt[AnyHands]:
    """A child in care, to the end of every question, with an email address to answer to."""
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    talk.says("no")
    talk.writes(STORY)
    talk.answers(A_CHILD_IN_CARE)
    return talk.sends()


def danger_sent_at_once(talk: Talk[AnyHands]) -> Receipt[AnyHands]:
    """In danger: three taps, where they are, and it is sent."""
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    talk.says("yes")
    assert talk.asks == "find-you"
    assert "999" in talk.hands.says()
    talk.hands.writes("find-you", PLACE)
    return talk.sends_now()


def an_advocate_for_a_child(talk: Talk[AnyHands]) -> Receipt[AnyHands]:
    """An advocate for a child who was not asked yet."""
    talk.starts()
    talk.answers(AN_ADVOCATE)
    return talk.sends()


def a_parents_thanks(talk: Talk[AnyHands]) -> Receipt[AnyHands]:
    """The shortest thank-you there is: three questions."""
    talk.starts()
    talk.says("thanks")
    talk.says("parent")
    talk.writes(f"{WORKER} listened to us")
    talk.enough()
    return talk.sends()


def where_it_stands(hands: Hands) -> str:
    """For a failing test: the page in a line."""
    return f"{hands.address()}: {hands.heading()}"
