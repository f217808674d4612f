"""Somebody of the council at a desk, in a real browser: opens cases, fills in forms of acts, looks letters over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Locator, Page

from portal.vocabulary import Act
from portal.web.staff.acts_told import TOLD

Typed = str | date | tuple[str, ...]


@dataclass
class CaseWorker:
    """A page that is signed in; `url` is where the portal answers."""

    page: Page
    url: str

    def opens(self, reference: str) -> None:
        """Open a case, if it lies closed."""
        self.page.goto(f"{self.url}/staff/cases/{reference}")
        button = self.page.get_by_role("button", name="Open this case")
        if button.count():
            self._presses(button)
        assert self.page.get_by_role("heading", name="What happened").count() == 1

    def does(self, reference: str, act: Act, **typed: Typed) -> None:
        """Press an act's button on the case's page, fill in its form, and send it: a letter after looking it over."""
        self.opens(reference)
        here = f"/staff/cases/{reference}/do/{act}"
        link = self.page.locator(f'.acts a[href="{here}"]')
        if not link.is_visible():  # what is rarely done stands behind a fold
            self.page.get_by_text("More you can do").click()
        self._presses(link)
        self._fills_in(typed)
        main = self.page.locator("main")
        self._presses(main.locator("form.ask button"))
        if main.get_by_role("heading", name="How it reads").count():
            self._presses(main.locator(f'form[action="{here}"] button'))
        done = main.get_by_role("alert").filter(has_text=TOLD[act])
        assert done.count(), f"{act}: {main.inner_text()[:800]}"

    def _presses(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()

    def _fills_in(self, typed: Mapping[str, Typed]) -> None:
        for name, value in typed.items():
            if isinstance(value, date):
                for part, number in (("day", value.day), ("month", value.month), ("year", value.year)):
                    self.page.locator(f'[name="{name}-{part}"]').fill(str(number))
            else:
                for each in (value,) if isinstance(value, str) else value:
                    self._fills(name, each)

    def _fills(self, name: str, value: str) -> None:
        control = self.page.locator(f'main form.ask [name="{name}"]')
        assert control.count(), f"nothing called {name} on: {self.page.locator('main').inner_text()[:800]}"
        kind = control.first.evaluate("c => c.type")
        if kind in {"radio", "checkbox"}:
            self.page.locator(f'main form.ask [name="{name}"][value="{value}"]').check(force=True)
        elif kind == "select-one":
            control.select_option(value)
        else:
            control.fill(value)

    def timeline(self) -> list[str]:
        """What happened, oldest first, a line each: when, what and by whom."""
        steps = self.page.locator("h2#timeline + ol > li")
        return [" | ".join(line for line in text.split("\n") if line.strip()) for text in steps.all_inner_texts()][::-1]
