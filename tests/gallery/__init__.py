"""Pages made of every part of the staff's look, with made-up values, to test and to look at. No route shows them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Flask
from markupsafe import Markup

from portal.cases.acts.fields import Field, FieldKind, Option, read
from portal.cases.writing import Block, Printed
from portal.web.staff.drawing import Action, Box, Card, Choice, Control, Fact, Happened, Head, Place, Row

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(file.stem for file in FOLDER.glob("*.html")))
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 3
RIGHT_TO_LEFT = "قال لي إنه سيتصل ولم يفعل"
DAY = date(2026, 9, 15)
MORNING = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)

PLACES = (
    Place("Worklist", "/staff/", is_here=True),
    Place("Search", "/staff/search"),
    Place("New from phone or letter", "/staff/new"),
    Place("Compliments", "/staff/compliments"),
)
REASONS = tuple(Option(f"reason-{n}", f"Reason number {n}") for n in range(1, 11))
FIELDS = (
    Field(name="title", label="What it is called", hint="A few words for lists. Leave names out.", preset="Contact"),
    Field(name="why", label="Why you decided this", kind=FieldKind.LINES, hint="This is kept with the case."),
    Field(name="spoken-on", label="When you spoke", kind=FieldKind.DAY, hint="For example, 15 9 2026.", preset=DAY),
    Field(
        name="procedure",
        label="Which procedure it follows",
        kind=FieldKind.ONE,
        options=(
            Option("statutory", "Statutory complaint", "Children Act 1989, section 26. Three stages."),
            Option("corporate", "Corporate complaint", "The council's own procedure. Two stages."),
            Option("other", LONG),
        ),
        preset="statutory",
    ),
    Field(name="reason", label="The main reason", kind=FieldKind.ONE, options=REASONS, preset="reason-3"),
    Field(
        name="themes",
        label="Themes",
        kind=FieldKind.SEVERAL,
        options=(Option("delay", "Delay"), Option("contact", "Contact with family"), Option("worker", "A worker")),
        required=False,
        preset=("contact",),
    ),
)
TYPED = {
    "title": [""],
    "why": [f"{LONG} <b>not bold</b>\nsecond line"],
    "spoken-on-day": ["31"],
    "spoken-on-month": ["2"],
}
PROBLEMS = read(FIELDS, TYPED)[1]

NUMBER = Control(
    id="number", name="number", kind="line", label="Number", hint="In full.", error="Check the number.", value=LONG
)
ADDRESS = Control(id="address", name="address", kind="lines", label="Address", hint="", error="")
#: A question of the script as staff answer it for somebody: what opens beside an answer, open and shut.
QUESTION = Control(
    id="reach",
    name="reach",
    kind="radios",
    label=f"How can we reach you? {RIGHT_TO_LEFT}",
    hint="Pick a way that nobody else sees.",
    error="Choose an answer to go on.",
    choices=(
        Choice("reach", "phone", "By phone", "", True, (NUMBER,)),
        Choice("reach-2", "letter", LONG, "", False, (ADDRESS,)),
    ),
)
BESIDE = Control(
    id="change-day",
    name="change",
    kind="day",
    label="When is that?",
    hint="",
    error="",
    boxes=(Box("change-day", "change-day", "Day", "3", 2), Box("change-month", "change-month", "Month", "", 2)),
)

ROWS = (
    Row(("CXTB-7K4M", "Acknowledge", date(2026, 9, 3), 2, "Duty and assessment"), "late"),
    Row(("FNVR-2P9D", "Stage 1 reply", date(2026, 9, 15), 10, ("Children in care", "Leaving care")), "soon"),
    Row(("HQWL-5G3T", LONG, date(2026, 9, 22), 15, LONG)),
    Row(("JPZS-8R6V", "Choose who investigates", None, None, "")),
)
HEADS = (
    Head("Case", "whole"),
    "What is next",
    Head("Due", "whole"),
    Head("Days used", "number"),
    "Team",
    Head("How it stands", "whole"),
)
HAPPENED = (
    Happened(when=MORNING, title="Received", who="By this website", lines=("Receipt sent by email.",)),
    Happened(
        when=DAY,
        title="Reply extended to 25 working days",
        who="R. Sample, complaints manager",
        words=f"{LONG} because",
    ),
)
FACTS = (
    Fact("Acknowledge by", date(2026, 9, 3), "2 working days. Guidance 3.2.1."),
    Fact(
        "Reply by",
        DAY,
        "10 working days. SI 2006/1738 regulation 14.",
        Action("Extend", "#extend", "the day to reply by"),
    ),
    Fact("Last opened", MORNING),
    Fact("Teams", ("Duty and assessment", LONG)),
    Fact("Advocate", None),
)
LETTER = Printed(
    sender=("Sample Shire Council", "Children's services complaints", "1 Example Street", "Sampleton", "ZZ1 1ZZ"),
    to=("Made-Up Name", "2 Example Road", "Sampleton"),
    day=DAY,
    reference="CXTB-7K4M",
    blocks=(
        Block("paragraph", ("Dear Made-Up Name",)),
        Block("paragraph", ("Thank you for telling us.", "We read all of it.")),
        Block("heading", ("What we found",)),
        Block("paragraph", ("It was late.", LONG)),
        Block("paragraph", ("Yours",)),
    ),
    signed=("R. Sample", "Complaints manager"),
)
CARD = Card(
    to="Made-Up Worker",
    words=f"You always rang when you said you would.\nThat helped.\n{RIGHT_TO_LEFT}",
    sender="a young person you work with",
    day=DAY,
    council="Sample Shire Council",
)


def page(app: Flask, name: str, **more: object) -> str:
    """One page of the gallery as HTML. `more` goes before what it shows otherwise."""
    given = {**SHOWN, "rows": _tagged(app), **more}
    with app.test_request_context("/staff/"):
        return app.jinja_env.from_string((FOLDER / f"{name}.html").read_text()).render(**given)


def pages(app: Flask) -> dict[str, str]:
    """Every page of the gallery; the form once more with everything wrong, and a page around names without end."""
    endless = {"me": SimpleNamespace(name=LONG), "places": (Place(LONG, "/staff/", is_here=True),)}
    more = {"form-wrong": wrong_form(app), "parts-endless": page(app, "parts", **endless)}
    return {name: page(app, name) for name in NAMES} | more


def wrong_form(app: Flask) -> str:
    """The form after it was sent with faults."""
    return page(app, "form", typed=TYPED, problems=PROBLEMS)


def _tagged(app: Flask) -> tuple[Row, ...]:
    """The rows with the tag that says how each stands, and with links to their cases."""
    tag = app.jinja_env.globals["staff_tag"]
    says = (("Overdue by 8 days", "red"), ("Due today", "yellow"), ("In time", "green"), ("Waiting", "grey"))
    link = Markup('<a href="#{0}">{0}</a>')
    return tuple(
        Row((link.format(row.cells[0]), *row.cells[1:], tag(*said)), row.mark)
        for row, said in zip(ROWS, says, strict=True)
    )


SHOWN: Mapping[str, object] = {
    "me": SimpleNamespace(name="R. Sample"),
    "places": PLACES,
    "fields": FIELDS,
    "typed": None,
    "problems": {},
    "heads": HEADS,
    "long": LONG,
    "told": (("What happened?", f"One\n{LONG}"), ("Who was it?", RIGHT_TO_LEFT)),
    "facts": FACTS,
    "happened": HAPPENED,
    "letter": LETTER,
    "card": CARD,
    "words": f"I waited for ages.\n\nNobody rang. {LONG}",
    "right_to_left": RIGHT_TO_LEFT,
    "question": QUESTION,
    "beside": BESIDE,
    "parts": (
        Place("What was said", "#said", is_here=True),
        Place("Timeline", "#timeline"),
        Place("Messages", "#sent"),
    ),
}
