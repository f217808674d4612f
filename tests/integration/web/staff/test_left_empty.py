"""Fields of signing in that were left empty: asked for at the field, and no try."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.db import transaction
from portal.staff.models import StaffTry
from tests.portals import PortalAtHand, local_portal
from tests.staffing import PASSWORD, member, signs_in, types


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("", "", ("Enter your email address", "Enter your password")),
        ("  ", PASSWORD, ("Enter your email address",)),
        ("somebody@sampleshire.gov.uk", "", ("Enter your password",)),
    ],
)
def test_what_was_left_empty_is_asked_for_and_is_no_try(
    portal: PortalAtHand, email: str, password: str, said: tuple[str, ...]
):
    hands = portal.phone()
    for _ in range(7):
        hands.goes_to("/staff/sign-in")
        types(hands, "email", email)
        types(hands, "password", password)
        hands.presses("Sign in")
    assert hands.response.status_code == 422
    shown = [each.text for each in hands.page.elements if "govuk-error-message" in each["class"]]
    assert tuple(shown) == said
    assert "not right" not in hands.says()
    with transaction(portal.engine, writes=False) as session:
        assert session.scalar(select(func.count()).select_from(StaffTry)) == 0


def test_an_empty_code_is_asked_for_and_is_no_try(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/sign-in")
    signs_in(hands, who, " ")
    for _ in range(6):
        hands.presses("Sign in")
    assert "Enter the code from your app" in hands.says()
    types(hands, "code", who.code(portal.clock()))
    hands.presses("Sign in")
    assert hands.address() == "/staff/"
