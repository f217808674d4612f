"""The stories: every one comes out exactly, kept with the tests and, where it lies beside the checkout, shared."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.factories import STORIES, assessed_answers, stories
from tests.unit.cases.test_against_the_page import came_out

BESIDE = Path(__file__).parents[4] / "shared" / "stories" / "stories.json"


@pytest.mark.parametrize("story", stories(), ids=lambda story: story["name"])
def test_a_story_comes_out_as_expected(story: dict[str, object]):
    received = datetime.fromisoformat(str(story["received"]))
    assert came_out(assessed_answers(story["answers"], received)) == story["expect"]  # type: ignore[arg-type]


def test_there_are_24_stories_each_with_a_name_of_its_own():
    assert len({story["name"] for story in stories()}) == len(stories()) == 24


@pytest.mark.skipif(not BESIDE.is_file(), reason="No shared stories lie beside this checkout.")
def test_the_shared_stories_come_out_too():
    assert len(stories(BESIDE)) >= 24
    for story in stories(BESIDE):
        received = datetime.fromisoformat(str(story["received"]))
        assert came_out(assessed_answers(story["answers"], received)) == story["expect"], story["name"]  # type: ignore[arg-type]


@pytest.mark.skipif(not BESIDE.is_file(), reason="No shared stories lie beside this checkout.")
def test_the_kept_stories_are_the_shared_ones():
    assert stories(BESIDE) == stories(STORIES)
