"""The page a monitor reads: how the database stands, on this machine only, and whatever ails the database."""

import json
import os
import socket
import threading
from datetime import timedelta
from http.client import HTTPConnection
from importlib.metadata import version

import pytest
from sqlalchemy import Engine, text
from structlog.testing import capture_logs

from portal import logs
from portal.cases.intake import receive
from portal.db import Unavailable, transaction
from portal.metrics import gauges
from portal.metrics.counting import Counts
from portal.metrics.showing import Shown, apart_from_forks, show
from portal.outbox import post
from portal.vocabulary import Language
from tests.factories import calendar, office, told, transcript
from tests.integration.metrics.conftest import NOW, Reads
from tests.integration.outbox.world import alert, notice


def a_case(engine: Engine) -> None:
    with transaction(engine, writes=True) as session:
        receive(session, told(), transcript(), office(), key="draft", language=Language.ENGLISH, now=NOW)


def waits(engine: Engine, message: object, minutes: int) -> None:
    with transaction(engine, writes=True) as session:
        written = NOW - timedelta(minutes=minutes)
        post(session, message, to="a@home.example", language=Language.ENGLISH, now=written)  # type: ignore[arg-type]


def test_an_empty_portal_stands_at_nothing_by_every_name(reads: Reads):
    numbers = reads()
    assert numbers.pop("portal_database_up") == numbers.pop("portal_schema_current") == 1
    assert numbers.pop(f'portal_build_info{{version="{version("portal")}"}}') == 1
    assert len(numbers) > 15
    assert set(numbers.values()) == {0}


def test_what_waits_in_the_outbox_and_since_when(engine: Engine, reads: Reads):
    waits(engine, notice(), minutes=40)
    waits(engine, alert(), minutes=2)
    numbers = reads()
    assert numbers['portal_outbox_messages{state="due"}'] == 2
    assert numbers["portal_outbox_oldest_seconds"] == 2400
    assert numbers["portal_outbox_oldest_urgent_seconds"] == 120


def test_a_case_and_what_it_owes(engine: Engine, reads: Reads):
    a_case(engine)
    numbers = reads()
    assert numbers['portal_cases_received{kind="complaint"}'] == 1
    assert numbers['portal_duties_near{duty="acknowledgement"}'] == 1
    assert numbers['portal_duties_near{duty="stage1-reply"}'] == 0
    assert numbers['portal_duties_overdue{duty="acknowledgement"}'] == 0


def test_no_label_tells_more_than_was_meant_to_be_told(engine: Engine, reads: Reads, counts: Counts):
    a_case(engine)
    counts.request("answer", 303, 0.1, "kept")
    labels = {part.partition("=")[0] for name in reads() if "{" in name for part in name[:-1].split("{")[1].split(",")}
    assert labels == {"door", "status", "le", "became", "version", "state", "kind", "duty"}


def test_an_older_schema_is_seen(engine: Engine, reads: Reads):
    with transaction(engine, writes=True) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert reads()["portal_schema_current"] == 0


def test_without_its_database_the_counters_still_come(
    engine: Engine, reads: Reads, counts: Counts, monkeypatch: pytest.MonkeyPatch
):
    counts.request("page", 200, 0.1, None)

    def gone(*_: object) -> None:
        raise Unavailable("The database cannot take this now.")

    monkeypatch.setattr(gauges, "at_head", gone)
    numbers = reads()
    assert numbers['portal_requests_total{door="page",status="200"}'] == 1
    assert numbers["portal_database_up"] == 0
    assert not any("outbox" in name for name in numbers)
    monkeypatch.undo()
    assert reads()["portal_database_up"] == 1


def test_a_database_that_thinks_for_too_long_is_not_waited_for_nor_asked_again(
    reads: Reads, monkeypatch: pytest.MonkeyPatch
):
    asked, may_answer = [], threading.Event()

    def hangs(_: Engine) -> bool:
        asked.append(1)
        may_answer.wait(20)
        return True

    monkeypatch.setattr(gauges, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(gauges, "at_head", hangs)
    assert [reads()["portal_database_up"] for _ in range(3)] == [0, 0, 0]
    assert len(asked) == 1
    monkeypatch.setattr(gauges, "PATIENCE_SECONDS", 20)
    may_answer.set()
    assert reads()["portal_database_up"] == 1


def test_what_the_database_refuses_is_counted_by_class(engine: Engine, reads: Reads, counts: Counts):
    counts.watch(engine)
    with pytest.raises(Unavailable), transaction(engine, writes=False) as session:
        session.execute(text("SELECT 1 FROM no_such_table"))
    (name,) = [name for name, number in reads().items() if name.startswith("portal_database_errors_total") and number]
    assert name in {
        'portal_database_errors_total{error="OperationalError"}',
        'portal_database_errors_total{error="UndefinedTable"}',
    }


# ---------------------------------------------------------------- who may read it


def status(port: int, method: str, path: str, host: str) -> int:
    line = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request(method, path, headers={"Host": host})
        return line.getresponse().status
    finally:
        line.close()


@pytest.mark.usefixtures("reads")
@pytest.mark.parametrize(
    ("method", "path", "host", "answer"),
    [
        ("GET", "/metrics", "127.0.0.1:9464", 200),
        ("GET", "/metrics", "localhost", 200),
        ("GET", "/metrics", "a-name-that-leads-here.example", 404),
        ("GET", "/", "localhost", 404),
        ("GET", "/metrics?name=x", "localhost", 404),
        ("POST", "/metrics", "localhost", 501),
    ],
)
def test_it_is_read_by_its_own_name_only(port: int, method: str, path: str, host: str, answer: int):
    assert status(port, method, path, host) == answer


@pytest.mark.usefixtures("reads")
def test_it_listens_on_this_machine_only(port: int):
    with socket.create_server(("127.0.0.2", port)):  # another address of this machine is still free
        pass
    with pytest.raises(OSError, match="in use"), socket.create_server(("127.0.0.1", port)):
        pass


def test_one_that_says_nothing_does_not_keep_the_next_waiting_for_ever(
    reads: Reads, port: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("portal.metrics.showing._Page.timeout", 0.1)
    with socket.create_connection(("127.0.0.1", port)):
        assert reads()["portal_database_up"] == 1
    assert capfd.readouterr().err == ""


def test_a_fault_is_logged_by_its_class_and_the_next_reading_works(
    reads: Reads, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def fails(*_: object) -> None:
        raise RuntimeError("quokkaward")

    logs.configure()
    with monkeypatch.context() as broken:
        broken.setattr("portal.metrics.showing.generate_latest", fails)
        with pytest.raises(OSError, match="Remote end closed"):
            reads()
    assert reads()["portal_database_up"] == 1
    printed = capfd.readouterr()
    entry = json.loads(printed.err)
    assert (entry["event"], entry["error"]) == ("metrics-failed", "RuntimeError")
    assert "quokkaward" not in printed.err + printed.out


def test_where_the_port_is_taken_it_says_so_and_goes_on(engine: Engine, counts: Counts, port: int):
    shown = Shown(engine, calendar(), lambda: NOW, counts=counts)
    with socket.create_server(("127.0.0.1", port)), capture_logs() as entries:
        show(port, shown)()
    assert [(entry["event"], entry["error"]) for entry in entries] == [("metrics-not-shown", "OSError")]


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_no_process_is_made_while_the_database_is_asked():
    """What it is for: a child that was made meanwhile would hold a lock that nobody in it opens."""
    turn, forked = threading.Lock(), threading.Event()
    apart_from_forks(turn)
    turn.acquire()

    def makes_a_child() -> None:
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
        forked.set()

    maker = threading.Thread(target=makes_a_child)
    maker.start()
    assert not forked.wait(0.3)
    turn.release()
    assert forked.wait(20)
    maker.join(20)
    assert not turn.locked()
