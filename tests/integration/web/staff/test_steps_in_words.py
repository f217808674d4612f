"""The timeline in plain words: no code, no key of a row, and nobody who was matched shows through."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from portal.cases.casefile import EventOnFile
from portal.vocabulary import Happened
from portal.vocabulary.labels import label
from portal.web.staff.timeline import Names
from tests.factories import worked_council

SOMEBODY, A_ROW = str(UUID(int=7)), str(UUID(int=8))
NAMES = Names({SOMEBODY: "A Colleague"}, worked_council(), frozenset())
STAGE2 = ["stage2-reply 2026-12-10", "stage2-latest 2027-02-08"]


def lines(happened: Happened, **facts: Any) -> tuple[str, ...]:
    at = datetime(2026, 11, 5, 13, 31, tzinfo=UTC)
    return NAMES.step(EventOnFile(1, at, happened, "rules", facts, has_words=False)).lines


@pytest.mark.parametrize(
    ("happened", "facts", "expected"),
    [
        (Happened.MESSAGE_SENT, {"kind": "receipt-text", "message": A_ROW}, ("What: Receipt to them, by text",)),
        (Happened.RECEIPT_POSTED, {"how": "text", "reachable": True}, ("How: By text",)),
        (
            Happened.NO_RECEIPT_POSSIBLE,
            {"how": "phone", "reachable": False},
            ("How: By phone", "Can be reached by us: no"),
        ),
        (Happened.REPLIED, {"how": "phone"}, ("How: Read out by phone or video",)),
        (Happened.ASSIGNED, {"to": SOMEBODY}, ("To: A Colleague",)),
        (Happened.APPOINTED, {"part": "independent-person", "account": None}, ("As: Independent person",)),
        (
            Happened.STAGE2_ASKED,
            {"on": "2026-11-04", "duties": STAGE2, "late": False},
            (
                "Day: 4 November 2026",
                "Due now: Stage 2 answer by 10 December 2026; Stage 2 answer, latest day by 8 February 2027",
            ),
        ),
        (
            Happened.REPLIED,
            {"duties": ["stage1-reply", "stage1-latest"]},
            ("What was due: Stage 1 reply; Stage 1 reply, latest day",),
        ),
        (Happened.ROUTED, {"because": ["One reason.", "Another"]}, ("Because: One reason. Another",)),
        (Happened.CLOSED, {"outcomes": {"1": "partly-upheld"}}, ("Outcomes: part 1: Partly upheld",)),
        (Happened.INTEREST_DECIDED, {"decision": "no"}, ("Decision: they have no sufficient interest",)),
    ],
)
def test_a_step_says_it_in_words(happened: Happened, facts: dict[str, Any], expected: tuple[str, ...]):
    assert lines(happened, **facts) == expected


def test_what_stands_beside_the_step_or_has_not_changed_is_not_said_again():
    same = {"procedure": "statutory", "was_procedure": "statutory", "on": "2026-11-05"}
    assert lines(Happened.ROUTE_CONFIRMED, **same) == ("Procedure: Children Act procedure (three stages)",)
    changed = same | {"was_procedure": "corporate"}
    assert "Procedure before: Corporate complaints procedure" in lines(Happened.ROUTE_CONFIRMED, **changed)


def test_nobody_who_was_matched_is_named():
    assert lines(Happened.NAMES_MATCHED, people=[SOMEBODY], not_ticked=[SOMEBODY]) == ()


def test_the_members_of_a_panel_are_no_keys():
    assert lines(Happened.PANEL_NAMED, chair=A_ROW, members=[A_ROW], declared_independent=True) == (
        "Declared independent: yes",
    )


def test_every_title_begins_as_a_sentence():
    assert [label(each) for each in Happened if not label(each)[0].isupper() or "-" in label(each)] == []
