"""WebKit as GTK programs have it, by its own driver, on a screen that nobody sees. Each visit has its own browser."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.engines.driver import OverHttp
from tests.browser.engines.hands import WebDriverHands
from tests.browser.engines.screen import part_is_blank
from tests.serving import answers, free_port, wait_for

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
#: Beside the library, wherever a system keeps that.
PLACES = ("lib/*/webkit2gtk-4.*/MiniBrowser", "lib*/webkit2gtk-4.*/MiniBrowser", "libexec/webkit2gtk-4.*/MiniBrowser")
BROWSER = next((str(found) for place in PLACES for found in sorted(Path("/usr").glob(place))), None)
MISSING = (
    "There is no WebKitGTK with its driver and Xvfb on this machine: `make tools` brings them, as root on Debian."
    if not (DRIVER and SCREEN and BROWSER)
    else ""
)
START_SECONDS = 60


@dataclass(frozen=True)
class RunningDriver:
    """Where a driver answers, and the file in which its screen is."""

    url: str
    screen: Path


class WebKitHands(WebDriverHands):
    """Hands on a window in the corner of a screen of ours: the driver takes no picture of a page that waits."""

    def __init__(self, driver: OverHttp, url: str, screen: Path) -> None:
        super().__init__(driver, url)
        self._screen = screen
        window = driver.does("SetWindowRect", x=0, y=0, width=400, height=800)
        inside = int(self._script("return innerHeight"))
        self._place = {"top": window["height"] - inside, "width": window["width"], "height": window["height"]}

    def sees_nothing(self) -> bool:
        return part_is_blank(self._screen.read_bytes(), **self._place)


@contextmanager
def running_driver(folder: Path) -> Iterator[RunningDriver]:
    """A driver on a screen of its own, gone when the block ends. Its browsers keep what they keep in this folder."""
    assert DRIVER
    with _screen(folder) as display:
        url = f"http://127.0.0.1:{(port := free_port())}"
        said = (folder / "said.txt").open("wb")
        with (
            said,
            subprocess.Popen(
                [DRIVER, f"--port={port}"], env=_env(folder, display), stdout=said, stderr=said
            ) as process,
        ):
            try:
                wait_for(lambda: process.poll() is not None or answers(f"{url}/status"), START_SECONDS)
                assert process.poll() is None, (folder / "said.txt").read_text()
                yield RunningDriver(url, folder / "Xvfb_screen0")
            finally:
                process.terminate()


@contextmanager
def visit(driver: RunningDriver, proxy: str, url: str, *, scripts: bool) -> Iterator[WebKitHands]:
    """Hands in a WebKit that was never here, in a window as wide as a phone; gone when the block ends."""
    # Told of a proxy by WebDriver's own wish, it would speak TLS to the proxy itself.
    through = [f"--proxy=http://{proxy}", "--ignore-host=127.0.0.1"]
    asked = ["--automation", f"--enable-javascript={'true' if scripts else 'false'}", *through]
    session = OverHttp(driver.url, {"webkitgtk:browserOptions": {"binary": BROWSER, "args": asked}})
    try:
        yield WebKitHands(session, url, driver.screen)
    finally:
        session.does("DeleteSession")


@contextmanager
def _screen(folder: Path) -> Iterator[str]:
    """The name of a free display of our own, whose memory is a file in this folder."""
    assert SCREEN
    told, tells = os.pipe()
    with subprocess.Popen(
        [SCREEN, "-displayfd", str(tells), "-screen", "0", "800x900x24", "-fbdir", str(folder), "-nolisten", "tcp"],
        pass_fds=[tells],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(tells)
        try:
            with os.fdopen(told) as answer:
                number = answer.readline().strip()
            assert number, "Xvfb found no free display"
            yield f":{number}"
        finally:
            process.terminate()


def _env(folder: Path, display: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "GDK_BACKEND": "x11",
        "NO_AT_BRIDGE": "1",  # nothing to talk to: there is no desktop
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # as root it has none; it only ever sees our own pages
    }
