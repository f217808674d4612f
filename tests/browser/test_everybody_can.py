"""Everybody can use it: larger spacing, thumbs, only what is asked for shown, and nobody else asked for anything."""

import pytest
from playwright.sync_api import ConsoleMessage, expect

from tests.browser.conftest import Opens


def test_with_larger_text_spacing_nothing_is_cut_off(opens: Opens):
    """WCAG 1.4.12: the overrides a reader may set."""
    talk = opens(width=320)
    page = talk.hands.page
    spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }"
    talk.starts()
    talk.says("complaint")
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        spaced,
    )
    assert page.evaluate("getComputedStyle(document.body).letterSpacing") != "normal"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts-on", "scripts-off"])
def test_details_are_hidden_until_their_reply_is_picked(opens: Opens, scripts: bool):
    talk = opens(scripts=scripts)
    talk.starts()
    talk.answers({"what-for": "idea", "safe-now": "no", "what-happened": "Longer hours"}, until="reply-how")
    page = talk.hands.page
    email, mobile = page.locator("[name=reply-how-email]"), page.locator("[name=reply-how-mobile]")
    expect(email).to_be_hidden()
    expect(mobile).to_be_hidden()
    talk.hands.picks("reply-how", "email")
    expect(email).to_be_visible()
    expect(mobile).to_be_hidden()
    talk.hands.picks("reply-how", "text")
    expect(email).to_be_hidden()
    expect(mobile).to_be_visible()
    talk.hands.writes("reply-how-mobile", "nothing like a number")
    talk.goes_on()
    assert talk.asks == "reply-how"
    expect(mobile).to_have_value("nothing like a number")
    expect(email).to_be_hidden()


def test_every_reply_can_be_hit_with_a_thumb(opens: Opens):
    talk = opens()
    talk.starts()
    page = talk.hands.page
    targets = [*page.get_by_role("button").all(), *page.locator("form:has(h1) fieldset label").all()]
    small = [box for target in targets if target.is_visible() and (box := target.bounding_box()) and box["height"] < 44]
    assert small == []


def is_fault(message: ConsoleMessage) -> bool:
    return message.type in {"error", "warning"} and "favicon" not in message.location["url"]


def test_nothing_is_asked_of_anybody_else(opens: Opens):
    talk = opens()
    asked: list[str] = []
    faults: list[str] = []
    page = talk.hands.page
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    assert [url for url in asked if not url.startswith(talk.hands.url)] == []
    assert faults == []  # the policy stops nothing that a page of ours needs
