"""One run of kills: people complain without a pause, SIGKILL strikes at random moments, and then it is counted."""

import random
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.db import Unavailable
from portal.settings import Settings
from tests.bench.kills.counting import Counts, Sent, Shown, Stored
from tests.bench.kills.crowd import Crowd
from tests.bench.kills.kept import Kept, Victim
from tests.bench.kills.notify import HoldingNotify
from tests.portals import real_env
from tests.serving import free_port, portal, wait_for

#: Patience in seconds, short enough for a run; the lease is longer than asking and sending (`Settings` sees to it).
PATIENCE = {
    "NOTIFY_TIMEOUT_SECONDS": "1.5",
    "PORTAL_LEASE_SECONDS": "4",
    "PORTAL_FIRST_PAUSE_SECONDS": "0.5",
    "PORTAL_LONGEST_PAUSE_SECONDS": "2",
}
_DRAIN_SECONDS = 120
_LONGEST_GAP_SECONDS = 1.0
_STARTING_SECONDS = 1.0
_FOR_A_MESSAGE_SECONDS = 60.0


class Moment(StrEnum):
    """When it strikes."""

    ANY = "at any moment"
    SENDING = "while Notify has a message and has not said so"
    STARTING = "during a start"


#: What may happen. A web process knows nothing of sending, and starts with the main one.
STRIKES = (
    (Victim.WEB, Moment.ANY),
    (Victim.DELIVERY, Moment.ANY),
    (Victim.MAIN, Moment.ANY),
    (Victim.ALL, Moment.ANY),
    (Victim.DELIVERY, Moment.SENDING),
    (Victim.MAIN, Moment.SENDING),
    (Victim.ALL, Moment.SENDING),
    (Victim.MAIN, Moment.STARTING),
    (Victim.ALL, Moment.STARTING),
)


@dataclass(frozen=True)
class Plan:
    """How hard: so many kills drawn by this seed, so many people at once, so many web processes.

    No way to strike comes again before each has come once.
    """

    kills: int
    seed: int
    people: int = 4
    workers: int = 1
    strikes: tuple[tuple[Victim, Moment], ...] = STRIKES


@dataclass(frozen=True)
class Outcome:
    """What was done, and what came of it. `struck`: how often each way; `begun`: talks, all of which were ended."""

    plan: Plan
    struck: Mapping[str, int]
    starts: int
    held: int
    begun: int
    seconds: float
    counts: Counts
    faults: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """For printing."""
        plan = {"kills": self.plan.kills, "seed": self.plan.seed, "people": self.plan.people}
        return asdict(self) | {"plan": plan | {"web_processes": self.plan.workers}}


def run(plan: Plan, folder: Path, notify: HoldingNotify, database_url: str = "") -> Outcome:
    """Kill a portal in real use as planned, let everything come to its end, and count. Keeps all it makes in `folder`.

    `notify` is open already. Without `database_url` it is an SQLite file. Raises AssertionError where it never came up.
    """
    begun_at = time.monotonic()
    env = real_use(folder, notify, database_url)
    made = portal("migrate", env=env, folder=folder)
    assert made.returncode == 0, made.stderr
    port = free_port()
    crowd = Crowd(port, plan.people)
    with Kept(folder, port, env, ("--workers", str(plan.workers))) as kept:
        kept.answers_people()
        crowd.comes()
        struck = _strike(plan, kept, notify)
        crowd.goes()
        stored = _drained(Settings.from_env(env))
        kept.rest()
        with suppress(AssertionError):  # whoever stays is counted
            wait_for(lambda: not kept.left(), 5)
        left_behind = len(kept.left())
    sent = Sent(notify.times_accepted(), len(notify.account.sent_again_after_an_answer()))
    counts = Counts.of(stored, Shown(crowd.receipts, crowd.shown, crowd.troubles), sent, left_behind)
    return Outcome(
        plan=plan,
        struck=struck,
        starts=kept.starts,
        held=notify.held,
        begun=crowd.begun,
        seconds=round(time.monotonic() - begun_at, 1),
        counts=counts,
        faults=(*crowd.faults, *counts.faults()),
    )


def real_use(folder: Path, notify: HoldingNotify, database_url: str = "") -> dict[str, str]:
    """Settings of real use, with a Notify that is at hand and little patience; without a database an SQLite file."""
    watched = {"PORTAL_METRICS_PORT": str(free_port()), "TMPDIR": str(folder)}
    account = {"NOTIFY_URL": notify.url, "NOTIFY_API_KEY": notify.api_key}
    database = {"DATABASE_URL": database_url} if database_url else {}
    return {**real_env(folder), "PORTAL_LOCAL": "", **account, **PATIENCE, **watched, **database}


def _strike(plan: Plan, kept: Kept, notify: HoldingNotify) -> dict[str, int]:
    """Every kill of the plan, one after another."""
    dice = random.Random(plan.seed)  # noqa: S311 - a run that can be run again
    struck: Counter[str] = Counter()
    deck: list[tuple[Victim, Moment]] = []
    for _ in range(plan.kills):
        deck = deck or dice.sample(plan.strikes, len(plan.strikes))
        victim, moment = deck.pop()
        match moment:
            case Moment.ANY:
                kept.answers_people()  # else, on a busy machine, it would only ever be killed while it starts
                time.sleep(dice.uniform(0, _LONGEST_GAP_SECONDS))
                kept.kill(victim)
            case Moment.SENDING:
                with notify.holding() as has_one:
                    came = has_one.wait(_FOR_A_MESSAGE_SECONDS)
                    assert came, f"No message for a minute, with {len(kept.served.deliveries())} delivery processes."
                    kept.kill(victim)
            case Moment.STARTING:
                kept.is_started_again()
                time.sleep(dice.uniform(0, _STARTING_SECONDS))
                kept.kill(victim)
        struck[f"{victim} {moment}"] += 1
    return dict(sorted(struck.items()))


def _drained(settings: Settings) -> Stored:
    """What the database holds once nothing waits in it any more, or when waiting took too long."""
    stored: list[Stored] = []

    def nothing_waits() -> bool:
        with suppress(Unavailable):
            stored.append(Stored.read(settings))
        return bool(stored) and stored[-1].waiting == 0

    with suppress(AssertionError):
        wait_for(nothing_waits, _DRAIN_SECONDS)
    return stored[-1]
