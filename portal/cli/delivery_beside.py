"""The delivery process beside a server: started with it, started again when it ends by itself, ended with it."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from portal import logs

_log = structlog.get_logger(__name__)

_RESTART_AFTER_SECONDS = 2.0
_END_SECONDS = 60  # for the message in hand: asking Notify and sending, each as long as Notify may take

#: Held while a delivery is being started. A web process forked in that moment would keep the pipe open by which the
#: start is told how it went: it would be waited for as long as that web process lives, and nothing would go out.
_starting = threading.Lock()
os.register_at_fork(before=_starting.acquire, after_in_parent=_starting.release, after_in_child=_starting.release)


@contextmanager
def delivering(*, wanted: bool) -> Iterator[None]:
    """A delivery process while the block runs, started again when it ends by itself."""
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_delivering, args=(stopping,), daemon=True)
    if wanted:
        keeper.start()
    try:
        yield
    finally:
        stopping.set()
        if wanted:
            keeper.join()


def _keep_delivering(stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            _deliver_until(stopping)
        except OSError as error:  # no memory left, or no room for a process: there may be some again
            _log.error("delivery-not-started", **logs.told(error))
        stopping.wait(_RESTART_AFTER_SECONDS)


def _deliver_until(stopping: threading.Event) -> None:
    process = _started()
    while process.poll() is None and not stopping.wait(0.2):
        pass
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()  # what it had in hand is asked about by the next
            process.wait()


def _started() -> "subprocess.Popen[bytes]":
    words = ["-m", "portal.cli", "deliver", "--parent", str(os.getpid())]
    with _starting:
        return subprocess.Popen([sys.executable, *words])  # noqa: S603 - our own command
