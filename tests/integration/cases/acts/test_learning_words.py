"""The words of learning are for any team: what says whose case it was is refused as it comes in, with the word."""

from collections.abc import Iterator
from datetime import date

import pytest

from portal.cases.acts.doing import NotFilledIn
from portal.vocabulary import Act
from tests.databases import SqliteFiles
from tests.factories import engine_on, office, told
from tests.integration.cases.acts.conftest import StaffDesk

_LEARNED = {"what": "training", "owner": "Ottoline Quince", "due": date(2026, 10, 1)}


@pytest.fixture
def desk(sqlite_files: SqliteFiles) -> Iterator[StaffDesk]:
    engine = engine_on(sqlite_files.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def received(desk: StaffDesk) -> str:
    reference = desk.receive(told(your_name="Plainly Madeup", who_was_it="my social worker Quokka"))
    desk.does(reference, Act.CONFIRM_ROUTE)
    return reference


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Tell plainly what happens next.", "“plainly” is among the names in this case. Use other words."),
        ("Train Quokka.", "“Quokka” is among the names in this case. Use other words."),
        ("See {reference}.", "“{reference}” is a case reference. Take it out."),
        ("Ask me on 07700 900123.", "“07700 900123” is a phone number. Take it out."),
    ],
)
def test_learning_that_says_whose_case_it_was_is_not_kept(desk: StaffDesk, words: str, said: str):
    reference = received(desk)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.ADD_LEARNING, words=words.format(reference=reference), **_LEARNED)
    assert refused.value.problems == {"words": f"Any team may read this. {said.format(reference=reference)}"}
    assert desk.file(reference).actions == ()


def test_how_it_was_settled_is_held_to_the_same_and_a_remedy_is_not(desk: StaffDesk):
    reference = received(desk)
    desk.does(reference, Act.ADD_LEARNING, words="Social workers call back the same day.", **_LEARNED)
    remedy = _LEARNED | {"what": "apology"}
    desk.does(reference, Act.ADD_REMEDY, words="A letter that says sorry to Plainly.", **remedy)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.SETTLE_ACTION, action="1", done="done", why="Plainly got a call.")
    assert set(refused.value.problems) == {"why"}
    desk.does(reference, Act.SETTLE_ACTION, action="1", done="done", why="All calls were on the day.")
    case = desk.does(reference, Act.SETTLE_ACTION, action="2", done="done", why="Plainly has it.")
    assert [each.done for each in case.actions] == [True, True]
