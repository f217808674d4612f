"""Every question of the script is reached and drawn, in both registers, with each reply and each detail on the page."""

from collections.abc import Iterator

from portal import drafts
from portal.conversation import Answers, DateInParts, Detail, Journey, OneOf, Option, SeveralOf, Step
from portal.script import SCRIPT
from portal.vocabulary import Register
from tests import walks
from tests.hands import ClientHands
from tests.markup import Element
from tests.pages import Talk
from tests.portals import PortalAtHand
from tests.walks import BEFORE_ANYBODY, POSSIBLE, everything_by

SPEAKERS = (*walks.SPEAKERS, "advocate")


def journey_of(portal: PortalAtHand) -> Journey:
    *_, newest = portal.drafts()
    return Journey(SCRIPT, SCRIPT.adopt(drafts.answers(newest)))


def is_drawn(hands: ClientHands, step: Step, journey: Journey) -> None:
    """Everything the step offers this person is on the page, under the words meant for them."""
    register, seen = journey.register, journey.seen_at(step)
    asked = step.asked_as(seen)
    assert hands.heading() == asked.ask.to(register)
    if asked.hint:
        assert asked.hint.to(register) in hands.says()
    if isinstance(step.question, OneOf | SeveralOf):
        offered = step.question.offered(seen)
        drawn = {each["value"]: each for each in hands.page.named(step.key)}
        assert set(drawn) == {option.code for option in offered}
        for option in offered:
            reads_as(hands, drawn[option.code], option, register)
    for detail in step.details():
        if detail.when.holds(seen):
            has_its_control(hands, detail)


def reads_as(hands: ClientHands, box: Element, option: Option, register: Register) -> None:
    assert hands.page.name_of(box) == option.label.to(register)  # the hint is read after it, and only once
    if option.hint:
        described = hands.page.by_id(box["aria-describedby"])
        assert described is not None
        assert described.text == option.hint.to(register)


def has_its_control(hands: ClientHands, detail: Detail) -> None:
    names = [detail.key]
    if isinstance(detail.question, DateInParts):
        names = [f"{detail.key}-{part}" for part in ("day", "month", "year")]
    for name in names:
        assert hands.page.named(name), f"{name} is not on the page of {hands.asked()}"


def drawn_on_the_way(portal: PortalAtHand, speaker: str | None) -> Iterator[tuple[str, Register]]:
    portal.clock.passes(seconds=1)  # the newest draft is this one
    talk: Talk[ClientHands] = portal.talk()
    talk.starts()
    given = everything_by(speaker)
    for key in talk.questions():
        journey = journey_of(portal) if key != "what-for" else Journey(SCRIPT, Answers({}, SCRIPT.version))
        step = SCRIPT.step(key)
        assert step is not None
        is_drawn(talk.hands, step, journey)
        yield key, journey.register
        talk.answers_or_passes(given)
    assert talk.is_to_check


def test_every_question_is_reached_and_shows_all_it_offers_in_every_register_it_can_have(portal: PortalAtHand):
    seen = {place for speaker in SPEAKERS for place in drawn_on_the_way(portal, speaker)}
    portal.clock.passes(seconds=1)
    adult = portal.talk()
    adult.starts()
    adult.answers(everything_by("parent"), until="safe-now")
    for about in BEFORE_ANYBODY.values():
        adult.hands.goes_to("/talk")
        adult.changes(about)
        step = SCRIPT.step(adult.asks)
        assert step is not None
        is_drawn(adult.hands, step, journey_of(portal))
        seen.add((step.key, Register.ADULT))
    assert seen == POSSIBLE


def test_at_most_seven_kinds_of_help_stand_before_more(portal: PortalAtHand):
    for speaker in SPEAKERS:
        talk = portal.talk()
        talk.starts()
        talk.answers(everything_by(speaker), until="which-help")
        first = [each for each in talk.hands.page.named("which-help") if not any(each.above("details"))]
        assert 5 <= len(first) <= 7
        assert "not-sure" in [each["value"] for each in first]


def test_no_page_has_a_reply_ticked_that_nobody_picked(portal: PortalAtHand):
    talk = portal.talk()
    talk.starts()
    for key in talk.questions():
        assert talk.hands.picked(key) == [] or talk.hands.controls()[key] not in {"radio", "checkbox"}
        talk.answers_or_passes(everything_by(None))


def test_the_right_names_are_offered_for_the_phone_to_fill_in(portal: PortalAtHand):
    talk = portal.talk()
    talk.starts()
    talk.answers(everything_by("advocate"), until="your-name")
    fields = {each["name"]: each["autocomplete"] for each in talk.hands.page.controls()}
    assert (fields["your-name"], fields["your-organisation"]) == ("name", "organization")
    talk.passes()
    fields = {each["name"]: (each["type"], each["autocomplete"]) for each in talk.hands.page.controls()}
    assert fields["reply-how-email"] == ("email", "email")
    assert fields["reply-how-mobile"] == ("tel", "tel")
