"""What was said is kept as JSON and comes back the same: typed, whole, and from before a field was there."""

import json

import pytest
from hypothesis import given

from portal.representations import Reply, Representation
from portal.vocabulary import IssueKind, MustNotSee, Service, Speaker, WhatFor
from tests.factories import by_email, told
from tests.unit.representations.anything import representations


@given(representations())
def test_whatever_was_said_comes_back_the_same(said: Representation):
    assert Representation.from_json(said.to_json()) == said


@given(representations())
def test_what_comes_back_is_typed(said: Representation):
    again = Representation.from_json(said.to_json())
    assert type(again.what_for) is WhatFor
    assert {type(service) for service in again.services} == {Service}
    assert {type(who) for who in again.must_not_see} <= {MustNotSee}
    assert again.speaker is None or type(again.speaker) is Speaker
    assert type(again.call_back) is bool
    assert type(again.reply) is Reply


def test_it_is_kept_as_plain_codes():
    kept = json.loads(told(WhatFor.BOTH, Service.SEND, reply=by_email()).to_json())
    assert kept["what_for"] == "both"
    assert kept["services"] == ["send"]
    assert kept["reply"]["how"] == "email"


@pytest.mark.parametrize("field", ["when_why", "send_about", "must_not_see", "help_to_take_part", "call_back"])
def test_what_was_kept_before_a_field_was_there_still_opens(field: str):
    kept = json.loads(told().to_json())
    del kept[field]
    assert Representation.from_json(json.dumps(kept)) == told()


def test_a_reply_kept_before_a_field_was_there_still_opens():
    kept = json.loads(told(reply=by_email()).to_json())
    del kept["reply"]["arrange"]
    assert Representation.from_json(json.dumps(kept)) == told(reply=by_email())


def test_a_code_we_do_not_know_is_refused_not_guessed():
    kept = json.loads(told().to_json()) | {"situation": "on-the-moon"}
    with pytest.raises(ValueError, match="on-the-moon"):
        Representation.from_json(json.dumps(kept))


@pytest.mark.parametrize(
    ("what_for", "kinds"),
    [
        (WhatFor.COMPLAINT, {IssueKind.COMPLAINT}),
        (WhatFor.NOT_SURE, {IssueKind.COMPLAINT}),  # handled as a complaint, never as less
        (WhatFor.BOTH, {IssueKind.COMPLAINT, IssueKind.COMPLIMENT}),
        (WhatFor.THANKS, {IssueKind.COMPLIMENT}),
        (WhatFor.IDEA, set()),
    ],
)
def test_what_is_in_it(what_for: WhatFor, kinds: set[IssueKind]):
    said = told(what_for)
    assert said.has_complaint == (IssueKind.COMPLAINT in kinds)
    assert said.has_compliment == (IssueKind.COMPLIMENT in kinds)


def test_it_cannot_be_edited():
    with pytest.raises(AttributeError):
        told().what_happened = "something else"  # type: ignore[misc]
