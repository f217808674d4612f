"""`portal demo` as somebody types it: once, on one's own machine only, and with a way in for every role."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.cases.handling import case_stages
from portal.cases.models import cases
from portal.db import make_engine, transaction
from portal.demo.people import PEOPLE
from portal.demo.playing import play
from portal.demo.year.further import STORIES as FURTHER
from portal.demo.year.open_now import STORIES as OPEN_NOW
from portal.outbox.models import MessageState, outbox
from portal.script.retelling import retold
from portal.settings import Settings
from portal.staff import Staff, sessions, signing_in
from portal.vocabulary import CaseState, StaffRole, Stage
from tests.databases import PostgresDatabases
from tests.factories import engine_on, office, told
from tests.integration.cases.conftest import Desk
from tests.integration.cli.conftest import Portal
from tests.integration.cli.demo_year import NOW, Env, Year, demo, opened, played_once
from tests.portals import real_env
from tests.published import brings_in_past_years

WAYS_IN = re.compile(r"^  (\S+@demo\.example) +((?:[0-9a-z]{4}-){3}[0-9a-z]{4}) ", re.MULTILINE)
PASSWORD = re.compile(r"the password (\S+)$", re.MULTILINE)


SIX = re.compile(r"[0-9]{6}\n")


def local(folder: Path, **more: str) -> Env:
    return {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(folder / "instance"), **more}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    with played_once(tmp_path_factory) as year:
        yield year


@pytest.fixture
def env(played: Year, tmp_path: Path) -> Env:
    """The same year in a folder that is a test's own."""
    shutil.copytree(played.env["PORTAL_INSTANCE"], tmp_path / "instance")
    return local(tmp_path)


# --- only where nobody is real


def test_it_is_refused_in_real_use(tmp_path: Path):
    real = real_env(tmp_path)
    for env, *words in ((real,), (real, "--code", "manager@demo.example"), ({},), (real | {"PORTAL_LOCAL": "yes"},)):
        code, said, complaint = demo(env, *words)
        assert (code, said) == (2, "")
        assert "local use only" in complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("before", [False, True], ids=["received here", "of past years"])
def test_it_is_refused_on_a_database_with_another_case(portal: Portal, tmp_path: Path, before: bool):
    env = local(tmp_path)
    portal("migrate", **env)
    settings = Settings.from_env(env)
    engine = make_engine(settings.database_url, settings.keyring)
    desk = Desk(engine, office())
    if before:
        brings_in_past_years(engine, NOW)
    else:
        desk.receive(told())
    rows = desk.rows()
    code, said, complaint = demo(env)
    assert (code, said) == (2, "")
    assert "The demo needs one of its own" in complaint
    assert desk.rows() == rows
    engine.dispose()


# --- signing in


def signs_in(env: Env, email: str, password: str, typed: str) -> Staff | None:
    """Somebody goes through the steps of the page to sign in, a minute later."""
    settings, now = Settings.from_env(env), NOW + timedelta(minutes=1)
    engine = make_engine(settings.database_url, settings.keyring)
    with transaction(engine, writes=True) as session:
        known = signing_in.come_forward(session, email, "here", key="k", now=now)
        token = signing_in.go_on(session, signing_in.prove(known, password), back="", now=now)
        let_in = signing_in.second_step(session, token, typed, key="k", now=now) if token else None
        found = sessions.signed_in(session, let_in.token, now) if let_in else None
    engine.dispose()
    return found


@pytest.mark.slow
def test_it_prints_a_way_in_for_every_role(env: Env, played: Year):
    ways, (password,) = WAYS_IN.findall(played.said), PASSWORD.findall(played.said)
    assert [email for email, _once in ways] == [person.email for person in PEOPLE]
    found = [signs_in(env, email, password, once) for email, once in ways]
    assert {role for each in found if each for role in each.roles} == {*StaffRole}
    assert None not in found
    email, once = ways[0]
    assert signs_in(env, email, password, once) is None, "each code works once"


@pytest.mark.slow
def test_it_prints_the_code_of_an_app_for_who_is_made_up_and_nobody_else(env: Env, played: Year, portal: Portal):
    (password,) = PASSWORD.findall(played.said)
    code, said, _ = demo(env, "--code", "Officer@demo.example", now=NOW + timedelta(minutes=1))
    assert code == 0
    assert SIX.fullmatch(said)
    assert signs_in(env, "officer@demo.example", password, said)
    portal("staff", "add", "rowan@demo.example", "--name", "Rowan", "--role", "senior", **env)
    code, said, complaint = demo(env, "--code", "rowan@demo.example")
    assert (code, said) == (2, "")
    assert "manager@demo.example" in complaint


# --- once


@pytest.mark.slow
def test_twice_is_once_and_lets_in_anew(env: Env, played: Year):
    code, said, complaints = demo(env, now=NOW + timedelta(days=3))
    assert (code, complaints) == (0, "")
    assert "already there" in said
    with opened(env) as again:
        assert [case.reference for case in again.cases] == [case.reference for case in played.cases]
        assert [len(case.events) for case in again.cases] == [len(case.events) for case in played.cases]
    (old,), (new,) = PASSWORD.findall(played.said), PASSWORD.findall(said)
    assert old != new
    email, once = WAYS_IN.findall(said)[0]
    assert signs_in(env, email, old, once) is None
    assert signs_in(env, email, new, once)


@pytest.mark.slow
def test_a_case_of_ones_own_beside_the_year_stays_and_is_no_hindrance(env: Env, played: Year):
    settings = Settings.from_env(env)
    engine = make_engine(settings.database_url, settings.keyring)
    Desk(engine, office()).receive(told(), now=NOW)
    engine.dispose()
    code, said, _ = demo(env)
    assert code == 0
    assert "already there" in said
    with opened(env) as again:
        assert len(again.cases) == len(played.cases) + 1


# --- on PostgreSQL too, and on whatever day


def what_can_become_of_a_case(year: Year) -> dict[str, set[object]]:
    parts = [issue for case in year.cases for issue in case.issues]
    return {
        "state": {case.state for case in year.cases},
        "stage": {stage.stage for case in year.cases for stage in case.stages},
        "outcome": {issue.outcome for issue in parts},
        "ombudsman": {contact.decision for case in year.cases for contact in case.ombudsman},
        "kept to few": {case.is_kept_to_few for case in year.cases},
        "acts": {event.happened for case in year.cases for event in case.events},
    }


@pytest.mark.slow
def test_on_postgresql_the_longest_stories_go_as_far(postgres_databases: PostgresDatabases):
    # Not all of them: there it takes four times as long.
    engine, here = engine_on(postgres_databases.migrated()), office()
    facts = here.council.placeholders()
    with transaction(engine, writes=True) as session:
        made = play(session, (*FURTHER, *OPEN_NOW), lambda said, usual: retold(said, usual, facts), here, NOW)
    with transaction(engine, writes=False) as session:
        stages = set(session.scalars(select(case_stages.c.stage)))
        states = set(session.scalars(select(cases.c.state)))
        waiting = session.scalar(select(func.count()).where(outbox.c.state != MessageState.SENT))
        assert (stages, states, waiting) == ({*Stage}, {*CaseState}, 0)
        assert session.scalar(select(func.count(cases.c.id))) == made.cases == len(FURTHER) + len(OPEN_NOW)
    engine.dispose()


@pytest.mark.slow
def test_it_ends_on_any_day_also_before_dawn_between_two_holidays(tmp_path: Path, played: Year):
    dawn = datetime(2026, 12, 27, 3, 10, tzinfo=UTC)  # a Sunday; 25 and 28 December are bank holidays
    code, _said, complaints = demo(local(tmp_path), now=dawn)
    assert (code, complaints) == (0, "")
    with opened(local(tmp_path)) as year:
        assert max(event.at for case in year.cases for event in case.events) <= dawn
        assert what_can_become_of_a_case(year) == what_can_become_of_a_case(played)
