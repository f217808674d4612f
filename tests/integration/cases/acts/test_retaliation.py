"""Somebody is treated worse for telling us: heard without proof, alerted at once, shown until somebody saw to it."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.cases.acts.doing import NotFilledIn, NotNow, NotPermitted, NotSeen
from portal.db import transaction
from portal.outbox.models import Message
from portal.vocabulary import Act, Flag, Role, Service, StaffRole, WhatFor, YesNoNotSure
from tests.factories import council_read_by, office
from tests.integration.cases.acts.brought_to import acknowledged, closed, last, received
from tests.integration.cases.acts.conftest import StaffDesk

WORDS = "Zebedee may not use the phone since he told us."


def reported(desk: StaffDesk, reference: str, **given: object):  # type: ignore[no-untyped-def]
    return desk.does(reference, Act.REPORT_RETALIATION, **({"words": WORDS} | given))  # type: ignore[arg-type]


def seen_to(desk: StaffDesk, reference: str, **given: object):  # type: ignore[no-untyped-def]
    filled = {"words": "The carer gave the phone back to Zebedee."}
    return desk.does(reference, Act.ACT_ON_RETALIATION, **(filled | given))  # type: ignore[arg-type]


def alerts(desk: StaffDesk) -> list[Message]:
    with transaction(desk.engine, writes=False) as session:
        return list(session.scalars(select(Message).where(Message.kind == "alert").order_by(Message.created_at)))


def inbox(desk: StaffDesk, role: Role) -> str:
    return desk.office.council.team_for_role(role).inbox


def test_a_report_raises_the_flag_and_alerts_the_safety_team_at_once(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    case = reported(desk, reference)
    flag = case.flag(Flag.RETALIATION)
    assert flag is not None
    assert flag.because == "Somebody says they are treated worse for having told us."
    (alert,) = alerts(desk)
    assert (alert.to, alert.urgent, alert.due_at) == (inbox(desk, Role.SAFETY), True, desk.now)
    assert "Zebedee" not in alert.personalisation + case.reference
    assert last(case, "alerted") == {"teams": ["safety-lead"], "flag": "retaliation"}
    assert last(case, "retaliation-reported") == {}
    assert desk.written(reference, "retaliation-reported") == WORDS


def test_the_safety_lead_sees_the_case_from_then_on(desk: StaffDesk):
    reference, lead = acknowledged(desk, received(desk)), desk.joins(StaffRole.SAFETY_LEAD)
    with pytest.raises(NotSeen):
        seen_to(desk, reference, by=lead)
    reported(desk, reference)
    seen_to(desk, reference, by=lead)


def test_a_second_report_alerts_again_and_raises_one_flag(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    reported(desk, reference)
    case = reported(desk, reference, words="Now he may not go out.")
    assert len(alerts(desk)) == 2
    assert [event.happened for event in case.events].count("flagged") == 1
    assert [event.happened for event in case.events].count("retaliation-reported") == 2


def test_it_is_settled_by_what_was_done_and_raised_again_by_the_next_report(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    reported(desk, reference)
    case = seen_to(desk.on(date(2026, 9, 3)), reference)
    assert case.flag(Flag.RETALIATION) is None
    assert last(case, "retaliation-acted-on") == {"on": "2026-09-03", "reported_on": "2026-09-01"}
    assert desk.written(reference, "retaliation-acted-on") == "The carer gave the phone back to Zebedee."
    assert reported(desk.on(date(2026, 9, 4)), reference).flag(Flag.RETALIATION) is not None


def test_there_is_something_to_see_to_only_once_it_was_reported(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotNow, match="Nobody has reported that, or it was seen to"):
        seen_to(desk, reference)
    reported(desk, reference)
    seen_to(desk, reference)
    with pytest.raises(NotNow, match="Nobody has reported that, or it was seen to"):
        seen_to(desk, reference)


def test_it_was_not_seen_to_before_it_was_reported_nor_tomorrow_nor_without_a_word(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    reported(desk.on(date(2026, 9, 3)), reference)
    with pytest.raises(NotFilledIn) as refused:
        seen_to(desk, reference, on=date(2026, 9, 2))
    assert refused.value.problems == {"on": "Day it was done: it was reported on 3 September 2026."}
    for given in ({"on": date(2026, 9, 4)}, {"words": ""}):
        with pytest.raises(NotFilledIn) as refused:
            seen_to(desk, reference, **given)
        assert set(refused.value.problems) == set(given)
    assert desk.file(reference).flag(Flag.RETALIATION) is not None


def test_a_report_without_words_alerts_nobody(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    with pytest.raises(NotFilledIn):
        reported(desk, reference, words=" ")
    assert alerts(desk) == []


def test_the_promise_has_no_end_and_holds_for_thanks_too(desk: StaffDesk):
    shut = closed(desk, acknowledged(desk, received(desk)))
    reported(desk, shut)
    assert desk.file(shut).flag(Flag.RETALIATION) is not None
    reported(desk, received(desk, Service.FOSTERING, what_for=WhatFor.THANKS))
    assert len(alerts(desk)) == 2


def test_whoever_knows_the_case_reports_and_a_senior_reads_only(desk: StaffDesk):
    reference = acknowledged(desk, received(desk))
    theirs = desk.joins(StaffRole.TEAM_MANAGER, teams=("pods",))
    reported(desk, reference, by=theirs)
    for act in (Act.REPORT_RETALIATION, Act.ACT_ON_RETALIATION):
        with pytest.raises(NotPermitted):
            desk.does(reference, act, by=desk.joins(StaffRole.SENIOR), words=WORDS)
    with pytest.raises(NotPermitted):
        seen_to(desk, reference, by=theirs)


def test_in_a_case_kept_to_few_the_safety_team_is_alerted_where_it_may_read_it(desk: StaffDesk):
    reference = received(desk, hurt_by_worker=YesNoNotSure.YES)
    before = len(alerts(desk))
    reported(desk, reference)
    assert len(alerts(desk)) == before + 1
    assert last(desk.file(reference), "alerted")["teams"] == ["safety-lead"]


def test_and_where_it_may_not_the_reader_from_outside_is_alerted_in_its_place(desk: StaffDesk):
    desk.office = office(council_read_by(safety_lead=("Ottoline Example",)))
    reference = received(desk, hurt_by_worker=YesNoNotSure.YES, who_was_it="It was Ottoline.")
    outside = desk.office.council.safety.fallback_reader
    before = {alert.id for alert in alerts(desk)}
    case = reported(desk, reference)
    (alert,) = (alert for alert in alerts(desk) if alert.id not in before)
    assert alert.to == desk.office.council.team(outside).inbox
    assert last(case, "alerted")["teams"] == [outside]
