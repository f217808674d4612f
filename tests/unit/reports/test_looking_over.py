"""What is looked at before a correction is published: what changes, by how few, and which words may name somebody."""

from dataclasses import replace

import pytest

from portal.reports.hiding import hide
from portal.reports.looking_over import Change, changed_words, changes, may_name
from portal.reports.report import Count, Edition, Measured, Report, Section, Unit
from tests.report_sample import a_report

PANEL, PUBLIC = a_report(), hide(a_report(Edition.PUBLIC))


def said(*parts: Count | Measured | str, hidden: frozenset[str] = frozenset(), words: str = "") -> Report:
    """A report of one sentence."""
    sections = (Section(key="all", title="All", said=(parts,), words=words),)
    return replace(PUBLIC, sections=sections, sums=(), hidden=hidden)


@pytest.mark.parametrize("report", [PANEL, PUBLIC])
def test_what_is_the_same_changes_nothing(report: Report):
    assert changes(report, replace(report)) == ()
    assert changed_words(report, replace(report)) == ()


def test_a_figure_that_stands_in_several_places_is_told_once_and_shares_are_not():
    found = changes(a_report(cases=58), a_report(cases=116))
    every = [each for each in found if (each.was, each.now) == ("58", "116")]
    assert len(every) == 1
    assert not any("%" in each.was for each in found)


@pytest.mark.parametrize(
    ("was", "now", "tells"),
    [(58, 59, True), (58, 62, True), (58, 54, True), (58, 63, False), (58, 53, False)],
)
def test_a_small_change_of_what_is_shown_tells_of_few(was: int, now: int, tells: bool):
    (change,) = changes(said("Complaints: ", Count("n", was), "."), said("Complaints: ", Count("n", now), "."))
    assert change == Change("n", "All: Complaints", str(was), str(now), now - was)
    assert change.tells_of_few is tells


def test_what_is_hidden_before_or_after_has_no_difference():
    few, many = said("N: ", Count("n", 3), hidden=frozenset({"n"})), said("N: ", Count("n", 6))
    for old, new, words in ((few, many, ("fewer than 5", "6")), (many, few, ("6", "fewer than 5"))):
        (change,) = changes(old, new)
        assert ((change.was, change.now), change.by, change.tells_of_few) == (words, None, False)
    assert changes(few, said("N: ", Count("n", 4), hidden=frozenset({"n"}))) == ()


def test_a_figure_that_comes_or_goes_and_one_that_is_no_count():
    days = Measured(12, Unit.DAYS, (Count("answered", 40),))
    longer = replace(days, number=13)
    (change,) = changes(said("Time: ", days), said("Time: ", longer))
    assert change == Change("All: Time", "All: Time", "12 days", "13 days")
    base = Count("n", 6, Count("council", 90))
    (change,) = changes(said("N: ", Count("n", 6)), said("N: ", base))
    assert change == Change("council", "All: N: out of", "not there", "90")
    assert changes(said("N: ", base), said("N: ", Count("n", 6)))[0].now == "not there"


def test_sections_with_other_words_are_named():
    old, new = said("N", words="One."), said("N", words="Two.")
    assert changed_words(old, new) == ("All",)
    assert changed_words(replace(new, sections=()), new) == ("All",)
    assert changed_words(new, replace(new, sections=())) == ("All",)


def test_words_that_may_name_somebody_are_found_by_section():
    words = "# Why we say so\n* One\n\nWe met Plainly and asked Sample Shire’s team. Mrs Madeup called 01632 960 001."
    report = said("N", words=words)
    assert dict(may_name(report)) == {
        "All": ("01632 960 001", "Mrs Madeup", "Plainly", "Sample", "Shire’s", "Madeup")
    }  # fmt: skip
    known = frozenset({"Sample", "Shire"})
    assert dict(may_name(report, known)) == {"All": ("01632 960 001", "Mrs Madeup", "Plainly", "Madeup")}
    assert list(may_name(said("N", words="Nobody at all."))) == []
