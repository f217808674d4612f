"""How hard a text is to read: its Flesch-Kincaid grade, its longest sentence and its hard words.

It refuses to know who reads it, what it is about, or any language but English; a reader is about five years older than
the grade. Syllables are estimated from the letters (portal/decisions/0021-reading-age-of-replies.md).
"""

import re
from collections.abc import Iterator, Mapping

from portal.vocabulary import Register

#: What every sentence of the portal keeps to, and what a reply is held against: grade, and words in a sentence.
HIGHEST_GRADE: Mapping[Register, float] = {Register.CHILD: 5.0, Register.ADULT: 8.0}
LONGEST_SENTENCE = 20

#: A word of this many syllables is worth looking at again: "allocated", "assessment", "proceedings".
HARD_SYLLABLES = 3

#: An address of a page or of a mailbox is one word, and nobody reads it out.
_WORD = re.compile(
    r"(?:https?://|www\.)\S*[\w/]|[^\s@]{1,64}@\S*\w"
    r"|[^\W\d_]+(?:[’'][^\W\d_]+)*|\d+(?:st|nd|rd|th)?"
)
#: A full stop behind a title or an initial ends no sentence; else a text of many names would seem an easy one.
_SENTENCE_END = re.compile(
    r"(?:(?<=[.?!:])|(?<=[.?!:][”’\")]))"
    r"(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bMx\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\b[A-Z]\.)\s+"
)


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, in years of school; 0.0 where it has no word. It may fall below 0."""
    said = [words(sentence) for sentence in sentences(text)]
    flat = [word for sentence in said for word in sentence]
    if not flat:
        return 0.0
    return 0.39 * len(flat) / len(said) + 11.8 * sum(map(syllables, flat)) / len(flat) - 15.59


def sentences(text: str) -> list[str]:
    """The sentences of a text; a heading, a label or an item of a list is one. A colon ends one too."""
    parts = (part.strip() for line in _unfolded(text) for part in _SENTENCE_END.split(line))
    return [part for part in parts if words(part)]


def _unfolded(text: str) -> Iterator[str]:
    """The lines of a text; one that begins with a small letter goes on with the one before, as pasted letters do."""
    so_far = ""
    for line in map(str.strip, text.splitlines()):
        if so_far and line[:1].islower():
            so_far += f" {line}"
            continue
        yield so_far
        so_far = line
    yield so_far


def words(text: str) -> list[str]:
    """The words of a text; a number is one."""
    return _WORD.findall(text)


def longest_sentence(text: str) -> str:
    """The sentence with the most words, the first of several; empty where the text has no word."""
    return max(sentences(text), key=lambda sentence: len(words(sentence)), default="")


def hard_words(text: str) -> tuple[str, ...]:
    """The words of three syllables or more in small letters, each once, the longest to say first.

    A word with a capital letter inside a sentence is a name, and a name cannot be put more simply: it is left out.
    """
    found: dict[str, int] = {}
    for sentence in sentences(text):
        for at, word in enumerate(words(sentence)):
            if (at == 0 or word.islower()) and syllables(word) >= HARD_SYLLABLES:
                found.setdefault(word.lower(), syllables(word))
    return tuple(sorted(found, key=lambda word: -found[word]))


# --- syllables

_VOWELS = re.compile(r"[aeiouy]+")

#: Words that follow no rule and are said often, in talk of children, of councils and of time.
_KNOWN = {
    **dict.fromkeys(("argued", "argues", "argue", "being", "business", "evening", "hundred", "naked", "poem"), 2),
    **dict.fromkeys(("mr", "mrs", "soldier", "several", "interest", "interests", "wicked"), 2),
    **dict.fromkeys(("dr", "ms", "mx", "pier", "st", "tier"), 1),
    **dict.fromkeys(("area", "areas", "familiar", "idea", "ideas"), 3),
}

#: Vowels that are written and not said.
_SILENT = (
    r"(?<![^aeiouy]l)(?<=[^aeiouy])e$",  # home, someone; not table
    r"(?<![^aeiouyl]l)(?<=[^aeiouytd])ed$",  # named, called; not wanted, handled
    r"(?<![^aeiouyl]l)(?<![cs]h)(?<=[^aeiouysxzcg])es$",  # homes, files; not places, wishes, tables
    r"(?<=[qg])ue[sd]?$",  # unique, colleagues
    r"(?<=[aeiouy][^aeiouyl])e(?=ment)|(?<=[aeiouy][^aeiouy]{2})(?<!l)e(?=ment)",  # statement; not element, settlement
    r"(?<=[aeiouy][^aeiouy])e(?=(?:ly|ful\w*|less\w*|ness\w*)$)",  # safely, careful
    r"(?<=[aeiouy][^aeiouy]{2})(?<!l)e(?=(?:ly|ful\w*|less\w*|ness\w*)$)",
    r"(?<=[aeiouy][^aeiouy])e(?=(?:body|fore|guard\w*|house|land|lines?|thing)$)",  # somebody, therefore
    r"(?<=[aeiouy][^aeiouy])e(?=(?:times?|ways?|what|where|work\w*)$)|(?<=els)e(?=where$)",  # sometimes, elsewhere
    r"(?<=[fn])e(?=ty$)",  # safety, ninety
    r"(?<=ev)e(?=ry)",  # every
    r"(?<=ic)a(?=lly$)",  # basically
)

#: Vowels that stand together and are said apart.
_APART = (
    r"(?<![cgst])i(?=a(?!ment|ge))|(?<=[ct])i(?=at[ei])",  # trial, immediate; not social, marriage
    r"(?<![cgnstx])i(?=o)|(?<=v)i(?=o)",  # previous, violence; not decision, opinion
    r"(?<![ct])i(?=e(?:nc|nt|ty?$|rs?$|st$))",  # experience, client, quiet, earlier; not patient
    r"i(?=um)|(?<=c)i(?=ety)",  # medium, society
    r"(?<=cr)e(?=at)|e(?=al(?:i[st]|ity))|(?<=^r)e(?=act|ass|e[nv]|im|in|o|u)",  # create, reality, reopen
    r"(?<=vid)e(?=o)|(?<=th)e(?=o)|(?<=^g)e(?=o)|(?<=[rt])e(?=ous)",  # video, theory
    r"(?<![gq])u(?=a(?!d))|(?<![gq])u(?=ou)|(?<=[lr])u(?=en|in)|(?<=[fr])u(?=el)|u(?=ity)|u(?=ici)",  # actual, fluent
    r"[aeouy](?=ing)(?<!gu)(?<!qu)",  # going, trying
    r"[aeou]y(?=[aeiou])(?!e[sd]?$)(?!ing)",  # royal, employer; not played, saying (above)
    r"(?<=[nr]y)(?=one$)",  # anyone
    r"(?<=is)(?=ms?$)",  # autism
    r"(?<=[^aeiouy]n)(?='t$)",  # didn't; not don't
    r"(?<=c)o(?=op|ord)",
)
_HISSING = re.compile(r"(?:[sxz]|[cs]h|[cgsz]e)$")  # another syllable for its owner: Alex's, somebody else's
_IS_SILENT, _IS_APART = (re.compile("|".join(rules)) for rules in (_SILENT, _APART))


def syllables(word: str) -> int:
    """How many syllables an English word has, from its letters: right for about ninety-nine words in a hundred.

    A number counts as one, however long it is to say, and so does an address.
    """
    if not word[:1].isalpha() or "@" in word or "." in word:
        return 1
    stem = word.lower().replace("’", "'")
    owner = stem.endswith("'s")
    stem = stem.removesuffix("'s")
    return (_KNOWN.get(stem) or _estimated(stem)) + bool(owner and _HISSING.search(stem))


def _estimated(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    if groups == 0:
        return len(word)  # letters said one by one: NHS
    return max(groups + len(_IS_APART.findall(word)) - len(_IS_SILENT.findall(word)), 1)
