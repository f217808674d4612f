"""The second factor: codes of six numbers that an app works out from a secret and the time, and spare ones.

Pure but for chance; `now` is an aware instant. It refuses to know who proves what with it.
"""

import hmac
import io
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
import segno

from portal.staff import codes

STEP = 30  # seconds, and six numbers of SHA-1: what every app can do (RFC 6238)
DRIFT = 1  # steps either way: clocks of phones are a little off, and typing takes its time
RECOVERY_CODES = 10
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Fresh recovery codes: shown once, and stored as hashes only."""

    shown: tuple[str, ...]

    @property
    def hashes(self) -> list[str]:
        """What is stored of them."""
        return [codes.hash_of(_RECOVERY, code) for code in self.shown]


def new_secret() -> str:
    """A secret as apps take it, 160 bits in base32."""
    return pyotp.random_base32()


def new_recovery() -> Recovery:
    """Ten codes, each of which stands in once for one of the app's."""
    return Recovery(tuple(codes.new() for _ in range(RECOVERY_CODES)))


def step_of(typed: str, secret: str, now: datetime, *, after: int | None) -> int | None:
    """The half minute that a typed code belongs to; None where it is wrong, or not later than `after`.

    Whoever stores that half minute makes sure that no code is taken twice.
    """
    given, totp = re.sub(r"[\s-]", "", typed), pyotp.TOTP(secret, interval=STEP)
    current = int(now.timestamp()) // STEP
    right = [
        step
        for step in range(current - DRIFT, current + DRIFT + 1)
        if hmac.compare_digest(totp.generate_otp(step).encode(), given.encode("utf-8", "replace"))
    ]
    return next((step for step in right if after is None or step > after), None)


def code_at(secret: str, now: datetime, *, ahead: timedelta = timedelta(0)) -> str:
    """What an app would show: for tests and demonstrations of signing in."""
    return pyotp.TOTP(secret, interval=STEP).at(now + ahead)


def left_after(typed: str, hashes: list[str]) -> list[str] | None:
    """The recovery codes that are left once the typed one is used; None where it is none of them."""
    given = codes.hash_of(_RECOVERY, typed)
    return [each for each in hashes if each != given] if codes.read(typed) and given in hashes else None


def uri(secret: str, *, email: str, issuer: str) -> str:
    """The secret as an app reads it from a picture."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=email, issuer_name=issuer)


def picture(address: str) -> bytes:
    """The QR code of an address as an SVG file, dark on white in whatever light it is shown."""
    drawn = io.BytesIO()
    segno.make(address, micro=False).save(drawn, kind="svg", scale=5, border=4, light="#fff", dark="#000")
    return drawn.getvalue()
