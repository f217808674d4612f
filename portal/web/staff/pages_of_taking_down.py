"""Draws the pages on which staff take down what somebody tells: the script's own words, one question a page.

It refuses to know a door: what is kept and what is refused is decided there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app, request, url_for
from markupsafe import Markup

from portal.cases.acts.fields import spoken
from portal.cases.arrivals import SPOKEN, Arrival, asked, has_hour
from portal.clocks.working_days import london_date
from portal.conversation import Answers, Journey, Note, NoteKind, Problem, Step, Words
from portal.drafts import Held, code_of
from portal.drafts.taking_down import TakenDown, Unfinished
from portal.script import notes, phrases
from portal.script.transcript import asked_in, exchange_of
from portal.vocabulary import Register
from portal.vocabulary.labels import label
from portal.web.speech import Speech, Speeches
from portal.web.staff.answers import as_asked
from portal.web.staff.drawing import Action, Fact, Row
from portal.web.staff.menu import places
from portal.web.staff.showing import show
from portal.web.talk.controls import Drawing, sentences, typed_again
from portal.web.talk.step_names import StepNames
from portal.web.wiring import portal

_FOLDER = "staff/taking_down"


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft of the account that is signed in, and where its answers lead."""

    taken: TakenDown
    journey: Journey = field(repr=False)

    @property
    def draft(self) -> Held:
        """What is kept of it."""
        return self.taken.draft

    @property
    def arrival(self) -> Arrival:
        """How and when it reached us."""
        return Arrival(self.taken.channel, self.taken.received_at)

    @property
    def is_sent(self) -> bool:
        """It became a case."""
        return self.draft.case_reference is not None

    def with_answers(self, draft: Held, answers: Answers) -> "Taken":
        """The same with more answered."""
        kept = TakenDown(draft, self.taken.channel, self.taken.received_at)
        return Taken(kept, Journey(self.journey.script, answers))


def names() -> StepNames:
    """The opaque names of this portal's steps."""
    kept: StepNames = current_app.extensions["step-names"]
    return kept


def speech() -> Speech:
    """How the script speaks here: staff read it out, or find the answer in a letter."""
    speeches: Speeches = current_app.extensions["speeches"]
    return speeches(Register.ADULT)


def url_of(found: Taken, step: Step) -> str:
    """The address of one question of one draft; it tells nothing of what is asked."""
    return url_for("staff.taken_step", draft=found.draft.id, name=names().name(step))


# ---------------------------------------------------------------- how and when it came


def arrival_page(
    *,
    found: Taken | None = None,
    waiting: Sequence[Unfinished] = (),
    problems: Mapping[str, str] | None = None,
) -> str:
    """What is asked first, or put right later; and what was begun and waits."""
    wired = portal()
    return show(
        f"{_FOLDER}/received.html",
        places=places(),
        fields=asked(wired.calendar, wired.now(), found.arrival if found else None),
        typed=request.form.to_dict(flat=False) if problems else None,
        problems=problems or {},
        action=url_for("staff.put_right_received", draft=found.draft.id) if found else url_for("staff.take_down"),
        back=url_for("staff.taken", draft=found.draft.id) if found else "",
        waiting=tuple(_waiting(waiting)),
        days=str(wired.council.retention.drafts_days),
    )


def _waiting(waiting: Sequence[Unfinished]) -> Iterator[Row]:
    link = Markup('<a href="{}">{}</a>')
    for each in waiting:
        said = f"{label(each.channel)}, {spoken(london_date(each.received_at))}"
        went = each.touched_at if each.is_begun else "Nothing answered yet"
        yield Row((link.format(url_for("staff.taken", draft=each.draft_id), said), went, each.expires_at))


# ---------------------------------------------------------------- one question


def step_page(found: Taken, step: Step, *, problems: Sequence[Problem] = ()) -> str:
    """The page of one question. With `problems`, what was just posted is drawn again instead of what is kept."""
    journey, say = found.journey, speech()
    needed = journey.is_needed(step)
    wrong = sentences(problems, say, needed=needed)
    typed = request.form.to_dict(flat=False) if problems else typed_again(journey.answers, step.keys())
    own, also = Drawing(say, typed, wrong, journey.seen_at(step)).step(step)
    control, instead = as_asked(own)
    before = journey.previous(step)
    return show(
        f"{_FOLDER}/step.html",
        places=places(),
        problems=wrong,
        number=journey.asked.index(step) + 1 if step in journey.asked else 1,
        action=url_of(found, step),
        back=url_of(found, before) if before else url_for("staff.taken_received", draft=found.draft.id),
        control=control,
        instead=instead,
        also=tuple(as_asked(each)[0] for each in also),
        also_under=say(step.also_under) if step.also_under else "",
        say_back=_say_back(found, step, say),
        send_now=say(phrases.SEND_NOW) if journey.may_send_now else "",
        enough=journey.is_enough and not journey.answers.finishing,
        pass_label="" if needed else say(phrases.pass_over_label(step)),
        facts=tuple(_facts(found)),
        said=tuple(_said(found, step, say)),
    )


#: In danger: what to say at once, and whom else they can call. The script's own note speaks of its page.
_CALL_NOW = (notes.EMERGENCY, notes.CANNOT_TALK, notes.CALL_FIRST, notes.CALL_ELSE, notes.SOMEONE_TO_TALK_TO)


def _say_back(found: Taken, step: Step, say: Speech) -> tuple[str, ...]:
    """What is said back to the answer before; nobody is there to hear it where it came by letter or email."""
    if found.arrival.channel not in SPOKEN:
        return ()
    touched = found.journey.last_touched
    before = touched if touched and touched != step else found.journey.previous(step)
    said = (line for note in found.journey.notes_after(before) for line in _lines(note))
    return tuple(filter(None, map(say, said)))


def _lines(note: Note) -> tuple[Words, ...]:
    return _CALL_NOW if note.kind is NoteKind.DANGER else (*note.lines, *note.more)


def _facts(found: Taken) -> Iterator[Fact]:
    wired, arrival = portal(), found.arrival
    came = arrival.at if has_hour(arrival.at) else arrival.on
    passed = wired.calendar.between(arrival.on, london_date(wired.now()))
    since = f"{label(arrival.channel)}. {_days(passed)} ago." if passed else f"{label(arrival.channel)}."
    change = Action("Change", url_for("staff.taken_received", draft=found.draft.id), "how and when it reached us")
    yield Fact("Received", came, since, change)
    yield Fact("Kept until", found.draft.expires_at, "Then it goes, unless you send it.")


def _days(passed: int) -> str:
    return "1 working day" if passed == 1 else f"{passed} working days"


def _said(found: Taken, current: Step | None, say: Speech) -> Iterator[Fact]:
    """Every question that was answered, with a way to change it; but for the one on the page."""
    for step in found.journey.spoken_at:
        if step == current:
            continue
        turn = exchange_of(found.journey, step, say)
        lines = tuple(line for said in turn.said for line in said.splitlines() if line.strip())
        about = say(asked_in(found.journey, step).about)
        yield Fact(turn.asked, lines, "", Action("Change", url_of(found, step), about))


# ---------------------------------------------------------------- the end, and what goes wrong


def check_page(found: Taken) -> str:
    """Everything that will be sent, each line with a way to change it."""
    wired, arrival = portal(), found.arrival
    passed = wired.calendar.between(arrival.on, london_date(wired.now()))
    return show(
        f"{_FOLDER}/check.html",
        places=places(),
        action=url_for("staff.send_taken", draft=found.draft.id),
        facts=tuple(_facts(found)),
        said=tuple(_said(found, None, speech())),
        is_late=passed > wired.council.targets.acknowledgement,
        passed=_days(passed),
        skipped=found.journey.answers.finishing,
    )


def done_page(found: Taken, reference: str, *, may_see: bool) -> str:
    """The reference; and the four words, where it was given any."""
    wired = portal()
    code = code_of(found.draft, wired.settings.code_keys)
    return show(
        f"{_FOLDER}/done.html",
        places=places(),
        reference=reference,
        code=code or (),
        may_see=may_see,
        come_back=f"{wired.settings.host}{url_for('coming_back.ask_for_code')}",
    )


def not_taken(found: Taken, written: Sequence[str]) -> str:
    """What was typed belongs to no question that is asked now. It is shown, and kept nowhere."""
    sentence = (
        "This was sent already, so nothing more can be added here. Add a note to the case."
        if found.is_sent
        else "An answer was changed after you opened this page, and this question is not asked any more."
    )
    return show(
        f"{_FOLDER}/lost.html",
        places=places(),
        title="This was not kept",
        sentence=sentence,
        written=written,
        go_on=url_for("staff.taken", draft=found.draft.id),
    )


def gone(written: Sequence[str], expired_at: datetime | None = None) -> str:
    """There is no such draft for this account."""
    when = f"It was kept until {spoken(london_date(expired_at))}, and has gone." if expired_at else ""
    return show(
        f"{_FOLDER}/lost.html",
        places=places(),
        title="This is not here any more",
        sentence=when or "It has gone, or another account began it. Only the account that began it can go on with it.",
        written=written,
        go_on=url_for("staff.take_down"),
    )
