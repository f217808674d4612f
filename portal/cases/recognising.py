"""What in a text that many will read tells whose case it comes from: ways to reach somebody, a reference, a name.

It opens a case to look for its names, and gives back nothing but what stands in the text itself. It refuses to guess
what nobody wrote down: a text may be known by its story alone, and only a person sees that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cases.handling import CasePerson, ComplimentWay
from portal.cases.models import Case
from portal.cases.references import read_reference
from portal.reading_age import sentences
from portal.representations import Representation
from portal.vocabulary.name_words import name_words


class Mark(StrEnum):
    """What tells whose case it is, as sentences name it."""

    EMAIL = "an email address"
    PHONE = "a phone number"
    REFERENCE = "a case reference"
    TITLED = "somebody’s name"
    NAME = "among the names in this case"


@dataclass(frozen=True, slots=True)
class Found:
    """One such thing. `shown` is taken from the text: for whoever wrote it, and for no log."""

    mark: Mark
    shown: str = field(repr=False)

    @property
    def sentence(self) -> str:
        """What to do about it."""
        found = f"“{self.shown}” is {self.mark}."
        return f"{found} Use other words." if self.mark in _NAMES else f"{found} Take it out."


_NAMES = frozenset({Mark.NAME, Mark.TITLED})
_EMAIL = re.compile(r"[^\s@<>()\[\],;:“”\"]+@[^\s@<>()\[\],;:“”\"]+\.\w+")
#: As people write them, with gaps: from 0 or +, or of so many digits that it is no year and no sum.
_PHONE = re.compile(r"(?<![\w£])(?:\+\s?\d|\(?0)(?:[ ()-]{0,2}\d){6,}|(?<![\w£])\d(?:[ -]?\d){8,}")
_TITLED = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)(?: |\. ?)[A-Z][\w'’-]+")
_LIKE_A_REFERENCE = re.compile(r"(?<!\w)(?=([0-9A-Za-z]{4}[ \-–—.]{0,3}[0-9A-Za-z]{4})(?!\w))")
_CAPITAL = re.compile(r"[A-Z][\w'’-]*")
_OF_MYSELF = frozenset({"I", "I’m", "I’ve", "I'm", "I've"})
_WORD = re.compile(r"[^\W_]+(?:['’‘`-][^\W_]+)*")
_SHORTEST = 2  # letters of a name; initials are in every text

#: Words that stand in the place of a name and are none, in what people answer when they are asked for one.
_NO_NAMES = frozenset(
    name_words("""
    a about after again all also always an and another any anybody anyone are as ask asked at away back be because been
    before being both but by can care carer carers case child children class college council could day department did
    different do does doctor done don't each email every everybody everyone family father find first for foster friend
    from gave get girl give go good group had has have he head help her here him his home homes hospital house how i if
    in into is it job know lady last letter like lot made make man manager managers me meeting message more most mother
    mum mums mr mrs ms miss mx dr must my name names need never new next no nobody none not nothing now nurse of off
    office officer officers old on one only or other others our out over parent parents people person personal phone
    plan please police reply said same say says school see senior service services she should sister brother so social
    some somebody someone staff still sure taken talk teacher team teams tell than that the their them then there they
    they're thing things think this those time to told too two unit unknown until up us very want was way we were what
    when where which while who whoever why with woman word words work worked worker workers would write year years yes
    you young your adviser assessor boy dad dads advocate advocates aunt baby boss boyfriend girlfriend cousin driver
    gran grandad grandma guardian inspector judge key leader nan panel partner practitioner psychologist receptionist
    resident reviewing independent son daughter stepdad stepmum student supervisor support tutor uncle visitor
    volunteer wife husband youth leaving duty centre academy nursery borough county royal complaint complaints children
    childrens advanced area assessment assistant assurance chair chief commissioning coordinator deputy designated
    director executive heads lead leads leaders locality participation principal quality safeguarding supervisors
    training virtual
    """)
)
#: What makes a text about who does something a role, where no word of it may be a name.
_ROLES = frozenset(
    name_words("""
    assistant chair chief coordinator deputy director head heads lead leader leaders leads manager managers officer
    officers service services supervisor supervisors team teams unit
    """)
)
#: Words that are names too: one written with a capital may be somebody.
_EITHER = frozenset(
    name_words(
        "art bill can case child day dean grace hope house joy judge key lady mark max may rose royal star will young"
    )
)


def marks_in(text: str) -> tuple[Found, ...]:
    """Email addresses, phone numbers, references of ours and names with a title in a text, each once.

    Whoever they belong to: of a name without its title only the case can tell that it is one.
    """
    found = [Found(Mark.EMAIL, each.group()) for each in _EMAIL.finditer(text)]
    found += [Found(Mark.PHONE, each.group().strip()) for each in _PHONE.finditer(text)]
    written = (each.group(1) for each in _LIKE_A_REFERENCE.finditer(text))
    found += [Found(Mark.REFERENCE, each) for each in written if read_reference(each)]
    found += [Found(Mark.TITLED, each.group()) for each in _TITLED.finditer(text)]
    return tuple(dict.fromkeys(found))


def with_capitals(text: str) -> tuple[str, ...]:
    """Words with a capital inside a sentence, each once: what a name looks like, for whoever publishes to look at."""
    found = (_CAPITAL.match(word.lstrip("“‘(\"'")) for sentence in sentences(text) for word in sentence.split()[1:])
    return tuple(dict.fromkeys(each.group() for each in found if each and each.group() not in _OF_MYSELF))


def names_in(text: str, named: frozenset[str]) -> tuple[Found, ...]:
    """The words of a text that are words of names too; `named` as `names_of` gives them. As written, each once."""
    found = (each.group() for each in _WORD.finditer(text) if _is_named(each.group(), named))
    return tuple(Found(Mark.NAME, each) for each in dict.fromkeys(found))


def _is_named(written: str, named: frozenset[str]) -> bool:
    for word in {*name_words(written), *(each.removesuffix("s") for each in name_words(written))}:
        has_capital = written[:1].isupper()
        if word in named and (has_capital or word not in _EITHER):
            return True
    return False


def words_of_names(*texts: str) -> frozenset[str]:
    """The words of texts in which people were asked for names, without those that are none."""
    words = {word for text in texts for word in name_words(text) if len(word) >= _SHORTEST and not word.isdigit()}
    return frozenset(words - (_NO_NAMES - _EITHER))


def is_role(text: str, named_alike: frozenset[str] = frozenset()) -> bool:
    """Does this say a role and nobody's name? `named_alike`: words that are no names here, such as those of teams."""
    return bool(_ROLES & set(name_words(text))) and not words_of_names(text) - named_alike


def names_of(session: Session, case_id: str) -> frozenset[str]:
    """The words of every name in a case: whoever told us, those they named, and those staff wrote down.

    Opens the case for this and shows nothing of it. Raises sealing.CannotOpen.
    """
    return words_of_names(*_names_in(session, case_id))


def _names_in(session: Session, case_id: str) -> Iterator[str]:
    kept = session.scalar(select(Case.representation).where(Case.id == case_id))
    if kept is not None:
        told = Representation.from_json(kept)
        yield from (told.your_name, told.about_whom, told.who_was_it, told.must_not_see_names, told.advocate_who)
        yield from (told.reply.call_me, told.your_organisation)
    yield from session.scalars(select(CasePerson.name).where(CasePerson.case_id == case_id))
    for each in session.scalars(select(ComplimentWay).where(ComplimentWay.case_id == case_id)):
        yield from filter(None, (each.worker, each.manager))


def told_by(session: Session, case_id: str, text: str) -> tuple[Found, ...]:
    """Everything in a text by which this case is known."""
    return (*marks_in(text), *names_in(text, names_of(session, case_id)))
