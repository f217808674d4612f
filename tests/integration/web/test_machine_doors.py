"""What machines see: health, the post tray, cookies, assets and headers, in local use and outside it."""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real
from tests.tellings import A_CHILD_IN_CARE, a_childs_complaint

Someone = Talk[ClientHands]
HERE = "https://portal.sampleshire.gov.uk"


@pytest.fixture
def real(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    portal = portal_for_real(tmp_path, database=databases.migrated())
    yield portal
    portal.close()


# --- the post tray


@pytest.mark.parametrize("path", ["/post-tray", "/post-tray.json"])
@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::ffff:192.0.2.1", "2001:db8::1", ""])
def test_the_tray_is_shown_to_this_machine_alone(portal: PortalAtHand, path: str, address: str):
    client = portal.phone().client
    assert client.get(path, environ_base={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_reads_it(portal: PortalAtHand, address: str):
    client = portal.phone().client
    assert client.get("/post-tray.json", environ_base={"REMOTE_ADDR": address}).get_json() == {"messages": []}


def test_the_tray_page_reads_as_the_messages_do(portal: PortalAtHand, talk: Someone):
    reference = a_childs_complaint(talk).reference
    posts = portal.posts()
    talk.hands.goes_to("/post-tray")
    for post in posts:
        assert post["to"] in talk.hands.says()
        assert post["subject"] in talk.hands.says()
    assert talk.hands.says().count(reference) >= len(posts)


@pytest.mark.parametrize("path", ["/post-tray", "/post-tray.json"])
def test_outside_local_use_there_is_no_tray(real: PortalAtHand, path: str):
    assert real.phone().client.get(path, base_url=HERE).status_code == 404
    assert path not in {rule.rule for rule in real.app.url_map.iter_rules()}


# --- cookies


def test_one_cookie_which_no_script_reads_and_no_other_site_sends(talk: Someone):
    talk.starts()
    response = talk.hands.response
    (cookie,) = response.headers.getlist("Set-Cookie")
    assert cookie.startswith("visit=")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Expires" not in cookie  # it goes with the browser: a shared phone keeps nothing
    assert "Max-Age" not in cookie


def test_outside_local_use_it_travels_encrypted_only(real: PortalAtHand):
    response = real.phone().client.get("/", base_url=HERE)
    assert "Secure" in response.headers["Set-Cookie"]
    assert "max-age=" in response.headers["Strict-Transport-Security"]


def test_health_needs_no_cookie(portal: PortalAtHand):
    client = portal.phone().client
    for path in ("/healthz", "/readyz"):
        response = client.get(path)
        assert response.get_json() == {"ok": True}
        assert "Set-Cookie" not in response.headers


# --- assets


def test_assets_are_named_by_their_content_kept_for_good_and_told_nothing(portal: PortalAtHand, talk: Someone):
    talk.starts()
    page = talk.hands.page
    assets = [link["href"] for link in page.all("link")] + [each["src"] for each in page.all("script")]
    assert len([asset for asset in assets if asset.startswith("/static/")]) >= 2
    for asset in assets:
        assert re.fullmatch(r"/static/[a-z]+\.[0-9a-f]{12}\.(css|js|svg|png)", asset)
        with talk.hands.client.get(asset) as response:
            assert response.status_code == 200
            assert "immutable" in response.headers["Cache-Control"]
            assert "Set-Cookie" not in response.headers
            assert "Cookie" not in response.headers.get("Vary", "")
            assert "Access-Control-Allow-Origin" not in response.headers


def test_assets_come_packed(talk: Someone):
    talk.starts()
    (sheet,) = [link["href"] for link in talk.hands.page.all("link") if link["rel"] == "stylesheet"]
    with talk.hands.client.get(sheet, headers={"Accept-Encoding": "br"}) as response:
        assert response.headers["Content-Encoding"] == "br"
        assert brotli.decompress(response.data)


# --- pages on the wire


def test_a_page_comes_packed_and_light(portal: PortalAtHand, talk: Someone):
    client = FlaskClient(portal.app, portal.app.response_class, use_cookies=True)
    first = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert len(first.data) <= 7_000  # with all its styles: what it asks for beside them is 5 KB, and 14 are too many
    packed = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"<h1" in brotli.decompress(packed.data)
    assert len(packed.data) <= 5_000
    plain = client.get("/", headers={"Accept-Encoding": "gzip, br;q=0"})
    assert "Content-Encoding" not in plain.headers


def test_every_question_page_weighs_at_most_five_kilobytes_packed(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.says("complaint")  # the page before carries its styles too
    heavy = {}
    for key in talk.questions():
        weight = len(brotli.compress(talk.hands.response.data, mode=brotli.MODE_TEXT, quality=4))
        if weight > 5_000:
            heavy[key] = weight
        talk.answers_this(A_CHILD_IN_CARE)
    assert heavy == {}


def test_search_engines_are_told_to_stay_away(talk: Someone):
    talk.starts()
    assert talk.hands.response.headers["X-Robots-Tag"] == "noindex"
