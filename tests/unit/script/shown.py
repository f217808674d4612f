"""Every word the script can show, found by walking its modules, so that none can be forgotten.

A formula made for pages says little of one label, so texts are measured in blocks: what is read together on one screen.
A block is a question with its hint and replies; a note; a statement, in the register of its readers; or what stands
under one `# ---` heading of any other module.
"""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType

import portal.script
from portal.conversation import Detail, OneOf, Option, Question, SeveralOf, Step, Words
from portal.conversation.questions import LongText
from portal.script import SCRIPT, phrases, problems
from portal.script.statements import STATEMENTS
from portal.vocabulary import Register
from tests.unit.script.reading_age import grade, sentences, words


def page(step: Step) -> Iterator[Words]:
    """All the words of a question as it is asked."""
    yield from step.opening
    yield step.ask
    yield from _hint(step)
    yield from _question(step.question)
    for detail in step.also:
        yield from _detail(detail)


def _question(question: Question) -> Iterator[Words]:
    if isinstance(question, OneOf | SeveralOf):
        for option in question.options:
            yield from _option(option)
    elif isinstance(question, LongText):
        yield from words_in((question.starters_under, question.starters))
        if question.instead:
            yield from _option(question.instead)


def _option(option: Option) -> Iterator[Words]:
    yield option.label
    yield from _hint(option)
    for detail in option.details:
        yield from _detail(detail)


def _detail(detail: Detail) -> Iterator[Words]:
    yield detail.label
    yield from _hint(detail)
    yield from _question(detail.question)


def _hint(of: Step | Option | Detail) -> Iterator[Words]:
    if of.hint:
        yield of.hint


def words_in(thing: object) -> Iterator[Words]:
    """Every sentence a value holds, however deep."""
    if isinstance(thing, Words):
        yield thing
    if isinstance(thing, Mapping):
        thing = tuple(thing.values())
    if isinstance(thing, tuple | list | set | frozenset):
        for inside in thing:
            yield from words_in(inside)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from words_in(getattr(thing, field.name))


def modules() -> list[ModuleType]:
    """The script's package and every module in it."""
    found = pkgutil.walk_packages(portal.script.__path__, "portal.script.")
    return [portal.script, *(importlib.import_module(module.name) for module in found)]


def named() -> Iterator[tuple[ModuleType, str, Words]]:
    """Every sentence with the module and the name it stands under; the module that wrote it comes before borrowers."""
    for module in modules()[1:]:
        for name, value in vars(module).items():
            if not name.startswith("__"):
                yield from ((module, name, said) for said in words_in(value))


def _under_a_heading(module: ModuleType) -> dict[str, str]:
    """The `# ---` heading that each name of a module stands under."""
    lines = inspect.getsource(module).splitlines()
    headings = [(at, line[6:].strip()) for at, line in enumerate(lines, 1) if line.startswith("# --- ")]
    found = {}
    for node in ast.parse("\n".join(lines)).body:
        for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
            if isinstance(target, ast.Name):
                found[target.id] = next((title for at, title in reversed(headings) if at < node.lineno), "")
    return found


_ENOUGH_WORDS = 20


@dataclass(frozen=True)
class Block:
    """What is read together on one screen."""

    name: str
    said: tuple[Words, ...]
    registers: tuple[Register, ...] = tuple(Register)

    def texts(self, register: Register) -> list[str]:
        """What it says, in one register."""
        return [words.to(register) for words in self.said]

    def grade(self, register: Register) -> float:
        """The grade of the block, or of its whole sentences alone where that is higher: labels make it look easy.

        Fewer than twenty words of sentences are too few to be graded alone.
        """
        texts = self.texts(register)
        in_full = [text for text in texts if text.endswith((".", "?"))]
        enough = sum(len(words(text)) for text in in_full) >= _ENOUGH_WORDS
        return max(grade(texts), grade(in_full)) if enough else grade(texts)


def _blocks() -> Iterator[Block]:
    for step in SCRIPT.steps:
        yield Block(f"question {step.key}", tuple(page(step)))
    for name, note in NOTES:
        yield Block(f"note {name}", (*note.lines, *note.more))
    for statement in STATEMENTS:
        yield Block(f"page {statement.path}", statement.said(), (statement.register,))


def _the_rest() -> Iterator[Block]:
    """What stands in none of those blocks, by module and heading."""
    in_blocks = {said for block in _blocks() for said in block.said}
    rest: dict[str, dict[Words, None]] = {}
    for module, name, said in named():
        heading = _under_a_heading(module).get(name)
        if heading is not None and said not in in_blocks:
            rest.setdefault(" / ".join(filter(None, (module.__name__, heading))), {})[said] = None
    yield from (Block(name, tuple(said)) for name, said in rest.items())


def said_in(register: Register) -> list[str]:
    """Every text that somebody of this register can be shown."""
    blocks = [block for block in BLOCKS if register in block.registers]
    return list(dict.fromkeys(text for block in blocks for text in block.texts(register)))


def longest(register: Register) -> list[tuple[int, str]]:
    """Every sentence with its count of words, the longest first."""
    said = {sentence for text in said_in(register) for sentence in sentences(text)}
    return sorted(((len(words(sentence)), sentence) for sentence in said), reverse=True)


NOTES = [(f"{step.key}-{n}", note) for step in SCRIPT.steps for n, note in enumerate(step.notes, 1)]
PHRASES = [value for value in vars(phrases).values() if isinstance(value, Words)]
SENTENCES_ON_PROBLEMS = list(words_in(list(vars(problems).values())))
EVERYTHING = list(dict.fromkeys(said for _module, _name, said in named()))
BLOCKS = [*_blocks(), *_the_rest()]
