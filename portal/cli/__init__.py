"""The command door: `portal <command>`, a command a file, each loaded only when it is called."""

import importlib
import os
import sys
from functools import partial

import click
import structlog
from dotenv import load_dotenv

from portal import logs
from portal.vocabulary import Refusal

#: Every command and the sentence help shows for it; the file has the command's name.
COMMANDS = {
    "serve": "Serve the portal, with delivery beside it.",
    "deliver": "Send the messages that are due.",
    "migrate": "Bring the database to this release.",
    "explain": "Show where stories would go, and why.",
    "due": "Count the dates a procedure sets.",
    "case": "Print one case.",
    "resend": "Send again what was refused or did not arrive.",
    "staff": "Say who may sign in to handle cases.",
    "annual-report": "Write the report of a year.",
    "demo": "Fill an empty database of local use with a made-up year.",
    "import-cases": "Bring in cases of past years from a spreadsheet.",
    "year-facts": "Say what the whole council had in a year.",
    "templates": "Print the words for the templates in GOV.UK Notify.",
    "check": "Say whether this installation could go live.",
    "purge": "Let go of what is no longer to be kept.",
    "rotate-keys": "Seal everything anew with the first key.",
    "index-names": "Make the index of names anew.",
    "backup": "Write everything to a file, sealed as it is.",
    "restore": "Bring back what a backup holds.",
    "new-key": "Make a key for a setting.",
}

#: Those whose standard error is a log, a JSON object a line, unless somebody sits before it.
SERVING = frozenset({"serve", "deliver"})

_log = structlog.get_logger(__name__)


class _Lazy(click.Group):
    """Commands by name, imported one at a time: `portal explain` loads no web and no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"portal.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            if ctx.invoked_subcommand in SERVING and not sys.stderr.isatty():
                _log.critical("refused", refusal=type(refusal).__name__, says=str(refusal))
            else:
                click.echo(str(refusal), err=True)
            ctx.exit(2)


@click.command(cls=_Lazy)
@click.version_option(package_name="portal")
def main() -> None:
    """Children's services complaints and compliments: the portal."""
    # Whatever a command makes, its database first of all, is its owner's alone. Whoever called it in a process of their
    # own gets back what was set there.
    click.get_current_context().call_on_close(partial(os.umask, os.umask(0o077)))
    logs.configure()
    load_dotenv(".env")
