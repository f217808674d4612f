"""`python -m tests.bench.import_cases`: a long list of past cases and one ten times as long, on both databases.

The short one goes before and after the long one, so that whatever else the machine does falls on both alike.
"""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from tests.bench.databases import Database, standing
from tests.bench.printing import printed
from tests.past_years import COLUMNS, Line, lines

WANTED_RATIO = 1.2  # of the time a row takes
_KINDS = [kind.value for kind in Database]
_FIRST, _DAYS = date(2007, 4, 1), 18 * 365


@dataclass(frozen=True)
class Measured:
    """One list that came in. `cpu`: seconds of the command itself, which others on the machine lengthen less."""

    seconds: float
    cpu: float
    peak_mb: float


@click.command()
@click.option("--small", default=100_000, show_default=True, help="Rows of the shorter list.")
@click.option("--large", default=1_000_000, show_default=True, help="Rows of the longer one.")
@click.option("--on", "kinds", multiple=True, type=click.Choice(_KINDS), default=_KINDS, show_default=True)
def main(small: int, large: int, kinds: tuple[str, ...]) -> None:
    """Measure on each database. Ends with 1 where a row of the longer list takes too long."""
    with TemporaryDirectory(prefix="portal-import-") as folder:
        lists = {rows: _written(Path(folder) / f"{rows}.csv", rows) for rows in (small, large)}
        found = {kind: _figures(Database(kind), lists, small, large) for kind in kinds}
    worst = max(each["ratio"] for each in found.values())
    printed({"rows": [small, large], **found, "worst_ratio": worst, "wanted_ratio": WANTED_RATIO})
    sys.exit(1 if worst > WANTED_RATIO else 0)


def _figures(kind: Database, lists: dict[int, Path], small: int, large: int) -> dict[str, float]:
    before, long, after = (_imported(kind, lists[rows]) for rows in (small, large, small))
    short = (before.seconds + after.seconds) / 2
    return {
        "seconds_small": round(short, 1),
        "seconds_large": round(long.seconds, 1),
        "ratio": round((long.seconds / large) / (short / small), 2),
        "cpu_ratio": round((long.cpu / large) / ((before.cpu + after.cpu) / 2 / small), 2),
        "peak_mb_small": round(max(before.peak_mb, after.peak_mb)),
        "peak_mb_large": round(long.peak_mb),
    }


def _imported(kind: Database, file: Path) -> Measured:
    """The command as somebody types it, into a database with nothing in it."""
    with standing(kind) as there, TemporaryDirectory(prefix="portal-import-") as folder:
        env = {**os.environ, "PORTAL_LOCAL": "1", "PORTAL_INSTANCE": folder, "DATABASE_URL": there.url}
        portal = [sys.executable, "-m", "portal.cli"]
        subprocess.run([*portal, "migrate"], env=env, check=True, capture_output=True)
        begun = perf_counter()
        process = subprocess.Popen([*portal, "import-cases", str(file)], env=env, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"{file.name} did not come in on {kind}.")
    measured = Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
    click.echo(f"{kind} {file.stem} rows: {measured}", err=True)
    return measured


def _written(file: Path, rows: int) -> Path:
    with file.open("w", encoding="utf-8", newline="") as open_file:
        writer = csv.DictWriter(open_file, COLUMNS)
        writer.writeheader()
        writer.writerows(_lines(rows))
    return file


def _lines(rows: int) -> Iterator[Line]:
    """The made-up years again and again, each case under a reference of its own, over many years."""
    for number, line in zip(range(rows), cycle([*lines()]), strict=False):
        received = _FIRST + timedelta(days=number % _DAYS)
        replied = (received + timedelta(days=number % 40)).isoformat() if line["replied"] else ""
        yield {
            **line,
            "reference": f"PAST-{number:07}",
            "received": received.isoformat(),
            "due": "",
            "replied": replied,
        }


if __name__ == "__main__":
    main()
