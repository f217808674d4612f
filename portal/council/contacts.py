"""Who else to turn to: a name, a number, when they answer. It refuses to know where any of it is shown."""

from dataclasses import dataclass

from portal.council.phone_hours import PhoneHours


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody a person can turn to. What is not there is empty; `hours` too, where none may be printed."""

    name: str
    number: str = ""
    hours: str = ""
    text_number: str = ""
    web: str = ""

    @property
    def tel(self) -> str:
        """The number as a `tel:` link dials it, without spaces."""
        return self.number.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Contacts:
    """The people and services the pages name.

    Each has a number, but for `emergency_bsl`, which has a page; `complaints` is None where that team has no phone.
    `hub_answers` is what the hub's `hours` say, as times: what a page says first changes with them.
    """

    hub: Contact
    hub_answers: PhoneHours
    advocate: Contact
    help_at_hand: Contact
    childline: Contact
    nspcc: Contact
    ombudsman: Contact
    emergency: Contact
    emergency_bsl: Contact
    police: Contact
    complaints: Contact | None = None
