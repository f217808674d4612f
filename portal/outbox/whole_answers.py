"""Bounds how long a whole answer over HTTP may take, its headers too: a read's own timeout begins anew with each byte.

It refuses to know who answers.
"""

import io
import socket
import time
from http.client import HTTPResponse
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection


class WithinTimeout(HTTPAdapter):
    """For a session of requests: an answer not whole when the timeout for reading ends has timed out."""

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        """As requests does it, with our lines."""
        super().init_poolmanager(*given, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}

    def proxy_manager_for(self, *given: Any, **named: Any) -> Any:
        """The same through a proxy."""
        manager = super().proxy_manager_for(*given, **named)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        return manager


class _Until(io.RawIOBase):
    """What comes over a line until its timeout, counted once from now on."""

    def __init__(self, line: socket.socket, raw: io.RawIOBase) -> None:
        self._line, self._raw = line, raw
        timeout = line.gettimeout()
        self._deadline = None if timeout is None else time.monotonic() + timeout

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._deadline is not None:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._line.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(HTTPResponse):
    def __init__(self, line: socket.socket, *given: Any, **named: Any) -> None:
        super().__init__(line, *given, **named)
        self.fp = io.BufferedReader(_Until(line, self.fp.detach()))


class _Connection(HTTPConnection):
    response_class = _Answer


class _TlsConnection(HTTPSConnection):
    response_class = _Answer


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection
