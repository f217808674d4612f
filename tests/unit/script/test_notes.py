"""What is said after a hard answer: what comes next, by when, whom to call now, in both registers."""

import re

import pytest

from portal.conversation import Note, NoteKind
from portal.vocabulary import Register, Service
from tests.unit.script.told import journey

REGISTERS = pytest.mark.parametrize("register", list(Register))
HARD_ANSWERS = [
    {"safe-now": "yes"},
    {"safe-now": "not-sure"},
    {"safe-now": "talk"},
    {"hurt-by-worker": "yes"},
    {"hurt-by-worker": "not-sure"},
    {"must-not-see": ("my-carer",)},
    {"must-not-see": ("my-parent", "my-social-worker")},
    {"when": "over-a-year"},
    {"which-help": ("safety-plan",)},
    {"which-help": ("conference",)},
    {"situation": "safety-plan"},
    {"about-to-change": "yes"},
]
STOPS_NO_CLOCK = [
    {"which-help": ("send",), "send-about": "decision"},
    {"which-help": ("fostering",), "fostering-about": "approval", "who-are-you": "foster-carer"},
    {"which-help": ("adoption",), "adoption-about": "suitability"},
    {"which-help": ("court",), "court-about": "order-or-report"},
    {"going-on-elsewhere": ("court",)},
    {"going-on-elsewhere": ("tribunal",)},
    {"going-on-elsewhere": ("appeal",)},
]


def notes_after(answers: dict[str, str | tuple[str, ...]]) -> list[Note]:
    here = journey({"what-for": "complaint", "who-are-you": "parent", **answers})
    return [note for step in here.answered for note in here.notes_after(step) if step.key in answers]


@REGISTERS
@pytest.mark.parametrize("answers", HARD_ANSWERS, ids=str)
def test_after_a_hard_answer_we_say_what_comes_next_by_when_and_whom_to_call(
    answers: dict[str, str | tuple[str, ...]], register: Register
) -> None:
    notes = notes_after(answers)
    assert len(notes) == 1
    said = " ".join(line.to(register) for line in (*notes[0].lines, *notes[0].more))
    assert re.search(r"\bpersons?\b|\bthey\b|\bread\b", said, re.IGNORECASE)
    assert re.search(r"\{(read_by|reply_by)\}", said)
    assert re.search(r"\{\w+_phone\}", said)
    assert said.startswith(("Thank you", "When you"))


@REGISTERS
@pytest.mark.parametrize("answers", STOPS_NO_CLOCK, ids=str)
def test_where_another_body_has_its_own_limit_we_say_a_complaint_does_not_stop_it(
    answers: dict[str, str | tuple[str, ...]], register: Register
) -> None:
    lines = [line.to(register) for note in notes_after(answers) for line in note.lines]
    said = "does not give you more time" if register is Register.CHILD else "complaint does not stop that clock"
    assert any(said in line for line in lines)
    assert any("{reply_by}" in line for line in lines)


@pytest.mark.parametrize("safe", ["yes", "not-sure", "talk"])
@REGISTERS
def test_danger_says_that_nobody_has_read_it_and_how_to_be_heard(safe: str, register: Register) -> None:
    (note,) = notes_after({"safe-now": safe})
    lines = [line.to(register) for line in (*note.lines, *note.more)]
    assert note.kind is NoteKind.DANGER
    assert "No one here has read this yet." in lines
    said = " ".join(lines)
    for whom in ("emergency_phone", "emergency_bsl_web", "childline_phone", "hub_phone", "duty_phone", "duty_hours"):
        assert f"{{{whom}}}" in said
    assert "55" in said
    assert "If they have to tell someone, they will try to tell you first." in said
    assert "{duty_name} cannot see what you write here." in lines
    first = " ".join(line.to(register) for line in note.lines)  # what stands above the button that sends it
    assert all(word in first for word in ("{emergency_phone}", "55", "No one here has read this yet.", "{read_by}"))


@pytest.mark.parametrize("safe", ["no", None])
def test_where_there_is_no_danger_nothing_is_said_of_it(safe: str | None) -> None:
    here = journey({"what-for": "complaint", "safe-now": safe})
    assert [note for step in here.answered for note in here.notes_after(step)] == []


def test_a_thank_you_for_a_safety_plan_gets_no_note_about_complaints() -> None:
    here = journey({"what-for": "thanks", "which-help": (str(Service.SAFETY_PLAN),)})
    assert [note for step in here.answered for note in here.notes_after(step)] == []


def test_parents_are_told_that_it_will_not_be_used_against_them() -> None:
    told = journey({"what-for": "complaint", "who-are-you": "parent"})
    (note,) = told.notes_after(told.script.steps[1])
    assert "This will not be used against you." in note.lines[0].adult
