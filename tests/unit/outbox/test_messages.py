"""What people read: each case of a receipt reads right, and the notices say what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.council import Council
from portal.outbox.fillings import Link, SmallTeam
from portal.outbox.messages import (
    Alarm,
    Alert,
    ComplaintsCopy,
    Reminder,
    Rendered,
    TeamNotice,
    Undelivered,
    paragraphs,
    render,
)
from portal.outbox.previews import preview_receipt
from portal.vocabulary import Duty, WhatFor
from tests.unit.outbox.examples import (
    PORTAL,
    REFERENCE,
    SAMPLE_SHIRE,
    WORKED,
    letter_email,
    letter_text,
    receipt,
    receipt_text,
)


def body_of(**changed: object) -> str:
    return render(receipt(**changed)).body  # type: ignore[arg-type]


def test_a_complaints_receipt_says_what_the_law_wants_said_at_once():
    shown = render(receipt())
    assert shown.subject == "Your message 4KTM-7PXC"
    for said in (
        "Your reference is 4KTM-7PXC.",
        "We got it on Tuesday 1 September.",
        "A person will get in touch with you by Friday 4 September.",
        "We plan to answer you by Tuesday 15 September. If we need more time, we will tell you first.",
        "Your message is with the complaints team.",
        "You are not in trouble.",
        "the person you complain about does not decide it",
        "You can call Coram Voice on 0808 800 5792. Or ask us, and we will help you get an advocate.",
        "Ask us if you want help with these steps.",
        "Their number is 0300 061 0614.",
        "complaintsandcompliments@rbwm.gov.uk",
        "call 999",
        "Childline on 0800 1111",
    ):
        assert said in shown.body


def test_a_restricted_receipt_names_no_team():
    body = body_of(teams=SmallTeam.RESTRICTED)
    assert "Your message is with a small team that does not include anyone you named." in body
    assert "complaints team" not in body


def test_thanks_alone_are_promised_no_dates_and_no_procedure():
    body = body_of(what_for=WhatFor.THANKS, acknowledge_by=None, reply_by=None)
    assert "We pass thanks on after a person has read them. If you asked us not to, we do not." in body
    for not_for_thanks in ("answer you", "in touch", "What happens next", "complain about", "advocate", "Ombudsman",
                           "Coram", "0300 061 0614", "trouble"):  # fmt: skip
        assert not_for_thanks not in body
    assert "Childline on 0800 1111" in body


def test_an_idea_is_answered_but_has_no_procedure():
    body = body_of(what_for=WhatFor.IDEA, acknowledge_by=None)
    assert "We plan to answer you by Tuesday 15 September." in body
    assert "An advocate is someone on your side." in body
    for not_for_ideas in ("in touch", "complain about", "Ombudsman", "thanks"):
        assert not_for_ideas not in body


def test_thanks_and_a_complaint_get_both():
    body = body_of(what_for=WhatFor.BOTH)
    assert "We pass thanks on" in body
    assert "the person you complain about does not decide it" in body


def test_not_sure_is_told_as_much_as_a_complaint():
    assert body_of(what_for=WhatFor.NOT_SURE) == body_of(what_for=WhatFor.COMPLAINT)


@pytest.mark.parametrize("what_for", WhatFor)
@pytest.mark.parametrize("acknowledge_by", [None, date(2026, 9, 4)])
@pytest.mark.parametrize("reply_by", [None, date(2026, 9, 15)])
def test_whatever_is_left_out_leaves_no_hole(what_for: WhatFor, acknowledge_by: date | None, reply_by: date | None):
    shown = render(receipt(what_for=what_for, acknowledge_by=acknowledge_by, reply_by=reply_by))
    text = render(receipt_text(acknowledge_by=acknowledge_by, reply_by=reply_by))
    for body in (shown.body, text.body):
        assert not {hole for hole in ("((", "))", "??", "  ", " .", "..", "\n\n\n", "None", "by.") if hole in body}
        assert all(line[0].isupper() or line[0] == "#" for line in body.splitlines() if line)


@pytest.mark.parametrize("council", [WORKED, SAMPLE_SHIRE], ids=lambda council: council.key)
def test_a_receipt_speaks_for_whichever_council_sends_it(council: Council):
    body = render(receipt(council)).body
    assert council.contacts.advocate.name in body
    assert council.safety.out_of_hours.number is not None
    assert council.safety.out_of_hours.number in body


def test_the_text_says_what_a_locked_phone_may_show():
    body = render(receipt_text()).body
    assert body == (
        "Windsor and Maidenhead: we have your message of Wednesday 30 September. Your reference is 4KTM-7PXC. "
        "We will be in touch by Wednesday 30 September. We plan to answer by Wednesday 30 September. "
        "How it works and who can help you: https://talk.council.example/how"
    )


@pytest.mark.parametrize("council", [WORKED, SAMPLE_SHIRE], ids=lambda council: council.key)
def test_a_text_says_nothing_of_danger_where_somebody_else_may_see_it(council: Council):
    body = render(receipt_text(council)).body.casefold()
    assert [word for word in ("danger", "999", "hurt", "safe", "child", "complain") if word in body] == []


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 9, 1, 8, 30, tzinfo=UTC), "Tuesday 1 September, 9:30am."),  # summer: an hour ahead of UTC
        (datetime(2026, 12, 1, 16, 0, tzinfo=UTC), "Tuesday 1 December, 4pm."),
        (datetime(2026, 8, 31, 23, 5, tzinfo=UTC), "Tuesday 1 September, 12:05am."),
        (datetime(2026, 12, 1, 12, 0, tzinfo=UTC), "Tuesday 1 December, 12pm."),
    ],
)
def test_an_alert_says_what_to_do_and_by_when_in_london(at: datetime, said: str):
    shown = render(Alert(reference=REFERENCE, link=Link(PORTAL, REFERENCE), read_by=at))
    assert shown.subject == "Please open now: 4KTM-7PXC"
    assert shown.body.startswith("Please open it now.")
    assert f"A person must read it by {said}" in shown.body


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="offset"):
        Alert(reference=REFERENCE, link=Link(PORTAL), read_by=datetime(2026, 9, 1, 8, 30))  # noqa: DTZ001 - the point


def test_a_notice_with_nothing_due_gives_no_date():
    link = Link(PORTAL, REFERENCE)
    assert "due by" not in render(TeamNotice(reference=REFERENCE, link=link, due=None)).body
    due = render(TeamNotice(reference=REFERENCE, link=link, due=date(2026, 9, 4))).body
    assert due.endswith("The first thing is due by Friday 4 September.")


def test_the_complaints_team_learns_when_no_message_can_acknowledge():
    copy = ComplaintsCopy(reference=REFERENCE, link=Link(PORTAL, REFERENCE), due=None, another_way=True)
    assert "Someone must acknowledge it in another way" in render(copy).body
    assert "another way" not in render(replace(copy, another_way=False)).body


def test_the_complaints_team_learns_what_to_do_when_a_message_did_not_arrive():
    lost = Undelivered(
        reference=REFERENCE, link=Link(PORTAL, REFERENCE), due=date(2026, 9, 4), for_complainant=True, for_team=False
    )
    assert render(lost) == Rendered(
        "Please check: 4KTM-7PXC",
        "A message about this case did not arrive.\n\n"
        "Reference: 4KTM-7PXC\n\n"
        "Open it here: https://talk.council.example/staff/cases/4KTM-7PXC\n\n"
        "It was for the person who wrote to us. They do not have it. "
        "Please find another safe way to reach them.\n\n"
        "The first thing is due by Friday 4 September.",
    )
    of_a_team = render(replace(lost, for_complainant=False, for_team=True, due=None)).body
    assert of_a_team.endswith("It was for one of our teams. Please tell that team yourself.")


@pytest.mark.parametrize("what_for", WhatFor)
def test_a_preview_is_the_receipt_with_what_is_not_known_yet_marked(what_for: WhatFor):
    email, text = preview_receipt(WORKED, Link(PORTAL), what_for)
    assert email.subject == "Your message [your reference]"
    assert "We got it on [the day you send it]." in email.body
    assert "Your message is with [the team that has it]." in email.body
    assert "we have your message of [the day you send it]. Your reference is [your reference]." in text.body
    promised = what_for is not WhatFor.THANKS
    assert ("We plan to answer you by [a date]." in email.body) is promised
    assert ("We plan to answer by [a date]." in text.body) is promised


def test_a_preview_differs_from_the_real_thing_only_where_it_is_marked():
    email, _ = preview_receipt(WORKED, Link(PORTAL), WhatFor.COMPLAINT)
    real = render(receipt())
    for ours, theirs in (
        ("4KTM-7PXC", "[your reference]"),
        ("Tuesday 1 September", "[the day you send it]"),
        ("Friday 4 September", "[a date]"),
        ("Tuesday 15 September", "[a date]"),
        ("with the complaints team", "with [the team that has it]"),
    ):
        real = Rendered((real.subject or "").replace(ours, theirs), real.body.replace(ours, theirs))
    assert email == real


def test_a_letter_by_email_is_read_whole_with_how_to_answer_and_whom_to_call():
    shown = render(letter_email(text="Hello.\n\nWe are sorry.\nWe will call you."))
    assert shown.subject == "Your message 4KTM-7PXC"
    assert "\n\nHello.\n\nWe are sorry.\nWe will call you.\n\n" in shown.body
    for said in (
        "Your reference is 4KTM-7PXC.",
        "You can write to complaintsandcompliments@rbwm.gov.uk",
        "with your four words: https://talk.council.example/come-back",
        "call 999",
        "Childline on 0800 1111",
    ):
        assert said in shown.body


def test_what_was_written_has_no_heading_where_it_arrives():
    laid_out = paragraphs(letter_email())
    headings = [each.lines for each in laid_out if each.is_heading]
    assert headings == [("To answer, ask or change something",), ("If you need help now",)]
    written = next(each.lines for each in laid_out if "* We will call you." in each.lines)
    assert written[0] == "# We read what you told us."
    assert [each.lines[0] for each in paragraphs(letter_text())] == [render(letter_text()).body]


@pytest.mark.parametrize("council", [WORKED, SAMPLE_SHIRE], ids=lambda council: council.key)
def test_the_text_about_a_letter_says_that_there_is_one_and_not_a_word_of_it(council: Council):
    body = render(letter_text(council)).body
    assert body == (
        f"{council.short_name}: we have written to you. Your reference is 4KTM-7PXC. "
        "To read it you need your four words: https://talk.council.example/come-back"
    )


def reminder(**more: bool) -> Rendered:
    told = {"today": False, "late": False} | more
    link = Link(PORTAL, REFERENCE)
    return render(Reminder(reference=REFERENCE, link=link, what=Duty.STAGE1_REPLY, due=date(2026, 9, 15), **told))


def test_a_reminder_says_what_is_due_and_when():
    assert reminder() == Rendered(
        "Reminder: 4KTM-7PXC",
        "There is something to do.\n\n"
        "Reference: 4KTM-7PXC\n\n"
        "To do: Reply at stage 1\n\n"
        "Due: Tuesday 15 September\n\n"
        "Open it here: https://talk.council.example/staff/cases/4KTM-7PXC",
    )
    assert "It is due today." in reminder(today=True).body
    late = reminder(late=True).body
    assert "It is late. Please do it as soon as you can" in late
    assert "today" not in late


def test_an_alarm_says_since_when_nobody_took_it_and_how_to_stop_it():
    link = Link(PORTAL, REFERENCE)
    shown = render(Alarm(reference=REFERENCE, link=link, since=datetime(2026, 9, 1, 8, 30, tzinfo=UTC)))
    assert shown.subject == "Nobody has taken this: 4KTM-7PXC"
    assert "It has waited since Tuesday 1 September, 9:30am." in shown.body
    assert "Take it there, and these messages stop." in shown.body
