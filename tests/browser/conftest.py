"""One portal that runs as people run it, and phones and screens to open it with."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.serving import Served, serving

Opens = Callable[..., Talk[BrowserHands]]


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
