"""What we said would go, goes: of every table, when its time is over, a little at a time, and leaving no trace."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, text, update

from portal import letting_go
from portal.cli import purge
from portal.council import Retention
from portal.db import begun, leave_no_trace, transaction
from portal.drafts.models import Draft
from portal.letting_go import AT_ONCE, batches, let_go
from portal.outbox.models import DeliveryStatus, Message, MessageState
from portal.tables import METADATA
from tests.databases import Databases
from tests.hands import ClientHands
from tests.integration.keeping.conftest import Command
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, STORY, a_childs_complaint

KINDS = {"drafts", "tokens", "tries", "messages", "codes", "sign_ins", "sign_in_tries"}


def gone_from(portal: PortalAtHand) -> dict[str, int]:
    with transaction(portal.engine, writes=True) as session:
        return let_go(session, portal.clock.now, portal.app.extensions["portal"].council.retention)


def nothing_but(**gone: int) -> dict[str, int]:
    return dict.fromkeys(KINDS, 0) | gone


def rows_in(engine: Engine, table: str) -> int:
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608


def half_told(portal: PortalAtHand) -> Talk[ClientHands]:
    talk = portal.talk()
    talk.starts()
    for answer in ("complaint", "child", "no"):
        talk.says(answer)
    talk.writes(STORY)
    return talk


# -------------------------------------------------------------------------------------------------- drafts


def test_an_unsent_draft_goes_with_all_its_tokens_when_its_time_is_over(portal: PortalAtHand):
    code = half_told(portal).stops()
    portal.talk().comes_back(" ".join(code))
    assert (rows_in(portal.engine, "drafts"), rows_in(portal.engine, "draft_tokens")) == (1, 2)
    portal.clock.passes(days=7, seconds=-1)
    assert gone_from(portal)["drafts"] == 0
    portal.clock.passes(seconds=1)
    assert gone_from(portal) == nothing_but(drafts=1)
    assert (rows_in(portal.engine, "drafts"), rows_in(portal.engine, "draft_tokens")) == (0, 0)


def test_wrong_codes_are_forgotten_after_a_minute(portal: PortalAtHand):
    portal.talk().comes_back("oak oak oak oak")
    counted = rows_in(portal.engine, "code_tries")
    assert counted > 0
    portal.clock.passes(minutes=1)
    assert gone_from(portal) == nothing_but(tries=counted)


def test_what_was_sent_stays_openable_by_its_code_as_long_as_its_case_is_there(portal: PortalAtHand):
    receipt = a_childs_complaint(portal.talk())
    code = receipt.code
    portal.delivers()
    portal.clock.passes(days=3000)
    assert gone_from(portal) == nothing_but(tokens=1, messages=3)
    somebody = portal.talk()
    somebody.comes_back(" ".join(code))
    assert receipt.reference in somebody.hands.says()
    with transaction(portal.engine, writes=True) as session:
        session.execute(text("DELETE FROM draft_tokens"))
        for table in reversed(METADATA.sorted_tables):
            if table.name == "cases" or "case_id" in table.c:
                session.execute(delete(table))
    assert gone_from(portal) == nothing_but(codes=1)
    assert portal.drafts() == []


# -------------------------------------------------------------------------------------------------- messages


def test_messages_that_went_out_go_after_the_councils_days(portal: PortalAtHand):
    days = portal.app.extensions["portal"].council.retention.messages_days
    reference = a_childs_complaint(portal.talk()).reference
    portal.delivers()
    events = portal.case(reference).events
    portal.clock.passes(days=days, seconds=-1)
    gone_from(portal)
    assert rows_in(portal.engine, "outbox") == 3
    portal.clock.passes(seconds=1)
    assert gone_from(portal)["messages"] == 3
    assert portal.case(reference).events == events  # what was sent and when is the case's to keep


@pytest.mark.parametrize(
    "left",
    [
        {"state": MessageState.DUE},
        {"state": MessageState.CLAIMED},
        {"state": MessageState.UNKNOWN},
        {"state": MessageState.REFUSED, "sent_at": None},
        *({"receipt": each} for each in ("permanent-failure", "temporary-failure", "technical-failure")),
    ],
    ids=lambda left: "-".join(str(value) for value in left.values() if value),
)
def test_one_that_somebody_must_see_to_stays_whatever_its_age(portal: PortalAtHand, left: dict[str, object]):
    a_childs_complaint(portal.talk())
    portal.delivers()
    changed = {"receipt": DeliveryStatus(str(left["receipt"]))} if "receipt" in left else left
    if left.get("state") in {MessageState.DUE, MessageState.CLAIMED, MessageState.UNKNOWN}:
        changed = left | {"due_at": portal.clock.now, "sent_at": None}
    with transaction(portal.engine, writes=True) as session:
        session.execute(update(Message).values(**changed))
    portal.clock.passes(days=3000)
    assert gone_from(portal)["messages"] == 0
    assert rows_in(portal.engine, "outbox") == 3


def test_one_that_was_sent_again_in_another_goes_with_those_that_went_out(portal: PortalAtHand):
    a_childs_complaint(portal.talk())
    portal.delivers()
    refused = {"state": MessageState.REFUSED, "sent_at": None, "resent_as": "another"}
    with transaction(portal.engine, writes=True) as session:
        session.execute(update(Message).values(**refused))
    assert gone_from(portal)["messages"] == 0
    portal.clock.passes(days=3000)
    assert gone_from(portal)["messages"] == 3


def test_no_case_ever_goes(portal: PortalAtHand):
    reference = a_childs_complaint(portal.talk()).reference
    words = portal.words_of(reference)
    portal.clock.passes(days=36_500)
    gone_from(portal)
    assert portal.words_of(reference) == words


# -------------------------------------------------------------------------------------------------- leaving no trace


def sealed_values(engine: Engine) -> dict[str, bytes]:
    with engine.connect() as connection:
        bodies = {f"draft {row.id}": row.body for row in connection.execute(text("SELECT id, body FROM drafts"))}
        told = connection.execute(text('SELECT id, "to", personalisation FROM outbox'))
        messages = {f"{name} {row.id}": row[at] for row in told for at, name in ((1, "to"), (2, "said"))}
    return {name: bytes(value) for name, value in (bodies | messages).items() if value}


def test_nothing_of_it_lies_in_the_file_or_its_log(portal: PortalAtHand, databases: Databases):
    if databases.kind != "sqlite":
        pytest.skip("PostgreSQL leaves that to its own housekeeping: see the test below")
    half_told(portal)
    talk = half_told(portal)
    half_sent = [value for name, value in sealed_values(portal.engine).items() if name.startswith("draft")]
    talk.answers(A_CHILD_IN_CARE)
    talk.sends()
    portal.delivers()
    before = [*half_sent, *sealed_values(portal.engine).values()]
    assert any(value in databases.lying_there() for value in before)
    portal.clock.passes(days=100)
    gone_from(portal)
    leave_no_trace(portal.engine)
    lying_there = databases.lying_there()
    assert [value for value in before if value in lying_there] == []


def test_on_postgresql_nothing_of_it_can_be_asked_for_and_no_word_was_ever_readable(
    portal: PortalAtHand, databases: Databases
):
    if databases.kind != "postgresql":
        pytest.skip("see the test above")
    half_told(portal)
    (draft,) = (row.id for row in portal.drafts())
    assert sealed_values(portal.engine)
    before = databases.lying_there()
    assert draft.encode() in before
    assert STORY.encode() not in before
    portal.clock.passes(days=100)
    gone_from(portal)
    leave_no_trace(portal.engine)
    assert sealed_values(portal.engine) == {}
    after = databases.lying_there()
    assert draft.encode() not in after
    assert STORY.encode() not in after


def test_while_somebody_reads_the_log_is_left_and_nobody_waits(portal: PortalAtHand, databases: Databases):
    if databases.kind != "sqlite":
        pytest.skip("a log of SQLite's")
    half_told(portal)
    with begun(portal.engine, writes=False) as reader:
        assert reader.execute(text("SELECT count(*) FROM drafts")).scalar() == 1
        half_told(portal)
        leave_no_trace(portal.engine)
        assert portal.file.with_name(f"{portal.file.name}-wal").stat().st_size > 0
    leave_no_trace(portal.engine)
    assert portal.file.with_name(f"{portal.file.name}-wal").stat().st_size == 0


# -------------------------------------------------------------------------------------------------- a little at a time


def many_drafts(portal: PortalAtHand, number: int) -> None:
    now = portal.clock.now
    over = {"created_at": now, "touched_at": now, "expires_at": now - timedelta(seconds=1)}
    with transaction(portal.engine, writes=True) as session:
        session.add_all(Draft(id=f"{n:06}", body="x", language="en_GB", code_turn=0, **over) for n in range(number))


def test_each_transaction_removes_only_some(portal: PortalAtHand, monkeypatch: pytest.MonkeyPatch):
    many_drafts(portal, 2 * AT_ONCE + 1)
    retention = portal.app.extensions["portal"].council.retention
    batch, sizes = letting_go.drafts.purge_unsent, list[int]()

    def counted(*given):  # type: ignore[no-untyped-def]
        sizes.append(batch(*given))
        return sizes[-1]

    monkeypatch.setattr(letting_go.drafts, "purge_unsent", counted)
    removed = purge._purge(portal.engine, retention, threading.Event())
    assert removed["drafts"] == 2 * AT_ONCE + 1
    assert sizes == [AT_ONCE, AT_ONCE, 1]


def test_told_to_stop_it_stops_between_two(portal: PortalAtHand):
    many_drafts(portal, 3 * AT_ONCE)
    stop = threading.Event()
    stop.set()
    assert purge._purge(portal.engine, portal.app.extensions["portal"].council.retention, stop)["drafts"] == AT_ONCE


def test_of_several_at_once_each_removes_what_the_others_leave(portal: PortalAtHand):
    many_drafts(portal, 5 * AT_ONCE)
    retention = portal.app.extensions["portal"].council.retention
    with ThreadPoolExecutor(3) as pool:
        removed = list(pool.map(lambda _: purge._purge(portal.engine, retention, threading.Event()), range(3)))
    assert sum(each["drafts"] for each in removed) == 5 * AT_ONCE
    assert rows_in(portal.engine, "drafts") == 0


def test_an_answer_kept_meanwhile_saves_its_draft(portal: PortalAtHand):
    talk = half_told(portal)
    portal.clock.passes(days=7, seconds=-1)
    late = portal.clock.now + timedelta(hours=1)
    talk.says("no")  # one second before its time is over
    with transaction(portal.engine, writes=True) as session:
        assert batches(retention_of(portal))["drafts"](session, late, AT_ONCE) == 0
    assert len(portal.drafts()) == 1


def test_what_somebody_holds_is_left_for_the_next_time(portal: PortalAtHand, databases: Databases):
    if databases.kind != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    many_drafts(portal, 3)
    with begun(portal.engine, writes=True) as holder:
        holder.execute(text("SELECT id FROM drafts WHERE id = '000001' FOR UPDATE"))
        assert gone_from(portal)["drafts"] == 2
    assert gone_from(portal)["drafts"] == 1


def retention_of(portal: PortalAtHand) -> Retention:
    retention: Retention = portal.app.extensions["portal"].council.retention
    return retention


def test_the_command_tells_how_many_of_each_went(portal: PortalAtHand, command: Command):
    many_drafts(portal, 2)
    result = command("purge")
    assert result.exit_code == 0
    assert result.stderr == "Removed 2 drafts, 0 tokens, 0 tries, 0 messages, 0 codes, 0 sign_ins, 0 sign_in_tries.\n"
