"""What one load of a page fetched: every request as the browser's own protocol tells of it, summed by kind."""

import base64
import gzip
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import brotli
from playwright.sync_api import CDPSession, Error

_KINDS = {
    "Document": "html",
    "Stylesheet": "css",
    "Script": "js",
    "Font": "font",
    "Image": "img",
    "XHR": "xhr",
    "Fetch": "xhr",
    "EventSource": "xhr",
}
_NO_REQUEST = ("data:", "blob:", "chrome")
_PICTURE = re.compile(r"\.(ico|png|svg|jpe?g|webp)(\?|$)")
_PACKED_ALREADY = re.compile(r"\.(png|jpe?g|webp|woff2?|gif|zip)(\?|$)")
_BEST, _QUICK, _LARGE = 11, 5, 3_000_000  # brotli's qualities, and the bytes from which the best takes too long
FIGURES = ("req", "wire", "raw", "cached", "gz", "br")


@dataclass
class Request:
    """One address fetched. `wire`: bytes with headers; `raw`: unpacked; `gz`, `br`: what packing would make of it."""

    url: str = ""
    type: str = "Other"
    status: int = 0
    encoding: str = ""
    is_cached: bool = False
    wire: int = 0
    raw: int = 0
    gz: int = 0
    br: int = 0
    hops: list[int] = field(default_factory=list)  # bytes of each redirect on the way

    @property
    def kind(self) -> str:
        kind = _KINDS.get(self.type, "other")
        return "img" if kind == "other" and _PICTURE.search(self.url) else kind

    @property
    def is_one(self) -> bool:
        return bool(self.url) and not self.url.startswith(_NO_REQUEST)

    def figures(self) -> Counter[str]:
        figures = Counter({"raw": self.raw, "gz": self.gz, "br": self.br})
        if self.is_cached:
            figures["cached"] = 1
        else:
            figures.update({"req": 1 + len(self.hops), "wire": self.wire + sum(self.hops)})
        return figures

    def weigh(self, body: bytes) -> None:
        """What its body weighs, and would weigh packed by gzip and by brotli."""
        self.raw = self.gz = self.br = len(body)
        if not _PACKED_ALREADY.search(self.url):
            quality = _BEST if len(body) < _LARGE else _QUICK
            self.gz = min(len(body), len(gzip.compress(body, 6)))
            self.br = min(len(body), len(brotli.compress(body, quality=quality)))


class Traffic:
    """Listens on a page's CDP session from now on. `elsewhere`: addresses on other hosts, which lead nowhere here."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp
        self._requests: dict[str, Request] = {}
        self.elsewhere: list[str] = []
        cdp.send("Network.enable")
        cdp.on("Network.requestWillBeSent", self._sent)
        cdp.on("Network.responseReceived", self._answered)
        cdp.on("Network.dataReceived", self._came)
        cdp.on("Network.loadingFinished", self._finished)
        cdp.on("Network.requestServedFromCache", self._from_cache)
        cdp.on("Network.loadingFailed", self._failed)

    def forget(self) -> None:
        """Begin anew."""
        self._requests.clear()

    def requests(self) -> list[Request]:
        return [each for each in self._requests.values() if each.is_one]

    def weigh_bodies(self) -> None:
        """Ask the browser for every body it still has."""
        for number, request in self._requests.items():
            if request.is_one:
                with suppress(Error):
                    kept = self._cdp.send("Network.getResponseBody", {"requestId": number})
                    body = kept["body"]
                    request.weigh(base64.b64decode(body) if kept["base64Encoded"] else body.encode())

    def by_kind(self) -> dict[str, dict[str, int]]:
        sums: dict[str, Counter[str]] = {}
        for request in self.requests():
            sums.setdefault(request.kind, Counter()).update(request.figures())
        return {kind: {name: figures[name] for name in FIGURES} for kind, figures in sums.items()}

    def _of(self, event: dict[str, Any]) -> Request:
        return self._requests.setdefault(event["requestId"], Request())

    def _sent(self, event: dict[str, Any]) -> None:
        request = self._of(event)
        if "redirectResponse" in event:
            request.hops.append(int(event["redirectResponse"].get("encodedDataLength", 0)))
        request.url, request.type = event["request"]["url"], event.get("type", "Other")

    def _answered(self, event: dict[str, Any]) -> None:
        request, response = self._of(event), event["response"]
        headers = {name.lower(): value for name, value in response["headers"].items()}
        request.status, request.encoding = response["status"], headers.get("content-encoding", "")
        request.is_cached |= bool(response.get("fromDiskCache") or response.get("fromServiceWorker"))
        request.type = event.get("type", "Other")

    def _came(self, event: dict[str, Any]) -> None:
        self._of(event).raw += event["dataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        self._of(event).wire = int(event["encodedDataLength"])

    def _from_cache(self, event: dict[str, Any]) -> None:
        self._of(event).is_cached = True

    def _failed(self, event: dict[str, Any]) -> None:
        if "NAME_NOT_RESOLVED" in event.get("errorText", ""):
            self.elsewhere.append(self._of(event).url)
