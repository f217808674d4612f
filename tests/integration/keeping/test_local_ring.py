"""In local use a command turns the ring itself, a step at a time, as README gives the order for real use."""

from pathlib import Path

from portal.local_keys import RETIRED, keys_in, retired_in
from portal.sealing import Keyring
from tests.integration.keeping.conftest import Command
from tests.portals import PortalAtHand, real_env
from tests.tellings import a_childs_complaint


def ring_of(folder: Path) -> tuple[str, ...]:
    return Keyring.of(keys_in(folder)["PORTAL_SEALING_KEYS"].split(",")).ids


def test_from_one_key_to_another(portal: PortalAtHand, command: Command, tmp_path: Path):
    a_childs_complaint(portal.talk())
    (old,) = ring_of(tmp_path)
    assert command("rotate-keys", "--new").exit_code == 0
    _, new = ring_of(tmp_path)
    assert command("rotate-keys", "--turn").exit_code == 0
    assert ring_of(tmp_path) == (new, old)
    # Too early: the old key still seals everything, so it stays.
    assert command("rotate-keys", "--drop").exit_code == 0
    assert ring_of(tmp_path) == (new, old)
    assert command("rotate-keys").exit_code == 0
    dropped = command("rotate-keys", "--drop")
    assert f"Keys on the ring: {new}. The first seals. Now restart what runs." in dropped.stderr
    assert f"Taken out, and kept in {tmp_path / RETIRED}: {old}." in dropped.stderr
    assert ring_of(tmp_path) == (new,)
    assert Keyring.of(retired_in(tmp_path)).ids == (old,)


def test_a_ring_never_turns_back(portal: PortalAtHand, command: Command, tmp_path: Path):
    a_childs_complaint(portal.talk())
    alone = command("rotate-keys", "--turn")
    assert (alone.exit_code, "one key only" in alone.stderr) == (2, True)
    command("rotate-keys", "--new")
    command("rotate-keys", "--turn")
    turned = ring_of(tmp_path)
    for words in (("rotate-keys", "--turn"), ("rotate-keys",), ("rotate-keys", "--turn")):
        result = command(*words)
        if words[-1] == "--turn":  # also once everything is sealed anew, when counts look as they did at first
            assert result.exit_code == 2
            assert "turned already" in result.stderr
        assert ring_of(tmp_path) == turned


def test_keys_that_stand_in_the_environment_are_not_ours_to_turn(
    portal: PortalAtHand, command: Command, tmp_path: Path
):
    before = ring_of(tmp_path)
    for step in ("--new", "--turn", "--drop"):
        result = command("rotate-keys", step, PORTAL_SEALING_KEYS=portal.settings.sealing_keys[0])
        assert result.exit_code == 2
        assert "The keys stand in PORTAL_SEALING_KEYS" in result.stderr
    assert ring_of(tmp_path) == before


def test_nor_are_those_of_real_use(command: Command, tmp_path: Path):
    result = command("rotate-keys", "--new", **real_env(tmp_path), PORTAL_LOCAL="")
    assert result.exit_code == 2
    assert "change it there" in result.stderr
