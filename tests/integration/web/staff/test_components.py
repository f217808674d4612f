"""The parts that staff pages are made of, as whole pages: right HTML, everything labelled, a light sheet."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.app import BUILT
from tests import gallery
from tests.house.tree import ROOT
from tests.integration.web.test_valid_html import JAVA, NODE, RULES, VALIDATE, VNU, is_missing, run
from tests.markup import Page
from tests.portals import local_portal

LARGEST_SHEET = 8_000  # bytes over the wire
COMPONENTS = ROOT / "templates" / "staff" / "components"
Draws = Callable[..., Page]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    portal = local_portal(tmp_path_factory.mktemp("portal"))
    yield portal.app
    portal.close()


@pytest.fixture(scope="module")
def pages(app: Flask) -> dict[str, str]:
    return gallery.pages(app)


@pytest.fixture(scope="module")
def folder(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html)
    return folder


def pages_of(app: Flask) -> Iterator[tuple[str, Page]]:
    yield from ((name, Page(html)) for name, html in gallery.pages(app).items())


# ---------------------------------------------------------------- every page


def test_every_part_is_shown_in_the_gallery():
    shown = " ".join(file.read_text() for file in [*gallery.FOLDER.glob("*.html"), *COMPONENTS.glob("*.html")])
    parts = {file.stem for file in COMPONENTS.glob("*.html")}
    assert {part for part in parts if f"staff_{part}(" not in shown} == set()


def test_tags_fit_and_ids_are_given_once(app: Flask):
    for name, page in pages_of(app):
        ids = Counter(each["id"] for each in page.elements if each.has("id"))
        assert (name, page.faults, [each for each, count in ids.items() if count > 1]) == (name, [], [])


def test_whatever_points_at_something_finds_it(app: Flask):
    for name, page in pages_of(app):
        for element in page.elements:
            wanted = element["for"].split() + element["aria-describedby"].split() + element["aria-labelledby"].split()
            assert [each for each in wanted if page.by_id(each) is None] == [], name


def test_every_control_has_a_label_and_is_not_filled_in_by_the_browser(app: Flask):
    for name, page in pages_of(app):
        for control in [each for each in page.elements if each.is_control]:
            assert page.name_of(control).strip(), (name, control["id"])
            assert control.is_ticked or control["autocomplete"] == "off", (name, control["id"])


def test_there_is_no_script_and_no_style_attribute(app: Flask):
    for name, page in pages_of(app):
        assert page.all("script") == [], name
        assert [each.tag for each in page.elements if each.has("style") or each.has("onclick")] == [], name


def test_every_post_carries_a_token(app: Flask):
    for name, page in pages_of(app):
        for form in page.all("form"):
            fields = [field for field, _ in page.sent_by(form)]
            assert ("csrf_token" in fields) == (form["method"] == "post"), (name, form["action"])


def test_html_validate_finds_nothing(folder: Path):
    if NODE is None or not VALIDATE.exists():
        is_missing("There is no Node here, or no html-validate: `make setup` brings them.")
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    files = sorted(file.name for file in folder.glob("*.html"))
    ran = run(folder, str(NODE), str(VALIDATE), "--formatter", "json=said.json", *files)
    assert (folder / "said.json").exists(), ran.stderr
    said = [
        f"{Path(result['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for result in json.loads((folder / "said.json").read_text())
        for message in result["messages"]
    ]
    assert said == []


def test_vnu_finds_nothing(folder: Path):
    if not VNU.exists() or run(folder, *JAVA, "--version").returncode:
        is_missing("There is no vnu here (`make setup` brings it), or no Java 17: `make tools`, as root on Debian.")
    files = sorted(file.name for file in folder.glob("*.html"))
    ran = run(folder, *JAVA, "--format", "json", "--stdout", "--no-langdetect", *files)
    assert ran.stdout, ran.stderr
    said = [f"{each['url']}:{each.get('lastLine')} {each['message']}" for each in json.loads(ran.stdout)["messages"]]
    assert said == []


# ---------------------------------------------------------------- the page around them


def test_the_top_says_who_is_signed_in_and_where_one_is(app: Flask):
    page = Page(gallery.page(app, "parts"))
    here = [link.text for link in page.links() if link["aria-current"] == "page" and any(link.above("header"))]
    assert here == ["Worklist"]
    (form,) = [form for form in page.all("form") if form["action"] == "/staff/sign-out"]
    assert "R. Sample" in form.text
    assert page.title == "Parts - Complaints and compliments"


def test_nobody_signed_in_has_no_menu_and_nothing_to_sign_out_of(app: Flask):
    page = Page(gallery.page(app, "parts", me=None, places=()))
    assert [form["action"] for form in page.all("form") if any(form.above("header"))] == []
    assert [nav["aria-label"] for nav in page.all("nav")] == []


def test_the_title_says_that_there_are_errors(app: Flask):
    assert Page(gallery.wrong_form(app)).title.startswith("Error: ")
    assert not Page(gallery.page(app, "form")).title.startswith("Error: ")


def test_what_stands_beside_is_only_there_where_something_does(app: Flask):
    assert len(Page(gallery.page(app, "case")).all("aside")) == 1
    assert Page(gallery.page(app, "worklist")).all("aside") == []


def test_the_sheet_is_light_asks_for_nothing_and_draws_every_class_of_a_part():
    name = json.loads((BUILT / "manifest.json").read_text())["staff.css"]
    sheet = (BUILT / name).read_text()
    assert (BUILT / f"{name}.br").stat().st_size <= LARGEST_SHEET
    assert not re.search(r"url\(|@import|@font-face|https?:|gds transport|crown", sheet, re.IGNORECASE)
    own = {"top-out", "places", "facts", "hint", "soft", "table", "table-wide", "late", "soon", "whole", "number"}
    own |= {"steps", "words", "filters", "parts", "pager", "panel", "sheet", "letter", "card", "button-link"}
    assert {each for each in own if not re.search(rf"\.{each}(?![\w-])", sheet)} == set()
