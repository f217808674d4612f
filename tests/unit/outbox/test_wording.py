"""Every message can be read by a child of nine: short words, short sentences, no shouting."""

import re

import pytest

from portal.outbox.messages import Personalised, render
from portal.vocabulary import WhatFor
from tests.unit.outbox.examples import one_of_each, receipt

MESSAGES = [*one_of_each(), receipt(what_for=WhatFor.THANKS, acknowledge_by=None, reply_by=None)]
LONGEST_SENTENCE = 20
CHILDS_GRADE = 5.0


def sentences_of(body: str) -> list[str]:
    """The sentences, without what is no prose: headings, addresses, and hours of opening."""
    prose = "\n".join(line for line in body.splitlines() if not line.startswith("#"))
    prose = re.sub(r"They answer [^\n]+", "They answer in the day.", prose)
    prose = re.sub(r"https?://\S+|\S+@\S+|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|\d[\d ]{2,}\d", "it", prose)
    return [sentence for sentence in re.split(r"(?<=[.:?])\s+|\n+", prose) if re.search(r"\w", sentence)]


def syllables(word: str) -> int:
    word = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^aeioutd])ed$", "", word.casefold())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(body: str) -> float:
    """Flesch-Kincaid grade."""
    sentences = sentences_of(body)
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@pytest.mark.parametrize(("word", "count"), [("the", 1), ("complain", 2), ("reference", 3), ("called", 1), ("side", 1)])
def test_syllables_are_counted_about_right(word: str, count: int):
    assert syllables(word) == count


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.kind)
def test_a_child_of_nine_can_read_it(message: Personalised):
    assert grade(render(message).body) <= CHILDS_GRADE


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.kind)
def test_no_sentence_is_long(message: Personalised):
    lengths = {sentence: len(sentence.split()) for sentence in sentences_of(render(message).body)}
    assert {sentence: words for sentence, words in lengths.items() if words > LONGEST_SENTENCE} == {}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.kind)
def test_nothing_shouts_or_promises(message: Personalised):
    body = render(message).body
    assert "!" not in body
    for never in ("invalid", "too late", "out of time", "guarantee", "unfortunately", "regret"):
        assert never not in body.casefold()
