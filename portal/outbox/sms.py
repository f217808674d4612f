"""What fits in a text message: which characters Notify sends, and how many texts they make.

It refuses to know what the message says.
"""

import unicodedata

LONGEST = 918  # characters; GOV.UK Notify refuses a longer text: six parts of 153

# GSM 03.38, the alphabet every phone has, and its extension, in which a character counts twice.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("^{}\\[~]|€")
# Notify sends these as they are, for Welsh; the whole text then costs as Unicode.
_WELSH = frozenset("ÀàÁáÂâÈÊêËëÌÍíÎîÏïÒÓóÔôÙÚúÛûÝýỲỳŴŵŶŷŸÿẀẁẂẃẄẅ")

_GSM_PART, _GSM_ALONE = 153, 160
_UNICODE_PART, _UNICODE_ALONE = 67, 70

_PLAIN = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "\t": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": "",
        "\u200c": "",
        "\u200d": "",
        "\u2060": "",
        "\ufeff": "",
    }
)


def unsendable(text: str) -> frozenset[str]:
    """The characters of a text that Notify would change or refuse."""
    return frozenset(text) - _GSM - _EXTENSION - _WELSH


def plain(text: str) -> str:
    """The same words in characters that can be sent: curly quotes made straight, strange accents dropped.

    What has no likeness becomes a question mark: this is for a council's own words, and a receipt must never fail on
    one of them.
    """
    return "".join(_letter(char) for char in text.translate(_PLAIN))


def parts(text: str) -> int:
    """How many text messages this makes, as phones and bills count them."""
    if set(text) <= _GSM | _EXTENSION:
        length = len(text) + sum(char in _EXTENSION for char in text)
        alone, part = _GSM_ALONE, _GSM_PART
    else:
        length, alone, part = len(text), _UNICODE_ALONE, _UNICODE_PART
    return 1 if length <= alone else -(-length // part)


def _letter(char: str) -> str:
    if not unsendable(char):
        return char
    base = unicodedata.normalize("NFKD", char)[:1]
    return base if not unsendable(base) else "?"
