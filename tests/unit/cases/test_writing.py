"""A letter before it goes: what arrives, what stands behind the code, what is printed, and why a way is shut."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.cases.casefile import CaseFile, IssueOnFile
from portal.cases.writing import (
    READ_BEHIND_CODE,
    Preview,
    names_what_must_not_be_written,
    preview,
    unasked,
    way_asked_for,
    way_that_answers,
)
from portal.outbox.messages import Paragraph, Rendered
from portal.representations import Reply
from portal.vocabulary import (
    CaseState,
    IssueKind,
    Language,
    LetterHow,
    LetterKind,
    Procedure,
    ReplyHow,
    Service,
    WhatFor,
)
from tests.factories import EMAIL, MOBILE, by_email, office, worked_council
from tests.unit.script.reading_age import grade, sentences, words

REFERENCE = "4KTM-7PXC"
BODY = "Hello.\n\n# We read it.\nWe will call you ((soon))."
BY_TEXT = Reply(how=ReplyHow.TEXT, mobile=MOBILE)
BY_LETTER = Reply(how=ReplyHow.LETTER, address="1 Made-up Road\n Madeupton \n\nXX1 1XX")
CODE_ONLY = Reply(how=ReplyHow.CODE_ONLY)
BY_MESSAGE = (LetterHow.EMAIL, LetterHow.TEXT)


def case(kind: IssueKind = IssueKind.COMPLAINT) -> CaseFile:
    issue = IssueOnFile(1, kind, Service.IN_CARE, Procedure.STATUTORY, "pods", (), None, None, ())
    face = {
        "id": "case-1",
        "reference": REFERENCE,
        "what_for": WhatFor.COMPLAINT,
        "speaker": "child",
        "complainant_group": "child",
        "channel": "web",
        "language": Language.ENGLISH,
        "received_at": datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        "received_on": date(2026, 9, 1),
        "restricted": False,
        "matched_at": None,
        "state": CaseState.NEW,
        "closed_on": None,
        "assigned_to": None,
        "bars": frozenset(),
    }
    parts = ["flags", "duties", "stages", "people", "actions", "letters", "ombudsman", "compliments", "links", "events"]
    return CaseFile(**face, issues=(issue,), **dict.fromkeys(parts, ()))  # type: ignore[arg-type]


def seen(
    how: LetterHow, reply: Reply, body: str = BODY, kind: LetterKind = LetterKind.REPLY, of: CaseFile | None = None
) -> Preview:
    return preview(of or case(), kind, body, how, reply, office=office(), on=date(2026, 9, 15))


def why(how: LetterHow, reply: Reply, body: str = BODY) -> tuple[str, str] | None:
    shut = seen(how, reply, body).shut
    return (shut.field, shut.sentence) if shut else None


# --- what arrives


def test_an_email_is_seen_whole_with_what_was_written_as_it_was_written():
    shown = seen(LetterHow.EMAIL, by_email())
    assert isinstance(shown.message, Rendered)
    assert shown.message.subject == f"Your message {REFERENCE}"
    assert f"\n\n{BODY}\n\n" in shown.message.body
    assert Paragraph(False, ("# We read it.", "We will call you ((soon)).")) in shown.laid_out
    assert (shown.page, shown.printed, shown.shut) == (BODY, None, None)


def test_a_text_says_nothing_of_it_and_the_page_behind_the_code_all():
    shown = seen(LetterHow.TEXT, BY_TEXT)
    assert shown.message is not None
    assert shown.message.body.endswith("you need your four words: https://talk.council.example/come-back")
    assert "Hello" not in shown.message.body
    assert (shown.page, shown.printed, shown.shut) == (BODY, None, None)


def test_behind_the_code_alone_there_is_no_message():
    shown = seen(LetterHow.CODE, CODE_ONLY)
    assert (shown.message, shown.laid_out, shown.page, shown.printed, shown.shut) == (None, (), BODY, None, None)


@pytest.mark.parametrize("how", [LetterHow.PHONE, LetterHow.IN_PERSON, LetterHow.ADVOCATE])
def test_what_is_told_by_somebody_stands_on_paper_for_them_and_not_behind_the_code(how: LetterHow):
    shown = seen(how, BY_LETTER)
    assert (shown.message, shown.page, shown.shut) == (None, None, None)
    assert shown.printed is not None
    assert shown.printed.to == ()  # nothing is posted
    assert how not in READ_BEHIND_CODE


def test_an_empty_letter_shows_its_frame():
    shown = seen(LetterHow.EMAIL, by_email(), body="")
    assert shown.message is not None
    assert "\n\n...\n\n" in shown.message.body


def test_a_preview_shows_nothing_of_a_letter_in_a_log():
    for how, reply in ((LetterHow.EMAIL, by_email()), (LetterHow.POST, BY_LETTER)):
        assert "Hello" not in repr(seen(how, reply))
        assert "Made-up Road" not in repr(seen(how, reply))


# --- on paper


def test_a_posted_letter_has_sender_address_reference_and_day_and_says_how_to_go_on():
    paper = seen(LetterHow.POST, BY_LETTER).printed
    assert paper is not None
    council = worked_council()
    assert paper.sender[0] == council.name
    assert paper.to == ("1 Made-up Road", "Madeupton", "XX1 1XX")
    assert (paper.day, paper.reference) == (date(2026, 9, 15), REFERENCE)
    assert [block.lines[0] for block in paper.blocks if block.kind == "heading"] == [
        "Who to ask",
        "If you do not agree",
        "If you need help now",
    ]
    assert paper.blocks[1] == ("paragraph", ("# We read it.", "We will call you ((soon))."))
    told = " ".join(line for block in paper.blocks for line in block.lines)
    for said in ("complaintsandcompliments@rbwm.gov.uk", council.contacts.ombudsman.name, "0800 1111", "999"):
        assert said in told


def test_thanks_are_not_told_how_to_complain_further():
    for of, kind in ((case(), LetterKind.THANKS), (case(IssueKind.COMPLIMENT), LetterKind.REPLY)):
        paper = seen(LetterHow.POST, BY_LETTER, kind=kind, of=of).printed
        assert paper is not None
        assert "If you do not agree" not in [block.lines[0] for block in paper.blocks]


def test_what_is_printed_beside_a_letter_can_be_read_by_a_child_of_nine():
    paper = seen(LetterHow.POST, BY_LETTER, body="x").printed
    assert paper is not None
    read = [line for block in paper.blocks[1:] for line in block.lines if not {"@", ":"} & set(line)]
    assert grade(read) <= 5.0
    assert max(len(words(each)) for line in read for each in sentences(line)) <= 20


# --- a way that is shut


@pytest.mark.parametrize(
    ("chose", "named"),
    [
        (ReplyHow.PHONE, "asked us to call them"),
        (ReplyHow.VIDEO_BSL, "video call in British Sign Language"),
        (ReplyHow.MEET, "asked to meet"),
        (ReplyHow.LETTER, "letter by post"),
        (ReplyHow.ADVOCATE, "through their advocate"),
        (ReplyHow.CODE_ONLY, "come back with their code"),
        (ReplyHow.NONE, "no reply"),
        (None, "no way to reach them"),
    ],
)
@pytest.mark.parametrize("how", BY_MESSAGE)
def test_no_message_goes_to_somebody_who_chose_another_way(how: LetterHow, chose: ReplyHow | None, named: str):
    # An address may still be there from before they changed their mind.
    shut = why(how, Reply(how=chose, email=EMAIL, mobile=MOBILE))
    assert shut is not None
    assert shut[0] == "how"
    assert named in shut[1]
    assert shut[1].endswith("Choose the way they asked for.")


@pytest.mark.parametrize(("how", "reply"), [(LetterHow.EMAIL, BY_TEXT), (LetterHow.TEXT, by_email())])
def test_an_email_is_no_text_and_a_text_no_email(how: LetterHow, reply: Reply):
    assert why(how, replace(reply, email=EMAIL, mobile=MOBILE)) is not None


@pytest.mark.parametrize("how", [how for how in LetterHow if how not in BY_MESSAGE])
@pytest.mark.parametrize("chose", [*ReplyHow, None])
def test_what_a_person_brings_is_for_a_person_to_judge(how: LetterHow, chose: ReplyHow | None):
    assert why(how, Reply(how=chose, never_write="hello")) is None


def test_a_word_they_asked_us_never_to_write_is_not_written_and_not_repeated():
    shut = why(LetterHow.EMAIL, by_email(never_write="Ottoline"), "Ottoline’s room was changed.")
    assert shut is not None
    assert shut[0] == "letter"
    assert "Behind their code" in shut[1]
    assert "Ottoline" not in shut[1]
    assert why(LetterHow.EMAIL, by_email(never_write="Ottoline"), "The room was changed.") is None


@pytest.mark.parametrize(("how", "reply"), [(LetterHow.EMAIL, by_email()), (LetterHow.TEXT, BY_TEXT)])
def test_where_every_message_has_the_word_another_way_is_named(how: LetterHow, reply: Reply):
    shut = why(how, replace(reply, never_write="Not the word reference or council"))
    assert shut is not None
    assert shut[0] == "how"
    assert "Behind their code" in shut[1]
    assert "council" not in shut[1]


def test_a_text_is_not_held_back_for_a_word_that_only_the_letter_has():
    assert why(LetterHow.TEXT, replace(BY_TEXT, never_write="Ottoline"), "Ottoline’s room was changed.") is None


@pytest.mark.parametrize("how", LetterHow)
def test_no_letter_goes_any_way_with_a_gap_in_it(how: LetterHow):
    shut = why(how, by_email(), "We answer you. [what will be done, by whom and by when]")
    assert shut is not None
    assert shut[0] == "letter"
    assert "[what will be done, by whom and by when]" in shut[1]


# --- the way they asked for

ANSWERS = {
    ReplyHow.TEXT: LetterHow.TEXT,
    ReplyHow.EMAIL: LetterHow.EMAIL,
    ReplyHow.PHONE: LetterHow.PHONE,
    ReplyHow.VIDEO_BSL: LetterHow.PHONE,
    ReplyHow.MEET: LetterHow.IN_PERSON,
    ReplyHow.LETTER: LetterHow.POST,
    ReplyHow.ADVOCATE: LetterHow.ADVOCATE,
    ReplyHow.CODE_ONLY: LetterHow.CODE,
    ReplyHow.NONE: None,
    None: None,
}


@pytest.mark.parametrize("chose", [*ReplyHow, None])
def test_the_way_they_asked_for_is_said_and_chosen(chose: ReplyHow | None):
    assert way_that_answers(chose) is ANSWERS[chose]
    assert way_asked_for(chose).startswith("They ")
    assert way_asked_for(chose).endswith(".")


@pytest.mark.parametrize("how", LetterHow)
@pytest.mark.parametrize("chose", [*ReplyHow, None])
def test_every_other_way_is_warned_of_or_shut_but_the_code_where_they_gave_none(
    how: LetterHow, chose: ReplyHow | None
):
    is_safe = how in BY_MESSAGE or how is (ANSWERS[chose] or LetterHow.CODE)
    assert (unasked(how, chose) == "") is is_safe


def test_a_letter_to_the_home_of_somebody_who_asked_for_no_message_says_what_may_happen():
    assert unasked(LetterHow.POST, ReplyHow.CODE_ONLY) == (
        "They asked for no message: they come back with their code. Others in their home may open or read a letter."
    )


@pytest.mark.parametrize(("text", "is_named"), [("1. Social work", True), ("1. Being in care", False)])
def test_a_text_of_ours_is_held_against_what_they_asked_us_never_to_write(text: str, is_named: bool):
    assert names_what_must_not_be_written(text, "please never say social worker") is is_named
