"""Hands on a page: what a person does with controls, buttons and links, by the names they carry, with scripts off.

The browser tests have hands of their own (`tests.browser.hands`); `tests.pages` works with either.
"""

from collections.abc import Collection, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.client import CheckedClient
from tests.markup import Element, Page, value_of


class Hands(Protocol):
    """What a person can do with a page, and read off it. A button or link that is not there is an AssertionError."""

    def goes_to(self, path: str) -> None:
        """Open an address of ours."""

    def asked(self) -> str:
        """The name of the first control of the question, the step's key; empty where nothing is asked."""

    def controls(self) -> Mapping[str, str]:
        """Name of each control of the question -> its type (radio, checkbox, text, email, tel, textarea)."""

    def picks(self, name: str, code: str) -> None:
        """Tick a quick reply."""

    def unpicks(self, name: str) -> None:
        """Take every tick away from a group of boxes."""

    def writes(self, name: str, text: str) -> None:
        """Write into a control."""

    def presses(self, *labels: str) -> None:
        """Press the button that carries one of these names."""

    def follows(self, label: str) -> None:
        """Follow the link with this name."""

    def offers(self, *labels: str) -> bool:
        """Is there a button with one of these names?"""

    def address(self) -> str:
        """Where the browser is: a path of ours, or a whole address elsewhere."""

    def heading(self) -> str:
        """The h1."""

    def says(self) -> str:
        """The text of the main part, with single spaces."""

    def items(self, label: str) -> list[str]:
        """The items of the list with this name."""


class ClientHands:
    """Hands on Flask's client. They send what a browser would: the page's own fields, where from, and CRLF in text."""

    def __init__(self, client: CheckedClient, *, base_url: str = "http://localhost") -> None:
        self.client = client
        self.base_url = base_url
        self.headers: dict[str, str] = {}
        self.response: TestResponse
        self.page: Page

    def goes_to(self, path: str) -> None:
        self._arrives(self.client.get(path, base_url=self.base_url, headers=self.headers))

    def asked(self) -> str:
        controls = self.page.controls()
        return controls[0]["name"] if controls else ""

    def controls(self) -> dict[str, str]:
        return {each["name"]: each["type"] or each.tag for each in self.page.controls()}

    def codes(self, name: str) -> list[str]:
        return [each["value"] for each in self.page.named(name)]

    def picks(self, name: str, code: str) -> None:
        group = self.page.named(name)
        (chosen,) = [each for each in group if each["value"] == code]
        for each in group:
            if each["type"] == "radio":
                each.attributes.pop("checked", None)
        chosen.attributes["checked"] = ""

    def unpicks(self, name: str) -> None:
        for each in self.page.named(name):
            each.attributes.pop("checked", None)

    def picked(self, name: str) -> list[str]:
        return [each["value"] for each in self.page.named(name) if each.has("checked")]

    def writes(self, name: str, text: str) -> None:
        (control,) = self.page.named(name)
        if control.tag == "textarea":
            control.inside = [text]
        else:
            control.attributes["value"] = text

    def written(self, name: str) -> str:
        (control,) = self.page.named(name)
        return value_of(control)

    def offers(self, *labels: str) -> bool:
        return bool(self._buttons(labels))

    def presses(self, *labels: str) -> None:
        found = self._buttons(labels)
        assert len(found) == 1, f"{len(found)} buttons called {labels} on: {self.heading()}"
        action, fields = self.about_to_send(found[0])
        form = self.page.form_of(found[0])
        if form is not None and form["method"] == "get":
            self.goes_to(action)
        else:
            self.sends(action, fields)

    def about_to_send(self, button: Element) -> tuple[str, list[tuple[str, str]]]:
        """The address and the fields that pressing this button would post."""
        form = self.page.form_of(button)
        assert form is not None, f"{button.text!r} belongs to no form"
        fields = self.page.sent_by(form)
        if button["name"]:
            fields.append((button["name"], button["value"]))
        return button["formaction"] or form["action"] or self.address(), fields

    def button(self, *labels: str) -> Element:
        (found,) = self._buttons(labels)
        return found

    def sends(self, action: str, fields: list[tuple[str, str]]) -> None:
        """Post these fields from the page in hand."""
        lines = MultiDict((name, value.replace("\r\n", "\n").replace("\n", "\r\n")) for name, value in fields)
        here = {"Origin": self.base_url, "Referer": self.base_url + self.address()}
        self._arrives(self.client.post(action, data=lines, base_url=self.base_url, headers=here | self.headers))

    def follows(self, label: str) -> None:
        found = [link for link in self.page.links() if self.page.name_of(link) == label]
        assert len(found) == 1, f"{len(found)} links called {label!r} on: {self.heading()}"
        self.goes_to(found[0]["href"])

    def address(self) -> str:
        location = self.response.location
        return location if location and urlsplit(location).netloc else self.response.request.path

    def heading(self) -> str:
        return self.page.heading

    def says(self) -> str:
        return self.page.main

    def items(self, label: str) -> list[str]:
        (found,) = [each for each in self.page.all("ul", "ol") if each["aria-label"] == label]
        return [item.text for item in found.all("li")]

    def _buttons(self, labels: Collection[str]) -> list[Element]:
        seen = [each for each in self.page.buttons() if each["aria-hidden"] != "true"]
        return [each for each in seen if self.page.name_of(each) in labels]

    def _arrives(self, response: TestResponse) -> None:
        """Follow redirects as long as they stay with us."""
        while response.location and not urlsplit(response.location).netloc:
            response = self.client.get(response.location, base_url=self.base_url, headers=self.headers)
        self.response = response
        if not response.location:
            self.page = Page(response.text)
