"""The client's rules notice what they are there for: each planted fault is found on an otherwise sound page."""

import pytest
from werkzeug.test import EnvironBuilder, TestResponse

from portal.web.public.foot import ASIDE
from tests.hands import ClientHands
from tests.page_rules import faults_of_headers, faults_of_page
from tests.pages import Talk

Someone = Talk[ClientHands]

HERE = {"/", "/talk", "/leave", "/numbers", *(f"/{aside}" for aside in ASIDE)}
PLANTED = [
    ("<h1>", "<h1>Once more</h1><h1>", "2 <h1>"),
    ('lang="en-GB"', 'lang="fr"', "lang is 'fr'"),
    ("<title>Question 1", "<title>In danger", "the title of an answer page"),
    (" - Your message</title>", "</title>", "does not end like every other"),
    ("<title>", "<title>Error: ", "with status 200"),
    ('for="what-for--idea"', 'for="what-for--gone"', "points at 'what-for--gone'"),
    ('id="what-for--idea"', 'id="what-for--both"', "is used 2 times"),
    ("<button", '<button style="color:red"', "has a style attribute"),
    ("<button", '<button onclick="go()"', "has onclick"),
    ("</main>", "<script>go()</script></main>", "an inline <script>"),
    ("</main>", "<style>p{}</style></main>", "an inline <style>"),
    ("</main>", '<script src="https://elsewhere.example/x.js"></script></main>', "fetched from elsewhere"),
    ("</main>", '<input name="x"></main>', "has no label"),
    (
        "</fieldset>",
        '<input name="x" aria-label="X"><input name="x" aria-label="X"></fieldset>',
        "2 controls are called",
    ),
    ("</main>", "<button></button></main>", "has no name"),
    ("</main>", '<a href="/nowhere/else">Go</a></main>', "leads to '/nowhere/else'"),
    ("</main>", '<a href="/talk?who=child">Go</a></main>', "carries more than a path"),
    (
        "</main>",
        '<form method="get" action="/talk"><input type="hidden" name="x"></form></main>',
        "does not post a token",
    ),
    ("</main>", '<form method="post" action="/talk"><button>Go</button></form></main>', "does not post a token"),
    ("</main>", '<a href="/talk/what-for">Go</a></main>', "names a step or an answer"),
    ("</main>", "<p></main>", "</main> closes <p>"),
    ("<legend", "<p", "has no legend"),
    ("</main>", '<a href="#gone">Go</a></main>', "points at 'gone'"),
]


def again(response: TestResponse, html: str, status: int = 200, **headers: str) -> TestResponse:
    """The same response with another page."""
    builder = EnvironBuilder(path=response.request.path)
    kept = {**dict(response.headers), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return TestResponse([html.encode()], f"{status} as planted", kept, request=builder.get_request())  # type: ignore[arg-type]


def test_a_sound_page_has_no_fault(talk: Someone):
    talk.starts()
    assert faults_of_page(again(talk.hands.response, talk.hands.response.text), HERE) == []


@pytest.mark.parametrize(("sound", "planted", "said"), PLANTED, ids=[said for _, _, said in PLANTED])
def test_a_planted_fault_is_found(talk: Someone, sound: str, planted: str, said: str):
    talk.starts()
    page = talk.hands.response.text
    assert sound in page
    damaged = page.replace(sound, planted, 1)
    assert said in "; ".join(faults_of_page(again(talk.hands.response, damaged), HERE))


def test_a_question_refused_without_a_summary_is_found(talk: Someone):
    talk.starts()
    page = talk.hands.response.text.replace("<title>", "<title>Error: ")
    assert "0 error summaries" in "; ".join(faults_of_page(again(talk.hands.response, page, 422), HERE))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Cache_Control", "max-age=60"),
        ("X_Content_Type_Options", ""),
        ("Referrer_Policy", "no-referrer"),
        ("X_Frame_Options", "SAMEORIGIN"),
        ("Content_Security_Policy", "default-src 'self'"),
        (
            "Content_Security_Policy",
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; script-src 'unsafe-inline'",
        ),
        ("Location", "/talk/abcdefg?story=1"),
    ],
)
def test_a_weaker_header_is_found(talk: Someone, name: str, value: str):
    talk.starts()
    assert list(faults_of_headers(talk.hands.response)) == []
    assert list(faults_of_headers(again(talk.hands.response, "", **{name: value}))) != []
