"""Coming back with four words: on another phone, after sending, and when somebody else found them."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from portal import drafts
from portal.db import transaction
from portal.drafts import Expired
from portal.drafts.codes import derive, hash_of_code
from portal.drafts.models import Draft
from tests.integration.drafts.conftest import CODE_KEY, CODE_KEYS, DAYS, START, Phones


def test_the_code_opens_the_draft_on_another_phone_and_the_first_phone_keeps_it(phones: Phones):
    first = phones.begin()
    phones.say(first, story="one")
    second = phones.come_back(phones.code(first).upper().replace(" ", "-"))
    assert second is not None
    assert second.token != first
    phones.say(second.token, when="last-year")
    assert dict(phones.answers(first)) == {"story": "one", "when": "last-year"}


def test_there_is_no_code_before_the_first_answer_is_kept(phones: Phones):
    draft = phones.draft(phones.begin())
    assert draft is not None
    assert drafts.code_of(draft, CODE_KEYS) is None
    assert phones.come_back(" ".join(derive(CODE_KEY, draft.id, 0))) is None


def test_given_again_it_is_the_same_code(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    before = phones.code(token)
    phones.say(token, story="two")
    assert phones.code(token) == before


def test_a_wrong_code_opens_nothing(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    right = phones.code(token).split()
    wrong = " ".join((*right[:3], "oak" if right[3] != "oak" else "zoo"))
    assert phones.come_back(wrong) is None


def test_another_key_opens_nothing(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    other = " ".join(derive("another key altogether", phones.draft(token).id, 0))  # type: ignore[union-attr]
    assert phones.come_back(other) is None


def test_a_right_code_says_when_the_draft_is_over_and_nothing_once_it_is_gone(phones: Phones):
    token = phones.begin()
    phones.say(token, story="one")
    code = phones.code(token)
    phones.now += timedelta(days=DAYS)
    with pytest.raises(Expired):
        phones.come_back(code)
    phones.purge()
    assert phones.come_back(code) is None


def test_somebody_found_my_code(phones: Phones):
    mine = phones.begin()
    phones.say(mine, story="one")
    found = phones.code(mine)
    theirs = phones.come_back(found)
    assert theirs is not None
    new = phones.shut(mine)
    assert new != found
    assert phones.come_back(found) is None
    assert phones.draft(theirs.token) is None
    assert phones.answers(mine)["story"] == "one"
    assert phones.code(mine) == new
    assert phones.come_back(new) is not None


def test_a_code_can_be_shut_after_sending_too(phones: Phones):
    mine = phones.begin()
    phones.say(mine, story="one")
    found = phones.code(mine)
    phones.send(mine, "7QXM-4RDV")
    new = phones.shut(mine)
    assert phones.come_back(found) is None
    opened = phones.come_back(new)
    assert opened is not None
    assert opened.draft.case_reference == "7QXM-4RDV"


def test_two_drafts_never_share_a_code(phones: Phones):
    taken, other = phones.begin(), phones.begin()
    with transaction(phones.engine, writes=True) as session:
        holder, second = drafts.find(session, taken, START), drafts.find(session, other, START)
        assert holder is not None
        assert second is not None
        # One chance in 2^40, brought about by hand: the first draft already has the code the second would get.
        code_hash = hash_of_code(CODE_KEY, derive(CODE_KEY, second.id, 0))
        session.execute(update(Draft).where(Draft.id == holder.id).values(code_hash=code_hash))
        given = drafts.code_of(drafts.give_code(session, second, CODE_KEYS), CODE_KEYS)
    assert given == derive(CODE_KEY, second.id, 1)
    opened = phones.come_back(" ".join(given))
    assert opened is not None
    assert opened.draft.id == second.id
