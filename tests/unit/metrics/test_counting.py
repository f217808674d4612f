"""Counters of one process: what they are called, what their labels may be, and that files hold nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import values
from prometheus_client.exposition import generate_latest

from portal.metrics import FOLDER, counts_into
from portal.metrics.counting import Counts
from portal.outbox.outcomes import Refused, Retry, Sent, Stop, Unknown

WORDS = "quokkaward"


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = values.ValueClass
    yield
    values.ValueClass = before


def shown(counts: Counts) -> dict[str, float]:
    lines = generate_latest(counts.registry).decode().splitlines()
    found = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in found if "_created" not in name and float(value)}


def test_a_request_counts_in_its_door_its_status_and_its_time():
    counts = Counts.alone()
    counts.request("page", 200, 0.004, None)
    counts.request("page", 200, 0.2, None)
    counted = shown(counts)
    assert counted['portal_requests_total{door="page",status="200"}'] == 2
    assert counted['portal_request_seconds_bucket{door="page",le="0.005"}'] == 1
    assert counted['portal_request_seconds_sum{door="page"}'] == pytest.approx(0.204)
    assert not any("portal_answers" in name for name in counted)


def test_an_answer_counts_by_what_became_of_it():
    counts = Counts.alone()
    counts.request("answer", 303, 0.004, "kept")
    counts.request("answer", 422, 0.004, "asked-again")
    counted = shown(counts)
    assert counted['portal_answers_total{became="kept"}'] == counted['portal_answers_total{became="asked-again"}'] == 1


@pytest.mark.parametrize(
    ("outcome", "called"),
    [
        (Sent("id"), "sent"),
        (Refused(WORDS), "refused"),
        (Retry(WORDS), "retry"),
        (Unknown(WORDS), "unknown"),
        (Stop(WORDS), "stop"),
        (None, "unsettled"),
    ],
)
def test_a_try_to_send_counts_by_kind_and_outcome_and_not_by_its_reason(outcome: object, called: str):
    counts = Counts.alone()
    counts.tried("alert", outcome)
    assert shown(counts) == {f'portal_sends_total{{message="alert",outcome="{called}"}}': 1}


def test_no_label_is_there_but_those_that_were_thought_about():
    counts = Counts.alone()
    counts.request("answer", 303, 0.1, "kept")
    counts.tried("alert", None)
    labels = {name for line in shown(counts) for name in re.findall(r'(\w+)="', line)}
    assert labels == {"door", "status", "le", "became", "message", "outcome"}


# ---------------------------------------------------------------- in files, beside other processes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def test_one_that_comes_back_under_its_name_goes_on_where_it_was(folder: Path):
    for expected in (1, 2):
        counts = Counts.into(folder, "delivery")
        counts.tried("alert", Sent("id"))
        assert shown(counts)['portal_sends_total{message="alert",outcome="sent"}'] == expected
    assert {file.name for file in folder.iterdir()} == {"counter_delivery.db", "histogram_delivery.db"}


def test_the_room_of_its_files_is_taken_before_anything_is_counted(folder: Path):
    Counts.into(folder, "4711")
    for file in folder.iterdir():
        assert file.stat().st_blocks * 512 >= file.stat().st_size > 0


def test_where_there_is_no_room_nothing_is_counted_and_nothing_breaks(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def full(*_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.posix_fallocate", full)
    assert counts_into(str(folder), "4711") is None
    assert "not-counted" in capsys.readouterr().out
