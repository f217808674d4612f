"""The keys that sign and those of codes turn too: an old page loses nothing, and a code that was written down opens."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.script import pages as words
from portal.sealing import new_key
from tests.hands import ClientHands
from tests.integration.keeping.conftest import Command
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import STORY, a_childs_complaint

OLD, NEW = new_key(), new_key()
Hands = Talk[ClientHands]


def restarted(portal: PortalAtHand, **settings: object) -> PortalAtHand:
    """The same portal as a process that was started with other settings."""
    return PortalAtHand(replace(portal.settings, **settings), portal.clock)


def before(talk: Hands, portal: PortalAtHand) -> Hands:
    """The same browser, with the page it has open and its cookie, before another process."""
    talk.hands.client.application = portal.app
    return talk


def at_the_story(portal: PortalAtHand) -> Hands:
    talk = portal.talk()
    talk.starts()
    for answer in ("complaint", "child", "no"):
        talk.says(answer)
    return talk


# -------------------------------------------------------------------------------------------------- keys that sign


def test_an_old_page_loses_nothing_while_the_signing_key_turns(portal: PortalAtHand):
    old = restarted(portal, secret_key=OLD, secret_key_fallbacks=(NEW,))
    turned = restarted(portal, secret_key=NEW, secret_key_fallbacks=(OLD,))
    talk = at_the_story(old)
    address = talk.hands.address()
    before(talk, turned).writes(STORY)
    assert talk.asks == "hurt-by-worker"
    # A process that was not restarted yet takes what the new one drew.
    before(talk, old).says("no")
    assert talk.asks not in {"", "hurt-by-worker"}
    # An old tab leads to its question.
    before(talk, turned).goes_back_to(address)
    assert talk.asks == "what-happened"
    assert STORY in talk.hands.written("what-happened")
    assert [draft.body for draft in portal.drafts() if STORY in str(draft.body)]
    for each in (old, turned):
        each.close()


def test_once_the_old_key_is_out_what_was_typed_still_stands_on_the_page(portal: PortalAtHand):
    old, alone = restarted(portal, secret_key=OLD), restarted(portal, secret_key=NEW)
    talk = at_the_story(old)
    before(talk, alone).writes(STORY)
    assert STORY in talk.hands.response.text
    for each in (old, alone):
        each.close()


def test_what_an_unknown_key_signed_counts_for_nothing(portal: PortalAtHand):
    forged = restarted(portal, secret_key=new_key())
    real = restarted(portal, secret_key=NEW, secret_key_fallbacks=(OLD,))
    talk = at_the_story(forged)
    before(talk, real).hands.goes_to("/talk")
    assert talk.hands.address() == "/"
    for each in (forged, real):
        each.close()


# -------------------------------------------------------------------------------------------------- keys of codes


@pytest.fixture
def old(portal: PortalAtHand) -> Iterator[PortalAtHand]:
    old = restarted(portal, code_key=OLD)
    yield old
    old.close()


@pytest.fixture
def turned(portal: PortalAtHand) -> Iterator[PortalAtHand]:
    turned = restarted(portal, code_key=NEW, code_key_fallbacks=(OLD,))
    yield turned
    turned.close()


def opens(portal: PortalAtHand, code: tuple[str, ...]) -> bool:
    talk = portal.talk()
    talk.comes_back(" ".join(code))
    return talk.hands.address() != "/come-back"


def test_a_code_that_was_written_down_opens_after_its_key_turned(old: PortalAtHand, turned: PortalAtHand):
    talk = at_the_story(old)
    code = talk.stops()
    sent = a_childs_complaint(old.talk()).code
    assert opens(turned, code)
    assert opens(turned, sent)
    # It is shown again as it was, also after the next answer.
    before(talk, turned).carries_on()
    talk.writes(STORY)
    assert talk.stops() == code


def test_new_codes_are_made_with_the_new_key(old: PortalAtHand, turned: PortalAtHand):
    code = at_the_story(turned).stops()
    assert opens(turned, code)
    assert not opens(old, code)
    knows_both = restarted(old, code_key_fallbacks=(NEW,))  # as every process must, before the new key comes first
    assert opens(knows_both, code)
    knows_both.close()


def test_a_code_that_is_shut_after_its_key_turned_opens_nothing(old: PortalAtHand, turned: PortalAtHand):
    talk = at_the_story(old)
    code = talk.stops()
    before(talk, turned).shuts_code()
    assert not opens(turned, code)
    assert opens(turned, talk.code)


def test_where_the_key_was_taken_out_the_page_shows_a_code_that_works(old: PortalAtHand):
    without = restarted(old, code_key=NEW)
    talk, receipt = at_the_story(old), a_childs_complaint(old.talk())
    code, sent = talk.stops(), receipt.code
    assert not opens(without, code)
    before(talk, without).hands.goes_to("/stop")
    assert talk.code != code
    assert opens(without, talk.code)
    receipt.hands.client.application = without.app
    receipt.hands.goes_to("/sent")
    assert not opens(without, sent)
    assert opens(without, receipt.code)
    held = at_the_story(old)
    before(held, without).hands.goes_to("/")
    assert opens(without, tuple(held.hands.items(words.YOUR_CODE.child)))
    without.close()


def test_how_many_codes_still_need_an_older_key_is_told(old: PortalAtHand, turned: PortalAtHand, command: Command):
    for each in (old, old, turned):
        at_the_story(each).stops()
    older = {"PORTAL_CODE_KEY": NEW, "PORTAL_CODE_KEY_FALLBACKS": f"{new_key()}, {OLD}"}
    said = command("rotate-keys", **older).stderr
    assert "Codes that need key 1 of PORTAL_CODE_KEY_FALLBACKS: 0." in said
    assert "Codes that need key 2 of PORTAL_CODE_KEY_FALLBACKS: 2." in said
    assert OLD not in said
