"""What axe finds on a page. Only faults travel back to the test: the whole of what axe says is slow."""

from weakref import WeakSet

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Found = list[tuple[str, list[str]]]  # rule, and where
# Axe would load every sheet, sound and film anew for two rules, one about sound that starts by itself and one that is
# off: that takes half its time. There is neither sound nor film here, and a page that had one is a fault by itself.
RUN = """(wanted) => axe.run(document, { resultTypes: ["violations"], preload: false, ...wanted })
    .then(({ violations }) => violations.map((each) => [each.id, each.nodes.map((node) => String(node.target))]))
    .then((found) => document.querySelector("audio, video") ? [...found, ["sound-or-film", ["main"]]] : found)"""
_HAVE_IT: WeakSet[Page] = WeakSet()


def axe_finds(page: Page) -> Found:
    """Every rule of axe that the page breaks, and where."""
    return _run(page, {})


def faint(page: Page) -> Found:
    """Words too faint for what they stand on."""
    return _run(page, {"runOnly": ["color-contrast"]})


def _run(page: Page, wanted: dict[str, list[str]]) -> Found:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        if page not in _HAVE_IT:  # every page it goes to from here brings axe with it, which is quicker
            page.add_init_script(AXE_SCRIPT)
            _HAVE_IT.add(page)
    return [(rule, where) for rule, where in page.evaluate(RUN, wanted)]
