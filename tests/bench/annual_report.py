"""`python -m tests.bench.annual_report`: the report of two years with ten thousand cases in them, and with a million.

Each is counted in a process of its own, whose memory is looked at. What a case costs is told in time of processors, the
database's too, so that whatever else the machine does falls on neither. SQLite counts the small one as well.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import click
from sqlalchemy import Engine

from portal.council import load
from portal.db import make_engine, transaction
from portal.migrating import migrate
from portal.reports import rendering
from portal.reports.annual import Wanted, Written, annual_report, counted
from portal.reports.report import Edition, Scope
from portal.reports.years import ReportYear
from portal.sealing import Keyring, new_key
from tests.bench.annual_filling import MADE, fill, multiply
from tests.bench.printing import printed
from tests.bench.processes import cpu_ms, memory
from tests.postgres import running_postgres

WANTED_RATIO = 1.2  # of the time a case takes
YEAR, _EMPTY_YEAR = ReportYear(2025), ReportYear(2001)
TODAY = date(2026, 6, 1)
_SMALL_RUNS = 3  # before the large one, and again after it


@dataclass(frozen=True)
class Measured:
    """One report: what reading and counting took by the clock, then writing it; all processors' time; peak memory."""

    cases: int
    seconds: float
    seconds_to_write: float
    cpu_seconds: float
    peak_mb: float


@click.command()
@click.option("--large", default=1_000_000, show_default=True, help=f"Cases in the larger one, by {MADE} each.")
@click.option("--count", "address", default="", hidden=True, help="Measure one report in this process.")
def main(large: int, address: str) -> None:
    """Measure. Ends with 1 where a case of the large one takes too long."""
    if address:
        click.echo(json.dumps(asdict(_counted(address))))
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="portal-annual-")))
        server = stack.enter_context(running_postgres(shared_buffers="512MB", max_wal_size="8GB"))
        begun = perf_counter()
        small_one = _filled(server.create("small"))
        large_one = _filled(server.create("large"), times=large // MADE)
        click.echo(f"filled: {perf_counter() - begun:.0f} s", err=True)
        small = [_measured(small_one, server.pid) for _ in range(_SMALL_RUNS)]
        many = _measured(large_one, server.pid)
        small += [_measured(small_one, server.pid) for _ in range(_SMALL_RUNS)]
        on_sqlite = _measured(_filled(f"sqlite:///{folder}/portal.db"))
    ratio = _a_case((many,)) / _a_case(small)
    printed({
        "postgresql": {str(each.cases): asdict(each) for each in (_middle(small), many)},
        "sqlite": {str(on_sqlite.cases): asdict(on_sqlite)},
        "ratio_by_the_clock": round(_by_the_clock((many,)) / _by_the_clock(small), 2),
        "ratio": round(ratio, 2),
        "wanted_ratio": WANTED_RATIO,
    })  # fmt: skip
    sys.exit(1 if ratio > WANTED_RATIO else 0)


def _a_case(runs: Sequence[Measured]) -> float:
    """Seconds of processors that one case took, in the middle of these runs: others on the machine cost us none."""
    return median(each.cpu_seconds / each.cases for each in runs)


def _by_the_clock(runs: Sequence[Measured]) -> float:
    return median(each.seconds / each.cases for each in runs)


def _middle(runs: Sequence[Measured]) -> Measured:
    return sorted(runs, key=lambda each: each.seconds)[len(runs) // 2]


def _filled(url: str, times: int = 1) -> str:
    """A database with so many times the cases that are made, half of them in each of the two years."""
    engine = make_engine(url, Keyring.of([new_key()]))
    migrate(engine)
    fill(engine, YEAR.before.first, YEAR.last, TODAY)
    engine.dispose()
    if times > 1:
        multiply(url.replace("+psycopg", ""), times)
    return url


def _measured(url: str, server: int = 0) -> Measured:
    """One report in a process of its own. `server` is the database's process, if it has one: its work counts too."""
    of_server = cpu_ms([server]) if server else 0.0
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.annual_report", "--count", url], check=True, stdout=subprocess.PIPE
    )
    found = Measured(**json.loads(ran.stdout))
    of_server = (cpu_ms([server]) - of_server) / 1000 if server else 0.0
    found = replace(found, cpu_seconds=round(found.cpu_seconds + of_server, 2))
    click.echo(f"{found.cases} cases: {found.seconds:.2f} s, of processors {found.cpu_seconds} s", err=True)
    return found


def _counted(url: str) -> Measured:
    # Codes, dates and teams stand clear: any key will do, since nothing sealed is opened.
    engine = make_engine(url, Keyring.of([new_key()]))
    read: list[int] = []
    _report(engine, _EMPTY_YEAR, read)  # what is done once is done
    begun, worked = perf_counter(), process_time()
    counted_at = _report(engine, YEAR, read)
    done, worked = perf_counter(), process_time() - worked
    peak = memory([os.getpid()])["peak_one_mib"]
    return Measured(sum(read), round(counted_at - begun, 2), round(done - counted_at, 2), round(worked, 2), peak)


def _report(engine: Engine, year: ReportYear, read: list[int]) -> float:
    """Make the report of a year and the one before it whole; adds how many cases it read. Returns when it had."""
    with transaction(engine, writes=False) as session:
        figures = counted(session, year, Scope.BOTH, today=TODAY, on_the_way=read.append)
        counted_at = perf_counter()
        report = annual_report(figures, Wanted(year, Edition.PANEL), load("windsor-and-maidenhead"), Written())
        rendering.page(report)
    return counted_at


if __name__ == "__main__":
    main()
