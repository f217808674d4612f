"""Case references a person can read out on a bad line: no look-alikes, no vowels so no words, and a check character."""

import secrets

#: No vowels, nor the Y that stands in for one (CRY, WHY), so no accidental words; no 0/O/Q, 1/I/L, 2/Z, 5/S, 8/B, and
#: no U beside V. Luhn mod N needs an even count.
ALPHABET = "34679CDFGHJKMNPRTVWX"
_RANDOM = 7  # 20 ** 7: 1.3 thousand million references


def new_reference() -> str:
    """A fresh reference such as `4KTM-7PXC`. The caller makes sure it is not taken."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
    return _dressed(body + check_character(body))


def check_character(body: str) -> str:
    """The character that tells a slip: any one wrong character, and nearly all swaps of neighbours (Luhn mod N)."""
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def read_reference(text: str) -> str | None:
    """The reference somebody typed or said, in its one form, whatever stands between; None where it cannot be one."""
    bare = "".join(character for character in text.upper() if character.isalnum())
    if len(bare) != _RANDOM + 1 or any(character not in ALPHABET for character in bare):
        return None
    return _dressed(bare) if check_character(bare[:-1]) == bare[-1] else None


def _dressed(bare: str) -> str:
    return f"{bare[:4]}-{bare[4:]}"
