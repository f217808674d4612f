"""Made-up cases by the thousand, straight into PostgreSQL: as many open ones, duties and names as a council would have.

Nothing sealed is opened by a list, so sealed columns hold bytes that no key opens. Ten years of cases: six in a hundred
are open, the rest is closed with everything done, settled and read. That is more than a council would have open: so
each list is full at ten thousand cases too, and it is the number of cases that is compared, not that of rows on a page.

Words of names are as unlike as those of names: the commonest stands in three cases of two hundred, half of all words in
fewer than one of twenty thousand. One more stands in six of a hundred, as no name does (`COMMONEST`): it is looked for
apart, with words so common that every case of it has to be looked through. A search by name can be asked nothing worse.
"""

from dataclasses import dataclass
from datetime import date

import psycopg

from portal.cases import names
from portal.cases.references import new_reference
from tests.bench.ordered_ids import CASE_ID
from tests.bench.worklist.statements import RANKED, STATEMENTS

#: The London date of the bench: a Tuesday.
TODAY = date(2026, 9, 1)
NAMES = 20_000  # words that names are made of; the lower its number, the more cases have it
COMMONEST = NAMES  # the number of a word that no name is as common as
FIRST_TEAM = "pods"  # has most of the cases
COMPLAINTS = "complaints"  # the complaints team has most of the others
CASES_A_PERSON = 25  # open ones: a council with more cases has more staff
PICKED = 400  # cases that are looked for by reference


@dataclass(frozen=True)
class Filled:
    """What was made that requests ask for."""

    references: tuple[str, ...]
    names: tuple[str, ...]
    worst_names: tuple[str, ...]


def word(number: int) -> str:
    """A word of a made-up name."""
    return f"madeup{number}"


def fill(address: str, cases: int, name_key: str, teams: tuple[str, ...]) -> Filled:
    """Fill the migrated database at this address of libpq's."""
    with psycopg.connect(address, autocommit=True) as door:
        # As a copy of a database comes in: what points to a case is known to point to one.
        door.execute("SET session_replication_role = replica; SET work_mem = '256MB'; SELECT setseed(0.5)")
        door.execute("SET synchronous_commit = off")
        door.execute(CASE_ID)
        door.execute("SET maintenance_work_mem = '512MB'")
        indexes = without_indexes(door)
        _pools(door, name_key, teams)
        for statement in STATEMENTS:
            door.execute(
                statement.format(  # type: ignore[arg-type]
                    cases=cases,
                    today=TODAY.isoformat(),
                    a_person=CASES_A_PERSON,
                    ranked=RANKED.format(names=NAMES),
                    commonest=COMMONEST,
                )
            )
        for index in indexes:
            door.execute(index)  # type: ignore[arg-type]
        references = _picked(door)
        found = tuple(_names(door))
        door.execute("DROP TABLE made, name_pool, team_pool, said")
        door.execute("VACUUM ANALYZE")
        door.execute("CHECKPOINT")
        _read_into_memory(door)
    worst = tuple(f"{word(COMMONEST)} {word(number)}" for number in range(0, 1000, 20))
    return Filled(references, found, worst)


def without_indexes(door: psycopg.Connection) -> list[str]:
    """Take away every index but those of keys. Returns the statements that make them again, once all rows are there."""
    named = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'ix_%'"
    found = door.execute(named).fetchall()
    for name, _how in found:
        door.execute(f"DROP INDEX {name}")  # type: ignore[arg-type]
    return [how for _name, how in found]


def _pools(door: psycopg.Connection, name_key: str, teams: tuple[str, ...]) -> None:
    door.execute("CREATE TABLE name_pool (number int PRIMARY KEY, word_hash text)")
    with door.cursor().copy("COPY name_pool FROM STDIN") as pool:
        for number in (*range(NAMES), COMMONEST):
            (word_hash,) = names.hashed(name_key, word(number))
            pool.write_row((number, word_hash))
    door.execute("CREATE TABLE team_pool (number int PRIMARY KEY, team text)")
    first = (FIRST_TEAM, COMPLAINTS)
    for number, team in enumerate((*first, *(each for each in teams if each not in first))):
        door.execute("INSERT INTO team_pool VALUES (%s, %s)", (number, team))


def _read_into_memory(door: psycopg.Connection) -> None:
    """Every table and index, but not the words that lie apart. A server without the extension for it reads as asked."""
    if door.execute("SELECT FROM pg_available_extensions WHERE name = 'pg_prewarm'").fetchone():
        door.execute("CREATE EXTENSION pg_prewarm")
        of_ours = "relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i')"
        door.execute(f"SELECT pg_prewarm(oid::regclass) FROM pg_class WHERE {of_ours}")  # type: ignore[arg-type] # noqa: S608


def _picked(door: psycopg.Connection) -> tuple[str, ...]:
    """References as they are given out, for some cases of every age."""
    rows = door.execute("SELECT id FROM cases ORDER BY md5(id) LIMIT %s", (PICKED,)).fetchall()
    given = tuple(new_reference() for _ in rows)
    door.cursor().executemany(
        "UPDATE cases SET reference = %s WHERE id = %s", [(ref, row[0]) for ref, row in zip(given, rows, strict=True)]
    )
    return given


def _names(door: psycopg.Connection) -> list[str]:
    """Names as somebody types them: both words of people in cases, and some words that very many cases have."""
    both = door.execute("SELECT first, last FROM said ORDER BY md5(case_id) LIMIT 150").fetchall()
    return [f"{word(first)} {word(last)}" for first, last in both] + [word(number) for number in range(50)]
