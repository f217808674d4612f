"""Hands that do and see what a person does and sees, and what the proof of leaving needs beyond a talk: keys, the whole
screen, and the way back. Those on WebDriver serve Firefox and WebKit alike.
"""

import time
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlsplit

from tests.browser.engines.driver import ELEMENT, Driver, Refused
from tests.browser.engines.screen import is_blank
from tests.browser.hands import KINDS
from tests.hands import Hands

PAGE_SECONDS = 20
STILL_SECONDS = 0.25  # a page that stood that long is not about to send anybody elsewhere
SHIFT = "\ue008"

#: What the tab is called, all text of the page, folded text too, and what its controls hold.
SEEN = """return [document.title, document.body ? document.body.textContent.replace(/\\s+/g, " ") : "",
    [...document.querySelectorAll("input, textarea")].filter((each) => each.type != "hidden")
        .map((each) => /radio|checkbox/.test(each.type) ? (each.checked ? each.value : "") : each.value).join(" ")]"""
BUTTON = """return [...document.querySelectorAll("button:not([aria-hidden=true])")]
    .filter((each) => arguments[0].includes(each.textContent.trim()))"""
LINK = """return [...document.querySelectorAll("a[href]")].filter((each) => each.textContent.trim() == arguments[0])"""
NAMED = """return [...document.querySelectorAll("[name]")].filter((each) => each.name == arguments[0])"""
LISTED = """return [...document.querySelectorAll("ul, ol")].filter((each) => each.ariaLabel == arguments[0])
    .flatMap((each) => [...each.querySelectorAll("li")].map((item) => item.innerText))"""
FOLD = """return arguments[0].closest("details:not([open]) > :not(summary)")?.parentElement.querySelector("summary")"""
CODE = """return arguments[0].value"""
LABEL = """return arguments[0].closest("label")"""
WHOLE = """return document.readyState == "complete" && document.URL != "about:blank"
    ? document.documentElement : null"""
IN_SIGHT = """return [...document.querySelectorAll(arguments[0])].filter((each) => each.checkVisibility())"""
INTO_VIEW = """arguments[0].scrollIntoView({block: "center", behavior: "instant"})"""

Spoken = tuple[str, str]  # role and name


@dataclass(frozen=True)
class Seen:
    """A page as it stands there: where, what the tab is called, all its text, and what its controls hold."""

    address: str
    title: str
    text: str
    held: str

    @property
    def everything(self) -> str:
        return "\n".join((self.address, self.title, self.text, self.held))


class LeavingHands(Hands, Protocol):
    """Hands that can also leave in a hurry, and look back."""

    def taps(self, *labels: str) -> None:
        """Press a button and wait for nothing."""

    def shifts_three_times(self) -> None:
        """The other way to leave."""

    def sees_nothing(self) -> bool:
        """Is the whole screen of one colour?"""

    def sees(self) -> Seen:
        """The page as it stands there."""

    def title(self) -> str:
        """What the tab is called, and what the history will call it."""

    def cookie(self) -> str:
        """What this browser sends along to the page that is open, as it sends it."""

    def pages_behind(self) -> int:
        """How many times Back leads to a page of ours, for somebody who has just come here."""

    def goes_back(self) -> None:
        """The browser's Back, and wait until the page stands still."""

    def spoken(self, selector: str) -> list[Spoken]:
        """What each thing in sight is to a screen reader, as the browser itself tells it."""

    def remembers(self) -> list[str]:
        """What this browser keeps about where it was, as far as it lets itself be asked: addresses, titles, forms."""


class WebDriverHands:
    """Hands on one window of a driver's. `url` is where the portal answers."""

    def __init__(self, driver: Driver, url: str, remembers: Callable[[], list[str]] = list) -> None:
        self.driver = driver
        self.url = url
        self.remembers = remembers
        self._first = 0  # which entry of the history our first page is: some begin with an empty one

    # --- a talk

    def goes_to(self, path: str) -> None:
        self._turns(lambda: self.driver.does("Navigate", url=self.url + path))
        self._first = self._first or self._entries()

    def asked(self) -> str:
        return next(iter(self.controls()), "")

    def controls(self) -> dict[str, str]:
        return dict(self._script(f"return ({KINDS})()"))

    def picks(self, name: str, code: str) -> None:
        (control,) = [each for each in self._script(NAMED, name) if self._script(CODE, each) == code]
        self._clicks(self._script(LABEL, control))  # the whole row is the label, and that is what a thumb hits
        assert self._script("return arguments[0].checked", control), f"{code} is not picked"

    def unpicks(self, name: str) -> None:
        for box in self._script(NAMED, name):
            if self._script("return arguments[0].checked", box):
                self._clicks(self._script(LABEL, box))

    def writes(self, name: str, text: str) -> None:
        (control,) = self._script(NAMED, name)
        if text or self._script("return arguments[0].value", control):
            self._unfolds(control)
            self._script(INTO_VIEW, control)
            self.driver.does("ElementClear", id=control[ELEMENT])
            self.driver.does("ElementSendKeys", id=control[ELEMENT], text=text)

    def presses(self, *labels: str) -> None:
        button = self._button(labels)
        self._turns(lambda: self._clicks(button))

    def follows(self, label: str) -> None:
        (link,) = self._script(LINK, label)
        self._turns(lambda: self._clicks(link))

    def offers(self, *labels: str) -> bool:
        return bool(self._script(BUTTON, labels))

    def address(self) -> str:
        whole = str(self.driver.does("GetCurrentURL"))
        return urlsplit(whole).path if whole.startswith(self.url) else whole

    def heading(self) -> str:
        return str(self._script("return document.querySelector('h1').innerText"))

    def says(self) -> str:
        return " ".join(self._script("return document.querySelector('main').innerText").split())

    def items(self, label: str) -> list[str]:
        return list(self._script(LISTED, label))

    # --- leaving

    def taps(self, *labels: str) -> None:
        self._clicks(self._button(labels))

    def shifts_three_times(self) -> None:
        pressed = [{"type": way, "value": SHIFT} for way in ("keyDown", "keyUp") * 3]
        self.driver.does("PerformActions", actions=[{"type": "key", "id": "keyboard", "actions": pressed}])

    def sees_nothing(self) -> bool:
        return is_blank(b64decode(self.driver.does("TakeScreenshot", full=False)))

    def sees(self) -> Seen:
        return Seen(str(self.driver.does("GetCurrentURL")), *self._script(SEEN))

    def title(self) -> str:
        try:
            return str(self.driver.does("GetTitle"))
        except Refused:  # between two pages there is none
            return ""

    def cookie(self) -> str:
        return "; ".join(f"{each['name']}={each['value']}" for each in self.driver.does("GetCookies"))

    def pages_behind(self) -> int:
        return self._entries() - self._first

    def goes_back(self) -> None:
        self._turns(lambda: self.driver.does("Back"))
        self._stands_still()

    def spoken(self, selector: str) -> list[Spoken]:
        found = [{"id": each[ELEMENT]} for each in self._script(IN_SIGHT, selector)]
        does = self.driver.does
        return [(does("GetComputedRole", **each), does("GetComputedLabel", **each)) for each in found]

    # --- how

    def _entries(self) -> int:
        return int(self._script("return history.length"))

    def _script(self, script: str, *given: Any) -> Any:
        return self.driver.does("ExecuteScript", script=script, args=list(given))

    def _button(self, labels: tuple[str, ...]) -> Any:
        found = self._script(BUTTON, labels)
        assert len(found) == 1, f"{len(found)} buttons called {labels} on: {self.heading()}"
        return found[0]

    def _clicks(self, element: Any) -> None:
        self._unfolds(element)
        self._script(INTO_VIEW, element)  # the drivers scroll a thing only to the edge, where the bar for leaving is
        self.driver.does("ElementClick", id=element[ELEMENT])

    def _unfolds(self, element: Any) -> None:
        """Open whatever is folded around it, as somebody would who looks for it."""
        while fold := self._script(FOLD, element):
            self._clicks(fold)

    def _turns(self, act: Callable[[], object]) -> None:
        """Do it, and wait for another page to be there whole. Raises TimeoutError."""
        before = self._page()
        act()
        until = time.monotonic() + PAGE_SECONDS
        while (here := self._page()) is None or here == before:
            if time.monotonic() > until:
                raise TimeoutError(f"still at {self.address()}")
            time.sleep(0.02)

    def _page(self) -> str | None:
        """What tells this page from the one before; none while there is no whole page."""
        try:
            whole = self._script(WHOLE)
        except Refused:  # between two pages there is nothing to ask
            return None
        return str(whole[ELEMENT]) if whole else None

    def _stands_still(self) -> None:
        stood, since = self._page(), time.monotonic()
        while time.monotonic() < since + STILL_SECONDS or stood is None:
            time.sleep(0.05)
            if (here := self._page()) != stood:
                stood, since = here, time.monotonic()
