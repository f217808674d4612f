"""What each part of staff pages draws for what it is given: fields with what was typed, tables, facts, letters."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from markupsafe import Markup

from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.writing import Block, Printed
from portal.web.staff.drawing import MOST_RADIOS, Action, Fact, Head, Place, Row
from tests import gallery
from tests.markup import Element, Page
from tests.portals import local_portal

Draws = Callable[..., Page]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    portal = local_portal(tmp_path_factory.mktemp("portal"))
    yield portal.app
    portal.close()


@pytest.fixture
def draws(app: Flask) -> Draws:
    """One part, called by its name: `draws("tag", "Overdue", "red")`."""

    def draw(name: str, *given: object, **named: object) -> Page:
        with app.test_request_context("/staff/"):
            return Page(str(app.jinja_env.globals[f"staff_{name}"](*given, **named)))

    return draw


# ---------------------------------------------------------------- fields


def one(kind: FieldKind, **more: object) -> Field:
    return Field(**{"name": "it", "label": "What it is", "kind": kind, **more})


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"code-{n}", f"Option {n}") for n in range(count))


def held(page: Page) -> dict[str, list[str]]:
    """What the controls hold, by name."""
    found: dict[str, list[str]] = {}
    for each in (each for each in page.elements if each.is_control):
        value = each["value"]
        if each.tag == "textarea":
            value = each.text
        if each.tag == "select":
            value = next((option["value"] for option in each.all("option") if option.has("selected")), "")
        if not each.is_ticked or each.has("checked"):
            found.setdefault(each["name"], []).append(value)
    return found


PRESETS = [
    (one(FieldKind.LINE, preset="A"), {"it": ["A"]}),
    (one(FieldKind.LINES, preset="A b"), {"it": ["A b"]}),
    (one(FieldKind.DAY, preset=date(2026, 9, 1)), {"it-day": ["1"], "it-month": ["9"], "it-year": ["2026"]}),
    (one(FieldKind.ONE, options=options(3), preset="code-1"), {"it": ["code-1"]}),
    (one(FieldKind.ONE, options=options(9), preset="code-1"), {"it": ["code-1"]}),
    (one(FieldKind.SEVERAL, options=options(3), preset=("code-0", "code-2")), {"it": ["code-0", "code-2"]}),
]


@pytest.mark.parametrize(("field", "expected"), PRESETS)
def test_a_field_first_holds_its_preset(draws: Draws, field: Field, expected: dict[str, list[str]]):
    assert held(draws("fields", (field,))) == expected


@pytest.mark.parametrize(("field", "typed"), PRESETS)
def test_and_then_what_was_typed_even_where_that_is_nothing(draws: Draws, field: Field, typed: dict[str, list[str]]):
    bare = Field(name=field.name, label=field.label, kind=field.kind, options=field.options)
    assert held(draws("fields", (bare,), typed)) == typed
    emptied = held(draws("fields", (field,), {"other": ["x"]}))
    assert not any(text for values in emptied.values() for text in values)


def test_a_long_choice_is_a_list(draws: Draws):
    assert draws("fields", (one(FieldKind.ONE, options=options(MOST_RADIOS)),)).all("select") == []
    (select,) = draws("fields", (one(FieldKind.ONE, options=options(MOST_RADIOS + 1)),)).all("select")
    assert [option["value"] for option in select.all("option")][:2] == ["", "code-0"]


@pytest.mark.parametrize("field", [field for field, _ in PRESETS], ids=lambda field: field.kind)
def test_an_error_leads_to_its_control_and_stands_beside_it(draws: Draws, field: Field):
    problems = {"it": "Put this right."}
    hinted = Field(name="it", label="What it is", kind=field.kind, options=field.options, hint="A hint.")
    page = draws("fields", (hinted,), {}, problems)
    (link,) = draws("errors", problems).links()
    target = page.by_id(link["href"].removeprefix("#"))
    assert target is not None
    assert target.is_control
    described = next(each for each in (target, *target.above("fieldset")) if each["aria-describedby"])
    beside = [page.by_id(each) for each in described["aria-describedby"].split()]
    assert [each.text for each in beside if each] == ["A hint.", "Error: Put this right."]


def test_two_forms_on_one_page_keep_apart(draws: Draws):
    field = one(FieldKind.DAY)
    page = draws("fields", (field,), prefix="second-")
    assert [each["id"] for each in page.all("input")] == ["second-it", "second-it-month", "second-it-year"]
    assert [each["name"] for each in page.all("input")] == ["it-day", "it-month", "it-year"]
    assert draws("errors", {"it": "No."}, "second-").links()[0]["href"] == "#second-it"


def test_a_group_is_named_by_what_is_asked(draws: Draws):
    page = draws("fields", (one(FieldKind.SEVERAL, options=options(2), required=False),))
    assert page.one("legend").text == "What it is (optional)"
    assert [each["name"] for each in page.all("input")] == ["it", "it"]


def test_what_was_typed_is_text_and_nothing_more(draws: Draws):
    typed = {"it": ["</textarea><script>x</script>"]}
    assert draws("fields", (one(FieldKind.LINES),), typed).all("script") == []
    page = draws("words", "<script>x</script>")
    assert page.all("script") == []
    assert page.one("p").text == "<script>x</script>"


def test_no_error_is_no_summary(draws: Draws):
    assert draws("errors", {}).elements == []


def test_a_form_sends_what_it_hides(draws: Draws):
    page = draws("form", "/there", (one(FieldKind.LINE),), hidden={"seen": 4})
    form = page.one("form")
    assert (form["action"], form["method"]) == ("/there", "post")
    assert ("seen", "4") in page.sent_by(form)


# ---------------------------------------------------------------- tables, facts, times


def test_a_table_has_a_caption_and_scoped_heads(draws: Draws):
    page = draws("table", "Due", ("Case", Head("Days", "number")), [("A1", 2), Row(("A2", None), "late")])
    assert page.one("caption").text == "Due"
    assert [(head["scope"], head.text) for head in page.all("th")] == [
        ("col", "Case"),
        ("col", "Days"),
        ("row", "A1"),
        ("row", "A2"),
    ]
    full, empty = page.all("td")
    assert (full["data-head"], full["class"], full.text) == ("Days", "number", "2")
    assert (empty.attributes, empty.text) == ({}, "")
    assert [row["class"] for row in page.all("tr")] == ["", "", "late"]


def test_a_table_of_nothing_says_so(draws: Draws):
    page = draws("table", "Danger", ("Case",), (), "No danger flag waits.")
    assert page.all("table") == []
    assert [each.text for each in page.all("p")] == ["Danger", "No danger flag waits."]


def test_a_fact_carries_the_rule_it_rests_on_and_the_way_to_change_it(draws: Draws):
    page = draws("facts", [Fact("Reply by", date(2026, 9, 15), "10 working days.", Action("Extend", "/x", "the day"))])
    value, do = page.all("dd")
    assert (page.one("dt").text, value.text, do.text) == (
        "Reply by",
        "15 September 202610 working days.",
        "Extend the day",
    )
    assert page.one("time")["datetime"] == "2026-09-15"


VALUES: list[tuple[object, str]] = [
    (date(2026, 9, 1), '<time datetime="2026-09-01">1 September 2026</time>'),
    (
        datetime(2026, 9, 1, 9, 30, tzinfo=UTC),
        '<time datetime="2026-09-01T10:30+01:00">1 September 2026, 10:30am</time>',
    ),
    (
        datetime(2026, 12, 31, 12, 5, tzinfo=UTC),
        '<time datetime="2026-12-31T12:05+00:00">31 December 2026, 12:05pm</time>',
    ),
    (datetime(2026, 7, 31, 23, 5, tzinfo=UTC), '<time datetime="2026-08-01T00:05+01:00">1 August 2026, 12:05am</time>'),
    (("A", "<b>"), "A<br>&lt;b&gt;"),
    (Markup("<b>x</b>"), "<b>x</b>"),
    (0, "0"),
    ("a <" + 24 * "x", "a &lt;" + 11 * "x" + "<wbr>" + 12 * "x" + "<wbr>x<wbr>"),
    ("responsibilities", "responsibilities"),
    (None, '<span class="soft">Not recorded</span>'),
]


@pytest.mark.parametrize(("value", "drawn"), VALUES)
def test_values_are_drawn_as_staff_read_them(app: Flask, value: object, drawn: str):
    assert app.jinja_env.globals["staff_shown"](value) == drawn


def test_a_short_day_names_the_day_of_the_week_in_london(app: Flask):
    day = app.jinja_env.globals["staff_day"]
    assert "Tue 1 Sep 2026" in day(date(2026, 9, 1), short=True)
    assert "Sat 1 Aug 2026" in day(datetime(2026, 7, 31, 23, 5, tzinfo=UTC), short=True)


def test_somebodys_words_keep_their_direction(draws: Draws):
    page = draws("words", gallery.RIGHT_TO_LEFT, "In their own words")
    assert page.one("p")["dir"] == "auto"
    assert page.one("figcaption").text == "In their own words"


def test_a_letter_keeps_its_headings_and_lines(draws: Draws):
    blocks = (Block("heading", ("Found",)), Block("paragraph", ("# Late.", "* One", "* Two")))
    letter = Printed(sender=("Us",), to=("You",), day=date(2026, 9, 1), reference="X", blocks=blocks, signed=("Me",))
    page = draws("letter", letter)
    # What staff wrote is shown as they wrote it, as in the email: a mark at the start of a line makes nothing of it.
    assert [each.text for each in page.all("h2", "li")] == ["Found"]
    assert "# Late. * One * Two" in page.one("article").text


def test_pages_of_a_list_that_are_not_there_are_not_offered(draws: Draws):
    assert [(link["rel"], link.text) for link in draws("pager", "/2", "").links()] == [("next", "Next page")]
    assert draws("pager", "", "").elements == []


def test_parts_say_which_is_open(draws: Draws):
    page = draws("parts", "Parts", (Place("One", "/1", is_here=True), Place("Two", "/2")))
    assert [link["aria-current"] for link in page.links()] == ["page", ""]


def test_what_was_done_is_announced_and_what_matters_can_be_found(draws: Draws):
    assert [each.text for each in draws("notice", "done", "It is sent.").elements if each["role"] == "alert"] == [
        "Done It is sent."
    ]
    assert draws("notice", "important", "Read this.").one("section")["aria-label"] == "Important"
    assert draws("notice", "warning", "This sends it.").one("strong").text == "Warning: This sends it."


def test_a_tag_says_what_its_colour_means(draws: Draws):
    tag: Element = draws("tag", "Overdue", "red").one("strong")
    assert (tag.text, bool(re.search(r"--red\b", tag["class"]))) == ("Overdue", True)
