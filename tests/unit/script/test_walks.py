"""Talks walked from the first question to the last, by posting what a browser would post."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.conversation import Answers, Journey, LongText, OneOf, Script, SeveralOf, Step, Value
from portal.script import SCRIPT
from portal.script.reading import read
from portal.vocabulary import Register, Speaker
from tests.unit.script.told import NOTHING, Choices, journey, talk, typed

OPTIONS = [
    (step.key, str(option.code))
    for step in SCRIPT.steps
    if isinstance(step.question, OneOf | SeveralOf)
    for option in step.question.options
]
#: Answers that lead past each question, where a plain complaint by a child does not.
ON_THE_WAY: dict[str, Choices] = {
    "find-you": {"safe-now": "yes"},
    "what-went-well": {"what-for": "both"},
    "thanks-to": {"what-for": "both"},
    "share-thanks": {"what-for": "thanks"},
    "for-whom": {"who-are-you": "parent"},
    "about-whom": {"who-are-you": "parent"},
    "child-agrees": {"who-are-you": "advocate"},
    "send-about": {"which-help": ("send",)},
    "fostering-about": {"who-are-you": "foster-carer", "which-help": ("fostering",)},
    "adoption-about": {"who-are-you": "adopter", "which-help": ("adoption",)},
    "kinship-about": {"who-are-you": "kinship-carer", "which-help": ("kinship-sgo",)},
    "court-about": {"which-help": ("court",)},
    "records-about": {"which-help": ("my-records",)},
    "pass-on": {"which-help": ("police",)},
    "going-on-elsewhere": {"who-are-you": "parent"},
}
A_CHILD_COMPLAINS: Choices = {"what-for": "complaint", "who-are-you": "child", "safe-now": "no"}


def test_the_script_has_no_faults() -> None:
    assert SCRIPT.faults() == ()


@pytest.mark.parametrize(("key", "code"), OPTIONS)
def test_a_talk_that_takes_this_option_ends_with_it_sent(key: str, code: str) -> None:
    way = {**A_CHILD_COMPLAINS, **ON_THE_WAY.get(key, {})}
    if code == "none" and key == "reply-how":
        way["what-for"] = "thanks"
    step = SCRIPT.step(key)
    assert step is not None
    value: Value = (code,) if isinstance(step.question, SeveralOf) else code
    sent = talk({**way, key: value}).on_path()
    assert sent[key] == value
    read(sent)


@pytest.mark.parametrize("step", SCRIPT.steps, ids=lambda step: step.key)
def test_every_question_is_reached_and_can_be_answered_with_all_its_details(step: Step) -> None:
    end = talk({**A_CHILD_COMPLAINS, **ON_THE_WAY.get(step.key, {})})
    assert step in end.answered


def choices() -> st.SearchStrategy[Choices]:
    """Any answers to the questions of codes, most of them passed over now and then."""
    picks: dict[str, st.SearchStrategy[Value | None]] = {}
    for step in SCRIPT.steps:
        if isinstance(step.question, OneOf):
            picks[step.key] = st.none() | st.sampled_from([str(option.code) for option in step.question.options])
        elif isinstance(step.question, SeveralOf):
            alone = [(str(option.code),) for option in step.question.options if option.alone]
            others = [str(option.code) for option in step.question.options if not option.alone]
            together = st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True).map(tuple)
            picks[step.key] = st.none() | together | st.sampled_from(alone or [(others[0],)])
    return st.fixed_dictionaries(picks)


@given(choices(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_talk_ends_in_order_and_reads_as_facts(wanted: Choices, everything: bool) -> None:
    end = talk(wanted, everything=everything)
    keys = [step.key for step in SCRIPT.steps]
    assert all(keys.index(a.key) < keys.index(b.key) for a, b in pairwise(end.answered))
    assert end.asked == end.answered
    sent = end.on_path()
    facts = read(sent)
    assert facts.has_complaint is (sent["what-for"] in {"complaint", "both", "not-sure"})
    assert set(sent) <= set(end.answers)


@given(choices())
@settings(max_examples=40, deadline=None)
def test_a_change_of_mind_never_sends_what_is_off_the_path(wanted: Choices) -> None:
    end = talk(wanted)
    changed = Journey(SCRIPT, end.answer(SCRIPT.steps[0], {"what-for": "thanks"}))
    on_path = frozenset[str]().union(*(step.keys() for step in changed.asked))
    assert set(changed.on_path()) <= on_path
    assert "what-happened" not in changed.on_path()
    assert changed.answers.get("what-happened") == end.answers.get("what-happened")


def test_a_way_to_reply_that_a_thank_you_needs_not_is_asked_again_when_it_becomes_a_complaint() -> None:
    for kept in (None, "none"):
        thanked = {"what-for": "thanks", "what-went-well": "Much.", "reply-how": kept}
        assert "reply-how" in {step.key for step in journey(thanked).answered}
        assert "reply-how" not in journey({**thanked, "what-for": "complaint"}).on_path()


def test_no_reply_is_offered_for_thanks_and_ideas_only() -> None:
    step = SCRIPT.step("reply-how")
    assert step is not None
    assert isinstance(step.question, OneOf)
    for what_for, offered in [("thanks", True), ("idea", True), ("complaint", False), ("both", False)]:
        seen = journey({"what-for": what_for}).seen_at(step)
        assert ("none" in {str(o.code) for o in step.question.offered(seen)}) is offered
        assert isinstance(step.read({"reply-how": ["none"]}, seen), tuple) is not offered


@pytest.mark.parametrize("what_for", ["complaint", "idea", "both", "not-sure"])
def test_it_is_enough_once_the_story_is_told(what_for: str) -> None:
    here = {"what-for": what_for, "who-are-you": "child", "safe-now": None}
    assert not journey(here).is_enough
    assert not journey({**here, "what-went-well": "Much."}).is_enough
    assert journey({**here, "what-happened": "Nobody came."}).is_enough
    assert journey({**here, "what-happened": "call-me"}).is_enough


def test_a_thank_you_is_enough_once_we_know_what_went_well() -> None:
    assert not journey({"what-for": "thanks"}).is_enough
    assert journey({"what-for": "thanks", "what-went-well": "She listened."}).is_enough


@pytest.mark.parametrize(
    ("safe", "may"), [("yes", True), ("not-sure", True), ("talk", True), ("no", False), (None, False)]
)
def test_from_danger_it_may_be_sent_now(safe: str | None, may: bool) -> None:
    assert journey({"what-for": "complaint", "safe-now": safe}).may_send_now is may


def test_sending_early_asks_only_how_to_reach_you() -> None:
    told = Answers({"what-for": "complaint", "safe-now": None, "who-are-you": None, "what-happened": "It."}, 1)
    early = Journey(SCRIPT, told.finishing_now())
    assert [step.key for step in early.unanswered] == ["reply-how"]


@pytest.mark.parametrize(
    ("who", "register"),
    [(None, Register.CHILD), *((who, Register.CHILD if who == "child" else Register.ADULT) for who in Speaker)],
)
def test_who_somebody_is_sets_how_we_speak(who: str | None, register: Register) -> None:
    assert journey({"what-for": "complaint", "who-are-you": who}).register is register
    assert journey({"what-for": "complaint"}).register is Register.CHILD


@pytest.mark.parametrize("what_for", ["thanks", "complaint", "both", "idea", "not-sure"])
def test_all_but_why_you_came_the_story_and_a_way_to_reply_can_be_passed_over(what_for: str) -> None:
    here = journey({"what-for": what_for, "who-are-you": "parent", "safe-now": "yes"})
    needed = {step.key for step in here.asked if here.is_needed(step)}
    story = "what-went-well" if what_for == "thanks" else "what-happened"
    reply = set() if what_for in {"thanks", "idea"} else {"reply-how"}
    assert needed == {"what-for", story} | reply


def test_the_organisation_counts_only_for_those_who_come_from_one() -> None:
    told: Choices = {"what-for": "complaint", "your-name": "A name", "your-organisation": "A school"}
    assert "your-organisation" in journey({**told, "who-are-you": "professional"}).on_path()
    assert "your-organisation" not in journey({**told, "who-are-you": "parent"}).on_path()


def test_help_to_take_part_given_at_the_start_stays_when_the_way_to_reply_is_passed_over() -> None:
    start = SCRIPT.steps[0]
    posted = {**typed("what-for", start.question, "thanks"), "help-to-take-part": ["bsl"]}
    kept = start.read(posted, journey({}).seen_at(start))
    assert not isinstance(kept, tuple)
    here = Journey(SCRIPT, Journey(SCRIPT, NOTHING).answer(start, kept))
    reply = SCRIPT.step("reply-how")
    assert reply is not None
    after = Journey(SCRIPT, here.pass_over(reply))
    assert after.on_path()["help-to-take-part"] == ("bsl",)


def test_a_story_may_be_left_to_a_call() -> None:
    step = SCRIPT.step("what-happened")
    assert step is not None
    assert isinstance(step.question, LongText)
    seen = journey({"what-for": "complaint"}).seen_at(step)
    assert step.read({"what-happened-instead": ["call-me"]}, seen) == {"what-happened": "call-me"}


def test_a_draft_of_another_version_opens_with_what_still_fits() -> None:
    older = Answers(
        {
            "what-for": "complaint",
            "who-are-you": "pupil",  # a code that version had
            "what-happened": "Nobody came.",
            "which-help": ("in-care", "old-help"),
            "favourite-colour": "green",
            "put-right": ("explain",),
            "reply-how": "email",
            "reply-how-email": "someone@example.org",
        },
        script=0,
    )
    adopted = SCRIPT.adopt(Answers.from_json(older.to_json()))
    assert adopted.script == SCRIPT.version
    assert dict(adopted) == {
        "what-for": "complaint",
        "what-happened": "Nobody came.",
        "put-right": ("explain",),
        "reply-how": "email",
        "reply-how-email": "someone@example.org",
    }
    assert Journey(SCRIPT, adopted).next_step is SCRIPT.step("who-are-you")


def test_a_later_version_that_lost_a_question_still_opens_this_one_s_drafts() -> None:
    later = Script(2, SCRIPT.steps[:6], SCRIPT.enough, SCRIPT.send_now, SCRIPT.child_register)
    adopted = later.adopt(talk(A_CHILD_COMPLAINS).answers)
    assert Journey(later, adopted).next_step is None
