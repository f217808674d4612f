"""When somebody means harm: another site, a guesser of codes, a name that leads here. No visit ends, nothing shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.script import pages as words
from portal.settings import Settings
from portal.web.headers import LEAVE_TO
from tests.client import CheckedClient
from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real, real_env
from tests.tellings import A_CHILD_IN_CARE, STORY

Someone = Talk[ClientHands]
ELSEWHERE = "https://elsewhere.example"
THEIR_WORDS = "Words of a stranger, that nobody told us."


def at_the_story(talk: Someone) -> None:
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="what-happened")


# --- another site


CROSS_SITE = [
    {"Origin": ELSEWHERE},
    {"Origin": "", "Referer": f"{ELSEWHERE}/page"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "not [an address"},
]
DOORS = ["/start-again", "/start-new", "/another-child", "/new-code", "/come-back", "/check", "/talk/x", "/nothing"]


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("headers", CROSS_SITE)
def test_a_post_from_another_site_is_not_repeated_and_sets_no_cookie(
    portal: PortalAtHand, path: str, headers: dict[str, str]
):
    fields = {"what-happened": THEIR_WORDS, "step": "what-happened", "code": "oak oak oak oak", "csrf_token": "theirs"}
    answer = portal.phone().client.post(path, data=fields, headers=headers)
    assert answer.status_code == 400
    assert words.WRONG[400][1].child in answer.text
    assert THEIR_WORDS not in answer.text
    assert "what-happened" not in answer.text
    assert "Set-Cookie" not in answer.headers
    assert portal.drafts() == []


def test_another_site_that_does_get_the_cookie_along_changes_nothing_either(portal: PortalAtHand, talk: Someone):
    # A neighbour under the same domain is no other site to a cookie.
    at_the_story(talk)
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    cookie = talk.hands.client.get_cookie("visit")
    talk.hands.headers = {"Origin": "http://next-door.localhost", "Sec-Fetch-Site": "same-site"}
    talk.hands.sends(action, [*((name, value) for name, value in fields if value), ("what-happened", THEIR_WORDS)])
    assert talk.hands.response.status_code == 400
    assert THEIR_WORDS not in talk.hands.response.text
    assert talk.hands.client.get_cookie("visit") == cookie
    talk.hands.headers = {}
    talk.hands.goes_to("/talk")
    assert talk.asks == "what-happened"


@pytest.mark.parametrize("headers", CROSS_SITE)
def test_another_site_cannot_end_a_visit(talk: Someone, headers: dict[str, str]):
    at_the_story(talk)
    cookie = talk.hands.client.get_cookie("visit")
    without_cookie = talk.hands.client.application.test_client(use_cookies=False).post("/leave", headers=headers)
    with_cookie = talk.hands.client.post("/leave", headers=headers)
    for answer in (without_cookie, with_cookie):
        assert (answer.status_code, answer.location) == (303, LEAVE_TO)  # leaving is held up for nobody
        assert "Set-Cookie" not in answer.headers
    assert talk.hands.client.get_cookie("visit") == cookie
    talk.hands.goes_to("/talk")
    assert talk.asks == "what-happened"


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "null", "Referer": ""}])
def test_leaving_from_a_page_of_ours_ends_the_visit(talk: Someone, headers: dict[str, str]):
    at_the_story(talk)
    talk.hands.headers = headers
    talk.leaves()
    assert talk.hands.address() == LEAVE_TO
    talk.hands.headers = {}
    talk.starts()
    assert not talk.may_carry_on


def test_a_link_on_another_site_still_leads_to_a_whole_page(portal: PortalAtHand):
    hands = portal.phone()
    hands.headers = {"Sec-Fetch-Site": "cross-site", "Referer": f"{ELSEWHERE}/page"}
    talk = Talk(hands)
    talk.starts()
    hands.headers = {}
    talk.says("complaint")
    assert talk.asks == "who-are-you"


# --- a browser that keeps no cookie


def test_a_browser_that_keeps_no_cookie_is_told_what_it_needs(talk: Someone):
    talk.starts()
    talk.hands.picks("what-for", "complaint")
    for _ in range(3):
        talk.hands.client.delete_cookie("visit")
        talk.goes_on()
        assert talk.hands.response.status_code == 400
        assert words.AGAIN_COOKIES.child in talk.hands.says()
        assert words.AGAIN_STALE.child not in talk.hands.says()
    talk.goes_on()  # cookies are on now
    assert talk.asks == "who-are-you"


# --- guessed codes


def wrong_codes(portal: PortalAtHand, times: int, **headers: str) -> list[int]:
    """Wrong codes, each from a browser that was never here. `{n}` in a header is the number of the try."""
    statuses = []
    for number in range(times):
        hands = portal.phone()
        hands.headers = {name.replace("_", "-"): value.format(n=number) for name, value in headers.items()}
        Talk(hands).comes_back("oak oak oak oak")
        statuses.append(hands.response.status_code)
    return statuses


def test_somebody_who_guesses_keeps_no_child_out(portal: PortalAtHand, talk: Someone):
    at_the_story(talk)
    code = " ".join(portal_code(talk))
    assert set(wrong_codes(portal, 121, User_Agent="guesser {n}")[-1:]) == {429}
    child = portal.phone()
    child.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    Talk(child).comes_back(code)
    assert Talk(child).asks == "what-happened"


def portal_code(talk: Someone) -> tuple[str, ...]:
    talk.hands.goes_to("/stop")
    return talk.code


@pytest.fixture
def proxied(tmp_path: Path, request: pytest.FixtureRequest, databases: Databases) -> Iterator[PortalAtHand]:
    env = real_env(tmp_path) | {"PORTAL_URL": "https://localhost", "PORTAL_PROXIES": request.param}
    portal = PortalAtHand(Settings.from_env(env | {"DATABASE_URL": databases.migrated()}))
    phone = portal.phone
    portal.phone = lambda **_: phone(base_url="https://localhost")  # type: ignore[method-assign]
    yield portal
    portal.close()


@pytest.mark.parametrize("proxied", ["1"], indirect=True)
def test_behind_a_proxy_places_are_told_apart(proxied: PortalAtHand):
    assert wrong_codes(proxied, 21, X_Forwarded_For="198.51.100.9")[-1] == 429
    assert wrong_codes(proxied, 1, X_Forwarded_For="198.51.100.8") == [422]


@pytest.mark.parametrize("proxied", ["1"], indirect=True)
def test_what_a_guesser_writes_before_the_proxy_does_is_not_believed(proxied: PortalAtHand):
    assert wrong_codes(proxied, 21, X_Forwarded_For="203.0.113.{n}, 198.51.100.9")[-1] == 429


@pytest.mark.parametrize("proxied", ["", "0"], indirect=True)
def test_without_a_proxy_nobody_may_say_where_they_are(proxied: PortalAtHand):
    assert wrong_codes(proxied, 21, X_Forwarded_For="198.51.100.{n}")[-1] == 429


# --- asked for by another name


def asked_as(client: CheckedClient, host: str, path: str = "/") -> int:
    return client.get(path, headers={"Host": host}).status_code


@pytest.mark.parametrize("path", ["/post-tray", "/post-tray.json", "/", "/talk", "/come-back"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.example"])
def test_a_name_that_leads_here_reads_nothing(portal: PortalAtHand, path: str, host: str):
    client = portal.phone().client
    assert asked_as(client, host, path) == 400
    answer = client.post(path, headers={"Host": host, "Origin": f"http://{host}"}, data={"what-happened": STORY})
    assert answer.status_code == 400
    assert STORY not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:9000"])
def test_this_machine_may_be_called_by_its_names(portal: PortalAtHand, host: str):
    client = portal.phone().client
    for path in ("/", "/post-tray", "/healthz", "/readyz"):
        assert asked_as(client, host, path) == 200


def test_outside_local_use_its_own_name_and_this_machines(tmp_path: Path, databases: Databases):
    real = portal_for_real(tmp_path, database=databases.migrated())
    client = real.phone().client
    assert [asked_as(client, host) for host in ("portal.sampleshire.gov.uk", "127.0.0.1:8000")] == [200, 200]
    assert [asked_as(client, host) for host in ("evil.example", "sampleshire.gov.uk", "10.0.0.7:8000")] == [400] * 3
    assert asked_as(client, "127.0.0.1:8000", "/readyz") == 200
    real.close()
