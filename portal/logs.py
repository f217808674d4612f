"""Logs: one JSON object a line on standard error, by key. Ids and references only, never what a person wrote."""

import sys

import structlog


def configure() -> None:
    """Set logging up for this process; standard output stays free for what a command prints."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
