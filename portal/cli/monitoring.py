"""Who counts for a monitor, and where it reads: nobody and nowhere unless a port is set."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from portal import metrics
from portal.clocks.bank_holidays import england_and_wales
from portal.council import load
from portal.db import make_engine
from portal.outbox.delivery import OnTried
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.metrics.counting import Counts
    from portal.metrics.showing import Shown

_PREFIX = "portal-metrics-"  # then the number of the process whose folder it is


@contextmanager
def counting_together(settings: Settings) -> Iterator[None]:
    """While the block runs, this process shows what all it starts count; nothing where no port is set."""
    if settings.metrics_port is None:
        yield
        return
    _sweep()
    with TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
        os.environ[metrics.FOLDER] = folder
        from portal.metrics.showing import show

        end = show(settings.metrics_port, _shown(settings, folder=folder))
        try:
            yield
        finally:
            end()


def _sweep() -> None:
    """Remove the folders of servers that were killed outright: nobody else does."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdecimal() and not _runs(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # somebody else's, or no process's number: neither is ours to judge
        pass
    return True


def counted(settings: Settings, engine: Engine, port: int | None) -> OnTried:
    """Who counts what a delivery does: the server that started it, or a monitor at a port of its own; else nobody."""
    counts = _alone(settings, port) if port else _beside(settings)
    if counts is None:
        return lambda _kind, _outcome: None
    counts.watch(engine)
    return counts.tried


def _alone(settings: Settings, port: int) -> "Counts":
    from portal.metrics.counting import Counts
    from portal.metrics.showing import show

    counts = Counts.alone()
    show(port, _shown(settings, counts=counts))
    return counts


def _beside(settings: Settings) -> "Counts | None":
    folder = os.environ.get(metrics.FOLDER)
    # There is one delivery beside a server. Started again it goes on in the same files, however often.
    return metrics.counts_into(folder, "delivery") if settings.metrics_port and folder else None


def _shown(settings: Settings, *, counts: "Counts | None" = None, folder: str | None = None) -> "Shown":
    from portal.metrics.showing import Shown

    return Shown(
        engine=make_engine(settings.database_url, settings.keyring),
        calendar=england_and_wales(load(settings.council).extra_bank_holidays),
        now=lambda: datetime.now(UTC),
        counts=counts,
        folder=folder,
    )
