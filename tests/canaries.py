"""Words that are nobody's, to be looked for where no words may be: as they are, and as programs disguise them."""

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

WORD = "quokkazebrine"
NAME = "Žabokřeky"  # with letters that every encoding writes in another way
EMAIL = f"{WORD}@vexillary.example.org"
MOBILE = "07700 900951"
#: What is looked for. A phone number is kept without its spaces and with its country.
CANARIES = (WORD, NAME, "vexillary", "7700900951", "7700 900951")


def found(everything: bytes, words: Iterable[str] = CANARIES) -> list[str]:
    """Each word that is there in some disguise, with the disguise."""
    folded = everything.lower()
    return [
        f"{word} as {disguise}"
        for word in words
        for disguise, seen, is_folded in disguises(word)
        if seen in (folded if is_folded else everything)
    ]


def disguises(word: str) -> Iterator[tuple[str, bytes, bool]]:
    """Ways in which a word is written down: name, bytes, and whether capitals do not matter in it."""
    for text in dict.fromkeys((word, word.lower(), word.upper())):
        raw = text.encode()
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le"):
            yield encoding, text.encode(encoding), False
        for at in range(3):  # base64 goes by threes: the word may begin at the first, second or third
            whole = b"\0" * at + raw
            ends = len(whole) - len(whole) % 3
            for name, encode in (("base64", b64encode), ("base64 of addresses", urlsafe_b64encode)):
                yield name, encode(whole[:ends])[4 if at else 0 :], False
        written = {
            "utf-8": raw,
            "percent": quote(text).encode(),
            "plus": quote_plus(text).encode(),
            "JSON": json.dumps(text)[1:-1].encode(),
            "JSON in JSON": json.dumps(json.dumps(text))[3:-3].encode(),
            "Python": ascii(text)[1:-1].encode(),
            "Python's bytes": repr(raw)[2:-1].encode(),
            "HTML": html.escape(text).encode("ascii", "xmlcharrefreplace"),
            "hex": raw.hex().encode(),
        }
        for name, seen in written.items():
            yield name, seen.lower(), True
