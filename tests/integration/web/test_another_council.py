"""A different council goes live from its file alone: its teams, inboxes and words, and nothing of anybody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.db import transaction
from portal.outbox.models import Message
from tests.databases import Databases
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real

URL = "https://portal.sampleshire.gov.uk"


@pytest.fixture
def sample_shire(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    portal = portal_for_real(tmp_path, URL, database=databases.migrated())
    yield portal
    portal.close()


def test_a_foster_carers_complaint_is_handled_by_that_councils_own_rules(sample_shire: PortalAtHand) -> None:
    talk = Talk(sample_shire.phone(base_url=URL))
    talk.starts()
    talk.says("complaint")
    talk.says("foster-carer")
    talk.says("no")
    talk.writes("The training never came.")
    seen = [talk.hands.says()]
    while not talk.is_to_check:
        seen.append(talk.hands.says())
        match talk.asks:
            case "which-help":
                talk.says("fostering")
            case "fostering-about":
                talk.says("support")
            case "reply-how":
                talk.says("email", email="carer@example.org")
            case _:
                talk.passes()
    receipt = talk.sends()
    seen.append(receipt.says)

    assert not [page for page in seen if "Windsor" in page or "rbwm" in page]
    case = sample_shire.case(receipt.reference)
    assert [(issue.team, issue.procedure) for issue in case.issues] == [("carers", "statutory")]
    with transaction(sample_shire.engine, writes=False) as session:
        posted = {(message.kind, message.to) for message in session.scalars(select(Message))}
    inbox = {team.key: team.inbox for team in sample_shire.app.extensions["portal"].council.teams}
    assert posted == {
        ("team-notice", inbox["carers"]),
        ("complaints-copy", inbox["listening"]),
        ("receipt-email", "carer@example.org"),
    }
