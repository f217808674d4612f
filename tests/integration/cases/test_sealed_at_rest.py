"""What lies on the disk: codes and dates can be read there, a person's words, names and addresses cannot."""

import pytest
from sqlalchemy import select, text

from portal.cases.models import CaseEvent
from portal.db import transaction
from portal.sealing import CannotOpen, Keyring, new_key
from portal.vocabulary import MustNotSee, SafeNow
from tests.databases import Databases
from tests.factories import EMAIL, NAME, STORY, by_email, told
from tests.integration.cases.conftest import Desk


def receive_everything(desk: Desk) -> str:
    return desk.receive(
        told(
            safe_now=SafeNow.YES,
            find_you="Under the bridge",
            about_whom="Zedekiah, 7",
            who_was_it="Quillon",
            must_not_see=(MustNotSee.PERSON_NAMED,),
            must_not_see_names="Tamsinella",
            your_name=NAME,
            reply=by_email(address="1 Nowhere Lane", never_write="Marigold"),
        )
    )


def test_words_names_and_addresses_are_nowhere_in_the_database(desk: Desk, databases: Databases):
    receive_everything(desk)
    lying_there = databases.lying_there().lower()
    secrets = (
        STORY,
        "It was in May.",
        "bridge",
        "Zedekiah",
        "Quillon",
        "Tamsinella",
        NAME,
        EMAIL,
        "Nowhere",
        "Marigold",
    )
    for secret in secrets:
        assert secret.lower().encode() not in lying_there, secret
    assert "What happened?".lower().encode() not in lying_there  # nor what was asked: a question gives its answer away


def test_what_reports_count_can_be_read_there(desk: Desk, databases: Databases):
    reference = receive_everything(desk)
    lying_there = databases.lying_there()
    for clear in (reference, "in-care", "statutory", "danger", "2026-09-15"):
        assert clear.encode() in lying_there, clear


def test_events_hold_codes_keys_and_dates_only(desk: Desk):
    receive_everything(desk)
    with transaction(desk.engine, writes=False) as session:
        facts = " ".join(map(str, session.scalars(select(CaseEvent.facts))))
    for secret in (STORY, "bridge", "Zedekiah", "Quillon", "Tamsinella", NAME, EMAIL):
        assert secret not in facts


def test_words_moved_to_another_column_do_not_open(desk: Desk):
    reference = receive_everything(desk)
    with transaction(desk.engine, writes=True) as session:
        session.execute(text("UPDATE cases SET transcript = representation"))
    with pytest.raises(CannotOpen):
        desk.words(reference)


def test_without_the_key_there_is_a_case_and_no_words(desk: Desk):
    reference = receive_everything(desk)
    desk.engine.dialect.portal_keyring = Keyring.of([new_key()])  # type: ignore[attr-defined]
    assert desk.case(reference).reference == reference
    with pytest.raises(CannotOpen):
        desk.words(reference)


def test_with_a_turned_ring_the_words_still_open(desk: Desk):
    old, new = new_key(), new_key()
    desk.engine.dialect.portal_keyring = Keyring.of([old])  # type: ignore[attr-defined]
    reference = receive_everything(desk)
    desk.engine.dialect.portal_keyring = Keyring.of([new, old])  # type: ignore[attr-defined]
    assert desk.words(reference)[1].said[0] == STORY
