"""Where cases are handled, for commands that do something with them."""

from portal.cases.office import Office
from portal.clocks.bank_holidays import england_and_wales
from portal.council import Council
from portal.settings import Settings


def office_of(settings: Settings, council: Council) -> Office:
    """The office of one installation."""
    return Office(council, england_and_wales(council.extra_bank_holidays), settings.url, settings.name_key)
