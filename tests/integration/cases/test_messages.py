"""Who is written to when a case is received: which message, to which inbox, and what it says of dates and teams."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from portal.outbox.messages import render_kept
from portal.representations import Reply, Representation
from portal.vocabulary import (
    MustNotSee,
    ReplyHow,
    SafeNow,
    SendAbout,
    Service,
    Speaker,
    WhatFor,
    YesNoNotSure,
)
from tests.factories import EMAIL, MOBILE, NAME, STORY, by_email, council_read_by, office, told
from tests.integration.cases.conftest import Desk

COMPLAINTS = "complaintsandcompliments@rbwm.gov.uk"
SAFETY, MASH, PODS, OUTSIDE = (f"{team}@rbwm.example" for team in ("safety-lead", "mash", "pods", "monitoring-officer"))
COPY, NOTICE, ALERT = "complaints-copy", "team-notice", "alert"
BY_TEXT = Reply(how=ReplyHow.TEXT, mobile=MOBILE)


@pytest.mark.parametrize(
    ("said", "posted"),
    [
        (told(), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
        (told(reply=by_email()), [(COPY, COMPLAINTS), ("receipt-email", EMAIL), (NOTICE, PODS)]),
        (told(reply=BY_TEXT), [(COPY, COMPLAINTS), ("receipt-text", MOBILE), (NOTICE, PODS)]),
        # Chosen another way, an address that was typed before the mind changed is not written to.
        (told(reply=Reply(how=ReplyHow.PHONE, email=EMAIL, mobile=MOBILE)), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
        (told(reply=Reply(how=ReplyHow.CODE_ONLY, email=EMAIL)), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
        (told(reply=Reply(how=ReplyHow.EMAIL)), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
        (told(WhatFor.THANKS, Service.SOCIAL_WORKER), [(COPY, COMPLAINTS)]),
        (told(WhatFor.THANKS, reply=by_email()), [(COPY, COMPLAINTS), ("receipt-email", EMAIL)]),
        (told(WhatFor.IDEA, Service.SOCIAL_WORKER), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
        (told(must_not_see=(MustNotSee.MY_SOCIAL_WORKER,)), [(COPY, COMPLAINTS), (NOTICE, SAFETY)]),
        (
            told(hurt_by_worker=YesNoNotSure.NOT_SURE),
            [(ALERT, COMPLAINTS), (ALERT, SAFETY), (COPY, COMPLAINTS), (NOTICE, SAFETY)],
        ),
        (
            told(safe_now=SafeNow.YES),
            [(ALERT, COMPLAINTS), (ALERT, MASH), (ALERT, SAFETY), (COPY, COMPLAINTS), (NOTICE, PODS)],
        ),
        (
            told(WhatFor.COMPLAINT, Service.SEND, speaker=Speaker.PARENT, send_about=SendAbout.DECISION),
            [(ALERT, COMPLAINTS), (COPY, COMPLAINTS)],
        ),
        (told(WhatFor.COMPLAINT, Service.IN_CARE, Service.SOCIAL_WORKER), [(COPY, COMPLAINTS), (NOTICE, PODS)]),
    ],
)
def test_which_messages_go_to_whom(desk: Desk, said: Representation, posted: list[tuple[str, str]]):
    desk.receive(said)
    assert desk.posted() == posted


def test_about_who_reads_for_complaints_the_reader_outside_does_its_part(desk: Desk):
    desk.office = office(council_read_by(complaints=("Ada Example",)))
    desk.receive(told(who_was_it="Ada", hurt_by_worker=YesNoNotSure.YES))
    assert desk.posted() == [(ALERT, OUTSIDE), (ALERT, SAFETY), (COPY, OUTSIDE), (NOTICE, SAFETY)]


def test_about_both_the_reader_outside_gets_all_and_nobody_else_a_word(desk: Desk):
    desk.office = office(council_read_by(complaints=("Ada Example",), safety_lead=("Bo Sample",)))
    desk.receive(told(must_not_see=(MustNotSee.PERSON_NAMED,), must_not_see_names="Ada, Bo"))
    assert desk.posted() == [(COPY, OUTSIDE)]


def read(desk: Desk, kind: str) -> str:
    (row,) = (row for row in desk.messages() if row.kind == kind)
    rendered = render_kept(row.kind, json.loads(row.personalisation))
    return f"{rendered.subject}\n{rendered.body}"


def test_the_receipt_says_who_has_it_and_by_when(desk: Desk):
    reference = desk.receive(told(WhatFor.COMPLAINT, Service.DISABILITY, reply=by_email()))
    receipt = read(desk, "receipt-email")
    for said in (reference, "disability team", "Friday 4 September", "Tuesday 15 September"):
        assert said in receipt


def test_the_receipt_of_a_restricted_case_names_no_team(desk: Desk):
    desk.receive(told(must_not_see=(MustNotSee.MY_SOCIAL_WORKER,), reply=by_email()))
    receipt = read(desk, "receipt-email")
    assert "a small team that does not include anyone you named" in receipt
    assert "PODs" not in receipt


def test_the_receipt_of_thanks_names_who_reads_it_first_and_promises_no_date(desk: Desk):
    desk.receive(told(WhatFor.THANKS, Service.SOCIAL_WORKER, reply=by_email()))
    receipt = read(desk, "receipt-email")
    assert "the complaints team" in receipt
    assert "PODs" not in receipt
    assert "September" not in receipt.replace("Tuesday 1 September", "")  # the day it came, and no other


def test_corporate_promises_no_reply_date_before_it_is_acknowledged(desk: Desk):
    desk.receive(told(WhatFor.COMPLAINT, Service.TRANSPORT, reply=by_email()))
    receipt = read(desk, "receipt-email")
    assert "Tuesday 8 September" in receipt
    assert "22 September" not in receipt


@pytest.mark.parametrize(
    ("reply", "another_way"),
    [
        (by_email(), False),
        (BY_TEXT, False),
        (Reply(how=ReplyHow.CODE_ONLY), True),
        (Reply(how=ReplyHow.LETTER), True),
        (Reply(), True),
    ],
)
def test_complaints_are_told_when_it_must_be_acknowledged_another_way(desk: Desk, reply: Reply, another_way: bool):
    desk.receive(told(reply=reply))
    (copy,) = (row for row in desk.messages() if row.kind == COPY)
    assert (json.loads(copy.personalisation)["another_way"] == "yes") == another_way


def test_thanks_need_no_acknowledging_another_way(desk: Desk):
    desk.receive(told(WhatFor.THANKS))
    (copy,) = desk.messages()
    assert json.loads(copy.personalisation)["another_way"] == "no"


def test_alerts_go_before_everything_and_say_by_when_they_are_read(desk: Desk):
    desk.receive(told(safe_now=SafeNow.YES, reply=by_email()))
    assert {row.kind: row.urgent for row in desk.messages()} == {
        ALERT: True,
        COPY: False,
        NOTICE: False,
        "receipt-email": False,
    }
    alert = next(row for row in desk.messages() if row.kind == ALERT)
    assert "11am" in render_kept(alert.kind, json.loads(alert.personalisation)).body  # received at ten, read in an hour


def test_every_message_knows_its_case_and_links_where_it_should(desk: Desk):
    desk.office = replace(desk.office, portal_url="https://elsewhere.example")
    reference = desk.receive(told(safe_now=SafeNow.YES, reply=by_email()))
    for row in desk.messages():
        assert row.case_reference == reference
        link = json.loads(row.personalisation)["link"]
        if row.kind == "receipt-email":  # a page for everybody: the code opens the case, the link does not
            assert link.startswith("https://elsewhere.example")
            assert reference not in link
        else:
            assert link == f"https://elsewhere.example/staff/cases/{reference}"


@pytest.mark.parametrize("never_write", ["Answer", "please, not answer!"])
@pytest.mark.parametrize("reply", [by_email, lambda **more: Reply(how=ReplyHow.TEXT, mobile=MOBILE, **more)])
def test_a_receipt_with_a_word_never_to_be_written_stays_unwritten(
    desk: Desk, never_write: str, reply: Callable[..., Reply]
):
    case = desk.received(told(reply=reply(never_write=never_write)))
    assert desk.posted() == [(COPY, COMPLAINTS), (NOTICE, PODS)]
    assert case.events[-1].happened == "no-receipt-possible"
    (copy,) = (row for row in desk.messages() if row.kind == COPY)
    assert json.loads(copy.personalisation)["another_way"] == "yes"  # a person finds one


def test_a_receipt_without_such_a_word_is_written(desk: Desk):
    desk.receive(told(reply=by_email(never_write="my mum, hospital")))
    assert ("receipt-email", EMAIL) in desk.posted()


def test_no_message_carries_a_word_of_what_was_said(desk: Desk):
    desk.receive(
        told(
            WhatFor.BOTH,
            safe_now=SafeNow.YES,
            what_went_well="The kitchen was kind.",
            find_you="Under the bridge",
            about_whom="Zed, 7",
            who_was_it=NAME,
            your_name=NAME,
            must_not_see_names="Quill",
            reply=by_email(call_me="Zed", never_write="Bridge"),
        )
    )
    for row in desk.messages():
        rendered = render_kept(row.kind, json.loads(row.personalisation))
        whole = f"{rendered.subject} {rendered.body} {row.personalisation}"
        for word in (STORY, "kitchen", "bridge", "Bridge", "Zed", NAME, "Quill", EMAIL):
            assert word not in whole
