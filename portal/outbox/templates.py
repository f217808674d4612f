"""Notify's template language: `((name))` and `((name??shown when yes))`. It refuses to know any particular message."""

import re
from collections.abc import Mapping

YES, NO = "yes", "no"

_PLACEHOLDER = re.compile(r"\(\(([^()]+)\)\)")  # Notify's own rule: no bracket may stand inside, so nothing nests
_IF = "??"
_GAPS = re.compile(r"\n{3,}")


def placeholders(text: str) -> frozenset[str]:
    """The names a template asks for, those of its conditions included."""
    return frozenset(found.split(_IF, 1)[0] for found in _PLACEHOLDER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text as it goes out. Values are put in once and never read as template text. Raises KeyError on a gap."""

    def put_in(match: re.Match[str]) -> str:
        name, condition, shown = match.group(1).partition(_IF)
        if not condition:
            return values[name]
        return shown if values[name] == YES else ""

    return _tidy(_PLACEHOLDER.sub(put_in, text))


def _tidy(text: str) -> str:
    # What a condition leaves behind when it is not met: spaces in a row and empty lines. Notify closes them too.
    lines = "\n".join(" ".join(line.split()) for line in text.splitlines())
    return _GAPS.sub("\n\n", lines).strip()
