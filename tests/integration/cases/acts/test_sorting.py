"""Themes, who works on a case, and which other it belongs with: nobody is shown what they must not see by it."""

import pytest

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted
from portal.vocabulary import Act, Happened, MustNotSee, SafeNow, Service, StaffRole, WhatFor
from tests.factories import told
from tests.integration.cases.acts.conftest import MANAGER, StaffDesk

R = StaffRole


def kept_to_few(desk: StaffDesk, key: str = "draft-1") -> str:
    return desk.receive(told(must_not_see=(MustNotSee.PERSON_NAMED,)), key=key)


# --- themes


def test_themes_of_one_part_are_replaced_by_what_is_ticked(desk: StaffDesk):
    reference = desk.receive(told(services=(Service.IN_CARE, Service.SEND)))
    desk.does(reference, Act.SET_THEMES, issue="1", themes=("delay", "money"))
    desk.does(reference, Act.SET_THEMES, issue="2", themes=("delay",))
    case = desk.does(reference, Act.SET_THEMES, issue="1", themes=("safety",))
    assert [issue.themes for issue in case.issues] == [("safety",), ("delay",)]
    facts = case.happened(Happened.THEMES_SET).facts  # type: ignore[union-attr]
    assert facts == {"issue": 1, "themes": ["safety"], "was": ["delay", "money"]}


@pytest.mark.parametrize("given", [{"themes": ()}, {"themes": ("weather",)}, {"themes": ("delay",), "issue": "9"}])
def test_themes_are_of_the_list_and_of_a_part_that_is_there(desk: StaffDesk, given: dict[str, str | tuple[str, ...]]):
    with pytest.raises(NotFilledIn):
        desk.does(desk.receive(told()), Act.SET_THEMES, **given)


def test_a_team_manager_sets_themes_of_their_case(desk: StaffDesk):
    theirs = desk.joins(R.TEAM_MANAGER, teams=("pods",))
    case = desk.does(desk.receive(told()), Act.SET_THEMES, by=theirs, themes=("delay",))
    assert case.issues[0].themes == ("delay",)


# --- who works on it


def test_somebody_works_on_it_then_another_then_nobody(desk: StaffDesk):
    officer = desk.joins(R.COMPLAINTS_OFFICER)
    theirs = desk.joins(R.TEAM_MANAGER, teams=("pods",))
    reference = desk.receive(told())
    for to in (officer, theirs):
        assert desk.does(reference, Act.ASSIGN, to=to.id, why="You know them.").assigned_to == to.id
    case = desk.does(reference, Act.ASSIGN, to="nobody")
    assert case.assigned_to is None
    assert case.happened(Happened.ASSIGNED).facts == {"to": None, "was": theirs.id}  # type: ignore[union-attr]
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.ASSIGN, to="nobody")
    assert refused.value.problems == {"to": "It is like that already."}


@pytest.mark.parametrize(
    ("roles", "teams"),
    [
        ((R.TEAM_MANAGER,), ("transport",)),
        ((R.SAFETY_LEAD,), ()),
        ((R.SENIOR,), ()),
        ((R.INVESTIGATING_OFFICER,), ()),
        ((R.OUTSIDE_READER,), ()),
    ],
)
def test_nobody_works_on_what_they_do_not_see(desk: StaffDesk, roles: tuple[StaffRole, ...], teams: tuple[str, ...]):
    other = desk.joins(*roles, teams=teams)
    with pytest.raises(NotFilledIn) as refused:
        desk.does(desk.receive(told()), Act.ASSIGN, to=other.id)
    assert set(refused.value.problems) == {"to"}


def test_a_safety_lead_works_on_what_was_flagged_for_safety(desk: StaffDesk):
    lead = desk.joins(R.SAFETY_LEAD)
    reference = desk.receive(told(safe_now=SafeNow.YES))
    assert desk.does(reference, Act.ASSIGN, by=lead, to=lead.id).assigned_to == lead.id


def test_who_is_named_never_works_on_it(desk: StaffDesk):
    named, officer = desk.joins(R.COMPLAINTS_OFFICER), desk.joins(R.COMPLAINTS_OFFICER)
    reference = kept_to_few(desk)
    with pytest.raises(NotFilledIn):  # before the names are matched, no officer does
        desk.does(reference, Act.ASSIGN, to=officer.id)
    desk.does(reference, Act.MATCH_NAMES, people=(named.id,), found="Found.")
    with pytest.raises(NotFilledIn):
        desk.does(reference, Act.ASSIGN, to=named.id)
    assert desk.does(reference, Act.ASSIGN, to=officer.id).assigned_to == officer.id


def test_thanks_nobody_has_passed_on_are_not_for_a_team_manager(desk: StaffDesk):
    theirs = desk.joins(R.TEAM_MANAGER, teams=("pods",))
    with pytest.raises(NotFilledIn) as refused:
        desk.does(desk.receive(told(WhatFor.THANKS)), Act.ASSIGN, to=theirs.id)
    assert "cannot see this case" in refused.value.problems["to"]


# --- links


def test_two_cases_lead_to_each_other(desk: StaffDesk):
    one, other = desk.receive(told()), desk.receive(told(), key="another")
    typed = other.lower().replace("-", " ")
    assert desk.does(one, Act.LINK, other=typed, how="same-person").links == ((other, "same-person"),)
    assert desk.file(other).links == ((one, "same-person"),)
    facts = desk.file(other).happened(Happened.LINKED).facts  # type: ignore[union-attr]
    assert facts == {"other": one, "how": "same-person"}
    for again, to in ((one, other), (other, one)):
        with pytest.raises(NotFilledIn, match="put right") as refused:
            desk.does(again, Act.LINK, other=to, how="same-matter")
        assert refused.value.problems == {"other": "They are linked already."}


def test_what_is_not_there_and_what_is_not_theirs_to_know_of_read_alike(desk: StaffDesk):
    officer = desk.joins(R.COMPLAINTS_OFFICER)
    one, hidden = desk.receive(told()), kept_to_few(desk, key="another")
    said = []
    for reference in ("4444-4444", "no reference", hidden):
        with pytest.raises(NotFilledIn) as refused:
            desk.does(one, Act.LINK, by=officer, other=reference, how="same-person")
        said.append(refused.value.problems)
    assert said == [{"other": "There is no such case that you can see."}] * 3


def test_a_link_shows_nobody_a_case_that_is_kept_to_few(desk: StaffDesk):
    one, hidden = desk.receive(told()), kept_to_few(desk, key="another")
    with pytest.raises(NotFilledIn) as refused:
        desk.does(one, Act.LINK, other=hidden, how="same-person")
    assert "kept to few" in refused.value.problems["other"]
    with pytest.raises(NotNow, match="kept to few"):
        desk.does(hidden, Act.LINK, other=one, how="same-person")
    assert desk.file(one).links == desk.file(hidden).links == ()


def test_no_case_is_linked_to_itself_nor_split_by_a_link(desk: StaffDesk):
    one, other = desk.receive(told()), desk.receive(told(), key="another")
    with pytest.raises(NotFilledIn) as refused:
        desk.does(one, Act.LINK, other=one, how="same-person")
    assert refused.value.problems == {"other": "This is the same case."}
    with pytest.raises(NotFilledIn):
        desk.does(one, Act.LINK, other=other, how="split")


@pytest.mark.parametrize("act", [Act.ASSIGN, Act.LINK, Act.SPLIT])
def test_a_team_manager_moves_no_case(desk: StaffDesk, act: Act):
    theirs = desk.joins(R.TEAM_MANAGER, teams=("pods",))
    with pytest.raises(NotPermitted):
        desk.does(desk.receive(told(services=(Service.IN_CARE, Service.SEND))), act, by=theirs)
    assert MANAGER in desk.colleagues
