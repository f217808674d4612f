"""Keeps what somebody wrote from being read as Notify's marks: their letter comes out as they wrote it.

Notify reads an email as Markdown once it is filled in, and with it what it was filled with. It has a setting that takes
marks out of that (sanitise_content_for), and with them every address: that would change a letter. Placeholders need no
care: Notify fills them in once, and reads no `((` in what it filled in.
"""

import re

#: What begins a heading, a list, a line across, a block of code or a table; Notify takes a backslash off each of these.
_MARK_AT_START = re.compile(r"[#*+\-_|`~]")
#: "12.30 is when we meet" would be point 12 of a list, and come out as point 1.
_NUMBER_AT_START = re.compile(r"(\d+)([.)])")
#: The same of `^` (a quotation), `•` (a list), `=` (a heading above it) and `:` (a table): no backslash helps there.
_OTHER_AT_START = re.compile(r"[\^•=:]")
#: A link whose address nobody sees, a note that is left out; and the backslash itself. In an address it is no mark.
_ANYWHERE = re.compile(r"""(https?://[^\s<]+[^\s<.,:"')\]])|[\\\[]""")
_NOTHING_TO_SEE = "\u200b"  # as wide as nothing, and Notify itself puts it into words


def as_written(text: str) -> str:
    """A text of several lines, to be put into an email: Notify makes no heading, list, table or hidden link of it."""
    return "\n".join(_line(line.strip()) for line in text.splitlines())


def _line(line: str) -> str:
    if number := _NUMBER_AT_START.match(line):
        return f"{number[1]}\\{number[2]}{_inside(line[number.end() :])}"
    if _MARK_AT_START.match(line):
        return f"\\{line[0]}{_inside(line[1:])}"
    if _OTHER_AT_START.match(line):
        return f"{_NOTHING_TO_SEE}{_inside(line)}"
    return _inside(line)


def _inside(text: str) -> str:
    return _ANYWHERE.sub(lambda found: found[1] or f"\\{found[0]}", text)
