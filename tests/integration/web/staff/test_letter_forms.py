"""Forms with a letter in them: what they told us, how they asked to be reached, our text to begin with, the press."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from portal.cases.gaps import Gap, first_in
from portal.reading_age import HIGHEST_GRADE, LONGEST_SENTENCE, longest_sentence, reading_grade, words
from portal.representations import Reply
from portal.vocabulary import Act, HappenedWhen, Register, ReplyHow, Service, Speaker, StaffRole, YesNoNotSure
from tests.factories import MOBILE, RECEIVED, by_email
from tests.hands import ClientHands
from tests.integration.cases.acts import brought_to, carried
from tests.integration.cases.acts.conftest import StaffDesk
from tests.markup import Element, value_of
from tests.portals import PortalAtHand, local_portal
from tests.staffing import signed_in_client, types
from tests.tellings import A_CHILD_IN_CARE, EMAIL, STORY

POINTS = {"points": "One.", "contact": "Plainly Madeup, complaints officer"}
BY_TEXT = Reply(how=ReplyHow.TEXT, mobile=MOBILE)
CODE_ONLY = Reply(how=ReplyHow.CODE_ONLY)


@dataclass
class Office:
    """A portal with a desk behind it, and the browsers of who works there."""

    portal: PortalAtHand
    desk: StaffDesk

    def confirmed(self, *services: Service, **said: object) -> str:
        return brought_to.confirmed(self.desk, brought_to.received(self.desk, *services, **said))

    def at(self, reference: str, act: Act, *roles: StaffRole) -> ClientHands:
        """Somebody who opened the case, at the form of an act."""
        self.portal.clock.now = self.desk.now
        hands = signed_in_client(self.portal, *roles, teams=("pods", "cic", "complaints"))
        hands.goes_to(f"/staff/cases/{reference}")
        hands.presses("Open this case")
        hands.goes_to(f"/staff/cases/{reference}/do/{act}")
        return hands


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    portal = local_portal(tmp_path)
    yield Office(portal, StaffDesk(portal.engine, portal.office))
    portal.close()


def control(hands: ClientHands, name: str) -> Element:
    return next(each for each in hands.page.elements if each.is_control and each["name"] == name)


def letter(hands: ClientHands) -> str:
    return value_of(control(hands, "letter"))


def chosen(hands: ClientHands) -> list[str]:
    named = [each for each in hands.page.elements if each.is_control and each["name"] == "how"]
    return [each["value"] for each in named if each.has("checked")]


def looks(hands: ClientHands, **typed: str) -> None:
    for name, text in typed.items():
        types(hands, name, text)
    hands.presses("See how it reads")


# --- what they told us, and how they asked to be reached


def test_what_they_told_us_stands_above_the_letter_and_where_they_are_reached_only_for_who_may_know(office: Office):
    talk = office.portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE)
    reference = talk.sends().reference
    office.desk.now = office.portal.clock()
    brought_to.acknowledged(office.desk, reference)
    for role, knows in ((StaffRole.COMPLAINTS_OFFICER, True), (StaffRole.TEAM_MANAGER, False)):
        said = office.at(reference, Act.DRAFT_REPLY, role).says()
        assert said.index(STORY) < said.index("Hello,")
        assert (EMAIL in said) is knows


@pytest.mark.parametrize(
    ("reply", "said", "way"),
    [
        (by_email(), "They asked for an email.", ["email"]),
        (BY_TEXT, "They asked for a text message.", ["text"]),
        (CODE_ONLY, "They asked for no message: they come back with their code.", ["code"]),
        (Reply(how=ReplyHow.NONE), "They asked for no reply.", []),
    ],
)
def test_the_way_they_asked_for_is_said_and_chosen_at_first(office: Office, reply: Reply, said: str, way: list[str]):
    page = office.at(office.confirmed(reply=reply), Act.ACKNOWLEDGE)
    assert said in page.says()
    assert chosen(page) == way


# --- another way


def test_another_way_is_warned_of_and_goes_only_once_it_is_known_to_be_safe(office: Office):
    reference = office.confirmed(reply=CODE_ONLY)
    page = office.at(reference, Act.ACKNOWLEDGE)
    assert "safe for them" not in page.says()
    looks(page, **POINTS, how="post")
    assert "they come back with their code. Others in their home may open or read a letter." in page.says()
    page.presses("Record as posted")
    assert "Tick that it is safe for them" in page.says()
    assert office.desk.file(reference).letters == ()
    looks(page, known_safe="yes")
    page.presses("Record as posted")
    assert "The letter is recorded as posted." in page.says()
    assert [each.how for each in office.desk.file(reference).letters] == ["post"]


def test_the_way_they_asked_for_needs_no_tick_and_the_button_says_what_it_does(office: Office):
    reference = office.confirmed(reply=by_email())
    page = office.at(reference, Act.ACKNOWLEDGE)
    looks(page, **POINTS)
    assert "safe for them" not in page.says()
    page.presses("Send this email")
    assert "The email is on its way." in page.says()


# --- our text to begin with


def test_an_acknowledgement_says_what_the_law_asks_and_no_word_of_theirs(office: Office):
    reference = office.confirmed(Service.IN_CARE, Service.TRANSPORT, speaker=Speaker.CHILD, what_happened=STORY)
    text = letter(office.at(reference, Act.ACKNOWLEDGE))
    for said in (
        "on Tuesday 1 September 2026",
        "1. Being in care\n\nThere can be three stages. This is stage 1. A manager answers you.",
        "by Tuesday 15 September 2026",
        "not be later than Tuesday 29 September 2026",
        "2. Getting to school\n\nThere can be two stages.",
        "ask [who they can ask].",
        "They are free for you.",
        "they do not decide it",
    ):
        assert said in text
    assert not {"room", "Madeup"} & set(words(text))


def test_the_contact_is_typed_once_and_stands_in_what_is_looked_at_and_in_what_is_sent(office: Office):
    reference = office.confirmed(reply=by_email())
    page = office.at(reference, Act.ACKNOWLEDGE)
    looks(page, **POINTS)
    assert f"ask {POINTS['contact']}." in page.says()
    page.presses("Send this email")
    office.desk.does(reference, Act.RECORD_OUTCOME, outcome="upheld", why="A made-up reason.")
    (row,) = (row for row in office.desk.messages() if row.kind == "letter-email")
    assert POINTS["contact"] in row.personalisation
    assert "[" not in row.personalisation


def test_a_letter_with_a_gap_is_kept_as_a_draft_and_not_sent(office: Office):
    reference = brought_to.found(office.desk, brought_to.received(office.desk, reply=by_email()))
    page = office.at(reference, Act.SEND_REPLY)
    looks(page)
    assert f"The letter still has a gap: “{Gap.FOUND.mark}”." in page.says()
    page = office.at(reference, Act.DRAFT_REPLY)
    begun = letter(page)
    looks(page, letter=f"{begun}\nMine.")
    page.presses("Keep this draft")
    assert letter(office.at(reference, Act.SEND_REPLY)).endswith("Mine.")  # a draft stands instead of our text


def test_a_reply_says_what_was_found_and_how_to_go_on(office: Office):
    reference = brought_to.found(office.desk, brought_to.received(office.desk, speaker=Speaker.PARENT))
    text = letter(office.at(reference, Act.SEND_REPLY))
    assert "We agree that this went wrong. We are sorry.\n\n[what you found" in text
    assert "you can ask for stage 2" in text
    assert "best to tell us by Tuesday 29 September 2026" in text


def test_a_day_that_is_over_is_promised_to_nobody(office: Office):
    reference = office.confirmed(speaker=Speaker.CHILD)
    office.desk.on(date(2026, 9, 16))
    text = letter(office.at(reference, Act.ACKNOWLEDGE))
    assert "15 September" not in text
    assert "29 September" not in text


def test_who_is_told_of_more_time_by_the_corporate_procedure_is_told_of_the_ombudsman(office: Office):
    reference = brought_to.acknowledged(office.desk, brought_to.received(office.desk, Service.TRANSPORT))
    page = office.at(reference, Act.EXTEND)
    assert "Ombudsman" in letter(page)
    looks(page, **{"reason": "complex", "why": "Many.", "until-day": "22", "until-month": "9", "until-year": "2026"})
    assert Gap.WHY_LONGER.mark in page.says()
    looks(page, letter=letter(page).replace(Gap.WHY_LONGER.mark, "Many people know of it."))
    assert "We plan to answer you by Tuesday 22 September 2026." in page.says()


def test_a_word_they_asked_us_never_to_write_is_a_gap(office: Office):
    reply = by_email(never_write="care")
    reference = office.confirmed(Service.IN_CARE, reply=reply, speaker=Speaker.CHILD)
    text = letter(office.at(reference, Act.ACKNOWLEDGE))
    assert "care" not in text.casefold()
    assert Gap.NOT_TO_WRITE.mark in text


def test_a_later_day_than_was_promised_is_told_quietly(office: Office):
    page = office.at(office.confirmed(reply=by_email()), Act.ACKNOWLEDGE)
    looks(page, **POINTS, letter="You hear from us by 3 October 2026.")
    assert "The letter names 3 October 2026. We promised 29 September 2026." in page.says()
    types(page, "letter", "You hear from us by 29 September 2026.")
    page.presses("Look again")
    assert "We promised" not in page.says()


# --- all of them

Brought = Callable[[StaffDesk, Speaker, datetime], str]


def _received(*services: Service, **said: object) -> Brought:
    return lambda desk, who, now: brought_to.received(desk, *services, now=now, speaker=who, **said)


def _acknowledged(desk: StaffDesk, who: Speaker, now: datetime) -> str:
    return brought_to.acknowledged(desk, brought_to.received(desk, now=now, speaker=who))


def _elsewhere(desk: StaffDesk, who: Speaker, now: datetime) -> str:
    of = (Service.SCHOOL, Service.MY_RECORDS, Service.CONFERENCE, Service.COURT)
    return brought_to.confirmed(desk, brought_to.received(desk, *of, now=now, speaker=who))


def _found(desk: StaffDesk, who: Speaker, now: datetime) -> str:
    return brought_to.found(desk, brought_to.received(desk, now=now, speaker=who))


def _held(desk: StaffDesk, who: Speaker, now: datetime) -> str:
    reference = _acknowledged(desk, who, now)
    desk.does(reference, Act.HOLD, proceedings="court", why="A made-up reason.", letter="It waits.")
    return reference


LETTERS: dict[Act, Brought] = {
    Act.ACKNOWLEDGE: _elsewhere,
    Act.DRAFT_REPLY: _acknowledged,
    Act.EXTEND: _acknowledged,
    Act.HOLD: _acknowledged,
    Act.RESUME: _held,
    Act.SEND_REPLY: _found,
    Act.WRITE_AGREEMENT: _found,
    Act.DECIDE_FREEZE: _received(about_to_change=YesNoNotSure.YES),
    Act.DECIDE_LATE: _received(when=HappenedWhen.OVER_A_YEAR),
    Act.WITHDRAW: _acknowledged,
}


@pytest.mark.parametrize("speaker", [Speaker.CHILD, Speaker.PARENT])
def test_what_we_begin_with_reads_at_its_age(office: Office, speaker: Speaker):
    for minute, (act, brought) in enumerate(LETTERS.items()):
        reference = brought(office.desk, speaker, RECEIVED + timedelta(minutes=minute))
        reads_well(letter(office.at(reference, act)), speaker)


def test_so_does_what_we_begin_with_at_the_later_stages(office: Office):
    case = carried.looked_at(office.desk)
    for act in (Act.ACKNOWLEDGE_STAGE2, Act.AGREE_STATEMENT):
        reads_well(letter(office.at(case.reference, act)), Speaker.CHILD)
    answer = letter(office.at(case.reference, Act.DRAFT_REPLY))
    reads_well(answer, Speaker.CHILD)
    assert "you can ask for stage 3" in answer
    assert "Ombudsman" in answer
    office.desk.does(case.reference, Act.ADJUDICATE, by=case.adjudicator, outcome_1="upheld", letter="Found.")
    case.does(Act.ASK_STAGE3, channel="phone")
    case.does(Act.NAME_PANEL, independent=("yes",), **carried.MEMBERS)
    case.does(Act.PANEL_MET)
    case.does(Act.PANEL_REPORTED, finding="A made-up finding.")
    text = letter(office.at(case.reference, Act.ANSWER_PANEL))
    reads_well(text, Speaker.CHILD)
    assert "Ombudsman" in text


def reads_well(text: str, speaker: Speaker) -> None:
    ours = "\n".join(line for line in text.splitlines() if first_in(line) is None or not line.startswith("["))
    register = Register.CHILD if speaker is Speaker.CHILD else Register.ADULT
    assert text.startswith("Hello,")
    assert reading_grade(ours) <= HIGHEST_GRADE[register]
    assert len(words(longest_sentence(ours))) <= LONGEST_SENTENCE
