"""Two made-up years of a council's own list, with the numbers that the worked council published for 2016-17.

Nobody is in it: a case is a reference that says so, a day and codes.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, cycle, islice, repeat
from pathlib import Path
from typing import TypeVar

#: What the whole council had in 2016-17, for `portal year-facts`.
COUNCIL_COMPLAINTS, COUNCIL_COMPLIMENTS = 802, 192

COLUMNS = (
    "reference",
    "kind",
    "received",
    "service",
    "team",
    "complainant_group",
    "themes",
    "stage",
    "due",
    "replied",
    "outcome",
    "ombudsman",
    "learning",
)
Line = dict[str, str]
What = TypeVar("What")

#: Team, service and how many complaints of 2016-17: 33 of the PODs, 15 of CYPDS, 58 in all.
_TEAMS = (
    ("PODs", "social-worker", 14),
    ("PODs", "in-care", 11),
    ("PODs", "safety-plan", 8),
    ("CYPDS", "disability", 15),
    ("mash", "first-contact", 4),
    ("the leaving care team", "leaving-care", 3),
    ("Fostering and permanence", "fostering", 3),  # a team that is no more
)
_GROUPS = ("parent", "parent", "child", "parent", "relative", "care-leaver", "parent", "advocate", "foster-carer")
#: 75 themes of 58 complaints: 17 about staff (23%), 15 about information (20%).
_THEMES = (
    ("staff-conduct", 17),
    ("info-not-considered", 15),
    ("communication", 12),
    ("decision", 9),
    ("delay", 8),
    ("no-or-poor-service", 6),
    ("policy-not-followed", 5),
    ("family-time", 3),
)
#: 27 of 58 fully or partly upheld.
_OUTCOMES = (("upheld", 11), ("partly-upheld", 16), ("not-upheld", 25), ("no-finding", 4), ("withdrawn", 2))
#: 10 went to the Ombudsman, who investigated 3.
_OMBUDSMAN = (("investigated-upheld", 1), ("investigated-not-upheld", 2), ("made", 7), ("none", 48))
_LEARNING = (
    "Tell families within three days who their new worker is",
    "Share a report before the meeting it is for; Ask fathers who live elsewhere too",
)
_COMPLAINTS, _COMPLIMENTS, _IN_TIME = 58, 56, 36
_COMPLAINTS_BEFORE, _COMPLIMENTS_BEFORE, _IN_TIME_BEFORE = 49, 19, 21  # 21 of 49: 43%


def write_csv(path: Path) -> None:
    """Write both years as a spreadsheet saves them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(lines())


def lines() -> Iterator[Line]:
    """Every row of both years, by column."""
    yield from _complaints(2015, _COMPLAINTS_BEFORE, _IN_TIME_BEFORE)
    yield from _compliments(2015, _COMPLIMENTS_BEFORE)
    yield from _complaints(2016, _COMPLAINTS, _IN_TIME)
    yield from _compliments(2016, _COMPLIMENTS)


def _complaints(year: int, number: int, in_time: int) -> Iterator[Line]:
    teams = list(islice(_spread([((team, service), n) for team, service, n in _TEAMS]), number))
    themes = _themes_of(number)
    outcomes, ends = list(_spread(_OUTCOMES)), list(_in_turn(_OMBUDSMAN))
    for place in range(number):
        received = date(year, 4, 4) + timedelta(days=6 * place)
        replied = received + timedelta(days=9 if place < in_time else 45)
        team, service = teams[place]
        yield {
            "reference": f"PAST-{year}-{place + 1:03}",
            "kind": "complaint",
            # As two people keep one list.
            "received": received.isoformat() if place % 2 else f"{received:%d/%m/%Y}",
            "service": service,
            "team": team,
            "complainant_group": _GROUPS[place % len(_GROUPS)],
            "themes": "; ".join(themes[place]),
            "stage": "local-resolution",
            "due": "" if place % 3 else (received + timedelta(days=14)).isoformat(),
            "replied": replied.isoformat(),
            "outcome": outcomes[place],
            "ombudsman": ends[place],
            "learning": _LEARNING[place % 2] if outcomes[place] == "upheld" else "",
        }


def _compliments(year: int, number: int) -> Iterator[Line]:
    teams = cycle(_spread([((team, service), n) for team, service, n in _TEAMS]))
    for place, (team, service) in zip(range(number), teams, strict=False):
        yield {
            **dict.fromkeys(COLUMNS, ""),
            "reference": f"PAST-{year}-T{place + 1:03}",
            "kind": "compliment",
            "received": (date(year, 4, 5) + timedelta(days=5 * place)).isoformat(),
            "service": service,
            "team": team,
            "complainant_group": _GROUPS[place % len(_GROUPS)],
        }


def _themes_of(number: int) -> list[list[str]]:
    """A theme for each complaint, and a second, another one, for as many as it takes to have them all."""
    every = list(_in_turn(_THEMES))
    first, second = every[:number], every[number:] if number == _COMPLAINTS else []
    return [[theme, *second[place : place + 1]] for place, theme in enumerate(first)]


def _in_turn(numbers: Sequence[tuple[str, int]]) -> Iterator[str]:
    return chain.from_iterable(repeat(code, number) for code, number in numbers)


def _spread(numbers: Iterable[tuple[What, int]]) -> Iterator[What]:
    """Each as often as it says, evenly over the whole."""
    places = [
        ((each + 0.5) / number, order, what) for order, (what, number) in enumerate(numbers) for each in range(number)
    ]
    return (what for _, _, what in sorted(places, key=lambda place: place[:2]))
