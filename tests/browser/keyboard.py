"""Hands that have nothing but a keyboard. At every stop of the Tab key they note whether it can be seen there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.hands import BrowserHands

SETTLES_MS = 200
MOST_STOPS = 120  # on one page: more means that the key goes in a circle

# What the key stops at, and what is wrong with it there: no mark of the focus, out of the window, or under the bar.
STOP = """() => {
    const at = document.activeElement;
    if (!at || at == document.body) return null;
    const marks = [at, at.closest("label"), at.closest(".opt")].filter(Boolean).map((each) => getComputedStyle(each));
    const marked = marks.some((style) =>
        (style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow != "none");
    const box = (at.closest(".opt") ?? at).getBoundingClientRect();
    const bar = document.querySelector(".leave");
    const top = bar.contains(at) ? innerHeight : bar.getBoundingClientRect().top;
    const inSight = box.height && box.top >= -1 && Math.min(box.bottom, box.top + 24) <= Math.min(innerHeight, top) + 1;
    return {
        stop: at.name && at.type == "radio" ? `radio ${at.name}` : at.outerHTML.slice(0, 120),
        faults: [...(marked ? [] : ["no mark of the focus"]), ...(inSight ? [] : ["not in sight"])],
    };
}"""
# What the key should stop at, in the order in which the page is read; of a group of radios only one.
STOPS = """() => {
    const can = [...document.querySelectorAll("a[href], button, input, textarea, summary, [tabindex='0']")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.type != "hidden")
        .filter((each) => !each.disabled && each.tabIndex >= 0);
    const stops = can.map((each) => each.type == "radio" ? `radio ${each.name}` : each.outerHTML.slice(0, 120));
    return stops.filter((each, at) => !each.startsWith("radio ") || stops.indexOf(each) == at);
}"""
AT = "document.activeElement"
IN = "() => { const at = document.activeElement; return [at.name ?? '', at.value ?? '', at.textContent.trim()]; }"
FOLDED = """([name, code]) => [...document.getElementsByName(name)]
    .filter((each) => code == null || each.value == code)
    .some((each) => each.closest("details:not([open])"))"""


class KeyboardHands(BrowserHands):
    """Hands on one page of a browser that touch no mouse and no screen. `faults`: page and stop -> what is wrong."""

    def __init__(self, page: Page, url: str) -> None:
        super().__init__(page, url)
        self.faults: dict[tuple[str, str], list[str]] = {}

    def goes_round(self) -> tuple[list[str], list[str]]:
        """Where the Tab key stops on its way once round the page, and where it should."""
        self.page.reload(wait_until="load")  # the key starts from the top again
        stops: list[str] = []
        # Past the last one the key is outside the page, or at its top at once.
        while (stop := self._tabs()) and stop not in stops[:1] and len(stops) < MOST_STOPS:
            stops.append(stop)
        return stops, self.page.evaluate(STOPS)

    def picks(self, name: str, code: str) -> None:
        self._opens_the_fold_of(name, code)
        kind = self.page.locator(f'input[name="{name}"]').first.get_attribute("type")
        if kind == "radio":
            self._tabs_to(lambda at, _value, _text: at == name)
            if not self.page.evaluate(f"{AT}.checked"):
                self.page.keyboard.press("Space")
            for _ in self.page.locator(f'input[name="{name}"]').all():
                if self.page.evaluate(f"{AT}.value") == code:
                    break
                self.page.keyboard.press("ArrowDown")
        else:
            self._tabs_to(lambda at, value, _text: (at, value) == (name, code))
            self.page.keyboard.press("Space")
        assert self.page.locator(f'input[name="{name}"][value="{code}"]').is_checked(), f"{code} is not picked"

    def unpicks(self, name: str) -> None:
        for box in self.page.locator(f'input[name="{name}"]:checked').all():
            self.picks(name, box.input_value())

    def writes(self, name: str, text: str) -> None:
        if text:
            self._opens_the_fold_of(name, None)
            self._tabs_to(lambda at, _value, _text: at == name)
            self.page.keyboard.type(text)

    def presses(self, *labels: str) -> None:
        self._tabs_to(lambda _name, _value, text: text in labels)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def follows(self, label: str) -> None:
        self.presses(label)

    # --- how

    def _tabs(self) -> str:
        """One stop further; empty where the key has left the page."""
        self.page.keyboard.press("Tab")
        at = self.page.evaluate(STOP)
        if at and at["faults"]:
            self.page.wait_for_timeout(SETTLES_MS)  # it may still be on its way there
            at = self.page.evaluate(STOP)
        if at and at["faults"]:
            self.faults[self.heading(), at["stop"]] = at["faults"]
        return at["stop"] if at else ""

    def _tabs_to(self, is_it: Callable[[str, str, str], bool]) -> None:
        for _ in range(MOST_STOPS):
            if is_it(*self.page.evaluate(IN)):
                return
            self._tabs()
        raise AssertionError(f"the keyboard does not come to it on: {self.heading()}")

    def _opens_the_fold_of(self, name: str, code: str | None) -> None:
        if self.page.evaluate(FOLDED, [name, code]):
            fold = self.page.locator(f'details:not([open]):has([name="{name}"])').first.locator("summary").first
            label = fold.inner_text().strip()
            self._tabs_to(lambda _name, _value, text: text == label)
            self.page.keyboard.press("Enter")
