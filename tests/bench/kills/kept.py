"""A portal that is started again whenever it ends, as a supervisor of services would; and who of it can be killed."""

import os
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.serving import Served, answers, started, wait_for

_LOOK_EVERY_SECONDS = 0.05
_UP_SECONDS = 60


class Victim(StrEnum):
    """Who gets the SIGKILL."""

    WEB = "a web process"
    DELIVERY = "the delivery"
    MAIN = "the main process"
    ALL = "all of it"


@dataclass
class Kept:
    """`with Kept(folder, port, env, arguments) as kept:`. `starts` counts how often it was started."""

    folder: Path
    port: int
    env: Mapping[str, str]
    arguments: tuple[str, ...]
    every: list[Served] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Kept":
        self._start()
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.rest()
        for served in self.every:
            self._kill_each(served.session())

    def rest(self) -> None:
        """Start it no more, and tell it to stop."""
        self._over.set()
        self._thread.join()
        self.served.ends()

    @property
    def served(self) -> Served:
        """The one that was started last."""
        return self.every[-1]

    @property
    def starts(self) -> int:
        return len(self.every)

    def left(self) -> set[int]:
        """Every process of any start that still lives."""
        return {pid for served in self.every for pid in served.session()}

    def answers_people(self) -> None:
        """Wait until it does. Its delivery may still be starting."""
        wait_for(lambda: answers(f"{self.served.url}/readyz"), _UP_SECONDS)

    def is_started_again(self) -> None:
        """Restart it as for a new release, and come back when it has just begun to start."""
        before = self.starts
        self.served.process.terminate()
        wait_for(lambda: self.starts > before, _UP_SECONDS)

    def kill(self, victim: Victim) -> None:
        """SIGKILL to whoever of this kind lives, as soon as there is one."""
        wait_for(lambda: self._killed(victim), _UP_SECONDS)

    def _killed(self, victim: Victim) -> bool:
        served = self.served
        living: dict[Victim, Callable[[], set[int]]] = {
            Victim.WEB: lambda: set(sorted(served.webs())[:1]),
            Victim.DELIVERY: served.deliveries,
            Victim.MAIN: lambda: {served.process.pid} & served.session(),
            Victim.ALL: served.session,
        }
        return self._kill_each(living[victim]()) > 0

    @staticmethod
    def _kill_each(pids: set[int]) -> int:
        killed = 0
        for pid in sorted(pids):  # the main process first, so that it starts nobody again
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        return killed

    def _keep(self) -> None:
        while not self._over.wait(_LOOK_EVERY_SECONDS):
            if self.served.process.poll() is not None:
                self._start()

    def _start(self) -> None:
        self.every.append(started(self.folder, self.port, self.env, *self.arguments))
