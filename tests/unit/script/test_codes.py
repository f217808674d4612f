"""Every code of the vocabulary is offered by its question, and nothing else: a code is eternal."""

from enum import StrEnum

import pytest

from portal import vocabulary as words
from portal.conversation import OneOf, Seen, SeveralOf
from portal.script import SCRIPT
from portal.script.taking_part import HELP_TO_TAKE_PART

CODES: dict[str, type[StrEnum]] = {
    "what-for": words.WhatFor,
    "who-are-you": words.Speaker,
    "safe-now": words.SafeNow,
    "hurt-by-worker": words.YesNoNotSure,
    "for-whom": words.ForWhom,
    "child-agrees": words.ChildAgrees,
    "which-help": words.Service,
    "thanks-to": words.Service,
    "situation": words.Situation,
    "send-about": words.SendAbout,
    "fostering-about": words.FosteringAbout,
    "adoption-about": words.AdoptionAbout,
    "kinship-about": words.KinshipAbout,
    "court-about": words.CourtAbout,
    "records-about": words.RecordsAbout,
    "pass-on": words.YesNo,
    "must-not-see": words.MustNotSee,
    "about-to-change": words.YesNoNotSure,
    "when": words.HappenedWhen,
    "put-right": words.PutRight,
    "going-on-elsewhere": words.GoingOnElsewhere,
    "advocate": words.AdvocateWish,
    "share-thanks": words.ShareThanks,
    "reply-how": words.ReplyHow,
}
SEVERAL = {"which-help", "thanks-to", "must-not-see", "put-right", "going-on-elsewhere"}
QUESTIONS_OF_CODES = {step.key: step.question for step in SCRIPT.steps if isinstance(step.question, OneOf | SeveralOf)}


@pytest.mark.parametrize("key", CODES)
def test_a_question_offers_every_code_once(key: str) -> None:
    offered = [str(option.code) for option in QUESTIONS_OF_CODES[key].options]
    assert sorted(offered) == sorted(CODES[key])


def test_no_question_has_codes_of_its_own() -> None:
    assert set(QUESTIONS_OF_CODES) == set(CODES)


def test_help_to_take_part_offers_every_code_once() -> None:
    assert isinstance(HELP_TO_TAKE_PART.question, SeveralOf)
    offered = [str(option.code) for option in HELP_TO_TAKE_PART.question.options]
    assert sorted(offered) == sorted(words.HelpToTakePart)


def test_several_may_be_picked_where_the_table_says_so() -> None:
    assert {key for key, question in QUESTIONS_OF_CODES.items() if isinstance(question, SeveralOf)} == SEVERAL


def test_help_to_take_part_is_one_detail_on_the_start_page_and_beside_how_to_reach_you() -> None:
    standing_at = [step.key for step in SCRIPT.steps if HELP_TO_TAKE_PART in step.also]
    assert standing_at == ["what-for", "reply-how"]
    assert SCRIPT.step("help-to-take-part") is None


@pytest.mark.parametrize("key", ["which-help", "thanks-to"])
@pytest.mark.parametrize("speaker", [*words.Speaker, None])
def test_a_short_list_has_at_most_seven_with_not_sure_last(key: str, speaker: words.Speaker | None) -> None:
    question = QUESTIONS_OF_CODES[key]
    assert isinstance(question, SeveralOf)
    shown, more = question.shown(Seen({"who-are-you": speaker}, ("who-are-you",)))
    assert 4 <= len(shown) <= 7
    assert shown[-1].code == words.Service.NOT_SURE
    assert sorted(str(option.code) for option in (*shown, *more)) == sorted(words.Service)
