"""`portal resend` as somebody types it, after a template was mended: what goes out again, and what is written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, select

from portal.cases import acts, queries
from portal.cases.intake import receive
from portal.cases.queries import CaseRead
from portal.db import make_engine, transaction
from portal.migrating import migrate
from portal.outbox.delivery import Delivery
from portal.outbox.models import Message, MessageState
from portal.outbox.notify import Outcome, Outgoing, PostTray, Refused
from portal.settings import Settings
from portal.vocabulary import Language
from tests.factories import RECEIVED, by_email, office, told, transcript
from tests.integration.cli.conftest import Portal

Mended = Callable[[], bool]


@dataclass
class House:
    """A database with cases in it, and a Notify that refuses receipts until a template is mended."""

    engine: Engine
    env: dict[str, str]
    is_mended: bool = False

    def send(self, message: Outgoing) -> Outcome:
        if message.kind == "receipt-email" and not self.is_mended:
            return Refused("400 BadRequestError: no such template")
        return PostTray().send(message)

    def find(self, reference: str) -> None:
        return None

    def receives(self, key: str) -> str:
        with transaction(self.engine, writes=True) as session:
            said = told(reply=by_email())
            return receive(session, said, transcript(), office(), key=key, language=Language.ENGLISH, now=RECEIVED)

    def delivers(self) -> None:
        later = RECEIVED + timedelta(days=365)  # after whatever the command's own clock says
        settled = partial(acts.message_settled, office=office())
        Delivery(engine=self.engine, notify=self, clock=lambda: later, on_settled=settled).once()

    def receipts(self) -> dict[str, Message]:
        with transaction(self.engine, writes=False) as session:
            rows = session.scalars(select(Message).where(Message.kind == "receipt-email"))
            return {row.id: row for row in rows}

    def case(self, reference: str) -> CaseRead:
        with transaction(self.engine, writes=False) as session:
            case = queries.case_by_reference(session, reference)
        assert case is not None
        return case


@pytest.fixture
def house(local: dict[str, str]) -> Iterator[House]:
    settings = Settings.from_env(local)
    engine = make_engine(settings.database_url, settings.keyring)
    migrate(engine)
    yield House(engine, local)
    engine.dispose()


def states(house: House) -> list[str]:
    return sorted(row.state for row in house.receipts().values())


def test_by_its_id_as_the_case_shows_it(portal: Portal, house: House):
    reference = house.receives("draft-1")
    house.delivers()
    (refused,) = house.receipts()
    assert f"message {refused}" in portal("case", reference, **house.env).stdout
    house.is_mended = True
    result = portal("resend", refused, **house.env)
    assert result.exit_code == 0
    new = result.stdout.split()[-1]
    assert result.stdout == f"{refused} goes out again as {new}\n"
    house.delivers()
    assert house.receipts()[new].state is MessageState.SENT
    (event,) = (event for event in house.case(reference).events if event.happened == "message-sent-again")
    assert event.by.startswith("command line: ")
    assert event.facts == {"kind": "receipt-email", "message": refused, "again": new}


def test_all_of_a_case_and_no_other(portal: Portal, house: House):
    one, _ = house.receives("draft-1"), house.receives("draft-2")
    house.delivers()
    house.is_mended = True
    result = portal("resend", "--case", one.lower().replace("-", " "), **house.env)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "Messages sent again: 1.")
    house.delivers()
    assert states(house) == [MessageState.REFUSED, MessageState.REFUSED, MessageState.SENT]


def test_all_of_a_kind_once(portal: Portal, house: House):
    for number in range(3):
        house.receives(f"draft-{number}")
    house.delivers()
    house.is_mended = True
    assert "sent again: 3." in portal("resend", "--kind", "receipt-email", **house.env).stderr
    assert "sent again: 0." in portal("resend", "--kind", "receipt-email", **house.env).stderr
    assert "sent again: 0." in portal("resend", "--kind", "alert", **house.env).stderr
    house.delivers()
    assert states(house) == [*[MessageState.REFUSED] * 3, *[MessageState.SENT] * 3]


@pytest.mark.parametrize("words", [(), ("some-id", "--kind", "alert"), ("some-id", "--case", "4KTM-7PXC")])
def test_it_wants_to_know_which(portal: Portal, house: House, words: tuple[str, ...]):
    result = portal("resend", *words, **house.env)
    assert result.exit_code == 2
    assert "Say which" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [(("no-such-message",), "There is no message no-such-message."), (("--case", "AAAA-AAAA"), "There is no case")],
)
def test_what_is_not_there_is_a_sentence(portal: Portal, house: House, words: tuple[str, ...], said: str):
    result = portal("resend", *words, **house.env)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_of_several_all_or_none_go_out(portal: Portal, house: House):
    house.receives("draft-1")
    house.delivers()
    (refused,) = house.receipts()
    assert portal("resend", refused, "no-such-message", **house.env).exit_code == 2
    assert len(house.receipts()) == 1
    assert portal("resend", refused, refused, **house.env).exit_code == 2
    assert len(house.receipts()) == 1
