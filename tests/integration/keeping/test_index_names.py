"""`portal index-names` as somebody types it: after the key of names was changed, and without showing a name."""

from sqlalchemy import select, update

from portal.cases.handling import case_names
from portal.cases.models import cases
from portal.db import transaction
from tests.integration.keeping.conftest import Command
from tests.portals import PortalAtHand
from tests.tellings import CANARIES, a_childs_complaint

ANOTHER = "another key for names, which is long enough too"


def hashes(portal: PortalAtHand) -> set[str]:
    with transaction(portal.engine, writes=False) as session:
        return set(session.scalars(select(case_names.c.word_hash)))


def test_after_the_key_was_changed_it_indexes_what_there_is(portal: PortalAtHand, command: Command):
    a_childs_complaint(portal.talk())
    before = hashes(portal)
    result = command("index-names", PORTAL_NAME_KEY=ANOTHER)
    assert result.exit_code == 0
    assert "Cases looked at: 1. Indexed anew: 1." in result.stderr
    assert len(hashes(portal)) == len(before) > 0
    assert not hashes(portal) & before
    assert "Indexed anew: 0." in command("index-names", PORTAL_NAME_KEY=ANOTHER).stderr
    assert not any(canary in result.output for canary in CANARIES)


def test_it_goes_on_behind_a_case_and_refuses_what_is_none(portal: PortalAtHand, command: Command):
    reference = a_childs_complaint(portal.talk()).reference
    assert "Cases looked at: 0." in command("index-names", "--after", reference).stderr
    assert command("index-names", "--after", "nonsense").exit_code == 2


def test_it_ends_badly_where_a_case_cannot_be_opened(portal: PortalAtHand, command: Command):
    reference = a_childs_complaint(portal.talk()).reference
    with transaction(portal.engine, writes=True) as session:
        other = select(cases.c.transcript).limit(1).scalar_subquery()
        session.execute(update(cases).values(representation=other))
    result = command("index-names")
    assert result.exit_code == 2
    assert f"No key here opens the case {reference}." in result.stderr
