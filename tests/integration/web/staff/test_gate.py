"""The gate: every staff door is declared, and opens for those it was declared for; staff stay apart."""

import pytest
from flask import Flask, url_for
from flask.typing import ResponseReturnValue
from werkzeug.test import TestResponse

from portal.db import Unavailable
from portal.staff import permitted
from portal.vocabulary import Act, StaffRole
from portal.web.staff.access import PUBLIC_ENDPOINTS, page_asked_for, permits, signed_in, undeclared
from portal.web.staff.showing import show
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.staffing import browser_of, member, signed_in_client, signs_in
from tests.tellings import a_childs_complaint

WORDS = "What she told me on the phone, and what I wrote down of it."


def with_doors(app: Flask) -> None:
    """Three doors more: one that is declared, one that was forgotten, one that breaks."""

    @permits(Act.CLOSE)
    def close() -> ResponseReturnValue:
        return show("staff/access/error.html", title="Closed", sentence=f"By {signed_in().name}")

    def forgotten() -> ResponseReturnValue:
        return "open to everybody"

    @permits(Act.CLOSE)
    def away() -> ResponseReturnValue:
        raise Unavailable("The database cannot take this now.")

    for name, view in (("close", close), ("forgotten", forgotten), ("away", away)):
        app.add_url_rule(f"/staff/try/{name}", f"staff.{name}", view, methods=["GET", "POST"])


@pytest.fixture
def doors(portal: PortalAtHand) -> PortalAtHand:
    with_doors(portal.app)
    return portal


def posts(hands: ClientHands, path: str, **fields: str) -> TestResponse:
    """Post from a page of ours, with its token."""
    hands.goes_to("/staff/sign-in")
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    hands.sends(path, [("csrf_token", token), *fields.items()])
    return hands.response


# ------------------------------------------------------------------------------------------------- declared


def test_every_door_says_who_may_open_it(portal: PortalAtHand):
    assert list(undeclared(portal.app)) == []


def test_every_way_in_that_is_named_is_there(portal: PortalAtHand):
    assert set(PUBLIC_ENDPOINTS) <= set(portal.app.view_functions)


def test_a_door_that_was_forgotten_is_noticed_and_opens_for_nobody(doors: PortalAtHand):
    assert "staff.forgotten" in set(undeclared(doors.app))
    for role in StaffRole:
        hands = signed_in_client(doors, role)
        assert hands.client.get("/staff/try/forgotten").status_code == 403
    assert doors.phone().client.get("/staff/try/forgotten").status_code == 401


@pytest.mark.parametrize("role", StaffRole)
def test_a_door_opens_for_the_roles_that_may_do_its_act(doors: PortalAtHand, role: StaffRole):
    hands = signed_in_client(doors, role, name="Alder Example")
    hands.goes_to("/staff/try/close")
    if Act.CLOSE in permitted([role]):
        assert "By Alder Example" in hands.says()
    else:
        assert hands.response.status_code == 403
        assert hands.heading() == "You may not do this"


# ------------------------------------------------------------------------------------------------- not signed in


def test_nobody_sees_a_page_and_everybody_comes_back_to_it(doors: PortalAtHand):
    who, hands = member(doors), doors.phone()
    hands.goes_to("/staff/try/close")
    assert hands.response.status_code == 401
    assert hands.response.headers["WWW-Authenticate"].startswith("Cookie ")
    signs_in(hands, who, who.code(doors.clock()))
    assert hands.address() == "/staff/try/close"


@pytest.mark.parametrize("path", ["/staff/", "/staff/cases/7QXM-4RDV", "/staff/cases/7QXM-4RDV/acknowledge", "/staff"])
def test_pages_of_ours_are_come_back_to(portal: PortalAtHand, path: str):
    with portal.app.test_request_context("/staff/"):
        assert page_asked_for(path) == path


@pytest.mark.parametrize(
    "said",
    [
        "",
        "https://elsewhere.example/staff/",
        "//elsewhere.example/staff/",
        "/staff//elsewhere.example",
        "/staff/../talk",
        "/staff/\\elsewhere.example",
        "/staff/?next=https://elsewhere.example",
        "/staff/%2f%2felsewhere.example",
        "/staff/cases\n",
        "/staffing",
        "/talk",
        "javascript:alert(1)",
        "/staff/sign-out",
        "/staff/sign-in",
        "/staff/sso/back",
        "/staff/set-up",
        "/staff/" + "a" * 300,
    ],
)
def test_nothing_else_is(portal: PortalAtHand, said: str):
    with portal.app.test_request_context("/staff/"):
        assert page_asked_for(said) == "/staff/"


def test_a_field_that_says_another_site_leads_to_the_worklist(portal: PortalAtHand):
    who, hands = member(portal), portal.phone()
    hands.goes_to("/staff/")
    (back,) = [each for each in hands.page.elements if each["name"] == "back"]
    back.attributes["value"] = "https://elsewhere.example/staff/"
    signs_in(hands, who, who.code(portal.clock()))
    assert hands.address() == "/staff/"


def test_what_was_typed_when_the_time_was_over_is_kept_and_sent_once_signed_in(doors: PortalAtHand):
    who = member(doors)
    hands = browser_of(doors, who)
    hands.goes_to("/staff/try/close")
    doors.clock.passes(minutes=31)
    assert posts(hands, "/staff/try/close", note=WORDS, code="x").status_code == 401
    assert WORDS in hands.says()
    kept = hands.page
    signing = doors.phone()
    signing.client = hands.client  # another tab of the same browser
    signing.goes_to("/staff/sign-in")
    signs_in(signing, who, who.code(doors.clock()))
    hands.page = kept
    hands.presses("Send it again")
    assert f"By {who.staff.name}" in hands.says()


def test_a_password_is_never_put_into_a_page_to_send_again(doors: PortalAtHand):
    hands = doors.phone()
    hands.goes_to("/staff/sign-in")
    hands.sends("/staff/sign-in", [("csrf_token", "stale"), ("email", "a@b.uk"), ("password", "violin gravel teapot")])
    assert hands.response.status_code == 400
    assert "violin" not in hands.response.text


# ------------------------------------------------------------------------------------------------- errors


def test_there_is_no_such_page_in_the_look_of_staff(portal: PortalAtHand):
    for hands in (portal.phone(), signed_in_client(portal)):
        hands.goes_to("/staff/nothing-here")
        assert (hands.response.status_code, hands.heading()) == (404, "Page not found")


def test_with_the_database_away_what_was_typed_is_kept(doors: PortalAtHand):
    hands = signed_in_client(doors)
    hands.goes_to("/staff/try/away")
    assert (hands.response.status_code, hands.heading()) == (503, "This cannot be opened now")
    assert posts(hands, "/staff/try/away", note=WORDS).status_code == 503
    assert WORDS in hands.says()
    assert hands.offers("Send it again")


def test_an_old_page_of_staff_is_pressed_again(doors: PortalAtHand):
    hands = signed_in_client(doors)
    hands.goes_to("/staff/")
    hands.sends("/staff/try/close", [("csrf_token", "stale"), ("note", WORDS)])
    assert hands.response.status_code == 400
    assert WORDS in hands.says()
    hands.presses("Send it again")
    assert hands.response.status_code == 200


def test_a_post_from_another_site_does_nothing(doors: PortalAtHand):
    hands = signed_in_client(doors)
    answer = hands.client.post("/staff/try/close", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 400
    assert hands.client.post("/staff/sign-out", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    assert hands.client.get("/staff/").status_code == 200


# ------------------------------------------------------------------------------------------------- apart


def test_the_cookie_is_for_staff_pages_alone_and_for_no_script(portal: PortalAtHand, tmp_path_factory):
    real = portal_for_real(tmp_path_factory.mktemp("real"))
    for each, base, is_secure in ((portal, "http://localhost", False), (real, each_url(real), True)):
        who, hands = member(each), each.phone(base_url=base)
        hands.goes_to("/staff/sign-in")
        signs_in(hands, who, who.code(each.clock()))
        cookie = hands.client.get_cookie("staff", domain=base.split("//")[1], path="/staff")
        assert cookie is not None
        assert (cookie.path, cookie.http_only, cookie.same_site, cookie.secure) == ("/staff", True, "Lax", is_secure)
        assert cookie.max_age is None
        with hands.client.session_transaction(base_url=base) as visit:
            assert set(visit) == {"csrf_token"}
    real.close()


def each_url(portal: PortalAtHand) -> str:
    return portal.settings.url


def test_public_pages_neither_set_nor_read_it(portal: PortalAtHand):
    who = member(portal)
    hands = browser_of(portal, who)
    token = hands.client.get_cookie("staff", path="/staff")
    assert token is not None
    hands.client.set_cookie("staff", token.value, path="/")  # a browser never would: it is for /staff
    talk = Talk(hands)
    a_childs_complaint(talk)
    for path in ("/", "/privacy", "/cookies", "/numbers", "/come-back", "/nothing-here"):
        answer = hands.client.get(path)
        assert "staff" not in str(answer.headers.getlist("Set-Cookie"))
        assert who.staff.name not in answer.text
        assert "/staff" not in answer.text


def test_leaving_in_a_hurry_closes_no_page_of_staff(portal: PortalAtHand):
    hands = signed_in_client(portal)
    talk = Talk(hands)
    talk.starts()
    talk.leaves()
    hands.goes_to("/privacy")
    assert talk.is_closed
    for path, status in (("/staff/", 200), ("/staff/nothing-here", 404)):
        hands.goes_to(path)
        assert hands.response.status_code == status
        assert "Complaints and compliments" in hands.page.title
    hands.presses("Sign out") if hands.offers("Sign out") else None
    other = portal.talk()
    other.starts()
    other.leaves()
    other.hands.goes_to("/staff/cases/7QXM-4RDV")
    assert other.hands.heading() in {"Sign in", "Page not found"}


def test_signing_out_leaves_a_talk_in_the_same_browser_alone(portal: PortalAtHand):
    hands = signed_in_client(portal)
    talk = Talk(hands)
    talk.starts()
    talk.says("complaint")
    hands.goes_to("/staff/")
    hands.presses("Sign out")
    hands.goes_to("/talk")
    assert talk.asks == "who-are-you"


def test_the_worklist_is_where_signing_in_ends(portal: PortalAtHand):
    with portal.app.test_request_context("/staff/"):
        assert url_for("staff.worklist") == "/staff/"
