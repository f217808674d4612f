"""What holds for every act of answering: words are sealed, an old tab does nothing, who only reads may do nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from portal.cases.acts.doing import Changed, NotPermitted
from portal.cases.acts.fields import Value
from portal.vocabulary import Act, Happened, StaffRole
from tests.databases import Databases
from tests.integration.cases.acts.brought_to import acknowledged, found, received
from tests.integration.cases.acts.conftest import StaffDesk

#: Typed into every field for words; plainly made up, and nowhere else.
TYPED = "Zebedee-Marchbanks"


@dataclass(frozen=True)
class Acted:
    """An act that can be done, what is filled in, and what it is kept as."""

    bring: Callable[[StaffDesk, str], str]
    given: Mapping[str, Value]
    kept_as: Happened


def held(desk: StaffDesk, reference: str) -> str:
    acknowledged(desk, reference)
    desk.does(reference, Act.HOLD, **ACTS[Act.HOLD].given)
    return reference


def with_action(desk: StaffDesk, reference: str) -> str:
    found(desk, reference)
    desk.does(reference, Act.ADD_REMEDY, **ACTS[Act.ADD_REMEDY].given)
    return reference


def with_report(desk: StaffDesk, reference: str) -> str:
    acknowledged(desk, reference)
    desk.does(reference, Act.REPORT_RETALIATION, words="Made up.")
    return reference


def with_reply(desk: StaffDesk, reference: str) -> str:
    found(desk, reference)
    desk.does(reference, Act.SEND_REPLY, letter="Made up.", how="post")
    return reference


_LETTER = {"letter": TYPED, "how": "post"}
_PROMISED = {"words": TYPED, "owner": TYPED, "due": date(2026, 10, 1)}
ACTS: dict[Act, Acted] = {
    Act.EXTEND: Acted(
        acknowledged,
        {"reason": "complex", "until": date(2026, 9, 22), "why": TYPED, **_LETTER},
        Happened.EXTENDED,
    ),
    Act.HOLD: Acted(acknowledged, {"proceedings": "court", "why": TYPED, **_LETTER}, Happened.HELD),
    Act.RESUME: Acted(held, {"what": "sent-again", **_LETTER}, Happened.RESUMED),
    Act.DRAFT_REPLY: Acted(acknowledged, {"letter": TYPED}, Happened.REPLY_DRAFTED),
    Act.SEND_REPLY: Acted(found, _LETTER, Happened.REPLIED),
    Act.SEND_CORRECTION: Acted(with_reply, {"why": TYPED, **_LETTER}, Happened.CORRECTED),
    Act.WRITE_AGREEMENT: Acted(found, _LETTER, Happened.AGREEMENT_WRITTEN),
    Act.RECORD_OUTCOME: Acted(acknowledged, {"outcome": "upheld", "why": TYPED}, Happened.OUTCOME_RECORDED),
    Act.ADD_REMEDY: Acted(found, {"what": "apology", **_PROMISED}, Happened.REMEDY_ADDED),
    Act.ADD_LEARNING: Acted(found, {"what": "training", **_PROMISED}, Happened.LEARNING_ADDED),
    Act.SETTLE_ACTION: Acted(with_action, {"done": "done", "why": TYPED}, Happened.ACTION_SETTLED),
    Act.REPORT_RETALIATION: Acted(acknowledged, {"words": TYPED}, Happened.RETALIATION_REPORTED),
    Act.ACT_ON_RETALIATION: Acted(with_report, {"words": TYPED}, Happened.RETALIATION_ACTED_ON),
}


@pytest.mark.parametrize("act", ACTS)
def test_it_is_done_by_who_may_and_nothing_typed_lies_open(desk: StaffDesk, databases: Databases, act: Act):
    acted = ACTS[act]
    reference = acted.bring(desk, received(desk))
    with pytest.raises(NotPermitted):
        desk.does(reference, act, by=desk.joins(StaffRole.SENIOR), **acted.given)
    assert act in desk.can(reference)
    case = desk.does(reference, act, **acted.given)
    event = case.happened(acted.kept_as)
    assert event is not None
    assert TYPED not in str([each.facts for each in case.events])
    assert b"marchbanks" not in databases.lying_there().lower()


@pytest.mark.parametrize("act", ACTS)
def test_an_old_tab_changes_nothing(desk: StaffDesk, act: Act):
    acted = ACTS[act]
    reference = acted.bring(desk, received(desk))
    seen = desk.file(reference).newest
    before, messages = desk.does(reference, Act.ADD_NOTE, note="Made up."), desk.posted()
    with pytest.raises(Changed) as refused:
        desk.does(reference, act, seen=seen, **acted.given)
    assert [each.happened for each in refused.value.since] == [Happened.NOTED]
    assert desk.file(reference) == before
    assert desk.posted() == messages
