"""Every page there is, walked by somebody: each question in each register, each thing that may have to be put right,
and what stands beside the talk. On the client or in a browser; whoever walks looks at each page while it is open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from portal.conversation import DateInParts, Email, Fault, LongText, OneOf, Option, Phone, Question, SeveralOf, Step
from portal.script import SCRIPT
from portal.script.statements import STATEMENTS
from portal.vocabulary import Register
from tests.pages import AnyHands, Given, Talk
from tests.unit.script.told import Choices, talk

#: Answers that lead past every question there is for whoever gives them, and open notes on the way.
EVERYTHING: Given = {
    "what-for": "both",
    "safe-now": "talk",
    "find-you": "Behind the made-up library",
    "what-went-well": "One thing",
    "what-happened": "Another thing",
    "hurt-by-worker": "yes",
    "which-help": ["send", "fostering", "adoption", "kinship-sgo", "court", "my-records", "school", "social-worker"],
    "for-whom": "both",
    "about-to-change": "yes",
    "when": "over-a-year",
    "put-right": ["say-sorry", "other"],
    "put-right-other": "A walk in the made-up wood",
    "reply-how": "code-only",
}
#: Who has to walk so that every question is asked in every register it can have.
SPEAKERS = ("child", None, "parent", "foster-carer")
#: Questions only adults are asked: their conditions name a speaker.
ADULTS_ONLY = frozenset({"for-whom", "child-agrees", "fostering-about", "adoption-about"})
#: A child, or somebody who will not say who they are, is spoken to as a child.
POSSIBLE = frozenset(
    (step.key, register)
    for step in SCRIPT.steps
    for register in Register
    if register is Register.ADULT or step.key not in ADULTS_ONLY
)
#: These come before anybody has said who they are; Change shows them to an adult too.
BEFORE_ANYBODY = {"what-for": "what you want to do", "who-are-you": "who you are"}
STATED = tuple(statement.path for statement in STATEMENTS)
BESIDE = ("/stop", "/new-code", "/come-back", "/numbers", "/side", "/look", "/you-said-we-did", "/reports", *STATED)


@dataclass(frozen=True)
class Place:
    """A page as somebody sees it: what it is, how they are spoken to, and what they have to put right."""

    what: str
    register: Register
    wrong: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.what, f"({self.register})", self.wrong)))


@dataclass(frozen=True)
class Slip:
    """What somebody may do wrong at a question, and what they are told."""

    fault: Fault
    field: str
    given: Given

    @property
    def name(self) -> str:
        return f"{self.fault} at {self.field}"


def everything_by(speaker: str | None) -> Given:
    return {**EVERYTHING, "who-are-you": speaker}


def every_page(talk: Talk[AnyHands], speaker: str | None) -> Iterator[Place]:
    """One walk to the receipt, past every question that nobody in `SPEAKERS` before met in that register.

    At each of these every slip is made once, and put right.
    """
    given, new = everything_by(speaker), questions_new_to(speaker)
    talk.starts()
    for key in talk.questions():
        place = Place(key, register_at(key, speaker))
        if (key, place.register) in new:
            yield place
            yield from every_slip(talk, place)
        talk.answers_or_passes(given)
    register = spoken_to(speaker)
    yield Place("check", register)
    for key, about in BEFORE_ANYBODY.items() if speaker == "parent" else ():
        talk.changes(about)
        assert talk.asks == key
        yield Place(key, register)
        talk.hands.goes_to("/check")
    if speaker in {"child", "parent"}:
        yield from pages_beside(talk, register)
        talk.hands.goes_to("/check")
    talk.sends()
    yield Place("receipt", register)


def every_slip(talk: Talk[AnyHands], place: Place) -> Iterator[Place]:
    """The question on the page after each slip somebody can make there. What was slipped is taken away again."""
    for slip in slips(step_called(place.what), frozenset(talk.hands.controls())):
        talk.fills_in(slip.given)
        talk.goes_on()
        assert talk.asks == place.what, f"{slip.name} is no slip"
        yield Place(place.what, place.register, slip.name)
        for name, kind in talk.hands.controls().items():
            if kind == "checkbox":
                talk.hands.unpicks(name)
            elif kind != "radio" and re.fullmatch(rf"{slip.field}(-day|-month|-year)?", name):
                talk.hands.writes(name, "")


def pages_beside(talk: Talk[AnyHands], register: Register) -> Iterator[Place]:
    """The pages that are no question, for somebody with a message not sent yet."""
    for path in BESIDE:
        talk.hands.goes_to(path)
        yield Place(path, register)
    talk.comes_back("four words of nobody")
    yield Place("/come-back", register, "no such code")
    talk.hands.goes_to("/nothing-here")
    yield Place("not found", register)
    talk.hands.goes_to("/")
    yield Place("carry on", register)


# --- what each question is, told by the script alone


def step_called(key: str) -> Step:
    step = SCRIPT.step(key)
    assert step is not None
    return step


def register_at(key: str, speaker: str | None) -> Register:
    """How somebody is spoken to at a question on their first way to it."""
    return Register.CHILD if key in BEFORE_ANYBODY else spoken_to(speaker)


def spoken_to(speaker: str | None) -> Register:
    return Register.CHILD if speaker in {"child", None} else Register.ADULT


@cache
def questions_new_to(speaker: str | None) -> frozenset[tuple[str, Register]]:
    """What this speaker is asked, and none of `SPEAKERS` before."""
    before = SPEAKERS[: SPEAKERS.index(speaker)]
    return questions_of(speaker).difference(*(questions_of(other) for other in before))


@cache
def questions_of(speaker: str | None) -> frozenset[tuple[str, Register]]:
    given: Choices = {
        key: value if isinstance(value, str) or value is None else tuple(value)
        for key, value in everything_by(speaker).items()
    }
    asked = talk(given, everything=False).answered
    return frozenset((step.key, register_at(step.key, speaker)) for step in asked)


def slips(step: Step, controls: frozenset[str]) -> Iterator[Slip]:
    """Every slip a person can make with what stands on the page. One that only a tampered page could make is none."""
    question = step.question
    options: tuple[Option, ...] = ()
    if isinstance(question, OneOf | SeveralOf):
        options = question.options
        yield Slip(Fault.NOTHING_CHOSEN, step.key, {})
    if isinstance(question, SeveralOf) and (alone := [option.code for option in options if option.alone]):
        others = [option.code for option in options if not option.alone]
        yield Slip(Fault.NOT_TOGETHER, step.key, {step.key: [alone[0], others[0]]})
    yield from slips_in_writing(step.key, question, {}, needed=True)
    for option in options:
        picked: Given = {step.key: option.code if isinstance(question, OneOf) else [option.code]}
        for detail in option.details:
            if {detail.key, f"{detail.key}-day"} & controls:
                yield from slips_in_writing(detail.key, detail.question, picked, needed=detail.needed)


def slips_in_writing(key: str, question: Question, picked: Given, *, needed: bool) -> Iterator[Slip]:
    """The slips at a control to write in, beside a reply that is picked."""
    if isinstance(question, OneOf | SeveralOf):
        return
    if needed:
        yield Slip(Fault.NOTHING_WRITTEN, key, picked)
    match question:
        case Email():
            yield Slip(Fault.NOT_AN_EMAIL, key, {**picked, key: "somebody at example"})
        case Phone(mobile=mobile):
            yield Slip(Fault.NOT_A_MOBILE if mobile else Fault.NOT_A_PHONE, key, {**picked, key: "01632"})
        case DateInParts():
            yield Slip(Fault.NOT_A_DATE, key, {**picked, f"{key}-day": "soon"})
        case LongText(longest=longest):
            yield Slip(Fault.TOO_LONG, key, {**picked, key: "long " * (longest // 5 + 1)})
        case _:
            yield Slip(Fault.TOO_LONG, key, {**picked, key: "long " * (question.longest // 5 + 1)})
