"""What a request leaves behind for whoever runs the portal: an id in its log lines, and counts by kind of door.

It refuses to tell one person's way from another's: no address, no step, nothing that joins two requests.
"""

import os
import time
from collections.abc import Callable
from enum import StrEnum
from functools import cache

from flask import Flask, Response, request

from portal import logs
from portal.web.in_turn import ARRIVED


class Door(StrEnum):
    """The kinds of door that are counted apart. Pages are one kind: who opened help, or left, is nobody's business."""

    PAGE = "page"
    ANSWER = "answer"
    SEND = "send"
    CODE = "code"
    MACHINE = "machine"
    OTHER = "other"


class Became(StrEnum):
    """What became of an answer that somebody posted, by the page that came back."""

    KEPT = "kept"  # and the next question, or a page beside it
    RECEIPT = "receipt"  # it was the last: sent, or sent before
    ASKED_AGAIN = "asked-again"  # something in it cannot be read
    LOST = "lost"  # back to the start: there was no talk it could belong to
    NOT_TAKEN = "not-taken"  # it belongs to nothing that is open; what was written is shown
    STALE = "stale"  # no cookie or an old page: shown again, one press from sent
    BUSY = "busy"  # the database could not take it: the same
    BROKEN = "broken"  # a fault of ours: the same


#: Counts one request: its door, status, seconds, and what became of the answer it posted, if it posted one.
Counted = Callable[[Door, int, float, Became | None], None]

_DOORS = {
    "public.answer": Door.ANSWER,
    "public.start_again": Door.ANSWER,
    "public.send": Door.SEND,
    "coming_back.open_with_code": Door.CODE,
}
_MACHINES = frozenset({"hooks", "notify"})
_BECAME = {409: Became.NOT_TAKEN, 422: Became.ASKED_AGAIN, 400: Became.STALE, 503: Became.BUSY}
_ANSWERED_AT = frozenset({Door.ANSWER, Door.SEND})


def register(app: Flask, counted: Counted | None) -> None:
    """Watch every request. Called before anything else is registered, so that all of a request's time is in it."""

    @cache
    def ends() -> dict[str, Became]:
        addresses = app.url_map.bind("")  # asked at the first answer: the doors are registered after us
        return {addresses.build("coming_back.sent"): Became.RECEIPT, addresses.build("public.start"): Became.LOST}

    @app.before_request
    def begin() -> None:
        # Random, and nothing of the client's.
        logs.REQUEST.set(os.urandom(6).hex())

    if counted is None:
        return

    @app.after_request
    def end(response: Response) -> Response:
        door = _door()
        became = _became(response, ends()) if door in _ANSWERED_AT else None
        took = time.perf_counter() - request.environ[ARRIVED]  # its wait for a turn too: somebody waited
        counted(door, response.status_code, took, became)
        return response


def _door() -> Door:
    if request.blueprint in _MACHINES:
        return Door.MACHINE
    endpoint = request.endpoint or ""
    usual = Door.PAGE if endpoint and request.method in {"GET", "HEAD"} else Door.OTHER
    return _DOORS.get(endpoint, usual)


def _became(response: Response, ends: dict[str, Became]) -> Became:
    if response.location:
        return ends.get(response.location, Became.KEPT)
    return _BECAME.get(response.status_code, Became.BROKEN if response.status_code >= 500 else Became.NOT_TAKEN)
