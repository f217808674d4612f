"""The pages of learning: the board, the sheet for a meeting, and telling everybody in two presses."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from portal.clocks.working_days import london_date
from portal.vocabulary import Act, Service, StaffRole, YesNoNotSure
from tests.factories import told
from tests.hands import ClientHands
from tests.integration.cases.acts.conftest import StaffDesk
from tests.portals import PortalAtHand, local_portal
from tests.staffing import browser_of, member, signed_in_client, types

LEARNED, PROOF = "Everybody says when they call back.", "We asked twenty families."
SAID, DID = "Nobody told us when they would call.", "We say the day now. We call on that day."


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


def learned(portal: PortalAtHand, *, done: str = "", **said: object) -> str:
    """The reference of a case with one action of learning, due in nine days."""
    desk = StaffDesk(portal.engine, portal.office, now=portal.clock())
    reference = desk.receive(told(services=(Service.IN_CARE,), **said), key=str(uuid4()), now=portal.clock())
    due = london_date(desk.now) + timedelta(days=9)
    desk.does(reference, Act.ADD_LEARNING, what="training", words=LEARNED, owner="Ottoline Quince", due=due)
    if done:
        desk.does(reference, Act.SETTLE_ACTION, done=done, why=PROOF)
    return reference


def looked(hands: ClientHands, reference: str = "", said: str = SAID, did: str = DID) -> None:
    hands.goes_to(f"/staff/learning/tell/{reference}/1" if reference else "/staff/learning/tell")
    types(hands, "said", said)
    types(hands, "did", did)
    hands.presses("See how it reads")


def team_called(portal: PortalAtHand, key: str) -> str:
    return portal.office.council.team(key).name_at_start


def public(portal: PortalAtHand) -> str:
    phone = portal.phone()
    phone.goes_to("/you-said-we-did")
    return phone.says()


# --- the board


def test_the_board_shows_what_is_open_then_overdue_then_done(portal: PortalAtHand):
    reference = learned(portal)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/")
    hands.follows("Learning")
    for said in (reference, "Training", LEARNED, "Ottoline Quince", "Open (1)", "Overdue (0)"):
        assert said in hands.says()
    assert LEARNED not in hands.page.title
    portal.clock.passes(days=10)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/learning")
    assert "Overdue (1)" in hands.says()
    learned(portal, done="not-done")
    hands.goes_to("/staff/learning")
    hands.follows("Not done (1)")
    assert PROOF in hands.says()
    assert "Settled on Fri 11 Sep 2026" in hands.says()
    heads = [each.text for each in hands.page.all("th") if each["scope"] == "col"]
    assert heads == ["Case", "What", "Who sees to it", "Was due", "Team", "Why not"]
    assert portal.case_file(reference).events[-1].happened != "opened"


def test_a_senior_reads_the_words_and_a_teams_manager_those_of_their_team(portal: PortalAtHand):
    reference = learned(portal)
    for hands, sees in (
        (signed_in_client(portal, StaffRole.SENIOR), True),
        (signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=(portal.case_file(reference).issues[0].team,)), True),
        (signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("send",)), False),
    ):
        hands.goes_to("/staff/learning/open")
        assert (LEARNED in hands.says()) is sees
        assert (reference in hands.says()) is sees


def test_words_of_a_case_kept_to_few_are_not_on_it(portal: PortalAtHand):
    reference = learned(portal, hurt_by_worker=YesNoNotSure.YES)
    hands = signed_in_client(portal)
    hands.goes_to("/staff/learning/open")
    assert reference in hands.says()
    assert "Kept to few: it stands in the case." in hands.says()
    assert LEARNED not in hands.response.text
    officer = signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER)
    officer.goes_to("/staff/learning/open")
    assert reference not in officer.response.text


def test_one_team_is_chosen_among_those_that_are_theirs(portal: PortalAtHand):
    reference = learned(portal)
    team = portal.case_file(reference).issues[0].team
    hands = signed_in_client(portal)
    hands.goes_to("/staff/learning/open")
    hands.follows(team_called(portal, team))
    assert (hands.address(), reference in hands.says()) == (f"/staff/learning/of/team-{team}/open", True)
    hands.goes_to("/staff/learning/of/team-complaints/open")
    assert reference not in hands.says()
    theirs = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=(team,))
    assert theirs.client.get("/staff/learning/of/team-complaints/open").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/staff/learning/nothing",
        "/staff/learning/open/2026-09-01_nowhere",
        "/staff/learning/meeting/7",
        "/staff/learning/meeting/3/of/team-nobody",
        "/staff/learning/tell/4KTM-7PXC/1",
        "/staff/learning/tell/nonsense/1",
        "/staff/learning/told/00000000-0000-4000-8000-000000000000",
    ],
)
def test_no_page_for_an_address_that_is_none(portal: PortalAtHand, path: str):
    assert signed_in_client(portal).client.get(path).status_code == 404


# --- for a meeting


def test_the_sheet_for_a_meeting_names_no_case_and_nobody(portal: PortalAtHand):
    references = [learned(portal), learned(portal, done="done"), learned(portal, done="not-done")]
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=(portal.case_file(references[0]).issues[0].team,))
    hands.goes_to("/staff/learning")
    hands.follows("For a team meeting")
    for said in (LEARNED, PROOF, "From 1 June 2026 to 1 September 2026.", "To be done by 10 September 2026."):
        assert said in hands.says()
    for unsaid in (*references, "Ottoline"):
        assert unsaid not in hands.response.text
    assert "Few entries stand here." in hands.says()


# --- telling everybody


def test_it_is_looked_at_published_and_taken_down(portal: PortalAtHand):
    reference = learned(portal, done="done")
    hands = signed_in_client(portal, name="Alder Example")
    hands.goes_to("/staff/learning/done")
    hands.follows(f"Tell everybody, from case {reference}")
    assert LEARNED not in hands.response.text
    assert "Our workers learned more about this." in hands.response.text
    types(hands, "said", SAID)
    types(hands, "did", DID)
    hands.presses("See how it reads")
    assert (hands.heading(), SAID in public(portal)) == ("How it reads", False)
    hands.presses("Publish it for everybody")
    assert (hands.heading(), SAID in public(portal)) == ("On the page for everybody", True)
    assert reference in hands.says()
    entry = hands.address()
    hands.goes_to("/staff/learning/done")
    assert "Told everybody" in hands.says()
    assert "Tell everybody" not in hands.says()
    hands.goes_to(entry)
    hands.presses("Take it down")
    assert "Why it is taken down: write something here." in hands.says()
    assert SAID in public(portal)
    types(hands, "why", "It was too clear.")
    hands.presses("Take it down")
    for said in ("Taken down", "It was too clear.", "Alder Example"):
        assert said in hands.says()
    assert SAID not in public(portal)


def test_a_second_press_and_an_old_tab_publish_nothing_twice(portal: PortalAtHand):
    hands = signed_in_client(portal)
    looked(hands)
    press = hands.about_to_send(hands.button("Publish it for everybody"))
    for _ in range(2):
        hands.sends(*press)
        assert hands.heading() == "On the page for everybody"
    assert public(portal).count(SAID) == 1
    types(hands, "why", "It was too clear.")
    down = hands.about_to_send(hands.button("Take it down"))
    hands.sends(*down)
    hands.sends(*press)
    assert hands.heading() == "Taken down"
    hands.sends(*down)
    assert (hands.response.status_code, "taken down already" in hands.says()) == (409, True)
    assert SAID not in public(portal)


def test_what_was_not_looked_at_is_shown_first(portal: PortalAtHand):
    hands = signed_in_client(portal)
    looked(hands)
    action, fields = hands.about_to_send(hands.button("Publish it for everybody"))
    hands.sends(action, [(name, "Other words." if name == "did" else value) for name, value in fields])
    assert (hands.heading(), "Other words." in hands.says()) == ("How it reads", True)
    hands.sends(action, [(name, value) for name, value in fields if name != "looked"])
    assert hands.heading() == "How it reads"
    assert "Nothing is here yet." in public(portal)


def test_somebody_else_cannot_press_what_another_looked_at(portal: PortalAtHand):
    hands, other = signed_in_client(portal), signed_in_client(portal)
    looked(hands)
    looked(other)
    publish = "Publish it for everybody"
    (_, mine), (action, theirs) = (each.about_to_send(each.button(publish)) for each in (hands, other))
    token = dict(theirs)["csrf_token"]
    other.sends(action, [(name, token if name == "csrf_token" else value) for name, value in mine])
    assert other.heading() == "How it reads"


def test_a_name_of_the_case_is_refused_with_everything_still_there(portal: PortalAtHand):
    reference = learned(portal, done="done", your_name="Plainly Madeup")
    hands = signed_in_client(portal)
    looked(hands, reference, said="Plainly was not told.")
    assert (hands.response.status_code, hands.heading()) == (422, "Tell everybody")
    assert "“Plainly” is among the names in this case." in hands.says()
    types(hands, "said", SAID)
    hands.presses("See how it reads")
    assert hands.heading() == "How it reads"


def test_what_is_not_done_yet_is_not_told(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to(f"/staff/learning/tell/{learned(portal)}/1")
    assert (hands.response.status_code, "Tell it once it is." in hands.says()) == (409, True)


@pytest.mark.parametrize("role", sorted(set(StaffRole) - {StaffRole.COMPLAINTS_MANAGER}))
def test_nobody_but_the_complaints_manager_tells(portal: PortalAtHand, role: StaffRole):
    who = browser_of(portal, member(portal, role))
    for path in ("/staff/learning/told", "/staff/learning/tell"):
        assert who.client.get(path).status_code == 403
