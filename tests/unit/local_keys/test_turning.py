"""The keys of local use: made once, for their owner alone, and turned without ever being half there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal.local_keys import SEALING, Ring, change_ring, folder, keys_in, last_first, retired_in, with_new_key
from portal.sealing import Keyring


def ring_in(instance: Path) -> Ring:
    return tuple(keys_in(instance)[SEALING].split(","))


def test_they_are_made_once_and_for_their_owner_alone(tmp_path: Path):
    instance = tmp_path / "instance"
    assert keys_in(instance) == keys_in(instance)
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in instance.iterdir()} == {"keys.env": "0o600"}
    assert oct(instance.stat().st_mode & 0o777) == "0o700"


def test_a_ring_turns_step_by_step_and_the_other_keys_stay(tmp_path: Path):
    made = keys_in(tmp_path)
    (old,) = ring_in(tmp_path)
    old_and_new = change_ring(tmp_path, with_new_key)
    assert old_and_new[0] == old
    assert len(Keyring.of(old_and_new).ids) == 2
    new_and_old = change_ring(tmp_path, last_first)
    assert new_and_old == old_and_new[::-1]
    change_ring(tmp_path, lambda ring: ring[:1])
    assert ring_in(tmp_path) == (old_and_new[1],)
    others = {name: value for name, value in keys_in(tmp_path).items() if name != SEALING}
    assert others == {name: value for name, value in made.items() if name != SEALING}
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert modes == {"keys.env": "0o600", "keys.retired.env": "0o600"}


def test_no_key_is_ever_destroyed(tmp_path: Path):
    (first,) = ring_in(tmp_path)
    second = change_ring(tmp_path, with_new_key)[-1]
    assert retired_in(tmp_path) == ()
    change_ring(tmp_path, last_first)
    assert retired_in(tmp_path) == (first,)
    change_ring(tmp_path, lambda ring: ring[:1])
    third = change_ring(tmp_path, with_new_key)[-1]
    change_ring(tmp_path, last_first)
    change_ring(tmp_path, lambda ring: ring[:1])
    assert (ring_in(tmp_path), retired_in(tmp_path)) == ((third,), (first, second))


def test_of_three_keys_the_last_comes_first():
    assert last_first(("a", "b", "c")) == ("c", "a", "b")


def test_a_change_that_fails_leaves_the_keys_as_they_were(tmp_path: Path):
    before = keys_in(tmp_path)

    def fails(_ring: Ring) -> Ring:
        raise KeyError("half way")

    with pytest.raises(KeyError):
        change_ring(tmp_path, fails)
    assert keys_in(tmp_path) == before
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_process_left_is_in_nobodys_way(tmp_path: Path):
    keys_in(tmp_path)
    for number in range(1, 70_000, 997):
        (tmp_path / f"keys.env.{number}").write_text("half a k")
    assert len(change_ring(tmp_path, with_new_key)) == 2


def test_of_many_who_add_a_key_at_once_none_writes_over_anothers(tmp_path: Path):
    keys_in(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        rings = list(pool.map(lambda _: change_ring(tmp_path, with_new_key), range(8)))
    assert len(ring_in(tmp_path)) == 9
    assert {key for ring in rings for key in ring} == set(ring_in(tmp_path))


def test_the_folder_is_the_one_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert folder("") == tmp_path.resolve() / "instance"
    assert folder(str(tmp_path / "other")) == tmp_path.resolve() / "other"
