"""The people who handle cases: who they are, how they prove it, and what each role may do. It knows no case."""

from portal.staff.people import Staff
from portal.staff.permits import permitted

__all__ = ["Staff", "permitted"]
