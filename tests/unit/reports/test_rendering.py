"""A report as HTML: tables that are read well, and nothing that a strict policy of content forbids."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from portal.reading_age import longest_sentence, reading_grade
from portal.reports import rendering
from portal.reports.hiding import hide
from portal.reports.rendering import Block, blocks
from portal.reports.report import Cell, Count, Edition, Measured, Report, Unit
from tests.markup import Element, Page
from tests.report_sample import LONG, a_report

EDITIONS = [hide(a_report(edition, cases=cases)) for edition in Edition for cases in (58, 1, 0)]
PUBLIC = hide(a_report(Edition.PUBLIC))
FEW, ALL = Count("team-send", 0), Count("complaints", 58)


def whole(report: Report) -> Page:
    return Page(rendering.page(report))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (Count("a", 58), "58"),
        (Count("a", 27, ALL), "47% (27 of 58)"),
        (Count("a", 1, Count("b", 200)), "1% (1 of 200)"),
        (Count("a", 0, Count("b", 0)), "0"),
        (FEW, "fewer than 5"),
        (Count("team-send", 0, ALL), "fewer than 5 (of 58)"),
        (Count("a", 6, FEW), "6 (share hidden)"),
        (Count("team-send", 9), "hidden"),
        (Measured(1, Unit.WORKING_DAYS, ()), "1 working day"),
        (Measured(12, Unit.DAYS, ()), "12 days"),
        (Measured(None, Unit.DAYS, ()), "no figure"),
        (Measured(12, Unit.DAYS, (FEW,)), "hidden"),
        (Measured(194, Unit.PERCENT_MORE, ()), "194% more"),
        (Measured(-12, Unit.PERCENT_MORE, ()), "12% less"),
        (Measured(0, Unit.PERCENT_MORE, ()), "no change"),
        (date(2016, 4, 1), "1 April 2016"),
        ("words", "words"),
    ],
)
def test_what_a_cell_says(cell: Cell, told: str):
    assert rendering.told(PUBLIC, cell) == told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", []),
        ("One\ntwo\n\nthree", [Block("paragraph", ("One", "two")), Block("paragraph", ("three",))]),
        ("# Head\nWords", [Block("heading", ("Head",)), Block("paragraph", ("Words",))]),
        ("# One\n# Two", [Block("heading", ("One",)), Block("heading", ("Two",))]),
        ("We:\n* one\n* two", [Block("paragraph", ("We:",)), Block("list", ("one", "two"))]),
        ("* one\r\n\r\n\r\n* two", [Block("list", ("one",)), Block("list", ("two",))]),
        ("#no head\n*no list", [Block("paragraph", ("#no head", "*no list"))]),
    ],
)
def test_what_staff_wrote_is_laid_out(words: str, found: list[Block]):
    assert list(blocks(words)) == found


@pytest.mark.parametrize("report", EDITIONS)
def test_every_page_is_whole(report: Report):
    page = whole(report)
    ids = Counter(each["id"] for each in page.elements if each.has("id"))
    assert (page.faults, [each for each, count in ids.items() if count > 1]) == ([], [])
    assert [each.text for each in page.all("h1")] == [report.title]
    assert page.all("html")[0]["lang"] == "en-GB"
    assert page.all("script") == []
    assert [
        each.tag for each in page.elements if each.has("style") or any(name[:2] == "on" for name in each.attributes)
    ] == []
    wanted = {each["aria-describedby"] for each in page.all("table")} | {
        each["href"].lstrip("#") for each in page.all("a")
    }
    assert wanted <= ids.keys()


@pytest.mark.parametrize("report", EDITIONS)
def test_every_table_has_a_name_heads_and_says_what_it_counts(report: Report):
    page = whole(report)
    tables = page.all("table")
    assert [next(each.all("caption")).text for each in tables] == [each.title for each in report.tables]
    for drawn, table in zip(tables, report.tables, strict=True):
        heads = list(drawn.all("th"))
        assert [each["scope"] for each in heads] == ["col"] * len(table.heads) + ["row"] * len(table.every_row)
        beside = page.by_id(drawn["aria-describedby"])
        assert beside
        lead = "" if report.edition is Edition.YOUNG_PEOPLE else "What is counted: "
        assert beside.text == lead + table.definition


def test_tables_and_sentences_say_percentages_with_their_counts():
    page = whole(PUBLIC)
    assert "That is 7% (58 of 802) of all that the council got." in [each.text for each in page.all("p")]
    cells = [each.text for each in page.all("td")]
    assert cells[:6] == ["57% (33 of 58)", "26% (15 of 58)", "12% (7 of 58)", *["fewer than 5 (of 58)"] * 2, "58"]
    assert "56 people thanked us, 194% more." in page.all("body")[0].text


def test_what_is_hidden_stands_nowhere():
    hidden = whole(PUBLIC).all("svg")[0]
    assert [rect["width"] for rect in hidden.all("rect")] == ["46.0%", "20.91%", "9.76%"]
    texts = ["".join(part for part in each.inside if isinstance(part, str)) for each in hidden.all("text")]
    assert [text for text in texts if re.search(r"\d", text)] == [
        "57% (33 of 58)", "26% (15 of 58)", "12% (7 of 58)", *["fewer than 5 (of 58)"] * 2
    ]  # fmt: skip


def test_a_picture_is_for_eyes_and_the_table_for_everybody():
    for picture in whole(PUBLIC).all("svg"):
        assert (picture["aria-hidden"], picture["focusable"]) == ("true", "false")
        title = picture.inside[1]
        assert isinstance(title, Element)
        assert title.tag == "title"  # a PDF tells it as what the picture is


def test_words_of_staff_are_words():
    page = whole(PUBLIC)
    assert "This year was <b>busy</b> & plain. We wrote =1+1 & did not count it." in [
        each.text for each in page.all("p")
    ]
    assert page.all("b") == []
    assert "What we saw" in [each.text for each in page.all("h3")]
    assert "We say <who> decides." in [each.text for each in page.all("li")]
    assert LONG in page.all("body")[0].text


def test_headings_go_down_by_one():
    levels = [int(each.tag[1]) for each in whole(PUBLIC).all("h1", "h2", "h3")]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_fragment_has_no_page_around_it_and_tells_of_a_correction():
    drawn = rendering.html(PUBLIC, notes=["Corrected on 1 June 2017: 57 was 58 & more."])
    assert not re.search(r"<(html|head|body|main|style|h1)\b", drawn)
    assert '<p class="report-note">Corrected on 1 June 2017: 57 was 58 &amp; more.</p>' in drawn


@pytest.mark.parametrize("edition", Edition)
def test_the_rules_stand_at_the_end(edition: Edition):
    last = whole(hide(a_report(edition))).all("section")[-1].text
    assert last.startswith("How we count")
    assert ("Do not publish it" in last) == (edition is Edition.PANEL)
    assert ("fewer than 5" in last.lower()) == (edition is not Edition.PANEL)


def test_children_can_read_what_their_edition_says_of_itself():
    page = whole(hide(a_report(Edition.YOUNG_PEOPLE)))
    ours = [each.text for each in page.all("section")[-1].all("p")]
    ours += [each.text for each in page.all("p") if each["class"] == "report-about"]
    assert len(longest_sentence(" ".join(ours)).split()) <= 20
    assert reading_grade(" ".join(ours)) <= 5


def test_the_sheet_names_no_class_in_vain():
    styles = rendering.page(PUBLIC).split("</style>")[0]
    drawn = "".join(rendering.page(each, notes=["x"]).split("</style>")[1] for each in EDITIONS)
    used = {name for names in re.findall(r'class="([^"]+)"', drawn) for name in names.split()}
    named = set(re.findall(r"\.((?:report|page)-[a-z-]+)", styles)) | {"report"}
    assert named - used == set()
