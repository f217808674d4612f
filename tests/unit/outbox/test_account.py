"""What somebody pasted into GOV.UK Notify against our words: each difference named by message, with its cure."""

from dataclasses import replace

import pytest

from portal.council import MessageKind
from portal.outbox.account import TYPES, InAccount, Missing, differences
from portal.outbox.messages import TEMPLATES


def as_it_should_be(kind: MessageKind) -> InAccount:
    ours = TEMPLATES[kind]
    return InAccount(TYPES[ours.channel], ours.subject, ours.body)


def said(kind: MessageKind, found: InAccount | Missing) -> list[str]:
    return list(differences(kind, found))


@pytest.mark.parametrize("kind", MessageKind)
def test_our_own_words_do_not_differ(kind: MessageKind):
    assert said(kind, as_it_should_be(kind)) == []


@pytest.mark.parametrize(
    "pasted",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.strip(),
        lambda text: f"\n{text}\n\n",
        lambda text: text.replace("\n", "  \n"),
    ],
    ids=["lines end as in a form", "stripped", "empty lines around", "spaces at the ends of lines"],
)
def test_what_nobody_sees_is_no_difference(pasted):  # type: ignore[no-untyped-def]
    whole = as_it_should_be(MessageKind.RECEIPT_EMAIL)
    assert said(MessageKind.RECEIPT_EMAIL, replace(whole, body=pasted(whole.body))) == []


def test_a_missing_template_is_named_with_its_place_in_the_council_file():
    (sentence,) = said(MessageKind.ALERT, Missing())
    assert sentence.startswith("alert: ")
    assert "notify.templates.alert" in sentence


@pytest.mark.parametrize("type_", ["sms", "letter"])
def test_a_template_of_another_type_cannot_be_mended(type_: str):
    (sentence,) = said(MessageKind.ALERT, replace(as_it_should_be(MessageKind.ALERT), type=type_))
    assert sentence == f"alert: the template is of the type {type_}. It must be email: make another."


def test_another_word_is_shown_in_its_line():
    whole = as_it_should_be(MessageKind.TEAM_NOTICE)
    changed = replace(whole, body=whole.body.replace("Open it here", "Have a look"))
    (sentence,) = said(MessageKind.TEAM_NOTICE, changed)
    assert sentence == (
        'team-notice: the text differs in line 5: ours is "Open it here: ((link))", the account\'s '
        '"Have a look: ((link))". Paste what `portal templates team-notice` prints.'
    )


def test_another_subject_is_a_difference():
    changed = replace(as_it_should_be(MessageKind.ALERT), subject="Danger for ((reference))")
    (sentence,) = said(MessageKind.ALERT, changed)
    assert sentence.startswith("alert: the subject differs in line 1: ours is ")


def test_what_the_account_asks_for_and_we_do_not_send_is_named_first():
    whole = as_it_should_be(MessageKind.ALERT)
    sentences = said(MessageKind.ALERT, replace(whole, body=f"Dear ((name)),\n{whole.body}"))
    assert sentences[0].startswith("alert: the account asks for ((name)), which we do not fill")
    assert "differs in line 1" in sentences[1]


def test_what_the_account_leaves_out_is_named():
    whole = as_it_should_be(MessageKind.ALERT)
    changed = replace(whole, body=whole.body.replace("A person must read it by ((read_by)).", ""))
    assert said(MessageKind.ALERT, changed)[0] == "alert: the account leaves out ((read_by))."


def test_a_text_that_ends_early_differs_where_it_ends():
    changed = replace(as_it_should_be(MessageKind.RECEIPT_TEXT), body="")
    sentences = said(MessageKind.RECEIPT_TEXT, changed)
    assert sentences[-1].startswith('receipt-text: the text differs in line 1: ours is "((council_short)): we have')
    assert "the account's empty" in sentences[-1]


def test_a_long_line_is_cut():
    changed = replace(as_it_should_be(MessageKind.RECEIPT_TEXT), body="A" * 5_000)
    assert all(len(sentence) < 600 for sentence in said(MessageKind.RECEIPT_TEXT, changed))
