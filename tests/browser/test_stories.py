"""The same talks as on the client, told in a browser: with scripts off, to the receipt and the post tray."""

import json
import re
from urllib.request import urlopen

from tests.browser.conftest import Opens
from tests.pages import Receipt
from tests.serving import Served, portal, wait_for
from tests.tellings import (
    CANARIES,
    EMAIL,
    STORY,
    a_childs_complaint,
    a_parents_thanks,
    an_advocate_for_a_child,
    danger_sent_at_once,
)


def posts_about(served: Served, reference: str) -> list[dict[str, str]]:
    with urlopen(f"{served.url}/post-tray.json", timeout=10) as tray:
        return [post for post in json.load(tray)["messages"] if post["reference"] == reference]


def case(served: Served, reference: str, *options: str) -> str:
    """`portal case` as somebody at the council runs it."""
    instance = served.log.parent / "instance"
    env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(instance)}
    return portal("case", reference, *options, env=env, folder=served.log.parent).stdout


def test_a_childs_complaint_to_the_receipt_the_tray_and_the_case(opens: Opens, served: Served):
    receipt = a_childs_complaint(opens(scripts=False))
    assert len(receipt.code) == 4
    reference = receipt.reference
    wait_for(lambda: len(posts_about(served, reference)) == 3, 10)
    posts = posts_about(served, reference)
    assert {post["kind"] for post in posts} == {"receipt-email", "team-notice", "complaints-copy"}
    assert EMAIL in {post["to"] for post in posts}
    assert not [word for word in CANARIES for post in posts if word in post["subject"] + post["body"]]
    printed = case(served, reference)
    assert "statutory, team pods" in printed
    assert STORY not in printed
    assert STORY in case(served, reference, "--words")


def test_danger_is_sent_at_once_and_alarms_within_two_seconds(opens: Opens, served: Served):
    reference = danger_sent_at_once(opens(scripts=False)).reference
    wait_for(lambda: [post["kind"] for post in posts_about(served, reference)].count("alert") == 3, 5)
    assert "danger" in case(served, reference)


def test_an_advocate_for_a_child_and_then_for_another(opens: Opens, served: Served):
    receipt = an_advocate_for_a_child(opens(scripts=False))
    first = receipt.reference
    again = receipt.tells_of_another_child()
    again.answers({"what-for": "complaint", "what-happened": "The same for this one"}, until="hurt-by-worker")
    again.enough()
    assert again.sends().reference != first
    assert "consent" in case(served, first)


def test_a_parents_thanks(opens: Opens, served: Served):
    receipt = a_parents_thanks(opens(scripts=False))
    assert "compliment" in case(served, receipt.reference)


def test_stopping_and_coming_back_on_another_phone(opens: Opens):
    talk = opens(scripts=False)
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    code = talk.stops()
    other = opens()
    other.comes_back("-".join(code).upper())
    assert other.asks == "safe-now"


def test_leaving_with_scripts_off_goes_through_the_server_and_back_shows_nothing(opens: Opens):
    talk = opens(scripts=False)
    talk.starts()
    talk.says("complaint")
    talk.says("child")
    page, here = talk.hands.page, talk.hands.address()
    # The tests reach nobody else, so the browser's own error page stands for the weather.
    with page.expect_event("requestfailed", lambda request: request.url.startswith("https://www.bbc.co.uk/weather")):
        page.get_by_role("button", name="Leave this page quickly").click()
    page.wait_for_url("chrome-error://**")
    talk.goes_back_to(here)
    assert talk.is_closed


def test_leaving_with_scripts_puts_another_page_in_the_place_of_this_one(opens: Opens):
    talk = opens()
    talk.starts()
    talk.says("complaint")
    page = talk.hands.page
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="<!doctype html><h1>Weather</h1>"))
    talk.leaves()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    talk.starts()
    assert not talk.may_carry_on


def test_a_receipt_is_found_again_by_reloading(opens: Opens):
    talk = opens()
    receipt = danger_sent_at_once(talk)
    reference = receipt.reference
    talk.hands.page.reload()
    assert Receipt(talk.hands).reference == reference
