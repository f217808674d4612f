"""Every duty of the fact sheet's table of clocks (§4): where it is computed, its citation, a worked case and its test.

`python -m tests.unit.clocks.duties` prints it.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from portal.clocks import guides
from portal.clocks.guides import Guide
from portal.clocks.limits import Anchor, Limit, Targets
from portal.clocks.statute import LIMITS, dues, lado_due
from portal.clocks.working_days import LONDON
from portal.routing.flags import raised
from portal.vocabulary import Duty, Flag, HappenedWhen, Procedure, Stage
from tests.factories import calendar, told, worked_council

DUES, LADO = "portal.clocks.statute.dues", "portal.clocks.statute.lado_due"
_STATUTE, _GUIDES = "tests.unit.clocks.test_statute.", "tests.unit.clocks.test_guides."
_STATUTORY, _CORPORATE = Procedure.STATUTORY, Procedure.CORPORATE


@dataclass(frozen=True)
class Row:
    """One duty or time. `key` is the row of the fact sheet, empty for a duty that it has not; `works` the case done."""

    key: str
    what: str
    computed: str
    citation: str
    starts: str
    ends: str
    works: Callable[[str], object]
    test: str
    duty: Duty | None = None


def _duty(key: str, what: str, duty: Duty, procedure: Procedure, runs_from: Anchor, worked: str, test: str) -> Row:
    """A row of `LIMITS`. `worked` is `day it begins, day it is due`, as the fact sheet has them."""
    starts, ends = worked.split()

    def works(start: str) -> object:
        if duty is Duty.LADO_REFERRAL:
            return lado_due(date.fromisoformat(start), calendar()).on
        found = dues(procedure, {runs_from: date.fromisoformat(start)}, calendar(), Targets())
        return next(due.on for due in found if due.duty is duty)

    computed = LADO if duty is Duty.LADO_REFERRAL else DUES
    return Row(key, what, computed, limit_of(duty, procedure).citation, starts, ends, works, _STATUTE + test, duty)


def limit_of(duty: Duty, procedure: Procedure) -> Limit:
    """The row of the law's table."""
    return next(row for row in LIMITS if row.duty is duty and (procedure in row.procedures or not row.procedures))


def _time(
    key: str, what: str, computed: str, guide: Guide, worked: str, works: Callable[[date], object], test: str
) -> Row:
    starts, ends = worked.split()
    name = f"portal.clocks.guides.{computed}"
    return Row(
        key, what, name, guide.citation, starts, ends, lambda start: works(date.fromisoformat(start)), _GUIDES + test
    )


def _read_by(start: str) -> object:
    read_by = worked_council().safety.read_by(datetime.fromisoformat(start).replace(tzinfo=LONDON))
    return read_by.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")


_VECTORS = "test_the_vectors_of_the_fact_sheet"
_ON_THE_DAY = "test_what_each_procedure_owes_on_the_day_it_comes_in"
_IN_TURN = "test_stage_3_runs_from_the_request_the_meeting_and_the_report_in_turn"
_CORPORATE1 = "test_the_corporate_clock_starts_when_a_person_acknowledges"
_CORPORATE2 = "test_corporate_stage_2_waits_for_its_own_acknowledgement"
_CORPORATE2_ASKED = "test_a_request_for_corporate_stage_2_owes_its_acknowledgement_and_no_reply_yet"
_NEXT = "test_the_next_stage_is_best_asked_for_within_20_working_days_of_the_reply"
_REQUESTED, _ACKNOWLEDGED = Anchor.STAGE2_REQUESTED, Anchor.STAGE2_ACKNOWLEDGED

ROWS = (
    _duty(
        "ack_statutory",
        "acknowledge a complaint under the children's procedure",
        *(Duty.ACKNOWLEDGEMENT, _STATUTORY, Anchor.RECEIVED, "2026-08-28 2026-09-03", _VECTORS),
    ),
    _duty(
        "stage1",
        "stage 1 reply",
        *(Duty.STAGE1_REPLY, _STATUTORY, Anchor.RECEIVED, "2026-12-18 2027-01-06", _VECTORS),
    ),
    _duty(
        "stage1",
        "stage 1 reply at the latest, where it was put off",
        *(Duty.STAGE1_LATEST, _STATUTORY, Anchor.RECEIVED, "2026-12-18 2027-01-20", _VECTORS),
    ),
    Row(
        "stage1_missed",
        "stage 2 can be asked for the day after stage 1 was due, without a reply",
        "portal.clocks.guides.may_ask_stage2",
        "SI 2006/1738 reg. 14",
        "2026-09-16",
        "None",
        lambda start: guides.may_ask_stage2(date(2026, 9, 15), date.fromisoformat(start)),
        _GUIDES + "test_stage_2_can_be_asked_for_without_a_reply_once_its_date_is_gone",
    ),
    Row(
        "skip_stage1",
        "stage 2 at any time, where both agree in writing",
        "portal.clocks.guides.may_ask_stage2",
        "SI 2006/1738 reg. 16",
        "2026-09-02",
        "None",
        lambda start: guides.may_ask_stage2(
            date(2026, 9, 15), date.fromisoformat(start), skip_agreed_on=date.fromisoformat(start)
        ),
        _GUIDES + "test_stage_2_can_be_asked_for_after_a_reply_or_by_agreement",
    ),
    _time(
        "ask_stage2",
        "ask for stage 2; later, a person decides",
        "ask_next_stage_by",
        guides.ASK_STAGE2,
        "2026-09-15 2026-10-13",
        lambda start: guides.ask_next_stage_by(Stage.LOCAL_RESOLUTION, start, calendar()),
        _NEXT,
    ),
    _duty(
        "stage2",
        "stage 2 reply, the adjudication letter with it",
        *(Duty.STAGE2_REPLY, _STATUTORY, _REQUESTED, "2026-04-02 2026-05-12", _VECTORS),
    ),
    _duty(
        "stage2",
        "stage 2 reply at the latest, where it was put off",
        *(Duty.STAGE2_LATEST, _STATUTORY, _REQUESTED, "2026-04-02 2026-07-08", _VECTORS),
    ),
    _time(
        "ask_stage3",
        "ask for the panel; later, a person decides",
        "ask_next_stage_by",
        guides.ASK_STAGE3,
        "2026-12-01 2026-12-31",
        lambda start: guides.ask_next_stage_by(Stage.INVESTIGATION, start, calendar()),
        _NEXT,
    ),
    _duty(
        "panel",
        "the panel meets",
        *(Duty.STAGE3_PANEL, _STATUTORY, Anchor.STAGE3_REQUESTED, "2026-09-01 2026-10-13", _IN_TURN),
    ),
    _duty(
        "panel_report",
        "the panel's report",
        *(Duty.STAGE3_REPORT, _STATUTORY, Anchor.PANEL_MET, "2026-10-13 2026-10-20", _IN_TURN),
    ),
    _duty(
        "council_final",
        "the council's answer to the panel",
        *(Duty.STAGE3_REPLY, _STATUTORY, Anchor.PANEL_REPORTED, "2026-10-20 2026-11-10", _IN_TURN),
    ),
    _duty(
        "corporate_ack",
        "acknowledge a corporate complaint",
        *(Duty.ACKNOWLEDGEMENT, _CORPORATE, Anchor.RECEIVED, "2026-09-01 2026-09-08", _ON_THE_DAY),
    ),
    _duty(
        "corporate_s1",
        "corporate stage 1 reply",
        *(Duty.CORPORATE1_REPLY, _CORPORATE, Anchor.ACKNOWLEDGED, "2026-09-08 2026-09-22", _CORPORATE1),
    ),
    _duty(
        "corporate_s1",
        "corporate stage 1 reply at the latest, where it was put off",
        *(Duty.CORPORATE1_LATEST, _CORPORATE, Anchor.ACKNOWLEDGED, "2026-09-08 2026-10-06", _CORPORATE1),
    ),
    _duty(
        "corporate_s2",
        "acknowledge the request for corporate stage 2",
        *(Duty.CORPORATE2_ACKNOWLEDGEMENT, _CORPORATE, Anchor.CORPORATE2_REQUESTED),
        *("2026-10-05 2026-10-12", _CORPORATE2_ASKED),
    ),
    _duty(
        "corporate_s2",
        "corporate stage 2 reply",
        *(Duty.CORPORATE2_REPLY, _CORPORATE, _ACKNOWLEDGED, "2026-09-01 2026-09-29", _CORPORATE2),
    ),
    _duty(
        "corporate_s2",
        "corporate stage 2 reply at the latest, where it was put off",
        *(Duty.CORPORATE2_LATEST, _CORPORATE, _ACKNOWLEDGED, "2026-09-01 2026-10-27", _CORPORATE2),
    ),
    _time(
        "late_complaint",
        "complain, from when the grounds arose; later, a person decides",
        "complain_by",
        guides.COMPLAIN,
        "2025-09-01 2026-09-01",
        guides.complain_by,
        "test_a_year_is_a_year_to_the_day",
    ),
    Row(
        "late_complaint",
        "what happened over a year ago is flagged, never turned down",
        "portal.routing.flags.raised",
        "SI 2006/1738 reg. 9",
        "2026-09-01",
        Flag.LATE_REVIEW,
        lambda start: _flagged_late(date.fromisoformat(start)),
        "tests.unit.routing.test_flags.test_over_a_year_is_for_a_person_to_decide",
    ),
    _time(
        "late_complaint",
        "go to the Ombudsman, from when they knew of it; later, the Ombudsman decides",
        "ask_ombudsman_by",
        guides.ASK_OMBUDSMAN,
        "2026-11-10 2027-11-10",
        guides.ask_ombudsman_by,
        "test_a_year_is_a_year_to_the_day",
    ),
    _duty(
        "lado",
        "tell the designated officer of a possible allegation",
        *(Duty.LADO_REFERRAL, _STATUTORY, Anchor.RECEIVED, "2026-09-04 2026-09-07"),
        "test_a_possible_allegation_is_passed_on_by_the_next_working_day_for_the_whole_case",
    ),
    _duty(
        "dp_complaint_ack",
        "acknowledge a data-protection complaint",
        *(Duty.DP_ACKNOWLEDGEMENT, Procedure.DATA_PROTECTION, Anchor.RECEIVED, "2026-09-01 2026-09-30", _ON_THE_DAY),
    ),
    Row(
        "safeguarding_read",
        "a person reads what was marked as danger",
        "portal.council.safety.Safety.read_by",
        "the council's own: safety.read_within_minutes",
        "2026-09-01T16:50",
        "2026-09-02T09:50",
        _read_by,
        "tests.unit.council.test_safety_hours.test_the_worked_council_reads_by",
    ),
    _time(
        "",
        "a person reads whatever came in",
        "first_reading_by",
        guides.FIRST_READING,
        "2026-09-04 2026-09-07",
        lambda start: guides.first_reading_by(start, calendar()),
        "test_a_person_reads_it_by_the_next_working_day",
    ),
    _time(
        "",
        "send a held complaint again, from when the other proceedings ended",
        "resubmit_until",
        guides.RESUBMIT,
        "2026-10-05 2027-10-05",
        guides.resubmit_until,
        "test_a_held_complaint_may_be_sent_again_for_a_year_after_the_other_case_ends",
    ),
    _duty(
        "",
        "answer a request to see records",
        *(Duty.ACCESS_REPLY, Procedure.ACCESS_REQUEST, Anchor.RECEIVED, "2027-01-31 2027-02-28", _ON_THE_DAY),
    ),
    _duty(
        "",
        "answer an idea",
        *(Duty.IDEA_REPLY, Procedure.IDEA, Anchor.RECEIVED, "2026-12-18 2027-01-06", _ON_THE_DAY),
    ),
)


def _flagged_late(received: date) -> object:
    (flag,) = (each.flag for each in raised(told(when=HappenedWhen.OVER_A_YEAR), received))
    return flag


def table() -> str:
    """The rows as a Markdown table."""
    head = ("Fact sheet", "What", "Duty", "Computed in", "By", "Worked case", "Shown by")
    lines = [
        (
            f"`{row.key}`" if row.key else "",
            row.what,
            f"`{row.duty}`" if row.duty else "",
            f"`{row.computed}`",
            row.citation,
            f"{row.starts} → {'may be asked for' if row.ends == 'None' else row.ends}",
            f"`{row.test.removeprefix('tests.unit.')}`",
        )
        for row in ROWS
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in (head, ("---",) * len(head), *lines))


if __name__ == "__main__":
    sys.stdout.write(table())
