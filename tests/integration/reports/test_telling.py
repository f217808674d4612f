"""“You said, we did”: what may be published, by whom and how often, and what is refused or pointed at."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest

from portal.cases.access import Viewer
from portal.clocks.working_days import london_date
from portal.db import retried, transaction
from portal.reports import telling
from portal.reports.learned import learned
from portal.reports.report import Edition, Scope
from portal.reports.telling import LONGEST, CannotTell, Draft, NotAsWritten, Public
from portal.reports.years import ReportYear
from portal.staff import Staff
from portal.vocabulary import Act, Service, StaffRole, YesNoNotSure
from tests.databases import Databases
from tests.factories import engine_on, office, told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk, staff

SAID, DID = "Nobody told us when they would call.", "We say the day now. We call on that day."


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def case_with_learning(desk: StaffDesk, *, done: str = "done", owner: str = "Ottoline Quince", **said: object) -> str:
    reference = desk.receive(told(services=(Service.IN_CARE,), **said), key=str(uuid4()))
    due = london_date(desk.now) + timedelta(days=9)
    desk.does(reference, Act.ADD_LEARNING, what="training", words="Call back.", owner=owner, due=due)
    if done:
        desk.does(reference, Act.SETTLE_ACTION, done=done, why="Seen.")
    return reference


def draft(reference: str = "", *, key: str = "", said: str = SAID, did: str = DID) -> Draft:
    return Draft.of(key or str(uuid4()), said, did, reference, 1 if reference else 0)


def looked(desk: StaffDesk, meant: Draft, who: Staff = MANAGER) -> tuple[str, ...]:
    with transaction(desk.engine, writes=False) as session:
        return telling.looked_over(session, Viewer.of(who, desk.office.council), meant)


def publishes(desk: StaffDesk, meant: Draft, who: Staff = MANAGER) -> None:
    def once() -> None:
        with transaction(desk.engine, writes=True) as session:
            seen = Viewer.of(who, desk.office.council)
            telling.publish(session, seen, meant, by=f"staff:{who.id}", now=desk.now)

    retried(once)


def takes_down(desk: StaffDesk, key: str, why: str = "It was too clear.") -> None:
    with transaction(desk.engine, writes=True) as session:
        telling.take_down(session, key, why, by=f"staff:{MANAGER.id}", now=desk.now)


def page(desk: StaffDesk, year: int = 2026) -> list[Public]:
    with transaction(desk.engine, writes=False) as session:
        return list(telling.public(session, year))


def problems(desk: StaffDesk, meant: Draft) -> dict[str, str]:
    with pytest.raises(NotAsWritten) as refused:
        looked(desk, meant)
    with pytest.raises(NotAsWritten):
        publishes(desk, meant)
    assert page(desk) == []
    return dict(refused.value.problems)


# --- published, once


def test_it_stands_on_the_page_once_however_often_it_is_pressed(desk: StaffDesk):
    meant = draft(case_with_learning(desk))
    looked(desk, meant)
    assert page(desk) == []
    publishes(desk, meant)
    publishes(desk, meant)
    assert page(desk) == [Public(SAID, DID, date(2026, 9, 1))]
    with pytest.raises(CannotTell, match="used already"):
        publishes(desk, draft(meant.reference, key=meant.key, did="We did other things."))
    with pytest.raises(CannotTell, match="told already"):
        publishes(desk, draft(meant.reference))
    assert len(page(desk)) == 1


def test_taken_down_it_is_gone_with_its_reason_kept_and_no_old_form_brings_it_back(desk: StaffDesk):
    meant = draft(case_with_learning(desk))
    publishes(desk, meant)
    takes_down(desk, meant.key)
    publishes(desk, meant)
    assert page(desk) == []
    with pytest.raises(CannotTell, match="taken down already"):
        takes_down(desk, meant.key, "Another reason.")
    with transaction(desk.engine, writes=False) as session:
        found = telling.entry(session, Viewer.of(MANAGER, desk.office.council), meant.key)
    assert found
    assert (found.why, found.taken_down_on, found.reference) == ("It was too clear.", date(2026, 9, 1), meant.reference)
    publishes(desk, draft(meant.reference))
    assert len(page(desk)) == 1


def test_the_newest_stands_first_in_its_year(desk: StaffDesk):
    for day, said in ((date(2025, 12, 31), "One."), (date(2026, 1, 1), "Two."), (date(2026, 9, 1), "Three.")):
        desk.on(day)
        publishes(desk, draft(said=said))
    with transaction(desk.engine, writes=False) as session:
        assert telling.years(session) == (2026, 2025)
    assert [each.said for each in page(desk)] == ["Three.", "Two."]


def test_the_report_for_everybody_tells_it_in_the_year_of_its_case(desk: StaffDesk):
    reference = case_with_learning(desk)
    publishes(desk, draft(reference))
    with transaction(desk.engine, writes=False) as session:
        found = learned(session, ReportYear(2026), Scope.BOTH, date(2027, 4, 1))
    assert found[Edition.PUBLIC] == (f"You said: {SAID} We did: {DID}",)


# --- refused


@pytest.mark.parametrize(
    ("half", "text", "said"),
    [
        ("said", "", "You said: write something here."),
        ("did", "a " * LONGEST, f"We did: write at most {LONGEST} characters. This has {2 * LONGEST - 1}."),
        ("did", "Write to us@home.example.", "We did: “us@home.example” is an email address. Take it out."),
        ("said", "Call 07700 900123.", "You said: “07700 900123” is a phone number. Take it out."),
    ],
)
def test_freely_written_it_is_held_to_this(desk: StaffDesk, half: str, text: str, said: str):
    assert problems(desk, draft(**{half: text})) == {half: said}


def test_a_reference_is_refused_wherever_it_comes_from(desk: StaffDesk):
    reference = case_with_learning(desk)
    found = problems(desk, draft(did=f"See {reference.lower().replace('-', ' ')}."))
    assert "is a case reference" in found["did"]


@pytest.mark.parametrize("word", ["Plainly", "quokka", "Nemo’s", "Quince"])
def test_a_name_in_the_case_is_refused_with_the_word(desk: StaffDesk, word: str):
    names = {"your_name": "Plainly Madeup", "who_was_it": "my worker Quokka", "about_whom": "Nemo"}
    reference = case_with_learning(desk, **names)
    found = problems(desk, draft(reference, said=f"It was {word} turn."))
    assert found == {"said": f"You said: “{word}” is among the names in this case. Use other words."}
    looked(desk, draft(said=f"It was {word} turn."))  # from no case: it is only pointed at


@pytest.mark.parametrize(("done", "may"), [("", False), ("not-done", False), ("done", True)])
def test_only_what_was_done_is_told(desk: StaffDesk, done: str, may: bool):
    meant = draft(case_with_learning(desk, done=done))
    if may:
        publishes(desk, meant)
    else:
        with pytest.raises(CannotTell, match="This is not done"):
            publishes(desk, meant)
    assert len(page(desk)) == may


def test_of_a_case_that_somebody_may_not_see_they_tell_nothing(desk: StaffDesk):
    meant = draft(case_with_learning(desk))
    other = staff(StaffRole.TEAM_MANAGER, teams=("nobody-knows",))
    with pytest.raises(CannotTell, match="that you can see"):
        publishes(desk, meant, other)
    with transaction(desk.engine, writes=False) as session:
        seen = Viewer.of(other, desk.office.council)
        assert telling.source(session, seen, meant.reference, 1) is None


def test_of_a_case_kept_to_few_nothing_is_told_before_its_names_are_matched(desk: StaffDesk):
    reference = case_with_learning(desk, hurt_by_worker=YesNoNotSure.YES)
    with pytest.raises(CannotTell, match="Match its names first"):
        looked(desk, draft(reference))
    desk.does(reference, Act.MATCH_NAMES, found="Nobody who signs in here.")
    assert "Whoever that case is about can read this page." in " ".join(looked(desk, draft(reference)))


# --- pointed at


def test_a_case_with_few_like_it_is_pointed_at(desk: StaffDesk):
    few = "Somebody may know whose this is."
    reference = case_with_learning(desk)
    assert few in " ".join(looked(desk, draft(reference)))
    for _ in range(4):
        desk.receive(told(services=(Service.IN_CARE,)), key=str(uuid4()))
    assert looked(desk, draft(reference)) == ()
    assert looked(desk, draft()) == ()


def test_what_is_hard_to_read_and_what_looks_like_a_name_is_pointed_at(desk: StaffDesk):
    hard = "Following the recommendations, statutory assessments are undertaken collaboratively by practitioners."
    advice = " ".join(looked(desk, draft(did=hard)))
    assert "hard to read" in advice
    assert "collaboratively" in advice
    assert "(Zebedee; Maidenhead)" in " ".join(looked(desk, draft(said="I told Zebedee in Maidenhead.")))
