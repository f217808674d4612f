"""SIGKILL at random moments, under people who go on complaining: nothing that was received is lost, nothing sent twice.

A run is drawn by a seed, which a failure shows: `python -m tests.bench.kills --kills 20 --seed N` runs it again.
"""

from dataclasses import replace
from pathlib import Path
from random import SystemRandom

import pytest

from tests.bench.kills.counting import Counts, Sent, Shown, Stored
from tests.bench.kills.kept import Victim
from tests.bench.kills.notify import ForgetfulNotify, HoldingNotify
from tests.bench.kills.run import Moment, Plan, run
from tests.bench.printing import printed
from tests.databases import Databases


@pytest.mark.slow
def test_twenty_kills_lose_nothing_and_send_nothing_twice(databases: Databases, notify: HoldingNotify, tmp_path: Path):
    workers = 2 if databases.kind == "postgresql" else 1
    plan = Plan(kills=20, seed=SystemRandom().randrange(10**6), workers=workers)
    outcome = run(plan, tmp_path, notify, databases.migrated())
    printed(outcome.to_json())  # shown where it fails, with its seed
    assert outcome.faults == ()
    assert sum(outcome.struck.values()) == 20
    assert outcome.counts.receipts == outcome.begun > 0
    assert outcome.counts.messages >= 2 * outcome.counts.receipts  # the receipt, and the team's notice
    assert outcome.counts.broken > 0  # it was felt
    assert outcome.held >= 6  # each way to strike while a message is held came up twice


@pytest.mark.slow
def test_what_is_sent_again_is_noticed(tmp_path: Path):
    """A fault planted in the stand-in: it forgets what it took, so that delivery sends what is in doubt again."""
    only_sends = ((Victim.DELIVERY, Moment.SENDING),)
    with ForgetfulNotify.of_sample_shire() as notify:
        outcome = run(Plan(kills=2, seed=1, people=2, strikes=only_sends), tmp_path, notify)
    assert notify.held == 2
    assert outcome.counts.taken_again == 2
    assert "2 messages were sent again after Notify had them." in outcome.faults


STORED = Stored(cases={"ONE": "a story, kept whole"}, messages={"m1": "ONE", "m2": "ONE"}, waiting=0)
SHOWN = Shown(receipts={"ONE": "a story"}, number=1, troubles={"503": 2})
SENT = Sent(times={"m1": 1, "m2": 1}, again_after_an_answer=0)


def test_a_run_in_which_all_is_well_has_no_faults():
    assert Counts.of(STORED, SHOWN, SENT, 0).faults() == []


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        (Counts.of(STORED, Shown({}, 0, {}), SENT, 0), "1 cases for 0 receipts."),
        (Counts.of(STORED, Shown({"ONE": "a story", "TWO": "?"}, 2, {}), SENT, 0), "1 were shown and are no case."),
        (Counts.of(STORED, replace(SHOWN, number=2), SENT, 0), "1 were shown and are no case."),  # one reference, twice
        (Counts.of(STORED, Shown({"ONE": "another"}, 1, {}), SENT, 0), "1 are not what their sender told."),
        (Counts.of(STORED, SHOWN, Sent({"m1": 1}, 0), 0), "Notify has 1 of 2 messages."),
        (Counts.of(STORED, SHOWN, Sent({"m1": 1, "m2": 3}, 0), 0), "2 messages were sent again after Notify had them."),
        (
            Counts.of(STORED, SHOWN, Sent({"m1": 1, "m2": 2}, 1), 0),
            "1 messages were sent again after Notify had said that it has them.",
        ),
        (
            Counts.of(STORED, replace(SHOWN, troubles={"500": 4, "503": 9}), SENT, 0),
            "4 pages said that it was our fault.",
        ),
        (Counts.of(STORED, SHOWN, SENT, 1), "1 processes were left behind."),
        (Counts.of(replace(STORED, messages={}), SHOWN, Sent({}, 0), 0), "1 are cases that tell nobody."),
        (Counts.of(replace(STORED, waiting=1), SHOWN, SENT, 0), "1 messages were not sent."),
        (
            Counts.of(replace(STORED, cases={**STORED.cases, "TWO": "a story, again"}), SHOWN, SENT, 0),
            "1 are cases that nobody has a receipt for: somebody was received twice.",
        ),
    ],
)
def test_each_count_that_is_wrong_is_said(counts: Counts, fault: str):
    assert fault in counts.faults()
