"""The stand-in's callbacks: delivery receipts it posts itself, late, twice, out of order, and again after a 5xx."""

import json
import threading
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.notify.account import Accepted

TRIES = 6  # the first and five more; Notify waits some minutes between, a test does not
_WAIT_SECONDS = 10


@dataclass
class Callbacks:
    """Where receipts go. `heard` is every answer, in order; None where there was none."""

    url: str
    token: str
    heard: list[int | None] = field(default_factory=list)
    _late: list[threading.Timer] = field(default_factory=list)

    def tell(self, message: Accepted, status: str, *, completed_at: datetime | None = None, times: int = 1) -> None:
        """Post a receipt now, so many times. `completed_at` is a second after it was taken unless given."""
        body = receipt(message, status, completed_at or message.created_at + timedelta(seconds=1))
        for _ in range(times):
            self._post_until_heard(json.dumps(body).encode())

    def tell_later(self, seconds: float, message: Accepted, status: str, *, times: int = 1) -> None:
        """The same from a thread, so many seconds later."""
        timer = threading.Timer(seconds, self.tell, (message, status), {"times": times})
        self._late.append(timer)
        timer.start()

    def wait(self) -> None:
        """Until everything late was told."""
        for timer in self._late:
            timer.join()

    def _post_until_heard(self, body: bytes) -> None:
        for _ in range(TRIES):
            status = self._post(body)
            self.heard.append(status)
            if status is not None and status < 500:
                return

    def _post(self, body: bytes) -> int | None:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=_WAIT_SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return None


def receipt(message: Accepted, status: str, completed_at: datetime) -> dict[str, object]:
    """A delivery receipt in Notify's published form."""
    return {
        "id": message.id,
        "reference": message.reference,
        "to": message.to,
        "status": status,
        "created_at": instant(message.created_at),
        "completed_at": instant(completed_at),
        "sent_at": instant(message.created_at),
        "notification_type": message.type,
        "template_id": "f33517ff-2a88-4f6e-b855-c550268ce08a",
        "template_version": 1,
    }


def instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def bare_instant(at: datetime) -> str:
    """As Notify documents it where it is asked about a message: UTC, and no word of that."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
