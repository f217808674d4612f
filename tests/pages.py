"""The pages in the field's words: a talk, its check page, a receipt. The same on the client and in a browser."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.conversation import Words
from portal.script import pages as words
from portal.script import phrases
from portal.vocabulary import Register
from tests.hands import Hands

Given = Mapping[str, str | Sequence[str] | None]
AnyHands = TypeVar("AnyHands", bound=Hands)


def either(*said: Words) -> tuple[str, ...]:
    """What a button is called in any register."""
    return tuple({each.to(register) for each in said for register in Register})


@dataclass
class Talk(Generic[AnyHands]):
    """Somebody's way through the questions."""

    hands: AnyHands

    # --- where it stands

    @property
    def asks(self) -> str:
        """The key of the question on the page, or "" where it is no question."""
        here = self.hands.address()
        return self.hands.asked() if here == "/" or here.startswith("/talk/") else ""

    @property
    def is_to_check(self) -> bool:
        """Nothing is left to ask."""
        return self.hands.address() == "/check"

    # --- answering

    def starts(self) -> None:
        """The start page; where a message is not sent yet, a new one all the same; opened, where somebody had left."""
        self.hands.goes_to("/")
        if self.is_closed:
            self.opens()
        if self.may_carry_on:
            self.hands.presses(*either(words.HELD_START))
        assert self.asks == "what-for", self.hands.says()

    def says(self, *codes: str, **details: str) -> None:
        """Pick quick replies by code, fill what opens beside them (`email=` for `reply-how-email`), and go on."""
        self._holds(self.asks, codes, details)
        self.goes_on()

    def writes(self, text: str, **details: str) -> None:
        """Write an answer and go on."""
        self.hands.writes(self.asks, text)
        self._fills(details)
        self.goes_on()

    def goes_on(self) -> None:
        self.hands.presses(*either(phrases.NEXT))

    def passes(self) -> None:
        """Skip, or "I'd rather not say"."""
        self.hands.presses(*either(phrases.SKIP, phrases.RATHER_NOT_SAY))

    @property
    def may_pass(self) -> bool:
        return self.hands.offers(*either(phrases.SKIP, phrases.RATHER_NOT_SAY))

    def enough(self) -> None:
        """ "Send what I have told you": only what is needed is still asked."""
        self.hands.presses(*either(phrases.SEND_WHAT_IS_THERE))

    @property
    def may_say_enough(self) -> bool:
        return self.hands.offers(*either(phrases.SEND_WHAT_IS_THERE))

    def sends_now(self) -> "Receipt[AnyHands]":
        """Danger: send whatever is there."""
        self.hands.presses(*either(phrases.SEND_NOW))
        return Receipt(self.hands)

    @property
    def may_send_now(self) -> bool:
        return self.hands.offers(*either(phrases.SEND_NOW))

    def changes(self, about: str) -> None:
        """Follow "Change ..."."""
        self.hands.follows(f"Change {about}")

    def goes_back_to(self, address: str) -> None:
        """The browser's Back, or an old tab."""
        self.hands.goes_to(address)

    # --- the end

    def sends(self) -> "Receipt[AnyHands]":
        """Press Send on the check page."""
        assert self.is_to_check, f"there is still a question: {self.asks or self.hands.heading()}"
        self.hands.presses(*either(phrases.SEND))
        return Receipt(self.hands)

    def answers_more(self) -> None:
        self.hands.presses(*either(phrases.ANSWER_MORE))

    def stops(self) -> tuple[str, ...]:
        """Stop and come back later: the four words."""
        stop = either(phrases.STOP)
        if self.hands.offers(*stop):
            self.hands.presses(*stop)
        else:
            self.hands.follows(stop[0])
        return self.code

    def leaves(self) -> None:
        self.hands.presses(*either(phrases.LEAVE))

    @property
    def is_closed(self) -> bool:
        """Somebody left in a hurry, and nothing is shown."""
        return self.hands.offers(*either(words.CLOSED_OPEN))

    def opens(self) -> None:
        """Open the site again on purpose."""
        self.hands.presses(*either(words.CLOSED_OPEN))

    # --- coming back

    @property
    def code(self) -> tuple[str, ...]:
        return tuple(self.hands.items(words.YOUR_CODE.child))

    def comes_back(self, typed: str) -> None:
        self.hands.goes_to("/come-back")
        if self.is_closed:
            self.opens()
            self.hands.goes_to("/come-back")
        self.hands.writes("code", typed)
        self.hands.presses(*either(words.CODE_OPEN))

    def carries_on(self) -> None:
        """From the start page to where the message stands."""
        self.hands.goes_to("/")
        self.hands.presses(*either(words.CARRY_ON))

    @property
    def may_carry_on(self) -> bool:
        return self.hands.offers(*either(words.CARRY_ON))

    def shuts_code(self) -> None:
        """Somebody found my code: new words, please."""
        self.hands.follows(words.FOUND_MY_CODE.child)
        self.hands.presses(*either(words.NEW_CODE_DO))

    # --- by answers

    def answers(self, given: Given, *, until: str = "") -> list[str]:
        """Answer each step as it is asked until the check page, or until a step; pass over what is not given.

        Returns the keys in the order they were asked.
        """
        asked: list[str] = []
        for key in self.questions():
            if key == until:
                break
            asked.append(key)
            self.answers_or_passes(given)
        return asked

    def questions(self) -> Iterator[str]:
        """The key of each page, as long as there is a question; whoever asks answers it before going on."""
        last = ""
        while key := self.asks:
            assert key != last, f"{key} is asked again: {self.hands.says()}"
            yield key
            last = key

    def answers_or_passes(self, given: Given) -> None:
        """Answer the question on the page with what is given, or pass over it."""
        if given.get(self.asks) is None:
            self.passes()
        else:
            self.answers_this(given)

    def answers_this(self, given: Given) -> None:
        """Fill in what is given for the question on the page, details too, and go on."""
        self.fills_in(given)
        self.goes_on()

    def fills_in(self, given: Given) -> None:
        """Fill in what is given, for every control of the page, without pressing anything."""
        for name, kind in self.hands.controls().items():
            part = re.fullmatch(r"(.+)-(day|month|year)", name)
            value = given.get(name)
            if part and given.get(part[1]):
                self.hands.writes(name, part_of_date(str(given[part[1]]), part[2]))
            elif value == "call-me" and f"{name}-instead" in self.hands.controls():
                self.hands.picks(f"{name}-instead", "call-me")
            elif value is not None and kind in {"radio", "checkbox"}:
                if kind == "checkbox":
                    self.hands.unpicks(name)
                for code in [value] if isinstance(value, str) else value:
                    self.hands.picks(name, code)
            elif value is not None:
                self.hands.writes(name, str(value))

    def _holds(self, key: str, codes: Sequence[str], details: Mapping[str, str]) -> None:
        if self.hands.controls()[key] == "checkbox":
            self.hands.unpicks(key)
        for code in codes:
            self.hands.picks(key, code)
        self._fills(details)

    def _fills(self, details: Mapping[str, str]) -> None:
        key = self.asks
        for name, text in details.items():
            self.hands.writes(f"{key}-{name.replace('_', '-')}", text)


def part_of_date(iso: str, part: str) -> str:
    """The day, month or year of 2026-09-03, 2026-09 or 2026."""
    year, month, day = ([*iso.split("-"), "", ""])[:3]
    return {"year": year, "month": month.lstrip("0"), "day": day.lstrip("0")}[part]


@dataclass
class Receipt(Generic[AnyHands]):
    """What a sender sees: the page after sending, and after coming back with the code."""

    hands: AnyHands

    def __post_init__(self) -> None:
        assert self.hands.address() == "/sent", f"no receipt, but: {self.hands.says()}"

    @property
    def reference(self) -> str:
        found: set[str] = set(re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", self.hands.says()))
        assert len(found) == 1, f"{len(found)} references"
        return found.pop()

    @property
    def code(self) -> tuple[str, ...]:
        return tuple(self.hands.items(words.YOUR_CODE.child))

    @property
    def says(self) -> str:
        return self.hands.says()

    def shuts_code(self) -> None:
        Talk(self.hands).shuts_code()

    def tells_of_another_child(self) -> Talk[AnyHands]:
        self.hands.presses(*either(phrases.ANOTHER_CHILD))
        return Talk(self.hands)

    @property
    def may_tell_of_another_child(self) -> bool:
        return self.hands.offers(*either(phrases.ANOTHER_CHILD))
