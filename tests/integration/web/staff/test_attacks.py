"""The staff side as somebody who works here would try to break it: words without a trace, others' cases, and noise."""

from itertools import pairwise
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from portal.cases.acts.doing import do, form
from portal.db import transaction
from portal.staff import accounts
from portal.vocabulary import Act, Happened, StaffRole
from tests.hands import ClientHands
from tests.integration.cases.acts.conftest import typed
from tests.portals import PortalAtHand
from tests.staffing import Member, browser_of, member, signed_in_client
from tests.tellings import A_CHILD_IN_CARE, CANARIES, CHILD, STORY, WORKER

EVERY_DATABASE = True

DRAFT = "We are sorry that nobody explained the move to you."
HOME = "7 Made-up Row"
REASON = "What somebody noticed on the phone."


@pytest.fixture
def manager(portal: PortalAtHand) -> Member:
    return member(portal, name="Manager Madeup")


def told(portal: PortalAtHand, **said: str) -> str:
    talk = portal.talk()
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, **said})
    return talk.sends().reference


def does(portal: PortalAtHand, who: Member, reference: str, act: Act, **given: str) -> None:
    """An act as its page does it, with what its form is preset to."""
    with transaction(portal.engine, writes=True) as session:
        by, now, office = who.staff, portal.clock(), portal.office
        known = accounts.colleagues(session)
        asked = form(session, reference, act, by=by, colleagues=known, now=now, office=office)
        raw: dict[str, list[str]] = {}
        for each in asked.fields:
            raw |= typed(each.name, each.kind, given.get(each.name, each.preset))
        seen = asked.case.newest
        do(session, reference, act, raw, seen=seen, by=by, colleagues=known, now=now, office=office)


def posts(hands: ClientHands, path: str, **fields: str) -> TestResponse:
    """A post that no page of ours led to, with the token of one that is there for everybody."""
    hands.goes_to("/staff/sign-in")
    token = next(each["value"] for each in hands.page.elements if each["name"] == "csrf_token")
    hands.sends(path, [("csrf_token", token), *fields.items()])
    return hands.response


def opened_by(portal: PortalAtHand, reference: str, who: Member) -> int:
    by = f"staff:{who.staff.id}"
    return sum(each.happened == Happened.OPENED and each.by == by for each in portal.case_file(reference).events)


def opens(hands: ClientHands, reference: str) -> None:
    hands.goes_to(f"/staff/cases/{reference}")
    hands.presses("Open this case")


# ------------------------------------------------------------------------------------- words without a trace


@pytest.mark.parametrize("seen", ["0", "999"], ids=["as from an old page", "as from a new one"])
def test_an_empty_post_shows_no_draft_without_being_written_down(portal: PortalAtHand, manager: Member, seen: str):
    reference = told(portal)
    does(portal, manager, reference, Act.CONFIRM_ROUTE)
    does(portal, manager, reference, Act.DRAFT_REPLY, letter=DRAFT)
    curious = member(portal, StaffRole.TEAM_MANAGER, teams=("pods",))
    hands = browser_of(portal, curious)
    answer = posts(hands, f"/staff/cases/{reference}/do/draft-reply", seen=seen)
    assert answer.status_code in {409, 422}
    assert DRAFT in answer.text
    assert opened_by(portal, reference, curious) == 1
    posts(hands, f"/staff/cases/{reference}/do/draft-reply", seen=seen)
    assert opened_by(portal, reference, curious) == 1, "an opening lasts a while"


def test_a_post_that_is_not_theirs_opens_nothing(portal: PortalAtHand):
    reference = told(portal)
    senior = member(portal, StaffRole.SENIOR)
    hands = browser_of(portal, senior)
    for path in ("do/add-note", "do/close", "do/draft-reply", "do/send-reply/look", "do/add-note/look"):
        assert posts(hands, f"/staff/cases/{reference}/{path}", note=REASON, seen="999").status_code == 403
    assert opened_by(portal, reference, senior) == 0


def test_a_senior_finds_no_word_on_any_page(portal: PortalAtHand, manager: Member):
    reference = told(portal)
    does(portal, manager, reference, Act.CONFIRM_ROUTE)
    does(portal, manager, reference, Act.DRAFT_REPLY, letter=DRAFT)
    does(portal, manager, reference, Act.ADD_NOTE, note=REASON)
    letter = portal.case_file(reference).letters[0].id
    hands = signed_in_client(portal, StaffRole.SENIOR)
    opens(hands, reference)
    case = f"/staff/cases/{reference}"
    parts = (case, f"{case}/done/send-reply/x", f"{case}/letters/{letter}", f"{case}/cards/1")
    pages = (*parts, "/staff/", "/staff/search")
    for path in (*pages, *(f"{case}/do/{act.value}" for act in Act if act is not Act.PASS_ON)):
        hands.goes_to(path)
        said = [word for word in (*CANARIES, STORY, WORKER, CHILD, DRAFT, REASON) if word in hands.response.text]
        assert (path, said) == (path, [])


# ------------------------------------------------------------------------------------- where a child lives


def test_a_printed_letter_tells_an_address_only_to_who_writes_to_it(portal: PortalAtHand, manager: Member):
    reference = told(portal, **{"reply-how": "letter", "reply-how-address": HOME})
    for issue in portal.case_file(reference).issues:
        does(portal, manager, reference, Act.CONFIRM_ROUTE, issue=str(issue.number))
    does(
        portal, manager, reference, Act.ACKNOWLEDGE, points="As told.", contact="yes", letter="We have it.", how="post"
    )
    (letter,) = portal.case_file(reference).letters
    shown = {}
    for role in (StaffRole.COMPLAINTS_OFFICER, StaffRole.TEAM_MANAGER):
        hands = signed_in_client(portal, role, teams=("pods",))
        opens(hands, reference)
        hands.goes_to(f"/staff/cases/{reference}/letters/{letter.id}")
        assert "We have it." in hands.says()
        shown[role] = HOME in hands.says()
    assert shown == {StaffRole.COMPLAINTS_OFFICER: True, StaffRole.TEAM_MANAGER: False}


# ------------------------------------------------------------------------------------- cases of others


def test_another_teams_manager_finds_nothing_by_any_address(portal: PortalAtHand, manager: Member):
    reference, none = told(portal), "BBBB-BBBB"
    does(portal, manager, reference, Act.CONFIRM_ROUTE)
    does(portal, manager, reference, Act.DRAFT_REPLY, letter=DRAFT)
    letter = portal.case_file(reference).letters[0].id
    hands = signed_in_client(portal, StaffRole.TEAM_MANAGER, teams=("transport",))
    doors = ("", f"/letters/{letter}", f"/letters/{letter}/pdf", "/cards/1", "/do/add-note", "/done/add-note/x")
    for door in doors:
        said = set()
        for each in (reference, none):
            hands.goes_to(f"/staff/cases/{each}{door}")
            said.add((hands.response.status_code, hands.says()))
        assert len(said) == 1
        assert said.pop()[0] == 404
    for door in ("/open", "/do/add-note", "/do/close", "/do/add-note/look"):
        for each in (reference, none):
            assert posts(hands, f"/staff/cases/{each}{door}", note=REASON, seen="9").status_code == 404


def test_a_link_made_before_a_case_was_kept_to_few_does_not_tell_of_it(portal: PortalAtHand, manager: Member):
    hidden, other = told(portal), told(portal)
    does(portal, manager, hidden, Act.LINK, other=other, how="same-matter")
    does(portal, manager, hidden, Act.RAISE_FLAG, flag="lado", why=REASON)
    for who, knows in ((member(portal, StaffRole.TEAM_MANAGER, teams=("pods",)), False), (manager, True)):
        hands = browser_of(portal, who)
        opens(hands, other)
        assert (hidden in hands.response.text) is knows
        assert ("Linked" in hands.says()) is knows
        # Nor by what happened meanwhile, to whoever posts from an old page.
        answer = posts(hands, f"/staff/cases/{other}/do/add-note", note=REASON, seen="0")
        assert (answer.status_code, hidden in answer.text) == (409, knows)


# ------------------------------------------------------------------------------------- odd values


def test_an_odd_number_of_the_newest_event_is_an_old_page(portal: PortalAtHand):
    reference, hands = told(portal), signed_in_client(portal)
    for seen in ("9" * 5000, "-1", "٣", "²", "1e3", "", "\x00"):
        answer = posts(hands, f"/staff/cases/{reference}/do/add-note", note=REASON, seen=seen)
        assert (seen, answer.status_code, REASON in answer.text) == (seen, 409, True)


ODD_PATHS = (
    "cards/" + "9" * 5000,
    "cards/0",
    "cards/-1",
    "letters/%00",
    "letters/../../search",
    "do/%00",
    "do/open",
    "done/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "done/%3Cscript%3Ealert(1)%3C%2Fscript%3E/%ED%A0%80%00",
    "done/add-note/٣",
)
#: Where a page of a list begins, in an address that somebody wrote.
ODD_PLACES = ("2026-09-01_%00_{id}", "9999-12-31_x_{id}", "2026-09-01_{id}", "0001-01-01_{id}", "_", "%00")


def test_an_odd_address_breaks_nothing(portal: PortalAtHand):
    reference, hands = told(portal), signed_in_client(portal)
    opens(hands, reference)
    places = [each.format(id="00000000-0000-4000-8000-000000000000") for each in ODD_PLACES]
    paths = [f"/staff/cases/{reference}/{path}" for path in ODD_PATHS]
    paths += [f"/staff/worklist/{which}/{place}" for which in ("mine", "danger", "all") for place in places]
    for path in paths:
        hands.goes_to(path)
        assert (path, hands.response.status_code in {200, 403, 404}) == (path, True)
        assert "alert(1)" not in hands.response.text


def test_what_somebody_wrote_is_text_on_every_page(portal: PortalAtHand):
    nasty = "<script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(1)>"
    reference = told(
        portal, **{"what-happened": nasty, "your-name": "<b>A</b>", "who-was-it": '"><svg onload=alert(1)>'}
    )
    hands = signed_in_client(portal, name="<i>Colleague</i>")
    opens(hands, reference)
    for _ in range(2):
        assert "alert(1)</script>{{ 7*7 }}" in hands.says()
        unsafe = ("<script>alert", "<img src=x", "<svg", "<i>", "<b>A")
        assert [each for each in unsafe if each in hands.response.text] == []
        posts(hands, f"/staff/cases/{reference}/do/add-note", note=nasty, seen="999")


# ------------------------------------------------------------------------------------- too much


def test_a_post_of_a_hundred_thousand_fields_is_not_sent_back_as_a_page(portal: PortalAtHand):
    """A stranger's post is answered with what they typed, in a few times its bytes and never in ten times."""
    body = "&".join(f"a{number}=" for number in range(100_000))
    client = portal.phone().client
    for path in ("/staff/cases/x/do/y", "/staff/sign-in", "/staff/"):
        answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {400, 401, 404, 405}
        assert len(answer.data) < 100_000


def test_long_names_take_no_longer_than_long_posts(portal: PortalAtHand):
    hands = signed_in_client(portal)
    for name in ("x" * 100_000, "ab " * 30_000, quote("é" * 10_000)):
        assert posts(hands, "/staff/search", name=name).status_code in {200, 422}


# ------------------------------------------------------------------------------------- sessions


def test_a_token_from_before_signing_in_is_worth_nothing_afterwards(portal: PortalAtHand):
    """Somebody plants a token of their choosing, waits until a colleague has signed in, and tries it."""
    who = member(portal)
    hands = portal.phone()
    hands.client.set_cookie("staff", "planted", path="/staff")
    tokens = ["planted"]
    hands.goes_to("/staff/sign-in")
    for fields in ({"email": who.email, "password": who.password}, {"code": who.code(portal.clock())}):
        forms = {form["action"]: form for form in hands.page.all("form")}
        action = next(each for each in forms if each in {"/staff/sign-in", "/staff/second-step"})
        given = [(name, value) for name, value in hands.page.sent_by(forms[action]) if name not in fields]
        hands.sends(action, [*given, *fields.items()])
        cookie = hands.client.get_cookie("staff", path="/staff")
        assert cookie is not None
        tokens.append(cookie.value)
    assert all(one != next_ for one, next_ in pairwise(tokens))
    for token in tokens[:-1]:
        other = portal.phone()
        other.client.set_cookie("staff", token, path="/staff")
        assert other.client.get("/staff/").status_code == 401
