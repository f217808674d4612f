"""The pages on which staff take down what somebody tells, in the words of `tests.pages`, on the client."""

import re
from dataclasses import dataclass
from datetime import date

from portal.script import phrases
from tests.hands import ClientHands
from tests.pages import Given, Talk, either
from tests.staffing import types

AT = re.compile(r"/staff/new/[0-9a-f-]{36}/[a-z2-7]{7}")


def picks(hands: ClientHands, name: str, code: str) -> None:
    """Choose in whichever form of the page the control stands."""
    group = [each for each in hands.page.elements if each.is_control and each["name"] == name]
    for each in group:
        each.attributes.pop("checked", None)
    next(each for each in group if each["value"] == code).attributes["checked"] = ""


def fills_in_arrival(hands: ClientHands, channel: str, on: date | None, hour: str = "") -> None:
    """How and when it came."""
    picks(hands, "channel", channel)
    for part in ("day", "month", "year"):
        types(hands, f"received-{part}", str(getattr(on, part)) if on else "")
    types(hands, "hour", hour)


@dataclass
class TakingDown(Talk[ClientHands]):
    """Staff on their way through the questions for somebody."""

    @property
    def asks(self) -> str:
        return self.hands.asked() if AT.fullmatch(self.hands.address()) else ""

    @property
    def is_to_check(self) -> bool:
        return self.hands.address().endswith("/check")

    @property
    def draft(self) -> str:
        """The id of the draft, as it stands in the address."""
        return self.hands.address().split("/")[3]

    def begins(self, channel: str = "phone", on: date | None = None, hour: str = "") -> None:
        self.hands.goes_to("/staff/new")
        fills_in_arrival(self.hands, channel, on, hour)
        self.hands.presses("Go to the questions")

    def goes_on(self) -> None:
        self.hands.presses("Continue")

    def enough(self) -> None:
        self.hands.presses("That is all they said")

    def sends_at_once(self) -> str:
        self.hands.presses(*either(phrases.SEND_NOW))
        return self.reference

    def makes_the_case(self) -> str:
        assert self.is_to_check, f"there is still a question: {self.asks or self.hands.heading()}"
        self.hands.presses("Make the case")
        return self.reference

    def takes_down(self, given: Given) -> str:
        """Answer everything and make the case."""
        self.answers(given)
        return self.makes_the_case()

    @property
    def reference(self) -> str:
        assert self.hands.address().endswith("/done"), f"no case, but: {self.hands.says()}"
        found = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.hands.says()))
        assert len(found) == 1, f"{len(found)} references"
        return str(found.pop())

    def follows_change(self, about: str) -> None:
        """Follow the link that changes this."""
        self.hands.follows(f"Change {about}")

    @property
    def code(self) -> tuple[str, ...]:
        """The four words, where they are shown."""
        (*found,) = [each for each in self.hands.page.all("p") if each["class"] == "four-words"]
        return tuple(word.text for place in found for word in place.all("strong"))
