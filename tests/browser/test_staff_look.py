"""The look of staff pages: every part, in every setting of a screen, read by axe, by three engines, and on paper."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from portal.app import BUILT
from tests import gallery
from tests.browser.axe import axe_finds, faint
from tests.browser.engines import firefox, webkit
from tests.browser.engines.elsewhere import Elsewhere
from tests.browser.engines.hands import WebDriverHands
from tests.browser.test_every_setting import NO_WIDER, SETTINGS, WHITE, apply
from tests.conftest import ON_CI
from tests.portals import local_portal

Shows = Callable[..., Page]
WIDTHS = (320, 360, 1280)
#: Too small for a finger or an unsteady hand (WCAG 2.5.8), but for links in the middle of a sentence.
SMALL = """(least) => [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea, select, summary")]
    .filter((each) => each.checkVisibility() && !each.matches(".govuk-skip-link, p a"))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([each, box]) => box.height < (each.matches("button, .govuk-button, .govuk-input, select") ? 44 : least))
    .map(([each, box]) => `${each.outerHTML.slice(0, 60)} ${box.height}`)"""
#: Whatever takes the focus shows it by an outline, on itself or on what is drawn for it.
UNSEEN = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea, select, summary")]
    .filter((each) => each.checkVisibility())
    .filter((each) => {
        each.focus({ focusVisible: true });
        const shown = each.matches("[type=radio], [type=checkbox]")
            ? getComputedStyle(each.nextElementSibling, "::before") : getComputedStyle(each);
        return shown.outlineStyle == "none" || parseFloat(shown.outlineWidth) < 3;
    }).map((each) => each.outerHTML.slice(0, 60))"""
#: In forced colours papers are gone: only an edge still shows what is a button, a tag, somebody's words or a sheet.
EDGED = ".govuk-button:not(.button-link), .govuk-tag, .words, .sheet, .panel, .govuk-notification-banner"
EDGELESS = """(edged) => [...document.querySelectorAll(edged)]
    .filter((each) => {
        const { borderLeftStyle: style, borderLeftWidth: width, borderLeftColor: colour } = getComputedStyle(each);
        return style == "none" || !parseFloat(width) || /rgba\\(.*, 0\\)/.test(colour);
    }).map((each) => each.className)"""
STACKED = "getComputedStyle(document.querySelector('main tr')).display == 'block'"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Every page of the gallery, each whole in itself."""
    portal = local_portal(tmp_path_factory.mktemp("portal"))
    name = portal.app.jinja_env.globals["assets"]["staff.css"].rsplit("/", 1)[1]
    sheet = f"<style>{(BUILT / name).read_text()}</style>"
    found = gallery.pages(portal.app)
    yield {each: re.sub(r'<link rel="(stylesheet|icon)"[^>]*>', "", html).replace("<style>", f"{sheet}<style>", 1)
           for each, html in found.items()}  # fmt: skip
    portal.close()


@pytest.fixture
def shows(browser: Browser, pages: dict[str, str]) -> Iterator[Shows]:
    """One page of the gallery in a browser: `shows("case", width=320, dark=True)`."""
    contexts = []

    def show(name: str, *, width: int = 360, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_content(pages[name])
        return page

    yield show
    for context in contexts:
        context.close()


PAGES = (*gallery.NAMES, "form-wrong", "parts-endless")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(shows: Shows, name: str, dark: bool):
    page = shows(name, dark=dark)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert (width, axe_finds(page)) == (width, [])
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = !each.open)")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_every_page_stands_every_setting(shows: Shows, name: str):
    page, found = shows(name), {}
    for setting in SETTINGS:
        apply(page, setting)
        faults: dict[str, Any] = {"wider by": max(0, page.evaluate(NO_WIDER)), "too small": page.evaluate(SMALL, 24)}
        if "forced_colors" in setting.media:
            faults["without an edge"] = page.evaluate(EDGELESS, EDGED)
        if "contrast" in setting.media:
            faults["faint"] = faint(page)
        found |= {(setting.name, what): value for what, value in faults.items() if value}
    assert found == {}


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_is_always_seen(shows: Shows, name: str):
    assert shows(name).evaluate(UNSEEN) == []


def test_the_skip_link_leads_into_the_page(shows: Shows):
    page = shows("worklist")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_error_leads_to_the_first_box_of_its_field(shows: Shows):
    page = shows("form-wrong")
    assert page.evaluate("document.activeElement.id") == "errors"
    for name in gallery.PROBLEMS:
        page.locator(f".govuk-error-summary a[href='#{name}']").click()
        assert page.evaluate("document.activeElement.id") == name


# ---------------------------------------------------------------- tables


def roles_of_tables(page: Page) -> list[tuple[str, str]]:
    """Role and name of every part of the first table, as Chromium hands them to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    table = next(node for node in nodes.values() if node["role"]["value"] == "table")

    def below(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        role = node["role"]["value"]
        if not node["ignored"] and role in {"table", "row", "columnheader", "rowheader", "cell"}:
            yield role, node.get("name", {}).get("value", "")
        for child in node["childIds"]:
            yield from below(nodes[child])

    return list(below(table))


def test_a_stacked_table_reads_like_the_one_with_columns(shows: Shows):
    wide, narrow = shows("worklist", width=1280), shows("worklist", width=320)
    assert (wide.evaluate(STACKED), narrow.evaluate(STACKED)) == (False, True)
    assert roles_of_tables(narrow) == roles_of_tables(wide)
    roles = [role for role, _ in roles_of_tables(narrow)]
    assert {role: roles.count(role) for role in roles} == {
        "table": 1,
        "row": 5,
        "columnheader": 6,
        "rowheader": 4,
        "cell": 20,
    }


def test_a_stacked_cell_shows_the_head_of_its_column_and_does_not_read_it_out(shows: Shows):
    page = shows("worklist", width=320)
    cell = page.locator("td").first
    assert cell.evaluate("each => getComputedStyle(each, '::before').content") == '"What is next" / ""'
    assert ("cell", "Acknowledge") in roles_of_tables(page)
    assert page.locator("td:empty").count() == 3
    assert page.locator("td:empty").first.evaluate("each => getComputedStyle(each, '::before').content") == "none"


def test_a_table_stacks_where_its_own_place_is_narrow(shows: Shows):
    page = shows("case", width=1280)
    assert page.evaluate(STACKED) is False
    assert page.evaluate("getComputedStyle(document.querySelector('aside tr')).display") == "block"


@contextmanager
def engine(name: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[WebDriverHands]:
    """Firefox or WebKit, in a window as wide as a phone, on the pages in this folder."""
    missing = {"firefox": firefox.MISSING, "webkit": webkit.MISSING}[name]
    if missing:
        (pytest.fail if ON_CI else pytest.skip)(missing)
    away: Elsewhere = request.getfixturevalue("away")
    where: dict[str, Any] = {"proxy": away.address, "url": folder.as_uri(), "scripts": True}
    visit = (
        firefox.visit(folder, **where)
        if name == "firefox"
        else webkit.visit(request.getfixturevalue("webkit_driver"), **where)
    )
    with visit as hands:
        yield hands


@pytest.mark.slow
@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_other_engines_keep_a_stacked_table_a_table(
    name: str, pages: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
):
    (tmp_path / "page.html").write_text(pages["worklist"])
    with engine(name, tmp_path, request) as hands:
        hands.goes_to("/page.html")
        assert hands.driver.does("ExecuteScript", script=f"return {STACKED}", args=[]) is True
        parts = [role for role, _ in hands.spoken("main table, main tr, main th, main td")]
    assert {role: parts.count(role) for role in parts} == {
        "table": 1,
        "row": 5,
        "columnheader": 6,
        "rowheader": 4,
        "cell": 20,
    }


# ---------------------------------------------------------------- paper


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_on_paper_there_is_white_and_nothing_to_press(shows: Shows, name: str, dark: bool):
    page = shows(name, dark=dark)
    page.emulate_media(media="print")
    assert [each.text_content() for each in page.locator(".govuk-button, .top-out").all() if each.is_visible()] == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE
    assert faint(page) == []


@pytest.mark.parametrize(("name", "shown"), [("letter", "Dear Made-Up Name"), ("card", "Thank you, Made-Up Worker")])
def test_of_a_page_with_a_letter_or_a_card_only_that_is_printed(shows: Shows, name: str, shown: str):
    page = shows(name, width=1280)
    page.emulate_media(media="print")
    assert page.inner_text("body").strip().startswith({"letter": "Sample Shire Council", "card": shown}[name])
    assert shown in page.inner_text("body")
    assert "Print" not in page.inner_text("body")
    assert sheets(page) == 1


def test_a_table_on_paper_has_its_columns(shows: Shows):
    page = shows("worklist", width=1280)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 660, "height": 900})  # a sheet of A4 within its margins
    assert page.evaluate(STACKED) is False
    assert max(0, page.evaluate(NO_WIDER)) == 0


def sheets(page: Page) -> int:
    """How many sheets of A4 it takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
