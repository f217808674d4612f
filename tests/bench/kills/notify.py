"""The stand-in Notify as the kills need it: it can hold a send open when it has the message and nobody knows yet."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from portal.council import load
from tests.notify_stand_in import API_KEY, NotifyStandIn
from tests.portals import SAMPLE_SHIRE

_HELD_SECONDS = 10.0


class HoldingNotify(NotifyStandIn):
    """Takes messages, and on demand keeps the next answer back. `held` counts how often it did."""

    held = 0
    api_key = API_KEY

    @classmethod
    def of_sample_shire(cls) -> "HoldingNotify":
        """The account of the council that the tests serve."""
        return cls(load(str(SAMPLE_SHIRE)).notify)

    def __enter__(self) -> "HoldingNotify":
        self._wanted, self._has_one, self._let_go = threading.Event(), threading.Event(), threading.Event()
        super().__enter__()
        # Headers and body are written apart: put together before they go, each answer would take 40 ms longer.
        self._server.RequestHandlerClass.disable_nagle_algorithm = True  # type: ignore[attr-defined]
        self._server.handle_error = self._no_fault  # type: ignore[method-assign]
        return self

    def _no_fault(self, *_: object) -> None:
        """Whoever asked was killed meanwhile."""

    def accept(self, path: str, sent: dict[str, object], token_age: float) -> dict[str, object]:
        answer = super().accept(path, sent, token_age)
        if self._wanted.is_set():
            self._wanted.clear()
            self.held += 1
            self._has_one.set()
            self._let_go.wait(_HELD_SECONDS)
        return answer

    @contextmanager
    def holding(self) -> Iterator[threading.Event]:
        """While the block runs, one message is taken and its answer kept back. The event is set once there is one."""
        self._has_one.clear()
        self._let_go.clear()
        self._wanted.set()
        try:
            yield self._has_one
        finally:
            self._wanted.clear()
            self._let_go.set()


class ForgetfulNotify(HoldingNotify):
    """A planted fault: it never remembers a message when asked about it, so that what is in doubt is sent again."""

    def known(self, query: Mapping[str, list[str]]) -> dict[str, object]:
        return super().known(query) | {"notifications": []}
