"""Staff sign in with a real browser: an account of their own, and single sign-on there and back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.staff import second_factor
from tests.browser.axe import axe_finds
from tests.browser.hands import BrowserHands
from tests.conftest import ON_CI
from tests.serving import READY_SECONDS, Served, answers, free_port, portal, started, wait_for
from tests.single_sign_on import CLIENT_SECRET, Provider, council_that_signs_in_at, has_node, running_provider

PASSWORD = "violin gravel teapot"
CODE = re.compile(r"^  (\S{19})$", re.MULTILINE)
#: Every page of a way in, as axe found it.
Found = dict[str, object]


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def provider(port: int) -> Iterator[Provider]:
    if not has_node():
        (pytest.fail if ON_CI else pytest.skip)("oidc-provider is not there: `make setup` brings it.")
    with running_provider(f"http://127.0.0.1:{port}/staff/sso/back") as running:
        yield running


@pytest.fixture(scope="module")
def env(port: int, provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("staff")
    return {
        "PORTAL_LOCAL": "1",
        "PORTAL_INSTANCE": str(folder / "instance"),
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "PORTAL_COUNCIL": str(council_that_signs_in_at(provider.issuer, folder)),
        "PORTAL_OIDC_SECRET": CLIENT_SECRET,
    }


@pytest.fixture(scope="module")
def served(port: int, env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal whose council has single sign-on."""
    served = started(tmp_path_factory.mktemp("served"), port, env, "--no-deliver")
    try:
        wait_for(lambda: served.process.poll() is not None or answers(f"{served.url}/readyz"), READY_SECONDS)
        assert served.process.poll() is None, served.said
        yield served
    finally:
        served.ends()


@pytest.fixture(params=[(320, "dark"), (1280, "light")], ids=["phone", "desk"])
def hands(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[BrowserHands]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme, locale="en-GB")
    context.set_default_timeout(20_000)
    yield BrowserHands(context.new_page(), served.url)
    context.close()


def looked_at(hands: BrowserHands, found: Found) -> None:
    """What axe finds on this page, and whether it is wider than the screen."""
    wide = hands.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if said := [*axe_finds(hands.page), *(["too wide"] if wide else [])]:
        found[hands.heading()] = said


def looks_at_their_account(hands: BrowserHands, found: Found) -> None:
    (mark,) = [each for each in hands.page.context.cookies() if each["name"] == "staff-browser"]
    assert (mark["path"], mark["httpOnly"], mark["sameSite"]) == ("/staff", True, "Strict")
    for link in ("Your account", "New spare codes"):
        hands.follows(link)
        looked_at(hands, found)
    hands.goes_to("/staff/cookies")
    looked_at(hands, found)


def test_an_account_is_set_up_and_signed_in_to(
    hands: BrowserHands, env: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
):
    found: Found = {}
    email = f"{request.node.callspec.id}@sampleshire.gov.uk"
    made = portal("staff", "add", email, "--name", "Rowan Sample", "--role", "senior", env=env, folder=tmp_path)
    hands.goes_to("/staff/")
    looked_at(hands, found)
    hands.follows("Set up a new account")
    looked_at(hands, found)
    hands.writes("code", CODE.findall(made.stdout)[0])
    hands.presses("Go on")
    looked_at(hands, found)
    assert hands.page.locator("img").evaluate("(image) => image.complete && image.naturalWidth > 100")
    hands.writes("password", "password1234")
    hands.presses("Finish")
    looked_at(hands, found)
    hands.writes("password", PASSWORD)
    secret = hands.page.locator("code").inner_text().replace(" ", "")
    hands.writes("code", second_factor.code_at(secret, datetime.now(UTC)))
    hands.presses("Finish")
    looked_at(hands, found)
    spare = hands.items("Spare codes")
    hands.follows("Go on")
    assert "Rowan Sample" in hands.page.locator("body").inner_text()
    hands.presses("Sign out")
    hands.presses("Sign in")
    assert "Enter your email address" in hands.page.locator("main").inner_text()
    looked_at(hands, found)
    hands.writes("email", email)
    hands.writes("password", PASSWORD)
    hands.presses("Sign in")
    looked_at(hands, found)
    hands.writes("code", spare[0])
    hands.presses("Sign in")
    looked_at(hands, found)
    hands.follows("Go on")
    assert hands.address() == "/staff/"
    looks_at_their_account(hands, found)
    assert found == {}


def test_single_sign_on_there_and_back(hands: BrowserHands, provider: Provider):
    """Our own policy must let the answer to the form lead there: Chromium holds redirects to it."""
    hands.goes_to("/staff/")
    hands.presses("Sign in with your work account")
    assert hands.page.url.startswith(provider.issuer)
    hands.follows("manager")
    assert hands.address() == "/staff/"
    assert "Ash Manager" in hands.page.locator("body").inner_text()
    cookies = {each["name"]: each for each in hands.page.context.cookies()}
    assert (cookies["staff"]["path"], cookies["staff"]["httpOnly"], cookies["staff"]["sameSite"]) == (
        "/staff", True, "Lax",
    )  # fmt: skip
    hands.presses("Sign out")
    hands.goes_to("/staff/")
    assert hands.heading() == "Sign in"
