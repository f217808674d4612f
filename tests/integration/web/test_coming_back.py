"""Four words: stopping, coming back on another phone, somebody who found them, somebody who guesses, and leaving."""

from collections.abc import Callable

import pytest

from portal.drafts.words import WORDS
from portal.script import pages as words
from tests.hands import ClientHands
from tests.pages import Receipt, Talk
from tests.portals import PortalAtHand
from tests.tellings import A_CHILD_IN_CARE, CANARIES, STORY, a_childs_complaint

Someone = Talk[ClientHands]
Code = tuple[str, ...]


def stopped(talk: Someone) -> Code:
    """A child stops after the story; these are her four words."""
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="hurt-by-worker")
    return talk.stops()


def another(code: Code) -> Code:
    """Four words that are a code, but nobody's."""
    return (next(word for word in WORDS if word not in code), *code[1:])


def test_stopping_shows_four_words_and_until_when_they_work(talk: Someone):
    code = stopped(talk)
    assert len(code) == 4
    assert set(code) <= set(WORDS)
    assert "until Monday 7 September" in talk.hands.says()  # the last whole day of the seven
    assert "Nobody here has read them yet" in talk.hands.says()


def test_before_the_first_answer_there_is_nothing_to_come_back_to(talk: Someone):
    talk.hands.goes_to("/stop")
    assert talk.hands.address() == "/"


@pytest.mark.parametrize(
    "typed",
    [
        " ".join,
        lambda code: "-".join(code).upper(),
        lambda code: " — ".join(word.capitalize() for word in code) + ".",
        "".join,
        lambda code: "\n".join(code),
        lambda code: " ".join([code[0] + code[0][-1], *code[1:]]),
        lambda code: " ".join([*code[:3], code[3][:-1] + "\u0301" + code[3][-1]]),
    ],
    ids=["spaces", "hyphens-capitals", "dashes", "run-together", "lines", "a-letter-twice", "an-accent"],
)
def test_the_words_open_the_talk_on_another_phone_however_they_are_typed(
    portal: PortalAtHand, talk: Someone, typed: Callable[[Code], str]
):
    code = stopped(talk)
    other = portal.talk()
    other.comes_back(typed(code))
    assert other.asks == "hurt-by-worker"
    other.answers(A_CHILD_IN_CARE)
    assert STORY in other.hands.says()
    assert portal.told(other.sends().reference).what_happened == STORY


def test_the_first_phone_still_holds_it(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    portal.talk().comes_back(" ".join(code))
    talk.hands.goes_to("/talk")
    assert talk.asks == "hurt-by-worker"


def test_a_wrong_code_says_so_in_a_sentence_and_keeps_what_was_typed(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    other = portal.talk()
    for wrong in (" ".join(another(code)), "not a code at all", "", "x" * 5000, "\x00 🐘 أهلا"):
        other.comes_back(wrong)
        assert other.hands.response.status_code == 422
        assert words.CODE_WRONG.child in other.hands.says()
        assert other.hands.written("code").split() == wrong.split()
    assert other.hands.address() == "/come-back"


def test_guessing_is_slowed_after_five_and_the_right_words_wait_too(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    other = portal.talk()
    statuses = []
    for _ in range(6):
        other.comes_back(" ".join(another(code)))
        statuses.append(other.hands.response.status_code)
    assert statuses == [422] * 5 + [429]
    other.comes_back(" ".join(code))
    assert other.hands.response.status_code == 429
    assert "Wait a minute" in other.hands.says()
    portal.clock.passes(seconds=61)
    other.comes_back(" ".join(code))
    assert other.asks == "hurt-by-worker"


def test_one_who_guesses_shuts_nobody_else_out_at_the_same_address(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    guesser = portal.talk()
    for _ in range(6):
        guesser.comes_back(" ".join(another(code)))
    other = portal.talk()
    other.comes_back(" ".join(code))
    assert other.asks == "hurt-by-worker"


def test_who_throws_the_cookie_away_is_slowed_by_the_place(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    statuses = []
    for _ in range(21):
        fresh = portal.talk()
        fresh.comes_back(" ".join(another(code)))
        statuses.append(fresh.hands.response.status_code)
    assert statuses == [422] * 20 + [429]


def test_somebody_found_my_code(portal: PortalAtHand, talk: Someone):
    old = stopped(talk)
    finder = portal.talk()
    finder.comes_back(" ".join(old))
    talk.hands.goes_to("/stop")
    talk.hands.follows(words.FOUND_MY_CODE.child)
    talk.hands.follows(words.NEW_CODE_KEEP.child)
    assert talk.stops() == old  # asking what it would do does nothing yet
    talk.shuts_code()
    new = talk.code
    assert new != old
    finder.hands.goes_to("/talk")
    assert finder.hands.address() == "/"  # the finder's phone opens nothing any more
    finder.comes_back(" ".join(old))
    assert finder.hands.response.status_code == 422
    talk.hands.goes_to("/talk")
    assert talk.asks == "hurt-by-worker"  # hers still does
    third = portal.talk()
    third.comes_back(" ".join(new))
    assert third.asks == "hurt-by-worker"


def test_after_sending_the_words_open_dates_and_team_and_never_the_story(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    other = portal.talk()
    other.comes_back("-".join(receipt.code))
    again = Receipt(other.hands)
    assert (again.reference, again.code) == (receipt.reference, receipt.code)
    for said in ("social work teams", "Friday 4 September", "Tuesday 15 September"):
        assert said in again.says
    assert not any(word in other.hands.response.text for word in CANARIES)


def test_after_sending_no_address_of_the_talk_opens_the_story_again(portal: PortalAtHand, talk: Someone):
    a_childs_complaint(talk)
    been_to = {trace.address.partition("localhost")[2] for trace in talk.hands.client.traces}
    for path in been_to | {"/talk", "/check", "/stop", "/new-code"}:
        talk.hands.goes_to(path)
        assert not any(word in talk.hands.response.text for word in CANARIES), path
    assert len(portal.cases()) == 1


def test_the_code_of_a_receipt_can_be_shut_too(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    old = receipt.code
    receipt.shuts_code()
    assert Receipt(talk.hands).code != old
    other = portal.talk()
    other.comes_back(" ".join(old))
    assert other.hands.response.status_code == 422
    assert portal.case(receipt.reference).events[-1].happened == "code-shut"


def test_a_day_after_sending_the_phone_opens_nothing_but_the_words_do(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    code = receipt.code
    portal.clock.passes(hours=25)
    talk.hands.goes_to("/sent")
    assert talk.hands.address() == "/"
    talk.comes_back(" ".join(code))
    assert Receipt(talk.hands).reference == receipt.reference


def test_after_seven_days_the_words_say_that_the_answers_have_gone(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    portal.clock.passes(days=7, minutes=1)
    other = portal.talk()
    other.comes_back(" ".join(code))
    assert other.hands.response.status_code == 410
    assert words.CODE_EXPIRED.child in other.hands.says()


def test_leaving_ends_the_visit_goes_to_an_ordinary_page_and_the_words_still_work(portal: PortalAtHand, talk: Someone):
    code = stopped(talk)
    talk.hands.goes_to("/talk")
    here = talk.hands.address()
    talk.leaves()
    assert talk.hands.address().startswith("https://www.bbc.co.uk/weather")
    assert "no-store" in talk.hands.response.headers["Cache-Control"]
    talk.goes_back_to(here)
    assert talk.is_closed
    talk.opens()
    assert talk.asks == "what-for"
    assert not talk.may_carry_on
    talk.comes_back(" ".join(code))
    assert talk.asks == "hurt-by-worker"


def test_the_cookie_that_was_left_opens_nothing_when_it_is_put_back(portal: PortalAtHand, talk: Someone):
    stopped(talk)
    kept = talk.hands.client.get_cookie("visit")
    assert kept is not None
    talk.hands.goes_to("/talk")
    talk.leaves()
    talk.hands.client.set_cookie("visit", kept.value)
    talk.hands.goes_to("/talk")
    assert talk.hands.address() == "/"
