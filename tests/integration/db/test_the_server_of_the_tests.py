"""The PostgreSQL server that the tests start leaves nothing behind, however the run that started it came to its end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import Server
from tests.serving import wait_for

# A run in the background hands down that Ctrl+C is not heard; whoever presses it means it.
STARTS = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from tests.postgres import running_postgres
with running_postgres() as server:
    print(server.pid, server.folder, flush=True)
    time.sleep(60)
"""
TREE = Path(__file__).parents[3]


def is_gone(pid: str) -> bool:
    try:
        return (Path("/proc") / pid / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="It looks at processes in /proc.")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_whoever_started_it(postgres: Server, how: signal.Signals):
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTS], cwd=TREE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert starter.stdout is not None
    pid, folder = starter.stdout.readline().split()
    assert not is_gone(pid)
    starter.send_signal(how)
    starter.wait(20)
    starter.stdout.close()
    wait_for(lambda: is_gone(pid), 20)
    wait_for(lambda: not Path(folder).exists(), 20)
    assert postgres.is_running  # that of somebody else


def test_its_tools_are_of_the_same_release(postgres: Server):
    said = subprocess.run([postgres.tool("pg_dump"), "--version"], capture_output=True, text=True, check=True).stdout
    with postgres.connected("postgres") as door:
        major = door.info.server_version // 10_000
    assert f" {major}." in said
