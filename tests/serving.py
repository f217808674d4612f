"""`portal serve` as a real process on a free port, with whoever it starts in a process session of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

READY_SECONDS = 60  # a machine that does other things too


@dataclass
class Served:
    """A portal that answers at `url`; `log` is what it writes to standard error."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        """Its log so far; nothing where that is no file, such as a disk that is always full."""
        return self.log.read_text() if self.log.is_file() else ""

    def session(self) -> set[int]:
        """Every process of it that still lives: itself, web processes and the delivery."""
        return {pid for pid in map(_pid, Path("/proc").iterdir()) if pid and _session_of(pid) == self.process.pid}

    def deliveries(self) -> set[int]:
        """The delivery beside the web: one, or none while it is being started again."""
        return {pid for pid in self.session() if "deliver" in _words_of(pid)}

    def webs(self) -> set[int]:
        """The processes that answer pages."""
        return self.session() - self.deliveries() - {self.process.pid}

    def ends(self) -> None:
        """Tell it to stop, as a supervisor of services would; outright where it does not listen."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def portal(*arguments: str, env: Mapping[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the portal to its end."""
    return subprocess.run(
        [sys.executable, "-m", "portal.cli", *arguments],
        cwd=folder,
        env=_env(env),
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )


@contextmanager
def serving(
    folder: Path, env: Mapping[str, str] | None = None, *arguments: str, log: Path | None = None
) -> Iterator[Served]:
    """A portal in local use that keeps everything in this folder; gone when the block ends.

    `env` may say otherwise, `arguments` are more of `portal serve`'s own, and `log` is where standard error goes.
    """
    served = started(folder, free_port(), env or {}, *arguments, log=log)
    try:
        wait_for(lambda: served.process.poll() is not None or answers(f"{served.url}/readyz"), READY_SECONDS)
        assert served.process.poll() is None, served.said
        yield served
    finally:
        served.ends()


def started(folder: Path, port: int, env: Mapping[str, str], *arguments: str, log: Path | None = None) -> Served:
    """The same without waiting for it to answer, and without an end. The log goes on where one was begun."""
    given = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(folder / "instance"), **env}
    log = log or folder / "serve.log"
    with log.open("ab") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "portal.cli", "serve", "--port", str(port), *arguments],
            cwd=folder,
            env=_env(given),
            stdout=stderr,
            stderr=stderr,
            start_new_session=True,
        )
    return Served(f"http://127.0.0.1:{port}", process, log)


def answers(url: str) -> bool:
    """Does it say yes?"""
    try:
        with urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "It never came about."
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _env(given: Mapping[str, str]) -> dict[str, str]:
    # The tree the tests stand in goes first, wherever the package was installed from.
    tree = str(Path(__file__).resolve().parent.parent)
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", ""), "PYTHONPATH": tree, **given}


def _pid(entry: Path) -> int:
    return int(entry.name) if entry.name.isdigit() else 0


def _session_of(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    state, _parent, _group, session = stat.rpartition(")")[2].split()[:4]
    return 0 if state == "Z" else int(session)


def _words_of(pid: int) -> list[str]:
    """The words a process was started with; none where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []
