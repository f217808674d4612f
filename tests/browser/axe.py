"""What axe finds on a page. Only faults travel back to the test: the whole of what axe says is slow."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Found = list[tuple[str, list[str]]]  # rule, and where
RUN = """(wanted) => axe.run(document, { resultTypes: ["violations"], ...wanted })
    .then(({ violations }) => violations.map((each) => [each.id, each.nodes.map((node) => String(node.target))]))"""


def axe_finds(page: Page) -> Found:
    """Every rule of axe that the page breaks, and where."""
    return _run(page, {})


def faint(page: Page) -> Found:
    """Words too faint for what they stand on."""
    return _run(page, {"runOnly": ["color-contrast"]})


def _run(page: Page, wanted: dict[str, list[str]]) -> Found:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [(rule, where) for rule, where in page.evaluate(RUN, wanted)]
