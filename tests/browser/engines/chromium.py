"""Chromium by Playwright: the hands of the other browser tests, and what the proof of leaving needs beyond them."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from tests.browser.engines.hands import SEEN, STILL_SECONDS, Seen, Spoken
from tests.browser.engines.screen import is_blank
from tests.browser.hands import BrowserHands


class ChromiumHands(BrowserHands):
    """Hands on one page of Chromium."""

    def __init__(self, page: Page, url: str) -> None:
        super().__init__(page, url)
        # What Chromium says past Playwright. Opened at once: a page that waits for another site lets nobody in.
        self._asks = page.context.new_cdp_session(page).send

    def taps(self, *labels: str) -> None:
        self._button(labels).click(no_wait_after=True)

    def shifts_three_times(self) -> None:
        for _ in range(3):
            self.page.keyboard.press("Shift")

    def sees_nothing(self) -> bool:
        # Playwright's own picture asks the page first, and a page about to be left for another site answers nothing.
        return is_blank(b64decode(self._asks("Page.captureScreenshot")["data"]))

    def sees(self) -> Seen:
        return Seen(self.page.url, *self.page.evaluate(f"() => {{ {SEEN} }}"))

    def title(self) -> str:
        return self.page.title()

    def cookie(self) -> str:
        return "; ".join(f"{each['name']}={each['value']}" for each in self.page.context.cookies(self.url))

    def pages_behind(self) -> int:
        return int(self._asks("Page.getNavigationHistory")["currentIndex"]) - 1  # before our first page is an empty one

    def goes_back(self) -> None:
        self.page.go_back(wait_until="load")
        self.page.wait_for_timeout(STILL_SECONDS * 1000)
        self.page.wait_for_load_state("load")

    def spoken(self, selector: str) -> list[Spoken]:
        page = self._asks("DOM.getDocument")["root"]["nodeId"]
        found = self._asks("DOM.querySelectorAll", {"nodeId": page, "selector": selector})["nodeIds"]
        asked = [{"nodeId": each, "fetchRelatives": False} for each in found]
        nodes = [self._asks("Accessibility.getPartialAXTree", each)["nodes"][0] for each in asked]
        return [(node["role"]["value"], node["name"]["value"]) for node in nodes if not node["ignored"]]

    def remembers(self) -> list[str]:
        entries = self._asks("Page.getNavigationHistory")["entries"]
        return [f"{each['url']} {each['userTypedURL']} {each['title']}" for each in entries]


@contextmanager
def visit(browser: Browser, proxy: str, url: str, *, scripts: bool) -> Iterator[ChromiumHands]:
    """Hands in a Chromium that was never here; gone when the block ends."""
    context = browser.new_context(
        viewport={"width": 400, "height": 740},
        java_script_enabled=scripts,
        locale="en-GB",
        ignore_https_errors=True,
        proxy={"server": f"http://{proxy}", "bypass": "127.0.0.1"},
    )
    try:
        context.set_default_timeout(20_000)
        yield ChromiumHands(context.new_page(), url)
    finally:
        context.close()
