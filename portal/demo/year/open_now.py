"""What is open today: new, due today, due soon, late, not matched, not taken; so that the worklist has something to do.

Days are chosen by what is owed by then: ten working days for an answer at stage 1, three to acknowledge.
"""

from portal.demo.stories import did
from portal.demo.telling import both, complaint
from portal.demo.ways import assigned, extended, first, found, learning, ombudsman, remedy, themed
from portal.vocabulary import Act, Channel, Outcome, Speaker, Theme

_UPHELD = Outcome.UPHELD

STORIES = (
    complaint("just-now", 0, Speaker.CHILD, "in-care", "Can I have a lamp for my desk?", ()),
    complaint("would-rather-say-it", 0, Speaker.CHILD, "in-care", "I would rather say it.", (), safe_now="talk"),
    complaint(
        "please-wait",
        1,
        Speaker.PARENT,
        "disability",
        "The Saturday help is to end next month. Please wait until we have met.",
        (),
        about_to_change="yes",
    ),
    complaint(
        "few-may-see-it",
        1,
        Speaker.CHILD,
        "social-worker",
        "Please do not show this to my worker. I would like a new one.",
        (),
        must_not_see=["my-social-worker"],
        must_not_see_names="Example Worker",
    ),
    complaint("an-aunt", 2, Speaker.FAMILY_OR_FRIEND, "in-care", "I would like to see my niece at the weekend.", ()),
    complaint(
        "years-ago",
        2,
        Speaker.CARE_LEAVER,
        "in-care",
        "My life story book was never finished.",
        (did(1, Act.CONFIRM_ROUTE),),
        when="over-a-year",
    ),
    complaint(
        "acknowledge-today",
        3,
        Speaker.PARENT,
        "social-worker",
        "We have had no letter since the visit.",
        (did(1, Act.CONFIRM_ROUTE),),
    ),
    complaint(
        "acknowledge-late",
        5,
        Speaker.PARENT,
        "first-contact",
        "We rang to ask for help and nobody rang back.",
        (),
        channel=Channel.LETTER,
    ),
    complaint(
        "answer-today",
        10,
        Speaker.CHILD,
        "in-care",
        "My pocket money is late each week.",
        (*first(), *themed(2, Theme.MONEY), assigned(2), did(8, Act.DRAFT_REPLY)),
    ),
    complaint(
        "answer-tomorrow",
        9,
        Speaker.FOSTER_CARER,
        "fostering",
        "We asked for a break in March and still wait.",
        (*first(), *found(7, _UPHELD)),
        fostering_about="support",
    ),
    complaint("answer-soon", 8, Speaker.PARENT, "disability", "The key safe was fitted on the wrong side.", first()),
    complaint(
        "answer-late",
        13,
        Speaker.CARE_LEAVER,
        "leaving-care",
        "I asked for help with a CV.",
        (*first(), assigned(3, to="officer")),
    ),
    complaint("much-too-late", 24, Speaker.PARENT, "social-worker", "Our calls go to a phone that is off.", first(4)),
    complaint(
        "more-time-taken",
        16,
        Speaker.ADOPTER,
        "adoption",
        "The support group moved to a day when we work.",
        extended(_UPHELD, Theme.DECISION)[:5],
        adoption_about="support",
    ),
    complaint(
        "a-mistake-in-the-file",
        19,
        Speaker.PARENT,
        "my-records",
        "My name is spelt in two ways in the file.",
        (did(1, Act.CONFIRM_ROUTE),),
        records_about="wrong",
    ),
    complaint(
        "worse-since-then",
        30,
        Speaker.CHILD,
        "in-care",
        "I was not asked about the summer plan.",
        (*first(), *found(8, _UPHELD), did(9, Act.SEND_REPLY), did(29, Act.REPORT_RETALIATION)),
    ),
    complaint(
        "promised-and-not-done",
        60,
        Speaker.PARENT,
        "disability",
        "We were promised a ramp.",
        (
            *first(),
            *found(8, _UPHELD),
            did(9, Act.SEND_REPLY),
            *remedy(9, "service-provided", 40),
            *learning(9, "training", 55),
            *learning(9, "procedure-change", 90),
            *ombudsman(50, None),
        ),
    ),
    both(
        "thanks-and-a-wish",
        4,
        Speaker.PARENT,
        "early-help",
        "The group is full too soon.",
        "The people at the hub are kind.",
        (did(1, Act.CONFIRM_ROUTE), did(2, Act.READ_COMPLIMENT)),
        situation="none",
    ),
)
