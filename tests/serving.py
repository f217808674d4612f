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

    def session(self) -> set[int]:
        """Every process of it that still lives: itself, web processes and the delivery."""
        return {pid for pid in map(_pid, Path("/proc").iterdir()) if pid and _session_of(pid) == self.process.pid}


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
def serving(folder: Path, env: Mapping[str, str] | None = None) -> Iterator[Served]:
    """A portal in local use that keeps everything in this folder; gone when the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    given = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(folder / "instance"), **(env or {})}
    log = folder / "serve.log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "portal.cli", "serve", "--port", str(port)],
            cwd=folder,
            env=_env(given),
            stdout=stderr,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            wait_for(lambda: process.poll() is not None or answers(f"{url}/readyz"), READY_SECONDS)
            assert process.poll() is None, log.read_text()
            yield Served(url, process, log)
        finally:
            _end(process)


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


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


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
