"""What people read for each code they can choose, for commands that are given those words. It knows no page."""

from collections.abc import Iterator

from portal.conversation import OneOf, Option, Step
from portal.script.opening import WHAT_FOR, WHO_ARE_YOU
from portal.script.services import SERVICES
from portal.vocabulary import Service, Speaker, WhatFor


def kinds() -> Iterator[tuple[WhatFor, str]]:
    """For what somebody came for; both registers have their line, also where it is the same."""
    return ((WhatFor(code), words) for code, words in _called(_options_of(WHAT_FOR)))


def speakers() -> Iterator[tuple[Speaker, str]]:
    """For who somebody is."""
    return ((Speaker(code), words) for code, words in _called(_options_of(WHO_ARE_YOU)))


def services() -> Iterator[tuple[Service, str]]:
    """For the help it is about."""
    return ((Service(code), words) for code, words in _called(SERVICES))


def _options_of(step: Step) -> tuple[Option, ...]:
    assert isinstance(step.question, OneOf)
    return step.question.options


def _called(options: tuple[Option, ...]) -> Iterator[tuple[str, str]]:
    return ((option.code, words) for option in options for words in (option.label.child, option.label.adult))
