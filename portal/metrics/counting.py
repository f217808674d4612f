"""The counters of one process. Where `portal serve` set a folder up, all its processes count into one sum."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from sqlalchemy import Engine, event

#: Seconds. Most pages take a few thousandths; the last is what people no longer wait for.
_BUCKETS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Counts:
    """What is counted here. Labels are words of our own code, few and fixed; never a value that came from outside."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()

        def counter(name: str, means: str, *labels: str) -> Callable[..., Any]:
            return _children(Counter(name, means, labels, registry=registry))

        self._requests = counter("portal_requests", "Requests answered.", "door", "status")
        self._answers = counter("portal_answers", "Answers posted, by what became of them.", "became")
        self._sends = counter("portal_sends", "Tries to hand a message to Notify.", "message", "outcome")
        self._errors = counter("portal_database_errors", "What the database would not do, by class.", "error")
        seconds = Histogram(
            "portal_request_seconds", "Time to an answer.", ("door",), registry=registry, buckets=_BUCKETS
        )
        self._seconds = _children(seconds)

    @classmethod
    def alone(cls) -> "Counts":
        """Counters of this process by itself."""
        values.ValueClass = values.MutexValue
        return cls()

    @classmethod
    def into(cls, folder: Path, process: str) -> "Counts":
        """Counters in files of this process in `folder`, where their sum is read. Raises OSError.

        The library must find the folder in the environment as well. One that counts there again under the same name
        goes on where it was. The files are written to as memory: their room is taken now, because on a disk that is
        full by then, counting an answer would end the process.
        """
        values.ValueClass = values.MultiProcessValue(lambda: process)  # type: ignore[no-untyped-call]
        counts = cls()
        counts._seconds("page")
        counts._answers("kept")
        for file in folder.glob(f"*_{process}.db"):
            with file.open("r+b") as opened:
                os.posix_fallocate(opened.fileno(), 0, file.stat().st_size)
        return counts

    def request(self, door: str, status: int, seconds: float, became: str | None) -> None:
        """Count one request, and what became of the answer it posted, if it did. Some millionths of a second."""
        self._requests(door, str(status)).inc()
        self._seconds(door).observe(seconds)
        if became is not None:
            self._answers(became).inc()

    def tried(self, kind: str, outcome: object | None) -> None:
        """Count one try to send a message of this kind; an outcome counts by its class."""
        self._sends(kind, type(outcome).__name__.lower() if outcome else "unsettled").inc()

    def watch(self, engine: Engine) -> None:
        """Count what this database refuses to do, in whichever room it is asked."""

        @event.listens_for(engine, "handle_error")
        def refused(context: Any) -> None:
            self._errors(type(context.original_exception).__name__).inc()


def _children(metric: Any) -> Callable[..., Any]:
    """A metric's children by their labels, each looked up once: that is half of what counting costs."""
    return cache(metric.labels)
