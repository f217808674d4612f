"""Letters that staff write in tests, to a case of a portal at hand."""

from portal.cases.acts import letters
from portal.cases.acts.fields import Given
from portal.cases.acts.specs import Asking, Doing
from portal.cases.filing import case_file
from portal.clocks.working_days import london_date
from portal.db import transaction
from portal.staff import Staff
from portal.vocabulary import LetterHow, LetterKind, StaffRole
from tests.portals import PortalAtHand

WRITER = Staff("00000000-0000-4000-8000-00000000aaaa", "A Made-up Manager", frozenset({StaffRole.COMPLAINTS_MANAGER}))


def staff_write(
    portal: PortalAtHand,
    reference: str,
    body: str,
    how: LetterHow | None = LetterHow.CODE,
    kind: LetterKind = LetterKind.REPLY,
) -> None:
    """Staff send a letter this way; with no way, they keep a draft."""
    now, office = portal.clock(), portal.office
    with transaction(portal.engine, writes=True) as session:
        case = case_file(session, reference, locked=True)
        assert case is not None
        doing = Doing(session, Asking(case, london_date(now), office), Given({"known_safe": ("yes",)}), WRITER, now)
        if how is None:
            letters.draft(doing, kind, body, None, None)
        else:
            letters.send(doing, kind, body, how)
