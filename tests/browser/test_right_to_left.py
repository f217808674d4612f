"""A whole language the other way: every kind of page in it is the mirror image of itself, and nothing leaves it.

Only what is read from the left in every language stays so: a phone number, and a reference.
"""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opens
from tests.browser.right_to_left import TurnedHands, speaks_from_the_right, turned
from tests.browser.test_every_setting import NO_WIDER, SMALL, kinds_of_page
from tests.pages import Talk

# Each box that stands on a side, and where it stands when the same words are set from the left: its mirror image.
# Words in a line are no boxes: where a line is full, they go to the next one in their own order.
UNMIRRORED = """() => {
    const boxes = [...document.querySelectorAll(".wrap, .wrap *, .leave, .leave *")]
        .filter((each) => !each.closest("svg, .govuk-visually-hidden") && getComputedStyle(each).display != "inline");
    boxes.push(...document.querySelectorAll(".wrap svg"));
    const stand = () => boxes.map((each) => each.getBoundingClientRect());
    const root = document.documentElement, here = stand();
    root.dir = "ltr";
    const there = stand();
    root.dir = "rtl";
    const apart = (at) => Math.abs(here[at].left - (innerWidth - there[at].right))
        + Math.abs(here[at].top - there[at].top);
    return boxes.filter((each, at) => here[at].width && apart(at) > 1)
        .map((each) => each.className.baseVal ?? (each.className || each.outerHTML.slice(0, 60)));
}"""
# Nothing is cut off at the side where a line ends: a page that is read from the right does not scroll that way.
OUTSIDE = """() => [...document.querySelectorAll("main *, footer *, header *")]
    .filter((each) => !each.closest(".govuk-visually-hidden"))
    .filter((each) => [...each.getClientRects()].some((box) => box.left < -0.5 || box.right > innerWidth + 0.5))
    .map((each) => each.outerHTML.slice(0, 60))"""
# On the side where a line begins, and where it ends.
SIDES = """() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.getClientRects().length)
        .map((each) => [each, each.getBoundingClientRect()]);
    const whole = document.querySelector("main").getBoundingClientRect();
    const middle = (box) => (box.left + box.right) / 2;
    const rows = boxes(".opt > input").filter(([each, box]) =>
        each.nextElementSibling.getBoundingClientRect().right > box.left + 1 || whole.right - box.right > 60);
    const bar = document.querySelector(".leave").getBoundingClientRect();
    const far = [bar.left, innerWidth - bar.right, innerHeight - bar.bottom];
    const asked = boxes(".talk > .ask, .now"), said = boxes(".talk > .say");
    return {
        "what was said": said.filter(([_, box]) => Math.abs(box.left - whole.left) > 1).length,
        "what was asked": asked.filter(([_, box]) => Math.abs(box.right - whole.right) > 1).length,
        "the rings and boxes of replies": rows.length,
        "what stands beside a title": boxes(".drawing").filter(([_, box]) => middle(box) > middle(whole)).length,
        "the name of the page": boxes(".top strong").filter(([_, box]) => middle(box) < middle(whole)).length,
        "the way out": far.filter((each) => Math.abs(each) > 1).length,
    };
}"""
# The worst reference for such a line: its parts would change places if nothing kept them together.
WORST_REFERENCE = """document.querySelectorAll(".receipt strong")
    .forEach((each) => { if (/^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(each.textContent)) each.textContent = "2345-BCDF"; })"""
OUT_OF_ORDER = """() => [...document.querySelectorAll('a[href^="tel:"], a[href^="sms:"], .receipt strong')]
    .filter((each) => each.getClientRects().length && /\\d/.test(each.textContent))
    .filter((each) => {
        const text = each.firstChild, range = document.createRange();
        const stands = [...text.data].map((_, at) => {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            return range.getBoundingClientRect().left;
        });
        return stands.some((left, at) => at && left <= stands[at - 1]);
    }).map((each) => each.textContent)"""


def faults_of(page: Page) -> dict[str, Any]:
    page.evaluate(WORST_REFERENCE)
    found = {
        "wider by": max(0, page.evaluate(NO_WIDER)),
        "outside": page.evaluate(OUTSIDE),
        "too small to press": page.evaluate(SMALL),
        "no mirror image": page.evaluate(UNMIRRORED),
        "on the wrong side": [what for what, how_many in page.evaluate(SIDES).items() if how_many],
        "numbers out of order": page.evaluate(OUT_OF_ORDER),
    }
    return {what: value for what, value in found.items() if value}


@pytest.mark.slow
def test_every_kind_of_page_is_its_own_mirror_image(opens: Opens):
    hands = opens().hands
    page = hands.page
    speaks_from_the_right(page)
    talk = Talk(TurnedHands(page, hands.url))
    found, kinds, numbers = {}, [], 0
    for kind in kinds_of_page(talk):
        kinds.append(kind)
        page.wait_for_load_state()
        assert page.locator("html[dir=rtl][lang=ar]").count()
        assert not set(turned("message")).isdisjoint(talk.hands.says())
        numbers += page.locator('a[href^="tel:"]').count()
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            if faults := faults_of(page):
                found[kind, width] = faults
    assert found == {}
    assert kinds[-1] == "receipt"
    assert len(kinds) >= 12
    assert numbers > len(kinds)
