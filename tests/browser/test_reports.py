"""A report as a file in a browser: read by axe, in every setting of a screen, and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from portal.reports import rendering
from portal.reports.hiding import hide
from portal.reports.report import Edition
from tests.browser.axe import axe_finds, faint
from tests.browser.test_every_setting import NO_WIDER, SETTINGS, apply
from tests.report_sample import a_report

#: Words of a picture that leave it: sideways at the end of its box, or into the words below them.
OUTSIDE = """() => [...document.querySelectorAll("svg")].flatMap((picture) => {
    const box = picture.getBoundingClientRect();
    return [...picture.querySelectorAll("text")].filter((each) => {
        const { left, right, bottom } = each.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 4;
    }).map((each) => each.textContent);
})"""


@pytest.fixture(params=[Edition.PUBLIC, Edition.YOUNG_PEOPLE])
def page(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """One edition, opened from disk."""
    file = tmp_path / "report.html"
    file.write_text(rendering.page(hide(a_report(request.param)), notes=["Corrected on 1 June 2017: made up."]))
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(page: Page, dark: bool):
    page.emulate_media(color_scheme="dark" if dark else "light")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        assert (width, axe_finds(page)) == (width, [])


def test_a_report_stands_every_setting(page: Page):
    found = {}
    for setting in SETTINGS:
        apply(page, setting)
        faults = {"wider by": max(0, page.evaluate(NO_WIDER)), "outside": page.evaluate(OUTSIDE)}
        if "contrast" in setting.media:
            faults["faint"] = faint(page)
        found |= {(setting.name, what): value for what, value in faults.items() if value}
    assert found == {}


def test_paper_is_light_and_holds_everything(page: Page):
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.report-bar')).fill") == "rgb(29, 92, 71)"
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    page.set_viewport_size({"width": 700, "height": 900})
    assert page.evaluate(OUTSIDE) == []
