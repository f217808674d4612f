"""Kinds of question: what is kept of what was posted, and what a person is asked to put right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.conversation import (
    DateInParts,
    Detail,
    Email,
    Fault,
    LongText,
    OneOf,
    Option,
    Phone,
    Problem,
    Question,
    Raw,
    Seen,
    SeveralOf,
    ShortText,
    said,
    same,
)
from tests.unit.conversation.a_small_talk import NOTHING_SEEN, PAY, STORY, TOPPING

CAKE, BREAD = Seen({"want": "cake"}, ("want",)), Seen({"want": "bread"}, ("want",))


def problems(question: Question, raw: Raw, seen: Seen = NOTHING_SEEN) -> list[tuple[Fault, str]]:
    read = question.read("q", raw, seen)
    assert isinstance(read, tuple), read
    return [(problem.fault, problem.field) for problem in read]


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ("  Nobody came.  ", "Nobody came."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("cafe\u0301", "café"),
        ("😭 👩‍👧", "😭 👩‍👧"),
        ("لم يأت أحد", "لم يأت أحد"),
        ("a\ttab", "a\ttab"),
        ("\ud83d alone", "alone"),
    ],
)
def test_text_is_kept_as_it_was_meant(posted: str, kept: str) -> None:
    assert ShortText().read("q", {"q": [posted]}, NOTHING_SEEN) == {"q": kept}


@pytest.mark.parametrize("posted", [{}, {"q": []}, {"q": [""]}, {"q": ["  \r\n "]}, {"q": ["\x00"]}])
@pytest.mark.parametrize("question", [ShortText(), LongText(), Email(), Phone()])
def test_nothing_written_says_so(question: Question, posted: Raw) -> None:
    assert problems(question, posted) == [(Fault.NOTHING_WRITTEN, "q")]


def test_a_story_may_have_ten_thousand_characters_and_no_more() -> None:
    assert LongText().read("q", {"q": ["é" * 10_000]}, NOTHING_SEEN) == {"q": "é" * 10_000}
    assert LongText().read("q", {"q": ["x" * 10_001]}, NOTHING_SEEN) == (Problem(Fault.TOO_LONG, "q", 1),)
    assert LongText().read("q", {"q": ["x\r\n" * 5_000]}, NOTHING_SEEN) == {"q": ("x\n" * 5_000).strip()}


def test_a_line_may_have_five_hundred() -> None:
    assert ShortText().read("q", {"q": ["x" * 502]}, NOTHING_SEEN) == (Problem(Fault.TOO_LONG, "q", 2),)


@given(st.text())
def test_any_text_is_kept_clean_or_asked_for(text: str) -> None:
    read = LongText(longest=20).read("q", {"q": [text]}, NOTHING_SEEN)
    if isinstance(read, tuple):
        assert read[0].fault in {Fault.NOTHING_WRITTEN, Fault.TOO_LONG}
    else:
        kept = read["q"]
        assert isinstance(kept, str)
        assert 0 < len(kept) <= 20
        assert "\x00" not in kept
        assert LongText(longest=20).read("q", {"q": [kept]}, NOTHING_SEEN) == read


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        ({"story": ["A birthday"]}, {"story": "A birthday"}),
        ({"story-instead": ["ring-me"]}, {"story": "ring-me"}),
        ({"story": ["A birthday"], "story-instead": ["ring-me"]}, {"story": "A birthday", "story-instead": "ring-me"}),
        ({"story": ["A birthday"], "story-instead": ["forged"]}, {"story": "A birthday"}),
    ],
)
def test_a_story_may_be_told_another_way_or_both(posted: Raw, kept: dict[str, str]) -> None:
    assert STORY.read(posted, NOTHING_SEEN) == kept


def test_asking_for_another_way_loses_no_words_that_are_too_long() -> None:
    read = STORY.read({"story": ["x" * 51], "story-instead": ["ring-me"]}, NOTHING_SEEN)
    assert read == (Problem(Fault.TOO_LONG, "story", 1),)


@pytest.mark.parametrize(
    "address", ["a@b.co", "first.last+tag@mail.example.org", "o'brien@example.org", "é@example.org"]
)
def test_an_email_address(address: str) -> None:
    assert Email().read("q", {"q": [f" {address} "]}, NOTHING_SEEN) == {"q": address}


@pytest.mark.parametrize(
    "text", ["me", "me@", "@b.co", "me@b", "a b@c.de", "a@b..co", "a@b.co, c@d.co", "a" * 250 + "@b.co"]
)
def test_what_is_no_email_address(text: str) -> None:
    assert problems(Email(), {"q": [text]}) == [(Fault.NOT_AN_EMAIL, "q")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("07700 900123", "07700900123"),
        ("+44 (0)7700-900.123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("٠٧٧٠٠٩٠٠١٢٣", "07700900123"),
        ("01632 960123", "01632960123"),
        ("+353 20 913 1234", "+353209131234"),
    ],
)
def test_a_phone_number_in_any_dress(text: str, kept: str) -> None:
    assert Phone().read("q", {"q": [text]}, NOTHING_SEEN) == {"q": kept}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("01632 960123", Fault.NOT_A_MOBILE),
        ("12345", Fault.NOT_A_PHONE),
        ("ask my friend", Fault.NOT_A_PHONE),
        ("07700 900123 or 07700 900456", Fault.NOT_A_PHONE),
        ("999", Fault.NOT_A_PHONE),
        ("07700 90012", Fault.NOT_A_PHONE),  # a digit short
        ("+44 7700 90012", Fault.NOT_A_PHONE),
        ("07700 9001234", Fault.NOT_A_PHONE),
        ("01632 96012", Fault.NOT_A_MOBILE),  # some landlines are that short
    ],
)
def test_what_no_text_can_be_sent_to(text: str, fault: Fault) -> None:
    assert problems(Phone(mobile=True), {"q": [text]}) == [(fault, "q")]


@pytest.mark.parametrize(
    ("day", "month", "year", "kept"),
    [
        ("3", "9", "2026", "2026-09-03"),
        ("03", "Sept", "26", "2026-09-03"),
        ("", "9", "2026", "2026-09"),
        ("", "", "2026", "2026"),
        ("3", "september", "", "--09-03"),
        ("29", "2", "", "--02-29"),
    ],
)
def test_a_date_may_be_partial(day: str, month: str, year: str, kept: str) -> None:
    posted = {"q-day": [day], "q-month": [month], "q-year": [year]}
    assert DateInParts().read("q", posted, NOTHING_SEEN) == {"q": kept}
    assert DateInParts().fits(kept)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        ("31", "2", "2026"),
        ("3", "", "2026"),
        ("", "9", ""),
        ("soon", "9", "2026"),
        ("3", "13", "2026"),
        ("0", "1", "2026"),
    ],
)
def test_what_is_no_date(day: str, month: str, year: str) -> None:
    posted = {"q-day": [day], "q-month": [month], "q-year": [year]}
    assert problems(DateInParts(), posted) == [(Fault.NOT_A_DATE, "q")]


def test_a_short_date_post_is_no_crash() -> None:
    assert problems(DateInParts(), {"q-day": []}) == [(Fault.NOTHING_WRITTEN, "q")]
    assert not DateInParts().fits("soon")


@pytest.mark.parametrize("question", [PAY.question, TOPPING.question])
def test_nothing_chosen_and_no_option(question: Question) -> None:
    assert problems(question, {}) == [(Fault.NOTHING_CHOSEN, "q")]
    assert problems(question, {"q": [""]}) == [(Fault.NOTHING_CHOSEN, "q")]
    assert problems(question, {"q": ["forged"]}) == [(Fault.NOT_AN_OPTION, "q")]


def test_one_is_kept_even_where_two_are_posted() -> None:
    assert PAY.question.read("q", {"q": ["cash", "card"]}, CAKE) == {"q": "cash"}


def test_several_are_kept_in_the_order_of_the_options() -> None:
    read = TOPPING.question.read("q", {"q": ["fruit", "cream", "fruit"]}, CAKE)
    assert read == {"q": ("cream", "fruit")}


def test_an_option_that_goes_alone_goes_alone() -> None:
    assert TOPPING.question.read("q", {"q": ["plain"]}, CAKE) == {"q": ("plain",)}
    assert problems(TOPPING.question, {"q": ["plain", "fruit"]}, CAKE) == [(Fault.NOT_TOGETHER, "q")]
    assert problems(TOPPING.question, {"q": ["fruit", "forged"]}, CAKE) == [(Fault.NOT_AN_OPTION, "q")]


def test_an_option_is_offered_only_where_its_condition_holds() -> None:
    assert isinstance(PAY.question, OneOf)
    assert [option.code for option in PAY.question.offered(CAKE)] == ["cash", "card"]
    assert [option.code for option in PAY.question.offered(BREAD)] == ["cash", "card", "later"]
    assert problems(PAY.question, {"q": ["later"]}, CAKE) == [(Fault.NOT_AN_OPTION, "q")]
    assert PAY.question.read("q", {"q": ["later"]}, BREAD) == {"q": "later"}


def test_a_short_list_is_shown_first_and_keeps_its_order() -> None:
    question = TOPPING.question
    assert isinstance(question, SeveralOf)
    shown, more = question.shown(CAKE)
    assert [option.code for option in shown] == ["fruit", "plain"]
    assert [option.code for option in more] == ["cream", "other"]
    assert question.shown(BREAD) == (question.options, ())


def test_several_never_shows_or_keeps_what_is_not_offered() -> None:
    question = SeveralOf(
        (Option("a", same("A")), Option("b", same("B"), when=said("want", "cake")), Option("c", same("C"))),
        short=((~said("want", "tea"), ("b", "c")),),
    )
    assert [[o.code for o in part] for part in question.shown(CAKE)] == [["b", "c"], ["a"]]
    assert [[o.code for o in part] for part in question.shown(BREAD)] == [["c"], ["a"]]
    assert problems(question, {"q": ["b"]}, BREAD) == [(Fault.NOT_AN_OPTION, "q")]


def test_the_detail_of_the_option_chosen_is_kept_and_no_other() -> None:
    posted = {"pay": ["cash"], "pay-card": ["1234"]}
    assert PAY.read(posted, CAKE) == {"pay": "cash"}
    assert PAY.read({**posted, "pay": ["card"]}, CAKE) == {"pay": "card", "pay-card": "1234"}


def test_a_detail_may_stay_blank_unless_it_is_needed() -> None:
    assert TOPPING.read({"topping": ["other"]}, CAKE) == {"topping": ("other",)}
    assert PAY.read({"pay": ["card"]}, CAKE) == (Problem(Fault.NOTHING_WRITTEN, "pay-card"),)


def test_a_detail_beside_a_question_is_read_where_it_applies() -> None:
    posted = {"pay": ["cash"], "box": ["Red"], "candles": ["Nine"]}
    assert PAY.read(posted, CAKE) == {"pay": "cash", "box": "Red", "candles": "Nine"}
    assert PAY.read(posted, BREAD) == {"pay": "cash", "candles": "Nine"}


def test_every_problem_on_a_page_is_told_at_once() -> None:
    read = PAY.read({"pay": ["card"], "candles": ["x" * 501]}, CAKE)
    assert read == (Problem(Fault.NOTHING_WRITTEN, "pay-card"), Problem(Fault.TOO_LONG, "candles", 1))


def test_a_wrong_detail_is_a_problem_even_where_it_may_stay_blank() -> None:
    detail = Detail("mail", Email(), same("Email"))
    assert detail.read({"mail": ["me"]}, NOTHING_SEEN) == (Problem(Fault.NOT_AN_EMAIL, "mail"),)
    assert detail.read({"mail": [" "]}, NOTHING_SEEN) == {}
