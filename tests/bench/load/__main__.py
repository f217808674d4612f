"""`python -m tests.bench.load`: a child's complaint, sent over and over by many; answers a second, and their limit.

The people are on the same machine and take part of it: what they take is measured and told.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from tests.bench.databases import Database, standing
from tests.bench.journey.figures import spread
from tests.bench.load.plan import Plan, planned
from tests.bench.printing import printed
from tests.bench.processes import cpu_ms, machine_ms
from tests.portals import SAMPLE_SHIRE
from tests.serving import serving

ROOT = Path(__file__).resolve().parents[3]
_CORES = len(os.sched_getaffinity(0))
_WARM_UP_SECONDS = 3.0  # everything is loaded and compiled by then
_NEARLY_ALL = 0.9  # of the machine's time, or of what was asked for


@dataclass(frozen=True)
class Costs:
    """Milliseconds of CPU that each took, and that the whole machine had taken from it, while the load ran.

    `web` is all that `portal serve` started: the delivery too where it runs.
    """

    web: float
    database: float
    client: float
    machine: float
    seconds: float

    def report(self, answers: int) -> dict[str, Any]:
        """As per cents of one core, as milliseconds an answer, and as what limits it."""
        ours = self.web + self.database
        per_answer = ours / answers if answers else 0.0
        return {
            "cores": _CORES,
            "cpu_pct_of_one_core": {
                "web": self._pct(self.web),
                "database": self._pct(self.database),
                "client": self._pct(self.client),
                "others": self._pct(self.others),
                "whole machine": self._pct(self.machine),
            },
            "cpu_ms_per_answer": {
                "web": round(self.web / answers, 3) if answers else None,
                "database": round(self.database / answers, 3) if answers else None,
                "client": round(self.client / answers, 3) if answers else None,
            },
            "limited_by": self._limit(),
            # Only reckoned: as many as fit into the cores by what an answer took of web and database.
            "reckoned_answers_per_s_with_the_client_elsewhere": round(_CORES * 1000 / per_answer) if answers else None,
        }

    def _pct(self, ms: float) -> float:
        return round(ms / self.seconds / 10, 1)

    @property
    def others(self) -> float:
        """What the machine did for anybody else."""
        return max(0.0, self.machine - self.web - self.database - self.client)

    def _limit(self) -> str:
        if self.machine < _NEARLY_ALL * _CORES * self.seconds * 1000:
            return "not the machine's CPU: locks, the disk, or too few people at once"
        parts = {
            "the web processes": self.web,
            "the database": self.database,
            "the client": self.client,
            "others, so that this says little": self.others,
        }
        return "the machine's CPU, taken most by " + max(parts, key=lambda name: parts[name])


@click.command()
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--workers", default=2, show_default=True, help="Web processes.")
@click.option("--people", default=32, show_default=True, help="How many answer at once, over all clients.")
@click.option("--clients", default=1, show_default=True, help="Processes that send.")
@click.option(
    "--rate", default=0.0, help="Answers a second, due whether or not the last is there; 0: as fast as it goes."
)
@click.option("--deliver", is_flag=True, help="With the delivery beside the web, into a post tray.")
@click.option(
    "--database", type=click.Choice(Database, case_sensitive=False), default=Database.POSTGRES, show_default=True
)
def main(
    seconds: float, workers: int, people: int, clients: int, rate: float, deliver: bool, database: Database
) -> None:
    """Measure how many answers a second the portal takes, and what limits it. Ends in 1 where one went wrong."""
    with TemporaryDirectory(prefix="portal-load-") as name, standing(database) as stands:
        env = {"PORTAL_COUNCIL": str(SAMPLE_SHIRE), **({"DATABASE_URL": stands.url} if stands.url else {})}
        arguments = ["--workers", str(workers), *([] if deliver else ["--no-deliver"])]
        with serving(Path(name), env, *arguments) as served:
            plan = planned(served.url)
            _sent(plan, 1, people, 0, min(_WARM_UP_SECONDS, seconds))
            web, beside = [served.process.pid], [stands.pid] if stands.pid else []
            before = cpu_ms(web), cpu_ms(beside), machine_ms()
            met = _sent(plan, clients, people, rate, seconds)
            after = cpu_ms(web), cpu_ms(beside), machine_ms()
    spent = [late - early for early, late in zip(before, after, strict=True)]
    costs = Costs(spent[0], spent[1], met["cpu_ms"], spent[2], seconds)
    answers = len(met["times"])
    measured = {
        "part": "load",
        "database": database,
        "web_processes": workers,
        "delivery": "beside it, into a post tray" if deliver else "not running",
        "people": people,
        "rate": rate or None,
        "seconds": seconds,
        "answers": answers,
        "answers_per_s": round(answers / seconds, 1),
        "answer_ms": spread(met["times"]),
        "complaints": met["visits"],
        "requests_per_s": round(met["requests"] / seconds, 1),
        "errors": met["errors"],
        **costs.report(answers),
        **({"limited_by": "the rate that was asked for"} if answers >= _NEARLY_ALL * rate * seconds > 0 else {}),
    }
    printed(measured)
    sys.exit(1 if met["errors"] or not answers else 0)


def _sent(plan: Plan, clients: int, people: int, rate: float, seconds: float) -> dict[str, Any]:
    """What so many clients, each with its share of the people, met together."""
    words = ["-m", "tests.bench.load.client", "--seconds", str(seconds), "--rate", str(rate / clients)]
    started = [
        subprocess.Popen(
            [sys.executable, *words, "--people", str(people // clients)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(clients)
    ]
    for each in started:
        assert each.stdin is not None
        each.stdin.write(plan.to_json())
        each.stdin.close()
        each.stdin = None
    met = [json.loads(each.communicate()[0]) for each in started]
    return {
        "times": [time for each in met for time in each["times"]],
        "errors": sum((Counter(each["errors"]) for each in met), Counter()),
        **{name: sum(each[name] for each in met) for name in ("requests", "visits", "cpu_ms")},
    }


if __name__ == "__main__":
    main()
