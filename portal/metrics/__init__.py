"""What a monitor reads: counts of what this installation does, and how things stand, as Prometheus's text format.

It refuses to count by anything that could point at one person: see decisions/0012. Its library is loaded only where
somebody counts: it takes 30 ms of every start.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from portal import logs

if TYPE_CHECKING:
    from portal.metrics.counting import Counts

#: The library's own name for the folder in which several processes count into one sum; children find it there too.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"

_log = structlog.get_logger(__name__)


def counts_into(folder: str, process: str) -> "Counts | None":
    """The counters of this process in that folder; `process` tells it from the others that count there now.

    None, and a line in the log, where there is no room to count in: answers and messages go on without.
    """
    from portal.metrics.counting import Counts

    try:
        return Counts.into(Path(folder), process)
    except OSError as error:
        _log.error("not-counted", **logs.told(error))
        return None
