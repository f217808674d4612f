"""Logs hold ids and places: whatever words come near them, and by whichever way, stay out."""

import gc
import json
import logging
import sys
import threading
import warnings
from contextvars import Context
from dataclasses import dataclass
from io import StringIO
from typing import Any

import pytest
import structlog

from portal import logs

WORDS = "He shouted quokkaward at me"


@dataclass
class Log:
    """Standard error, read back as what was logged."""

    captured: pytest.CaptureFixture[str]

    def text(self) -> str:
        printed = self.captured.readouterr()
        assert printed.out == ""
        assert WORDS not in printed.err
        return printed.err

    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text().splitlines()]

    def entry(self) -> dict[str, Any]:
        (entry,) = self.entries()
        return entry


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Log:
    logs.configure()
    return Log(capsys)


def fails() -> None:
    try:
        raise KeyError(WORDS)
    except KeyError as error:
        raise ValueError(WORDS) from error


def failure() -> ValueError:
    with pytest.raises(ValueError, match=WORDS) as caught:
        fails()
    return caught.value


def test_a_line_is_json_with_what_level_and_when(log: Log):
    structlog.get_logger().info("message-sent", message="4711")
    entry = log.entry()
    assert (entry["event"], entry["level"], entry["message"]) == ("message-sent", "info", "4711")
    assert entry["timestamp"].endswith("Z")


def test_an_entry_stays_on_its_line_whatever_is_in_it(log: Log):
    structlog.get_logger().info("event", reason="one\ntwo\u2028three")
    text = log.text()
    assert text.count("\n") == 1
    assert text.isascii()


def test_what_is_bound_to_a_request_stands_in_its_entries(log: Log):
    def within_one() -> None:
        logs.REQUEST.set("0a1b")
        structlog.get_logger().info("event")

    # In contexts of their own: another test of this process may have asked a portal for something.
    Context().run(within_one)
    Context().run(structlog.get_logger().info, "event")
    within, after = log.entries()
    assert within["request"] == "0a1b"
    assert "request" not in after


def test_a_value_that_is_not_plain_is_named_by_its_class(log: Log):
    class Told:
        def __repr__(self) -> str:
            return WORDS

    structlog.get_logger().info("event", reason=Told())
    assert log.entry()["reason"] == "Told"


# ---------------------------------------------------------------- errors


def test_of_an_error_its_class_its_cause_and_its_way_are_told():
    told = logs.told(failure())
    assert (told["error"], told["cause"]) == ("ValueError", "KeyError")
    assert [place.rpartition(":")[0] for place in told["at"]] == ["unit/logs/test_logs.py"] * len(told["at"])
    assert WORDS not in str(told)


def test_a_long_way_is_told_from_where_it_broke():
    def deep(n: int) -> None:
        deep(n - 1) if n else fails()

    with pytest.raises(ValueError, match=WORDS) as caught:
        deep(50)
    assert logs.told(caught.value)["at"] == logs.told(caught.value)["at"][-12:]
    assert logs.told(caught.value)["at"][-1] == logs.told(failure())["at"][-1]


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (OSError(28, WORDS), {"errno": "ENOSPC"}),
        (OSError(28, WORDS, f"/{WORDS}"), {"errno": "ENOSPC"}),
        (ConnectionError(WORDS), {}),
        (OSError(123456, WORDS), {}),
        (OSError(WORDS, WORDS), {}),
    ],
)
def test_of_the_systems_own_errors_it_is_told_which(error: OSError, named: dict[str, str]):
    told = logs.told(error)
    assert {name: told[name] for name in told if name == "errno"} == named
    assert WORDS not in str(told)


def test_no_error_is_told_as_nothing():
    assert logs.told(None) == {}


def test_an_error_that_is_being_dealt_with_is_told_without_its_words(log: Log):
    try:
        fails()
    except ValueError:
        structlog.get_logger().exception("event")
    assert log.entry()["error"] == "ValueError"


def test_an_error_handed_over_is_told_without_its_words(log: Log):
    structlog.get_logger().error("event", exc_info=failure())
    assert log.entry()["error"] == "ValueError"


def test_an_error_nobody_caught_is_told_without_its_words(log: Log):
    error = failure()
    sys.excepthook(ValueError, error, error.__traceback__)
    entry = log.entry()
    assert (entry["event"], entry["error"]) == ("process-failed", "ValueError")


def test_an_interruption_is_no_failure(log: Log):
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert log.entries() == []


def test_a_thread_that_failed_is_told_without_its_words(log: Log):
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    entry = log.entry()
    assert (entry["event"], entry["error"]) == ("thread-failed", "ValueError")


def test_a_thread_that_ended_itself_has_not_failed(log: Log):
    thread = threading.Thread(target=sys.exit)
    thread.start()
    thread.join()
    assert log.entries() == []


def test_an_error_where_nobody_can_catch_it_is_told_without_its_words(log: Log):
    class Goes:
        def __del__(self) -> None:
            fails()

    Goes()
    gc.collect()
    entry = log.entry()
    assert (entry["event"], entry["error"]) == ("error-lost", "ValueError")


# ---------------------------------------------------------------- other people's records and warnings


def test_a_librarys_record_keeps_who_and_where_and_not_a_word(log: Log):
    logging.getLogger("urllib3.connectionpool").warning("Retrying %s", WORDS)
    entry = log.entry()
    assert (entry["event"], entry["level"], entry["library"]) == ("library", "warning", "urllib3.connectionpool")
    assert entry["where"].startswith("test_logs:")


def test_a_librarys_error_is_told_by_its_class(log: Log):
    try:
        fails()
    except ValueError:
        logging.getLogger("sqlalchemy.pool").exception(WORDS)
    entry = log.entry()
    assert (entry["level"], entry["error"]) == ("error", "ValueError")


def test_what_a_library_tells_to_pass_the_time_is_not_logged(log: Log):
    logging.getLogger("alembic").info(WORDS)
    assert log.entries() == []


@pytest.mark.parametrize(("name", "said"), [("_granian", True), ("granian", False)])
def test_only_the_web_servers_word_on_its_own_processes_is_repeated(log: Log, name: str, said: bool):
    logging.getLogger(name).error("Unexpected exit from worker-2")
    assert ("said" in log.entry()) is said


def test_no_other_word_of_the_web_server_is(log: Log):
    logging.getLogger("_granian").error(f"Unexpected exit from worker-1 {WORDS}")
    assert "said" not in log.entry()


def test_granians_own_configuration_leaves_its_records_to_ours(log: Log):
    from granian.log import LogLevels, access_logger, configure_logging, logger

    configure_logging(LogLevels.error, logs.FOR_GRANIAN)
    assert (logger.handlers, access_logger.handlers) == ([], [])
    logger.error("Application callable raised an exception", exc_info=failure())
    access_logger.info("GET /talk/%s", WORDS)
    entry = log.entry()
    assert (entry["said"], entry["error"]) == ("Application callable raised an exception", "ValueError")


def test_a_warning_is_named_by_its_kind_and_place(log: Log):
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(WORDS, RuntimeWarning, stacklevel=1)
    entry = log.entry()
    assert (entry["event"], entry["category"]) == ("warning", "RuntimeWarning")
    assert entry["at"][0].startswith("unit/logs/test_logs.py:")


# ---------------------------------------------------------------- the stream


def test_set_up_twice_it_logs_once(log: Log):
    logs.configure()
    logging.getLogger("urllib3").warning("again")
    assert len(log.entries()) == 1


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), ValueError("I/O operation on closed file")])
def test_a_line_that_cannot_be_written_stops_nobody(log: Log, monkeypatch: pytest.MonkeyPatch, fault: Exception):
    class Full(StringIO):
        def write(self, _: str) -> int:
            raise fault

    monkeypatch.setattr(sys, "stderr", Full())
    structlog.get_logger().info("event")
    logging.getLogger("urllib3").warning("event")
