"""The tools that measure, measured against what is known: they walk our own pages, and notice what is wrong."""

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.bench.journey.figures import Figures, percentile
from tests.bench.journey.markup import read_plainly
from tests.bench.journey.options import options
from tests.bench.journey.walking import Line, Walk
from tests.bench.load.client import Load
from tests.bench.load.plan import Plan, planned
from tests.serving import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("bench"), None, "--no-deliver") as served:
        yield served


def walked(walk: Walk) -> str:
    """How it ended. In a thread of its own: in a process that drives a browser too, this one has a loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(walk.whole())).result()


@pytest.mark.slow
def test_the_driver_that_knows_no_app_comes_to_our_receipt(served: Served):
    trace: list[Line] = []
    figures = Figures()
    walk = Walk(options([f"{served.url}/"]), figures, random.Random(1), trace=trace)  # noqa: S311
    assert walked(walk) == "no form"
    assert str(trace[-1][1]).endswith("/sent")
    assert trace[-1][2] == 200
    assert len(figures.step) > 10
    assert figures.errors == {}


@pytest.mark.slow
def test_the_driver_says_when_an_answer_was_refused(served: Served):
    figures = Figures()
    chosen = options([f"{served.url}/", "--set", "what-for=nothing-we-offer"])
    end = walked(Walk(chosen, figures, random.Random(1)))  # noqa: S311
    assert end.startswith("http 422 at /talk/")
    assert figures.errors == {end: 1}


@pytest.mark.slow
def test_the_load_sends_whole_complaints_and_notices_an_answer_that_leads_elsewhere(served: Served):
    plan = planned(served.url)
    assert Plan.from_json(plan.to_json()) == plan
    assert plan.posts[-1].leads_to == "/sent"
    load = Load(plan, people=2, rate=0)
    load.runs(2)
    assert load.errors == {}
    assert load.visits > 0
    assert len(load.times) >= load.visits * len(plan.posts)
    astray = replace(plan, posts=(*plan.posts[:-1], replace(plan.posts[-1], leads_to="/lost")))
    load = Load(astray, people=1, rate=0)
    load.runs(2)
    assert set(load.errors) == {f"{plan.posts[-1].path} led to /sent"}


@pytest.mark.slow
def test_with_a_rate_no_more_answers_are_sent_than_are_due(served: Served):
    load = Load(planned(served.url), people=4, rate=20)
    load.runs(2)
    assert 0 < len(load.times) <= 40


def test_the_plain_reader_finds_what_a_form_would_send():
    page = read_plainly(
        b'<form action="/search"><input name="q"></form><main><form id="ask" method="post"><input type="hidden" '
        b'name="t" value="1"><select name="s"><option value="">-<option value="a">A</select><textarea name="w">said'
        b'</textarea><input name="off" disabled><button name="b" value="on">Continue</button></form>'
        b'<input form="ask" name="apart"></main><a href="/next">Next</a>'
    )
    search, ask = page.forms
    assert (search.in_main, search.method) == (False, "get")
    assert (ask.in_main, ask.method, ask.called) == (True, "post", "ask")
    assert [each.name for each in ask.controls] == ["t", "s", "w", "b", "apart"]
    assert ask.controls[1].options == ["", "a"]
    assert ask.controls[2].value == "said"
    assert ask.controls[3].label == "Continue b"
    assert [(link.address, link.text) for link in page.links] == [("/next", "Next")]


def test_percentiles():
    assert percentile([], 0.99) is None
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile(list(range(100)), 0.99) == 99
