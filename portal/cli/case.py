"""`portal case`: one case as text: what was raised, where it went and why, what is due, what happened."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from portal.cases import acts, queries
from portal.cases.arrivals import has_hour
from portal.cases.queries import CaseRead
from portal.cases.references import read_reference
from portal.cli.engines import engine_of
from portal.cli.who import user
from portal.clocks.working_days import LONDON
from portal.db import transaction, written
from portal.representations import Exchange
from portal.settings import Settings
from portal.vocabulary import Refusal


class NoSuchCase(Refusal):
    """No case has this reference, or it is not one."""


@click.command("case")
@click.argument("reference")
@click.option("--words", is_flag=True, help="Print the person's words too. That is recorded on the case as an opening.")
def command(reference: str, words: bool) -> None:
    """Print the case with REFERENCE."""
    settings = Settings.from_env(os.environ)
    known, now = read_reference(reference), datetime.now(UTC)

    def looks(session: Session) -> tuple[CaseRead | None, tuple[Exchange, ...]]:
        if words and known:
            # Recorded before anything is shown: what was read cannot be unread.
            acts.opened(session, known, by=f"command line: {user()}", now=now)
        case = queries.case_by_reference(session, known) if known else None
        return case, queries.words_of(session, known) if words and known else ()

    with engine_of(settings) as engine:
        if words:
            case, said = written(engine, looks)
        else:
            with transaction(engine, writes=False) as session:
                case, said = looks(session)
    if case is None:
        raise NoSuchCase(f"There is no case {reference}.")
    for line in (*_lines(case), *_words(said)):
        click.echo(line)


def _lines(case: CaseRead) -> Iterator[str]:
    yield f"Case {case.reference}" + (" (restricted)" if case.restricted else "")
    received = _instant(case.received_at) if has_hour(case.received_at) else case.received_on.isoformat()
    yield f"  received {received} by {case.channel}"
    yield f"  what for {case.what_for}, from {case.speaker or 'somebody who did not say'}"
    yield f"  counted as {case.complainant_group}"
    for issue in case.issues:
        yield f"Issue {issue.number}: {issue.kind} about {issue.service}, {issue.procedure}, team {issue.team}"
        yield from (f"  because: {reason}" for reason in issue.because)
    for flag, because in case.flags:
        yield f"Flag {flag}: {because}"
    for due in case.due:
        yield f"Due {due.on.isoformat()}: {due.duty}" + (f", issue {due.issue}" if due.issue else "")
        yield f"  because: {due.because}"
    for event in case.events:
        facts = ", ".join(f"{key} {_fact(value)}" for key, value in event.facts.items() if key != "because")
        yield f"{_instant(event.at)} {event.happened} by {event.by}" + (f": {facts}" if facts else "")


def _words(said: tuple[Exchange, ...]) -> Iterator[str]:
    for turn in said:
        yield f"We asked: {turn.asked}"
        yield from (f"They said: {line}" for line in turn.said)


def _fact(value: object) -> str:
    if value is None:
        return "not said"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _instant(instant: datetime) -> str:
    return f"{instant.astimezone(LONDON):%Y-%m-%d %H:%M}"
