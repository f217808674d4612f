"""Side by side, in one run: what an answered question costs here, on a hand-written floor, on Django's form wizard.

    python -m tests.bench.compare --ours 'CMD with {port}' --path / [--set name=value ...] [--repeat 3] [--seconds 5]

CMD starts the server under test on 127.0.0.1:{port} with one worker; --path is where a journey begins. The peers run
under gunicorn, one sync worker, SQLite in WAL with synchronous=FULL. Servers are pinned to one core, the client to
another, and the three take turns. Prints JSON: for each, CPU ms per answered question, steps/s with four users, p50 and
p99, memory, how long it takes to answer after a start, ends and errors, and the ratios ours/floor and ours/django.
A run in which any journey ends in an error is void, and says so.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.printing import printed
from tests.bench.servers import CLIENT_CORE, Server, running
from tests.serving import free_port

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HOME = ROOT / ".bench"  # `make bench` puts the peers' packages there
_MIGRATING = """
import dj
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
"""
_OF_A_PEER = ("--set", "email=a@example.org")


@dataclass
class Taken:
    """What the runs of one server gave, a figure a run."""

    cpu_ms_per_step: list[float] = field(default_factory=list)
    steps_per_s_4_users: list[float] = field(default_factory=list)
    p50_ms_1_user: list[float] = field(default_factory=list)
    p99_ms_4_users: list[float] = field(default_factory=list)
    pss_mib: list[float] = field(default_factory=list)
    start_ms: list[float] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def takes(self, alone: dict[str, Any], four: dict[str, Any]) -> None:
        """One run with one user and one with four, as `tests.bench.journey` reports them."""
        self.cpu_ms_per_step.append(alone["server_cpu_ms_per_step"])
        self.p50_ms_1_user.append(alone["step_ms"]["p50"])
        self.steps_per_s_4_users.append(four["steps_per_s"])
        self.p99_ms_4_users.append(four["step_ms"]["p99"])
        self.pss_mib.append(four["server_mem"]["pss_mib"])
        for report in (alone, four):
            self.ends.update(report["ends"])
            self.errors.update(report["errors"])

    def medians(self) -> dict[str, float]:
        lists = {name: value for name, value in vars(self).items() if isinstance(value, list)}
        return {name: statistics.median(figures) for name, figures in lists.items()}

    @property
    def is_void(self) -> bool:
        return bool(self.errors) or any(end.startswith(("http 4", "http 5", "stuck")) for end in self.ends)


def main() -> None:
    """Run as the command line says. Ends in 1 where a run is void."""
    chosen = _options()
    home = Path(chosen.home)
    python = home / "venv" / "bin" / "python"
    if not python.exists():
        sys.exit(f"{python} is not there: `make bench` brings the peers and what they need.")
    home.mkdir(parents=True, exist_ok=True)
    with _peers(home, python) as peers:
        ours = Server("ours", shlex.split(chosen.ours), Path(chosen.cwd), {}, chosen.path)
        measured = _measured((*peers, ours), python, chosen)
    printed(measured)
    sys.exit(1 if measured["void"] else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="compare", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ours", required=True)
    parser.add_argument("--path", default="/")
    parser.add_argument("--cwd", default=".")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--journey", default="", help="more options for our journey, one string")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--home", default=str(HOME), help="the folder whose venv/ has the peers' packages")
    return parser.parse_args()


@contextmanager
def _peers(home: Path, python: Path) -> Iterator[tuple[Server, ...]]:
    """The two peers, each on an empty database."""
    for old in [*home.glob("floor.db*"), *home.glob("django.db*")]:
        old.unlink()
    gunicorn = [str(python), "-m", "gunicorn", "--no-control-socket", "-w", "1", "-b", "127.0.0.1:{port}"]
    django = {"DBF": str(home / "django.db")}
    folder = HERE / "peers"
    subprocess.run([python, "-c", _MIGRATING], cwd=folder / "django", env=os.environ | django, check=True)
    yield (
        Server("floor", [*gunicorn, "app:app"], folder / "floor", {"DB": f"sqlite:///{home}/floor.db"}, "/"),
        Server("django", [*gunicorn, "dj:application"], folder / "django", django, "/start"),
    )


def _measured(servers: tuple[Server, ...], python: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """All of them running at once, measured in turns."""
    taken = {server.name: Taken() for server in servers}
    for _ in range(chosen.repeat):
        for server in servers:
            with running(server, free_port()) as up:
                taken[server.name].start_ms.append(up.start_ms)
    more = [*shlex.split(chosen.journey), *(word for each in chosen.set for word in ("--set", each))]
    with _all_running(servers) as all_up:
        for _ in range(chosen.repeat):
            for name, (url, pid) in all_up.items():
                words = [url, "--server-pid", str(pid), "-d", str(chosen.seconds)]
                words += more if name == "ours" else _OF_A_PEER
                taken[name].takes(_driven(python, *words, "-u", "1"), _driven(python, *words, "-u", "4"))
    medians = {name: each.medians() for name, each in taken.items()}
    return {
        "runs": {name: {**medians[name], "ends": each.ends, "errors": each.errors} for name, each in taken.items()},
        "ours_over": {
            figure: {peer: round(medians["ours"][figure] / medians[peer][figure], 3) for peer in ("floor", "django")}
            for figure in medians["ours"]
        },
        "void": [name for name, each in taken.items() if each.is_void],
    }


@contextmanager
def _all_running(servers: tuple[Server, ...]) -> Iterator[dict[str, tuple[str, int]]]:
    """Name -> where its journey begins, and its process."""
    if not servers:
        yield {}
        return
    with running(servers[0], free_port()) as up, _all_running(servers[1:]) as others:
        yield {servers[0].name: (up.url, up.pid), **others}


def _driven(python: Path, *words: str) -> dict[str, Any]:
    """One run of the journey driver, on a core that no server uses."""
    driving = ["taskset", "-c", str(CLIENT_CORE), str(python), "-m", "tests.bench.journey", *words]
    ran = subprocess.run(driving, cwd=ROOT, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


if __name__ == "__main__":
    main()
