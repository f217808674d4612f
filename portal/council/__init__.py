"""One council's own facts: names, teams, rules, hours, phone numbers, targets. Loaded from one file, or refused whole.

It refuses to know the law, and never sees a case or a person who writes to us.
"""

from portal.council.contacts import Contact, Contacts
from portal.council.faults import CouncilFault, CouncilFaults
from portal.council.loading import from_text, load, require_confirmed
from portal.council.model import (
    PLACEHOLDERS,
    Colours,
    Controller,
    Council,
    MessageKind,
    NoSuchTeam,
    Notify,
    Palette,
    Reminders,
    Retention,
    Targets,
    Team,
    TeamRule,
)
from portal.council.safety import Safety
from portal.council.single_sign_on import Group, SingleSignOn
from portal.council.week import Span

__all__ = [
    "PLACEHOLDERS",
    "Colours",
    "Contact",
    "Contacts",
    "Controller",
    "Council",
    "CouncilFault",
    "CouncilFaults",
    "Group",
    "MessageKind",
    "NoSuchTeam",
    "Notify",
    "Palette",
    "Reminders",
    "Retention",
    "Safety",
    "SingleSignOn",
    "Span",
    "Targets",
    "Team",
    "TeamRule",
    "from_text",
    "load",
    "require_confirmed",
]
