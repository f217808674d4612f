"""A frozen edition comes back as it was, and nothing else passes for one."""

import json

import pytest

from portal.reports.hiding import hide
from portal.reports.keeping import NotAReport, kept, opened
from portal.reports.report import Edition
from tests.report_sample import a_report


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("cases", [58, 1, 0])
def test_what_was_kept_comes_back_exactly(edition: Edition, cases: int):
    report = hide(a_report(edition, cases=cases))
    assert opened(kept(report)) == report
    assert kept(opened(kept(report))) == kept(report)


def test_it_is_plain_text_with_a_version():
    assert json.loads(kept(a_report()))["version"] == 1
    assert "children’s" in kept(a_report())


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"version":1', '"version":2'),
        ('"version":1', '"version":true'),
        ('"version":1', '"version":1,"more":0'),
        ('"scope":"both"', '"scope":"neither"'),
        ('"number":58', '"number":"58"'),
        ('"number":58', '"number":58.5'),
        ('"number":58', '"number":true'),
        ('"items":[]', '"items":{}'),
        ('"items":[]', '"items":[1]'),
        ('"counted_on":"2017-04-03"', '"counted_on":"3 April"'),
        ('"day":"2016-04-01"', '"day":"2016-04-31"'),
        ('"words":""', '"word":""'),
        ('"drawn":"bars"', '"drawn":"pie"'),
        ('{"version"', '["version"'),
        ('["complaints","in-time","late"]', "[]"),
    ],
)
def test_what_it_does_not_know_is_refused(was: str, becomes: str):
    text = kept(a_report())
    assert was in text
    with pytest.raises(NotAReport):
        opened(text.replace(was, becomes, 1))


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", "[" * 5_000])
def test_other_text_is_refused(text: str):
    with pytest.raises(NotAReport):
        opened(text)
