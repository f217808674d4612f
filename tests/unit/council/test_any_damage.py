"""However a council file is damaged, what comes out is a council or its faults, and never anything else."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.council import Council, CouncilFaults, from_text
from portal.council.checks import check
from portal.council.reading import read_council
from portal.council.tables import Faults, Table
from portal.vocabulary import Role

GOOD = (Path(__file__).parents[2] / "councils" / "sample-shire.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["x = '", "[", "n = " + "9" * 5000, "a = " + "[" * 5000, "\x00", '"a\\nb" = 1'], ids=range(6)
)
def test_text_that_is_no_council_file_is_refused(text: str) -> None:
    with pytest.raises(CouncilFaults):
        from_text(text, "shire.toml")


def _places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    keys = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield (*path, key)
        yield from _places(node[key], (*path, key))


PLACES = list(_places(tomllib.loads(GOOD)))

anything = st.recursive(
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.sampled_from([datetime(2026, 1, 1), date(2026, 1, 1), time(9), "complaints", "2026-12-29"]),  # noqa: DTZ001 - TOML has naive datetimes
    ),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.none() | anything), min_size=1, max_size=4))
def test_whatever_is_broken_only_faults_come_out(breaks: list[tuple[tuple[Any, ...], Any]]) -> None:
    raw = tomllib.loads(GOOD)
    for path, value in breaks:
        _break(raw, path, value)
    faults = Faults("shire.toml")
    root = Table(raw, "", faults)
    council = read_council(root, "shire.toml")
    root.close()
    check(council, raw, faults)
    assert isinstance(council, Council)
    assert all(fault.key and fault.what and fault.cure and "\n" not in str(fault) for fault in faults.found)


def _break(node: Any, path: tuple[Any, ...], value: Any) -> None:
    *way, last = path
    try:
        for key in way:
            node = node[key]
        if value is None:
            del node[last]
        else:
            node[last] = value
    except (KeyError, IndexError, TypeError):
        return  # an earlier break took this place away


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=6))
def test_whatever_is_typed_into_the_text_only_faults_or_a_council_come_out(at: int, gone: int, typed: str) -> None:
    outcome = _read(GOOD[:at] + typed + GOOD[at + gone :])
    assert outcome.faults if isinstance(outcome, CouncilFaults) else outcome.team_for_role(Role.COMPLAINTS).inbox


def _read(text: str) -> Council | CouncilFaults:
    try:
        return from_text(text, "shire.toml")
    except CouncilFaults as refused:
        return refused
