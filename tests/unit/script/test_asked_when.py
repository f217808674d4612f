"""When each question is asked, against the table of conversation.md §1, written here a second time and row by row."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from portal.conversation import Value
from portal.script import SCRIPT
from portal.vocabulary import Service, Speaker
from tests.unit.script.told import Choices, asked

OWN = {"parent", "foster-carer", "special-guardian", "kinship-carer", "adopter"}
THEMSELVES = {"child", "care-leaver", "adopted-person"}
SPEAKS_FOR_A_CHILD = {"family-or-friend", "advocate", "professional", "someone-else"}
SETTLED = {"in-care", "leaving-care", "safety-plan", "adoption", "fostering", "kinship-sgo"}


class Told:
    """The answers, read the way the table names them."""

    def __init__(self, answers: Choices) -> None:
        self.what_for = answers.get("what-for")
        self.who = answers.get("who-are-you")
        self.safe = answers.get("safe-now")
        self.for_whom = answers.get("for-whom")
        self.help: set[str] = set(answers.get("which-help") or ())
        self.complaint = self.what_for in {"complaint", "both", "not-sure"}
        self.thanks = self.what_for == "thanks"
        self.agreement_asked = self.complaint and (
            (self.who in OWN and self.for_whom in {"child", "both"}) or self.who in SPEAKS_FOR_A_CHILD
        )


TABLE: dict[str, Callable[[Told], bool]] = {
    "what-for": lambda told: True,
    "who-are-you": lambda told: True,
    "safe-now": lambda told: not told.thanks,
    "find-you": lambda told: not told.thanks and told.safe in {"yes", "not-sure", "talk"},
    "what-went-well": lambda told: told.what_for in {"thanks", "both"},
    "what-happened": lambda told: not told.thanks,
    "hurt-by-worker": lambda told: told.complaint,
    "for-whom": lambda told: told.complaint and told.who in OWN,
    "about-whom": lambda told: told.complaint and told.who not in THEMSELVES,
    "child-agrees": lambda told: told.agreement_asked,
    "which-help": lambda told: True,
    "thanks-to": lambda told: told.what_for == "both",
    "situation": lambda told: (
        told.complaint
        and told.who in {"child", "parent", "kinship-carer", *SPEAKS_FOR_A_CHILD}
        and (not told.help or bool(told.help - SETTLED))
    ),
    "send-about": lambda told: told.complaint and "send" in told.help,
    "fostering-about": lambda told: told.complaint and "fostering" in told.help and told.who == "foster-carer",
    "adoption-about": lambda told: (
        told.complaint
        and "adoption" in told.help
        and told.who in {"adopter", "adopted-person", "parent", "care-leaver"}
    ),
    "kinship-about": lambda told: (
        told.complaint and "kinship-sgo" in told.help and told.who not in {"special-guardian", "child"}
    ),
    "court-about": lambda told: told.complaint and "court" in told.help,
    "records-about": lambda told: told.complaint and "my-records" in told.help,
    "pass-on": lambda told: told.complaint and bool(told.help & {"school", "health", "police", "other-council"}),
    "who-was-it": lambda told: True,
    "must-not-see": lambda told: not told.thanks,
    "about-to-change": lambda told: told.complaint,
    "when": lambda told: told.complaint,
    "put-right": lambda told: told.complaint,
    "going-on-elsewhere": lambda told: told.complaint and told.who != "child",
    "advocate": lambda told: (
        not told.thanks and (told.who in {"child", "care-leaver"} or told.agreement_asked) and told.who != "advocate"
    ),
    "share-thanks": lambda told: told.what_for in {"thanks", "both"},
    "your-name": lambda told: told.complaint or told.what_for == "idea",
    "reply-how": lambda told: True,
}

WHAT_FOR = ("thanks", "complaint", "both", "idea", "not-sure")
HELP: tuple[Value | None, ...] = (
    None,
    *((str(service),) for service in Service),
    ("in-care", "fostering"),
    ("in-care", "send"),
    tuple(str(service) for service in Service if service is not Service.NOT_SURE),
)


def every_path() -> Iterator[Choices]:
    """Every combination of the answers that decide what is asked."""
    for what_for, who in product(WHAT_FOR, (*map(str, Speaker), None)):
        for safe, for_whom, help_picked in product(
            ("yes", "not-sure", "talk", "no", None) if who == "child" else ("yes", "no"),
            ("me", "child", "both", None) if who in OWN else (None,),
            HELP,
        ):
            yield {
                "what-for": what_for,
                "who-are-you": who,
                "safe-now": safe,
                "for-whom": for_whom,
                "which-help": help_picked,
            }


def test_the_script_stands_in_the_order_of_the_table() -> None:
    assert [step.key for step in SCRIPT.steps] == list(TABLE)


def test_on_every_path_exactly_what_the_table_says_is_asked() -> None:
    for answers in every_path():
        told = Told(answers)
        expected = [key for key, is_asked in TABLE.items() if is_asked(told)]
        assert asked(answers) == expected, answers


@pytest.mark.parametrize("key", TABLE)
def test_every_question_is_asked_of_somebody(key: str) -> None:
    assert any(TABLE[key](Told(answers)) for answers in every_path())


@pytest.mark.parametrize(
    ("story", "answers", "key", "is_asked"),
    [
        ("a thank-you is not asked about danger", {"what-for": "thanks"}, "safe-now", False),
        ("an idea is", {"what-for": "idea"}, "safe-now", True),
        ("who passes danger over is not asked where they are", {"what-for": "complaint"}, "find-you", False),
        (
            "a parent who speaks for themselves is not asked what the child wants",
            {"what-for": "complaint", "who-are-you": "parent", "for-whom": "me"},
            "child-agrees",
            False,
        ),
        (
            "a parent who speaks for a child too is",
            {"what-for": "complaint", "who-are-you": "parent", "for-whom": "both"},
            "child-agrees",
            True,
        ),
        (
            "an answer that is off the path decides nothing",
            {"what-for": "complaint", "who-are-you": "child", "for-whom": "child"},
            "child-agrees",
            False,
        ),
        (
            "who is in care is plain from the help",
            {"what-for": "complaint", "who-are-you": "child", "which-help": ("in-care",)},
            "situation",
            False,
        ),
        (
            "but not where a second help leaves it open",
            {"what-for": "complaint", "who-are-you": "child", "which-help": ("in-care", "disability")},
            "situation",
            True,
        ),
        (
            "nor where the help was passed over",
            {"what-for": "complaint", "who-are-you": "child", "which-help": None},
            "situation",
            True,
        ),
        (
            "an advocate is never offered an advocate",
            {"what-for": "complaint", "who-are-you": "advocate"},
            "advocate",
            False,
        ),
        ("a child with an idea is", {"what-for": "idea", "who-are-you": "child"}, "advocate", True),
        (
            "who passes over who they are is asked whom it is about",
            {"what-for": "complaint", "who-are-you": None},
            "about-whom",
            True,
        ),
    ],
)
def test_cases_of_the_table(story: str, answers: Choices, key: str, is_asked: bool) -> None:
    assert (key in asked(answers)) is is_asked, story
