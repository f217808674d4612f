"""What staff write comes out as they wrote it: Notify makes no heading, list or hidden link of a line of a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.as_written import as_written
from portal.outbox.templates import fill
from tests.notify.marks import as_read, marks_in

MARKED = [
    ("# 5 was late", "heading"),
    ("#5", "heading"),
    ("* one\n* two", "list"),
    ("-5 degrees in the room", "list"),
    ("12.30 is when we meet", "list"),
    ("• one", "list"),
    ("^ They said no.", "quotation"),
    ("***", "line across"),
    ("_ _ _", "line across"),
    ("We said\n---", "heading above it"),
    ("We said\n===", "heading above it"),
    ("a | b\n:-- | --:\nc | d", "table"),
    ("    four spaces", "code"),
    ("```\nsaid\n```", "code"),
    ("[read this](https://elsewhere.example)", "link"),
    ("![read this](https://elsewhere.example)", "link"),
    ("[note]: elsewhere", "note"),
]
LINES = st.text(alphabet="#*+-_>|`~^•=:[]()!<1. ab\\\n").filter(str.strip)


@pytest.mark.parametrize(("written", "mark"), MARKED)
def test_each_mark_is_one_to_notify_and_none_once_it_is_kept_as_written(written: str, mark: str):
    assert mark in marks_in(written)
    assert marks_in(as_written(written)) == set()
    assert as_read(as_written(written)).split("\n") == [line.strip() for line in written.splitlines()]


@given(LINES)
def test_whatever_is_written_has_no_mark_and_reads_the_same(written: str):
    kept = as_written(written)
    assert marks_in(kept) == set()
    assert as_read(kept).split("\n") == [line.strip() for line in written.splitlines()]


@pytest.mark.parametrize(
    "plain",
    [
        "We looked into it. We are sorry.\n\nYou said 3 things, and 2 of them were right (see below).",
        "Read more at https://council.example/how_to_(complain)?q=[1] - or call 01234 567890.",
        "أهلا. Nós ouvimos. Ok :-)",
    ],
)
def test_a_plain_letter_is_left_alone(plain: str):
    assert as_written(plain) == plain


def test_what_looks_like_a_placeholder_is_never_filled():
    written = "You wrote ((reference)) and ((letter??nothing))."
    assert fill("((letter)) - ((reference))", {"letter": written, "reference": "4KTM-7PXC"}) == (
        f"{written} - 4KTM-7PXC"
    )
