"""`portal explain`: where stories would go, under which procedure, who is told and by when. No database, no key."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO

import click

from portal.cases.assessment import Assessment, assess
from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.working_days import LONDON
from portal.council import load
from portal.script.reading import checked, read
from portal.settings import LOCAL_COUNCIL
from portal.vocabulary import Refusal


class BadStory(Refusal):
    """A story is not of the form `portal explain` reads."""


@click.command("explain")
@click.argument("file", type=click.File(encoding="utf-8-sig"), default="-")
@click.option("--council", help="Council file or key; else PORTAL_COUNCIL; else the worked council.")
def command(file: TextIO, council: str | None) -> None:
    """Read one story or a list of them from FILE (or standard input), and print what the rules make of each.

    A story is {"received": ISO instant, "answers": {key: code | [codes] | text}}. In the clocks, "issue" counts the
    issues from 1, and is null where the duty is the whole case's.
    """
    stories = _stories(file)
    loaded = load(council or os.environ.get("PORTAL_COUNCIL") or LOCAL_COUNCIL)
    calendar = england_and_wales(loaded.extra_bank_holidays)
    several = isinstance(stories, list)
    explained = []
    for number, story in enumerate(stories if several else [stories], start=1):
        try:
            answers, received = _story(story)
            explained.append(_shown(assess(read(checked(answers)), received, loaded, calendar)))
        except Refusal as refusal:
            raise BadStory(f"Story {number}: {refusal}") from refusal
        except OverflowError as error:  # the first and last days Python knows have no neighbour to count to
            raise BadStory(f"Story {number}: that date is too far away to count from.") from error
    json.dump(explained if several else explained[0], sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def _stories(file: TextIO) -> Any:
    try:
        return json.load(file)
    except (ValueError, RecursionError) as error:  # also text that is not UTF-8, and nesting without end
        raise BadStory(f"This is not JSON: {error}.") from error


def _story(story: object) -> tuple[Mapping[str, object], datetime]:
    if not isinstance(story, dict) or not isinstance(story.get("answers"), dict):
        raise BadStory('A story needs "answers", a map from question to answer.')
    try:
        received = datetime.fromisoformat(story.get("received", ""))
    except (TypeError, ValueError) as error:
        raise BadStory('A story needs "received", an ISO date and time such as 2026-09-01T10:00:00+01:00.') from error
    # A time without an offset is a time in London: nobody at a desk there means anything else.
    return story["answers"], received if received.tzinfo else received.replace(tzinfo=LONDON)


def _shown(assessed: Assessment) -> dict[str, Any]:
    return {
        "issues": [
            {
                "kind": issue.kind,
                "service": issue.service,
                "procedure": issue.procedure,
                "team": issue.team,
                "because": list(issue.because),
            }
            for issue in assessed.issues
        ],
        "flags": sorted(assessed.flag_codes),
        "alerts": list(assessed.alerts),
        "notify": list(assessed.notify),
        "clocks": _clocks(assessed),
    }


def _clocks(assessed: Assessment) -> Iterable[dict[str, Any]]:
    return [{"duty": due.duty, "due": due.on.isoformat(), "issue": due.issue} for due in assessed.leading]
