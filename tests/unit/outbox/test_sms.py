"""Text messages hold only what Notify can send, and a receipt is two texts at most."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.council import Council
from portal.outbox import sms
from portal.outbox.messages import TEMPLATES, MessageChannel, Personalised, render
from portal.vocabulary import Language
from tests.unit.outbox.examples import SAMPLE_SHIRE, WORKED, letter_text, receipt, receipt_text

BY_TEXT = [template for template in TEMPLATES.values() if template.channel is MessageChannel.TEXT]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Children’s services", "Children's services"),
        ("“Talk” – now…", '"Talk" - now...'),
        ("9am\u00a0to\u202f5pm", "9am to 5pm"),
        ("Ceredigion: tŷ", "Ceredigion: tŷ"),  # Welsh goes as it is
        ("café Łódź", "café ?ódz"),  # z with an acute has a likeness, L with a stroke has none
        ("£5 [€6]", "£5 [€6]"),
        ("Talk to us 😀", "Talk to us ?"),
    ],
)
def test_a_councils_words_go_out_in_characters_that_can_be_sent(written: str, sent: str):
    assert sms.plain(written) == sent


@given(st.text())
def test_whatever_a_council_writes_can_be_sent(text: str):
    assert sms.unsendable(sms.plain(text)) == frozenset()


@given(st.text(alphabet="abcXYZ 0189@£$_!?.,:;'éù\n"))
def test_what_can_be_sent_is_left_alone(text: str):
    assert sms.plain(text) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # counts twice
        ("€" * 81, 2),
        ("ŵ" * 70, 1),
        ("ŵ" * 71, 2),
        ("ŵ" * 135, 3),
    ],
)
def test_how_many_texts_it_makes(text: str, parts: int):
    assert sms.parts(text) == parts


@pytest.mark.parametrize("template", BY_TEXT)
def test_every_text_template_is_written_in_characters_that_can_be_sent(template: type[Personalised]):
    assert sms.unsendable(template.body) == frozenset()


@pytest.mark.parametrize("council", [WORKED, SAMPLE_SHIRE], ids=lambda council: council.key)
def test_a_receipt_is_two_texts_at_most_on_the_longest_day(council: Council):
    body = render(receipt_text(council)).body
    assert sms.parts(body) <= 2
    assert sms.unsendable(body) == frozenset()
    assert len(body) <= sms.LONGEST


@pytest.mark.parametrize("council", [WORKED, SAMPLE_SHIRE], ids=lambda council: council.key)
def test_that_there_is_a_letter_is_one_text(council: Council):
    body = render(letter_text(council)).body
    assert sms.parts(body) == 1
    assert sms.unsendable(body) == frozenset()


def test_a_councils_curly_name_is_made_plain_in_texts_and_kept_in_emails():
    council = replace(WORKED, short_name="King’s Council", contacts=replace(WORKED.contacts, advocate=replace(
        WORKED.contacts.advocate, name="Children’s Friends")))  # fmt: skip
    assert receipt_text(council).personalisation(Language.ENGLISH)["council_short"] == "King's Council"
    assert receipt(council).personalisation(Language.ENGLISH)["advocate_name"] == "Children’s Friends"
