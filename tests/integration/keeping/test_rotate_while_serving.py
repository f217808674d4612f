"""Keys turn again and again while people write: no word is lost, and nothing is left under a key that is taken out."""

import pytest

from portal.resealing import reseal
from portal.sealing import Keyring, new_key
from tests.integration.keeping.writers import check_is_there, writing
from tests.portals import PortalAtHand

WRITERS, TURNS = 3, 4


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_left(portal: PortalAtHand):
    (old,) = portal.settings.sealing_keys
    with writing(portal, WRITERS) as writers:
        for turn in range(TURNS):
            new = new_key()
            for ring in ((old, new), (new, old)):
                for writer in writers:
                    writer.restarted_with(ring)
                    writer.stop.wait(0.1)
            portal.engine.dialect.portal_keyring = Keyring.of((new, old))  # type: ignore[attr-defined]
            done = reseal(portal.engine)
            assert done.stuck == ()
            assert done.sealed_by[Keyring.of([old]).ids[0]] == 0, f"left behind in turn {turn}"
            for writer in writers:
                writer.restarted_with((new,))
            old = new
    portal.engine.dialect.portal_keyring = Keyring.of([old])  # type: ignore[attr-defined]
    assert all(writer.drafts for writer in writers)
    for writer in writers:
        check_is_there(portal, writer.drafts, writer.sent)
    assert {case.reference for case in portal.cases()} == {ref for writer in writers for ref in writer.sent}
