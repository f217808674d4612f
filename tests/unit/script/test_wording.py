"""What the words must keep to: reading age, short sentences, no jargon, nothing of one council, nobody named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import portal
from portal.conversation import OneOf, Seen, SeveralOf, Words
from portal.council.model import PLACEHOLDERS
from portal.script import SCRIPT, phrases, what_happened
from portal.script.statements import STATEMENTS
from portal.vocabulary import Register, Service
from tests.unit.script import figures
from tests.unit.script.jargon import ALLOWED, ALLOWED_FOR_ADULTS, JARGON, allowed, found_in
from tests.unit.script.reading_age import filled, sentences, syllables, words
from tests.unit.script.shown import BLOCKS, EVERYTHING, SENTENCES_ON_PROBLEMS, Block, modules, page, said_in, words_in
from tests.unit.script.told import details

CHILD, ADULT = Register.CHILD, Register.ADULT
GRADES = {CHILD: 5.0, ADULT: 8.0}
LONGEST_SENTENCE, LONGEST_LABEL = 20, 16  # words
FILLED_BY_THE_WEB = {
    *("read_by", "reply_by", "hub_until", "hub_from", "n", "by", "limit", "about", "received"),
    *("teams", "until", "wait", "gap", "year"),
}
HARSH = ("too late", "out of time", "not valid", "outside the law", "you must prove", "failed to")
REGISTERS = pytest.mark.parametrize("register", [CHILD, ADULT])


#: All but the statements, which name laws and dates and are held to more in a test of their own.
TALK = [said for said in EVERYTHING if said not in {said for statement in STATEMENTS for said in statement.said()}]
ROOM = Path(portal.__file__).parent


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("home", 1),
        ("named", 1),
        ("wanted", 2),
        ("people", 2),
        ("social", 2),
        ("advocate", 3),
        ("complaint", 2),
        ("responsibility", 6),
        ("idea", 3),
        ("someone’s", 2),
        ("don’t", 1),
        ("999", 1),
        ("quokkaward", 3),  # in no dictionary
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


# --- the list of everything has everything


def test_no_sentence_of_the_script_is_missing_from_the_list() -> None:
    """What is marked in the source and what was found by walking are the same; and every `Words` is marked."""
    shown = {text for said in EVERYTHING for text in _texts_of(said)}
    marked = {text for _file, call in _calls("N_", in_room="script") for text in [ast.literal_eval(call.args[0])]}
    assert marked - shown == set()
    assert shown - marked == set()


def _texts_of(said: Words) -> Iterator[str]:
    yield from (said.child, said.adult)


def test_every_sentence_stands_in_a_block_that_is_measured() -> None:
    assert set(EVERYTHING) - {said for block in BLOCKS for said in block.said} == set()


def test_sentences_are_made_in_the_script_and_nowhere_else() -> None:
    made = [file for name in ("Words", "same") for file, _call in _calls(name)]
    outside = {file for file in made if file.parts[0] != "script"}
    assert outside <= {Path("conversation/words.py")}


def _calls(name: str, in_room: str = "") -> Iterator[tuple[Path, ast.Call]]:
    for file in (ROOM / in_room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield file.relative_to(ROOM), node


def test_a_sentence_is_found_however_deep_it_stands() -> None:
    deep = what_happened.WHAT_HAPPENED.notes[0].lines[0]
    assert deep in list(words_in({"a key": [(what_happened.WHAT_HAPPENED,)]}))


def test_a_module_in_a_room_of_its_own_is_walked_too() -> None:
    assert {"portal.script.notes", "portal.script.statements.how"} <= {module.__name__ for module in modules()}


# --- and each can be read


@REGISTERS
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_what_is_read_together_can_be_read_at_its_age(block: Block, register: Register) -> None:
    if register in block.registers:
        assert block.grade(register) <= GRADES[register], block.texts(register)


@REGISTERS
def test_no_sentence_is_longer_than_twenty_words(register: Register) -> None:
    texts = [sentence for text in said_in(register) for sentence in sentences(text)]
    assert [text for text in texts if len(words(text)) > LONGEST_SENTENCE] == []


@REGISTERS
def test_a_label_without_a_full_stop_is_short(register: Register) -> None:
    labels = [text for text in said_in(register) if not text.endswith((".", "?"))]
    assert [label for label in labels if len(words(filled(label))) > LONGEST_LABEL] == []


@REGISTERS
def test_no_jargon_but_what_has_a_reason(register: Register) -> None:
    found = {term: text for text in said_in(register) for term in found_in(text)}
    assert {term: text for term, text in found.items() if term not in allowed(register)} == {}


def test_what_has_a_reason_is_a_term_that_somebody_still_says() -> None:
    said = {term for register in Register for text in said_in(register) for term in found_in(text)}
    assert set(JARGON) >= {*ALLOWED, *ALLOWED_FOR_ADULTS}
    assert {*ALLOWED, *ALLOWED_FOR_ADULTS} - said == set()


@REGISTERS
def test_an_advocate_is_explained_wherever_the_word_first_stands(register: Register) -> None:
    """In the list of speakers, at the foot of every page, and where one is offered."""
    who, offered = SCRIPT.step("who-are-you"), SCRIPT.step("advocate")
    assert who is not None
    assert offered is not None
    assert isinstance(who.question, OneOf)
    speaker = who.question.option("advocate")
    assert speaker is not None
    for explained in (speaker.hint, phrases.AN_ADVOCATE, offered.hint):
        assert explained is not None
        assert re.search(r"on your side|help a child|helps a child", explained.to(register))


@REGISTERS
def test_the_figures_name_the_hardest_blocks(register: Register) -> None:
    told = figures.figures(register)
    hardest = max((block for block in BLOCKS if register in block.registers), key=lambda block: block.grade(register))
    assert hardest.name in told


# --- and says nothing that may not be said


@REGISTERS
@pytest.mark.parametrize("harsh", HARSH)
def test_nobody_is_judged(harsh: str, register: Register) -> None:
    assert [text for text in said_in(register) if harsh in text.lower()] == []


@REGISTERS
def test_nothing_is_shouted(register: Register) -> None:
    assert [text for text in said_in(register) if "!" in text] == []


@REGISTERS
def test_only_placeholders_that_somebody_fills_are_used(register: Register) -> None:
    used = {name for said in TALK for name in re.findall(r"\{(\w*)\}", said.to(register))}
    assert used <= set(PLACEHOLDERS) | FILLED_BY_THE_WEB


@REGISTERS
def test_no_number_and_no_council_is_typed_into_the_script(register: Register) -> None:
    texts = [said.to(register) for said in TALK if said not in SENTENCES_ON_PROBLEMS]
    assert [text for text in texts if re.search(r"\d{3}|\d\s?[ap]m|windsor|maidenhead|rbwm", text, re.IGNORECASE)] == []


@REGISTERS
def test_carer_is_said_only_where_somebody_says_who_they_are(register: Register) -> None:
    who = SCRIPT.step("who-are-you")
    assert who is not None
    said_there = set(page(who))
    assert [said for said in TALK if "carer" in said.to(register).lower() and said not in said_there] == []


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


def test_no_control_is_drawn_twice_on_a_page() -> None:
    for step in SCRIPT.steps:
        keys = [step.key, *(detail.key for detail in step.details())]
        assert len(set(keys)) == len(keys), step.key
    assert {detail.key for _step, detail in details()}.isdisjoint(step.key for step in SCRIPT.steps)


@REGISTERS
def test_before_the_first_question_we_say_what_happens_with_it(register: Register) -> None:
    said = " ".join(words.to(register) for words in SCRIPT.steps[0].opening)
    for promise in (
        "Tell the council",  # who "we" are
        "These questions are automatic. A person reads what you send.",
        "Most of it stays with the few who need it to help.",
        "may be hurt, we may have to tell someone who can keep",
        "We will try to tell you first.",
        "You will not get in trouble for making a complaint. If anyone treats you worse for it, tell us.",
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
