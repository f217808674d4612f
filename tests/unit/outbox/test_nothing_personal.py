"""No part of a story, no name, no place and no address gets into a message: no field could hold one.

What staff write to somebody is the one exception, in one message, in one type of its own.
"""

from dataclasses import fields, replace
from datetime import date, datetime
from types import NoneType, UnionType
from typing import get_args, get_type_hints

import pytest

from portal.council import Council, MessageKind, Team
from portal.outbox.fillings import TO_DO, Letter, Link, Reference, SmallTeam
from portal.outbox.messages import TEMPLATES, LetterEmail, MessageChannel, Personalised, render
from portal.outbox.templates import placeholders
from portal.vocabulary import ActionKind, Duty, Language, WhatFor
from tests.unit.outbox.examples import REFERENCE, one_of_each, receipt

HARMLESS = {Reference, Link, tuple[Team, ...], SmallTeam, Council, WhatFor, date, datetime, bool, NoneType}
HARMLESS |= {Duty, ActionKind}
EVERY_FIELD = [(message, field.name) for message in one_of_each() for field in fields(message)]
EVERY_FIELD_IDS = [f"{message.kind}-{name}" for message, name in EVERY_FIELD]


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_of_message_has_a_class_and_a_template(kind: MessageKind):
    assert TEMPLATES[kind].kind is kind
    assert "((reference))" in TEMPLATES[kind].body


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_field_is_a_reference_a_link_a_date_or_the_councils_own(template: type[Personalised]):
    hints = get_type_hints(template)
    for field in fields(template):
        hint = hints[field.name]
        allowed = HARMLESS | ({Letter} if (template, field.name) == (LetterEmail, "letter") else set())
        assert set(get_args(hint) if isinstance(hint, UnionType) else (hint,)) <= allowed


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_letter_goes_by_email_alone_and_is_sent_as_it_was_written(template: type[Personalised]):
    letters = {name for name, hint in get_type_hints(template).items() if hint is Letter}
    assert template.as_written == letters
    assert not letters or (template.channel is MessageChannel.EMAIL and template.to_complainant)


def test_a_letter_says_something_and_shows_nothing_of_itself_in_a_log():
    assert "Sam" not in repr(Letter("Dear Sam"))
    with pytest.raises(ValueError, match="says something"):
        Letter(" \n ")


@pytest.mark.parametrize(("message", "name"), EVERY_FIELD, ids=EVERY_FIELD_IDS)
@pytest.mark.parametrize("free_text", ["She hit me at 4 Elm Road", "Sam", "sam@home.example", b"Sam", 7, ["Sam"]])
def test_free_text_is_refused_in_every_field(message: Personalised, name: str, free_text: object):
    with pytest.raises(TypeError, match=f"{name} cannot be filled with"):
        replace(message, **{name: free_text})


@pytest.mark.parametrize(
    "text",
    ["", "SAM-SMITH", "Sam Smith", "4KTM7PXC", "4ktm-7pxc", "4KTM-7PXC ", "4KTM-7PXC\n", "AEIO-UAEI", "4KT0-7PX1"],
)
def test_a_reference_is_nothing_but_a_reference(text: str):
    with pytest.raises(ValueError, match="A case reference"):
        Reference(text)


@pytest.mark.parametrize(
    "portal",
    [
        "",
        "talk.council.example",
        "ftp://council.example",
        "https://council.example?name=sam",
        "https://council.example/a b",
        "https://council.example/\n",
        "https://sam@council.example",
    ],
)
def test_a_link_is_nothing_but_an_address_of_the_portal(portal: str):
    with pytest.raises(ValueError, match="The portal's address"):
        Link(portal)


def test_a_link_carries_the_reference_and_nothing_else():
    assert str(Link("https://talk.council.example")) == "https://talk.council.example/how"
    assert str(Link("http://127.0.0.1:8000", REFERENCE)) == "http://127.0.0.1:8000/staff/cases/4KTM-7PXC"


@pytest.mark.parametrize("message", one_of_each(), ids=lambda message: message.kind)
def test_notify_is_given_what_the_template_asks_for_and_no_more(message: Personalised):
    given = message.personalisation(Language.ENGLISH)
    assert set(given) == placeholders(f"{message.subject} {message.body}")
    assert all(isinstance(value, str) for value in given.values())


@pytest.mark.parametrize(("message", "name"), EVERY_FIELD, ids=EVERY_FIELD_IDS)
def test_every_field_shows_in_its_message(message: Personalised, name: str):
    others = {
        "reference": Reference("9GHJ-3XYW"),
        "link": Link("https://elsewhere.example"),
        "teams": SmallTeam.RESTRICTED,
        "council": replace(
            getattr(message, "council", receipt().council),
            short_name="Elsewhere",
            contacts=replace(
                receipt().council.contacts, childline=replace(receipt().council.contacts.childline, number="0123")
            ),
        ),
        "what_for": WhatFor.THANKS,
        "another_way": False,
        "for_complainant": False,
        "for_team": True,
        "read_by": datetime.fromisoformat("2027-01-05T09:00:00Z"),
        "letter": Letter("Something else."),
        "what": Duty.ACKNOWLEDGEMENT,
        "today": True,
        "late": False,
        "since": datetime.fromisoformat("2027-01-05T09:00:00Z"),
    }
    changed = replace(message, **{name: others.get(name, date(2027, 1, 5))})
    assert render(changed) != render(message)


@pytest.mark.parametrize("message", one_of_each(), ids=lambda message: message.kind)
def test_a_subject_tells_nothing_but_the_reference(message: Personalised):
    subject = render(message).subject or ""
    for telling in ("complain", "danger", "child", "safe", "care", "social", "hurt", "police"):
        assert telling not in subject.casefold()


TO_STAFF = [message for message in one_of_each() if not message.to_complainant]


@pytest.mark.parametrize("what", [*Duty, *ActionKind])
def test_what_is_to_be_done_tells_nothing_of_anybody(what: Duty | ActionKind):
    said = TO_DO[what].casefold()
    for telling in ("danger", "hurt", "child", "urgent", "complain", "worker", "police", "lado", "allegation"):
        assert telling not in said


@pytest.mark.parametrize("message", TO_STAFF, ids=lambda message: message.kind)
def test_staff_are_told_a_reference_a_link_and_a_date(message: Personalised):
    body = render(message).body
    assert "4KTM-7PXC" in body
    assert "https://talk.council.example/staff/cases/4KTM-7PXC" in body
    assert "September" in body
    for telling in ("danger", "hurt", "child", "urgent", "complaint", "worker", "police"):
        assert telling not in body.casefold()
