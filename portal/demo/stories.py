"""What a made-up story is: what somebody told us, how and when it came, and what was done with it. Pure data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.vocabulary import Act, Channel


@dataclass(frozen=True, slots=True)
class Day:
    """A working day of the story: so many after the day it was received."""

    number: int


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of `people`, by key."""

    key: str


@dataclass(frozen=True, slots=True)
class Other:
    """The reference of another story, by its name."""

    name: str


Given = str | tuple[str | Who, ...] | Day | Who | Other | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One act, on a working day after receipt; on day 0 as soon as somebody is at work. `by` is a key of `people`.

    Where it is empty, whoever usually does such a thing does it. `given` fills in fields; `words` knows the others.
    """

    day: int
    act: Act
    by: str = ""
    given: Mapping[str, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bounced:
    """The newest message to whoever told us came back, on a working day after receipt."""

    day: int


Way = tuple[Deed | Bounced, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One representation. It came `ago` working days before today, or before the next one where today is none.

    Where several days are as many working days ago, such as those of a weekend, it is any of them. What would be done
    with it after today is not done yet. `answers` are codes and words by the keys of the script.
    """

    name: str
    ago: int
    answers: Mapping[str, object] = field(repr=False)
    way: Way
    channel: Channel = Channel.PORTAL


def did(day: int, act: Act, by: str = "", /, **given: Given) -> Deed:
    """An act of a story."""
    return Deed(day, act, by, given)
