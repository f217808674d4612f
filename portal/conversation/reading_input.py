"""What a person typed, made safe to keep: control characters out, one form of each letter, one kind of line end.

Nothing a person meant is taken away: emoji, accents and right-to-left text stay as they are.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

Raw = Mapping[str, Sequence[str]]

_UNKEPT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)+")
_PHONE_DRESS = re.compile(r"[\s().\-–]")


def first(raw: Raw, name: str) -> str:
    """The first value posted under a name, cleaned; empty where there is none."""
    values = raw.get(name, ())
    return clean(values[0]) if values else ""


def clean(text: str) -> str:
    """Text as we keep it. NUL and other control characters go, since nobody types them and databases refuse them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _UNKEPT.sub("", text)).strip()


def email(text: str) -> str | None:
    """An address we could write to, or None. Only Notify can tell whether it exists."""
    return text if len(text) <= 254 and _EMAIL.fullmatch(text) else None


def phone(text: str, *, mobile: bool) -> str | None:
    """A phone number without its dress, or None. A UK number must be a mobile where a text is to go to it.

    Digits of any script are read; what is kept is 0 to 9, because nothing else can be dialled. Some landlines have ten
    digits; a mobile has eleven, and one typed short reaches nobody.
    """
    number = _PHONE_DRESS.sub("", "".join(str(unicodedata.decimal(letter, letter)) for letter in text))
    number = re.sub(r"^00", "+", number)
    number = re.sub(r"^\+440?", "0", number)
    if re.fullmatch(r"07\d{9}", number):
        return number
    if re.fullmatch(r"0[0-689]\d{8,9}", number):
        return None if mobile else number
    return number if re.fullmatch(r"\+[1-9]\d{7,14}", number) else None
