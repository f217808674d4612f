"""Firefox, spoken to over its own socket: no driver beside it is needed. Every visit is a Firefox of its own."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.browser.engines.driver import OverMarionette, proxy_to
from tests.browser.engines.hands import WebDriverHands
from tests.serving import wait_for

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
MISSING = "" if FIREFOX else "There is no Firefox on this machine: `make tools` brings it, as root on Debian."
START_SECONDS = 60

#: What it remembers, in its own words: the history it shows, and what it keeps to open its tabs again.
REMEMBERS = """
return (async () => {
const { PlacesUtils } = ChromeUtils.importESModule("resource://gre/modules/PlacesUtils.sys.mjs");
const { SessionStore } = ChromeUtils.importESModule("resource:///modules/sessionstore/SessionStore.sys.mjs");
const { TabStateFlusher } = ChromeUtils.importESModule("resource:///modules/sessionstore/TabStateFlusher.sys.mjs");
await TabStateFlusher.flushWindow(Services.wm.getMostRecentWindow("navigator:browser"));
const places = await PlacesUtils.promiseDBConnection();
const rows = await places.execute("SELECT url, title, description FROM moz_places");
return [...rows.map((row) => ["url", "title", "description"].map((name) => row.getResultByName(name) ?? "").join(" ")),
    SessionStore.getBrowserState()];
})();
"""


@contextmanager
def visit(folder: Path, proxy: str, url: str, *, scripts: bool) -> Iterator[WebDriverHands]:
    """Hands in a Firefox that was never here; it keeps its profile in this folder, and is gone when the block ends."""
    assert FIREFOX
    wanted = {"marionette.port": 0, "javascript.enabled": scripts, "intl.accept_languages": "en-GB"}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
    (folder / "user.js").write_text("".join(lines))
    asked = [FIREFOX, "--headless", "--no-remote", "--profile", str(folder), "--width", "400", "--height", "800"]
    said = (folder / "said.txt").open("wb")
    with (
        said,
        subprocess.Popen(
            [*asked, "--marionette", "--remote-allow-system-access"],
            env=os.environ | {"HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=said,
            stderr=said,
        ) as process,
    ):
        try:
            with closing(OverMarionette(_port(folder, process), {"proxy": proxy_to(proxy)})) as driver:
                yield WebDriverHands(driver, url, lambda: _remembers(driver))
        finally:
            process.terminate()


def _port(folder: Path, process: subprocess.Popen[bytes]) -> int:
    """Firefox picks a free port and writes it down."""
    written = folder / "MarionetteActivePort"
    wait_for(lambda: process.poll() is not None or (written.is_file() and bool(written.read_text())), START_SECONDS)
    assert process.poll() is None, (folder / "said.txt").read_text()
    return int(written.read_text())


def _remembers(driver: OverMarionette) -> list[str]:
    driver.asks("Marionette:SetContext", value="chrome")
    try:
        return [str(each) for each in driver.does("ExecuteScript", script=REMEMBERS, args=[])]
    finally:
        driver.asks("Marionette:SetContext", value="content")
