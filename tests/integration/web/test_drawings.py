"""A drawing that is not there is left out, and the page stands without it."""

import re

import pytest

from tests.house.tree import ROOT
from tests.portals import PortalAtHand

DRAWN = sorted(file.stem for file in (ROOT / "templates" / "drawings").glob("*.svg"))
CALLED = {
    name
    for page in (ROOT / "templates").rglob("*.html")
    for name in re.findall(r'drawing\("([a-z-]+)"\)', page.read_text())
}


def test_every_drawing_that_a_page_calls_is_there_and_every_one_there_is_called():
    assert set(DRAWN) == CALLED


@pytest.mark.parametrize("name", DRAWN)
def test_a_page_stands_without_any_of_them(portal: PortalAtHand, name: str, monkeypatch: pytest.MonkeyPatch):
    draw = portal.app.jinja_env.globals["drawing"]
    assert "<svg" in draw(name)
    but_one = {each: draw("gone" if each == name else each) for each in CALLED}
    monkeypatch.setitem(portal.app.jinja_env.globals, "drawing", but_one.__getitem__)
    talk = portal.talk()
    talk.starts()
    talk.says("thanks")
    talk.says("parent")
    for path in ("/stop", "/come-back", "/numbers", "/side", "/how", "/traces"):
        talk.hands.goes_to(path)
        assert talk.hands.response.status_code == 200
    talk.hands.goes_to("/talk")
    talk.writes("They listened.")
    talk.enough()
    assert talk.sends().reference


def test_one_that_is_nowhere_is_nothing(portal: PortalAtHand):
    assert portal.app.jinja_env.globals["drawing"]("nothing-of-the-kind") == ""
