"""`python -m tests.bench [PART ...]`, which is `make bench`: every measurement of this project, or some of them.

Each part prints its JSON object by itself and goes on to the next; the end is 1 where one was void or found a fault.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

ROOT = Path(__file__).resolve().parents[2]


def annual_report(_folder: Path) -> Sequence[str]:
    """The report of two years with ten thousand cases in them, and with a million."""
    return ("annual_report",)


def compare(folder: Path) -> Sequence[str]:
    """A complaint's journey beside the same on the floor and on Django."""
    local = f"env PORTAL_LOCAL=1 PORTAL_INSTANCE={folder} {sys.executable} -m portal.cli"
    return ("compare", "--ours", f"{local} serve --port {{port}} --workers 1 --no-deliver", "--path", "/")


def import_cases(_folder: Path) -> Sequence[str]:
    """A list of a hundred thousand past cases comes in, and one of a million, on each database."""
    return ("import_cases",)


def kills(_folder: Path) -> Sequence[str]:
    """Two hundred on each database."""
    return ("kills",)


def load(_folder: Path) -> Sequence[str]:
    """Two web processes on PostgreSQL for a minute."""
    return ("load",)


def lighthouse(_folder: Path) -> Sequence[str]:
    """Five pages, each to have 100 for accessibility and for best practices."""
    return ("lighthouse",)


def slow_phone(_folder: Path) -> Sequence[str]:
    """When our pages can be seen, over a page of five bytes."""
    return ("slow_phone",)


def worklist(_folder: Path) -> Sequence[str]:
    """Lists and searches at ten thousand cases and at a million."""
    return ("worklist",)


PARTS: dict[str, Callable[[Path], Sequence[str]]] = {
    part.__name__.replace("_", "-"): part
    for part in (annual_report, compare, import_cases, kills, load, lighthouse, slow_phone, worklist)
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
def main(parts: tuple[str, ...]) -> None:
    """Measure. All parts when none is named."""
    failed = []
    for part in parts or PARTS:
        with TemporaryDirectory(prefix="portal-bench-") as folder:
            name, *options = PARTS[part](Path(folder))
            click.echo(f"--- {part}", err=True)
            ran = subprocess.run([sys.executable, "-m", f"tests.bench.{name}", *options], cwd=ROOT, check=False)
        if ran.returncode != 0:
            failed.append(part)
    if failed:
        raise click.ClickException(f"Not as it must be: {', '.join(failed)}.")


if __name__ == "__main__":
    main()
