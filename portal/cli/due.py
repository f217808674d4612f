"""`portal due`: the legal dates that follow from what has happened so far, as JSON.

It refuses to guess: a year whose bank holidays are not checked is an error, not a date.
"""

import json
from datetime import date

import click

from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.statute import Anchor, Targets, dues
from portal.clocks.working_days import DatesNotChecked, london_date_from_iso
from portal.vocabulary import Procedure


class _ProcedureName(click.ParamType[Procedure]):
    name = "procedure"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Procedure:
        try:
            return Procedure(str(value))
        except ValueError:
            self.fail(f"There is no procedure called {value!r}. Choose one of: {', '.join(Procedure)}.", param, ctx)


class _LondonDay(click.ParamType[date]):
    name = "iso"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return london_date_from_iso(str(value))
        except ValueError:
            self.fail(
                f"{value!r} is not a date. Write it as 2026-09-01, or with a time as 2026-09-01T18:30:00+01:00.",
                param,
                ctx,
            )


_DAY = _LondonDay()


@click.command("due")
@click.option("--procedure", type=_ProcedureName(), required=True, help="Which procedure, such as statutory.")
@click.option("--received", type=_DAY, required=True, help="When it was received.")
@click.option("--acknowledged", type=_DAY, help="When a person acknowledged it.")
@click.option("--stage2-requested", type=_DAY, help="When stage 2 was asked for.")
@click.option("--stage2-agreed", type=_DAY, help="When the stage 2 complaint statement was agreed.")
@click.option("--stage2-acknowledged", type=_DAY, help="When a corporate stage 2 request was acknowledged.")
@click.option("--stage3-requested", type=_DAY, help="When the review panel was asked for.")
@click.option("--panel-met", type=_DAY, help="When the review panel met.")
@click.option("--panel-reported", type=_DAY, help="When the council got the panel's report.")
def command(procedure: Procedure, received: date, **later: date | None) -> None:
    """Print each legal duty and the London date it is due by, earliest first, as JSON.

    Dates are ISO dates or instants. A time with no offset is London time.
    """
    events = {Anchor.RECEIVED: received}
    for name, day in later.items():
        if day is None:
            continue
        if day < received:
            raise click.UsageError(f"--{name.replace('_', '-')} is before --received. Check the two dates.")
        events[Anchor(name.replace("_", "-"))] = day
    calendar = england_and_wales()
    try:
        calendar.require_checked(*events.values())
        owed = dues(procedure, events, calendar, Targets())
        calendar.require_checked(*(due.on for due in owed))
    except DatesNotChecked as refusal:
        raise click.UsageError(str(refusal)) from refusal
    click.echo(json.dumps({due.duty: due.on.isoformat() for due in owed}, indent=2))
