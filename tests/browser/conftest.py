"""One portal that runs as people run it, and phones and screens to open it with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.engines import chromium, firefox, webkit
from tests.browser.engines.elsewhere import Elsewhere, elsewhere
from tests.browser.engines.hands import LeavingHands
from tests.browser.hands import BrowserHands
from tests.conftest import ON_CI
from tests.pages import Talk
from tests.serving import Served, serving

Opens = Callable[..., Talk[BrowserHands]]
OpensAnywhere = Callable[..., Talk[LeavingHands]]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """A browser that asks nobody on the network for anything by itself."""
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    given = browser_type_launch_args["args"]
    assert isinstance(given, list)
    return browser_type_launch_args | {"args": [*given, *quiet]}


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture
def opens(browser: Browser, served: Served) -> Iterator[Opens]:
    """Somebody with a browser that was never here: `opens(width=360, scripts=False, dark=True)`."""
    contexts = []

    def open_one(*, width: int = 360, scripts: bool = True, dark: bool = False) -> Talk[BrowserHands]:
        context = browser.new_context(
            viewport={"width": width, "height": 740},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Talk(BrowserHands(context.new_page(), served.url))

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    """Where somebody lands who leaves, on this machine."""
    with elsewhere(tmp_path_factory.mktemp("elsewhere")) as away:
        yield away


@pytest.fixture(scope="session")
def webkit_driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webkit.RunningDriver]:
    """One driver of WebKit and its screen for all tests of this process."""
    with webkit.running_driver(tmp_path_factory.mktemp("webkit")) as driver:
        yield driver


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, served: Served, away: Elsewhere, tmp_path: Path) -> Iterator[OpensAnywhere]:
    """Somebody who was never here, with each engine in turn: `engine(scripts=False)`."""
    name: str = request.param
    missing = {"firefox": firefox.MISSING, "webkit": webkit.MISSING}.get(name)
    if missing:
        (pytest.fail if ON_CI else pytest.skip)(missing)
    away.forgets()
    with ExitStack() as visits:

        def open_one(*, scripts: bool = True) -> Talk[LeavingHands]:
            where = {"proxy": away.address, "url": served.url, "scripts": scripts}
            if name == "firefox":
                hands = visits.enter_context(firefox.visit(tmp_path, **where))
            elif name == "webkit":
                hands = visits.enter_context(webkit.visit(request.getfixturevalue("webkit_driver"), **where))
            else:
                hands = visits.enter_context(chromium.visit(request.getfixturevalue("browser"), **where))
            return Talk(hands)

        yield open_one
