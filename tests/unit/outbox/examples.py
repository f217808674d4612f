"""One message of each kind, with plainly made-up facts."""

from datetime import UTC, date, datetime
from pathlib import Path

from portal.council import Council, load
from portal.outbox.fillings import Letter, Link, Reference
from portal.outbox.messages import (
    Alarm,
    Alert,
    ComplaintsCopy,
    LetterEmail,
    LetterText,
    Personalised,
    Receipt,
    ReceiptText,
    Reminder,
    TeamNotice,
    Undelivered,
)
from portal.vocabulary import Duty, Role, WhatFor

WORKED = load("windsor-and-maidenhead")
SAMPLE_SHIRE = load(Path(__file__).parents[2] / "councils" / "sample-shire.toml")

REFERENCE = Reference("4KTM-7PXC")
PORTAL = "https://talk.council.example"
#: A letter with what Notify takes for marks.
WRITTEN = """Hello.

# We read what you told us.
* We will call you.
12.30 is when we meet. Look at [1] and \\ again."""
LONGEST_DAY = date(2026, 9, 30)  # "Wednesday 30 September": no date takes more room


def receipt(council: Council = WORKED, what_for: WhatFor = WhatFor.COMPLAINT, **changed: object) -> Receipt:
    told: dict[str, object] = {
        "reference": REFERENCE,
        "what_for": what_for,
        "received": date(2026, 9, 1),
        "acknowledge_by": date(2026, 9, 4),
        "reply_by": date(2026, 9, 15),
        "teams": (council.team_for_role(Role.COMPLAINTS),),
        "link": Link(PORTAL),
        "council": council,
    }
    return Receipt(**(told | changed))  # type: ignore[arg-type]


def receipt_text(council: Council = WORKED, **changed: object) -> ReceiptText:
    told: dict[str, object] = {
        "reference": REFERENCE,
        "received": LONGEST_DAY,
        "acknowledge_by": LONGEST_DAY,
        "reply_by": LONGEST_DAY,
        "link": Link(PORTAL),
        "council": council,
    }
    return ReceiptText(**(told | changed))  # type: ignore[arg-type]


def letter_email(council: Council = WORKED, text: str = WRITTEN) -> LetterEmail:
    link = Link(PORTAL, asks_for_code=True)
    return LetterEmail(reference=REFERENCE, letter=Letter(text), link=link, council=council)


def letter_text(council: Council = WORKED) -> LetterText:
    return LetterText(reference=REFERENCE, link=Link(PORTAL, asks_for_code=True), council=council)


def one_of_each(council: Council = WORKED) -> tuple[Personalised, ...]:
    link, due = Link(PORTAL, REFERENCE), date(2026, 9, 4)
    return (
        receipt(council),
        receipt_text(council),
        TeamNotice(reference=REFERENCE, link=link, due=due),
        Alert(reference=REFERENCE, link=link, read_by=datetime(2026, 9, 1, 8, 30, tzinfo=UTC)),
        ComplaintsCopy(reference=REFERENCE, link=link, due=due, another_way=True),
        Undelivered(reference=REFERENCE, link=link, due=due, for_complainant=True, for_team=False),
        letter_email(council),
        letter_text(council),
        Reminder(reference=REFERENCE, link=link, what=Duty.STAGE1_REPLY, due=due, today=False, late=True),
        Alarm(reference=REFERENCE, link=link, since=datetime(2026, 9, 1, 8, 30, tzinfo=UTC)),
    )
