"""A small HTTP client on loopback: one connection kept open, cookies of its own, and a count of every byte and request.

Cookies go out whatever they say about https, so that plain-HTTP peers work too.
"""

import asyncio
import gzip
import re
import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from tests.bench.journey.options import Options, brotli

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_MOST_REDIRECTS = 10
_GONE = re.compile(r"max-age=0\b|expires=thu, 01[ -]jan[ -]1970", re.IGNORECASE)


class NotHere(RuntimeError):
    """An address on another machine."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A body and what it is."""

    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a request and its redirects. `hops`: milliseconds of each, from sending to the last byte."""

    url: str
    status: int
    body: bytes
    hops: tuple[float, ...]


@dataclass(slots=True)
class Traffic:
    """What went over the wire so far: bytes as they came, bytes once unpacked, requests, connections."""

    wire: int = 0
    unpacked: int = 0
    requests: int = 0
    connections: int = 0


@dataclass(slots=True)
class Client:
    """One browser."""

    options: Options
    traffic: Traffic = field(default_factory=Traffic)
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _host: tuple[str, str, int] | None = None

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def go(self, method: str, url: str, posted: Posted | None = None, referer: str | None = None) -> Answer:
        """One request and every redirect after it. Raises NotHere, ConnectionError, RuntimeError on a ring."""
        hops: list[float] = []
        for _ in range(_MOST_REDIRECTS):
            began = time.perf_counter()
            status, headers, body = await self._once(method, url, posted, referer)
            hops.append((time.perf_counter() - began) * 1e3)
            if status not in _REDIRECTS or "location" not in headers:
                return Answer(url, status, body, tuple(hops))
            referer, following = url, urljoin(url, headers["location"])
            if urlsplit(following).hostname not in _HERE:
                return Answer(following, status, body, tuple(hops))
            url = following.split("#")[0]
            if status not in {307, 308}:
                method, posted = "GET", None
        raise RuntimeError(f"redirect loop at {url}")

    async def _once(
        self, method: str, url: str, posted: Posted | None, referer: str | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        where = urlsplit(url)
        if where.hostname not in _HERE:
            raise NotHere(f"only loopback is allowed: {url}")
        status_line = await self._send(where, self._request(method, where, posted, referer))
        assert self._reader is not None
        status = int(status_line.split()[1])
        headers, size = await self._headers(self._reader)
        body, more, ends = await _body(self._reader, headers, is_empty=method == "HEAD" or status in {204, 304})
        if ends:
            await self.close()
        unpacked = _unpacked(body, headers.get("content-encoding", ""))
        self.traffic.wire += len(status_line) + size + more
        self.traffic.unpacked += len(unpacked)
        self.traffic.requests += 1
        return status, headers, unpacked

    def _request(self, method: str, where: SplitResult, posted: Posted | None, referer: str | None) -> bytes:
        target = (where.path or "/") + (f"?{where.query}" if where.query else "")
        lines = [
            f"{method} {target} HTTP/1.1",
            f"Host: {where.netloc}",
            "User-Agent: journey-bench",
            "Accept: text/html,*/*;q=0.8",
            f"Accept-Language: {self.options.lang}",
            f"Accept-Encoding: {self.options.encoding}",
            *self.options.headers,
        ]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if referer:
            lines += [f"Referer: {referer}", f"Origin: {where.scheme}://{where.netloc}"]
        if posted is not None:
            lines += [f"Content-Type: {posted.content_type}", f"Content-Length: {len(posted.body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + (posted.body if posted else b"")

    async def _send(self, where: SplitResult, request: bytes) -> bytes:
        """The status line. A connection that was kept open and has ended meanwhile is opened anew, once."""
        host = (where.scheme, where.hostname or "", where.port or (443 if where.scheme == "https" else 80))
        while True:
            is_fresh = self._reader is None or self._host != host or self._reader.at_eof()
            if is_fresh:
                await self._open(host)
            assert self._reader is not None
            assert self._writer is not None
            try:
                self._writer.write(request)
                line = await self._reader.readline()
                if not line:
                    raise ConnectionResetError
            except (ConnectionError, asyncio.IncompleteReadError):
                await self.close()
                if is_fresh:
                    raise
            else:
                return line

    async def _open(self, host: tuple[str, str, int]) -> None:
        await self.close()
        secure = ssl._create_unverified_context() if host[0] == "https" else None  # noqa: S323 - this machine's own
        self._reader, self._writer = await asyncio.open_connection(host[1], host[2], ssl=secure, limit=1 << 20)
        self._host = host
        self.traffic.connections += 1

    async def _headers(self, reader: asyncio.StreamReader) -> tuple[dict[str, str], int]:
        headers: dict[str, str] = {}
        size = 0
        while True:
            line = await reader.readline()
            size += len(line)
            if line in {b"\r\n", b""}:
                return headers, size
            name, _, value = line.decode("latin1").partition(":")
            if name.lower() == "set-cookie":
                self._keep(value.strip())
            else:
                headers[name.lower()] = value.strip()

    def _keep(self, cookie: str) -> None:
        name, _, value = cookie.split(";", 1)[0].partition("=")
        if _GONE.search(cookie) or value in {"", '""'}:
            self.cookies.pop(name.strip(), None)
        else:
            self.cookies[name.strip()] = value


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str], *, is_empty: bool) -> tuple[bytes, int, bool]:
    """The body as it came, how many bytes it took on the wire, and whether the connection is over."""
    ends = headers.get("connection", "").lower() == "close"
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body, size = await _chunks(reader)
        return body, size, ends
    if "content-length" in headers:
        body = b"" if is_empty else await reader.readexactly(int(headers["content-length"]))
        return body, len(body), ends
    if is_empty:
        return b"", 0, ends
    body = await reader.read(-1)
    return body, len(body), True


async def _chunks(reader: asyncio.StreamReader) -> tuple[bytes, int]:
    chunks, size = [], 0
    while True:
        line = await reader.readline()
        length = int(line.split(b";")[0], 16)
        chunk = await reader.readexactly(length + 2)
        size += len(line) + len(chunk)
        if length == 0:
            return b"".join(chunks), size
        chunks.append(chunk[:-2])


def _unpacked(body: bytes, encoding: str) -> bytes:
    match encoding:
        case "gzip":
            return gzip.decompress(body)
        case "br":
            return bytes(brotli.decompress(body))
        case "deflate":
            return zlib.decompress(body)
        case _:
            return body
