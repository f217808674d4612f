"""Hands in a real browser, by role, label and name; the pages of `tests.pages` work with these as with the client's."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

KINDS = """() => [...(document.querySelector("form:has(h1)")?.elements ?? [])]
    .filter((each) => each.name && each.tagName != "BUTTON" && each.type != "hidden")
    .map((each) => [each.name, each.type])"""


class BrowserHands:
    """Hands on one page of a browser. `url` is where the portal answers."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def goes_to(self, path: str) -> None:
        self.page.goto(self.url + path)

    def asked(self) -> str:
        return next(iter(self.controls()), "")

    def controls(self) -> dict[str, str]:
        return dict(self.page.evaluate(KINDS))

    def picks(self, name: str, code: str) -> None:
        control = self.page.locator(f'input[name="{name}"][value="{code}"]')
        _unfold(control)
        # The whole row is the label, and that is what a thumb hits.
        control.locator("xpath=ancestor::label").click()
        assert control.is_checked(), f"{code} is not picked"

    def unpicks(self, name: str) -> None:
        picked = self.page.locator(f'input[name="{name}"]:checked')
        while picked.count():  # each tick taken away makes the next one the first
            _unfold(picked.first)
            picked.first.locator("xpath=ancestor::label").click()

    def writes(self, name: str, text: str) -> None:
        control = self.page.locator(f'[name="{name}"]')
        if text or control.input_value():
            _unfold(control)
            control.fill(text)  # what stands under a reply that was not picked is hidden: nobody can write there

    def presses(self, *labels: str) -> None:
        button = self._button(labels)
        _unfold(button)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            button.click()

    def follows(self, label: str) -> None:
        link = self.page.locator("a").filter(has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))
        _unfold(link)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            link.click()

    def offers(self, *labels: str) -> bool:
        return self._button(labels).count() > 0

    def address(self) -> str:
        here = urlsplit(self.page.url)
        return here.path if self.page.url.startswith(self.url) else self.page.url

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def says(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def items(self, label: str) -> list[str]:
        return self.page.get_by_role("list", name=label).get_by_role("listitem").all_inner_texts()

    def _button(self, labels: tuple[str, ...]) -> Locator:
        either = "|".join(re.escape(label) for label in labels)
        return self.page.get_by_role("button", name=re.compile(f"^(?:{either})$"))


def _unfold(target: Locator) -> None:
    """Open whatever is folded around it, as somebody would who looks for it."""
    while (fold := target.locator("xpath=ancestor::details[not(@open)]").first).count():
        fold.locator("summary").first.click()
