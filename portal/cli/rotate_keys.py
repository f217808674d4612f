"""`portal rotate-keys`: seal everything anew with the first key on the ring, while the portal serves.

It prints keys by their ids only. In local use it also turns the ring itself, which is kept in a file there.
"""

import os
from collections.abc import Callable
from pathlib import Path

import click
from sqlalchemy import Engine

from portal import local_keys
from portal.cli.engines import engine_of
from portal.db import transaction
from portal.drafts.turning import codes_by_key
from portal.local_keys import Ring
from portal.resealing import Resealed, counted, reseal
from portal.sealing import Keyring
from portal.settings import Settings
from portal.vocabulary import Refusal


class NotTurned(Refusal):
    """The keys could not be turned, or not wholly."""


@click.command("rotate-keys")
@click.option("--new", "change", flag_value="new", help="Local use: add a new key, the last. Then restart.")
@click.option("--turn", "change", flag_value="turn", help="Local use: the last key becomes the first. Then restart.")
@click.option("--drop", "change", flag_value="drop", help="Local use: retire every key that seals nothing.")
def command(change: str | None) -> None:
    """Seal everything anew with the first of PORTAL_SEALING_KEYS.

    Run it while the portal serves, once every process has the new key as its first. Stopped half way, it goes on when
    run again. The order in which keys are turned is in README.md, "Keeping and letting go".
    """
    settings = Settings.from_env(os.environ)
    if change is not None:
        _change_the_ring(settings, change)
        return
    with engine_of(settings) as engine:
        done = reseal(engine)
        _say_what_codes_need(engine, settings.code_keys)
    click.echo(f"Sealed anew: {done.anew}.", err=True)
    _say_what_each_seals(done, settings.keyring)
    _refuse_what_is_left(done, settings.keyring)


def _say_what_each_seals(done: Resealed, ring: Keyring) -> None:
    for number, key in enumerate(ring.ids):
        place = "the first" if number == 0 else "may be taken out" if not done.sealed_by[key] else "still needed"
        click.echo(f"Key {key} seals {done.sealed_by[key]}: {place}.", err=True)


def _say_what_codes_need(engine: Engine, code_keys: tuple[str, ...]) -> None:
    """Codes cannot be made anew: people wrote them down. So what can be told is when a key has none left."""
    if len(code_keys) == 1:
        return
    with transaction(engine, writes=False) as session:
        _, *older = codes_by_key(session, code_keys)
    for number, codes in enumerate(older, start=1):
        click.echo(f"Codes that need key {number} of PORTAL_CODE_KEY_FALLBACKS: {codes}.", err=True)


def _refuse_what_is_left(done: Resealed, ring: Keyring) -> None:
    """Whatever is not sealed with the first key by now is said, so that nobody takes a key out too early."""
    for stuck in done.stuck:
        click.echo(f"No key here opens {stuck.place} of the row {stuck.row}.", err=True)
    if done.stuck:
        raise NotTurned("Not everything could be opened. Put the key that is missing on the ring, and run this again.")
    if any(done.sealed_by[key] for key in ring.ids[1:]):
        raise NotTurned("Something seals with another key. Restart it with the new key first, and run this again.")


def _change_the_ring(settings: Settings, change: str) -> None:
    if not settings.local or os.environ.get(local_keys.SEALING, "").strip():
        raise NotTurned(f"The keys stand in {local_keys.SEALING}: change it there, in the order that README.md gives.")
    instance = local_keys.folder(os.environ.get("PORTAL_INSTANCE", "").strip())
    changes: dict[str, Callable[[Ring], Ring]] = {
        "new": local_keys.with_new_key,
        "turn": lambda ring: local_keys.last_first(_to_turn(instance, ring)),
        "drop": lambda ring: _needed(settings, ring),
    }
    ring = Keyring.of(local_keys.change_ring(instance, changes[change]))
    click.echo(f"Keys on the ring: {', '.join(ring.ids)}. The first seals. Now restart what runs.", err=True)
    out = [key for key in settings.keyring.ids if key not in ring.ids]
    if out:
        click.echo(f"Taken out, and kept in {instance / local_keys.RETIRED}: {', '.join(out)}.", err=True)


def _to_turn(instance: Path, ring: Ring) -> Ring:
    """The ring, whose last key was never the first: to turn twice would bring back the one that is to go."""
    if ring[-1] == ring[0]:
        raise NotTurned("There is one key only. Add another with --new, and restart.")
    if ring[-1] in local_keys.retired_in(instance):
        raise NotTurned("The ring was turned already. Run `portal rotate-keys`, then --drop.")
    return ring


def _needed(settings: Settings, ring: Ring) -> Ring:
    with engine_of(settings) as engine:
        sealed_by = counted(engine)
    first, *others = ring
    return (first, *(key for key in others if sealed_by[Keyring.of([key]).ids[0]]))
