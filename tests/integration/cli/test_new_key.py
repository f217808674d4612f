"""`portal new-key` as somebody types it."""

from portal.sealing import Keyring
from tests.integration.cli.conftest import Portal


def test_it_prints_one_key_that_seals_with_no_setting_needed(portal: Portal):
    result = portal("new-key")
    assert (result.exit_code, result.stderr, result.stdout.count("\n")) == (0, "", 1)
    assert Keyring.of([result.stdout.strip()]).seal("words", "a.b")


def test_it_is_long_enough_for_the_other_settings_too(portal: Portal):
    assert len(portal("new-key").stdout.strip()) >= 32


def test_no_two_are_alike(portal: Portal):
    assert len({portal("new-key").stdout for _ in range(20)}) == 20
