"""People who write all the time, each to a process of their own; what they were told is kept, they remember."""

import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from portal.sealing import Keyring
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE


@dataclass
class Writer:
    """Somebody who tells it again and again, each time in other words, and sends it every second time."""

    name: str
    portal: PortalAtHand
    stop: threading.Event
    drafts: list[str] = field(default_factory=list)  # the last words that were taken, of each talk
    sent: dict[str, str] = field(default_factory=dict)  # the words of each case, by reference

    def restarted_with(self, ring: Iterable[str]) -> None:
        """As if the process had been started anew with these keys."""
        for engine in (self.portal.engine, self.portal.app.extensions["portal"].reading.args[0]):
            engine.dialect.portal_keyring = Keyring.of(ring)

    def writes(self) -> None:
        while not self.stop.is_set():
            talk = self.portal.talk()
            talk.starts()
            for answer in ("complaint", "child", "no"):
                talk.says(answer)
            story = talk.hands.address()
            for number in range(4):
                talk.goes_back_to(story)
                words = f"{self.name} tells it for the {len(self.drafts)}th time, {number} changed"
                talk.writes(words)
            self._ends(talk, words)

    def _ends(self, talk: Talk[ClientHands], words: str) -> None:
        if len(self.drafts) <= len(self.sent):
            self.drafts.append(words)
            return
        talk.answers(A_CHILD_IN_CARE)
        self.sent[talk.sends().reference] = words


@contextmanager
def writing(portal: PortalAtHand, writers: int) -> Iterator[list[Writer]]:
    """So many write while the block runs. What went wrong with one of them comes out at its end."""
    stop = threading.Event()
    them = [Writer(f"writer{number}", PortalAtHand(portal.settings, portal.clock), stop) for number in range(writers)]
    with ThreadPoolExecutor(writers) as pool:
        doing: list[Future[None]] = [pool.submit(writer.writes) for writer in them]
        try:
            yield them
        finally:
            stop.set()
    for writer, done in zip(them, doing, strict=True):
        done.result()
        writer.portal.close()


def check_is_there(portal: PortalAtHand, drafts: Iterable[str], sent: Mapping[str, str]) -> None:
    """These words stand in drafts, and those in their cases."""
    bodies = {json.loads(draft.body)["answers"].get("what-happened") for draft in portal.drafts() if draft.body}
    assert set(drafts) <= bodies
    for reference, words in sent.items():
        assert portal.words_of(reference)["what-happened"].said == (words,)
