"""A command run in here sets the logs up for its process, which is ours: afterwards they are as they were."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logging_as_it_was() -> Iterator[None]:
    """Whatever the block does to logs and hooks is undone."""
    places = ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook"), (warnings, "showwarning"))
    before = [(module, name, getattr(module, name)) for module, name in places]
    records = logging.getLogger()
    handlers, level = [*records.handlers], records.level
    configured = structlog.get_config() if structlog.is_configured() else None
    yield
    for module, name, hook in before:
        setattr(module, name, hook)
    records.handlers[:], records.level = [each for each in records.handlers if each in handlers], level
    structlog.configure(**configured) if configured else structlog.reset_defaults()
