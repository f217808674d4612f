"""What a person wrote stands in no repr, and so in no log line, no traceback and no message of an error."""

from dataclasses import fields

import pytest

from portal.representations import Exchange, Reply, Representation
from portal.vocabulary import ReplyHow, WhatFor

CANARY = "canary words"


def written(kind: type) -> dict[str, str]:
    """A word of a person's in every field that takes any."""
    return {each.name: f"{CANARY} {each.name}" for each in fields(kind) if each.type is str}


def test_a_representation_shows_its_codes_and_none_of_its_words():
    told = Representation(
        what_for=WhatFor.COMPLAINT, **written(Representation), reply=Reply(how=ReplyHow.EMAIL, **written(Reply))
    )
    assert len(written(Representation)) + len(written(Reply)) > 15
    assert CANARY in told.to_json()
    for shown in (repr(told), str(told), f"{ValueError(told)!r}"):
        assert CANARY not in shown
    assert "WhatFor.COMPLAINT" in repr(told)
    assert "ReplyHow.EMAIL" in repr(told)


@pytest.mark.parametrize("said", [(CANARY,), ("one", f"two {CANARY}")])
def test_a_turn_of_the_talk_shows_what_was_asked_and_not_what_was_said(said: tuple[str, ...]):
    shown = repr(Exchange("what-happened", "What happened?", said))
    assert "What happened?" in shown
    assert CANARY not in shown
