"""How Notify reads the text of an email once it is filled in: what it takes for marks, and what it takes a mark off."""

import re

_ADDRESS = r"""https?://[^\s<]+[^\s<.,:"')\]]"""
_TAKEN_OFF = re.compile(rf"({_ADDRESS})|\\([\\`*{{}}\[\]()#+\-.!_>~|])")
_NO_WIDTH = "\u200b"

#: What a line begins, by how it begins.
_BEGINS = {
    "heading": r" *#",
    "list": r" *([•*-]|\d+\.)",
    "quotation": r" *\^",
    "line across": r" {0,3}([-*_] *){3,}$",
    "code": r" {4}|\t| *(`{3}|~{3})",
    "heading above it": r" *[=-]+ *$",
    "table": r" *[|:-][|: -]*$",
}
_HIDES = {"note": r"\[\^?[^\]]+\]:", "link": r"!?\[[^\]]*\]\(", "link to a note": r"\[[^\]]*\] ?\["}


def as_read(text: str) -> str:
    """The text with what Notify takes off: the backslash before a mark, and what has no width."""
    return _TAKEN_OFF.sub(lambda found: found[1] or found[2], text.replace(_NO_WIDTH, ""))


def marks_in(text: str) -> set[str]:
    """What Notify would make of it beside paragraphs, lines and addresses."""
    bare = _TAKEN_OFF.sub(lambda found: "x", text)
    begun = {name for name, begins in _BEGINS.items() if re.search(f"^(?:{begins})", bare, re.MULTILINE)}
    return begun | {name for name, hides in _HIDES.items() if re.search(hides, bare)}
