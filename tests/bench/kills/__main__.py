"""`python -m tests.bench.kills`: kills on each database, a JSON object for each; ends in 1 where a count is wrong."""

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.bench.databases import Database, standing
from tests.bench.kills.notify import HoldingNotify
from tests.bench.kills.run import Outcome, Plan, run
from tests.bench.printing import printed


def killed(database: Database, plan: Plan) -> Outcome:
    """One run on one database, in folders of its own."""
    with (
        TemporaryDirectory(prefix="portal-kills-") as folder,
        standing(database) as stands,
        HoldingNotify.of_sample_shire() as notify,
    ):
        return run(plan, Path(folder), notify, stands.url)


@click.command()
@click.option("--kills", default=200, show_default=True)
@click.option("--people", default=4, show_default=True, help="How many complain at once.")
@click.option("--seed", type=int, help="To run a run again; drawn and printed when not given.")
@click.option(
    "--database",
    "databases",
    type=click.Choice(Database, case_sensitive=False),
    multiple=True,
    help="Both when not given.",
)
def main(kills: int, people: int, seed: int | None, databases: tuple[Database, ...]) -> None:
    """Kill the portal under people who complain, and count what came of it."""
    seed = random.SystemRandom().randrange(10**6) if seed is None else seed
    click.echo(f"Seed {seed}.", err=True)  # now: a run that breaks off prints nothing else
    outcomes = []
    for database in databases or tuple(Database):
        plan = Plan(kills, seed, people, workers=2 if database is Database.POSTGRES else 1)
        outcomes.append(killed(database, plan))
        printed({"part": "kills", "database": database, **outcomes[-1].to_json()})
    sys.exit(any(outcome.faults for outcome in outcomes))


if __name__ == "__main__":
    main()
