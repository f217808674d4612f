"""Every question in every register, every slip at it, and every page beside the talk, each looked at once: axe finds
nothing on it in light or in dark, and it does not scroll sideways on the smallest phone.
"""

import pytest
from playwright.sync_api import Page

from portal.vocabulary import LetterHow
from tests.browser.axe import axe_finds, faint
from tests.browser.conftest import Opens
from tests.letters import staff_write
from tests.portals import local_portal
from tests.serving import Served
from tests.tellings import a_childs_complaint
from tests.walks import SPEAKERS, every_page


def width_at_320(page: Page) -> int:
    """How wide the page is on the smallest phone, which is also a small screen at 400%."""
    page.set_viewport_size({"width": 320, "height": 740})
    width = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
    page.set_viewport_size({"width": 360, "height": 740})
    return int(width)


def faults_of(page: Page) -> dict[str, object]:
    found: dict[str, object] = {"in light": axe_finds(page), "wider by": max(0, width_at_320(page) - 320)}
    page.emulate_media(color_scheme="dark")
    found["in dark"] = faint(page)
    page.emulate_media(color_scheme="light")
    return {what: faults for what, faults in found.items() if faults}


@pytest.mark.slow
@pytest.mark.parametrize("speaker", SPEAKERS, ids=str)
def test_no_page_is_faulty_faint_or_too_wide(opens: Opens, speaker: str | None):
    talk = opens(width=360)
    found = {}
    for place in every_page(talk, speaker):
        if faults := faults_of(talk.hands.page):
            found[str(place)] = faults
    assert found == {}


@pytest.mark.slow
def test_nor_is_the_page_behind_the_code_once_letters_have_come(opens: Opens, served: Served):
    talk = opens(width=360)
    reference = a_childs_complaint(talk).reference
    instance = served.log.parent / "instance"
    beside = local_portal(instance, f"sqlite:///{instance / 'portal.db'}")
    for how in (LetterHow.EMAIL, LetterHow.PHONE):
        staff_write(
            beside, reference, f"Hello.\n\nWe are sorry.\nRead https://council.example/{'long' * 40}\n\nأهلا", how
        )
    beside.close()
    talk.hands.goes_to("/sent")
    assert "We are sorry." in talk.hands.says()
    assert faults_of(talk.hands.page) == {}
