"""Ids of cases: each another, in order of when the case was filed, in the form of UUID version 7."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from portal.cases.ids import new_case_id

_INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - as asked for


@given(_INSTANTS, st.timedeltas(timedelta(milliseconds=1), timedelta(days=20_000)))
def test_an_id_of_later_sorts_later(now: datetime, later: timedelta) -> None:
    assert new_case_id(now) < new_case_id(now + later)


@given(_INSTANTS)
def test_it_is_a_uuid_of_version_7_that_tells_its_millisecond(now: datetime) -> None:
    made = UUID(new_case_id(now))

    assert (made.version, made.variant) == (7, RFC_4122)
    told = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=made.int >> 80)
    assert timedelta(0) <= now - told < timedelta(milliseconds=1)


def test_cases_of_one_moment_have_ids_of_their_own() -> None:
    now = datetime(2026, 9, 1, 9, tzinfo=UTC)

    assert len({new_case_id(now) for _ in range(1000)}) == 1000
