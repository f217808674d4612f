"""How a measurement is handed over: one JSON object on standard output."""

import json
from collections.abc import Mapping

import click


def printed(measured: Mapping[str, object]) -> None:
    """Print it."""
    click.echo(json.dumps(measured, indent=1))
