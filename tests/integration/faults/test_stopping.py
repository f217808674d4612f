"""Told to stop at an awkward moment, all of the portal ends, and soon."""

import time
from pathlib import Path

import pytest

from tests.serving import READY_SECONDS, free_port, started, wait_for

IN_TIME_SECONDS = 15  # less than the time after which a web process that does not listen is killed


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="It looks at processes in /proc.")
def test_told_to_stop_while_a_web_process_is_starting_it_stops(tmp_path: Path):
    """What granian starts has its parent's way with signals until it listens itself, and would lose this one."""
    for after in (0.0, 0.1, 0.2, 0.3):
        served = started(tmp_path, free_port(), {})
        try:
            wait_for(lambda served=served: bool(served.webs()), READY_SECONDS)
            time.sleep(after)
            served.process.terminate()
            served.process.wait(timeout=IN_TIME_SECONDS)
            wait_for(lambda served=served: served.session() == set(), IN_TIME_SECONDS)
        finally:
            served.ends()
