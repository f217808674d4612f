"""Statements and notices: every page beside the talk that says how it works and what is done with what is told.

They are data, drawn by one template. They refuse to know a council, a number or a date: `{placeholders}` are filled.
"""

from portal.conversation import same
from portal.script.marking import N_
from portal.script.statements.access import ACCESS
from portal.script.statements.cookies import COOKIES
from portal.script.statements.how import HOW
from portal.script.statements.how_adults import HOW_ADULTS
from portal.script.statements.parts import EachController, FootLink, LeadsTo, Listed, Part, Section, Statement
from portal.script.statements.privacy import PRIVACY
from portal.script.statements.privacy_adults import PRIVACY_ADULTS
from portal.script.statements.traces import TRACES

STATEMENTS = (HOW, HOW_ADULTS, PRIVACY, PRIVACY_ADULTS, ACCESS, COOKIES, TRACES)

#: At the foot of every page, always in this order (WCAG 3.2.6).
FOOT = (
    FootLink(HOW.path, HOW_ADULTS.path, same(N_("How this works"))),
    FootLink(PRIVACY.path, PRIVACY_ADULTS.path, same(N_("Privacy"))),
    FootLink(ACCESS.path, ACCESS.path, same(N_("Accessibility"))),
    FootLink(COOKIES.path, COOKIES.path, same(N_("Cookies"))),
    FootLink(TRACES.path, TRACES.path, same(N_("What this site leaves on your phone"))),
)

__all__ = [
    "FOOT",
    "STATEMENTS",
    "EachController",
    "FootLink",
    "LeadsTo",
    "Listed",
    "Part",
    "Section",
    "Statement",
]
