"""What cannot be kept: a clear sentence, the status 422, and everything that was typed still there."""

import pytest

from portal.script import pages as words
from tests.hands import ClientHands
from tests.pages import Given, Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, AN_ADVOCATE, STORY

EVERY_DATABASE = True

Someone = Talk[ClientHands]


def at(talk: Someone, key: str, given: Given = A_CHILD_IN_CARE) -> None:
    """Somebody who has come as far as this question."""
    talk.starts()
    talk.answers(given, until=key)
    assert talk.asks == key


def is_told(talk: Someone, sentence: str) -> None:
    assert talk.hands.response.status_code == 422
    assert sentence in talk.hands.says()


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("what-for", "Pick one to go on."),
        ("who-are-you", "Pick one, or press “I’d rather not say”."),
        ("what-happened", "Write a few words. Or tick the box to ask for a call."),
        ("which-help", "Pick one, or press “Skip”."),
        ("your-name", "Write a few words, or press “I’d rather not say”."),
        ("reply-how", "Pick one to go on."),
    ],
)
def test_nothing_chosen_or_written(talk: Someone, key: str, sentence: str):
    at(talk, key)
    talk.goes_on()
    assert talk.asks == key
    is_told(talk, sentence)


def test_the_sentence_leads_to_the_control_and_stands_beside_it(talk: Someone):
    at(talk, "your-name")
    talk.goes_on()
    page = talk.hands.page
    (summary,) = [each for each in page.elements if each["role"] == "alert"]
    assert [(link["href"], link.text) for link in summary.all("a")] == [
        ("#your-name", "Write a few words, or press “I’d rather not say”.")
    ]
    (control,) = page.named("your-name")
    assert control["aria-invalid"] == "true"
    assert page.title.startswith("Error: ")


@pytest.mark.parametrize("code", ["nothing-like-this", "none", "", "child' OR 1=1", "𝖓𝖔", "x" * 5000])
@pytest.mark.parametrize("key", ["who-are-you", "which-help"])
def test_an_option_that_does_not_exist(portal: PortalAtHand, talk: Someone, key: str, code: str):
    at(talk, key)
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, [*fields, (key, code)])
    assert talk.asks == key
    is_told(talk, "Pick one")


def test_options_that_exclude_each_other_stay_ticked_while_it_says_so(talk: Someone):
    at(talk, "which-help")
    talk.says("in-care", "not-sure")
    is_told(talk, "Pick “I am not sure” alone")
    assert talk.hands.picked("which-help") == ["in-care", "not-sure"]


def test_a_page_made_for_one_speaker_takes_no_answer_meant_for_another(talk: Someone):
    at(talk, "reply-how")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, [*fields, ("reply-how", "none")])
    is_told(talk, "Pick one of the answers on this page.")


def test_ten_thousand_and_one_characters_are_kept_and_told_by_how_much(portal: PortalAtHand, talk: Someone):
    at(talk, "what-happened")
    long = "She did not come. " * 555 + "x" * 11
    assert len(long) == 10_001
    talk.writes(long)
    is_told(talk, "This is too long by 1 letters. We can keep 10,000. Your words are still here.")
    assert talk.hands.written("what-happened") == long
    talk.writes(long[:-1])
    assert talk.asks == "hurt-by-worker"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("He \x00said\x08 no\x1f", "He said no"),
        ("🐘👩🏽‍🦽 he left", "🐘👩🏽‍🦽 he left"),
        ("لم يأت أحد", "لم يأت أحد"),
        ("\u202eback to front\u202c", "\u202eback to front\u202c"),
        ("cafe\u0301", "café"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ('<b>not bold</b> & "not" {{ 7 * 7 }}', '<b>not bold</b> & "not" {{ 7 * 7 }}'),
    ],
    ids=["nul", "emoji", "right-to-left", "overrides", "accents", "lines", "markup"],
)
def test_what_people_write_is_kept_as_they_meant_it(portal: PortalAtHand, talk: Someone, text: str, kept: str):
    at(talk, "what-happened")
    talk.writes(text)
    talk.changes("what happened")
    assert talk.hands.written("what-happened") == kept
    talk.goes_on()
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened == kept


def test_bytes_that_are_no_text_harm_nothing(portal: PortalAtHand, talk: Someone):
    at(talk, "what-happened")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    token = dict(fields)["csrf_token"]
    body = f"csrf_token={token}&what-happened=%ED%A0%80%FF%C0%AE+he+left&%FF=1"
    talk.hands.client.post(action, data=body, content_type="application/x-www-form-urlencoded")
    talk.hands.goes_to("/talk")
    talk.answers(A_CHILD_IN_CARE)
    assert portal.told(talk.sends().reference).what_happened.endswith("he left")


def test_what_was_written_reads_in_its_own_direction(talk: Someone):
    at(talk, "what-happened")
    talk.writes("لم يأت أحد")
    (said,) = [each for each in talk.hands.page.all("p") if each.text == "لم يأت أحد"]
    assert said["dir"] == "auto"


def test_a_post_of_one_megabyte_is_answered_in_words_and_keeps_them(talk: Someone):
    at(talk, "what-happened")
    talk.writes("y" * 1_000_000)
    is_told(talk, "too long by 990,000")
    assert len(talk.hands.written("what-happened")) == 1_000_000


def test_a_post_of_more_than_two_megabytes_is_too_much_and_says_so(talk: Someone):
    at(talk, "what-happened")
    talk.writes("y" * 2_000_001)
    assert talk.hands.response.status_code == 413
    assert words.WRONG[413][1].child in talk.hands.says()
    talk.hands.goes_to("/talk")
    assert talk.asks == "what-happened"


def test_many_fields_are_no_way_to_wear_us_out(talk: Someone):
    at(talk, "which-help")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, [*fields, *[("which-help", f"code-{number}") for number in range(900)]])
    assert talk.hands.response.status_code == 422


@pytest.mark.parametrize(
    ("code", "detail", "typed", "sentence"),
    [
        ("email", "email", "nobody at home", "Look at the email again"),
        ("email", "email", "", "Write the email address we can use."),
        ("text", "mobile", "01632 960001", "We can only text a mobile."),
        ("text", "mobile", "0770", "Look at the number again."),
        ("phone", "phone", "ring me", "Look at the number again."),
        ("letter", "address", "", "Write the address for the letter."),
        ("letter", "address", "x" * 501, "too long by 1"),
    ],
)
def test_a_detail_that_cannot_be_used(talk: Someone, code: str, detail: str, typed: str, sentence: str):
    at(talk, "reply-how")
    talk.hands.writes("reply-how-never-write", "the council")
    talk.says(code, **{detail: typed})
    is_told(talk, sentence)
    assert talk.hands.picked("reply-how") == [code]
    assert talk.hands.written(f"reply-how-{detail}") == typed
    assert talk.hands.written("reply-how-never-write") == "the council"
    (control,) = talk.hands.page.named(f"reply-how-{detail}")
    assert control["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("day", "month", "year", "kept"),
    [("3", "9", "2026", "3 September 2026"), ("", "9", "2026", "September 2026"), ("", "", "2026", "2026")],
)
def test_a_date_may_be_known_in_part(talk: Someone, day: str, month: str, year: str, kept: str):
    at(talk, "about-to-change")
    talk.says("yes", date_day=day, date_month=month, date_year=year)
    assert talk.asks == "when"
    assert kept in talk.hands.says()


@pytest.mark.parametrize(
    ("day", "month", "year"), [("31", "2", "2026"), ("3", "", "2026"), ("soon", "", ""), ("1", "13", "2026")]
)
def test_a_date_that_is_none_keeps_its_parts(talk: Someone, day: str, month: str, year: str):
    at(talk, "about-to-change")
    talk.says("yes", date_day=day, date_month=month, date_year=year)
    is_told(talk, "Look at the date again.")
    parts = [talk.hands.written(f"about-to-change-date-{part}") for part in ("day", "month", "year")]
    assert parts == [day, month, year]


def test_adults_are_told_in_their_words(talk: Someone):
    at(talk, "reply-how", AN_ADVOCATE)
    talk.says("text", mobile="01632 960001")
    is_told(talk, "We can only send a text to a mobile.")


def test_a_needed_answer_cannot_be_passed_over_by_force(talk: Someone):
    at(talk, "what-happened")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    talk.hands.sends(action, [*fields, ("pass", "yes")])
    assert talk.asks == "what-happened"
    is_told(talk, "Write a few words.")


def test_both_a_story_and_a_call_are_kept(portal: PortalAtHand, talk: Someone):
    at(talk, "what-happened")
    talk.hands.picks("what-happened-instead", "call-me")
    talk.writes(STORY)
    talk.answers(A_CHILD_IN_CARE)
    told = portal.told(talk.sends().reference)
    assert (told.what_happened, told.call_back) == (STORY, True)
