"""Words for a report: the newest stand, all are kept, and whoever writes beside somebody else is shown theirs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal.db import transaction, written
from portal.reports import writing
from portal.reports.report import Scope
from portal.reports.writing import CannotWrite, Text
from portal.reports.years import ReportYear
from tests.integration.reports.conftest import Histories

YEAR = ReportYear(2016)
NOW = datetime(2017, 6, 1, 9, 0, tzinfo=UTC)
TINY = timedelta(microseconds=1)
SECTION = "introduction"


@pytest.fixture
def engine(histories: Histories) -> Iterator[Engine]:
    return histories.engine


def write(engine: Engine, body: str, *, seen: datetime | None, by: str = "one") -> Text | None:
    with transaction(engine, writes=True) as session:
        return writing.write(session, YEAR, Scope.BOTH, SECTION, body, seen=seen, by=by, now=NOW)


def stands(engine: Engine, scope: Scope = Scope.BOTH) -> dict[str, str]:
    with transaction(engine, writes=False) as session:
        return {section: text.body for section, text in writing.texts(session, YEAR, scope).items()}


def versions(engine: Engine) -> list[Text]:
    with transaction(engine, writes=False) as session:
        return list(writing.versions(session, YEAR, Scope.BOTH, SECTION))


def test_the_newest_words_stand_and_all_are_kept_even_of_one_moment(engine: Engine):
    assert write(engine, " First.\r\nAgain. \x00", seen=None) is None
    assert write(engine, "Second.", seen=NOW, by="two") is None
    assert stands(engine) == {SECTION: "Second."}
    assert stands(engine, Scope.STATUTORY) == {}
    assert versions(engine) == [Text("Second.", "two", NOW + TINY), Text("First.\nAgain.", "one", NOW)]


def test_what_was_taken_out_stands_no_more_and_is_kept(engine: Engine):
    write(engine, "First.", seen=None)
    write(engine, "", seen=NOW)
    assert stands(engine) == {}
    assert [each.body for each in versions(engine)] == ["", "First."]


def test_who_had_other_words_before_them_is_shown_what_stands_and_keeps_nothing(engine: Engine):
    write(engine, "First.", seen=None)
    assert write(engine, "Mine.", seen=None, by="two") == Text("First.", "one", NOW)
    assert write(engine, "First.", seen=None, by="two") is None  # the same words
    assert stands(engine) == {SECTION: "First."}
    assert write(engine, "Both.", seen=NOW, by="two") is None
    write(engine, "", seen=NOW + TINY)
    assert write(engine, "Mine.", seen=NOW, by="two") == Text("", "one", NOW + 2 * TINY)
    assert [each.body for each in versions(engine)] == ["", "Both.", "First."]


def test_of_two_who_write_at_one_moment_the_second_is_shown_the_first(engine: Engine):
    shown: list[Text | None] = []

    def second() -> None:
        def act(session: Session) -> Text | None:
            return writing.write(session, YEAR, Scope.BOTH, SECTION, "Mine.", seen=None, by="two", now=NOW)

        shown.append(written(engine, act))

    with transaction(engine, writes=True) as session:
        writing.write(session, YEAR, Scope.BOTH, SECTION, "Theirs.", seen=None, by="one", now=NOW)
        other = Thread(target=second)
        other.start()
        other.join(0.2)
    other.join()
    assert shown == [Text("Theirs.", "one", NOW)]
    assert stands(engine) == {SECTION: "Theirs."}


@pytest.mark.parametrize(
    ("section", "scope", "body", "why"),
    [
        ("nothing", Scope.BOTH, "Words.", "no such section"),
        ("young-learning", Scope.STATUTORY, "Words.", "no such section"),
        (SECTION, Scope.BOTH, "x" * 20_001, "at most 20,000"),
        (SECTION, Scope.BOTH, "We had {complaint}.", "No figure is called {complaint}"),
    ],
)
def test_what_cannot_be_kept_is_refused(engine: Engine, section: str, scope: Scope, body: str, why: str):
    with pytest.raises(CannotWrite, match=why), transaction(engine, writes=True) as session:
        writing.write(session, YEAR, scope, section, body, seen=None, by="one", now=NOW)
    assert stands(engine, scope) == {}


def test_the_young_people_s_sections_are_about_both_procedures(engine: Engine):
    assert "young-learning" in writing.sections_of(Scope.BOTH)
    assert not any(section.startswith("young-") for section in writing.sections_of(Scope.CORPORATE))
