"""One page of each kind is valid HTML for two checkers: html-validate on Node, the Nu HTML checker (vnu) on Java."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.script.statements import STATEMENTS
from tests.conftest import ON_CI
from tests.hands import ClientHands
from tests.house.tree import ROOT
from tests.pages import Talk
from tests.portals import PortalAtHand, local_portal
from tests.tellings import A_CHILD_IN_CARE, an_advocate_for_a_child

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
    """Kind of page -> its HTML, with every kind of control, of note and of error among them."""
    talk: Talk[ClientHands] = portal.talk()
    talk.starts()
    yield "start", talk.hands.response.text
    talk.goes_on()
    yield "start-error", talk.hands.response.text
    for code in ("complaint", "child", "yes"):
        talk.says(code)
    given = {**A_CHILD_IN_CARE, "find-you": "By the gate", "about-to-change": "yes", "about-to-change-date": "2026-09"}
    for key in talk.questions():
        yield f"step-{key}", talk.hands.response.text
        if key in {"which-help", "about-to-change", "reply-how"}:
            talk.hands.picks(key, given[key] if isinstance(given[key], str) else "not-sure")
            if key == "which-help":
                talk.hands.picks(key, "in-care")
            if key == "about-to-change":
                talk.hands.writes("about-to-change-date-day", "soon")
            talk.goes_on()
            yield f"error-{key}", talk.hands.response.text
        talk.answers_this(given)
    yield "check", talk.hands.response.text
    stated = [statement.path for statement in STATEMENTS]
    for path in ("/stop", "/new-code", "/come-back", "/numbers", "/side", "/nothing-here", *stated):
        talk.hands.goes_to(path)
        yield path.strip("/"), talk.hands.response.text
    talk.comes_back("no such code")
    yield "come-back-error", talk.hands.response.text
    talk.hands.sends("/check", [("what-happened", "kept <words>")])
    yield "again", talk.hands.response.text
    receipt = an_advocate_for_a_child(talk)
    yield "receipt", receipt.hands.response.text
    portal.delivers()
    talk.hands.goes_to("/post-tray")
    yield "tray", talk.hands.response.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every kind of page, a file each."""
    folder = tmp_path_factory.mktemp("pages")
    portal = local_portal(tmp_path_factory.mktemp("portal"))
    for kind, html in pages(portal):
        (folder / f"{kind}.html").write_text(html)
    portal.close()
    assert len(names(folder)) > 25
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
