"""The style sheet stands in the first page that a browser is shown, and is at hand for every page after it."""

import json

import pytest

from portal.app import BUILT
from tests.hands import ClientHands
from tests.pages import Talk

Someone = Talk[ClientHands]


@pytest.fixture(scope="module")
def sheet() -> str:
    built = json.loads((BUILT / "manifest.json").read_text())["public.css"]
    return (BUILT / str(built)).read_text()


def linked(talk: Someone) -> list[str]:
    """For which medium each sheet is asked for; empty for any."""
    return [link["media"] for link in talk.hands.page.all("link") if link["rel"] == "stylesheet"]


@pytest.mark.parametrize("path", ["/", "/privacy", "/numbers"])
def test_who_was_never_here_is_not_kept_waiting_for_it(talk: Someone, sheet: str, path: str):
    talk.hands.goes_to(path)
    assert f"<style>{sheet}</style>" in talk.hands.response.text
    assert linked(talk) == ["print"]


def test_who_was_here_has_it_at_hand(talk: Someone, sheet: str):
    talk.starts()
    talk.goes_on()
    assert talk.asks == "what-for"
    for code in ("complaint", "child"):
        assert sheet not in talk.hands.response.text
        assert linked(talk) == [""]
        talk.says(code)


def test_it_asks_for_nothing_more_by_an_address_that_would_lead_elsewhere(sheet: str):
    assert "url(" not in sheet
    assert "@import" not in sheet
    assert "</" not in sheet
