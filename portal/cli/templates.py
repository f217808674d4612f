"""`portal templates`: the words to paste into the templates of the council's GOV.UK Notify account."""

from collections.abc import Iterator

import click

from portal.council import MessageKind
from portal.outbox.account import TYPES
from portal.outbox.messages import TEMPLATES


@click.command("templates")
@click.argument("kind", type=click.Choice([kind.value for kind in MessageKind]), required=False)
def command(kind: str | None) -> None:
    """Print every template, or the one of KIND: its type in Notify, its subject and its text."""
    kinds = tuple(MessageKind) if kind is None else (MessageKind(kind),)
    click.echo("\n".join(line for each in kinds for line in _lines(each)))


def _lines(kind: MessageKind) -> Iterator[str]:
    template = TEMPLATES[kind]
    yield f"=== {kind} ({TYPES[template.channel]}); its id goes into the council file as notify.templates.{kind}"
    if template.subject is not None:
        yield f"--- subject\n{template.subject}"
    yield f"--- text\n{template.body}"
