"""`python -m tests.bench.lighthouse`: what Lighthouse says about five pages of one talk, on a phone as it plays one.

Accessibility and best practices must be 100 on each. Chromium walks the talk as a child would; Lighthouse opens each
page once more in the same browser, with the talk's cookie, while it stands open there.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

import click
from playwright.sync_api import sync_playwright

from tests.bench.lighthouse.report import CATEGORIES, Found
from tests.bench.printing import printed
from tests.bench.servers import Server, running
from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.serving import free_port, serving
from tests.tellings import A_CHILD_IN_CARE

# `make` puts a Node beside our Python where the machine has none.
_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
_PROGRAM = Path(__file__).with_name("node_modules") / "lighthouse" / "cli" / "index.js"
_CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
_ALONE = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
_QUIET = ("--disable-background-networking", "--disable-component-update")  # it asks nobody for anything by itself
_REPORTS = ("--output=json", "--quiet", "--no-enable-error-reporting")
# The jar of cookies stays as the talk has left it, and no time is measured, so none is slowed down.
_AS_IT_STANDS = ("--disable-storage-reset", "--throttling-method=provided")


@dataclass(frozen=True, slots=True)
class Look:
    """One page that was looked at. `version`: Lighthouse's own."""

    page: str
    found: Found
    seconds: float
    version: str


def five_pages(talk: Talk[BrowserHands]) -> Iterator[str]:
    """Walk a child's complaint; yields what each page is, while it is open."""
    talk.starts()
    yield "the start"
    talk.says("complaint")
    yield "a question with quick replies"
    talk.answers(A_CHILD_IN_CARE, until="what-happened")
    yield "the story"
    talk.answers(A_CHILD_IN_CARE)
    assert talk.is_to_check
    yield "the check page"
    talk.sends()
    yield "the receipt"


def looks() -> Iterator[Look]:
    """Start a portal and a Chromium, and look at each page in turn."""
    port = free_port()
    with TemporaryDirectory(prefix="portal-lighthouse-") as name, serving(Path(name), None, "--no-deliver") as served:
        words = [str(_CHROMIUM), *_ALONE, *_QUIET, f"--user-data-dir={name}/profile", "--remote-debugging-port={port}"]
        chromium = Server("Chromium", [*words, "about:blank"], Path(name), {}, "/json/version")
        with running(chromium, port), sync_playwright() as playwright:
            (visit,) = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}").contexts
            talk = Talk(BrowserHands(visit.new_page(), served.url))
            for page in five_pages(talk):
                yield _looked_at(page, talk.hands.page.url, port)


def _looked_at(page: str, url: str, port: int) -> Look:
    began = time.perf_counter()
    report = _report(url, port)
    seconds = round(time.perf_counter() - began, 1)
    return Look(page, Found.in_report(report, url), seconds, report["lighthouseVersion"])


def _report(url: str, port: int) -> dict[str, Any]:
    """What Lighthouse says about this address, in the browser on this port. Raises click.ClickException."""
    program = [str(shutil.which("node", path=_PATH)), str(_PROGRAM), url, f"--port={port}"]
    words = [f"--only-categories={','.join(CATEGORIES)}", *_AS_IT_STANDS, *_REPORTS]
    with NamedTemporaryFile(suffix=".json") as file:  # where it gives up, it would end before a pipe has taken all in
        ran = subprocess.run(
            [*program, *words, f"--output-path={file.name}"], capture_output=True, text=True, check=False
        )
        written = Path(file.name).read_bytes()
    if not written:
        raise click.ClickException(f"Lighthouse wrote no report: {ran.stderr}")
    report: dict[str, Any] = json.loads(written)
    return report


@click.command()
def main() -> None:
    """Have Lighthouse look at five pages. Ends in 1 where a score is not 100, and says which audits took from it."""
    if _CHROMIUM is None:
        raise click.ClickException("There is no Chromium on this machine: `make tools` brings it, as root on Debian.")
    if not _PROGRAM.exists():
        raise click.ClickException("Lighthouse is not there: `make bench` brings it.")
    seen = list(looks())
    faults = [f"{look.page}: {fault}" for look in seen for fault in look.found.faults]
    printed(
        {
            "part": "lighthouse",
            "lighthouse": seen[0].version,
            "pages": {look.page: {**look.found.scores, "seconds": look.seconds} for look in seen},
            "faults": faults,
        }
    )
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
