"""Beside the delivery: every hour, GOV.UK Notify is asked about messages whose delivery receipt never came."""

import threading
from datetime import UTC, datetime

import structlog
from sqlalchemy import Engine

from portal.outbox.asking_after import Asked, OnReceipt, ask_after

_EVERY_SECONDS = 3600.0
_log = structlog.get_logger("portal.receipts")


def ask_hourly(engine: Engine, notify: Asked, on_receipt: OnReceipt, stop: threading.Event) -> None:
    """Do so until told to stop, whatever goes wrong meanwhile. `notify` must be this thread's own."""
    while not stop.is_set():
        try:
            if asked := ask_after(engine, notify, on_receipt, datetime.now(UTC)):
                _log.info("asked-after", asked=asked)
        except Exception as error:  # noqa: BLE001 - whatever it is, an hour later it may go well
            # The name of the class only: an error's words may quote what Notify said.
            _log.warning("receipts-wait", error=type(error.__cause__ or error).__name__)
        stop.wait(_EVERY_SECONDS)
