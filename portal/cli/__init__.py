"""The command door: `portal <command>`, a command a file, each loaded only when it is called."""

import importlib

import click
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
    "check": "Say whether this installation could go live.",
    "purge": "Let go of unsent conversations whose time is over.",
    "new-key": "Make a key for a setting.",
}


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
            click.echo(str(refusal), err=True)
            ctx.exit(2)


@click.command(cls=_Lazy)
@click.version_option(package_name="portal")
def main() -> None:
    """Children's services complaints and compliments: the portal."""
    load_dotenv(".env")
    logs.configure()
