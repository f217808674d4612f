"""Who may look at a complaint: nobody who is in it already. It compares accounts and names, and keeps neither."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from portal.cases.acts.specs import Doing
from portal.cases.casefile import CaseFile
from portal.cases.handling import case_people
from portal.staff import Staff
from portal.vocabulary import LetterKind, Part, Procedure, Stage
from portal.vocabulary.name_words import name_words

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "cllr", "councillor"})
_STAGE1 = frozenset({LetterKind.REPLY, LetterKind.AGREEMENT})


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who has, or had, a part in the case."""

    id: str
    part: Part
    name: str
    account_id: str | None
    has_it_now: bool

    def is_same(self, name: str, account_id: str | None) -> bool:
        """By account where both have one, else by name."""
        if account_id and self.account_id:
            return account_id == self.account_id
        return same_name(name, self.name)


def people_of(doing: Doing) -> tuple[NamedPerson, ...]:
    """Everybody with a part in the case, by name."""
    columns = (case_people.c[name] for name in ("id", "part", "name", "account_id", "until"))
    rows = doing.session.execute(select(*columns).where(case_people.c.case_id == doing.case.id))
    return tuple(NamedPerson(row.id, Part(row.part), row.name, row.account_id, row.until is None) for row in rows)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name by which people are told apart: no titles. Empty where nothing of it is a name."""
    return tuple(word for word in name_words(name) if word not in _TITLES)


def same_name(one: str, other: str) -> bool:
    """Might these be one person? In any order; a lone name is any with it, an initial any that begins so."""
    a, b = words_of(one), words_of(other)
    if not a or not b:
        return False
    if set(a) == set(b):
        return True
    if min(len(a), len(b)) == 1:
        return set(a) <= set(b) or set(b) <= set(a)
    return a[-1] == b[-1] and a[0][0] == b[0][0] and 1 in {len(a[0]), len(b[0])}


def named_in(name: str, text: str) -> bool:
    """Does a text, such as a name and a role, hold this name?"""
    words = set(words_of(name))
    return bool(words) and words <= set(words_of(text))


def colleague_named(name: str, colleagues: Iterable[Staff]) -> Staff | None:
    """The colleague with this name, if there is one."""
    return next((each for each in colleagues if same_name(name, each.name)), None)


def answered_stage1(case: CaseFile) -> frozenset[str]:
    """The accounts that wrote or sent the stage 1 reply, or a draft of it."""
    return frozenset(
        letter.by.removeprefix("staff:")
        for letter in case.letters
        if letter.kind in _STAGE1 and letter.stage in {None, Stage.LOCAL_RESOLUTION}
        and letter.procedure != Procedure.IDEA
    )  # fmt: skip
