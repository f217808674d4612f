"""Draws the pages of the conversation: the question, the talk above it, what was typed and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app, render_template, request

from portal.cases.telling import holds_what_must_not_be_written
from portal.conversation import Journey, LongText, Note, NoteKind, Problem, Step
from portal.outbox.messages import Rendered
from portal.script import phrases
from portal.script.transcript import asked_in, exchange_of
from portal.script.what_happened import CALL_ME
from portal.vocabulary import ReplyHow, WhatFor
from portal.web.public import visit
from portal.web.speech import Speech
from portal.web.talk.controls import Control, Drawing, sentences, typed_again
from portal.web.talk.step_names import StepNames

REPLY_HOW = "reply-how"  # the one step that shows what our messages would say
_SHOWN_OF_A_STORY = 200  # characters


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn as the page shows it. `folded` holds a story's first words, until somebody opens it.

    `change` is the text of the link to `url`, as HTML.
    """

    asked: str
    said: tuple[str, ...] = field(repr=False)
    about: str
    url: str
    change: str
    folded: str = field(repr=False)


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
    return names().url(step)


def step_page(
    journey: Journey,
    step: Step,
    *,
    mark: str = "",
    problems: Sequence[Problem] = (),
    start: bool = False,
    action: str = "",
) -> str:
    """The page of one question. With `problems`, what was just posted is drawn again instead of what is kept.

    `mark` says which draft the form belongs to; `action` is where it posts, if not to the step itself.
    """
    say = visit.speech(journey.register)
    needed = journey.is_needed(step)
    wrong = sentences(problems, say, needed=needed)
    typed = request.form.to_dict(flat=False) if problems else typed_again(journey.answers, step.keys())
    control, also = Drawing(say, typed, wrong, journey.seen_at(step)).step(step)
    return render_template(
        "conversation/step.html",
        say=say,
        step=step,
        mark=mark,
        action=action or url_of(step),
        is_lost=bool(action),
        start=start,
        number=journey.asked.index(step) + 1 if step in journey.asked else 1,
        opening=[say(words) for words in step.opening],
        control=control,
        also=also,
        also_under=say(step.also_under) if step.also_under else "",
        errors=_errors(wrong, control, also),
        send_now=journey.may_send_now,
        enough=journey.is_enough and not journey.answers.finishing and step.key != REPLY_HOW,
        left=_left(journey, step, say),
        pass_label="" if needed else say(phrases.pass_over_label(step)),
        preview=preview(journey) if step.key == REPLY_HOW else (),
        **({} if start else _said_before(journey, step, say)),
    )


def _said_before(journey: Journey, step: Step, say: Speech) -> dict[str, object]:
    """The talk above a question: what is folded away, what shows, and what we say back to it."""
    turns = _turns(journey, step, say)
    notes = _notes(journey.notes_after(_just_said(journey, step)), say)
    # The screen may be seen by the one it is about: beside a danger note, what was just said is folded away too.
    danger = any(note.is_danger for note in notes)
    older, shown = (turns, ()) if danger else (turns[:-1], turns[-1:])
    return {"older": older, "turns": shown, "notes": notes, "danger_is_said": danger}


def check_page(journey: Journey, *, mark: str) -> str:
    """Everything that will be sent, each line with a way to change it."""
    say = visit.speech(journey.register)
    notes = _notes(journey.notes_after(_just_said(journey, None)), say)
    chosen = _preview_of_what_was_chosen(journey)
    never_write = str(journey.on_path().get("reply-how-never-write") or "")
    held_back = any(holds_what_must_not_be_written(message, never_write) for message in chosen)
    return render_template(
        "conversation/check.html",
        say=say,
        mark=mark,
        turns=tuple(_turn(journey, step, say) for step in journey.spoken_at),
        notes=notes,
        danger_is_said=any(note.is_danger for note in notes),
        send_now=journey.may_send_now,
        skipped=journey.answers.finishing,
        preview=chosen if not held_back else (),
        held_back=held_back,
    )


def _just_said(journey: Journey, current: Step | None) -> Step | None:
    """The step to say something back about: the one touched last, else the one before this."""
    if journey.last_touched and journey.last_touched != current:
        return journey.last_touched
    return journey.previous(current) if current else None


def _errors(wrong: Mapping[str, str], control: Control, also: Sequence[Control]) -> list[tuple[str, str]]:
    """Each problem with the id its link leads to: the control, or the group of them."""
    details = (detail for choice in (*control.choices, *control.more) for detail in choice.details)
    groups = {each.name for each in (control, *also, *details) if each.kind in {"one-of", "several-of"}}
    return [(f"{field}-group" if field in groups else field, sentence) for field, sentence in wrong.items()]


def _preview_of_what_was_chosen(journey: Journey) -> tuple[Rendered, ...]:
    by_email, by_text = preview(journey)
    match journey.answers.get(REPLY_HOW):
        case ReplyHow.EMAIL:
            return (by_email,)
        case ReplyHow.TEXT:
            return (by_text,)
    return ()


def preview(journey: Journey) -> tuple[Rendered, Rendered]:
    """What our receipt by email and by text would say, for somebody choosing a safe way to be reached."""
    kept: Mapping[WhatFor, tuple[Rendered, Rendered]] = current_app.extensions["previews"]
    return kept[WhatFor(str(journey.answers.get("what-for") or WhatFor.NOT_SURE))]


def _turns(journey: Journey, current: Step, say: Speech) -> tuple[TurnView, ...]:
    before = journey.asked[: journey.asked.index(current)] if current in journey.asked else ()
    return tuple(_turn(journey, step, say) for step in before if step in journey.answered)


def _turn(journey: Journey, step: Step, say: Speech) -> TurnView:
    exchange = exchange_of(journey, step, say)
    is_written = isinstance(step.question, LongText) and journey.answers.get(step.key) not in {None, CALL_ME}
    first = exchange.said[0] if exchange.said else ""
    short = first if len(first) <= _SHOWN_OF_A_STORY else f"{first[:_SHOWN_OF_A_STORY].rstrip()}…"
    about = say(asked_in(journey, step).about)
    return TurnView(exchange.asked, exchange.said, about, url_of(step), say.change(about), short if is_written else "")


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
