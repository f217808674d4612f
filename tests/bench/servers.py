"""Any server as a process of its own, pinned to one core, from its start to its first answer and its end."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests.serving import answers

_CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = _CORES[0], _CORES[-1]
_START_SECONDS = 60
_END_SECONDS = 20


@dataclass(frozen=True)
class Server:
    """How to start one: its words with `{port}` in them. `path` is where a journey begins."""

    name: str
    words: Sequence[str]
    folder: Path
    env: Mapping[str, str]
    path: str


@dataclass(frozen=True)
class Up:
    """One that answers. `start_ms`: from its start until its first page came whole."""

    url: str
    pid: int
    start_ms: float


@contextmanager
def running(server: Server, port: int) -> Iterator[Up]:
    """Start it on this port and wait until it answers; gone when the block ends. Raises AssertionError."""
    words = ["taskset", "-c", str(SERVER_CORE), *(word.replace("{port}", str(port)) for word in server.words)]
    url = f"http://127.0.0.1:{port}{server.path}"
    with TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=server.folder, env=os.environ | server.env, stdout=log, stderr=log, start_new_session=True
        )
        try:
            while not answers(url):
                is_late = time.perf_counter() - began > _START_SECONDS
                if is_late or process.poll() is not None:
                    log.seek(0)
                    raise AssertionError(f"{server.name} did not start: {log.read().decode(errors='replace')}")
                time.sleep(0.01)
            yield Up(url, process.pid, round((time.perf_counter() - began) * 1e3, 1))
        finally:
            _ended(process)


def _ended(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
