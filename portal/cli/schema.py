"""Sees to it that a command finds this release's schema: in local use it makes it, elsewhere somebody must say so."""

from sqlalchemy import Engine

from portal.migrating import at_head, migrate
from portal.settings import Settings
from portal.vocabulary import Refusal


class OtherSchema(Refusal):
    """The database is not at this release."""


def have_schema(engine: Engine, settings: Settings) -> None:
    """Raises OtherSchema, and db.Unavailable where there is no database to be had."""
    if settings.local:
        migrate(engine)
    elif not at_head(engine):
        raise OtherSchema("The database does not have this release's schema. Run `portal migrate` first.")
