"""Every page of the ways in is right HTML for two checkers; the client's own rules have seen each of them already."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db import transaction
from portal.staff import accounts, second_factor
from portal.vocabulary import StaffRole
from tests.house.tree import ROOT
from tests.integration.web.test_valid_html import JAVA, NODE, RULES, VALIDATE, VNU, is_missing, run
from tests.portals import PortalAtHand
from tests.single_sign_on import portal_that_signs_in_at
from tests.staffing import PASSWORD, member, signed_in_client, types

WORDS = "What was said on the phone,\nand what was done."


def ways_in(portal: PortalAtHand) -> Iterator[tuple[str, str]]:
    """Signing in with all that can go wrong: which page -> its HTML."""
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/")
    yield "sign-in", hands.response.text
    for password in ("", *["wrong"] * 6):
        hands.goes_to("/staff/sign-in")
        types(hands, "email", "nobody@x.uk")
        types(hands, "password", password)
        hands.presses("Sign in")
        yield f"wrong-{hands.response.status_code}{'' if password else '-empty'}", hands.response.text
    hands.goes_to("/staff/sign-in")
    types(hands, "email", who.email)
    types(hands, "password", PASSWORD)
    hands.presses("Sign in")
    yield "second-step", hands.response.text
    types(hands, "code", "wrong")
    hands.presses("Sign in")
    yield "second-step-wrong", hands.response.text
    hands.goes_to("/staff/")
    hands.presses("Sign in with your work account")
    yield "single-sign-on-away", hands.response.text
    hands.goes_to("/staff/sso/back")
    yield "not-let-in", hands.response.text


def settings_up(portal: PortalAtHand) -> Iterator[tuple[str, str]]:
    """Setting an account up, the same way."""
    with transaction(portal.engine, writes=True) as session:
        new = {"email": "new@sampleshire.gov.uk", "name": "New <Person>", "roles": [StaffRole.SENIOR]}
        made = accounts.add(session, **new, teams=(), known_teams=(), now=portal.clock())
    hands = portal.phone()
    hands.goes_to("/staff/set-up")
    yield "set-up", hands.response.text
    types(hands, "code", "wrong")
    hands.presses("Go on")
    yield "set-up-wrong", hands.response.text
    types(hands, "code", made.code)
    hands.presses("Go on")
    yield "account", hands.response.text
    types(hands, "password", "password1234")
    hands.presses("Finish")
    yield "account-wrong", hands.response.text
    secret = hands.page.one("code").text.replace(" ", "")
    types(hands, "password", PASSWORD)
    types(hands, "code", second_factor.code_at(secret, portal.clock()))
    hands.presses("Finish")
    spare = hands.items("Spare codes")
    yield "spare-codes", hands.response.text
    hands.client.delete_cookie("staff", path="/staff")
    hands.goes_to("/staff/")
    types(hands, "email", "new@sampleshire.gov.uk")
    types(hands, "password", PASSWORD)
    hands.presses("Sign in")
    types(hands, "code", spare[0])
    hands.presses("Sign in")
    yield "spare-used", hands.response.text
    hands.follows("new spare codes")
    yield "new-spare-codes", hands.response.text
    hands.presses("Make new codes")
    yield "new-spare-codes-empty", hands.response.text
    hands.goes_to("/staff/account")
    yield "own-account", hands.response.text
    hands.goes_to("/staff/cookies")
    yield "kept-here", hands.response.text


def mishaps(portal: PortalAtHand) -> Iterator[tuple[str, str]]:
    """What is not there, not permitted, too old, or too late."""
    hands = signed_in_client(portal, StaffRole.SENIOR)
    hands.goes_to("/staff/nothing-here")
    yield "not-found", hands.response.text
    hands.sends("/staff/set-up", [("csrf_token", "stale"), ("note", WORDS)])
    yield "again", hands.response.text
    with portal.app.test_request_context("/staff/"):
        yield "not-permitted", portal.app.jinja_env.get_template("staff/access/not_permitted.html").render(me=None)
        kept = {"action": "/staff/", "kept": [("note", WORDS)], "written": [WORDS]}
        yield "signed-out", portal.app.jinja_env.get_template("staff/access/signed_out.html").render(kept)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, there = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("portal")
    portal = portal_that_signs_in_at("http://127.0.0.1:9", there)  # nobody is there
    for walk in (ways_in, settings_up, mishaps):
        for name, html in walk(portal):
            (folder / f"{name}.html").write_text(html)
    portal.close()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(page.name for page in folder.glob("*.html"))


def test_all_of_them_are_there(folder: Path):
    drawn = {path.stem for path in (ROOT / "templates" / "staff" / "access").glob("*.html")} - {"kept"}
    assert len(names(folder)) > len(drawn)


@pytest.mark.slow
def test_html_validate_finds_nothing(folder: Path):
    if NODE is None or not VALIDATE.exists():
        is_missing("There is no Node here, or no html-validate: `make setup` brings them.")
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES))
    run(folder, str(NODE), str(VALIDATE), "--formatter", "json=said.json", *names(folder))
    said = {
        f"{Path(result['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for result in json.loads((folder / "said.json").read_text())
        for message in result["messages"]
    }
    assert sorted(said) == []


@pytest.mark.slow
def test_vnu_finds_nothing(folder: Path):
    if not VNU.exists() or shutil.which("java") is None or run(folder, *JAVA, "--version").returncode:
        is_missing("There is no vnu here (`make setup` brings it), or no Java 17: `make tools`, as root on Debian.")
    ran = run(folder, *JAVA, "--format", "json", "--stdout", "--no-langdetect", *names(folder))
    said = {
        f"{Path(message['url']).name}:{message.get('lastLine')} {message['type']}: {message['message']}"
        for message in json.loads(ran.stdout)["messages"]
    }
    assert (sorted(said), ran.returncode) == ([], 0), ran.stderr
