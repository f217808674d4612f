"""People who complain, each in a thread, while the portal is killed under them: they press until it is received."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from tests.bench.phone import Phone
from tests.hands import ClientHands
from tests.pages import Receipt, Talk

ADDRESS = "https://portal.sampleshire.gov.uk"
_BETWEEN_TALKS_SECONDS = 0.3
_PATIENCE_SECONDS = 90  # a machine that does other things too, and a portal that is down much of the time


def complains(talk: Talk[ClientHands], story: str, email: str) -> Receipt[ClientHands]:
    """The shortest complaint that is answered by email."""
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    talk.says("no")
    talk.writes(story)
    talk.enough()
    talk.says("email", email=email)
    return talk.sends()


@dataclass
class Crowd:
    """So many people at once. `receipts`: reference -> the story that its sender told; `begun` counts talks.

    A talk that went wrong in any way but a broken line is in `faults`, a sentence each.
    """

    port: int
    people: int
    receipts: dict[str, str] = field(default_factory=dict)
    shown: int = 0
    begun: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _enough: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def comes(self) -> None:
        """Everybody starts, and starts again with the next complaint once one is received."""
        self._threads = [threading.Thread(target=self._goes_on, daemon=True) for _ in range(self.people)]
        for thread in self._threads:
            thread.start()

    def goes(self) -> None:
        """Nobody begins any more; whoever has begun comes to the receipt first."""
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _goes_on(self) -> None:
        while not self._enough.is_set():
            with self._lock:
                number = next(self._numbers)
                self.begun += 1
            phone = Phone(self.port, _PATIENCE_SECONDS)
            try:
                self._complains(number, phone)
            except Exception as error:  # noqa: BLE001 - whatever it is, it belongs in the count and not in a thread
                self.faults.append(f"Talk {number} ended in {type(error).__name__}: {error}")
            with self._lock:
                self.troubles += phone.troubles
            self._enough.wait(_BETWEEN_TALKS_SECONDS)

    def _complains(self, number: int, phone: Phone) -> None:
        story = f"Story number {number}: nobody came when I called."
        hands = ClientHands(phone, base_url=ADDRESS)  # type: ignore[arg-type] - it has what hands use of a client
        receipt = complains(Talk(hands), story, f"somebody-{number}@example.org")
        with self._lock:
            self.shown += 1
            self.receipts[receipt.reference] = story
