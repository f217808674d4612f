"""The walk on which other tests look at every page leaves out no question, no slip and no page beside the talk."""

from portal.conversation import Fault
from portal.vocabulary import Register
from tests.portals import PortalAtHand
from tests.walks import BESIDE, POSSIBLE, SPEAKERS, Place, every_page

#: A reply that is not on the page: only a page that was tampered with, or is older than the portal, sends one.
NO_SLIP_OF_A_PERSON = Fault.NOT_AN_OPTION


def test_the_walk_passes_every_question_slip_and_page(portal: PortalAtHand):
    seen: list[Place] = []
    for speaker in SPEAKERS:
        talk = portal.talk()
        for place in every_page(talk, speaker):
            assert talk.hands.response.status_code == status_of(place), place
            seen.append(place)
    once = [place for place in seen if place.what not in {"check", "receipt"}]
    assert len(set(once)) == len(once)
    assert {(place.what, place.register) for place in once} >= POSSIBLE
    assert {(path, register) for path in BESIDE for register in Register} <= {(p.what, p.register) for p in once}
    slipped = {place.wrong.partition(" at ")[0] for place in seen if place.wrong}
    assert slipped >= {str(fault) for fault in Fault if fault is not NO_SLIP_OF_A_PERSON}


def status_of(place: Place) -> int:
    return 404 if place.what == "not found" else 422 if place.wrong else 200
