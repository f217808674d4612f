"""Complaints that another procedure or somebody else answers, ideas, and requests about records."""

from portal.demo.stories import did
from portal.demo.telling import complaint, idea
from portal.demo.ways import answered, closed, elsewhere, first
from portal.demo.ways import idea as answering
from portal.vocabulary import Act, Channel, Outcome, Speaker

_UPHELD, _PARTLY, _NOT = Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD

STORIES = (
    complaint(
        "a-letter-to-the-wrong-house",
        205,
        Speaker.PARENT,
        "my-records",
        "A letter about us went to the house next door.",
        (*first(5), *answered(15, _UPHELD), *closed(17)),
        records_about="shared",
    ),
    complaint(
        "to-see-my-file",
        187,
        Speaker.CARE_LEAVER,
        "my-records",
        "I would like to see my file, please.",
        (did(1, Act.CONFIRM_ROUTE), did(16, Act.SEND_REPLY), did(17, Act.CLOSE)),
        records_about="see-file",
    ),
    complaint(
        "how-the-meeting-went",
        170,
        Speaker.PARENT,
        "conference",
        "The meeting began before we were there.",
        (*first(), *answered(12, _PARTLY), *closed(14)),
    ),
    complaint(
        "the-school-in-the-plan",
        153,
        Speaker.PARENT,
        "send",
        "The plan names a school that is far away.",
        (did(0, Act.TAKE_ALERT, "officer"), *elsewhere(where="A made-up tribunal", went="told-where")),
        send_about="decision",
    ),
    complaint(
        "a-lost-coat",
        141,
        Speaker.CHILD,
        "school",
        "My coat was lost at school and nobody looked for it.",
        elsewhere(where="The office of a made-up school"),
        pass_on="yes",  # noqa: S106 - no password
    ),
    complaint(
        "a-long-wait",
        128,
        Speaker.PARENT,
        "health",
        "We sat in the waiting room for two hours.",
        elsewhere(where="A made-up clinic", went="told-where"),
        pass_on="no",  # noqa: S106 - no password
    ),
    complaint(
        "may-i-foster",
        118,
        Speaker.FOSTER_CARER,
        "fostering",
        "I was told that I may care for one child and not for two.",
        (did(0, Act.TAKE_ALERT, "officer"), *elsewhere(where="A made-up review body", went="told-where")),
        fostering_about="approval",
    ),
    complaint(
        "my-agency",
        101,
        Speaker.FOSTER_CARER,
        "fostering",
        "My agency sends the papers late.",
        elsewhere(where="A made-up agency"),
        fostering_about="my-agency",
    ),
    complaint(
        "what-the-court-read",
        88,
        Speaker.PARENT,
        "court",
        "The report for the court left out the good weeks.",
        elsewhere(where="A made-up court", went="told-where"),
        court_about="order-or-report",
    ),
    idea(
        "a-calmer-room",
        223,
        Speaker.CHILD,
        "in-care",
        "Please put a fish tank in the meeting room. It makes you calm.",
        answering(),
    ),
    idea(
        "texts-before-visits",
        167,
        Speaker.PARENT,
        "social-worker",
        "A text on the day before a visit would help.",
        answering(9),
        channel=Channel.EMAIL,
    ),
    idea("a-map", 98, Speaker.CARE_LEAVER, "leaving-care", "A map of cheap shops for who moves in.", answering(5)),
    idea("one-form", 34, Speaker.FOSTER_CARER, "fostering", "One form in place of three, please.", answering(12)),
    idea("a-bench", 6, Speaker.CHILD, "early-help", "Put a bench at the youth club door.", ()),
)
