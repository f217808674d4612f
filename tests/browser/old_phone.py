"""What a style sheet says to the browser of an old phone: a sheet in, and out of it what such a browser would not drop.

It follows CSS's own rules for what is not understood: an unknown declaration is left out alone, a rule with one unknown
selector as a whole, an unknown at-rule with all that is in it. It knows nothing of what our own sheet says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class OldPhone:
    """A browser by what it does not know yet; each is searched for, not matched whole."""

    name: str
    selectors: re.Pattern[str]
    properties: re.Pattern[str]
    values: re.Pattern[str]
    media: re.Pattern[str]


_SELECTORS = r":has\(|:is\(|:where\(|:not\([^)]*,|:focus-visible|:user-|::view-transition|::marker|&"
_PROPERTIES = (
    r"^(?:(?:margin|padding|scroll-margin|scroll-padding|border)-(?:inline|block)|border-(?:start|end)-(?:start|end)|inset"
    r"|(?:(?:min|max)-)?(?:inline|block)-size|gap|row-gap|column-gap|place-|appearance|accent-color|color-scheme"
    r"|field-sizing|text-underline-offset|text-decoration-thickness|text-size-adjust|aspect-ratio|translate|rotate|scale"
    r"|contain|content-visibility|forced-color-adjust|overscroll|scroll-padding|container|view-transition)"
)
_VALUES = (
    r"(?<![a-z-])(?:max|min|clamp|env|color-mix|light-dark)\(|#(?:[0-9a-f]{4}|[0-9a-f]{8})\b|inline-(?:start|end)"
    r"|\b(?:fit-content|anywhere|plaintext|isolate|clip|revert|dvh|svh)\b|\d[dsl]v[hwib]\b"
)
_MEDIA = r"prefers-|forced-colors|hover|pointer|scripting|display-mode|[<>]"

#: The first browsers with a grid and colours by name: Safari 10.1, Chrome 57, Firefox 52. An iPhone 5 ends here.
OF_2017 = OldPhone("2017", *(re.compile(each, re.IGNORECASE) for each in (_SELECTORS, _PROPERTIES, _VALUES, _MEDIA)))
#: The ones before, with neither: Android 5 as it was sold.
OF_2015 = OldPhone(
    "2015",
    OF_2017.selectors,
    re.compile(rf"{_PROPERTIES}|^--|^grid|^justify-(?:self|items)", re.IGNORECASE),
    re.compile(rf"{_VALUES}|var\(|^grid$", re.IGNORECASE),
    OF_2017.media,
)

_KEPT_WHOLE = ("@charset", "@font-face", "@page", "@keyframes")
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')


def as_read_by(phone: OldPhone, sheet: str) -> str:
    """The sheet without all that this phone does not know. A rule inside a rule is not known to any of them."""
    kept = []
    for prelude, body in statements(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        if body is None or prelude.startswith(_KEPT_WHOLE):
            kept.append(f"{prelude};" if body is None else f"{prelude}{{{body}}}")
        elif prelude.startswith("@supports"):
            kept.append(as_read_by(phone, body) if _supports(phone, prelude) else "")
        elif prelude.startswith("@media"):
            kept.append("" if phone.media.search(prelude) else f"{prelude}{{{as_read_by(phone, body)}}}")
        elif not prelude.startswith("@") and not phone.selectors.search(prelude):
            known = (each for each, _ in statements(body, inside=True) if _is_known(phone, each))
            kept.append(f"{prelude}{{{';'.join(known)}}}")
    return "".join(kept)


def nested(sheet: str) -> list[str]:
    """Rules of the sheet that stand inside other rules."""
    found = []
    for prelude, body in statements(sheet):
        if body and prelude.startswith(("@media", "@supports")):
            found += nested(body)
        elif body and not prelude.startswith("@"):
            found += [f"{prelude} {each}" for each, _ in statements(body, inside=True) if "{" in each]
    return found


def statements(css: str, *, inside: bool = False) -> Iterator[tuple[str, str | None]]:
    """Each statement: what stands before its block and the block, which is None where a semicolon ends it.

    `inside` a rule nothing but semicolons ends a declaration: a block that stands there belongs to what nobody knows.
    """
    css = _STRING.sub(_without_marks, css)
    start = at = 0
    while at < len(css):
        if css[at] in "{(":
            end = _closing(css, at)
            if css[at] == "{" and not inside:
                yield css[start:at].strip(), css[at + 1 : end]
                start = end + 1
            at = end
        elif css[at] == ";":
            yield css[start:at].strip(), None
            start = at + 1
        at += 1
    if rest := css[start:].strip():
        yield rest, None


def _without_marks(string: re.Match[str]) -> str:
    """What stands between quotes never opens or ends anything."""
    return string[0].translate({ord(mark): "_" for mark in "{}();"})


def _closing(css: str, at: int) -> int:
    opens, closes = css[at], {"{": "}", "(": ")"}[css[at]]
    depth = 0
    for place in range(at, len(css)):
        depth += {opens: 1, closes: -1}.get(css[place], 0)
        if not depth:
            return place
    return len(css)


def _is_known(phone: OldPhone, declaration: str) -> bool:
    name, colon, value = declaration.partition(":")
    if "{" in declaration or not colon:
        return False
    return not phone.properties.search(name.strip()) and (
        name.startswith("--") or not phone.values.search(value.strip())
    )


def _supports(phone: OldPhone, prelude: str) -> bool:
    """One declaration, or `not` one. Whatever else is asked was not a question yet, and the answer was no."""
    asked = re.fullmatch(r"@supports\s*(not\s*)?\(([\w-]+:.*)\)", prelude)
    return bool(asked) and _is_known(phone, asked[2]) != bool(asked[1]) if asked else False
