"""However a phone or a screen is set, every kind of page can be read, reached and pressed: one walk, every setting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from portal.vocabulary import Register
from tests.browser.axe import faint
from tests.browser.conftest import Opens
from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.tellings import A_CHILD_IN_CARE, PLACE
from tests.walks import pages_beside

IN_DANGER = {**A_CHILD_IN_CARE, "safe-now": "yes", "find-you": PLACE}
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 4
RIGHT_TO_LEFT = "قال لي إنه سيتصل ولم يفعل"

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += " p { margin-bottom: 2em !important }"
TWICE = "html { font-size: 200% !important }"


@dataclass(frozen=True)
class Setting:
    """One way a page may be shown: window, what the system asks for, and what a reader adds."""

    name: str
    width: int = 360
    height: int = 740
    media: dict[str, Any] = field(default_factory=dict)
    css: str = ""


SETTINGS = (
    Setting("a small phone", 360, 640),
    Setting("320 wide", 320),
    Setting("a wide screen", 1280, 900),
    Setting("dark", media={"color_scheme": "dark"}),
    Setting("forced colours", media={"forced_colors": "active"}),
    Setting("forced colours, dark", media={"forced_colors": "active", "color_scheme": "dark"}),
    Setting("more contrast", media={"contrast": "more"}),
    Setting("less motion", media={"reduced_motion": "reduce"}),
    Setting("spaced text", 320, css=SPACED),
    Setting("text twice as large", css=TWICE),
    Setting("zoomed to 400%", 320, 256),
    Setting("lying on its side", 740, 360),
)
USUAL = {
    "color_scheme": "light",
    "forced_colors": "none",
    "contrast": "no-preference",
    "reduced_motion": "no-preference",
}


def kinds_of_page(talk: Talk[BrowserHands]) -> Iterator[str]:
    """Each kind of page once, while it is open."""
    talk.starts()
    yield "start"
    talk.goes_on()
    yield "an error"
    seen = {"safe-now": "one of several", "find-you": "danger, and a box", "what-happened": "the story"}
    seen |= {"which-help": "several of many", "about-to-change": "a date", "must-not-see": "details"}
    for key in talk.questions():
        if key in seen:
            yield seen[key]
        talk.fills_in(IN_DANGER | {"who-was-it": f"{LONG} {RIGHT_TO_LEFT}"})
        if key == "reply-how":
            yield "a reply with its details open"
        talk.goes_on()
    yield "check"
    for place in pages_beside(talk, Register.CHILD):
        yield str(place)
    talk.hands.goes_to("/check")
    talk.sends()
    yield "receipt"


def apply(page: Page, setting: Setting) -> None:
    page.set_viewport_size({"width": setting.width, "height": setting.height})
    page.emulate_media(**(USUAL | setting.media))
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        setting.css,
    )


# ---------------------------------------------------------------- what must hold

NO_WIDER = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"
# What can be pressed or filled in has the focus in sight: nothing fixed lies over its middle (WCAG 2.4.11).
COVERED = """() => {
    const can = [...document.querySelectorAll("main a, main button, main input, main textarea, main summary")];
    return can.filter((each) => each.checkVisibility() && each.tabIndex >= 0).filter((each) => {
        each.focus({ focusVisible: true });
        if (document.activeElement != each) return false;
        const box = each.getClientRects()[0];
        const [x, y] = [Math.min(box.width, innerWidth) / 2, Math.min(box.height / 2, 24)];
        const at = document.elementFromPoint(box.x + x, box.y + y);
        const bar = document.querySelector(".leave");
        return at && bar.contains(at);
    }).map((each) => each.outerHTML.slice(0, 80));
}"""
# In forced colours a background is gone: only an edge still shows what is a button, a row or a bubble.
EDGELESS = """() => [...document.querySelectorAll(".send, .opt, .ask, .say, .now, .danger, .leave button, textarea")]
    .filter((each) => each.getClientRects().length)
    .filter((each) => {
        const { borderTopStyle: style, borderTopWidth: width, borderTopColor: colour } = getComputedStyle(each);
        return style == "none" || !parseFloat(width) || /rgba\\(.*, 0\\)/.test(colour);
    }).map((each) => each.className || each.tagName)"""
MOVING = "document.getAnimations().length"
SMALL = """() => [...document.querySelectorAll("main button, .leave button, .opt")]
    .filter((each) => each.getClientRects().length && !each.closest(".govuk-visually-hidden"))
    .filter((each) => !each.classList.contains("govuk-visually-hidden") && each.getBoundingClientRect().height < 44)
    .map((each) => each.textContent.trim().slice(0, 40))"""


def faults_of(page: Page, setting: Setting) -> dict[str, Any]:
    found: dict[str, Any] = {
        "wider by": max(0, page.evaluate(NO_WIDER)),
        "covered": page.evaluate(COVERED),
        "too small to press": page.evaluate(SMALL),
    }
    if "forced_colors" in setting.media:
        found["without an edge"] = page.evaluate(EDGELESS)
    if "reduced_motion" in setting.media:
        found["moving"] = page.evaluate(MOVING)
    if setting.media == {"color_scheme": "dark"}:  # where colours are forced, axe still measures ours
        found["faint"] = faint(page)
    return {what: value for what, value in found.items() if value}


@pytest.mark.slow
def test_every_kind_of_page_stands_every_setting(opens: Opens):
    talk = opens()
    page = talk.hands.page
    found, kinds = {}, []
    for kind in kinds_of_page(talk):
        kinds.append(kind)
        for setting in SETTINGS:
            apply(page, setting)
            if faults := faults_of(page, setting):
                found[kind, setting.name] = faults
        apply(page, Setting("as usual"))
    assert found == {}
    assert len(kinds) >= 12


PAPER: tuple[tuple[str, Callable[[Page], bool]], ...] = (
    ("the way out is no part of it", lambda page: not page.locator(".leave").is_visible()),
    ("nothing to press", lambda page: not any(each.is_visible() for each in page.get_by_role("button").all())),
    ("dark words on white", lambda page: page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE),
)
WHITE = "rgb(255, 255, 255)"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_paper_there_are_words_and_nothing_to_press(opens: Opens, dark: bool):
    talk = opens(dark=dark)
    talk.starts()
    talk.answers({"what-for": "idea", "safe-now": "no", "what-happened": "Longer hours"}, until="reply-how")
    talk.hands.goes_to("/stop")
    page = talk.hands.page
    page.emulate_media(media="print")
    assert [what for what, holds in PAPER if not holds(page)] == []
    assert len(page.pdf()) > 1000


@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_somebody_chose_goes_before_what_the_phone_says(opens: Opens, look: str):
    talk = opens(dark=look == "light", scripts=False)
    talk.hands.goes_to("/look")
    talk.hands.picks("look", look)
    talk.hands.presses("Use this")
    chosen = talk.hands.page.evaluate("getComputedStyle(document.body).backgroundColor")
    other = opens(dark=look == "dark", scripts=False)
    other.starts()
    assert chosen == other.hands.page.evaluate("getComputedStyle(document.body).backgroundColor")
