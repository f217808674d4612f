"""What a statement is made of: headed sections of sentences, lists and links, as data that one template draws.

It refuses to know markup, and facts: those stand in `{placeholders}`, which the web fills. A sentence whose fact the
council file does not have is left out.
"""

from dataclasses import dataclass

from portal.conversation import Words
from portal.vocabulary import Register


@dataclass(frozen=True, slots=True)
class Listed:
    """Sentences that stand in a list."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class EachController:
    """A list with one item for each organisation that answers for people's information.

    The words may use `{controller_name}`, `{controller_work}` and `{controller_email}`.
    """

    words: Words


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """A link to another page of ours."""

    path: str
    label: Words


Part = Words | Listed | EachController | LeadsTo


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    heading: Words
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One page at `path`, spoken in one register.

    `title` is what a browser's history keeps: it tells what kind of page this is, and nothing of a person.
    """

    path: str
    register: Register
    title: Words
    heading: Words
    opening: tuple[Part, ...]
    sections: tuple[Section, ...]

    def said(self) -> tuple[Words, ...]:
        """Every sentence of the page, in order."""
        below = (said for section in self.sections for said in (section.heading, *_said(section.parts)))
        return (self.title, self.heading, *_said(self.opening), *below)


def _said(parts: tuple[Part, ...]) -> tuple[Words, ...]:
    return tuple(said for part in parts for said in _said_by(part))


def _said_by(part: Part) -> tuple[Words, ...]:
    match part:
        case Words():
            return (part,)
        case Listed():
            return part.items
        case EachController():
            return (part.words,)
        case LeadsTo():
            return (part.label,)


@dataclass(frozen=True, slots=True)
class FootLink:
    """A link at the foot of every page; an adult may be led elsewhere than a child."""

    child_path: str
    adult_path: str
    label: Words

    def path(self, register: Register) -> str:
        """Where it leads."""
        return self.child_path if register is Register.CHILD else self.adult_path
