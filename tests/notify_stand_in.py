"""A stand-in for GOV.UK Notify: a real HTTP server that holds to the published API, and fails when a test asks it to.

It checks the token, the schema and the personalisation, counts against its limits, keeps what it accepted with the
times, can be asked about it, shows its templates, and posts delivery receipts. Its parts are in `tests.notify`.
"""

import threading
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.council import Notify
from tests.notify.account import Accepted, Account, Limits, templates_of
from tests.notify.callbacks import Callbacks, bare_instant
from tests.notify.door import Door, Server
from tests.notify.faults import Fault
from tests.notify.published import API_KEY, FINAL, SECRET, SERVICE_ID, Bad, check_question, token_age

__all__ = ["API_KEY", "SECRET", "SERVICE_ID", "Accepted", "Account", "Callbacks", "Fault", "Limits", "NotifyStandIn"]


@dataclass
class NotifyStandIn:
    """`with NotifyStandIn(council.notify) as notify:`; then `notify.url` and `API_KEY` are a Notify account.

    `account` is what it holds: templates to edit, limits to lower, a clock to move, counts of what came twice.
    """

    templates: Notify
    faults: deque[Fault] = field(default_factory=deque)
    asked_about: list[str] = field(default_factory=list)
    silence: float = 1.0  # seconds before it gives up on a line
    slowness: float = 0.1  # seconds for a slow answer
    clock_ahead: float = 0.0  # seconds by which Notify's clock is ahead of ours
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.account = Account(templates_of(self.templates))

    def __enter__(self) -> "NotifyStandIn":
        stand_in = self

        class OurDoor(Door):
            notify = stand_in

        self._server = Server(("127.0.0.1", 0), OurDoor)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def accepted(self) -> list[Accepted]:
        return self.account.accepted

    def references(self) -> list[str]:
        return [accepted.reference for accepted in self.accepted]

    def times_accepted(self) -> Counter[str]:
        return self.account.times_accepted()

    # --- what the door asks for

    def next_fault(self) -> Fault | None:
        with self._lock:
            return self.faults.popleft() if self.faults else None

    def token_age(self, header: str | None) -> float:
        return token_age(header, self.clock_ahead)

    def accept(self, path: str, sent: dict[str, object], token_age: float) -> dict[str, object]:
        taken = self.account.take(path, sent, token_age)
        content: dict[str, object] = {"body": taken.body}
        content |= {"from_number": "COUNCIL"} if taken.subject is None else {"subject": taken.subject}
        return {
            "id": taken.id,
            "reference": taken.reference,
            "content": content,
            "uri": f"{self.url}/v2/notifications/{taken.id}",
            "template": self._template_of(str(sent["template_id"])),
            "scheduled_for": None,
        }

    def written(self, answer: Mapping[str, object]) -> None:
        self.account.has_answered(str(answer["id"]))

    def known(self, query: Mapping[str, list[str]]) -> dict[str, object]:
        check_question(query)
        (reference,) = query["reference"]
        self.asked_about.append(reference)
        found = [self._shown(message) for message in self.account.known_as(reference)]
        return {"notifications": found, "links": {"current": f"{self.url}/v2/notifications?reference={reference}"}}

    def notification(self, id: str) -> dict[str, object]:
        found = next((message for message in self.accepted if message.id == id), None)
        if found is None:
            raise Bad(404, "NoResultFound", "No result found")
        return self._shown(found)

    def template(self, id: str) -> dict[str, object]:
        if id not in self.account.made:
            raise Bad(404, "NoResultFound", "No result found")
        return self.account.made[id].answer(self.url)

    def _template_of(self, id: str) -> dict[str, object]:
        return {"id": id, "version": self.account.made[id].version, "uri": f"{self.url}/v2/template/{id}"}

    def _shown(self, message: Accepted) -> dict[str, object]:
        by_email, status = message.type == "email", self.account.statuses[message.id]
        return {
            "id": message.id,
            "reference": message.reference,
            "email_address": message.to if by_email else None,
            "phone_number": None if by_email else message.to,
            "type": message.type,
            "status": status,
            "subject": message.subject,
            "body": message.body,
            "created_at": bare_instant(message.created_at),
            "sent_at": bare_instant(message.created_at),
            "completed_at": bare_instant(message.created_at) if status in FINAL else None,
            "scheduled_for": None,
            "one_click_unsubscribe_url": None,
        }
