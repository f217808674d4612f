"""What every response must be, whichever test asked for it: each rule yields a sentence for every fault it finds."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from portal.conversation import OneOf, SeveralOf
from portal.script import SCRIPT
from tests.markup import Element, Page

STAFF = "/staff"
_BY_YEAR = ("/reports/", "/you-said-we-did/")  # pages for everybody whose addresses name a year
#: How every title ends: for the people who come to us, and for staff.
PUBLIC_END, STAFF_END = " - Your message", " - Complaints and compliments"
STEP = re.compile(r"/talk/([a-z2-7]{7})")
ANSWER_TITLE = re.compile(r"(Error: )?Question \d+ - Your message")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def _words_of_the_script() -> frozenset[str]:
    words: set[str] = set()
    for step in SCRIPT.steps:
        for key, question in [(step.key, step.question), *((d.key, d.question) for d in step.details())]:
            words.add(key)
            if isinstance(question, OneOf | SeveralOf):
                words.update(str(option.code) for option in question.options)
    return frozenset(words) - {"talk"}  # a code of one question, and the path of them all


TELLING_WORDS = _words_of_the_script()


@dataclass(frozen=True)
class Answered:
    """A response, its page, and the addresses that there are."""

    response: TestResponse
    page: Page
    addresses: Collection[str]

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def is_for_staff(self) -> bool:
        return self.path == STAFF or self.path.startswith(f"{STAFF}/")

    @property
    def policy(self) -> str:
        return self.response.headers.get("Content-Security-Policy", "")


def faults_of_headers(response: TestResponse) -> Iterator[str]:
    """What every response of ours carries, pages and redirects alike; assets may be kept, all else may not."""
    for name, value in HEADERS.items():
        if response.headers.get(name) != value:
            yield f"{name} is {response.headers.get(name)!r}, not {value!r}"
    parts = response.headers.get("Content-Security-Policy", "").split(";")
    policy = dict(part.strip().partition(" ")[::2] for part in parts)
    for name, value in (("default-src", "'none'"), ("frame-ancestors", "'none'"), ("base-uri", "'none'")):
        if policy.get(name) != value:
            yield f"the policy's {name} is {policy.get(name)!r}, not {value}"
    if "unsafe" in str(policy) or any("*" in value for value in policy.values()):
        yield "the policy lets in what it is there to keep out"
    if response.location and not urlsplit(response.location).netloc:
        yield from faults_of_address(response.location)


def faults_of_address(address: str) -> Iterator[str]:
    """Browser history and logs keep addresses, so they tell nothing of what was asked or said."""
    parts = urlsplit(address)
    if parts.query or parts.fragment:
        yield f"the address {address} carries more than a path"
    if TELLING_WORDS.intersection(parts.path.split("/")):
        yield f"the address {address} names a step or an answer"


def _whole(answered: Answered) -> Iterator[str]:
    yield from answered.page.faults
    html = answered.page.one("html")
    if html["lang"] != "en-GB":
        yield f"lang is {html['lang']!r}"
    for tag in ("h1", "main", "title"):
        found = answered.page.all(tag)
        if len(found) != 1:
            yield f"there are {len(found)} <{tag}>"
        elif not found[0].text:
            yield f"<{tag}> is empty"


def _title(answered: Answered) -> Iterator[str]:
    title, response = answered.page.title, answered.response
    if not title.endswith(STAFF_END if answered.is_for_staff else PUBLIC_END):
        yield f"the title {title!r} does not end like every other"
    form = answered.page.question_form()
    if form and STEP.fullmatch(form["action"]) and not ANSWER_TITLE.fullmatch(title):
        yield f"the title of an answer page is {title!r}"
    told = title.startswith("Error: ")
    if (told and response.status_code not in {410, 422, 429}) or (not told and response.status_code == 422):
        yield f"the title is {title!r} with status {response.status_code}"


def _labels(answered: Answered) -> Iterator[str]:
    page = answered.page
    controls = [each for each in page.elements if each.is_control]
    boxes = Counter(each["name"] for each in controls if each.is_ticked)
    for control in controls:
        if not page.name_of(control).strip():
            yield f"{_said(control)} has no label"
        # One box that is a yes by itself needs no group; quick replies to one question do.
        if control.is_ticked and boxes[control["name"]] > 1 and not any(control.above("fieldset")):
            yield f"{_said(control)} is one of several without a fieldset"
    fields = Counter((id(page.form_of(each)), each["name"]) for each in controls if not each.is_ticked)
    yield from (f"{count} controls are called {name!r}" for (_form, name), count in fields.items() if count > 1)
    for button in page.buttons():
        if not page.name_of(button).strip() and button["aria-hidden"] != "true":
            yield f"{_said(button)} has no name"
    for link in page.links():
        if not page.name_of(link).strip():
            yield f"{_said(link)} has no name"
    for group in page.all("fieldset"):
        if not any(isinstance(part, Element) and part.tag == "legend" and part.text for part in group.inside):
            yield f"{_said(group)} has no legend"


def _ids(answered: Answered) -> Iterator[str]:
    page = answered.page
    ids = Counter(each["id"] for each in page.elements if each.has("id"))
    yield from (f"the id {name!r} is used {count} times" for name, count in ids.items() if count > 1 or not name)
    for element in page.elements:
        wanted = [element["for"]] if element.has("for") else []
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "form"):
            wanted += element[attribute].split()
        if element.tag == "a" and element["href"].startswith("#"):
            wanted.append(element["href"][1:])
        yield from (f"{_said(element)} points at {name!r}, which is not there" for name in wanted if name not in ids)


def _nothing_inline(answered: Answered) -> Iterator[str]:
    for element in answered.page.elements:
        if element.has("style"):
            yield f"{_said(element)} has a style attribute"
        yield from (f"{_said(element)} has {name}" for name in element.attributes if re.match(r"on[a-z]+$", name))
        if element.tag in {"style", "script"} and not element.has("src"):
            text = "".join(part for part in element.inside if isinstance(part, str))
            if b64encode(sha256(text.encode()).digest()).decode() not in answered.policy:
                yield f"an inline {_said(element)} that the policy does not know"
        for name in ("src", "href"):
            if element.tag in {"script", "link", "img"} and urlsplit(element[name]).netloc:
                yield f"{_said(element)} is fetched from elsewhere"


def _places(answered: Answered) -> Iterator[str]:
    page = answered.page
    addresses = [link["href"] for link in page.links()] + [form["action"] for form in page.all("form")]
    for address in addresses:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or address.startswith("#"):
            continue
        leads_to_staff = parts.path.startswith(f"{STAFF}/")
        if leads_to_staff and not answered.is_for_staff:
            yield f"a page for everybody leads to {address!r}"
        has_parts = leads_to_staff or parts.path.startswith(_BY_YEAR)
        known = _leads_somewhere(parts.path, answered.addresses) if has_parts else parts.path in answered.addresses
        if not known and not STEP.fullmatch(parts.path):
            yield f"the page leads to {address!r}"
        yield from faults_of_address(address)
    for form in page.all("form"):
        fields = [name for name, _ in page.sent_by(form)]
        if form["action"] == "/leave":
            continue  # nothing may hold up leaving, and whoever presses it elsewhere only leads away
        if "csrf_token" not in fields if form["method"] == "post" else fields or page.controls_of(form):
            yield f"{_said(form)} to {form['action']} does not post a token"


def _leads_somewhere(path: str, addresses: Collection[str]) -> bool:
    """Is there such an address, or one with a case's own parts in it?"""
    return any(re.fullmatch(re.sub(r"<[^>]+>", "[^/]+", address), path) for address in addresses)


def _errors(answered: Answered) -> Iterator[str]:
    """Where something must be put right: a summary that leads to the control, and the same sentence beside it."""
    page = answered.page
    if answered.response.status_code != 422:
        return
    alerts = [each for each in page.elements if each["role"] == "alert"]
    if len(alerts) != 1:
        yield f"{len(alerts)} error summaries"
        return
    leads = [(link["href"][1:], link.text) for link in alerts[0].all("a")]
    if not leads:
        yield "the error summary leads nowhere"
    described = dict(_descriptions(page))
    for name, sentence in leads:
        if not any(sentence in beside for beside in described.values()):
            yield f"{sentence!r} does not stand beside a control"
        if page.by_id(name) is None:
            yield f"the summary leads to {name!r}, which is not there"


def _descriptions(page: Page) -> Iterator[tuple[str, str]]:
    for element in page.elements:
        for name in element["aria-describedby"].split():
            target = page.by_id(name)
            if target is not None:
                yield name, target.text


def _said(element: Element) -> str:
    named = element["id"] or element["name"] or element["class"] or element.text[:40]
    return f"<{element.tag}> {named!r}"


RULES: tuple[Callable[[Answered], Iterator[str]], ...] = (
    _whole,
    _title,
    _labels,
    _ids,
    _nothing_inline,
    _places,
    _errors,
)


def faults_of_page(response: TestResponse, addresses: Collection[str]) -> list[str]:
    """Every fault of one HTML response. `addresses` are the paths there are, beside the steps'."""
    answered = Answered(response, Page(response.text), addresses)
    if len(answered.page.all("title")) != 1 or len(answered.page.all("html")) != 1:
        return [*answered.page.faults, "this is not a whole page"]
    return [fault for rule in RULES for fault in rule(answered)]
