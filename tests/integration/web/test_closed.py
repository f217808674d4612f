"""After leaving, whoever presses Back or opens an old address sees an empty page, until it is opened on purpose."""


from portal.script import pages
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE
from tests.walks import BESIDE

Someone = Talk[ClientHands]
ALL_IT_SAYS = {pages.CLOSED_TITLE.child, pages.CLOSED_OPEN.child}


def left(talk: Someone) -> str:
    """Leave in the middle of a talk; returns the address of the question that was open."""
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="hurt-by-worker")
    here = talk.hands.address()
    talk.leaves()
    return here


def test_every_address_of_the_talk_and_beside_it_is_empty(talk: Someone):
    here = left(talk)
    for path in ("/", "/talk", here, "/check", "/sent", "/nothing-here", *BESIDE):
        talk.hands.goes_to(path)
        assert talk.hands.address() == path
        said = {each.text for each in talk.hands.page.one("main").inside if not isinstance(each, str)}
        assert said == ALL_IT_SAYS, path
        assert talk.hands.page.title == "Page - Your message"
        assert not talk.hands.page.links()


def test_it_is_opened_again_by_one_press_and_stays_open(talk: Someone):
    left(talk)
    talk.hands.goes_to("/")
    talk.opens()
    assert talk.asks == "what-for"
    talk.hands.goes_to("/privacy")
    assert not talk.is_closed
    talk.starts()
    talk.says("complaint")
    assert talk.asks == "who-are-you"


def test_somebody_who_only_looked_is_shown_nothing_either(talk: Someone):
    talk.hands.goes_to("/privacy")
    talk.leaves()
    talk.hands.goes_to("/privacy")
    assert talk.is_closed


def test_another_browser_is_not_closed(portal: PortalAtHand, talk: Someone):
    left(talk)
    other = portal.talk()
    other.starts()
    assert other.asks == "what-for"


