"""The keyboard alone is enough: it stops at everything in reading order, is in sight wherever it is, and gets there."""

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.keyboard import KeyboardHands
from tests.pages import Talk
from tests.tellings import A_CHILD_IN_CARE, PLACE

IN_DANGER = {**A_CHILD_IN_CARE, "safe-now": "yes", "find-you": PLACE}


def with_keyboard(opens: Opens) -> Talk[KeyboardHands]:
    hands = opens().hands
    return Talk(KeyboardHands(hands.page, hands.url))


def test_a_whole_complaint_in_danger_by_keyboard(opens: Opens):
    talk = with_keyboard(opens)
    hands = talk.hands
    out_of_order = {}

    def goes_round(what: str) -> None:
        stops, wanted = hands.goes_round()
        assert len(stops) > 5
        if stops != wanted:
            out_of_order[what] = [(stop, want) for stop, want in zip(stops, wanted, strict=False) if stop != want]

    talk.starts()
    for key in talk.questions():
        goes_round(key)
        talk.answers_or_passes(IN_DANGER)
    goes_round("check")
    receipt = talk.sends()
    goes_round("receipt")
    assert receipt.reference
    assert out_of_order == {}
    assert hands.faults == {}


def test_the_skip_link_leads_past_all_that_was_said(opens: Opens):
    talk = with_keyboard(opens)
    talk.starts()
    talk.says("complaint")
    page = talk.hands.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the question")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("[name=who-are-you]").first).to_be_focused()


def test_a_slip_is_put_right_by_keyboard(opens: Opens):
    """The summary has the focus; its link leads to the control, and there the answer is picked and sent."""
    talk = with_keyboard(opens)
    talk.starts()
    talk.goes_on()
    page = talk.hands.page
    expect(page.locator(":has(> [role=alert])")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "what-for"
    talk.says("complaint")
    assert talk.asks == "who-are-you"
