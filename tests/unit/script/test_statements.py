"""Statements and notices: their words can be read at their age, and what they claim is what is tested."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import portal.script
from portal.conversation import Words
from portal.script import pages
from portal.script.statements import FOOT, STATEMENTS, Statement
from portal.script.statements.tested import CHECKS, ENGINES, SETTINGS, UNTESTED, Claim, Gap
from portal.vocabulary import Register
from tests.house.tree import ROOT
from tests.unit.script.reading_age import grade, sentences, words

GRADES = {Register.CHILD: 5.0, Register.ADULT: 8.0}
PAGES = pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.path)
CLAIMS = (*CHECKS, *SETTINGS, *ENGINES)
#: What keeps a test from running, wherever it stands.
HELD_BACK = {"skip", "skipif", "xfail"}


def texts(statement: Statement) -> list[str]:
    return [said.to(statement.register) for said in statement.said()]


@PAGES
def test_a_page_can_be_read_at_its_age(statement: Statement) -> None:
    assert grade(texts(statement)) <= GRADES[statement.register]


@PAGES
def test_each_section_can_be_read_at_its_age(statement: Statement) -> None:
    """A page of many short lines must not hide a hard part; a heading of one long word is no sentence."""
    for section in statement.sections:
        alone = Statement("", statement.register, section.heading, section.heading, (), (section,))
        read = [text for text in texts(alone) if len(words(text)) > 4]
        assert grade(read) <= GRADES[statement.register] + 1, section.heading


@PAGES
def test_no_sentence_is_longer_than_twenty_words(statement: Statement) -> None:
    said = [sentence for text in texts(statement) for sentence in sentences(text)]
    assert [sentence for sentence in said if len(words(sentence)) > 20] == []


@PAGES
def test_no_number_of_the_law_or_of_a_council_is_typed_into_it(statement: Statement) -> None:
    """Days, years and phone numbers are filled in. A stage, a standard and a law have numbers of their own."""
    named = r"\{\w+\}|Stage \d|Article \S+|Act \d+|Regulations 2018|of 2006|Schedule 1|version 2\.2|\(No 2\)|400%"
    named += "|Paragraph 2|6 about|and 18|Question 3"
    for text in texts(statement):
        assert not re.search(r"\d|windsor|maidenhead|rbwm", re.sub(named, "", text), re.IGNORECASE), text


@PAGES
def test_nothing_is_shouted(statement: Statement) -> None:
    assert "!" not in " ".join(texts(statement))


@pytest.mark.parametrize("statement", [page for page in STATEMENTS if page.register is Register.CHILD])
def test_on_a_childs_page_no_carer_is_named(statement: Statement) -> None:
    """Somebody may be looking."""
    assert "carer" not in " ".join(texts(statement)).lower()


def test_every_sentence_is_marked_for_translation() -> None:
    room = Path(portal.script.__file__).parent
    calls = [node for file in room.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    marked = {ast.literal_eval(node.args[0]) for node in calls if isinstance(node, ast.Call) and _is_mark(node)}
    said = [said for statement in STATEMENTS for said in statement.said()] + [link.label for link in FOOT]
    assert {text for each in said for text in (each.child, each.adult)} - marked == set()


def _is_mark(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "N_"


def test_the_foot_leads_to_every_kind_of_statement_in_at_most_five_links() -> None:
    assert len(FOOT) <= 5
    led_to = {link.path(register) for link in FOOT for register in Register}
    assert led_to == {statement.path for statement in STATEMENTS}


def test_titles_tell_pages_apart_and_nothing_else() -> None:
    titles = [statement.title.to(statement.register) for statement in STATEMENTS]
    assert len(set(titles)) == len(titles)
    assert not re.search(r"complain|child|care|council|social", " ".join(titles), re.IGNORECASE)


def test_what_a_history_is_said_to_show_are_titles_of_pages() -> None:
    (traces,) = [statement for statement in STATEMENTS if statement.path == "/traces"]
    told = set(re.findall(r"“([^”]+) - Your message”", " ".join(texts(traces))))
    assert pages.SERVICE.child == "Your message"
    of_pages = {pages.QUESTION.child.format(n=3), *(statement.title.child for statement in STATEMENTS)}
    of_pages |= {said.child for said in (pages.CHECK_PAGE_TITLE, pages.SENT_PAGE_TITLE, pages.NEUTRAL_TITLE)}
    assert told <= of_pages | {pages.NUMBERS_TITLE.child}
    assert len(told) == 7
    assert {f"“{said.child}”" for said in (pages.CLOSED_TITLE, pages.CLOSED_OPEN)} <= set(
        re.findall(r"“[^”]+”", " ".join(texts(traces)))
    )


# --- the accessibility statement is held to the tests there are


@cache
def functions_of(file: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert not HELD_BACK & names_in(*[node for node in tree.body if isinstance(node, ast.Assign)]), f"{file} is skipped"
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def names_in(*nodes: ast.AST) -> set[str]:
    within = [each for node in nodes for each in ast.walk(node)]
    return {each.attr for each in within if isinstance(each, ast.Attribute)}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.words.adult)
def test_what_is_claimed_is_shown_by_tests_that_run(claim: Claim) -> None:
    assert claim.shown_by
    for shown in claim.shown_by:
        file, _, name = shown.partition("::")
        assert name in functions_of(file), f"{claim.words.adult!r} is shown by nothing: there is no {shown}"
        held_back = HELD_BACK & names_in(functions_of(file)[name])
        assert not held_back, f"{claim.words.adult!r} is shown by nothing: {shown} has {held_back}"


@pytest.mark.parametrize("gap", UNTESTED, ids=lambda gap: gap.words.adult)
def test_what_is_said_to_be_untested_is(gap: Gap) -> None:
    tests = {file: file.read_text(encoding="utf-8") for file in (ROOT / "tests" / "browser").rglob("test_*.py")}
    found = [file.name for file, text in tests.items() if gap.until and gap.until in text.lower()]
    assert found == [], f"{found} test this now: claim it in portal/script/statements/tested.py, and take the gap out"


def test_a_skipped_test_and_one_that_is_not_there_would_be_seen() -> None:
    skipped = ast.parse("@pytest.mark.skipif(True, reason='')\ndef test_it(): ...")
    assert HELD_BACK & names_in(skipped.body[0])
    nowhere = Claim(Words("", ""), ("tests/unit/script/test_statements.py::test_nothing_of_this_name",))
    with pytest.raises(AssertionError, match="shown by nothing"):
        test_what_is_claimed_is_shown_by_tests_that_run(nowhere)
