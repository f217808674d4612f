"""What is told in one step of time: one event, or what the post did alike within an hour. It knows no words for any."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from portal.cases.casefile import EventOnFile
from portal.council import MessageKind
from portal.vocabulary import Happened

#: News of the post that says the same each time; what failed, and what somebody must know of, stands by itself.
_ALIKE = frozenset({Happened.MESSAGE_SENT, Happened.MESSAGE_DELIVERED})
_TOGETHER = timedelta(hours=1)
#: What says by itself that these messages go out.
_SAID_BEFORE = {Happened.REMINDED.value: frozenset({MessageKind.REMINDER, MessageKind.ALARM})}


def folded(events: Iterable[EventOnFile]) -> Iterator[tuple[EventOnFile, ...]]:
    """Events in their order, each with those that are told in one breath with it: alike, and close together.

    That a message went is left out where the event before says so already; that one did not is always told.
    """
    run: list[EventOnFile] = []
    said: frozenset[MessageKind] = frozenset()
    for event in events:
        if run and not (_is_news(event) and event.at - run[0].at < _TOGETHER):
            yield from _by_kind(run)
            run = []
        if not _is_news(event):
            said = _SAID_BEFORE.get(event.happened, frozenset())
            yield (event,)
        elif event.facts["kind"] not in said:
            run.append(event)
    yield from _by_kind(run)


def _is_news(event: EventOnFile) -> bool:
    # What a fact of it asks somebody to see is told by itself: such as that it may have gone twice.
    return event.happened in _ALIKE and event.facts.keys() <= {"kind", "message"}


def _by_kind(run: Sequence[EventOnFile]) -> Iterator[tuple[EventOnFile, ...]]:
    for happened in dict.fromkeys(event.happened for event in run):
        yield tuple(event for event in run if event.happened == happened)
