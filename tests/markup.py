"""A page as a program reads it: elements, their names to a screen reader, forms and what they would send.

It takes well-formed HTML only, and says where a page is not: that is a fault of the page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
TICKED = frozenset({"radio", "checkbox"})


@dataclass(eq=False)
class Element:
    """One element with what stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    inside: list["Element | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def has(self, name: str) -> bool:
        return name in self.attributes

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element below this one, in document order; with `tags`, only those."""
        for part in self.inside:
            if isinstance(part, Element):
                if not tags or part.tag in tags:
                    yield part
                yield from part.all(*tags)

    def above(self, *tags: str) -> Iterator["Element"]:
        """Every element around this one, nearest first."""
        outer = self.parent
        while outer is not None:
            if not tags or outer.tag in tags:
                yield outer
            outer = outer.parent

    @property
    def text(self) -> str:
        """What it says, with single spaces."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        if self["aria-hidden"] == "true" or self.tag in {"script", "style"}:
            return
        for part in self.inside:
            yield from (part,) if isinstance(part, str) else part._texts()
        if self.tag in {"p", "li", "div", "dt", "dd", "h1", "h2", "legend", "label", "summary", "br"}:
            yield " "

    @property
    def is_control(self) -> bool:
        """Something a person answers with."""
        return self.tag in {"textarea", "select"} or (self.tag == "input" and self["type"] != "hidden")

    @property
    def is_ticked(self) -> bool:
        return self["type"] in TICKED


class Page:
    """A whole page. `faults` are the places where its tags do not fit together."""

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        self.root = reader.root
        self.elements = list(self.root.all())
        self.faults = [*reader.faults, *(f"<{left.tag}> is never closed" for left in reader.open[1:])]

    def all(self, *tags: str) -> list[Element]:
        # A picture within a page may have a title too; it is not the page's.
        pictured = (element for element in self.elements if element.tag == "title" and any(element.above("svg")))
        left_out = {id(element) for element in pictured}
        return [element for element in self.elements if element.tag in tags and id(element) not in left_out]

    def one(self, tag: str) -> Element:
        """The only element of its kind."""
        (found,) = self.all(tag)
        return found

    @property
    def title(self) -> str:
        return self.one("title").text

    @property
    def heading(self) -> str:
        return self.one("h1").text

    @property
    def main(self) -> str:
        """What the page says, without what stands on every page."""
        return self.one("main").text

    def by_id(self, name: str) -> Element | None:
        return next((element for element in self.elements if element["id"] == name), None)

    def name_of(self, element: Element) -> str:
        """What a screen reader calls it."""
        if element["aria-labelledby"]:
            parts = (self.by_id(name) for name in element["aria-labelledby"].split())
            return " ".join(part.text for part in parts if part)
        if element["aria-label"]:
            return element["aria-label"]
        if not element.is_control:
            return element.text
        labels = [label.text for label in self.all("label") if label["for"] and label["for"] == element["id"]]
        return " ".join(labels or [label.text for label in element.above("label")])

    def form_of(self, element: Element) -> Element | None:
        """The form an element belongs to, wherever it stands."""
        return self.by_id(element["form"]) if element.has("form") else next(element.above("form"), None)

    def question_form(self) -> Element | None:
        """The form whose question is the heading; none on a page that asks nothing."""
        return next((form for heading in self.all("h1") for form in heading.above("form")), None)

    def controls(self) -> list[Element]:
        """What the question is answered with."""
        form = self.question_form()
        return self.controls_of(form) if form else []

    def controls_of(self, form: Element) -> list[Element]:
        return [each for each in self.elements if each.is_control and self.form_of(each) is form]

    def named(self, name: str) -> list[Element]:
        """The controls with this name, in the form of the question."""
        return [control for control in self.controls() if control["name"] == name]

    def buttons(self) -> list[Element]:
        return [each for each in self.all("button", "input") if each.tag == "button" or each["type"] == "submit"]

    def links(self) -> list[Element]:
        return [link for link in self.all("a") if link.has("href")]

    def token(self) -> str:
        """The token of the first form that has one."""
        sent = (pair for form in self.all("form") for pair in self.sent_by(form))
        return next(value for name, value in sent if name == "csrf_token")

    def sent_by(self, form: Element) -> list[tuple[str, str]]:
        """What the form would send as it stands, without the button that sends it."""
        fields = [each for each in self.all("input", "textarea", "select") if self.form_of(each) is form]
        return [
            (each["name"], value_of(each))
            for each in fields
            if each["name"] and not each.has("disabled") and (not each.is_ticked or each.has("checked"))
        ]


def value_of(control: Element) -> str:
    """What a control holds. A line break at the very start of a textarea belongs to the markup."""
    if control.tag == "select":
        offered = list(control.all("option"))
        return next((each["value"] for each in offered if each.has("selected")), offered[0]["value"])
    if control.tag != "textarea":
        return control["value"]
    return re.sub(r"^\r?\n", "", "".join(part for part in control.inside if isinstance(part, str)), count=1)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page", {})
        self.open = [self.root]
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) > len(set(names)):
            self.faults.append(f"<{tag}> carries an attribute twice")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self.open[-1].tag}> in line {self.getpos()[0]}")
            return
        self.open.pop()

    def handle_data(self, text: str) -> None:
        self.open[-1].inside.append(text)
