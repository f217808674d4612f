"""The rules against the page they come from: thousands of stories, each routed twice, by two hands."""

from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest

from portal.cases.assessment import Assessment
from portal.script.reading import known_keys
from portal.vocabulary import Flag, Procedure
from tests.factories import assessed_answers, stories
from tests.unit.cases.any_answers import ONE_OF, SERVICES, SEVERAL_OF, TEXT, any_answers, any_instant
from tests.unit.cases.as_the_page_says import expected, london_day

STORIES_A_SEED = 1_000


def came_out(assessment: Assessment) -> dict[str, object]:
    """An assessment in the form the stories use."""
    return {
        "issues": [
            {"kind": each.kind, "service": each.service, "procedure": each.procedure, "team": each.team}
            for each in assessment.issues
        ],
        "flags": [str(flag) for flag in assessment.flag_codes],
        "alerts": list(assessment.alerts),
        "notify": list(assessment.notify),
        "due": {str(due.duty): due.on.isoformat() for due in assessment.leading},
    }


@pytest.mark.parametrize("seed", range(5))
def test_any_story_comes_out_as_the_page_says(seed: int):
    chance = Random(seed)  # noqa: S311 - a story is no secret, and a seed brings it back
    seen: Counter[str] = Counter()
    for _ in range(STORIES_A_SEED):
        received = any_instant(chance)
        answers = any_answers(chance, london_day(received))
        came = came_out(assessed_answers(answers, received))
        assert came == expected(answers, received), answers
        seen.update({issue["procedure"] for issue in came["issues"]} | set(came["flags"]))  # type: ignore[attr-defined, call-overload]
    rare = {str(each): seen[each] for each in (*Procedure, *Flag) if seen[each] < 4}
    # So the comparison has met every procedure, and every flag that comes with a story.
    assert rare == {Flag.DATES_UNCHECKED: 0, Flag.UNDELIVERED: 0, Flag.RETALIATION: 0, Flag.TEAM_NOT_TOLD: 0}


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["name"])
def test_the_page_and_the_stories_agree(story: dict[str, object]):
    received = datetime.fromisoformat(str(story["received"]))
    assert expected(story["answers"], received) == story["expect"]  # type: ignore[arg-type]


def test_the_script_takes_every_key_of_the_page():
    assert {*ONE_OF, *SEVERAL_OF, *TEXT, "what-happened", "about-to-change-date"} <= known_keys()


@pytest.mark.parametrize(
    ("key", "code"), [(key, code) for key, codes in {**ONE_OF, **SEVERAL_OF}.items() for code in codes.split()]
)
def test_the_script_takes_every_code_of_the_page(key: str, code: str):
    assert assessed_answers({key: code}).issues


def test_a_service_is_a_question_of_its_own():
    assert len(SERVICES) == len(set(SERVICES)) == 26


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-29"),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), "2026-03-30"),  # the first evening of summer time
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), "2026-10-25"),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), "2026-10-25"),  # the first evening after it
    ],
)
def test_the_page_has_its_own_london_clock(instant: datetime, day: str):
    assert london_day(instant).isoformat() == day
