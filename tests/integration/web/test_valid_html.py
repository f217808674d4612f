"""One page of each kind is valid HTML, by html-validate, where there is a Node to run it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.script.statements import STATEMENTS
from tests.hands import ClientHands
from tests.house.tree import ROOT
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, an_advocate_for_a_child

VALIDATE = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
NODE = shutil.which("node", path=PATH)
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


@pytest.mark.skipif(NODE is None or not VALIDATE.exists(), reason="There is no Node here, or no html-validate.")
def test_every_kind_of_page_is_valid(portal: PortalAtHand, tmp_path: Path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    kinds = dict(pages(portal))
    assert len(kinds) > 25
    for kind, html in kinds.items():
        (folder / f"{kind}.html").write_text(html)
    command = [str(NODE), str(VALIDATE), "--formatter", "json=said.json", *[f"{kind}.html" for kind in kinds]]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (folder / "said.json").exists(), ran.stderr
    said = {
        f"{Path(result['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for result in json.loads((folder / "said.json").read_text())
        for message in result["messages"]
    }
    assert sorted(said) == []
