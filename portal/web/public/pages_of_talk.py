"""Draws the pages of the conversation: the question, the talk above it, what was typed and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, render_template, request, url_for

from portal.conversation import Journey, LongText, Note, NoteKind, Problem, Step
from portal.outbox.fillings import Link
from portal.outbox.previews import preview_receipt
from portal.representations import Exchange
from portal.script import phrases
from portal.script.problems import longest, sentence
from portal.vocabulary import WhatFor
from portal.web.public import visit
from portal.web.public.controls import Drawing, first_problem_of, typed_again
from portal.web.public.step_names import StepNames
from portal.web.public.transcript import exchange_of
from portal.web.speech import Speech
from portal.web.wiring import portal

REPLY_HOW = "reply-how"  # the one step that shows what our messages would say
_SHOWN_OF_A_STORY = 200  # characters


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn as the page shows it. `folded` holds a story's first words, until somebody opens it."""

    exchange: Exchange
    about: str
    url: str
    folded: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """What we say back after an answer."""

    lines: tuple[str, ...]
    more: tuple[str, ...]
    is_danger: bool


def names() -> StepNames:
    """The opaque names of this portal's steps."""
    kept: StepNames = current_app.extensions["step-names"]
    return kept


def url_of(step: Step) -> str:
    """The address of a step."""
    return url_for("public.step", name=names().name(step))


def step_page(
    journey: Journey, step: Step, *, problems: Sequence[Problem] = (), start: bool = False, held: bool = False
) -> str:
    """The page of one question. With `problems`, what was just posted is drawn again instead of what is kept."""
    say = visit.speech(journey.register)
    at = first_problem_of(problems)
    needed = journey.is_needed(step)
    wrong = {field: _sentence(say, problem, needed=needed) for field, problem in at.items()}
    typed = request.form.to_dict(flat=False) if problems else typed_again(journey.answers, step.keys())
    control, also = Drawing(say, typed, wrong, journey.seen_at(step)).step(step)
    before = journey.previous(step)
    notes = _notes(journey.notes_after(before), say) if before and not start else ()
    return render_template(
        "conversation/step.html",
        say=say,
        step=step,
        action=url_of(step),
        start=start,
        held=held,
        number=journey.asked.index(step) + 1,
        opening=[say(words) for words in step.opening],
        control=control,
        also=also,
        errors=[(control_id(field, control.kind if field == step.key else ""), text) for field, text in wrong.items()],
        turns=_turns(journey, step, say) if not start else (),
        notes=notes,
        danger_is_said=any(note.is_danger for note in notes),
        send_now=journey.may_send_now,
        enough=journey.is_enough and not journey.answers.finishing,
        left=_left(journey, step, say),
        pass_label="" if needed else say(phrases.pass_over_label(step)),
        preview=preview(journey) if step.key == REPLY_HOW else (),
    )


def check_page(journey: Journey) -> str:
    """Everything that will be sent, each line with a way to change it."""
    say = visit.speech(journey.register)
    last = journey.answered[-1] if journey.answered else None
    return render_template(
        "conversation/check.html",
        say=say,
        turns=tuple(_turn(journey, step, say) for step in journey.answered),
        notes=_notes(journey.notes_after(last), say) if last else (),
        skipped=journey.answers.finishing,
        preview=preview(journey),
    )


def preview(journey: Journey) -> tuple[object, ...]:
    """What our receipt by email and by text would say, for somebody choosing a safe way to be reached."""
    wired = portal()
    what_for = WhatFor(str(journey.answers.get("what-for") or WhatFor.NOT_SURE))
    return preview_receipt(wired.council, Link(wired.settings.url), what_for)


def control_id(field: str, kind: str = "") -> str:
    """The id that an error's link leads to: the control, or the first of a group of them."""
    return f"{field}-group" if kind in {"one-of", "several-of"} else field


def _turns(journey: Journey, current: Step, say: Speech) -> tuple[TurnView, ...]:
    return tuple(_turn(journey, step, say) for step in journey.answered if step.key != current.key)


def _turn(journey: Journey, step: Step, say: Speech) -> TurnView:
    exchange = exchange_of(journey, step, say)
    is_story = isinstance(step.question, LongText) and journey.answers[step.key] is not None
    first = exchange.said[0] if exchange.said else ""
    short = first if len(first) <= _SHOWN_OF_A_STORY else f"{first[:_SHOWN_OF_A_STORY].rstrip()}…"
    return TurnView(exchange, say(step.about), url_of(step), short if is_story else "")


def _notes(notes: Sequence[Note], say: Speech) -> tuple[NoteView, ...]:
    return tuple(
        NoteView(
            tuple(say.with_links(line) for line in note.lines),
            tuple(say.with_links(line) for line in note.more),
            note.kind is NoteKind.DANGER,
        )
        for note in notes
    )


def _left(journey: Journey, step: Step, say: Speech) -> str:
    left = len([other for other in journey.unanswered if other.key != step.key])
    return say(phrases.progress(left), n=str(left))


def _sentence(say: Speech, problem: Problem, *, needed: bool) -> str:
    limit: Mapping[str, str] = {"by": f"{problem.by:,}", "limit": f"{longest(problem.field) or 0:,}"}
    return say(sentence(problem, needed=needed), **limit)
