"""What councils write into cells: what it is taken for, and what is said where it can be nothing."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.reports.history.lists import PLAIN, checks, read, the_case, the_faults

SERVICES = (
    "first-contact, social-worker, safety-plan, conference, in-care, leaving-care, disability, send, fostering, "
    "kinship-sgo, adoption, early-help, youth-justice, young-carer, homeless, transport, school, school-places, court, "
    "health, police, other-council, adult-care, my-records, somewhere-else, not-sure"
)
A_DAY = "Write it as 2016-02-29 or 29/02/2016."


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("service", "In-Care", "in-care"),
        ("service", "in_care", "in-care"),
        ("service", "My social worker, or help at home", "social-worker"),  # as a child reads it
        ("service", "A social worker, or help at home", "social-worker"),  # as an adult reads it
        ("service", "Special educational needs", "send"),  # as staff read it
        ("service", "MASH", "first-contact"),
        ("service", "Referral & Assessment", "first-contact"),
        ("service", "Referral and Assessment", "first-contact"),
        ("service", "16+", "leaving-care"),
        ("service", "CYPDS", "disability"),
        ("service", "YOT", "youth-justice"),
        ("kind", "COMPLAINT", "complaint"),
        ("kind", "Make a complaint", "complaint"),
        ("complainant_group", "Care leaver", "care-leaver"),
        ("complainant_group", "I am a child or a young person", "child"),
        ("complainant_group", "kinship-carer", "relative"),
        ("complainant_group", "I work with children", "other"),
        ("stage", "Stage 1", "local-resolution"),
        ("stage", "2", "investigation"),
        ("stage", "Stage 3, review panel", "review-panel"),
        ("outcome", "Partially upheld", "partly-upheld"),
        ("outcome", "No finding possible", "no-finding"),
        ("procedure", "Corporate complaints procedure", "corporate"),
        ("ombudsman", "Investigated: not upheld", "investigated-not-upheld"),
        ("ombudsman", "No", "none"),
        ("ombudsman", "N/A", "none"),
        ("ombudsman", "-", "none"),
        *(("outcome", nothing, None) for nothing in ("ongoing", "On-going", "Open", "still open", "n/a", "-", "–")),
    ],
)
def test_a_code_is_known_by_itself_and_by_what_people_call_it(
    tmp_path: Path, column: str, written: str, code: str | None
):
    assert getattr(the_case(tmp_path, **{column: written}), column) == code


@pytest.mark.parametrize(
    ("written", "themes"),
    [
        ("", ()),
        ("delay", ("delay",)),
        ("Staff conduct; Information not considered", ("staff-conduct", "info-not-considered")),
        ("delay;delay ;; DELAY", ("delay",)),
        ("No service, or a poor one", ("no-or-poor-service",)),
        (  # as the worked council's report says them
            "Attitude/behaviour of staff; Failed to take all information into account; unhappy with decision",
            ("staff-conduct", "info-not-considered", "decision"),
        ),
    ],
)
def test_a_case_may_have_several_themes_each_once(tmp_path: Path, written: str, themes: tuple[str, ...]):
    assert the_case(tmp_path, themes=written).themes == themes


@pytest.mark.parametrize(
    ("written", "team", "is_known"),
    [
        ("pods", "pods", True),
        ("PODs", "pods", True),
        ("the social work teams (PODs)", "pods", True),
        ("Social work teams", "pods", True),
        ("The children and young people's disability team", "cypds", True),
        ("children and young people’s disability team (cypds)", "cypds", True),
        ("Duty   and Assessment", "Duty and Assessment", False),
        *((each, "not known", False) for each in ("not known", "Not  Known", "unknown", "N/A", "na", "-", "?")),
        ("Not applicable", "not known", False),
        ("??", "??", False),
        ("=1+1", "=1+1", False),
    ],
)
def test_a_team_is_known_by_key_name_or_letters_and_else_stays_as_written(
    tmp_path: Path, written: str, team: str, is_known: bool
):
    assert the_case(tmp_path, team=written).team == team
    assert checks().teams.key(written) == (team, is_known)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016-02-29", date(2016, 2, 29)),
        ("29/02/2016", date(2016, 2, 29)),
        ("1/4/2016", date(2016, 4, 1)),
        ("01/04/2016 00:00", date(2016, 4, 1)),
        ("2016-04-01T00:00:00", date(2016, 4, 1)),
        ("1990-01-01", date(1990, 1, 1)),
        ("2026-09-01", date(2026, 9, 1)),  # today
    ],
)
def test_a_day_is_read(tmp_path: Path, written: str, day: date):
    assert the_case(tmp_path, received=written).received_on == day


@pytest.mark.parametrize(
    ("received", "says"),
    [
        ("", f"is empty. {A_DAY}"),
        ("29/02/2015", f"“29/02/2015” is no day of the calendar. {A_DAY}"),
        ("02/29/2016", f"“02/29/2016” is no day of the calendar. {A_DAY}"),
        ("01/04/16", f"“01/04/16” is not written as a date. {A_DAY}"),
        ("1 April 2016", f"“1 April 2016” is not written as a date. {A_DAY}"),
        ("١/٤/٢٠١٦", f"“١/٤/٢٠١٦” is not written as a date. {A_DAY}"),
        ("31/12/1989", "is 1989-12-31, which is before 1990. Look whether the year is right."),
        ("2026-09-02", "is 2026-09-02, which is in the future. Look whether the year is right."),
    ],
)
def test_a_day_that_cannot_be_is_told(tmp_path: Path, received: str, says: str):
    assert the_faults(tmp_path, received=received) == [f"Row 2, received: {says}"]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"reference": " "}, "reference: is empty. Write the reference."),
        ({"team": ""}, "team: is empty. Write the team. Where nobody knows any more, write: not known."),
        (
            {"reference": "P" * 101},
            "reference: is too long, or holds a sign that cannot be shown. Write it shorter and plainer.",
        ),
        ({"kind": ""}, "kind: is empty. Write one of: complaint, compliment."),
        ({"kind": "idea"}, "kind: is an idea. Take the row out: only complaints and compliments come in."),
        ({"kind": "moan"}, "kind: “moan” is no kind. Write one of: complaint, compliment."),
        ({"service": "Parks"}, f"service: “Parks” is no service. Write one of: {SERVICES}."),
        (
            {"service": "PODs"},
            "service: is “PODs”, which may be several. Write the one it was: social-worker, safety-plan, in-care.",
        ),
        (
            {"complainant_group": "mum"},
            "complainant_group: “mum” is no complainant group. Write one of: child, care-leaver, parent, relative, "
            "foster-carer, special-guardian, adopter, advocate, other.",
        ),
        (
            {"outcome": "The mother said that nobody had told her anything"},
            "outcome: (what is written there is not shown: it is longer than a code) is no outcome. Write one of: "
            "upheld, partly-upheld, not-upheld, no-finding, withdrawn, not-eligible, or leave it empty.",
        ),
        (
            {"ombudsman": "yes"},
            "ombudsman: “yes” is no ombudsman. Write one of: none, made, investigated-upheld, "
            "investigated-not-upheld, or leave it empty.",
        ),
        (
            {"stage": "Four"},
            "stage: “Four” is no stage. Write one of: 1, 2, 3, local-resolution, investigation, review-panel, "
            "or leave it empty.",
        ),
        ({"due": "soon"}, f"due: “soon” is not written as a date. {A_DAY.removesuffix('.')}, or leave it empty."),
        (
            {"replied": "2016-08-31"},
            "replied: is 2016-08-31, which is before it was received (2016-09-01). "
            "Look which of the two dates is right, or leave replied empty.",
        ),
        (
            {"due": "2016-08-31"},
            "due: is 2016-08-31, which is before it was received (2016-09-01). "
            "Look which of the two dates is right, or leave due empty.",
        ),
        (
            {"due": "2206-09-15"},
            "due: is 2206-09-15, which is more than a year from now. "
            "Look whether the year is right, or leave it empty.",
        ),
        (
            {"replied": "2026-09-15"},
            "replied: is 2026-09-15, which is in the future. Look whether the year is right, or leave it empty.",
        ),
        (
            {"procedure": "compliment"},
            "procedure: is compliment, and kind is complaint. "
            "Look which of the two is right, or leave procedure empty.",
        ),
        (
            {"kind": "compliment", "outcome": "upheld"},
            "outcome: is upheld, of a compliment. Empty this cell, or write complaint under kind.",
        ),
        (
            {"kind": "compliment", "ombudsman": "made"},
            "ombudsman: is made, of a compliment. Empty this cell, or write complaint under kind.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_row_its_column_and_its_cure(tmp_path: Path, cells: dict[str, str], says: str):
    assert the_faults(tmp_path, **cells) == [f"Row 2, {says}"]


def test_a_theme_that_is_not_shown_is_told_by_its_place_among_several(tmp_path: Path):
    words = "The mother said that nobody had told her"
    found = the_faults(tmp_path, themes=f"delay; {words};; x; {words}")
    assert [each.split(" is no ")[0] for each in found] == [
        "Row 2, themes: the 2nd theme (what is written there is not shown: it is longer than a code)",
        "Row 2, themes: “x”",
        "Row 2, themes: the 4th theme (what is written there is not shown: it is longer than a code)",
    ]
    assert all(each.endswith("complaint-handling, other, or leave it empty.") for each in found)


def test_all_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path):
    found = the_faults(tmp_path, kind="x", received="x", service="x", themes="delay;x;y")
    assert [each.split(":")[0] for each in found] == [
        "Row 2, kind",
        "Row 2, received",
        "Row 2, service",
        "Row 2, themes",
        "Row 2, themes",
    ]


@pytest.mark.parametrize(
    ("service", "group", "procedure"),
    [
        ("in-care", "child", "statutory"),
        ("safety-plan", "parent", "corporate"),
        ("safety-plan", "child", "statutory"),  # undecided: the shortest clock runs
        ("send", "parent", "corporate"),  # undecided, but no part of it is the children's procedure
        ("kinship-sgo", "special-guardian", "statutory"),
        ("conference", "parent", "corporate"),  # the council's list says that it answered these itself
        ("school", "parent", "corporate"),
        ("early-help", "relative", "corporate"),
    ],
)
def test_a_procedure_that_is_left_out_is_told_by_service_and_group(
    tmp_path: Path, service: str, group: str, procedure: str
):
    assert the_case(tmp_path, service=service, complainant_group=group).procedure == procedure
    assert the_case(tmp_path, service=service, complainant_group=group, procedure="corporate").procedure == "corporate"


@pytest.mark.parametrize(
    ("cells", "due"),
    [
        pytest.param({}, date(2016, 9, 15), id="ten working days"),
        pytest.param({"received": "2016-08-26"}, date(2016, 9, 12), id="over a bank holiday"),
        pytest.param({"procedure": "corporate"}, date(2016, 9, 15), id="the council's target, from receipt"),
        pytest.param({"due": "29/09/2016"}, date(2016, 9, 29), id="as it is written"),
        pytest.param({"procedure": "access-request"}, date(2016, 10, 1), id="a month"),
        pytest.param({"procedure": "court"}, None, id="no reply is owed"),
        pytest.param({"stage": "2"}, date(2016, 9, 15), id="of the first stage, however far it went"),
        pytest.param({"received": "2006-12-29"}, None, id="bank holidays that are not known"),
        pytest.param({"kind": "compliment", "due": "2016-09-15", "stage": "1"}, None, id="nothing is owed for thanks"),
    ],
)
def test_when_it_was_due_is_counted_where_it_is_left_out(tmp_path: Path, cells: dict[str, str], due: date | None):
    assert the_case(tmp_path, **cells).due_on == due


def test_optional_columns_may_be_missing_altogether(tmp_path: Path):
    (case,), _ = read(tmp_path, PLAIN)
    assert (case.themes, case.stage, case.replied_on, case.outcome, case.ombudsman) == ((), None, None, None, "none")


def test_learning_is_kept_in_its_parts_and_shown_by_nothing(tmp_path: Path):
    case = the_case(tmp_path, learning="Call back; =Keep one worker ;")
    assert case.learning == ("Call back", "=Keep one worker")
    assert "worker" not in repr(case).replace("social-worker", "")
