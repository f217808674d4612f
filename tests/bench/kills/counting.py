"""What must be true after the kills, as counts, and a sentence for each count that is not as it must be."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select

from portal.cases.models import Case
from portal.db import make_engine, transaction
from portal.outbox.models import Message
from portal.settings import Settings


@dataclass(frozen=True)
class Stored:
    """What the database holds: reference of a case -> the whole telling, and id of a message -> its case."""

    cases: Mapping[str, str]
    messages: Mapping[str, str]
    waiting: int  # messages that are not settled

    @classmethod
    def read(cls, settings: Settings) -> "Stored":
        """Read it in one transaction. Raises db.Unavailable."""
        engine = make_engine(settings.database_url, settings.keyring)
        try:
            with transaction(engine, writes=False) as session:
                cases = session.execute(select(Case.reference, Case.representation)).all()
                columns = select(Message.id, Message.case_reference, Message.due_at)
                messages = session.execute(columns).all()
        finally:
            engine.dispose()
        waiting = sum(row.due_at is not None for row in messages)
        told = {row.reference: row.representation for row in cases}
        return cls(told, {row.id: row.case_reference for row in messages}, waiting)


@dataclass(frozen=True)
class Shown:
    """What people were shown: reference of a receipt -> the story its sender told, how many receipts, what troubles."""

    receipts: Mapping[str, str]
    number: int
    troubles: Mapping[str, int]


@dataclass(frozen=True)
class Sent:
    """What Notify has: message -> how often it was accepted; and how often after it had said so."""

    times: Mapping[str, int]
    again_after_an_answer: int


@dataclass(frozen=True)
class Counts:
    """One run. `messages_taken` counts messages, `taken_again` the times that one was accepted beyond its first."""

    receipts: int
    cases: int
    cases_without_receipt: int
    receipts_without_case: int
    stories_lost: int
    messages: int
    messages_taken: int
    taken_again: int
    taken_again_after_an_answer: int
    cases_without_message: int
    waiting: int
    errors_shown: int  # pages that said "this is our fault" (500)
    busy: int  # pages that said "try again" (502 and up)
    broken: int  # lines cut while somebody waited for a page
    left_behind: int  # processes of ours that outlived their parents

    @classmethod
    def of(cls, stored: Stored, shown: Shown, sent: Sent, left_behind: int) -> "Counts":
        """Held against each other. `left_behind`: how many processes still live."""
        cases, receipts = stored.cases, shown.receipts
        return cls(
            receipts=shown.number,
            cases=len(cases),
            cases_without_receipt=len(cases.keys() - receipts.keys()),
            receipts_without_case=len(receipts.keys() - cases.keys()) + shown.number - len(receipts),
            stories_lost=sum(story not in cases.get(reference, "") for reference, story in receipts.items()),
            messages=len(stored.messages),
            messages_taken=len(stored.messages.keys() & sent.times.keys()),
            taken_again=sum(times - 1 for times in sent.times.values()),
            taken_again_after_an_answer=sent.again_after_an_answer,
            cases_without_message=len(cases.keys() - set(stored.messages.values())),
            waiting=stored.waiting,
            errors_shown=shown.troubles.get("500", 0),
            busy=sum(times for name, times in shown.troubles.items() if name.isdigit() and int(name) > 500),
            broken=shown.troubles.get("broken", 0),
            left_behind=left_behind,
        )

    def faults(self) -> list[str]:
        """What is not as it must be, worst first."""
        must_be_none = {
            "receipts_without_case": "were shown and are no case",
            "stories_lost": "are not what their sender told",
            "cases_without_receipt": "are cases that nobody has a receipt for: somebody was received twice",
            "cases_without_message": "are cases that tell nobody",
            "waiting": "messages were not sent",
            "taken_again_after_an_answer": "messages were sent again after Notify had said that it has them",
            "taken_again": "messages were sent again after Notify had them",
            "errors_shown": "pages said that it was our fault",
            "left_behind": "processes were left behind",
        }
        counted = asdict(self)
        said = [f"{counted[name]} {what}." for name, what in must_be_none.items() if counted[name]]
        if self.cases != self.receipts:
            said.insert(0, f"{self.cases} cases for {self.receipts} receipts.")
        if self.messages_taken != self.messages:
            said.append(f"Notify has {self.messages_taken} of {self.messages} messages.")
        return said
