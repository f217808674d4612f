"""What is kept with accounts: keys that turn, backups, and what must be over after one was brought back."""

from pathlib import Path

from portal.db import make_engine
from portal.resealing import places, reseal
from portal.sealing import Keyring, new_key
from tests.databases import Databases
from tests.integration.keeping.bringing_back import backup_of, emptied, restored, state_of
from tests.integration.staff.conftest import EMAIL, Door
from tests.portals import local_portal
from tests.staffing import browser_of, member


def test_the_secret_of_an_app_turns_with_the_keys(databases: Databases):
    url, old, new = databases.migrated(), new_key(), new_key()
    rings = [[old], [new, old], [new]]
    engines = [make_engine(url, Keyring.of(ring)) for ring in rings]
    first, both, last = (Door(engine) for engine in engines)
    first.sets_up(first.adds().code)
    secret = first.account(EMAIL).totp_secret
    assert "staff_accounts.totp_secret" in {place.name for place in places()}
    done = reseal(both.engine)
    assert (done.anew, done.stuck) == (1, ())
    assert secret
    assert last.account(EMAIL).totp_secret == secret
    for engine in engines:
        engine.dispose()


def test_accounts_come_back_with_a_backup_and_nobody_is_signed_in(tmp_path: Path, databases: Databases):
    portal = local_portal(tmp_path, databases.migrated())
    who = member(portal)
    hands = browser_of(portal, who)
    hands.goes_to("/staff/")
    assert hands.response.status_code == 200
    path = backup_of(portal, tmp_path / "backup.zip")
    before = state_of(portal, tmp_path / "before.zip")
    assert len(before["staff_sessions"]) == 1
    restored(emptied(portal), path)
    after = state_of(portal, tmp_path / "after.zip")
    assert after["staff_accounts"] == before["staff_accounts"]
    assert after["staff_sessions"] == []
    hands.goes_to("/staff/")
    assert hands.response.status_code == 401
    portal.close()
