"""Searching on both databases: by what stands clear, by the words of a name, and never past who may see a case."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from portal.cases import names, search
from portal.cases.handling import case_names
from portal.cases.indexing import Indexed, index_anew
from portal.cases.models import cases
from portal.db import transaction
from portal.migrating import bring_to, changing_tables, migrate
from portal.staff import Staff
from portal.vocabulary import Act, CaseState, Flag, Service, WhatFor
from tests.databases import Databases
from tests.factories import NAME_KEY, RECEIVED, engine_on, office, told
from tests.integration.cases import listed
from tests.integration.cases.acts.conftest import StaffDesk
from tests.integration.cases.listed import Lists, a_desk_of_cases

EVERY = {"pods", "danger", "two teams", "thanks", "restricted", "barred", "investigated"}
SEES: tuple[tuple[Staff, set[str]], ...] = (
    (listed.MANAGER, EVERY),
    (listed.OFFICER, EVERY - {"restricted"}),
    (listed.SENIOR, EVERY - {"restricted"}),
    (listed.BARRED, EVERY - {"barred"}),
    (listed.SAFETY, {"danger", "restricted"}),
    (listed.OUTSIDE, set()),
    (listed.PODS, EVERY - {"restricted", "thanks"}),
    (listed.SEND, {"two teams"}),
    (listed.BOTH_TEAMS, EVERY - {"restricted", "thanks"}),
    (listed.FOSTERING, set()),  # thanks are read before their team knows of them
    (listed.INVESTIGATOR, {"investigated"}),
    (listed.NOBODY, set()),
)


@pytest.fixture
def desk(databases: Databases) -> Iterator[StaffDesk]:
    engine = engine_on(databases.migrated())
    yield StaffDesk(engine, office())
    engine.dispose()


def test_whatever_is_looked_for_nobody_finds_what_is_not_theirs_to_know_of(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    for who, theirs_are in SEES:
        theirs, lists = {made[name] for name in theirs_are}, Lists(desk, who)
        assert set(lists.found()) == theirs, who.roles
        assert set(lists.found(name="zebedee plainly")) == theirs, who.roles
        assert set(lists.found(state=CaseState.NEW)) == theirs - {made["thanks"]}, who.roles
        assert set(lists.found(since=date(2026, 1, 1))) == theirs, who.roles
        by_reference = {reference for reference in made.values() if lists.found(reference=reference)}
        assert by_reference == theirs, who.roles
        by_team = {each for team in ("pods", "send", "fostering") for each in lists.found(team=team)}
        assert by_team == theirs, who.roles


def test_each_thing_narrows_and_all_of_it_holds_at_once(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    lists = Lists(desk, listed.MANAGER)
    assert lists.found(flag=Flag.DANGER) == [made["danger"]]
    assert lists.found(what_for=WhatFor.THANKS) == [made["thanks"]]
    assert lists.found(team="send") == [made["two teams"]]
    assert lists.found(team="send", flag=Flag.DANGER) == []
    day = RECEIVED.date() - timedelta(days=2)
    assert lists.found(since=day, until=day) == [made["two teams"]]
    assert lists.found(until=day - timedelta(days=4)) == [made["investigated"]]
    assert lists.found(team="pods", state=CaseState.NEW, name="Zebedee", since=day) == [
        made["pods"],
        made["danger"],
        made["two teams"],
    ]


def test_the_newest_are_first_and_pages_hold_each_once(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    made = [
        desk.receive(
            told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND, your_name="Zebedee"),
            key=str(number),
            now=RECEIVED - timedelta(days=number // 2),
        )
        for number in range(9)
    ]
    monkeypatch.setattr(search, "PAGE", 2)
    for who in (listed.MANAGER, listed.PODS, listed.BOTH_TEAMS):
        for sought in ({}, {"name": "zebedee"}, {"team": "pods"}, {"state": CaseState.NEW}):
            found = Lists(desk, who).found(**sought)
            assert sorted(found) == sorted(made), (who.teams, sought)
            days = [desk.file(reference).received_on for reference in found]
            assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("Ottoline", True),
        ("ottoline BRAMBLEBY", True),
        ("brambleby, ottoline", True),
        ("Óttoline", True),
        ("Ottoline Vexillary", True),  # all names in the case count: who wrote, and who it was
        ("Ottoline Somebody", False),  # every word must be in it
        ("Ottolin", False),  # exact words only
        ("Ottolines", False),
        ("O", False),  # initials would find everybody
        ("!", False),
    ],
)
def test_a_name_is_found_by_its_exact_words(desk: StaffDesk, typed: str, is_found: bool):
    reference = desk.receive(told(your_name="Ottoline Brambleby", who_was_it="Mr Vexillary"))
    desk.receive(told(your_name="Somebody Else"), key="other")
    assert Lists(desk, listed.MANAGER).found(name=typed) == ([reference] if is_found else [])


def test_a_name_finds_the_same_whether_its_words_are_rare_or_common(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    made = a_desk_of_cases(desk)
    pods = desk.receive(told(your_name="Zebedee Plainly", who_was_it="Ms Vexillary"), key="v", now=RECEIVED)
    monkeypatch.setattr(search, "PAGE", 2)
    for rare in (1, 100):
        monkeypatch.setattr(search, "RARE", rare)
        for who, theirs_are in SEES:
            theirs = {made[name] for name in theirs_are} | ({pods} if "pods" in theirs_are else set())
            assert set(Lists(desk, who).found(name="plainly zebedee")) == theirs, (rare, who.roles)
        lists = Lists(desk, listed.MANAGER)
        assert lists.found(name="zebedee vexillary plainly") == [pods]
        assert lists.found(name="zebedee vexillary", team="send") == []
        assert lists.found(name="zebedee plainly", team="send", state=CaseState.NEW) == [made["two teams"]]


def test_a_case_with_very_many_words_is_found_by_any_of_them_too(desk: StaffDesk):
    few = desk.receive(told(your_name="Ottoline Brambleby"))
    many = " ".join(f"word{number}" for number in range(15))
    wordy = desk.receive(told(your_name="Ottoline Brambleby", who_was_it=many), key="wordy")
    lists = Lists(desk, listed.MANAGER)
    assert set(lists.found(name="brambleby ottoline")) == {few, wordy}
    assert lists.found(name="ottoline word14 word3") == [wordy]
    assert lists.found(name="word14") == [wordy]
    assert lists.found(name="word14 somebody") == []


def test_what_a_team_has_is_found_by_its_state_after_every_act(desk: StaffDesk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SEND))
    manager = Lists(desk, listed.MANAGER)

    def states() -> set[tuple[str, CaseState]]:
        pairs = ((team, state) for team in ("pods", "send", "fostering") for state in CaseState)
        return {(team, state) for team, state in pairs if manager.found(team=team, state=state) == [reference]}

    assert states() == {("pods", CaseState.NEW), ("send", CaseState.NEW)}
    desk.does(reference, Act.CONFIRM_ROUTE, issue="2", team="fostering", why="It is about a foster home.")
    desk.does(reference, Act.CONFIRM_ROUTE, issue="1")
    assert states() == {("pods", CaseState.NEW), ("fostering", CaseState.NEW)}
    letter = {"letter": "Thank you for telling us.", "how": "email"}
    desk.does(reference, Act.ACKNOWLEDGE, points="One.", contact="A person", **letter)
    assert states() == {("pods", CaseState.OPEN), ("fostering", CaseState.OPEN)}
    wish = {"own_wish": ("yes",), "told_by": "complainant", "channel": "phone", "internally": "no"}
    desk.does(reference, Act.WITHDRAW, **wish, **letter)
    desk.does(reference, Act.CLOSE, why="They took it back.")
    assert states() == {("pods", CaseState.CLOSED), ("fostering", CaseState.CLOSED)}


def test_a_team_finds_a_case_only_while_it_has_a_part_of_it(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    desk.does(made["pods"], "confirm-route", team="send", why="It is theirs.")  # type: ignore[arg-type]
    assert made["pods"] in Lists(desk, listed.MANAGER).found(team="send")
    assert made["pods"] not in Lists(desk, listed.MANAGER).found(team="pods")
    assert made["pods"] not in Lists(desk, listed.PODS).found()


# ------------------------------------------------------------------------------------------------- the index anew


def hashes(desk: StaffDesk) -> set[tuple[str, str, date]]:
    with transaction(desk.engine, writes=False) as session:
        return set(session.execute(select(case_names.c.case_id, case_names.c.word_hash, case_names.c.received_on)))  # type: ignore[arg-type]


def test_the_index_is_made_anew_from_what_is_sealed(desk: StaffDesk):
    made = a_desk_of_cases(desk)
    right = hashes(desk)
    with transaction(desk.engine, writes=True) as session:
        session.execute(delete(case_names).where(case_names.c.case_id == desk.file(made["pods"]).id))
        row = {"case_id": desk.file(made["danger"]).id, "word_hash": "old", "received_on": RECEIVED.date()}
        session.execute(insert(case_names).values(**row))
    done = index_anew(desk.engine, NAME_KEY)
    assert (done.cases, done.changed, done.stuck) == (7, 2, ())
    assert hashes(desk) == right
    assert index_anew(desk.engine, NAME_KEY).changed == 0


def test_what_was_indexed_before_pairs_of_words_were_is_paired_by_the_migration(databases: Databases):
    engine = engine_on(databases.empty())
    with changing_tables(engine) as connection:
        bring_to(connection, "0007")
    desk = StaffDesk(engine, office())
    a_desk_of_cases(desk)
    desk.receive(told(your_name=" ".join(f"word{number}" for number in range(17))), key="wordy")
    right = hashes(desk)
    words = names.hashed(NAME_KEY, " ".join((*(f"word{number}" for number in range(17)), "zebedee plainly worker")))
    with transaction(engine, writes=True) as session:
        session.execute(delete(case_names).where(case_names.c.word_hash.not_in(words)))
    assert len(hashes(desk)) == 17 + 2 * 7 + 1
    migrate(engine)
    assert hashes(desk) == right
    engine.dispose()


def test_another_key_finds_what_it_indexed_and_not_before(desk: StaffDesk):
    a_desk_of_cases(desk)
    desk.office = type(desk.office)(
        desk.office.council, desk.office.calendar, desk.office.portal_url, "another key for names, which is long enough"
    )
    assert Lists(desk, listed.MANAGER).found(name="zebedee") == []
    index_anew(desk.engine, desk.office.name_key)
    assert len(Lists(desk, listed.MANAGER).found(name="zebedee")) == 7


def test_it_goes_on_where_it_stopped_and_tells_what_it_cannot_open(desk: StaffDesk, monkeypatch: pytest.MonkeyPatch):
    made = sorted(a_desk_of_cases(desk).values())
    with transaction(desk.engine, writes=True) as session:
        other = select(cases.c.transcript).limit(1).scalar_subquery()
        session.execute(update(cases).where(cases.c.reference == made[-1]).values(representation=other))
    monkeypatch.setattr("portal.cases.indexing._AT_ONCE", 2)
    told_on_the_way: list[Indexed] = []
    done = index_anew(desk.engine, "yet another key", after=made[1], on_the_way=told_on_the_way.append)
    assert [each.last for each in told_on_the_way] == [made[3], made[5], made[6]]
    assert (done.cases, done.changed, done.stuck) == (5, 4, (made[-1],))
