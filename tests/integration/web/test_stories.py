"""Whole talks, from the first question to the receipt, the case behind it and the post that goes out."""

import pytest

from portal.script import pages as words
from portal.vocabulary import Duty, Flag, Procedure
from tests.hands import ClientHands
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.tellings import (
    A_CHILD_IN_CARE,
    CANARIES,
    CHILD,
    EMAIL,
    PLACE,
    STORY,
    WORKER,
    a_childs_complaint,
    a_parents_thanks,
    an_advocate_for_a_child,
)

Someone = Talk[ClientHands]


def test_a_childs_complaint_becomes_a_case_with_procedures_teams_reasons_and_dates(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    case = portal.case(receipt.reference)
    assert [(issue.service, issue.procedure, issue.team) for issue in case.issues] == [
        ("in-care", Procedure.STATUTORY, "pods"),
        ("school", Procedure.SCHOOL, "complaints"),
    ]
    assert all(issue.because for issue in case.issues)
    assert case.due_on(Duty.ACKNOWLEDGEMENT).isoformat() == "2026-09-04"  # type: ignore[union-attr]
    assert case.due_on(Duty.STAGE1_REPLY).isoformat() == "2026-09-15"  # type: ignore[union-attr]
    assert {flag for flag, _ in case.flags} == {Flag.ADVOCATE_WANTED}


def test_her_receipt_tells_who_has_it_and_by_when_and_not_a_word_of_the_story(talk: Someone):
    receipt = a_childs_complaint(talk)
    for said in ("Tuesday 1 September", "social work teams", "Friday 4 September", "Tuesday 15 September", "advocate"):
        assert said in receipt.says
    assert len(receipt.code) == 4
    assert not any(word in receipt.says for word in CANARIES)


def test_what_she_said_is_kept_as_it_was_asked(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    said = portal.words_of(receipt.reference)
    assert said["what-happened"].said == (STORY,)
    assert said["what-happened"].asked == "What happened?"
    assert said["who-was-it"].said == (WORKER,)
    assert said["put-right"].said == ("Say sorry", "Something else", f"What would help? A lift to {PLACE}")
    told = portal.told(receipt.reference)
    assert (told.your_name, told.reply.email, told.reply.call_me) == (CHILD, EMAIL, CHILD)


def test_the_post_tells_the_child_the_team_and_complaints_and_holds_none_of_it(portal: PortalAtHand, talk: Someone):
    receipt = a_childs_complaint(talk)
    posts = portal.posts()
    assert [(post["kind"], post["to"]) for post in posts if post["kind"] == "receipt-email"] == [
        ("receipt-email", EMAIL)
    ]
    assert sorted(post["kind"] for post in posts) == ["complaints-copy", "receipt-email", "team-notice"]
    for post in posts:
        assert set(post) == {"kind", "channel", "to", "subject", "body", "reference"}
        assert post["reference"] == receipt.reference
        assert receipt.reference in post["subject"] + post["body"]
        assert [word for word in CANARIES if word in f"{post['subject']} {post['body']}"] == []


def test_a_child_is_asked_at_most_fifteen_questions(talk: Someone):
    talk.starts()
    assert len(talk.answers({**A_CHILD_IN_CARE, "which-help": ["social-worker"]})) <= 15


def test_an_advocates_complaint_waits_on_nobody_but_asks_what_the_child_wants(portal: PortalAtHand, talk: Someone):
    receipt = an_advocate_for_a_child(talk)
    case = portal.case(receipt.reference)
    assert case.complainant_group == "advocate"
    assert Flag.CONSENT in {flag for flag, _ in case.flags}
    assert "advocate" not in portal.words_of(receipt.reference)  # an advocate is not offered an advocate
    assert receipt.may_tell_of_another_child


def test_the_shortest_thank_you_is_three_questions_and_goes_to_complaints_alone(portal: PortalAtHand, talk: Someone):
    receipt = a_parents_thanks(talk)
    case = portal.case(receipt.reference)
    assert [(issue.kind, issue.procedure) for issue in case.issues] == [("compliment", Procedure.COMPLIMENT)]
    assert case.due == ()
    assert list(portal.words_of(receipt.reference)) == ["what-for", "who-are-you", "what-went-well"]
    assert {post["to"] for post in portal.posts()} == {"complaintsandcompliments@rbwm.gov.uk"}


def test_a_thank_you_asks_at_most_seven_questions(talk: Someone):
    talk.starts()
    asked = talk.answers(
        {
            "what-for": "thanks",
            "who-are-you": "parent",
            "what-went-well": "All of it",
            "which-help": ["in-care"],
            "share-thanks": "no-name",
            "reply-how": "none",
        }
    )
    assert 3 <= len(asked) <= 7
    assert words.SENT_THANKS.child in talk.sends().says


def test_both_is_one_case_with_a_complaint_and_a_compliment(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(
        {"what-for": "both", "who-are-you": "care-leaver", "safe-now": "no", "what-went-well": "My new adviser",
         "what-happened": "The old one left", "which-help": ["leaving-care"], "thanks-to": ["homeless"],
         "share-thanks": "no", "reply-how": "code-only"}
    )  # fmt: skip
    case = portal.case(talk.sends().reference)
    assert [(issue.kind, issue.service) for issue in case.issues] == [
        ("complaint", "leaving-care"),
        ("compliment", "homeless"),
    ]
    assert case.due


def test_an_idea_is_answered_but_is_no_complaint(portal: PortalAtHand, talk: Someone):
    talk.starts()
    asked = talk.answers(
        {"what-for": "idea", "who-are-you": "child", "safe-now": "no", "what-happened": "Longer opening hours",
         "which-help": ["early-help"], "reply-how": "none"}
    )  # fmt: skip
    assert "hurt-by-worker" not in asked
    case = portal.case(talk.sends().reference)
    assert [issue.kind for issue in case.issues] == ["idea"]
    assert [due.duty for due in case.due] == [Duty.IDEA_REPLY]


def test_the_shortest_complaint_is_five_questions(portal: PortalAtHand, talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "no"):
        talk.says(code)
    talk.hands.writes("what-happened", STORY)
    talk.goes_on()
    assert talk.may_say_enough
    talk.enough()
    assert talk.asks == "reply-how"
    talk.says("code-only")
    receipt = talk.sends()
    assert len(portal.words_of(receipt.reference)) == 5
    assert [issue.procedure for issue in portal.case(receipt.reference).issues] == [Procedure.UNDECIDED]


def test_somebody_who_said_it_is_enough_may_still_answer_more(talk: Someone):
    talk.starts()
    for code in ("complaint", "child", "no"):
        talk.says(code)
    talk.writes(STORY)
    talk.enough()
    talk.says("code-only")
    assert talk.is_to_check
    talk.answers_more()
    assert talk.asks == "hurt-by-worker"


@pytest.mark.parametrize("what_for", ["complaint", "both", "not-sure", "idea", "thanks"])
def test_passing_over_everything_that_may_be_passed_over(portal: PortalAtHand, talk: Someone, what_for: str):
    talk.starts()
    talk.says(what_for)
    needed = {"what-happened": STORY, "what-went-well": STORY, "reply-how": "code-only"}
    passed = []
    for key in talk.questions():
        if talk.may_pass:
            passed.append(key)
            talk.passes()
        else:
            talk.answers_this({key: needed[key]})
    assert "who-are-you" in passed
    receipt = talk.sends()
    case = portal.case(receipt.reference)
    assert case.issues
    assert case.speaker is None
    said = portal.words_of(receipt.reference)
    assert all(said[key].said == ("You chose not to say.",) for key in passed)


def test_a_skipped_hard_question_is_kept_as_passed_over_never_as_no(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers({"what-for": "complaint", "who-are-you": "child", "what-happened": STORY, "reply-how": "code-only"})
    told = portal.told(talk.sends().reference)
    assert (told.hurt_by_worker, told.safe_now) == (None, None)


def test_please_call_me_takes_the_place_of_the_story(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers(
        {"what-for": "complaint", "who-are-you": "child", "safe-now": "no", "what-happened": "call-me",
         "reply-how": "phone", "reply-how-phone": "01632 960123"}
    )  # fmt: skip
    case = portal.case(talk.sends().reference)
    assert Flag.CALL_BACK in {flag for flag, _ in case.flags}
    assert "alert" in {post["kind"] for post in portal.posts()}


def test_who_must_not_see_it_makes_a_case_that_names_a_small_team(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.answers({**A_CHILD_IN_CARE, "must-not-see": ["my-social-worker"], "must-not-see-names": WORKER})
    receipt = talk.sends()
    assert portal.case(receipt.reference).restricted
    assert "a small team" in receipt.says
    assert "social work teams" not in receipt.says
    assert {post["to"] for post in portal.posts() if post["kind"] != "receipt-email"} == {
        "complaintsandcompliments@rbwm.gov.uk",
        "safety-lead@rbwm.example",
    }


def test_help_to_take_part_ticked_at_the_start_is_kept(portal: PortalAtHand, talk: Someone):
    talk.starts()
    talk.hands.picks("help-to-take-part", "bsl")
    talk.says("complaint")
    talk.answers({"who-are-you": "child", "safe-now": "no", "what-happened": STORY, "reply-how": "code-only"})
    told = portal.told(talk.sends().reference)
    assert told.help_to_take_part == ("bsl",)
