"""Whether a reply reads easily enough for whoever gets it, with advice in plain sentences.

It refuses to stop anybody from sending a reply: a person judges, and an honest hard word is better than a vague one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from portal.reading_age import (
    HIGHEST_GRADE,
    LONGEST_SENTENCE,
    hard_words,
    longest_sentence,
    reading_grade,
    syllables,
    words,
)
from portal.vocabulary import Register

#: More would be a list to skip.
_WORDS_SHOWN = 10
#: Syllables. A child knows "nobody" and "family"; of such words only many make a text hard.
_TOO_HARD_FOR_A_CHILD = 4
_READERS = {Register.CHILD: "a child", Register.ADULT: "an adult"}


class Found(StrEnum):
    """What makes a reply hard to read."""

    GRADE = "grade"
    SENTENCE = "sentence"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that makes a reply hard to read. `shown` is taken from the reply: it is not to be kept or logged."""

    found: Found
    advice: str
    shown: tuple[str, ...] = field(default=(), repr=False)


def checked(text: str, for_child: bool) -> tuple[Finding, ...]:
    """What could be easier in a reply to a child, or to an adult; nothing where it reads well.

    The grade is Flesch-Kincaid: at most 5 for a child and 8 for an adult, in sentences of at most 20 words. Where the
    whole is too hard, its hard words are shown; to whoever writes to a child the hardest always.
    """
    return tuple(_found(text, Register.CHILD if for_child else Register.ADULT))


def _found(text: str, register: Register) -> Iterator[Finding]:
    grade, most = reading_grade(text), HIGHEST_GRADE[register]
    if grade > most:
        yield Finding(
            Found.GRADE,
            f"This is hard to read: grade {grade:.1f}. For {_READERS[register]} it should be {most:.0f} at most. "
            "Use shorter sentences and shorter words.",
        )
    longest = longest_sentence(text)
    if len(words(longest)) > LONGEST_SENTENCE:
        yield Finding(
            Found.SENTENCE,
            f"The longest sentence has {len(words(longest))} words. Make two or three of it, of at most "
            f"{LONGEST_SENTENCE} words each.",
            (longest,),
        )
    hard = tuple(word for word in hard_words(text) if grade > most or _is_too_hard(word, register))
    if hard:
        yield Finding(
            Found.WORDS,
            "These words are long. Use an everyday word for each, or say what it means.",
            hard[:_WORDS_SHOWN],
        )


def _is_too_hard(word: str, register: Register) -> bool:
    return register is Register.CHILD and syllables(word) >= _TOO_HARD_FOR_A_CHILD
