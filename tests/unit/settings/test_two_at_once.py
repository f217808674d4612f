"""Web and delivery start together in a fresh folder: both must come to the same keys, whole."""

import subprocess
import sys
from pathlib import Path

SAY_KEYS = """
import sys
from portal.settings import Settings
print("ready", flush=True)
sys.stdin.readline()
settings = Settings.from_env({"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": sys.argv[1]})
print(settings.secret_key, settings.code_key, *settings.sealing_keys)
"""


def test_processes_that_start_at_once_get_the_same_keys(tmp_path: Path):
    instance = tmp_path / "instance"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SAY_KEYS, str(instance)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        for _ in range(6)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    said = {process.communicate(timeout=30)[0] for process in started}

    assert [process.returncode for process in started] == [0] * 6
    assert len(said) == 1
    assert len(said.pop().split()) == 3
    assert [path.name for path in instance.iterdir()] == ["keys.env"]
