"""Requests that no page of ours makes, full of words: each as the bytes that go down the line."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

from tests.canaries import EMAIL, MOBILE, NAME, WORD

SAID = f"{WORD} {NAME} {EMAIL} {MOBILE}"
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary="
_BODY = urlencode({"what-happened": SAID, "csrf_token": SAID, SAID: SAID}).encode()


def request(line: str, headers: dict[str, str], body: bytes = b"", *, length: int | None = None) -> bytes:
    """One request. `length` is what it says its body has, where that is not so."""
    given = {"Host": "127.0.0.1", "Connection": "close", **headers}
    if body or length:
        given["Content-Length"] = str(len(body) if length is None else length)
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{line} HTTP/1.1\r\n{head}\r\n".encode() + body


def posted(kind: str, body: bytes, path: str = "/talk/abcdefg", **more: str) -> bytes:
    """A post of this type."""
    return request(f"POST {path}", {"Content-Type": kind, **more}, body)


def asked() -> Iterator[bytes]:
    """Words where an address or a header is."""
    in_address = quote(SAID)
    for path in (f"/?q={in_address}", f"/{in_address}", f"/talk/{in_address}?{in_address}", f"/static/{in_address}"):
        yield request(f"GET {path}", {})
    for path in (f"/readyz?{in_address}", f"/post-tray.json?{in_address}", "/talk/%ff%fe%00", f"/talk/%zz{WORD}"):
        yield request(f"GET {path}", {})
    names = ("User-Agent", "Referer", "Origin", "X-Request-Id", "X-Forwarded-For", "Accept-Language", "Authorization")
    for name in (*names, "Accept-Encoding", "Sec-Fetch-Site", "Range", "If-None-Match", f"X-{WORD}"):
        yield request("GET /", {name: SAID})
    yield request("GET /", {"Cookie": f"visit={WORD}; {WORD}={quote(NAME)}"})
    yield request("GET /", {"Host": f"{WORD}.example"})
    yield request("GET /", {"Host": f"{WORD} {NAME}"})
    yield request("GET /", {"X-Long": SAID * 3000})


def told() -> Iterator[bytes]:
    """Words in bodies that are whole, and are no answer to anything."""
    yield posted(_FORM, _BODY)
    yield posted(_FORM, _BODY, Cookie=f"visit={WORD}", Origin=f"https://{WORD}.example")
    yield posted(_FORM, _BODY, path="/")
    for path in ("/check", "/come-back", "/start-again", "/leave", "/another-child", "/notify/receipts", "/nowhere"):
        yield posted(_FORM, _BODY, path=path)
    yield posted(f"{_FORM}; charset={WORD}", _BODY)
    yield posted(
        "application/json", f'{{"id": "{SAID}"'.encode(), path="/notify/receipts", Authorization=f"Bearer {SAID}"
    )
    yield posted(_FORM, SAID.encode("utf-16"))
    yield posted(_FORM, b"what-happened=%zz%00" + _BODY + b"\0\xff")
    yield posted(_FORM, b"what-happened=" + WORD.encode() * 250_000)  # more than we take
    yield posted(_FORM, b"&".join(f"{WORD}{n}=1".encode() for n in range(3000)))  # more fields than any form


def broken() -> Iterator[bytes]:
    """Words in what breaks off, or was never HTTP."""
    part = f'Content-Disposition: form-data; name="what-happened"; filename="{SAID}"'.encode()
    yield posted(_PARTS + "edge", b"--edge\r\n" + part + b"\r\n\r\n" + SAID.encode() * 40_000)
    yield posted(_PARTS + "edge", b"--edge\r\n" + part + b"\r\nContent-Type: " + SAID.encode() + b"\r\n\r\n--edge--")
    yield posted(_PARTS + WORD, SAID.encode())
    yield posted("multipart/form-data", SAID.encode())
    yield request("POST /talk/abcdefg", {"Content-Type": _FORM}, _BODY, length=len(_BODY) + 500)
    yield request("POST /talk/abcdefg", {"Transfer-Encoding": "chunked"}) + b"zz" + SAID.encode()
    yield request(f"{WORD.upper()} /", {})
    yield f"{SAID}\r\n\r\n".encode()
    yield b"\x16\x03\x01" + SAID.encode("utf-16")
