"""`python -m tests.bench.slow_phone [--runs N]`: when our pages can be seen on a slow phone, over a page of five bytes.

No page can be seen sooner than that one: it is what the line and the phone take. A first view comes into a new tab, and
is held beside five bytes in a new tab. A question comes into the tab of the question before it, as people answer, and
is held beside five bytes that follow five bytes. Each round opens all of them, so that whatever else the machine does
falls on all alike; the ratios are of the medians.
"""

import argparse
import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import click
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.pageweight.measuring import measured, phone
from tests.bench.printing import printed
from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.serving import serving
from tests.tellings import A_CHILD_IN_CARE

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
ALONE = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
FIVE_BYTES = b"hello"
_NEW, _NEXT = "five bytes in a new tab", "five bytes in the same tab"
#: What is opened -> what it is held beside, and how much later ours may be seen.
WANTED = {"first view": (_NEW, 1.2), "a question of twelve replies": (_NEXT, 1.15), "the story": (_NEXT, 1.15)}
#: 400 ms to every answer, 400 kbit/s each way, a fourth of this machine's processor.
SLOW = argparse.Namespace(
    rtt=400, kbps=400, cpu=4, settle=700, timeout=180, bodies=False, list=False, no_js=False, no_throttle=False
)


class _Smallest(BaseHTTPRequestHandler):
    """A page of five bytes at any address, over a connection that stays open, as ours do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(FIVE_BYTES)))
        self.end_headers()
        self.wfile.write(FIVE_BYTES)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def smallest() -> Iterator[str]:
    """Where five bytes answer, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Smallest) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def one_round(browser: Browser, ours: str, least: str) -> dict[str, float]:
    """What was opened -> when most of it could be seen, in ms."""
    seen = {}
    for what, url in ((_NEW, least), ("first view", f"{ours}/")):
        context = phone(browser, SLOW)
        seen[what] = _seen(context, url)
        context.close()
    context = phone(browser, SLOW)
    tab = context.new_page()
    tab.goto(f"{least}before")
    seen[_NEXT] = _seen(context, least, tab)
    context.close()
    for what, key in (("a question of twelve replies", "who-are-you"), ("the story", "what-happened")):
        context = phone(browser, SLOW)
        tab, address = at_hand(context, ours, key)
        seen[what] = _seen(context, address, tab)
        context.close()
    return seen


def _seen(context: BrowserContext, url: str, tab: Page | None = None) -> float:
    seen: float = measured(context, url, SLOW, tab=tab)["timing"]["lcp"]
    return seen


def at_hand(context: BrowserContext, ours: str, key: str) -> tuple[Page, str]:
    """A tab at the question before, of a phone that has just walked to this one, and the address of this one."""
    page = context.new_page()
    talk = Talk(BrowserHands(page, ours))
    talk.starts()
    page.wait_for_load_state("networkidle")
    talk.answers(A_CHILD_IN_CARE, until=key)
    address = page.url
    page.go_back()
    return page, address


@click.command()
@click.option("--runs", default=7, show_default=True)
def main(runs: int) -> None:
    """Open them again and again. Ends in 1 where ours can be seen too late."""
    with TemporaryDirectory(prefix="portal-slow-") as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        with serving(Path(name), None, "--no-deliver") as served, smallest() as least:
            rounds = [one_round(browser, served.url, least) for _ in range(runs)]
        browser.close()
    medians = {what: statistics.median(each[what] for each in rounds) for what in rounds[0]}
    ratios = {what: round(medians[what] / medians[beside], 2) for what, (beside, _) in WANTED.items()}
    late = [what for what, (_, most) in WANTED.items() if ratios[what] > most]
    printed({"part": "slow phone", "runs": runs, "seen_ms": medians, "over_five_bytes": ratios, "too_late": late})
    sys.exit(1 if late else 0)


if __name__ == "__main__":
    main()
