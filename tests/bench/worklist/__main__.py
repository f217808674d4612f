"""`python -m tests.bench.worklist`: lists and searches at ten thousand cases and at a million, on PostgreSQL.

Both databases stand on one server and are asked in turn, so that whatever else the machine does falls on both alike.
The server has memory for all that lists read of either, words apart, and has read it: what is compared is the work, not
which of the two was read from a disk before.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click

from portal.db import make_engine
from portal.migrating import migrate
from portal.sealing import Keyring, new_key
from tests.bench.journey.figures import percentile
from tests.bench.printing import printed
from tests.bench.worklist.asking import PAGES, WORST, Asked, Council, council_of, milliseconds
from tests.bench.worklist.filling import TODAY, fill
from tests.portals import local_portal
from tests.postgres import Server, running_postgres

WANTED_RATIO = 1.5
_MEMORY = "4GB"  # a quarter of what a server for so many would have
_WARM_UP = 12  # turns: statements are prepared by then, and pages that are looked at lie in memory


@click.command()
@click.option("--small", default=10_000, show_default=True, help="Cases in the smaller database.")
@click.option("--large", default=1_000_000, show_default=True, help="Cases in the larger one.")
@click.option("--requests", default=200, show_default=True, help="Requests of each page in each.")
def main(small: int, large: int, requests: int) -> None:
    """Measure each page, and how much slower it is where there are more cases. Ends with 1 where that is too much."""
    with ExitStack() as stack:
        server = stack.enter_context(running_postgres(shared_buffers=_MEMORY, max_wal_size="8GB"))
        seconds, councils = {}, {}
        for cases in (small, large):
            begun = perf_counter()
            councils[cases] = stack.enter_context(_filled(server, cases))
            seconds[cases] = round(perf_counter() - begun, 1)
            click.echo(f"{cases} cases: {seconds[cases]} s", err=True)
        pages = {name: _measured(asked, councils, requests) for name, asked in PAGES.items()}
        worst_names = {name: _measured(asked, councils, requests) for name, asked in WORST.items()}
    worst = max(figures["ratio"] for page in pages.values() for figures in page.values())
    printed(
        {
            "database": "postgresql",
            "cases": [small, large],
            "requests_of_each": requests,
            "seconds_to_fill": seconds,
            "p95_ms": pages,
            "p95_ms_of_the_worst": worst_names,
            "worst_ratio": worst,
            "wanted_ratio": WANTED_RATIO,
        }
    )
    sys.exit(1 if worst > WANTED_RATIO else 0)


@contextmanager
def _filled(server: Server, cases: int) -> Iterator[Council]:
    url = server.create(f"cases_{cases}")
    engine = make_engine(url, Keyring.of([new_key()]))
    migrate(engine)
    engine.dispose()
    with TemporaryDirectory(prefix="portal-worklist-") as folder:
        portal = local_portal(Path(folder), url)
        portal.clock.now = datetime.combine(TODAY, time(9, 0), UTC)
        teams = tuple(team.key for team in portal.office.council.teams)
        filled = fill(url.replace("+psycopg", ""), cases, portal.settings.name_key, teams)
        try:
            yield council_of(portal, filled)
        finally:
            portal.close()


def _measured(asked: Asked, councils: Mapping[int, Council], requests: int) -> dict[str, dict[str, Any]]:
    """The p95 of one page at each size, as the room answers and as the door does, and the ratio of each."""
    took: dict[str, dict[int, list[float]]] = {"room": {}, "page": {}}
    for turn in range(_WARM_UP + requests):
        for cases, council in councils.items():
            of_both = milliseconds(asked, council, turn)
            if turn >= _WARM_UP:
                for kind, ms in zip(took, of_both, strict=True):
                    took[kind].setdefault(cases, []).append(ms)
    return {kind: _figures(of_size) for kind, of_size in took.items()}


def _figures(of_size: Mapping[int, list[float]]) -> dict[str, Any]:
    small, large = (percentile(each, 0.95) or 0.0 for each in of_size.values())
    sizes = {str(cases): round(ms, 2) for cases, ms in zip(of_size, (small, large), strict=True)}
    return {**sizes, "ratio": round(large / small, 2)}


if __name__ == "__main__":
    main()
