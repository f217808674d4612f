"""Every page is valid HTML for two checkers: html-validate on Node, the Nu HTML checker (vnu) on Java."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.vocabulary import LetterHow
from tests.conftest import ON_CI
from tests.house.tree import ROOT
from tests.letters import staff_write
from tests.portals import PortalAtHand, local_portal
from tests.published import brings_in_past_years, publishes
from tests.tellings import a_childs_complaint
from tests.walks import SPEAKERS, every_page

VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
NODE = shutil.which("node", path=PATH)
# Deep pages need a deep stack, and so short a run is over before it would pay to compile the checker well.
JAVA = ("java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", str(VNU))
RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y"],
    "rules": {
        # Sound HTML either way; what is left out here is taste.
        "doctype-style": "off",
        "void-style": "off",
        "no-trailing-whitespace": "off",
        "no-implicit-button-type": "off",
        "no-redundant-for": "off",
        "tel-non-breaking": "off",
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        "form-dup-name": "off",  # buttons of one name tell what was pressed; our own rules see to the rest
        "heading-level": ["error", {"minInitialRank": "h2"}],  # the error summary stands above the question
        "require-sri": ["error", {"target": "crossorigin"}],
    },
}


def pages(portal: PortalAtHand) -> Iterator[tuple[str, str]]:
    """Which page -> its HTML: every one on the walk of everybody, and what stands beside that."""
    for speaker in SPEAKERS:
        talk = portal.talk()
        for place in every_page(talk, speaker):
            yield str(place), talk.hands.response.text
    talk = portal.talk()
    talk.starts()
    talk.says("complaint")
    talk.hands.sends("/check", [("what-happened", "kept <words>")])
    yield "again", talk.hands.response.text
    talk.starts()
    talk.says("complaint")
    talk.leaves()
    talk.hands.goes_to("/talk")
    yield "closed", talk.hands.response.text
    brings_in_past_years(portal.engine, portal.clock())
    publishes(portal.engine, portal.clock())
    for path in ("/reports", "/reports/2016-17/public", "/reports/2016-17/young-people"):
        talk = portal.talk()
        talk.hands.goes_to(path)
        yield f"with reports {path}", talk.hands.response.text
    portal.delivers()
    talk.hands.goes_to("/post-tray")
    yield "tray", talk.hands.response.text
    yield "a letter has come", page_with_letters(portal)


def page_with_letters(portal: PortalAtHand) -> str:
    """What somebody sees with four words once staff have written to them, and told them something."""
    talk = portal.talk()
    reference = a_childs_complaint(talk).reference
    for how in (LetterHow.EMAIL, LetterHow.PHONE):
        staff_write(portal, reference, "Hello.\n\nWe are <sorry> & we mean it.\nWe will call you.\n\nأهلا", how)
    talk.hands.goes_to("/sent")
    return talk.hands.response.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page, a file each."""
    folder = tmp_path_factory.mktemp("pages")
    portal = local_portal(tmp_path_factory.mktemp("portal"))
    sheet = portal.app.jinja_env.globals["styles"].sheet  # it is CSS, and newer than what a checker of HTML knows of it
    for page, html in pages(portal):
        name = re.sub(r"[^a-z0-9]+", "-", page.lower()).strip("-")
        (folder / f"{name}.html").write_text(html.replace(sheet, ""))
    portal.close()
    assert len(names(folder)) > 150
    return folder


def names(folder: Path) -> list[str]:
    return sorted(page.name for page in folder.glob("*.html"))


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def is_missing(what: str) -> None:
    (pytest.fail if ON_CI else pytest.skip)(what)


def test_html_validate_finds_nothing(folder: Path):
    if NODE is None or not VALIDATE.exists():
        is_missing("There is no Node here, or no html-validate: `make setup` brings them.")
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    ran = run(folder, str(NODE), str(VALIDATE), "--formatter", "json=said.json", *names(folder))
    assert (folder / "said.json").exists(), ran.stderr
    said = {
        f"{Path(result['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for result in json.loads((folder / "said.json").read_text())
        for message in result["messages"]
    }
    assert sorted(said) == []


def test_vnu_finds_nothing(folder: Path):
    if not VNU.exists() or shutil.which("java") is None or run(folder, *JAVA, "--version").returncode:
        is_missing("There is no vnu here (`make setup` brings it), or no Java 17: `make tools`, as root on Debian.")
    # Errors, warnings and remarks are all faults. What is left out is a guess at the language of a few sentences.
    ran = run(folder, *JAVA, "--format", "json", "--stdout", "--no-langdetect", *names(folder))
    assert ran.stdout, ran.stderr
    said = {
        f"{Path(message['url']).name}:{message.get('lastLine')} {message['type']}: {message['message']}"
        for message in json.loads(ran.stdout)["messages"]
    }
    assert (sorted(said), ran.returncode) == ([], 0), ran.stderr
