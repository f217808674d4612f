"""Every fault a script can find in itself, planted one at a time in a sound one."""

from dataclasses import replace

import pytest

from portal.conversation import (
    Detail,
    Note,
    OneOf,
    Option,
    Script,
    SeveralOf,
    ShortText,
    Step,
    always,
    said,
    same,
    was_answered,
)
from tests.unit.conversation.a_small_talk import LAST, PAY, SHOP, STORY, TOPPING, WANT


def with_steps(*steps: Step) -> Script:
    return replace(SHOP, steps=steps)


def asking(key: str, **changes: object) -> Step:
    return replace(Step(key=key, ask=same("?"), about=same("it"), question=ShortText()), **changes)  # type: ignore[arg-type]


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, same(code)) for code in codes)


def test_a_sound_script_has_none() -> None:
    assert SHOP.faults() == ()


FAULTY = [
    (with_steps(WANT, TOPPING, STORY, PAY, LAST, asking("pay")), "the key pay is used twice"),
    (
        with_steps(*SHOP.steps, asking("more", also=(Detail("want", ShortText(), same("?")),))),
        "the key want is used twice",
    ),
    (
        with_steps(*SHOP.steps, asking("more", also=(Detail("candles", ShortText(), same("A twin")),))),
        "the key candles is used twice",
    ),
    (with_steps(TOPPING, WANT, STORY, PAY, LAST), "topping (when) looks at want, which is not asked before it"),
    (
        with_steps(*SHOP.steps, asking("more", when=said("nowhere", "x"))),
        "more (when) looks at nowhere, which is not asked before it",
    ),
    (
        with_steps(*SHOP.steps, asking("more", when=said("want", "pie"))),
        "more (when) waits for pie, which want does not",
    ),
    (with_steps(*SHOP.steps, asking("more", needed=said("want", "pie"))), "more (needed) waits for pie"),
    (
        with_steps(
            *SHOP.steps, asking("more", also=(Detail("d", ShortText(), same("?"), when=was_answered("later")),))
        ),
        "more (detail d) looks at later",
    ),
    (
        with_steps(*SHOP.steps, asking("more", notes=(Note(said("pay", "gold"), (same("!"),)),))),
        "more (note) waits for gold, which pay does not offer",
    ),
    (
        with_steps(
            *SHOP.steps,
            asking("more", question=OneOf((*options("a", "b"), Option("c", same("C"), when=said("more", "a"))))),
        ),
        "more (option c) looks at more, which is not asked before it",
    ),
    (
        with_steps(*SHOP.steps, asking("more", question=SeveralOf(options("a", "b"), ((always, ("a", "z")),)))),
        "more has z in a short list, which it does not offer",
    ),
    (
        with_steps(*SHOP.steps, asking("more", question=SeveralOf(options("a", "b"), ((said("w", "x"), ("a",)),)))),
        "more (short list) looks at w",
    ),
    (with_steps(*SHOP.steps, asking("more", question=OneOf(options("a")))), "more needs two or more different options"),
    (with_steps(*SHOP.steps, asking("more", question=OneOf(options("a", "a")))), "more needs two or more different"),
    (replace(SHOP, enough=was_answered("thanks")), "enough looks at thanks"),
    (replace(SHOP, send_now=said("topping", "gold")), "send-now waits for gold"),
    (replace(SHOP, child_register=said("who", "child")), "register looks at who"),
]


@pytest.mark.parametrize(("script", "fault"), FAULTY, ids=[fault for _script, fault in FAULTY])
def test_a_fault_is_found_and_said_in_a_sentence(script: Script, fault: str) -> None:
    assert any(found.startswith(fault) for found in script.faults()), script.faults()


def test_one_detail_may_stand_at_two_steps() -> None:
    assert WANT.also[0] is PAY.also[0]
    assert SHOP.faults() == ()


def test_a_note_may_look_at_its_own_step() -> None:
    assert with_steps(*SHOP.steps, asking("more", notes=(Note(was_answered("more"), (same("Ah."),)),))).faults() == ()
