"""The little script of the public pages: leaving blanks the screen first, and a lost signal loses no typed word.

It is driven on a page of its own, so that it is held to what it promises any page, whatever the templates say.
"""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Request, Route, expect

from tests.house.tree import ROOT

HERE = "http://portal.test"
AWAY = "http://weather.test/"
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Your message</title><script type="module" src="/public.js">
</script></head><body><main><h1>What happened?</h1>
<form id="answer" method="post" action="/talk/next"><p data-no-signal tabindex="-1" hidden>No signal. Try again.</p>
<label>Your words <textarea name="what-happened"></textarea></label>
<button name="go" value="on">Send this answer</button><button name="go" value="past">Skip this one</button></form>
</main>
<form method="post" action="/leave" data-away="{AWAY}"><input type="hidden" name="csrf_token" value="t">
<button>Leave this page quickly</button></form></body></html>"""


class Server:
    """Answers for the portal and the weather page, and remembers what was posted."""

    def __init__(self, page: Page) -> None:
        build = ROOT / "static" / "build"
        self.script = (build / json.loads((build / "manifest.json").read_text())["public.js"]).read_text()
        self.posted: list[tuple[str, str]] = []
        self.is_slow = False  # the next question then comes just before whatever is asked for after it
        self.on_its_way: list[Route] = []
        page.route("**/*", self.reply)

    def reply(self, route: Route, request: Request) -> None:
        path = request.url.removeprefix(HERE)
        if request.method == "POST":
            self.posted.append((path, request.post_data or ""))
        if path == "/public.js":
            return route.fulfill(body=self.script, content_type="text/javascript")
        if path == "/talk/next" and self.is_slow:
            self.on_its_way.append(route)
            return None
        for late in self.on_its_way:
            with suppress(Error):  # nobody waits for it any more
                late.fulfill(body="<!doctype html><h1>Next question</h1>", content_type="text/html")
        if path == "/talk/next":
            return route.fulfill(body="<!doctype html><h1>Next question</h1>", content_type="text/html")
        body = PAGE if request.url.startswith(HERE) else "<!doctype html><title>Weather</title><h1>Weather</h1>"
        return route.fulfill(body=body, content_type="text/html")


@pytest.fixture
def server(page: Page) -> Server:
    server = Server(page)
    page.goto("about:blank")
    page.goto(f"{HERE}/talk/a")
    return server


def test_shift_three_times_leaves_for_the_weather_and_ends_the_visit(page: Page, server: Server):
    entries = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)
    assert page.evaluate("history.length") == entries
    assert [path for path, _ in server.posted] == ["/leave"]
    assert 'name="csrf_token"' in server.posted[0][1]


def test_leaving_stops_the_page_that_is_on_its_way(page: Page, server: Server):
    server.is_slow = True
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    # In one go, as a child would who hears somebody at the door: Playwright itself would wait for the page between.
    page.evaluate("""() => {
        document.querySelector("[name=go]").click();
        setTimeout(() => document.querySelector("[data-away] button").click(), 100);
    }""")
    expect(page.get_by_role("heading", name="Weather")).to_be_visible()
    assert seen == [AWAY]
    assert len(server.on_its_way) == 1


def test_the_leave_button_does_the_same(page: Page, server: Server):
    page.get_by_role("button", name="Leave this page quickly").click()
    page.wait_for_url(AWAY)
    assert [path for path, _ in server.posted] == ["/leave"]


def test_capital_letters_typed_one_after_another_do_not_leave(page: Page, server: Server):
    words = page.get_by_label("Your words")
    words.focus()
    for letter in "BBC":
        page.keyboard.press(f"Shift+{letter}")
    expect(words).to_have_value("BBC")
    assert page.url == f"{HERE}/talk/a"


def test_a_lost_signal_keeps_the_words_and_says_so(page: Page, server: Server):
    page.get_by_label("Your words").fill("He did not come.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send this answer").click()
    expect(page.get_by_text("No signal.")).to_be_focused()
    expect(page.get_by_label("Your words")).to_have_value("He did not come.")

    page.context.set_offline(False)
    page.get_by_role("button", name="Send this answer").click()
    expect(page.get_by_role("heading", name="Next question")).to_be_visible()
    assert {body for _, body in server.posted} == {"what-happened=He+did+not+come.&go=on"}


def test_the_button_that_was_pressed_is_the_one_that_is_sent(page: Page, server: Server):
    page.get_by_role("button", name="Skip this one").click()
    expect(page.get_by_role("heading", name="Next question")).to_be_visible()
    assert {body for _, body in server.posted} == {"what-happened=&go=past"}
