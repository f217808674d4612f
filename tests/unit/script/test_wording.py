"""What the words must keep to: reading age, short sentences, no jargon, nothing of one council, nobody named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal.script
from portal.conversation import Note, OneOf, Seen, SeveralOf, Step, Words
from portal.council.model import PLACEHOLDERS
from portal.script import SCRIPT, phrases
from portal.vocabulary import Register, Service
from tests.unit.script.reading_age import grade, sentences, syllables, words
from tests.unit.script.shown import EVERYTHING, NOTES, PHRASES, SENTENCES_ON_PROBLEMS, page
from tests.unit.script.told import details

CHILD, ADULT = Register.CHILD, Register.ADULT
GRADES = {CHILD: 5.0, ADULT: 8.0}
FILLED_BY_THE_WEB = {"read_by", "reply_by", "n", "by", "limit", "about"}
JARGON = [
    *("statutory", "procedure", "representation", "safeguarding", "stakeholder", "complainant", "placement"),
    *("provision", "escalate", "triage", "allegation", "disclosure", "invalid", "pursuant", "multi-agency"),
    *("eligible", "eligibility", "ineligible", "signpost", "engage", "LADO", "MASH", "POD", "LAC", "CIN"),
    *("s17", "s47", "IRO", "EDT", "DSL", "PIN", "GDPR"),
]
HARSH = ("too late", "out of time", "not valid", "outside the law", "you must prove", "failed to")
REGISTERS = pytest.mark.parametrize("register", [CHILD, ADULT])


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1),
        ("named", 1),
        ("wanted", 2),
        ("table", 2),
        ("people", 2),
        ("social", 3),
        ("advocate", 3),
        ("being", 2),
        ("complaint", 2),
        ("responsibility", 6),
        ("idea", 3),
        ("someone", 2),
        ("safe", 1),
        ("services", 3),
    ],
)
def test_the_syllable_counter_is_near_enough(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= (1 if count > 2 else 0)


@REGISTERS
@pytest.mark.parametrize("step", SCRIPT.steps, ids=lambda step: step.key)
def test_a_question_can_be_read_at_its_age(step: Step, register: Register) -> None:
    texts = [said.to(register) for said in page(step)]
    assert grade(texts) <= GRADES[register], texts


@REGISTERS
@pytest.mark.parametrize(("name", "note"), NOTES)
def test_a_note_can_be_read_at_its_age(name: str, note: Note, register: Register) -> None:
    texts = [line.to(register) for line in (*note.lines, *note.more)]
    assert grade(texts) <= GRADES[register], texts


@REGISTERS
@pytest.mark.parametrize("around", [PHRASES, SENTENCES_ON_PROBLEMS], ids=["phrases", "problems"])
def test_what_stands_around_a_question_can_be_read_at_its_age(around: list[Words], register: Register) -> None:
    assert grade([said.to(register) for said in around]) <= GRADES[register]


@REGISTERS
def test_no_sentence_is_longer_than_twenty_words(register: Register) -> None:
    texts = [sentence for said in EVERYTHING for sentence in sentences(said.to(register))]
    assert [text for text in texts if len(words(text)) > 20] == []


@REGISTERS
@pytest.mark.parametrize("word", JARGON)
def test_no_jargon(word: str, register: Register) -> None:
    found = re.compile(rf"\b{word}s?\b", 0 if word.isupper() else re.IGNORECASE)
    assert [said for said in EVERYTHING if found.search(said.to(register))] == []


@REGISTERS
@pytest.mark.parametrize("harsh", HARSH)
def test_nobody_is_judged(harsh: str, register: Register) -> None:
    assert [said for said in EVERYTHING if harsh in said.to(register).lower()] == []


@REGISTERS
def test_nothing_is_shouted(register: Register) -> None:
    assert [said for said in EVERYTHING if "!" in said.to(register)] == []


@REGISTERS
def test_only_placeholders_that_somebody_fills_are_used(register: Register) -> None:
    used = {name for said in EVERYTHING for name in re.findall(r"\{(\w*)\}", said.to(register))}
    assert used <= set(PLACEHOLDERS) | FILLED_BY_THE_WEB


@REGISTERS
def test_no_number_and_no_council_is_typed_into_the_script(register: Register) -> None:
    texts = [said.to(register) for said in EVERYTHING if said not in SENTENCES_ON_PROBLEMS]
    assert [text for text in texts if re.search(r"\d{3}|\d\s?[ap]m|windsor|maidenhead|rbwm", text, re.IGNORECASE)] == []


@REGISTERS
def test_carer_is_said_only_where_somebody_says_who_they_are(register: Register) -> None:
    who = SCRIPT.step("who-are-you")
    assert who is not None
    said_there = set(page(who))
    assert [said for said in EVERYTHING if "carer" in said.to(register).lower() and said not in said_there] == []


@REGISTERS
def test_complaint_keeps_its_name(register: Register) -> None:
    question = SCRIPT.steps[0].question
    assert isinstance(question, OneOf)
    complaint = question.option("complaint")
    assert complaint is not None
    assert "complaint" in complaint.label.to(register).lower()


def test_options_of_one_question_read_differently() -> None:
    for step in SCRIPT.steps:
        if isinstance(step.question, OneOf | SeveralOf):
            for register in Register:
                labels = [option.label.to(register) for option in step.question.options]
                assert len(set(labels)) == len(labels), step.key


def test_every_sentence_is_marked_for_translation() -> None:
    room = Path(portal.script.__file__).parent
    marked = {text for path in room.glob("*.py") for text in _marked(ast.parse(path.read_text(encoding="utf-8")))}
    shown = {text for said in EVERYTHING for text in (said.child, said.adult)}
    assert shown - marked == set()


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
            yield ast.literal_eval(node.args[0])


def test_no_control_is_drawn_twice_on_a_page() -> None:
    for step in SCRIPT.steps:
        keys = [step.key, *(detail.key for detail in step.details())]
        assert len(set(keys)) == len(keys), step.key
    assert {detail.key for _step, detail in details()}.isdisjoint(step.key for step in SCRIPT.steps)


@REGISTERS
def test_before_the_first_question_we_say_what_happens_with_it(register: Register) -> None:
    said = " ".join(words.to(register) for words in SCRIPT.steps[0].opening)
    for promise in (
        "These questions are automatic. A person reads what you send.",
        "You will not get in trouble for making a complaint. If anyone treats you worse for it, tell us.",
        "Most of what you say stays with the few people who need it to help.",
        "We will try to tell you first.",
    ):
        assert promise in said


def test_the_promise_to_send_is_word_for_word() -> None:
    assert phrases.ENOUGH.child == (
        "That is enough to send. Or answer a few more, so it gets to the right person sooner."
    )


def test_a_short_list_is_looked_up_by_who_speaks() -> None:
    question = next(step.question for step in SCRIPT.steps if step.key == "which-help")
    assert isinstance(question, SeveralOf)
    shown, _more = question.shown(Seen({"who-are-you": "foster-carer"}, ("who-are-you",)))
    assert shown[0].code == Service.FOSTERING
