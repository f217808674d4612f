"""Every word the script can show, found by walking it: pages, notes, phrases, sentences on problems."""

from collections.abc import Iterator

from portal.conversation import Detail, OneOf, Option, Question, SeveralOf, Step, Words
from portal.conversation.questions import LongText
from portal.script import SCRIPT, phrases, problems


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
    elif isinstance(question, LongText) and question.instead:
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


NOTES = [(f"{step.key}-{n}", note) for step in SCRIPT.steps for n, note in enumerate(step.notes, 1)]
PHRASES = [value for value in vars(phrases).values() if isinstance(value, Words)]
SENTENCES_ON_PROBLEMS = [
    *problems.PROBLEMS.values(),
    *problems._OPTIONAL.values(),
    *problems._AT.values(),
]
EVERYTHING = [
    *(said for step in SCRIPT.steps for said in (*page(step), step.about)),
    *(line for _name, note in NOTES for line in (*note.lines, *note.more)),
    *PHRASES,
    *SENTENCES_ON_PROBLEMS,
]
