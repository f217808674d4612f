"""Accounts in a database that was brought back from a backup: nobody is signed in.

Whoever signed out, lost a role or was disabled since did so for good, and a backup does not know of it. Roles and
disabled accounts are as they were when it was made: look at `portal staff list` after restoring.
"""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portal.staff.models import StaffSession


def end_sessions(session: Session) -> None:
    """Everybody signs in anew."""
    session.execute(delete(StaffSession))
