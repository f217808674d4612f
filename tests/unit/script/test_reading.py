"""From answers to facts, and from JSON to answers: what is kept, what is refused and in which sentence."""

import json
from typing import Any

import pytest

from portal import vocabulary as words
from portal.conversation import Answers
from portal.representations import Representation
from portal.script import SCRIPT
from portal.script.reading import UnknownAnswer, checked, known_keys, read
from portal.vocabulary import Refusal, Service, WhatFor
from tests.unit.script.told import Choices, details


def test_nothing_said_is_not_sure_about_everything_that_needs_a_word() -> None:
    facts = read({})
    assert facts == Representation(what_for=WhatFor.NOT_SURE)
    assert facts.has_complaint
    assert facts.services == facts.thanked == (Service.NOT_SURE,)


def test_passed_over_is_never_no() -> None:
    passed_over = dict.fromkeys(known_keys())
    assert read(passed_over) == read({})
    assert read(passed_over).hurt_by_worker is None


FIELDS: list[tuple[Choices, str, Any]] = [
    ({"what-for": "both"}, "what_for", words.WhatFor.BOTH),
    ({"who-are-you": "care-leaver"}, "speaker", words.Speaker.CARE_LEAVER),
    ({"safe-now": "talk"}, "safe_now", words.SafeNow.TALK),
    ({"find-you": "At school"}, "find_you", "At school"),
    ({"what-went-well": "She listened."}, "what_went_well", "She listened."),
    ({"what-happened": "Nobody came."}, "what_happened", "Nobody came."),
    ({"hurt-by-worker": "not-sure"}, "hurt_by_worker", words.YesNoNotSure.NOT_SURE),
    ({"for-whom": "both"}, "for_whom", words.ForWhom.BOTH),
    ({"about-whom": "Two children, 4 and 9"}, "about_whom", "Two children, 4 and 9"),
    ({"child-agrees": "not-safe-to-ask"}, "child_agrees", words.ChildAgrees.NOT_SAFE_TO_ASK),
    ({"which-help": ("in-care", "send")}, "services", (Service.IN_CARE, Service.SEND)),
    ({"which-help": None}, "services", (Service.NOT_SURE,)),
    ({"thanks-to": ("early-help",), "what-for": "both"}, "thanked", (Service.EARLY_HELP,)),
    ({"thanks-to": None, "which-help": ("in-care",), "what-for": "both"}, "thanked", (Service.NOT_SURE,)),
    ({"which-help": ("in-care",), "what-for": "thanks"}, "thanked", (Service.IN_CARE,)),
    ({"situation": "alone-in-uk"}, "situation", words.Situation.ALONE_IN_UK),
    ({"send-about": "delay"}, "send_about", words.SendAbout.DELAY),
    ({"fostering-about": "approval"}, "fostering_about", words.FosteringAbout.APPROVAL),
    ({"adoption-about": "records"}, "adoption_about", words.AdoptionAbout.RECORDS),
    ({"kinship-about": "other-order"}, "kinship_about", words.KinshipAbout.OTHER_ORDER),
    ({"court-about": "worker"}, "court_about", words.CourtAbout.WORKER),
    ({"records-about": "see-file"}, "records_about", words.RecordsAbout.SEE_FILE),
    ({"pass-on": "no"}, "pass_on", words.YesNo.NO),
    ({"who-was-it": "The night team"}, "who_was_it", "The night team"),
    ({"must-not-see": ("my-carer",)}, "must_not_see", (words.MustNotSee.MY_CARER,)),
    ({"must-not-see-names": "A name"}, "must_not_see_names", "A name"),
    ({"about-to-change": "yes"}, "about_to_change", words.YesNoNotSure.YES),
    ({"about-to-change-date": "2026-09"}, "change_on", "2026-09"),
    ({"when": "over-a-year"}, "when", words.HappenedWhen.OVER_A_YEAR),
    ({"put-right": ("explain", "other")}, "put_right", (words.PutRight.EXPLAIN, words.PutRight.OTHER)),
    ({"put-right-other": "A new key"}, "put_right_other", "A new key"),
    ({"going-on-elsewhere": ("court",)}, "going_on_elsewhere", (words.GoingOnElsewhere.COURT,)),
    ({"advocate": "have-one"}, "advocate", words.AdvocateWish.HAVE_ONE),
    ({"share-thanks": "no-name"}, "share_thanks", words.ShareThanks.NO_NAME),
    ({"your-name": "A Name"}, "your_name", "A Name"),
    ({"share-thanks-name": "A First Name"}, "your_name", "A First Name"),
    ({"your-name": "A Name", "share-thanks-name": "A First Name"}, "your_name", "A Name"),
    ({"advocate-who": "The advocacy office"}, "advocate_who", "The advocacy office"),
    ({"your-organisation": "A school"}, "your_organisation", "A school"),
    ({"help-to-take-part": ("bsl",)}, "help_to_take_part", (words.HelpToTakePart.BSL,)),
]
REPLIES: list[tuple[Choices, str, Any]] = [
    ({"reply-how": "code-only"}, "how", words.ReplyHow.CODE_ONLY),
    ({"reply-how-email": "someone@example.org"}, "email", "someone@example.org"),
    ({"reply-how-mobile": "07700900123"}, "mobile", "07700900123"),
    ({"reply-how-phone": "01632960123"}, "phone", "01632960123"),
    ({"reply-how-video-bsl": "Text 07700900123"}, "arrange", "Text 07700900123"),
    ({"reply-how-meet": "Ask at the youth club"}, "arrange", "Ask at the youth club"),
    ({"reply-how-address": "1 Example Street"}, "address", "1 Example Street"),
    ({"reply-how-advocate": "The advocacy office"}, "advocate_contact", "The advocacy office"),
    ({"reply-how-email": "ask my nan"}, "arrange", "ask my nan"),
    ({"reply-how-email": "ask my nan"}, "email", ""),
    ({"reply-how-mobile": "0770"}, "arrange", "0770"),
    ({"reply-how-safe-times": "After 4"}, "safe_times", "After 4"),
    ({"reply-how-call-me": "Blue"}, "call_me", "Blue"),
    ({"reply-how-never-write": "Council"}, "never_write", "Council"),
]


@pytest.mark.parametrize(("answers", "field", "value"), FIELDS)
def test_each_answer_becomes_its_fact(answers: Choices, field: str, value: object) -> None:
    assert getattr(read(answers), field) == value


@pytest.mark.parametrize(("answers", "field", "value"), REPLIES)
def test_each_way_to_reply_becomes_its_fact(answers: Choices, field: str, value: object) -> None:
    assert getattr(read(answers).reply, field) == value


def test_every_key_becomes_a_fact_or_stays_in_the_transcript_only() -> None:
    read_keys = {key for answers, _field, _value in FIELDS + REPLIES for key in answers}
    assert known_keys() - read_keys == {"what-happened-instead", "when-why"}


@pytest.mark.parametrize(
    ("answers", "story"),
    [
        ({"what-happened": "call-me"}, ""),
        ({"what-happened": "Nobody came.", "what-happened-instead": "call-me"}, "Nobody came."),
    ],
)
def test_who_would_rather_be_called_is_called(answers: Choices, story: str) -> None:
    facts = read(answers)
    assert facts.call_back
    assert facts.what_happened == story
    assert not read({"what-happened": "Nobody came."}).call_back


def test_answers_are_read_on_the_path_or_off() -> None:
    assert read({"what-for": "thanks", "what-happened": "Nobody came."}).what_happened == "Nobody came."


def test_known_keys_are_steps_details_and_the_way_not_to_write() -> None:
    steps = {step.key for step in SCRIPT.steps}
    assert known_keys() == steps | {detail.key for _step, detail in details()} | {"what-happened-instead"}


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ({"what-for": "complaint"}, {"what-for": "complaint"}),
        ({"what-for": ["complaint"]}, {"what-for": "complaint"}),
        ({"what-for": None}, {"what-for": None}),
        ({"which-help": "send"}, {"which-help": ("send",)}),
        ({"which-help": ["send", "in-care", "send"]}, {"which-help": ("send", "in-care")}),
        ({"which-help": []}, {"which-help": None}),
        ({"help-to-take-part": "bsl"}, {"help-to-take-part": ("bsl",)}),
        ({"what-happened": "Nobody told me."}, {"what-happened": "Nobody told me."}),
        ({"what-happened-instead": "call-me"}, {"what-happened-instead": "call-me"}),
        ({"about-to-change-date": "2026-09-03"}, {"about-to-change-date": "2026-09-03"}),
        ({"about-to-change-date": "--09-03"}, {"about-to-change-date": "--09-03"}),
        ({}, {}),
    ],
)
def test_json_becomes_answers(raw: dict[str, object], kept: Choices) -> None:
    assert checked(json.loads(json.dumps(raw))) == Answers(kept, SCRIPT.version)


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        ({"favourite-colour": "green"}, ["favourite-colour"]),
        ({"help": None}, ["help"]),
        ({"what-for": "moan"}, ["what-for", "moan", "complaint", "not-sure"]),
        ({"what-for": ["complaint", "idea"]}, ["what-for", "one code", "complaint"]),
        ({"what-for": 1}, ["what-for", "1", "thanks"]),
        ({"which-help": ["send", "old-help"]}, ["which-help", "old-help", "in-care"]),
        ({"which-help": {"send": True}}, ["which-help", "in-care"]),
        ({"help-to-take-part": ["magic"]}, ["help-to-take-part", "magic", "easy-read"]),
        ({"what-happened": ["Nobody", "came"]}, ["what-happened", "text"]),
        ({"what-happened-instead": "write"}, ["what-happened-instead", "write", "call-me"]),
        ({"your-name": 7}, ["your-name", "text"]),
        ({"about-to-change-date": "soon"}, ["about-to-change-date", "soon", "2026-09-03"]),
        ({"about-to-change-date": "2026-13-01"}, ["about-to-change-date", "2026-13-01"]),
    ],
)
def test_an_unknown_answer_is_refused_in_a_sentence_that_names_it(raw: dict[str, object], named: list[str]) -> None:
    with pytest.raises(UnknownAnswer) as refused:
        checked(raw)
    sentence = str(refused.value)
    assert isinstance(refused.value, Refusal)
    assert all(name in sentence for name in named), sentence
    assert sentence.endswith(".")
