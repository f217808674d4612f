"""A delivery that is being started while a web process is: the one never hangs on the other."""

import os
import subprocess
import sys
from pathlib import Path

TREE = Path(__file__).resolve().parents[3]

#: Starts a delivery slowly in one thread, as a busy machine would, and forks in another meanwhile. Prints what came
#: first. The pipe is the one that `subprocess` waits at: whoever is forked beside it holds its end too.
SCRIPT = """
import os, subprocess, threading, time
from portal.cli import delivery_beside

begun, came = threading.Event(), []

class Slow:
    def __init__(self, words):
        begun.set()
        time.sleep(0.5)
        came.append("started")

subprocess.Popen = Slow
starting = threading.Thread(target=delivery_beside._started)
starting.start()
begun.wait()
child = os.fork()
if child == 0:
    with delivery_beside._starting:  # it is free here too
        os._exit(0)
came.append("forked")
starting.join()
assert os.waitpid(child, 0)[1] == 0
print(*came)
"""


def test_a_web_process_is_not_forked_while_a_delivery_is_being_started():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(TREE)},
        check=False,
    )
    assert done.stdout.split() == ["started", "forked"], done.stderr
