"""Whole reports as files: right HTML for two checkers, and PDFs that are tagged, named and in a language."""

import json
import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.reports import rendering
from portal.reports.hiding import hide
from portal.reports.report import Edition
from portal.tagged_pdf import can_make_pdf
from tests.conftest import ON_CI
from tests.integration.web.test_valid_html import JAVA, NODE, RULES, VALIDATE, VNU, is_missing, names, run
from tests.markup import Page
from tests.report_sample import a_report

SHEET = re.compile(r"<style>.*?</style>", re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every edition of a full year and of an empty one. Their sheet is newer CSS than a checker of HTML knows of."""
    folder = tmp_path_factory.mktemp("reports")
    for edition in Edition:
        for cases in (58, 0):
            page = rendering.page(hide(a_report(edition, cases=cases)), notes=["Corrected: <so>."])
            (folder / f"{edition}-{cases}.html").write_text(SHEET.sub("", page))
    return folder


def test_html_validate_finds_nothing(folder: Path):
    if NODE is None or not VALIDATE.exists():
        is_missing("There is no Node here, or no html-validate: `make setup` brings them.")
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    ran = run(folder, str(NODE), str(VALIDATE), "--formatter", "json=said.json", *names(folder))
    assert (folder / "said.json").exists(), ran.stderr
    said = [
        f"{Path(result['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for result in json.loads((folder / "said.json").read_text())
        for message in result["messages"]
    ]
    assert said == []


def test_vnu_finds_nothing(folder: Path):
    if not VNU.exists() or shutil.which("java") is None or run(folder, *JAVA, "--version").returncode:
        is_missing("There is no vnu here (`make setup` brings it), or no Java 17: `make tools`, as root on Debian.")
    ran = run(folder, *JAVA, "--format", "json", "--stdout", "--no-langdetect", *names(folder))
    assert ran.stdout, ran.stderr
    said = [f"{each['url']}:{each.get('lastLine')} {each['message']}" for each in json.loads(ran.stdout)["messages"]]
    assert (said, ran.returncode) == ([], 0), ran.stderr


# ---------------------------------------------------------------- PDF


@pytest.fixture(scope="module", params=[Edition.PUBLIC, Edition.YOUNG_PEOPLE])
def both(request: pytest.FixtureRequest) -> tuple[bytes, Page]:
    """A PDF with all its parts unpacked, and the page that it was made from."""
    if not can_make_pdf():
        (pytest.fail if ON_CI else pytest.skip)("Pango is not on this machine: make tools")
    report = hide(a_report(request.param))
    file = rendering.pdf(report)
    assert file.startswith(b"%PDF-1.7")
    return file + b"".join(unpacked(file)), Page(rendering.page(report))


@pytest.fixture
def made(both: tuple[bytes, Page]) -> bytes:
    return both[0]


def unpacked(file: bytes) -> Iterator[bytes]:
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def test_the_pdf_is_tagged_named_and_in_english(made: bytes):
    for what in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"en-GB", b"pdfuaid", b"/DisplayDocTitle", b"/Outlines"):
        assert what in made, what


def test_headings_tables_and_their_heads_are_tagged_as_such(both: tuple[bytes, Page]):
    made, page = both
    for tag, elements in {
        "H1": "h1",
        "H2": "h2",
        "Table": "table",
        "TH": "th",
        "TD": "td",
        "Caption": "caption",
    }.items():
        assert (tag, tagged(made, tag)) == (tag, len(page.all(elements)))
    assert made.count(b"/Headers") == len(page.all("td"))


def test_every_picture_says_what_it_is(made: bytes):
    assert tagged(made, "Figure") == 2
    told = [bytes.fromhex(each.decode()).decode("utf-16") for each in re.findall(rb"/Alt ?<([0-9a-f]+)>", made)]
    assert sorted(told) == [
        "Picture of the table “Complaints by team”: a bar for each row.",
        "Picture of the table “Complaints in each month”: a line for each column.",
    ]


def tagged(made: bytes, kind: str) -> int:
    """How many elements of the tree of tags are of this kind."""
    return len(re.findall(rb"/S ?/%b(?![A-Za-z0-9])" % kind.encode(), made))


def test_nothing_in_a_report_is_unknown_to_what_makes_the_pdf(caplog: pytest.LogCaptureFixture):
    if can_make_pdf():
        rendering.pdf(hide(a_report(Edition.YOUNG_PEOPLE)))
    assert [each.getMessage() for each in caplog.records if each.name.startswith("weasyprint")] == []
