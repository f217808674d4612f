"""Accounts: made by somebody, set up with a code, changed, disabled; each ends the sessions that it should."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from portal.staff import accounts
from portal.staff.accounts import (
    AddressTaken,
    IsDisabled,
    NoAddress,
    NoName,
    NoRole,
    NoSuchAccount,
    NoTeam,
    UnknownTeam,
)
from portal.vocabulary import Act, Refusal, StaffRole
from tests.integration.staff.conftest import EMAIL, PASSWORD, TEAMS, Door

MANAGER, OFFICER = StaffRole.TEAM_MANAGER, StaffRole.COMPLAINTS_OFFICER


def test_there_is_no_account_but_those_that_were_made(door: Door):
    assert door.people() == ()


def test_an_account_knows_its_roles_and_teams_and_is_set_up_later(door: Door):
    door.adds(" Rowan.Sample@SampleShire.gov.uk ", MANAGER, OFFICER, name=" Rowan  Sample ", teams=("north",))
    (person,) = door.people()
    assert (person.email, person.name) == (EMAIL, "Rowan Sample")
    assert (set(person.roles), person.teams) == ({MANAGER, OFFICER}, ("north",))
    assert not person.is_set_up
    assert not person.is_disabled


@pytest.mark.parametrize(
    ("why", "email", "name", "roles", "teams"),
    [
        (NoAddress, "rowan", "Rowan", (OFFICER,), ()),
        (NoAddress, "rowan@nowhere", "Rowan", (OFFICER,), ()),
        (NoAddress, "a@b.uk\nBcc: c@d.uk", "Rowan", (OFFICER,), ()),
        (NoAddress, "", "Rowan", (OFFICER,), ()),
        (NoName, EMAIL, "  ", (OFFICER,), ()),
        (NoName, EMAIL, "R" * 101, (OFFICER,), ()),
        (NoTeam, EMAIL, "Rowan", (MANAGER,), ()),
        (UnknownTeam, EMAIL, "Rowan", (MANAGER,), ("north", "nroth")),
    ],
)
def test_what_cannot_be_an_account_is_refused(
    door: Door, why: type[Refusal], email: str, name: str, roles: tuple[StaffRole, ...], teams: tuple[str, ...]
):
    with pytest.raises(why) as refused:
        door.adds(email, *roles, name=name, teams=teams)
    assert str(refused.value).endswith(".")
    assert door.people() == ()


def test_an_address_has_one_account_whatever_its_capitals(door: Door):
    door.adds()
    with pytest.raises(AddressTaken):
        door.adds(EMAIL.upper())
    assert len(door.people()) == 1


def test_other_roles_end_what_was_open_and_count_from_then_on(door: Door):
    done = door.sets_up(door.adds().code)
    door.does(
        lambda session: accounts.change_roles(
            session, EMAIL, roles=(MANAGER,), teams=("south",), known_teams=TEAMS, now=door.now
        )
    )
    assert door.who(done.token) is None
    door.now += timedelta(minutes=1)
    again = door.who(door.signs_in().token)
    assert again is not None
    assert (again.roles, again.teams) == ({MANAGER}, {"south"})


def test_the_same_roles_again_throw_nobody_out(door: Door):
    done = door.sets_up(door.adds().code)
    door.does(
        lambda session: accounts.change_roles(
            session, EMAIL, roles=[OFFICER], teams=[], known_teams=TEAMS, now=door.now
        )
    )
    assert door.who(done.token) is not None


@pytest.mark.parametrize("roles", [(), (MANAGER,)])
def test_roles_that_would_see_nothing_are_refused(door: Door, roles: tuple[StaffRole, ...]):
    door.adds()
    with pytest.raises((NoRole, NoTeam)):
        door.does(
            lambda session: accounts.change_roles(
                session, EMAIL, roles=roles, teams=(), known_teams=TEAMS, now=door.now
            )
        )


def test_a_disabled_account_is_out_at_once_and_stays_out_until_it_is_enabled(door: Door):
    done = door.sets_up(door.adds().code)
    half = door.types_password()
    assert half is not None
    door.does(lambda session: accounts.disable(session, EMAIL, door.now))
    assert door.who(done.token) is None
    door.now += timedelta(minutes=1)
    assert door.types_code(half, door.app_shows()) is None
    assert door.types_password() is None
    (person,) = door.people()
    assert person.is_disabled
    door.does(lambda session: accounts.enable(session, EMAIL, door.now))
    assert door.who(door.signs_in().token) is not None


def test_a_disabled_account_is_neither_set_up_nor_reset(door: Door):
    code = door.adds().code
    door.does(lambda session: accounts.disable(session, EMAIL, door.now))
    assert door.redeems(code) is None
    with pytest.raises(IsDisabled):
        door.does(lambda session: accounts.reset(session, EMAIL, door.now))


def test_reset_takes_all_proofs_away_and_gives_a_new_code(door: Door):
    done = door.sets_up(door.adds().code)
    code = door.does(lambda session: accounts.reset(session, EMAIL, door.now)).code
    assert door.who(done.token) is None
    assert door.types_password() is None
    account = door.account()
    assert (account.password_hash, account.totp_secret, account.recovery_hashes) == (None, None, [])
    assert door.who(door.sets_up(code).token) is not None


@pytest.mark.parametrize("act", ["disable", "enable", "reset", "leave_to_single_sign_on"])
def test_nobody_by_that_address_is_said(door: Door, act: str):
    acts = {
        "disable": lambda session: accounts.disable(session, "nobody@x.uk", door.now),
        "enable": lambda session: accounts.enable(session, "nobody@x.uk", door.now),
        "reset": lambda session: accounts.reset(session, "nobody@x.uk", door.now),
        "leave_to_single_sign_on": lambda session: accounts.leave_to_single_sign_on(session, "nobody@x.uk"),
    }
    with pytest.raises(NoSuchAccount):
        door.does(acts[act])


def test_names_are_found_by_id(door: Door):
    door.adds()
    (person,) = door.people()
    assert door.does(lambda session: accounts.names_of(session, [person.id, "nobody"])) == {person.id: "Rowan Sample"}


def test_what_opens_an_account_lies_nowhere_in_the_database(door: Door):
    code = door.adds().code
    done = door.sets_up(code)
    secret = door.account().totp_secret
    with door.engine.connect() as connection:
        rows = [
            str([bytes(each) if isinstance(each, memoryview) else each for each in row])
            for table in ("staff_accounts", "staff_sessions", "staff_tries")
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - ours
        ]
    told = " ".join(rows)
    assert EMAIL in told
    for hidden in (PASSWORD, code, code.replace("-", ""), secret or "", done.token, *done.recovery_codes):
        assert hidden not in told


def test_nothing_of_it_shows_itself_in_a_traceback(door: Door):
    made = door.adds()
    done = door.sets_up(made.code)
    assert made.code not in repr(made)
    assert done.token not in repr(done)
    assert done.recovery_codes[0] not in repr(done)


def test_every_role_may_open_the_first_page():
    from portal.staff import permitted

    assert all(Act.SEE_WORKLIST in permitted([role]) for role in StaffRole)
