"""A made-up language that is read from the right: every word of a page, letter by letter, in Arabic script.

The browser turns each page as it opens. The words are as long as what they stand for, and every label can be worked
out, so that whoever walks still finds the buttons. Numbers, addresses and references stay, as in a translation.
"""

from playwright.sync_api import Page

from tests.browser.hands import BrowserHands

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"[: len(_LATIN)]
_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), _ARABIC * 2)

TURN = """([latin, arabic]) => {
    const kept = /\\d|@|\\w\\.\\w|^[A-Z]{4}-[A-Z]{4}$/;
    const letter = (each) => arabic[latin.indexOf(each.toLowerCase())] ?? each;
    const turned = (text) => text.replace(/\\S+/g, (word) => kept.test(word) ? word : [...word].map(letter).join(""));
    addEventListener("DOMContentLoaded", () => {
        document.documentElement.lang = "ar";
        document.documentElement.dir = "rtl";
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { currentNode: text } = texts;
            if (!text.parentElement.closest("script, style, textarea")) text.data = turned(text.data);
        }
    });
}"""


def turned(label: str) -> str:
    """What a label without numbers is called in this language."""
    return label.translate(_LETTERS)


def speaks_from_the_right(page: Page) -> None:
    """From now on every page that opens speaks this language."""
    page.add_init_script(f"({TURN})({[_LATIN, _ARABIC]!r})")


class TurnedHands(BrowserHands):
    """Hands of somebody who reads this language: whatever is looked for by its label is looked for in it."""

    def presses(self, *labels: str) -> None:
        super().presses(*map(turned, labels))

    def follows(self, label: str) -> None:
        super().follows(turned(label))

    def offers(self, *labels: str) -> bool:
        return super().offers(*map(turned, labels))
