"""What staff write really goes: sealed on the way, as it was written, by the way they chose and by no other."""

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from structlog.testing import capture_logs

from portal.cases import acts
from portal.cases.acts.doing import NotFilledIn
from portal.cases.posted import Whereabouts, letters_to, whereabouts
from portal.db import transaction
from portal.outbox.delivery import Delivery
from portal.outbox.models import DeliveryStatus
from portal.outbox.notify import RealNotify
from portal.outbox.receipts import DeliveryReceipt
from portal.representations import Reply
from portal.vocabulary import Act, LetterHow, LetterKind, ReplyHow
from tests.databases import Databases
from tests.factories import EMAIL, MOBILE, by_email, told, worked_council
from tests.integration.cases.acts.conftest import StaffDesk
from tests.notify_stand_in import API_KEY, NotifyStandIn

LETTER = "Dear Quokkaward.\n\n# 1 of your points was right.\n12.30 on Monday is when we meet ((reference))."
BY_TEXT = Reply(how=ReplyHow.TEXT, mobile=MOBILE)


def acknowledged(desk: StaffDesk, reply: Reply, how: str, letter: str = LETTER) -> str:
    reference = desk.receive(told(reply=reply))
    desk.does(reference, Act.CONFIRM_ROUTE)
    desk.does(reference, Act.ACKNOWLEDGE, points="One.", contact="The manager", letter=letter, how=how)
    return reference


def of_letters(desk: StaffDesk) -> list[tuple[str, str]]:
    return [(kind, to) for kind, to in desk.posted() if kind.startswith("letter-")]


def shown(desk: StaffDesk, reference: str) -> list[tuple[LetterKind, LetterHow, str]]:
    with transaction(desk.engine, writes=False) as session:
        return [(each.kind, each.how, each.body) for each in letters_to(session, desk.file(reference).id)]


@pytest.fixture
def stand_in() -> Iterator[NotifyStandIn]:
    with NotifyStandIn(worked_council().notify) as stand_in:
        yield stand_in


def deliver(desk: StaffDesk, stand_in: NotifyStandIn) -> None:
    notify = RealNotify(API_KEY, worked_council().notify, stand_in.url)
    settled = partial(acts.message_settled, office=desk.office)
    Delivery(engine=desk.engine, notify=notify, clock=lambda: desk.now, on_settled=settled).once()


@pytest.mark.parametrize(
    ("reply", "how", "kind", "to"),
    [(by_email(), "email", "letter-email", EMAIL), (BY_TEXT, "text", "letter-text", MOBILE)],
)
def test_it_goes_by_the_way_they_chose(desk: StaffDesk, reply: Reply, how: str, kind: str, to: str):
    reference = acknowledged(desk, reply, how)
    assert of_letters(desk) == [(kind, to)]
    (row,) = (row for row in desk.messages() if row.kind == kind)
    (letter,) = desk.file(reference).letters
    assert (letter.message_id, letter.how) == (row.id, how)
    assert ("Quokkaward" in row.personalisation) is (how == "email")


@pytest.mark.parametrize("how", ["code", "post", "phone", "in-person", "advocate"])
def test_by_any_other_way_no_message_goes(desk: StaffDesk, how: str):
    reference = acknowledged(desk, by_email(), how)
    assert of_letters(desk) == []
    assert list(whereabouts(desk.file(reference)).values()) == [Whereabouts.GIVEN]


@pytest.mark.parametrize(
    ("reply", "how", "field", "said"),
    [
        (BY_TEXT, "email", "how", "asked for a text message"),
        (by_email(), "text", "how", "asked for an email"),
        (Reply(how=ReplyHow.CODE_ONLY), "email", "how", "come back with their code"),
        (by_email(never_write="quokkaward"), "email", "letter", "Behind their code"),
    ],
)
def test_a_way_that_is_shut_is_said_and_nothing_is_kept_or_sent(
    desk: StaffDesk, reply: Reply, how: str, field: str, said: str
):
    with pytest.raises(NotFilledIn) as refused:
        acknowledged(desk, reply, how)
    assert list(refused.value.problems) == [field]
    assert said in refused.value.problems[field]
    assert "quokkaward" not in refused.value.problems[field].casefold()
    (reference,) = {row.case_reference for row in desk.messages()}
    assert desk.file(reference).letters == ()
    assert of_letters(desk) == []


@pytest.mark.parametrize("how", ["post", "phone", "in-person", "advocate", "email"])
def test_a_way_they_did_not_ask_for_goes_only_where_somebody_knows_that_it_is_safe(desk: StaffDesk, how: str):
    reference = desk.receive(told(reply=Reply(how=ReplyHow.CODE_ONLY)))
    desk.does(reference, Act.CONFIRM_ROUTE)
    given = {"points": "One.", "contact": "The manager", "letter": LETTER, "how": how}
    with pytest.raises(NotFilledIn) as refused:
        desk.does(reference, Act.ACKNOWLEDGE, is_unsure=True, **given)
    # By email nothing goes at all: there no tick helps.
    assert list(refused.value.problems) == ["how" if how == "email" else "known_safe"]
    assert desk.file(reference).letters == ()
    if how != "email":
        (letter,) = desk.does(reference, Act.ACKNOWLEDGE, **given).letters
        assert letter.how == how


def test_the_way_they_asked_for_stands_there_and_needs_no_tick(desk: StaffDesk):
    reference = desk.receive(told(reply=BY_TEXT))
    desk.does(reference, Act.CONFIRM_ROUTE)
    case = desk.does(reference, Act.ACKNOWLEDGE, is_unsure=True, points="One.", contact="The manager", letter=LETTER)
    assert [letter.how for letter in case.letters] == ["text"]


def test_no_letter_goes_with_a_gap_but_one_that_the_form_fills(desk: StaffDesk):
    with pytest.raises(NotFilledIn) as refused:
        acknowledged(desk, by_email(), "post", "Ask [who they can ask]. [who looks at it]")
    assert refused.value.problems.keys() == {"letter"}
    assert "“[who looks at it]”" in refused.value.problems["letter"]
    (reference,) = {row.case_reference for row in desk.messages()}
    desk.does(reference, Act.ACKNOWLEDGE, points="One.", contact="Plainly Madeup", letter="Ask [who they can ask].")
    assert [body for _kind, _how, body in shown(desk, reference)] == ["Ask Plainly Madeup."]


def test_it_reads_at_notify_as_it_was_written(desk: StaffDesk, stand_in: NotifyStandIn):
    reference = acknowledged(desk, by_email(), "email")
    deliver(desk, stand_in)
    (taken,) = (taken for taken in stand_in.accepted if "Quokkaward" in taken.body)
    assert (taken.to, taken.subject) == (EMAIL, f"Your message {reference}")
    assert f"\n\n{LETTER}\n\n" in taken.body
    assert list(whereabouts(desk.file(reference)).values()) == [Whereabouts.SENT]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (DeliveryStatus.DELIVERED, Whereabouts.DELIVERED),
        (DeliveryStatus.PERMANENT_FAILURE, Whereabouts.BOUNCED),
        (DeliveryStatus.TEMPORARY_FAILURE, Whereabouts.BOUNCED),
    ],
)
def test_a_page_can_show_what_became_of_it(
    desk: StaffDesk, stand_in: NotifyStandIn, status: DeliveryStatus, state: Whereabouts
):
    reference = acknowledged(desk, by_email(), "email")
    (letter,) = desk.file(reference).letters
    assert whereabouts(desk.file(reference))[letter.id] is Whereabouts.WAITING
    deliver(desk, stand_in)
    assert letter.message_id is not None
    receipt = DeliveryReceipt("notify-1", letter.message_id, status, desk.now + timedelta(seconds=5))
    with transaction(desk.engine, writes=True) as session:
        acts.receipt_came(session, receipt, desk.now, office=desk.office)
    assert whereabouts(desk.file(reference)) == {letter.id: state}


def test_nobody_who_takes_the_database_away_reads_it(desk: StaffDesk, databases: Databases):
    acknowledged(desk, by_email(), "email")
    desk.engine.dispose()
    kept = databases.lying_there()
    assert b"letter-email" in kept
    assert b"uokkaward" not in kept


def test_no_event_and_no_log_of_it_holds_a_word(
    desk: StaffDesk, stand_in: NotifyStandIn, caplog: pytest.LogCaptureFixture
):
    reference = acknowledged(desk, by_email(), "email")
    with capture_logs() as logs:
        deliver(desk, stand_in)
    assert "letter-email" in str(logs)
    assert "uokkaward" not in f"{logs} {caplog.text}"
    assert "uokkaward" not in json.dumps([event.facts for event in desk.file(reference).events])


# --- as the one it is for sees it


@pytest.mark.parametrize("how", LetterHow)
def test_what_was_told_and_not_written_is_not_opened_for_whoever_has_the_code(desk: StaffDesk, how: LetterHow):
    reply = BY_TEXT if how is LetterHow.TEXT else by_email()
    reference = acknowledged(desk, reply, how)
    is_told = how in {LetterHow.PHONE, LetterHow.IN_PERSON, LetterHow.ADVOCATE}
    assert shown(desk, reference) == [(LetterKind.ACKNOWLEDGEMENT, how, "" if is_told else LETTER)]


def test_the_newest_stands_first_and_a_draft_nowhere(desk: StaffDesk):
    reference = acknowledged(desk, by_email(), "email")
    desk.now += timedelta(hours=1)
    desk.does(reference, Act.DRAFT_REPLY, letter="A draft of Quokkaward’s answer.")
    desk.does(reference, Act.RECORD_OUTCOME, outcome="upheld", why="A made-up reason.")
    desk.does(reference, Act.SEND_REPLY, letter="Our answer.", how="code")
    assert [(kind, body) for kind, _how, body in shown(desk, reference)] == [
        (LetterKind.REPLY, "Our answer."),
        (LetterKind.ACKNOWLEDGEMENT, LETTER),
    ]
    drafts = [letter.id for letter in desk.file(reference).letters if letter.sent_at is None]
    assert [whereabouts(desk.file(reference))[each] for each in drafts] == [Whereabouts.DRAFT]
