"""A phone that is many years old still gets a page that somebody can use, and a way to the receipt.

The line is drawn in spring 2017, at the first browsers that know a grid and colours by name (Safari 10.1, Chrome 57,
Firefox 52): they get the chat without its newer comforts. They run no script here (ours is newer than they are), see no
view transition, follow no `:has()`, so that every detail beside a reply stands open, and take no dark from the phone.
What is older (2015) has no colours by name and no grid either: it gets the same words and controls in one column, black
on white. The real pages are shown by a real browser, which is given only what such a phone would read of the sheet.
"""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Opens
from tests.browser.old_phone import OF_2015, OF_2017, OldPhone, as_read_by, nested
from tests.browser.test_every_setting import NO_WIDER, SMALL, kinds_of_page
from tests.house.tree import ROOT

BUILD = ROOT / "static" / "build"

# --- what an old browser drops


@pytest.mark.parametrize(
    ("sheet", "read"),
    [
        ("a{color:red;gap:1px;margin:0}", "a{color:red;margin:0}"),
        ("a{padding:1px;padding:max(1px,2px)}", "a{padding:1px}"),
        ("a{width:minmax(1px,2px)}", "a{width:minmax(1px,2px)}"),
        ("a,b:has(c){color:red}d{color:blue}", "d{color:blue}"),
        ("a{color:red;&:hover{color:blue}margin:0;padding:0}", "a{color:red;padding:0}"),
        ("@media(prefers-color-scheme:dark){a{color:red}}b{color:blue}", "b{color:blue}"),
        ("@media print{a{inset:0;top:0}}", "@media print{a{top:0}}"),
        ("@view-transition{navigation:auto}a{top:0}", "a{top:0}"),
        ("@supports selector(:has(*)){a{top:0}}", ""),
        ("@supports not (gap:1px){a{top:0}}", "a{top:0}"),
        ("@supports (padding:max(0px)){a{top:0}}", ""),
        ("@supports (top:0){a{top:0}}", "a{top:0}"),
        ("a:before{content:'{;'}b{top:0}", "a:before{content:'__'}b{top:0}"),
        (":root{--a:max(1px,2px)}b{color:var(--a)}", ":root{--a:max(1px,2px)}b{color:var(--a)}"),
    ],
)
def test_what_is_not_known_is_dropped_and_nothing_else(sheet: str, read: str):
    assert as_read_by(OF_2017, sheet) == read


def test_without_colours_by_name_what_asks_for_one_is_dropped():
    assert as_read_by(OF_2015, ":root{--a:red}b{color:var(--a);top:0;display:grid}") == ":root{}b{top:0}"


def test_our_sheet_puts_no_rule_inside_another():
    sheet = BUILD / json.loads((BUILD / "manifest.json").read_text())["public.css"]
    assert nested(sheet.read_text()) == []
    assert nested("a{b{top:0}}@media print{c{top:0;&:hover{top:1px}}}") == ["a b{top:0}", "c &:hover{top:1px}"]


# --- what the page is then

# What is outside the column, or lies over something else: found by where each line of words and each control stands.
UNREADABLE = """() => {
    const hidden = (each) => each.closest(".govuk-visually-hidden, details:not([open]) > :not(summary)");
    const outside = (box) => box.width && (box.left < -0.5 || box.right > innerWidth + 0.5);
    const words = document.createTreeWalker(document.querySelector(".wrap"), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = words.nextNode(); node; node = words.nextNode()) {
        if (!node.data.trim() || hidden(node.parentElement)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        if ([...range.getClientRects()].some(outside)) found.push(node.data.trim().slice(0, 40));
    }
    return found;
}"""
OVERLAID = """() => [...document.querySelectorAll(".opt")].filter((row) => row.getClientRects().length)
    .filter((row) => {
        const [control, ...words] = [...row.children].map((each) => each.getBoundingClientRect());
        return !control.width || words.some((box) => box.left < control.right && box.right > control.left
            && box.top < control.bottom && box.bottom > control.top);
    }).map((row) => row.textContent.trim().slice(0, 40))"""
# Brought to the middle of the window, as a finger would; what is last on the page comes as far up as the page goes.
UNREACHABLE = """() => {
    const can = [...document.querySelectorAll("main, footer, .leave")]
        .flatMap((part) => [...part.querySelectorAll("a, button, input, textarea, summary")]);
    return can.filter((each) => each.type != "hidden" && each.tabIndex >= 0)
        .filter((each) => !each.closest("details:not([open]) > :not(summary)"))
        .filter((each) => {
            each.scrollIntoView({ block: "center", behavior: "instant" });
            const box = each.getClientRects()[0];
            const at = box && document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return !each.contains(at);
        }).map((each) => each.outerHTML.slice(0, 80));
}"""
DETAILS_SHUT = """() => [...document.querySelectorAll(".reveal input, .reveal textarea")]
    .filter((each) => !each.getClientRects().length && !each.closest("details:not([open])")).map((each) => each.name)"""
# Date parts stand side by side; every other box is as wide as the column nearly.
NARROW = """() => [...document.querySelectorAll("textarea, input:not([type=radio], [type=checkbox], [type=hidden])")]
    .filter((each) => each.getClientRects().length && !each.closest("details:not([open])"))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([each, box]) => box.height < 44 || box.width < (each.closest(".parts") ? 60 : innerWidth / 2))
    .map(([each]) => each.name)"""
BAR = """() => {
    scrollTo(0, document.documentElement.scrollHeight);
    const bar = document.querySelector(".leave"), box = bar.getBoundingClientRect();
    const button = bar.querySelector("button").getBoundingClientRect();
    const last = document.querySelector("footer").getBoundingClientRect();
    return {
        "not at the foot of the window": Math.abs(box.bottom - innerHeight) > 1,
        "not as wide as the window": box.left > 0 || box.right < innerWidth,
        "more than a fifth of the window": box.height > innerHeight / 5,
        "button is small": button.height < 44 || button.width < innerWidth / 2,
        "words show through": /rgba\\(.*, 0\\)/.test(getComputedStyle(bar).backgroundColor),
        "over the end of the page": last.bottom > box.top + 1,
    };
}"""
# Without a look of the system's own, only an edge shows where a ring or a box is, and whether it is picked.
UNDRAWN = """() => [...document.querySelectorAll(".opt > input")]
    .filter((each) => each.getClientRects().length)
    .filter((each) => {
        const edge = getComputedStyle(each);
        const tick = getComputedStyle(each, "::before").borderBottomStyle;
        const seen = edge.borderTopStyle == "solid" && !/rgba\\(.*, 0\\)/.test(edge.borderTopColor);
        const picked = !each.checked || tick == "solid" || parseFloat(edge.borderTopWidth) > 4;
        return edge.appearance == "none" && !(seen && picked);
    }).map((each) => each.id)"""
SEND_IS_BARE = """() => [...document.querySelectorAll(".send")]
    .filter((each) => /rgba\\(.*, 0\\)/.test(getComputedStyle(each).backgroundColor)).map((each) => each.textContent)"""


KNOWS_MORE = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .some((rule) => /:has|inline-start/.test(rule.cssText))"""


def shown_on(page: Page, phone: OldPhone) -> list[str]:
    """From now on the page gets its sheets as this phone reads them. Returns what they were, as they come."""
    read: list[str] = []

    def as_read(sheet: str) -> str:
        read.append(as_read_by(phone, sheet))
        return read[-1]

    def give_sheet(route: Route) -> None:
        route.fulfill(body=as_read(route.fetch().text()), content_type="text/css")

    def give_page(route: Route) -> None:
        """The first page carries the sheet; and a policy that lets nobody change it, which is taken away here."""
        response = route.fetch()
        html = re.sub("(?s)(?<=<style>).*?(?=</style>)", lambda style: as_read(style[0]), response.text())
        headers = {name: value for name, value in response.headers.items() if name != "content-security-policy"}
        route.fulfill(response=response, headers=headers, body=html)

    page.route("**/*.css", give_sheet)
    page.route(re.compile(r"^http://[^/]+/$"), give_page)
    return read


def faults_of(page: Page) -> dict[str, Any]:
    found = {
        "a newer sheet": page.evaluate(KNOWS_MORE),
        "wider by": max(0, page.evaluate(NO_WIDER)),
        "outside the column": page.evaluate(UNREADABLE),
        "words under a control": page.evaluate(OVERLAID),
        "too small to press": page.evaluate(SMALL),
        "too small to write in": page.evaluate(NARROW),
        "not drawn": page.evaluate(UNDRAWN),
        "out of reach": page.evaluate(UNREACHABLE),
        "details that nobody sees": page.evaluate(DETAILS_SHUT),
        "no button to see": page.evaluate(SEND_IS_BARE),
        "the way out is": [what for what, is_so in page.evaluate(BAR).items() if is_so],
    }
    return {what: value for what, value in found.items() if value}


@pytest.mark.slow
@pytest.mark.parametrize("phone", [OF_2017, OF_2015], ids=lambda phone: phone.name)
def test_an_old_phone_goes_all_the_way(opens: Opens, phone: OldPhone):
    talk = opens(scripts=False)
    page = talk.hands.page
    read = shown_on(page, phone)
    found, kinds = {}, []
    for kind in kinds_of_page(talk):
        kinds.append(kind)
        page.wait_for_load_state()  # the sheet too
        if faults := faults_of(page):
            found[kind] = faults
        page.evaluate("scrollTo(0, 0)")
    assert found == {}
    assert kinds[-1] == "receipt"
    assert len(kinds) >= 12
    assert {".leave{" in sheet for sheet in read} == {True, False}  # the sheet itself, and the council's colours
