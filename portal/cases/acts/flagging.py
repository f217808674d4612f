"""Raising a flag and settling one, for the acts that do so. It refuses to know what any flag asks of people."""

from portal.cases.acts.specs import Doing
from portal.cases.models import case_flags
from portal.vocabulary import Flag, Happened


def settle(doing: Doing, flag: Flag) -> None:
    """Somebody has looked at this. The event of the act says what they made of it."""
    doing.change(case_flags, {"flag": flag, "settled_on": None}, settled_on=doing.today)


def raise_flag(doing: Doing, flag: Flag, because: str) -> bool:
    """A person must look at this; also where one has before. False where it is raised already.

    `because` is a sentence of ours, never what somebody wrote.
    """
    if doing.case.flag(flag):
        doing.change(case_flags, {"flag": flag}, answered_at=None)  # whoever answers, answers what was said last
        return False
    if any(each.flag is flag for each in doing.case.flags):
        doing.change(case_flags, {"flag": flag}, because=because, settled_on=None, answered_at=None)
    else:
        doing.add(case_flags, flag=flag, because=because)
    doing.happened(Happened.FLAGGED, flag=flag, because=because)
    return True
