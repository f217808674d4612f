"""Logs: one JSON object a line on standard error, by key. Ids and references only, never what a person wrote.

Whatever else would write there is brought into the same shape without its words: other people's log records, warnings,
and errors nobody caught. Of an error only its class, the class of its cause and the places it came by are told.
"""

import logging
import os
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import ContextVar
from errno import errorcode
from types import TracebackType
from typing import IO, Any

import structlog
from structlog.typing import EventDict

_log = structlog.get_logger(__name__)

#: Which request this is about, in whatever is logged while it is answered.
REQUEST: ContextVar[str] = ContextVar("request")

_PLACES = 12  # of an error's way: the last, where it broke
_LEVELS = {logging.CRITICAL: "critical", logging.ERROR: "error", logging.WARNING: "warning"}
#: What the web server says of its own processes, word for word. Any other sentence of a library is left out.
_OF_PROCESSES = re.compile(
    r"Unexpected exit from worker-\d+|Worker crash loop detected, exiting|Application callable raised an exception"
)

#: For granian, which brings handlers of its own and writes to standard output: without them, all comes by ours.
FOR_GRANIAN: dict[str, Any] = {
    "formatters": {},
    "handlers": {},
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        # Who asked for what, from where and when, is the proxy's to log, if anybody's.
        "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def configure() -> None:
    """Set logging up for this process; standard output stays free for what a command prints."""
    structlog.configure(
        processors=[
            _of_a_request,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            # What is no plain value is named by its class: what it says of itself could be anybody's words.
            structlog.processors.JSONRenderer(default=lambda value: type(value).__name__),
        ],
        logger_factory=lambda *_: _Lines(sys.stderr),
    )
    records = logging.getLogger()
    records.handlers[:] = [*(handler for handler in records.handlers if not isinstance(handler, _Records)), _Records()]
    records.setLevel(logging.WARNING)
    warnings.showwarning = _warned
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_failed


def told(error: BaseException | None) -> dict[str, Any]:
    """What may be logged of an error: its class, that of its cause, and its way as `file:line`, innermost last.

    Of one of the system's own also which it is, such as ENOSPC.
    """
    if error is None:
        return {}
    cause = error.__cause__ or error.__context__
    number = error.errno if isinstance(error, OSError) else 0
    return {
        "error": type(error).__name__,
        "cause": type(cause).__name__ if cause else "",
        **({"errno": errorcode[number]} if isinstance(number, int) and number in errorcode else {}),
        "at": list(_places(error.__traceback__))[-_PLACES:],
    }


class _Lines:
    """A line at a time. One that cannot be written (a full disk, a reader gone) must not stop an answer."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        """Write it in one piece: other processes write beside us."""
        with suppress(OSError, ValueError):
            try:
                door = self._stream.fileno()
            except OSError:  # a stream that stands for one, as in a test
                self._stream.write(line + "\n")
                return
            # Past the stream's own buffer: what it could not write would stay there, and break whoever flushes it next,
            # such as the server when it starts a web process.
            os.write(door, f"{line}\n".encode(errors="backslashreplace"))

    def __getattr__(self, _level: str) -> Callable[[str], None]:
        return self.msg  # the level stands in the line


class _Records(logging.Handler):
    """Other people's log records, without their words: who said something, how loud, and where in their code."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log one."""
        level = next((name for number, name in _LEVELS.items() if record.levelno >= number), "info")
        kept = {"library": record.name, "where": f"{record.module}:{record.lineno}"}
        if record.name == "_granian" and _OF_PROCESSES.fullmatch(str(record.msg)):
            kept["said"] = str(record.msg)
        getattr(_log, level)("library", **kept, **told(record.exc_info[1] if record.exc_info else None))


def _of_a_request(_logger: object, _method: str, event: EventDict) -> EventDict:
    request = REQUEST.get(None)
    return event if request is None else {"request": request, **event}


def _without_words(_logger: object, _method: str, event: EventDict) -> EventDict:
    """An error that was handed to a log call by itself is told as any other."""
    given = event.pop("exc_info", None)
    failed = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    return {**event, **told(failed)} if isinstance(failed, BaseException) else event


def _uncaught(kind: type[BaseException], error: BaseException, _way: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _log.critical("process-failed", **told(error))


def _thread_failed(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_type is not SystemExit:  # which is how a thread may end itself
        _log.critical("thread-failed", **told(ended.exc_value))


def _unraisable(lost: Any) -> None:
    _log.error("error-lost", **told(lost.exc_value))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: IO[str] | None = None,
    line: str | None = None,
) -> None:
    _log.warning("warning", category=category.__name__, at=[_place(filename, lineno)])


def _places(way: TracebackType | None) -> Iterator[str]:
    while way is not None:
        yield _place(way.tb_frame.f_code.co_filename, way.tb_lineno)
        way = way.tb_next


def _place(filename: str, line: int) -> str:
    """A file as a reader of the code knows it: no folder of the machine's own."""
    parts = filename.replace("\\", "/").rpartition("site-packages/")[2].split("/")
    return f"{'/'.join(parts[-3:])}:{line}"
