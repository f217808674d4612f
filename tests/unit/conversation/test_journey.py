"""One person's way through a small script: next, back, changes of mind, stopping early."""

from portal.conversation import Answers, Journey, Value
from portal.vocabulary import Register
from tests.unit.conversation.a_small_talk import LAST, PAY, SHOP, STORY, TOPPING, WANT


def told(finishing: bool = False, **kept: Value | None) -> Journey:
    return Journey(SHOP, Answers({key.replace("_", "-"): value for key, value in kept.items()}, 3, finishing))


def test_the_first_question_comes_first() -> None:
    assert told().next_step is WANT
    assert told().path == (WANT,)
    assert told().answered == ()


def test_a_question_is_asked_when_what_was_said_before_calls_for_it() -> None:
    assert told(want="cake").asked == (WANT, TOPPING, STORY, PAY, LAST)
    assert told(want="bread").asked == (WANT, STORY, PAY)
    assert told(want="cake").next_step is TOPPING


def test_the_path_is_what_was_answered_and_the_next_question() -> None:
    here = told(want="cake", topping=("fruit",))
    assert here.answered == (WANT, TOPPING)
    assert here.path == (WANT, TOPPING, STORY)
    assert here.unanswered == (STORY, PAY, LAST)


def test_back_goes_to_the_answer_before() -> None:
    here = told(want="bread", topping=("fruit",), story="Tea")
    assert here.previous(PAY) is STORY
    assert here.previous(STORY) is WANT  # the topping is off the path
    assert here.previous(WANT) is None


def test_one_may_visit_answered_questions_and_the_next_one() -> None:
    here = told(want="bread", story="Tea", topping=("fruit",))
    assert [step for step in SHOP.steps if here.may_visit(step)] == [WANT, STORY, PAY]


def test_a_change_of_mind_loses_nothing_and_sends_nothing_stale() -> None:
    cake = told(want="cake", topping=("other",), topping_other="Nuts", story="Tea", pay="cash", last="No")
    bread = Journey(SHOP, cake.answer(WANT, {"want": "bread"}))
    assert dict(bread.on_path()) == {"want": "bread", "story": "Tea", "pay": "cash"}
    assert bread.answers["topping-other"] == "Nuts"
    again = Journey(SHOP, bread.answer(WANT, {"want": "cake"}))
    assert dict(again.on_path()) == dict(cake.on_path())


def test_answering_again_takes_the_old_details_away() -> None:
    here = told(want="cake", pay="card", pay_card="1234")
    assert "pay-card" not in here.answer(PAY, {"pay": "cash"})
    told_and_rung = told(want="bread", story="Tea", story_instead="ring-me")
    assert "story-instead" not in told_and_rung.answer(STORY, {"story": "Tea"})


def test_a_step_may_be_passed_over_unless_it_is_needed() -> None:
    here = told(want="cake", topping=("fruit",))
    assert here.pass_over(TOPPING)["topping"] is None
    assert here.pass_over(WANT) == here.answers
    assert here.pass_over(PAY) == here.answers
    assert told(want="bread").pass_over(PAY)["pay"] is None


def test_passing_over_keeps_a_detail_that_also_stands_elsewhere() -> None:
    here = told(want="bread", candles="Nine", pay="card", pay_card="1234")
    assert dict(here.pass_over(PAY)) == {"want": "bread", "candles": "Nine", "pay": None}


def test_what_was_passed_over_is_asked_again_once_it_is_needed() -> None:
    passed = told(want="bread", story="Tea", pay=None)
    assert passed.next_step is None
    changed = Journey(SHOP, passed.answer(WANT, {"want": "cake"}))
    assert PAY in changed.unanswered
    assert "pay" not in changed.on_path()


def test_a_reply_that_is_not_offered_any_more_is_asked_again() -> None:
    later = told(want="bread", story="Tea", pay="later")
    assert later.on_path()["pay"] == "later"
    changed = Journey(SHOP, later.answer(WANT, {"want": "cake"}))
    assert PAY in changed.unanswered


def test_a_detail_that_no_longer_applies_does_not_count() -> None:
    assert told(want="cake", pay="cash", box="Red").on_path()["box"] == "Red"
    assert "box" not in told(want="bread", pay="cash", box="Red").on_path()


def test_who_says_it_is_enough_is_asked_only_what_is_needed() -> None:
    assert told(finishing=True, want="cake", story="Tea").unanswered == (PAY,)
    assert told(finishing=True, want="bread", story="Tea").unanswered == ()
    assert not told(finishing=True, want="bread").may_visit(LAST)


def test_enough_and_send_now_and_register_follow_the_answers_on_the_path() -> None:
    assert not told(want="cake").is_enough
    assert told(want="cake", story="Tea").is_enough
    assert not told(want="cake", story=None).is_enough
    assert told(want="cake", topping=("plain",)).may_send_now
    assert not told(want="bread", topping=("plain",)).may_send_now
    assert told().register is Register.CHILD
    assert told(want="cake").register is Register.ADULT


def test_notes_are_said_after_the_answer_they_answer() -> None:
    assert [line.adult for note in told(want="cake").notes_after(WANT) for line in note.lines] == ["Good choice."]
    assert told(want="bread").notes_after(WANT) == ()


def test_what_was_seen_before_a_step_leaves_out_what_came_after() -> None:
    here = told(want="cake", topping=("fruit",), story="Tea")
    assert dict(here.seen_at(TOPPING).answers) == {"want": "cake"}
    assert here.seen_at(TOPPING).asked == ("want",)
