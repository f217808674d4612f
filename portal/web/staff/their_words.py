"""What they told us, as it was asked and said, for whoever may read it. It opens nothing: others hand it the words."""

from collections.abc import Iterable, Iterator

from portal.representations import Exchange
from portal.vocabulary import Act

#: Questions whose answers say where somebody can be reached or found.
_CONTACTS = frozenset({"reply-how", "find-you"})


def told(transcript: Iterable[Exchange], may: frozenset[Act]) -> Iterator[tuple[str, str]]:
    """What was asked, and what they said. How to reach them only for who needs it, and nothing for who may not read."""
    if Act.READ_WORDS not in may:
        return
    for turn in transcript:
        if turn.key not in _CONTACTS or Act.SEE_CONTACT in may:
            yield turn.asked, "\n".join(turn.said)
