"""The table as a table: it ends in a row that takes everybody, each row can fire, and each says why and by what law."""

import re
from itertools import product

import pytest
from hypothesis import given

from portal.representations import Representation
from portal.routing.procedure import TABLE, Row, suggest
from portal.vocabulary import (
    AdoptionAbout,
    CourtAbout,
    FosteringAbout,
    KinshipAbout,
    Procedure,
    RecordsAbout,
    SendAbout,
    Service,
    Situation,
    Speaker,
    WhatFor,
)
from tests.factories import told
from tests.unit.representations.anything import complaints

EVERYBODY = [*Speaker, None]
EVERYWHERE = [*Situation, None]
ABOUTS = {
    Service.SEND: ("send_about", SendAbout),
    Service.FOSTERING: ("fostering_about", FosteringAbout),
    Service.ADOPTION: ("adoption_about", AdoptionAbout),
    Service.KINSHIP_SGO: ("kinship_about", KinshipAbout),
    Service.COURT: ("court_about", CourtAbout),
    Service.MY_RECORDS: ("records_about", RecordsAbout),
}
ROWS = [(service, number) for service, rows in TABLE.items() for number in range(len(rows))]


def everybody_who_asks_about(service: Service) -> list[Representation]:
    """Every speaker, situation and answer that can matter to one service."""
    field, codes = ABOUTS.get(service, ("send_about", []))  # type: ignore[assignment]
    return [
        told(WhatFor.COMPLAINT, service, speaker=who, situation=where, **{field: about})
        for who, where, about in product(EVERYBODY, EVERYWHERE, [*codes, None])
    ]


def test_every_service_has_rows():
    assert set(TABLE) == set(Service)
    assert all(TABLE.values())


@pytest.mark.parametrize("service", Service)
def test_the_last_row_takes_everybody(service: Service):
    last = TABLE[service][-1]
    assert (last.speakers, last.situations, last.abouts) == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(("service", "number"), ROWS, ids=lambda each: str(each))
def test_each_row_can_fire(service: Service, number: int):
    reason = TABLE[service][number].because
    assert any(reason in suggest(said, service).because[0] for said in everybody_who_asks_about(service))


@pytest.mark.parametrize("service", Service)
def test_no_two_rows_of_a_service_give_the_same_reason(service: Service):
    reasons = [row.because for row in TABLE[service]]
    assert len(set(reasons)) == len(reasons)


@pytest.mark.parametrize("row", [row for rows in TABLE.values() for row in rows], ids=lambda row: row.because)
def test_each_row_says_why_in_a_sentence_and_by_what_rule(row: Row):
    assert re.fullmatch(r"[A-Z].+\.", row.because)
    assert row.source
    if row.procedure is Procedure.STATUTORY:
        assert "Children Act 1989" in row.source


@pytest.mark.parametrize("service", Service)
def test_private_fostering_and_residential_school_change_what_is_statutory_and_nothing_else(service: Service):
    field, codes = ABOUTS.get(service, ("send_about", []))  # type: ignore[assignment]
    unclear = {Situation.PRIVATE_FOSTERING, Situation.RESIDENTIAL_SCHOOL}
    for who, where, about in product(EVERYBODY, unclear, [*codes, None]):
        answers = {"speaker": who, field: about}
        # Youth justice, early help and the rest ask about other situations; "not sure" is in no row of the table.
        plain = suggest(told(WhatFor.COMPLAINT, service, situation=Situation.NOT_SURE, **answers), service)
        moved = suggest(told(WhatFor.COMPLAINT, service, situation=where, **answers), service)
        if plain.procedure is Procedure.STATUTORY:
            assert moved.procedure is Procedure.UNDECIDED
            assert moved.because[:1] == plain.because  # the law's own reason is kept, and one more given
            assert len(moved.because) == 2
        else:
            assert moved == plain


@given(complaints())
def test_there_is_always_a_procedure_with_a_reason(said: Representation):
    for service in said.services:
        suggested = suggest(said, service)
        assert suggested.procedure not in {Procedure.COMPLIMENT, Procedure.IDEA}
        assert all(suggested.because)


@given(complaints())
def test_words_written_down_change_nothing(said: Representation):
    quiet = Representation(
        what_for=said.what_for,
        speaker=said.speaker,
        situation=said.situation,
        **{field: getattr(said, field) for field, _ in ABOUTS.values()},
    )
    assert [suggest(said, service) for service in Service] == [suggest(quiet, service) for service in Service]
