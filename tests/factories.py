"""Things as they truly are unless a test says otherwise: plain functions with true defaults, and no test logic."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from portal.cases.assessment import Assessment, assess
from portal.cases.office import Office
from portal.clocks.bank_holidays import england_and_wales
from portal.clocks.working_days import LONDON, WorkingCalendar
from portal.council import Council, load
from portal.db import make_engine
from portal.representations import Exchange, Reply, Representation
from portal.script.reading import checked, read
from portal.sealing import Keyring, new_key
from portal.vocabulary import ReplyHow, Service, Speaker, WhatFor

HERE = Path(__file__).parent
STORIES = HERE / "stories" / "stories.json"

#: Tuesday 1 September 2026, ten in the morning in London.
RECEIVED = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
PORTAL_URL = "https://talk.council.example"
NAME_KEY = "a name key made up for these tests, long enough"

#: Words that must be nowhere but in sealed columns. No two of them stand in each other.
STORY = "Nobody told me why my room changed."
NAME = "Plainly Madeup"
EMAIL = "plainly.madeup@home.example"
MOBILE = "07700 900123"


@cache
def worked_council() -> Council:
    """Windsor and Maidenhead, as kept with the portal."""
    return load("windsor-and-maidenhead")


@cache
def sample_council() -> Council:
    """Sample Shire, as unlike the worked council as a file can be. Its complaints inbox has readers."""
    return load(HERE / "councils" / "sample-shire.toml")


def council_read_by(**readers: tuple[str, ...]) -> Council:
    """The worked council with readers named: `complaints=("Ada Example",)`, `safety_lead=...`, by team key."""
    council = worked_council()
    named = {key.replace("_", "-"): names for key, names in readers.items()}
    return replace(
        council, teams=tuple(replace(team, readers=named.get(team.key, team.readers)) for team in council.teams)
    )


@cache
def calendar() -> WorkingCalendar:
    """The working days of England."""
    return england_and_wales()


def london(day: str, clock: str = "10:00") -> datetime:
    """An instant by the clock in London: `london("2026-09-01", "18:30")`."""
    return datetime.combine(date.fromisoformat(day), time.fromisoformat(clock), LONDON)


def told(what_for: WhatFor = WhatFor.COMPLAINT, *services: Service, **more: object) -> Representation:
    """A child's complaint about being in care, unless told otherwise."""
    facts: dict[str, object] = {"speaker": Speaker.CHILD, "what_happened": STORY}
    facts["services" if what_for is not WhatFor.THANKS else "thanked"] = services or (Service.IN_CARE,)
    return Representation(what_for=what_for, **(facts | more))  # type: ignore[arg-type]


def by_email(**more: str) -> Reply:
    """Somebody who may be written to by email."""
    return Reply(how=ReplyHow.EMAIL, email=EMAIL, **more)


def assessed(
    representation: Representation, received: datetime = RECEIVED, council: Council | None = None
) -> Assessment:
    """What the rules make of it, at the worked council unless told otherwise."""
    return assess(representation, received, council or worked_council(), calendar())


def assessed_answers(answers: Mapping[str, object], received: datetime = RECEIVED) -> Assessment:
    """What the rules make of answers as JSON gives them."""
    return assessed(read(checked(answers)), received)


def stories(path: Path = STORIES) -> list[dict[str, object]]:
    """The stories kept with the tests: each with what is expected of it."""
    kept: list[dict[str, object]] = json.loads(path.read_text("utf-8"))
    return kept


def transcript() -> tuple[Exchange, ...]:
    """A short talk with the wording as it was asked."""
    return (
        Exchange("what-for", "Why are you here today?", ("Something went wrong",)),
        Exchange("what-happened", "What happened?", (STORY, "It was in May.")),
        Exchange("your-name", "What is your name?", (NAME,)),
    )


def office(council: Council | None = None) -> Office:
    """Where representations are received."""
    return Office(council or worked_council(), calendar(), PORTAL_URL, NAME_KEY)


def engine_on(url: str, *keys: str) -> Engine:
    """The database with this address, sealed with these keys or with a fresh one."""
    return make_engine(url, Keyring.of(keys or (new_key(),)))
