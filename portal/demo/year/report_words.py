"""What made-up staff write for the yearly report, section by section, and tell everybody on "You said, we did"."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.reports.writing import YOUNG

#: Figures stand in brackets, so that they follow the cases.
WORDS: Mapping[str, str] = {
    "introduction": "This report is made up, and so is everybody in it. It shows what a report looks like.\n\n"
    "Until this portal came, we kept our cases in a list. Those are counted here too.",
    "received": "We had {complaints} complaints in the year. The year before it was {complaints_before}.\n\n"
    "Of all complaints, children and young people made {themselves} themselves. We want that to be more.",
    "themes": "Most people wrote about waiting, and about not being told.\n\n"
    "# What we look at next\n"
    "* how soon we ring back\n"
    "* letters that say who answers, and by when",
    "in-time": "We answered {in_time} in time. The year before it was {in_time_before}. "
    "Where we were late, most often somebody was away and nobody had taken over.",
    "decisions": "A manager takes each of these decisions on the day it comes up, and writes down why.",
    "learning": "We look at open changes at each team meeting. What is done we tell everybody on our website.",
    "effectiveness": "The procedure works where people know of it. Next year we go to the children’s homes and ask.",
    f"{YOUNG}how-many": "Thank you to all who told us. It is not easy to say that something went wrong.",
    f"{YOUNG}learning": "Here is what we do in a new way, because people like you told us.",
}
WHY_CORRECTED = "The first report came before all the council’s numbers were there. Now they are in it."
#: Complaints and compliments of the whole made-up council in a year.
COUNCIL = 812, 196


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry told so many working days before today, of the learning of a story, or of none where that is empty.

    One with a reason was taken down again, `down` working days before today.
    """

    ago: int
    said: str
    did: str
    story: str = ""
    down: int = 0
    why: str = ""


ENTRIES = (
    Entry(
        170,
        "Forms that people sent us got lost. They had to send them again.",
        "Each form now gets a number. We tell people on the same day that we have it.",
        "the-lost-form",
    ),
    Entry(
        160,
        "People rang us, and no one rang back.",
        "We told our workers again: ring back by the next day. Each team looks at this once a week.",
        "no-call-back",
    ),
    Entry(
        110,
        "A club had closed and no one told you.",
        "We now put the news on the door and send a text.",
        down=104,
        why="The club has opened again, so this is no longer true.",
    ),
    Entry(
        60,
        "Plans were made for you, and no one asked you first.",
        "Our workers learned how to ask you early on. Each plan now says what you want.",
        "all-the-way",
    ),
    Entry(
        25,
        "Our letters were hard to read.",
        "We write short letters now, with easy words. Young people read them first and tell us what to change.",
    ),
)
