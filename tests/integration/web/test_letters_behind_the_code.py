"""What staff wrote, read by the one it is for with four words: newest first, as it was written, and nothing else."""

import pytest

from portal.script import letters as words
from portal.vocabulary import LetterHow, LetterKind, Register
from tests.hands import ClientHands
from tests.letters import staff_write
from tests.pages import Given, Receipt, Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, CANARIES, a_childs_complaint

TITLE = words.LETTERS_TITLE.child
LETTER = "Dear quokka.\n\n# We read it <b>twice</b> & are sorry.\nWe will call you.\n\nأهلا وسهلا"


def comes_back(portal: PortalAtHand, receipt: Receipt[ClientHands]) -> Receipt[ClientHands]:
    """On another phone, with the four words."""
    other = portal.talk()
    other.comes_back(" ".join(receipt.code))
    return Receipt(other.hands)


def tells(talk: Talk[ClientHands], changed: Given) -> Receipt[ClientHands]:
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, **changed})
    return talk.sends()


def html(receipt: Receipt[ClientHands]) -> str:
    return receipt.hands.response.text


def test_nothing_stands_there_before_something_was_sent(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = a_childs_complaint(talk)
    staff_write(portal, receipt.reference, "A draft of quokka.", how=None)
    again = comes_back(portal, receipt)
    assert TITLE not in again.says
    assert "quokka" not in html(again)


def test_a_letter_is_read_as_it_was_written(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = a_childs_complaint(talk)
    portal.clock.passes(days=1)
    staff_write(portal, receipt.reference, LETTER)
    again = comes_back(portal, receipt)
    for said in (
        TITLE,
        "Our answer",
        "We wrote this on Wednesday 2 September.",
        "# We read it <b>twice</b> & are sorry.",
    ):
        assert said in again.says
    page = html(again)
    assert '<p dir="auto"># We read it &lt;b&gt;twice&lt;/b&gt; &amp; are sorry.<br>We will call you.</p>' in page
    assert '<p dir="auto">أهلا وسهلا</p>' in page
    assert "<title>Sent - Your message</title>" in page
    assert not any(canary in page for canary in CANARIES)


def test_the_newest_stands_first(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = a_childs_complaint(talk)
    staff_write(portal, receipt.reference, "The first one.", LetterHow.EMAIL, LetterKind.ACKNOWLEDGEMENT)
    portal.clock.passes(days=3)
    staff_write(portal, receipt.reference, "The second one.", LetterHow.POST, LetterKind.EXTENSION)
    page = html(comes_back(portal, receipt))
    order = [
        page.index(said) for said in ("We need more time", "The second one.", "A person has read", "The first one.")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (LetterHow.PHONE, "We told you this on Tuesday 1 September."),
        (LetterHow.IN_PERSON, "We told you this on Tuesday 1 September."),
        (LetterHow.ADVOCATE, "We gave this to your advocate on Tuesday 1 September."),
    ],
)
def test_what_was_told_is_there_without_its_words(
    portal: PortalAtHand, talk: Talk[ClientHands], how: LetterHow, said: str
):
    receipt = a_childs_complaint(talk)
    staff_write(portal, receipt.reference, "Dear quokka.", how)
    again = comes_back(portal, receipt)
    assert said in again.says
    assert "quokka" not in html(again)


def test_a_case_kept_to_few_is_no_exception(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = tells(talk, {"hurt-by-worker": "yes"})
    assert portal.case(receipt.reference).restricted
    staff_write(portal, receipt.reference, "Dear quokka.")
    assert "Dear quokka." in comes_back(portal, receipt).says


def test_reading_it_is_no_opening_by_staff(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = a_childs_complaint(talk)
    staff_write(portal, receipt.reference, "Dear quokka.")
    before = portal.case(receipt.reference).events
    comes_back(portal, receipt)
    assert portal.case(receipt.reference).events == before


def test_the_text_leads_to_the_box_for_the_four_words(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = tells(talk, {"reply-how": "text", "reply-how-mobile": "07700 900123"})
    staff_write(portal, receipt.reference, "Dear quokka.", LetterHow.TEXT)
    (text,) = (post["body"] for post in portal.posts() if post["kind"] == "letter-text")
    assert "quokka" not in text
    phone = portal.phone()
    phone.goes_to(text.rpartition(" ")[2].removeprefix(portal.settings.url))
    assert phone.address() == "/come-back"
    assert "What are your four words?" in phone.says()


def test_the_post_tray_shows_the_email_as_it_reads(portal: PortalAtHand, talk: Talk[ClientHands]):
    receipt = a_childs_complaint(talk)
    staff_write(portal, receipt.reference, LETTER, LetterHow.EMAIL)
    (email,) = (post for post in portal.posts() if post["kind"] == "letter-email")
    assert email["subject"] == f"Your message {receipt.reference}"
    assert f"\n\n{LETTER}\n\n" in email["body"]


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("register", Register)
def test_every_kind_of_letter_has_plain_words(kind: LetterKind, register: Register):
    assert words.KINDS[kind].to(register)
