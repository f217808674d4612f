"""Turning keys: every sealed value of every table, no other; resumed, counted, and refused where it cannot be done."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, inspect, text, update

from portal import resealing
from portal.db import transaction
from portal.drafts.models import Draft
from portal.resealing import Place, Stuck, counted, places, reseal
from portal.sealing import Keyring, key_id, new_key
from tests.filling import fill_empty_tables
from tests.integration.keeping.conftest import Command, with_ring
from tests.portals import PortalAtHand, real_env
from tests.tellings import STORY, a_childs_complaint


def id_of(key: str) -> str:
    return Keyring.of([key]).ids[0]


def sealed_with(engine: Engine) -> dict[str, set[str]]:
    """The ids of the keys that seal each binary column of the database, whatever the tables say of it."""
    found = dict[str, set[str]]()
    with engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for column in inspect(connection).get_columns(table):
                if isinstance(column["type"], LargeBinary):
                    values = connection.execute(text(f'SELECT "{column["name"]}" FROM "{table}"')).scalars()  # noqa: S608
                    found[f"{table}.{column['name']}"] = {key_id(bytes(value)) for value in values if value}
    return found


@pytest.fixture
def old(portal: PortalAtHand) -> str:
    """The key that seals a sent complaint, and a draft half way."""
    a_childs_complaint(portal.talk())
    half_way = portal.talk()
    half_way.starts()
    half_way.says("complaint")
    (key,) = portal.settings.sealing_keys
    return key


def half_told(portal: PortalAtHand) -> Draft:
    """The draft that was not sent."""
    (found,) = (draft for draft in portal.drafts() if draft.sent_at is None)
    return found


def test_every_binary_column_there_is_is_found(portal: PortalAtHand):
    assert {place.name for place in places()} == set(sealed_with(portal.engine))


def test_every_value_is_sealed_with_the_new_key_and_says_the_same(portal: PortalAtHand, old: str):
    new = new_key()
    fill_empty_tables(portal.engine)
    reference = portal.cases()[0].reference
    before = portal.words_of(reference)
    turned = with_ring(portal, new, old)
    done = reseal(turned.engine)
    assert sealed_with(portal.engine) == {place.name: {id_of(new)} for place in places()}
    assert done.stuck == ()
    assert done.sealed_by == {id_of(new): done.anew, id_of(old): 0}

    alone = with_ring(portal, new)
    assert alone.words_of(reference) == before
    assert STORY in before["what-happened"].said
    assert '"complaint"' in str(half_told(alone).body)
    assert alone.posts()
    for each in (turned, alone):
        each.close()


def test_done_again_it_changes_nothing(portal: PortalAtHand, old: str):
    turned = with_ring(portal, new_key(), old)
    first, second = reseal(turned.engine), reseal(turned.engine)
    turned.close()
    assert first.anew > 0
    assert (second.anew, second.sealed_by) == (0, first.sealed_by)


def test_a_database_without_anything_in_it_is_no_trouble(portal: PortalAtHand):
    assert reseal(portal.engine).sealed_by == {portal.settings.keyring.ids[0]: 0}


@dataclass
class Meanwhile:
    """Somebody who writes between the moment a value is read and the moment it is put back."""

    engine: Engine
    happens: bool = True

    def keeps(self, body: str) -> None:
        if self.happens:
            self.happens = False
            with transaction(self.engine, writes=True) as session:
                session.execute(update(Draft).where(Draft.sent_at.is_(None)).values(body=body))


def test_what_somebody_writes_meanwhile_is_never_written_over(
    portal: PortalAtHand, old: str, monkeypatch: pytest.MonkeyPatch
):
    turned = with_ring(portal, new_key(), old)
    meanwhile, swapped = Meanwhile(portal.engine), resealing._swapped

    def after_somebody_wrote(engine: Engine, place: Place, anew: list[tuple[str, bytes, bytes]]) -> int:
        if place.name == "drafts.body":
            meanwhile.keeps("newer words")
        return swapped(engine, place, anew)

    monkeypatch.setattr(resealing, "_swapped", after_somebody_wrote)
    done = reseal(turned.engine)
    bodies = [draft.body for draft in turned.drafts()]
    turned.close()
    assert "newer words" in bodies
    # Whoever wrote it still seals with the old key: it is taken in the next pass.
    assert done.sealed_by[id_of(old)] == 0


def test_stopped_half_way_it_goes_on_where_it_was(portal: PortalAtHand, old: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(resealing, "_AT_ONCE", 1)
    for _ in range(4):
        a_childs_complaint(portal.talk())
    swapped, allowed = resealing._swapped, [3]

    def killed_soon(engine: Engine, place: Place, anew: list[tuple[str, bytes, bytes]]) -> int:
        allowed[0] -= 1
        if not allowed[0]:
            raise KeyboardInterrupt
        return swapped(engine, place, anew)

    turned = with_ring(portal, new_key(), old)
    with monkeypatch.context() as patched:
        patched.setattr(resealing, "_swapped", killed_soon)
        with pytest.raises(KeyboardInterrupt):
            reseal(turned.engine)
    whole = sum(counted(turned.engine).values())
    done = reseal(turned.engine)
    turned.close()
    assert (done.anew, done.sealed_by[id_of(old)]) == (whole - 2, 0)


def test_a_value_that_nothing_opens_is_named_and_the_rest_goes_on(portal: PortalAtHand, old: str):
    lost = with_ring(portal, new_key())
    lost_draft = lost.talk()
    lost_draft.starts()
    lost_draft.says("thanks")
    with lost.engine.connect() as connection:
        sealed = connection.execute(text("SELECT id, body FROM drafts WHERE body IS NOT NULL")).all()
    (broken,) = (row.id for row in sealed if key_id(bytes(row.body)) == lost.settings.keyring.ids[0])
    turned = with_ring(portal, new_key(), old)
    done = reseal(turned.engine)
    assert done.stuck == (Stuck("drafts.body", broken),)
    assert done.sealed_by[lost.settings.keyring.ids[0]] == 1
    assert done.sealed_by[id_of(old)] == 0
    for each in (lost, turned):
        each.close()


# ------------------------------------------------------------------------------------------------------- the command


def test_the_command_says_what_may_be_taken_out_and_shows_no_key(portal: PortalAtHand, old: str, command: Command):
    new = new_key()
    result = command("rotate-keys", PORTAL_SEALING_KEYS=f"{new},{old}")
    assert result.exit_code == 0
    assert f"Key {id_of(new)} seals" in result.stderr
    assert f"Key {id_of(old)} seals 0: may be taken out." in result.stderr
    assert old not in result.output
    assert new not in result.output


def test_the_command_ends_badly_where_a_key_is_missing(portal: PortalAtHand, old: str, command: Command):
    result = command("rotate-keys", PORTAL_SEALING_KEYS=new_key())
    assert result.exit_code == 2
    assert f"No key here opens drafts.body of the row {half_told(portal).id}." in result.stderr
    assert "Put the key that is missing on the ring" in result.stderr
    assert old not in result.output


def test_the_command_ends_badly_where_something_still_seals_with_another(
    portal: PortalAtHand, old: str, command: Command, monkeypatch: pytest.MonkeyPatch
):
    # A process that was not restarted writes whenever it can.
    new, written = new_key(), resealing._swapped

    def keeps_writing(engine: Engine, place: Place, anew: list[tuple[str, bytes, bytes]]) -> int:
        done = written(engine, place, anew)
        Meanwhile(portal.engine).keeps("sealed with the old key")
        return done

    monkeypatch.setattr(resealing, "_swapped", keeps_writing)
    result = command("rotate-keys", PORTAL_SEALING_KEYS=f"{new},{old}")
    assert result.exit_code == 2
    assert "still needed" in result.stderr
    assert "Restart it with the new key first" in result.stderr


def test_more_values_than_fit_in_one_transaction(portal: PortalAtHand, old: str):
    many = 2 * resealing._AT_ONCE + 1
    instants = dict.fromkeys(("created_at", "touched_at", "expires_at"), portal.clock.now)
    with transaction(portal.engine, writes=True) as session:
        session.add_all(Draft(id=f"{n:05}", body="x", language="en_GB", code_turn=0, **instants) for n in range(many))
    turned = with_ring(portal, new_key(), old)
    done = reseal(turned.engine)
    turned.close()
    assert done.anew > many
    assert done.sealed_by[id_of(old)] == 0


# ------------------------------------------------------------------------------------------------------- portal check


@pytest.fixture
def real(portal: PortalAtHand, tmp_path: Path) -> dict[str, str]:
    return real_env(tmp_path) | {"DATABASE_URL": portal.settings.database_url, "PORTAL_LOCAL": ""}


def test_check_says_when_a_key_is_missing(portal: PortalAtHand, old: str, command: Command, real: dict[str, str]):
    result = command("check", **real)
    assert result.exit_code == 2
    assert "Nobody can read " in result.stderr
    assert id_of(old) in result.stderr


def test_check_says_of_council_schema_and_keys_at_once(
    portal: PortalAtHand, old: str, command: Command, real: dict[str, str]
):
    with portal.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    result = command("check", **real | {"PORTAL_COUNCIL": "windsor-and-maidenhead"})
    assert result.exit_code == 2
    assert "has not been confirmed by the council" in result.stderr
    assert "Run `portal migrate`." in result.stderr
    assert "Nobody can read " in result.stderr
    assert "cannot take this now" not in result.stderr


def test_check_says_what_the_first_key_does_not_seal_yet(
    portal: PortalAtHand, old: str, command: Command, real: dict[str, str]
):
    sealed = sum(counted(portal.engine).values())
    told = f"{sealed} values are not sealed with the first key yet"
    turned = real | {"PORTAL_SEALING_KEYS": f"{new_key()},{old}", "NOTIFY_URL": "http://127.0.0.1:1"}
    assert told in command("check", **turned).stderr
    command("rotate-keys", **turned)
    assert "not sealed with" not in command("check", **turned).stderr
