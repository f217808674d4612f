"""Who can be called changes with the hour: the number that answers now comes first, and says until when it does."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.council.week import LONDON
from tests.databases import Databases
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand, portal_for_real

DAY, NIGHT = "01628 683150", "01344 351999"
NIGHT_HOURS = "Monday to Thursday from 5pm to 9am, Friday from 4.45pm to Monday at 9am, and bank holidays"
SHIRE = "https://portal.sampleshire.gov.uk"

#: The moment, the number that comes first, and what is said of each.
HOURS = [
    ("in hours", "2026-09-01 10:30", DAY, "They answer until 5pm today.", f"They answer: {NIGHT_HOURS}."),
    ("a minute before they open", "2026-09-01 08:59", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am today, you can"),
    ("as they open", "2026-09-01 09:00", DAY, "They answer until 5pm today.", "After that, call the Emergency"),
    ("a minute before they close", "2026-09-01 16:59", DAY, "They answer until 5pm today.", "After that, call the"),
    ("as they close", "2026-09-01 17:00", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am on Wednesday 2 September,"),
    ("a minute after", "2026-09-01 17:01", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am on Wednesday 2 September,"),
    ("at night", "2026-09-02 03:00", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am today, you can call MASH"),
    ("Friday, which ends early", "2026-09-04 16:44", DAY, "They answer until 4:45pm today.", "After that, call"),
    ("Friday evening", "2026-09-04 16:45", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am on Monday 7 September,"),
    ("at the weekend", "2026-09-05 12:00", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am on Monday 7 September,"),
    ("on a bank holiday", "2026-08-31 12:00", NIGHT, f"They answer: {NIGHT_HOURS}.", "From 9am on Tuesday 1"),
    ("when the offices are closed", "2026-12-29 12:00", NIGHT, "They answer:", "From 9am on Monday 4 January,"),
]
AT_EACH_HOUR = pytest.mark.parametrize(
    ("case", "moment", "number", "first", "then"), HOURS, ids=[case for case, *_row in HOURS]
)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def in_danger(talk: Talk[ClientHands], who: str, answer: str = "yes") -> str:
    talk.starts()
    for code in ("complaint", who, answer):
        talk.says(code)
    return talk.hands.says()


def held_to(said: str, number: str, first: str, then: str) -> None:
    other = NIGHT if number == DAY else DAY
    assert said.index(number) < said.index(first) < said.index(other)
    assert said.index(first) < said.index(then)
    assert "Emergency Duty Team cannot see what you write here." in said


@AT_EACH_HOUR
def test_the_help_page_names_first_who_answers_now(
    portal: PortalAtHand, talk: Talk[ClientHands], case: str, moment: str, number: str, first: str, then: str
) -> None:
    portal.clock.now = london(moment)
    talk.hands.goes_to("/numbers")
    held_to(talk.hands.says(), number, first, then)


@AT_EACH_HOUR
@pytest.mark.parametrize("who", ["child", "parent"])
def test_so_does_what_is_said_to_somebody_in_danger(
    portal: PortalAtHand, talk: Talk[ClientHands], who: str, case: str, moment: str, number: str, first: str, then: str
) -> None:
    portal.clock.now = london(moment)
    held_to(in_danger(talk, who), number, first, then)


@pytest.mark.parametrize("answer", ["not-sure", "talk"])
def test_also_to_who_is_not_sure_or_wants_to_talk(portal: PortalAtHand, talk: Talk[ClientHands], answer: str) -> None:
    portal.clock.now = london("2026-09-05 12:00")
    held_to(in_danger(talk, "child", answer), NIGHT, NIGHT_HOURS, "From 9am on Monday")


def test_one_phone_sees_the_words_change_while_the_page_is_open(portal: PortalAtHand, talk: Talk[ClientHands]) -> None:
    """What a portal remembers of its sentences never keeps an hour."""
    portal.clock.now = london("2026-09-01 16:59")
    seen = []
    for _minute in range(3):
        talk.hands.goes_to("/numbers")
        seen.append(talk.hands.says())
        portal.clock.passes(minutes=1)
    held_to(seen[0], DAY, "They answer until 5pm today.", "After that")
    assert seen[1] == seen[2]
    held_to(seen[1], NIGHT, NIGHT_HOURS, "From 9am on Wednesday")


def links(portal: PortalAtHand, base_url: str = "http://localhost") -> list[str]:
    page = portal.phone(base_url=base_url).client.get("/numbers", base_url=base_url).get_data(as_text=True)
    return re.findall(r'href="((?:tel|sms|https):[^"]*)"', page)


def test_every_number_can_be_pressed(portal: PortalAtHand) -> None:
    found = links(portal)
    assert {"tel:999", "tel:01628683150", "tel:01344351999", "tel:08001111"} <= set(found)
    assert {"sms:999", "https://999bsl.co.uk", "https://www.childline.org.uk"} <= set(found)


@pytest.fixture
def shire(tmp_path: Path, databases: Databases) -> Iterator[PortalAtHand]:
    portal = portal_for_real(tmp_path, SHIRE, database=databases.migrated())
    yield portal
    portal.close()


def test_what_a_council_file_does_not_have_is_left_unsaid(shire: PortalAtHand) -> None:
    """No number for texts but the advocate's, and no page of Childline's."""
    assert not [link for link in links(shire, SHIRE) if link.startswith(("sms:", "https://www.childline"))]
    hands = shire.phone(base_url=SHIRE)
    hands.goes_to("/numbers")
    assert "text" not in hands.says().lower()
    assert "{" not in hands.says()


def test_a_line_that_answers_through_the_night_says_its_real_end(shire: PortalAtHand) -> None:
    shire.clock.now = london("2026-09-07 22:00")  # no break until Thursday at half past twelve
    hands = shire.phone(base_url=SHIRE)
    hands.goes_to("/numbers")
    assert "They answer until 12:30pm on Thursday 10 September." in hands.says()


def test_midnight_is_said_so_that_nobody_takes_it_for_the_day_after(shire: PortalAtHand) -> None:
    shire.clock.now = london("2026-09-12 10:00")  # a Saturday; on Sunday nobody answers
    hands = shire.phone(base_url=SHIRE)
    hands.goes_to("/numbers")
    assert "They answer until 11:59pm today." in hands.says()


def test_an_advocates_number_for_texts_can_be_pressed(shire: PortalAtHand) -> None:
    talk = Talk(shire.phone(base_url=SHIRE))
    talk.starts()
    talk.answers({"what-for": "complaint", "who-are-you": "child", "safe-now": "no"}, until="what-happened")
    talk.writes("Nobody came.")
    talk.answers({"when": "over-a-year"}, until="put-right")
    assert "You can also text Sample Voices on 07700 900001." in talk.hands.says()
