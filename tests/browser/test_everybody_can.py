"""Everybody can use it: no fault axe can find, the keyboard alone, small screens, and only what is asked for shown."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect

from portal.script.statements import STATEMENTS
from tests.browser.conftest import Opens
from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.tellings import A_CHILD_IN_CARE, PLACE

#: Every page of one journey, with the danger note, folded turns, errors, details and the check page on it.
IN_DANGER = {**A_CHILD_IN_CARE, "safe-now": "yes", "find-you": PLACE, "about-to-change": "yes", "when": "over-a-year"}
STATED = tuple(statement.path for statement in STATEMENTS)
BESIDE = ("/stop", "/new-code", "/come-back", "/numbers", "/side", *STATED)


def every_page(talk: Talk[BrowserHands]) -> Iterator[str]:
    """Walk the journey; yields what each page is, while it is open."""
    talk.starts()
    yield "start"
    talk.goes_on()
    yield "start with an error"
    for key in talk.questions():
        yield key
        talk.fills_in(IN_DANGER)
        if key in {"reply-how", "about-to-change"}:
            yield f"{key} with its details open"
        talk.goes_on()
    yield "check"
    for path in BESIDE:
        talk.hands.goes_to(path)
        yield path
    talk.comes_back("four words of nobody")
    yield "come back with an error"
    talk.hands.goes_to("/nothing-here")
    yield "not found"
    talk.hands.goes_to("/check")
    talk.sends()
    yield "receipt"


def axe_finds(page: Page) -> list[tuple[str, list[str]]]:
    said = Axe().run(page).response["violations"]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]]) for each in said]


def width_at_320(page: Page) -> int:
    """How wide the page is on the smallest phone, which is also a small screen at 400%."""
    page.set_viewport_size({"width": 320, "height": 740})
    return int(page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))


@pytest.mark.slow
def test_on_a_light_phone_axe_finds_nothing_and_no_page_scrolls_sideways(opens: Opens):
    talk = opens(width=360)
    page = talk.hands.page
    found, wide = {}, {}
    for what in every_page(talk):
        if faults := axe_finds(page):
            found[what] = faults
        if (width := width_at_320(page)) > 320:
            wide[what] = width
        page.set_viewport_size({"width": 360, "height": 740})
    assert (found, wide) == ({}, {})


@pytest.mark.slow
def test_on_a_dark_wide_screen_axe_finds_nothing(opens: Opens):
    talk = opens(width=1280, dark=True)
    found = {what: faults for what in every_page(talk) if (faults := axe_finds(talk.hands.page))}
    assert found == {}


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


def test_the_keyboard_alone_is_enough(opens: Opens):
    talk = opens()
    talk.starts()
    page = talk.hands.page
    keys = page.keyboard
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the question")).to_be_focused()
    keys.press("Enter")
    tab_to(page, "what-for")
    keys.press("ArrowDown")  # from the complaint to the thanks
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who are you?")
    tab_to(page, "who-are-you")
    keys.press("Space")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What went well?")
    tab_to(page, "what-went-well")
    keys.type("They listened.")
    press_by_keyboard(page, "Next")
    press_by_keyboard(page, "Send what I have told you")
    press_by_keyboard(page, "Send it")
    assert talk.hands.address() == "/sent"


def tab_to(page: Page, name: str) -> None:
    for _ in range(40):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {name}")


def press_by_keyboard(page: Page, label: str) -> None:
    for _ in range(60):
        if page.evaluate("document.activeElement.textContent.trim()") == label:
            with page.expect_navigation(wait_until="domcontentloaded"):
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not come to {label}")


def test_an_error_takes_the_focus_and_leads_to_the_control(opens: Opens):
    talk = opens()
    talk.starts()
    page = talk.hands.page
    talk.goes_on()
    summary = page.locator(":has(> [role=alert])")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "what-for"


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
