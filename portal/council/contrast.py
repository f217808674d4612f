"""How far apart two colours are for the eye: contrast as WCAG 2.2 works it out. Knows no council but its colours."""

from collections.abc import Iterator

from portal.council.model import Colours

#: What the council's colours are seen beside: the page, and the bubbles on it. The sheets' tokens have the same.
BESIDE = {"light": {"page": "#f3f1ec", "bubble": "#ffffff"}, "dark": {"page": "#14181d", "bubble": "#1e242b"}}
WORDS = 4.5  # https://www.w3.org/TR/WCAG22/#contrast-minimum
EDGES = 3.0  # https://www.w3.org/TR/WCAG22/#non-text-contrast


def contrast(one: str, other: str) -> float:
    """The ratio of two colours as #rrggbb, from 1 (the same) to 21 (black and white)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG's definition: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def too_close(colours: Colours) -> Iterator[tuple[str, str, float]]:
    """Each colour that is too close to another: its key in the council file, what is wrong, the ratio it needs."""
    for name, palette in (("light", colours.light), ("dark", colours.dark)):
        beside = BESIDE[name]
        place = min(beside, key=lambda each: contrast(palette.brand, beside[each]))
        for key, one, what, other, least in (
            ("on_brand", palette.on_brand, "on the colour it is written on", palette.brand, WORDS),
            ("brand", palette.brand, f"beside the {place}", beside[place], EDGES),
        ):
            ratio = contrast(one, other)
            if ratio < least:
                # Cut off, not rounded: 4.496 must not read as if it were enough.
                yield f"colours.{name}.{key}", f"is {one}, and {int(ratio * 100) / 100:.2f} to 1 {what}, {other}", least
