"""`portal explain` as somebody types it: stories in, JSON out, and a sentence for what cannot be read."""

import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import Result

from tests.factories import HERE, STORIES, stories
from tests.integration.cli.conftest import Portal
from tests.unit.cases.any_answers import any_answers, any_instant
from tests.unit.cases.as_the_page_says import expected, london_day

ROOT = Path(__file__).parents[3]
SAMPLE = str(HERE / "councils" / "sample-shire.toml")


def story(received: object = "2026-09-01T10:00:00+01:00", **answers: object) -> dict[str, object]:
    return {"received": received, "answers": {key.replace("_", "-"): value for key, value in answers.items()}}


def typed(portal: Portal, what: object, *words: str, **env: str) -> Result:
    return portal("explain", *words, typed=json.dumps(what), **env)


def as_told(explained: dict[str, Any]) -> dict[str, object]:
    """What was printed, in the form the stories use."""
    return {
        "issues": [{key: value for key, value in issue.items() if key != "because"} for issue in explained["issues"]],
        "flags": explained["flags"],
        "alerts": explained["alerts"],
        "notify": explained["notify"],
        "due": {clock["duty"]: clock["due"] for clock in explained["clocks"]},
    }


def test_one_story_is_printed_as_one_object(portal: Portal):
    result = typed(
        portal, story(what_for="complaint", who_are_you="child", which_help=["in-care"], hurt_by_worker="yes")
    )

    assert (result.exit_code, result.stderr) == (0, "")
    explained = json.loads(result.stdout)
    (issue,) = explained["issues"]
    assert list(explained) == ["issues", "flags", "alerts", "notify", "clocks"]
    assert list(issue) == ["kind", "service", "procedure", "team", "because"]
    assert len(issue["because"]) >= 2
    assert explained["flags"] == ["lado", "restricted"]
    assert explained["alerts"] == explained["notify"] == ["complaints", "safety-lead"]
    assert explained["clocks"] == [
        {"duty": "lado-referral", "due": "2026-09-02", "issue": None},
        {"duty": "acknowledgement", "due": "2026-09-04", "issue": 1},
        {"duty": "stage1-reply", "due": "2026-09-15", "issue": 1},
        {"duty": "stage1-latest", "due": "2026-09-29", "issue": 1},
    ]


def test_every_story_of_the_file_comes_out_as_expected(portal: Portal):
    result = portal("explain", str(STORIES))
    assert [as_told(each) for each in json.loads(result.stdout)] == [each["expect"] for each in stories()]


@pytest.mark.parametrize("words", [(), ("-",)])
def test_a_list_is_printed_as_a_list_be_it_of_one_or_none(portal: Portal, words: tuple[str, ...]):
    (one,) = json.loads(typed(portal, [story()], *words).stdout)
    assert one == json.loads(typed(portal, story(), *words).stdout)
    assert json.loads(typed(portal, [], *words).stdout) == []


def test_other_keys_of_a_story_are_passed_over(portal: Portal):
    told = story(what_for="thanks")
    assert typed(portal, told | {"name": "x", "expect": 7, "clocks": None}).stdout == typed(portal, told).stdout


def test_what_is_left_out_is_what_is_passed_over(portal: Portal):
    passed_over = story(what_for=None, which_help=None, safe_now=None, must_not_see=[], reply_how=None)
    assert typed(portal, story()).stdout == typed(portal, passed_over).stdout
    (issue,) = json.loads(typed(portal, story()).stdout)["issues"]
    assert (issue["kind"], issue["service"], issue["procedure"]) == ("complaint", "not-sure", "undecided")


def test_a_code_and_a_list_of_one_are_the_same(portal: Portal):
    plain = typed(portal, story(what_for="complaint", which_help="send", send_about="delay"))
    listed = typed(portal, story(what_for=["complaint"], which_help=["send"], send_about=["delay"]))
    assert plain.stdout == listed.stdout


def test_answers_are_read_off_the_path_too(portal: Portal):
    """Nobody is asked whether they are safe when they say thank you; what stands in the story is read all the same."""
    explained = json.loads(typed(portal, story(what_for="thanks", safe_now="yes")).stdout)
    assert explained["flags"] == ["danger"]


@pytest.mark.parametrize(
    ("received", "acknowledgement"),
    [
        ("2026-09-01T23:30:00+01:00", "2026-09-04"),
        ("2026-09-01T23:30:00Z", "2026-09-07"),  # the 2nd already in London
        ("2026-09-01T23:30:00", "2026-09-04"),  # no offset: a clock in London
        ("2026-09-01", "2026-09-04"),
        ("2026-09-01 18:30", "2026-09-04"),
    ],
)
def test_dates_are_londons(portal: Portal, received: str, acknowledgement: str):
    clocks = json.loads(typed(portal, story(received, what_for="complaint")).stdout)["clocks"]
    assert clocks[0] == {"duty": "acknowledgement", "due": acknowledgement, "issue": 1}


def test_past_the_checked_years_it_still_explains_and_flags_the_dates(portal: Portal):
    explained = json.loads(typed(portal, story("2032-03-24T10:00:00+00:00", when="over-a-year")).stdout)
    assert explained["flags"] == ["dates-unchecked", "late-review"]


def test_another_council_is_named_by_option_or_by_setting(portal: Portal):
    told = story(what_for="complaint", who_are_you="child", which_help="in-care")
    by_option = typed(portal, told, "--council", SAMPLE)
    by_setting = typed(portal, told, PORTAL_COUNCIL=SAMPLE)
    assert by_option.stdout == by_setting.stdout
    assert json.loads(by_option.stdout)["notify"] == ["listening", "north"]


# ------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (story(what_hapened="x"), "Story 1: “what-hapened” is not the key of any question."),
        (story(what_for="moan"), "Story 1: “what-for” does not take “moan”. It takes: complaint, thanks,"),
        (story(which_help=["in-care", "moon"]), "Story 1: “which-help” does not take “moon”."),
        (story(which_help=[["in-care"]]), "Story 1: “which-help” does not take"),
        (story(what_for=["complaint", "thanks"]), "Story 1: “what-for” takes one code."),
        (story(what_for=7), "Story 1: “what-for” does not take “7”."),
        (story(what_for=True), "Story 1: “what-for” does not take “True”."),
        (story(what_happened=7), "Story 1: “what-happened” takes text."),
        (story(your_name=["a", "b"]), "Story 1: “your-name” takes text."),
        (story(about_to_change_date="tomorrow"), "Story 1: “about-to-change-date” takes a date"),
        ([story(), story(what_for="moan")], "Story 2: “what-for” does not take “moan”."),
        ([story(), 7], 'Story 2: A story needs "answers"'),
        (7, 'Story 1: A story needs "answers"'),
        ({"received": "2026-09-01"}, 'Story 1: A story needs "answers"'),
        ({"received": "2026-09-01", "answers": []}, 'Story 1: A story needs "answers"'),
        ({"answers": {}}, 'Story 1: A story needs "received"'),
        (story(None), 'Story 1: A story needs "received"'),
        (story("yesterday"), 'Story 1: A story needs "received"'),
        (story("2026-02-30"), 'Story 1: A story needs "received"'),
        (story(20260901), 'Story 1: A story needs "received"'),
        (story("9999-12-31T23:00:00+00:00"), "Story 1: that date is too far away to count from."),
        (story("0001-01-01T00:00:00+14:00"), "Story 1: that date is too far away to count from."),
    ],
)
def test_a_story_that_cannot_be_read_is_refused_with_a_sentence(portal: Portal, what: object, sentence: str):
    result = typed(portal, what)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["", "{", "received", "[1,]", b"\xff\xfe", "[" * 100_000, '{"received": ' + "1" * 5_000 + "}"]
)
def test_what_is_not_json_is_refused_with_a_sentence(portal: Portal, text: str | bytes):
    result = portal("explain", typed=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("This is not JSON: ")


def test_a_file_saved_by_windows_is_read(portal: Portal, tmp_path: Path):
    (tmp_path / "story.json").write_text(json.dumps(story()), encoding="utf-8-sig")
    assert portal("explain", "story.json").exit_code == 0


@pytest.mark.parametrize(
    ("words", "word"),
    [(("nowhere.json",), "nowhere.json"), (("--council", "nowhere", "-"), "nowhere"), (("-", "b"), "unexpected")],
)
def test_a_file_or_council_that_is_not_there_is_named(portal: Portal, words: tuple[str, ...], word: str):
    result = typed(portal, story(), *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr


# ------------------------------------------------------------- by itself, and fast

WHAT_WAS_LOADED = """
import sys
from portal.cli import main
main(["explain", sys.argv[1]], standalone_mode=False)
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def test_it_needs_no_database_no_key_no_web_and_leaves_nothing_behind(tmp_path: Path):
    run = subprocess.run(
        [sys.executable, "-c", WHAT_WAS_LOADED, str(STORIES)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(json.loads(run.stdout)) == 24
    assert {"flask", "sqlalchemy", "granian", "alembic"} & set(run.stderr.split()) == set()
    assert list(tmp_path.iterdir()) == []


def test_a_thousand_stories_take_seconds_and_come_out_as_the_page_says(portal: Portal):
    chance = Random("a thousand stories")  # noqa: S311 - a seed brings them back
    told, wanted = [], []
    for _ in range(1_000):
        received = any_instant(chance)
        answers = any_answers(chance, london_day(received))
        told.append({"received": received.isoformat(), "answers": answers})
        wanted.append(expected(answers, received))

    began = time.monotonic()
    result = typed(portal, told)
    took = time.monotonic() - began

    assert [as_told(each) for each in json.loads(result.stdout)] == wanted
    assert took < 10  # half a second on the machine this was written on
