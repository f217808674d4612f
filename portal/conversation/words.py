"""A sentence in the two ways we say it. Knows nothing of councils: `{placeholders}` are filled by whoever shows it."""

from dataclasses import dataclass

from portal.vocabulary import Register


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence (or label) in both registers; each text is a message id for translation."""

    child: str
    adult: str

    def to(self, register: Register) -> str:
        """The text for one register."""
        return self.child if register is Register.CHILD else self.adult


def same(text: str) -> Words:
    """Words that are alike in both registers."""
    return Words(text, text)
