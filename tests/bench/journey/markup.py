"""A page as the driver reads it: its forms with their controls, and its links. It knows no app and asks for little.

With `selectolax` installed it reads some ten times quicker, so that less of the machine goes to the client.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

try:
    from selectolax.lexbor import LexborHTMLParser, LexborNode
except ImportError:
    LexborHTMLParser = None

CONTROLS = frozenset({"input", "textarea", "select", "button"})


@dataclass(slots=True)
class Control:
    """One control of a form. `options` are those of a select; `text` is what stands on a button."""

    tag: str
    attributes: dict[str, str]
    options: list[str] = field(default_factory=list)
    text: str = ""
    value: str | None = None

    def __post_init__(self) -> None:
        self.value = self.attributes.get("value")

    @property
    def type(self) -> str:
        if self.tag in {"textarea", "select"}:
            return self.tag
        return (self.attributes.get("type") or ("submit" if self.tag == "button" else "text")).lower()

    @property
    def name(self) -> str | None:
        return self.attributes.get("name")

    @property
    def label(self) -> str:
        """What a button says, and what it is called."""
        return f"{self.text or self.value or ''} {self.name or ''}"

    @property
    def is_pressed(self) -> bool:
        """A button of any kind, rather than something to fill in."""
        return self.tag == "button" or self.type in {"submit", "image", "button"}


@dataclass(slots=True)
class Form:
    """One form. `called` is its id, or its class where it has none."""

    attributes: dict[str, str]
    in_main: bool = False
    controls: list[Control] = field(default_factory=list)

    @property
    def action(self) -> str:
        return self.attributes.get("action", "")

    @property
    def method(self) -> str:
        return (self.attributes.get("method") or "get").lower()

    @property
    def is_multipart(self) -> bool:
        return self.attributes.get("enctype", "").lower().startswith("multipart")

    @property
    def called(self) -> str:
        return self.attributes.get("id") or self.attributes.get("class") or ""


@dataclass(slots=True)
class Link:
    address: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    forms: list[Form]
    links: list[Link]


def read(body: bytes) -> Page:
    """The forms and links of a page."""
    return _read_quickly(body) if LexborHTMLParser else read_plainly(body)


def read_plainly(body: bytes) -> Page:
    """The same with nothing but Python."""
    reader = _Reader()
    reader.feed(body.decode("utf-8", "replace"))
    reader.close()
    return Page(reader.forms, reader.links)


def _read_quickly(body: bytes) -> Page:
    tree = LexborHTMLParser(body)
    forms = []
    for node in tree.css("form"):
        form = Form(_attributes(node), in_main=_is_in_main(node))
        inside = node.css("input,textarea,select,button")
        if "id" in form.attributes:
            inside += tree.css(f'[form="{form.attributes["id"]}"]')
        form.controls = [_control(each) for each in inside if "disabled" not in each.attributes]
        forms.append(form)
    return Page(forms, [Link(node.attributes["href"] or "", node.text()) for node in tree.css("a[href]")])


def _attributes(node: "LexborNode") -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _is_in_main(node: "LexborNode") -> bool:
    while (node := node.parent) is not None:
        if node.tag == "main":
            return True
    return False


def _control(node: "LexborNode") -> Control:
    control = Control(node.tag, _attributes(node))
    if node.tag == "select":
        control.options = [each.attributes.get("value", each.text()) or "" for each in node.css("option")]
    elif node.tag == "button":
        control.text = node.text()
    elif node.tag == "textarea":
        control.value = node.text()
    return control


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[Link] = []
        self._mains = 0
        self._form: Form | None = None
        self._open: dict[str, Control] = {}  # the select, button or textarea that is being read
        self._link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(attributes, in_main=self._mains > 0)
            self.forms.append(self._form)
        elif tag == "main":
            self._mains += 1
        elif tag == "a" and "href" in attributes:
            self._link = Link(attributes["href"])
            self.links.append(self._link)
        elif tag in CONTROLS:
            self._meets(Control(tag, attributes))
        elif tag == "option" and "select" in self._open:
            self._open["select"].options.append(attributes.get("value", ""))

    def _meets(self, control: Control) -> None:
        if control.tag != "input":
            self._open[control.tag] = control
        owner = control.attributes.get("form")
        form = next((each for each in self.forms if owner and each.attributes.get("id") == owner), self._form)
        if form is not None and "disabled" not in control.attributes:
            form.controls.append(control)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop(tag, None)
        if tag == "form":
            self._form = None
        elif tag == "main":
            self._mains -= 1
        elif tag == "a":
            self._link = None

    def handle_data(self, text: str) -> None:
        if self._link is not None:
            self._link.text += text
        if "button" in self._open:
            self._open["button"].text += text
        if "textarea" in self._open:
            self._open["textarea"].value = (self._open["textarea"].value or "") + text
