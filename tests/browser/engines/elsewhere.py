"""Everything that is not the portal, as far as a browser under test can tell: a proxy on this machine that plays the
weather page "Leave this page" lands on, and turns down every other host. Nothing of it leaves the machine.
"""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from portal.web.headers import LEAVE_TO

AWAY = urlsplit(LEAVE_TO)
WITHOUT_SCRIPTS, WITH_SCRIPTS = "Weather", "Weather, with a script"
#: The page itself tells whether this browser runs scripts: its own name is the proof that they are off.
PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{WITHOUT_SCRIPTS}</title>
<link rel="icon" href="data:,"></head><body><main><h1>Dry, with light winds</h1></main>
<script>document.title = "{WITH_SCRIPTS}"</script></body></html>""".encode()


class Elsewhere(ThreadingHTTPServer):
    """The proxy. `asked` are the addresses that were asked for, with what each request said of where it came from."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(_certificate(folder))
        self.forgets()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def forgets(self) -> None:
        """Nobody asked for anything yet, and every answer goes out at once."""
        self.asked: list[tuple[str, str | None]] = []
        self.reached, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()

    @contextmanager
    def slow(self) -> Iterator[None]:
        """As on a weak signal: whoever asks inside this block is answered when it ends."""
        self.may_answer.clear()
        try:
            yield
        finally:
            self.may_answer.set()

    def handle_error(self, *_: object) -> None:
        """A browser that hangs up is nobody's trouble."""


class _Answer(BaseHTTPRequestHandler):
    server: Elsewhere
    protocol_version = "HTTP/1.1"

    def do_CONNECT(self) -> None:
        if self.path != f"{AWAY.hostname}:443":
            return self.send_error(502)
        self.send_response(200)
        self.end_headers()
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)  # type: ignore[assignment]
        self.close_connection = False
        return None

    def do_GET(self) -> None:
        if not isinstance(self.connection, ssl.SSLSocket):
            return self.send_error(502)
        self.server.asked.append((f"https://{self.headers['Host']}{self.path}", self.headers["Referer"]))
        self.server.reached.set()
        self.server.may_answer.wait(30)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(PAGE)
        return None

    do_POST = do_GET

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the one inside TLS, which the server does not know of

    def log_message(self, *_: object) -> None:
        """What was asked is in `asked`."""


@contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """A running proxy that keeps its certificate in this folder; gone when the block ends."""
    with Elsewhere(folder) as server:
        turns = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        turns.start()
        yield server
        server.shutdown()
        turns.join()


def _certificate(folder: Path) -> Path:
    """A key and a certificate that it signed itself, for today: no browser trusts it unless told to take any."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, str(AWAY.hostname))])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(str(AWAY.hostname)), x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "elsewhere.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()) + signed.public_bytes(Encoding.PEM)
    )
    return path
