"""What a case file shows, section by section, as rows and steps for the components that draw them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from markupsafe import Markup

from portal.cases.acts.fields import spoken
from portal.cases.acts.specs import ActSpec
from portal.cases.acts.table import GROUPS
from portal.cases.arrivals import has_hour
from portal.cases.casefile import CaseFile, DutyOnFile
from portal.cases.counted_today import counted_today
from portal.cases.office import Office
from portal.cases.posted import whereabouts
from portal.cases.words import Opened
from portal.clocks.running import Standing, standing
from portal.vocabulary import Act, Channel, ComplainantGroup, Flag, Happened, LetterHow, LetterKind, Remedy, Theme
from portal.vocabulary.labels import label, spaced
from portal.web.staff.drawing import Action, Fact, Row
from portal.web.staff.next_step import next_step
from portal.web.staff.steps_in_words import chosen
from portal.web.staff.tags import LETTERS, STATES, drawn_tag, of_standing
from portal.web.staff.timeline import Names

#: Questions whose answers say where somebody can be reached or found.
_CONTACTS = frozenset({"reply-how", "find-you"})
_CAME = {
    Channel.PORTAL: "On the website",
    Channel.PHONE: "By phone",
    Channel.LETTER: "By letter",
    Channel.IN_PERSON: "In person",
    Channel.EMAIL: "By email",
}


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as one person sees it. `words` is None for who may not read them."""

    case: CaseFile
    names: Names
    words: Opened | None
    may: frozenset[Act]
    possible: tuple[ActSpec, ...]
    office: Office
    today: date


def face_of(case: CaseFile, may: frozenset[Act], today: date) -> dict[str, Any]:
    """What stands on a case that is not opened: that it is there, and what is due. No flag, and nobody."""
    soonest = min((each.due_on for each in case.duties if each.is_open), default=None)
    facts = (
        Fact("Received", case.received_on),
        Fact("Status", drawn_tag(*STATES[case.state])),
        Fact("First thing due", soonest or "Nothing is due by a date"),
    )
    return {
        "reference": case.reference,
        "facts": facts,
        "has_words": Act.READ_WORDS in may,
        "is_late": bool(soonest and soonest < today),
    }


def page_of(page: CasePage) -> dict[str, Any]:
    """Everything that the template of the file lays out."""
    case = page.case
    return {
        "case": case,
        "facts": tuple(_facts(page)),
        "flags": tuple(_flag_rows(page)),
        "clocks": tuple(_clock_rows(page, is_open=True)),
        "met": tuple(_clock_rows(page, is_open=False)),
        "groups": tuple(_groups(page)),
        "next": _next(page),
        "is_danger": any(each.flag is Flag.DANGER and not each.settled_on for each in case.flags),
        "told": tuple(_told(page)),
        "issues": tuple(_issue_rows(page)),
        "people": tuple(_people_rows(page)),
        "actions": tuple(_action_rows(page)),
        "letters": tuple(_letters(page)),
        "stages": tuple(_stage_rows(page)),
        "thanks": tuple(_thanks_rows(page)),
        "steps": tuple(_steps(page)),
        "openings": tuple(_openings(page)),
        "may_read": page.words is not None,
    }


def _facts(page: CasePage) -> Iterator[Fact]:
    case = page.case
    yield Fact("Status", drawn_tag(*STATES[case.state]))
    received = case.received_at if has_hour(case.received_at) else case.received_on
    yield Fact("Received", received, hint=f"{_CAME[Channel(case.channel)]}. The law counts from this day.")
    yield Fact("What for", label(case.what_for))
    yield Fact("Counted as", label(ComplainantGroup(case.complainant_group)))
    yield Fact("With", page.names.account(case.assigned_to) if case.assigned_to else "Nobody yet")
    if case.restricted:
        seen = "Names matched" if case.matched_at else "Kept to few until somebody matches the names"
        yield Fact("Who may see it", seen, hint="Hidden for good from whoever was matched.")
    if case.bars and Act.MATCH_NAMES in page.may:
        yield Fact("Hidden from", tuple(sorted(page.names.account(each) for each in case.bars)))
    for other, how in (each for each in case.links if each[0] in page.names.others):
        yield Fact("Belongs with", _link(other), hint=f"{spaced(chosen(Happened.LINKED, 'how', how) or how)}.")
    for contact in case.ombudsman:
        decided = f", {spoken(contact.decided_on)}" if contact.decided_on else ""
        ended = f"{label(contact.decision)}{decided}" if contact.decision else "No decision yet"
        yield Fact("Ombudsman wrote", contact.contacted_on, hint=ended)


def _flag_rows(page: CasePage) -> Iterator[Row]:
    for flag in sorted(page.case.flags, key=lambda each: (bool(each.settled_on), each.flag is not Flag.DANGER)):
        settled = f"Settled {spoken(flag.settled_on)}" if flag.settled_on else "Not settled yet"
        colour = "grey" if flag.settled_on else "red" if flag.flag is Flag.DANGER else "purple"
        yield Row((drawn_tag(label(flag.flag), colour), flag.because, settled))


def _clock_rows(page: CasePage, *, is_open: bool) -> Iterator[Row]:
    owed = (each for each in page.case.duties if each.is_open is is_open)
    for duty in sorted(owed, key=lambda each: (each.due_on, each.duty)):
        stands = standing(duty.due_on, page.today, page.office.calendar, done_on=duty.done_on, held_on=duty.held_on)
        about = f"Part {duty.issue}" if duty.issue and len(page.case.issues) > 1 else ""
        mark = "late" if stands is Standing.OVERDUE else "soon" if stands is Standing.DUE_SOON else ""
        yield Row((label(duty.duty), about, duty.due_on, of_standing(stands), _rests_on(page, duty)), mark)


def _rests_on(page: CasePage, duty: DutyOnFile) -> tuple[str, ...]:
    """The rule, what was promised before, and what today's calendar would say."""
    lines = [duty.because[:1].upper() + duty.because[1:] + "."]
    if duty.first_due_on != duty.due_on:
        moved = "put off" if duty.first_due_on < duty.due_on else "brought forward"
        lines.append(f"First promised for {spoken(duty.first_due_on)}, and {moved} since.")
    other = counted_today(page.case, duty, page.office)
    if other:
        lines.append(f"Counted today it would be {spoken(other)}. What was promised stands.")
    if duty.done_on:
        lines.append(f"Done {spoken(duty.done_on)}.")
    return tuple(lines)


def _groups(page: CasePage) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """The buttons, under their headings: exactly what the gate lets be done now."""
    possible = {spec.act for spec in page.possible}
    for title, specs in GROUPS:
        links = tuple(
            Action(spec.label, url_for("staff.act_form", reference=page.case.reference, act=spec.act.value))
            for spec in specs
            if spec.act in possible
        )
        if links:
            yield title, links


def _next(page: CasePage) -> tuple[Action, str] | None:
    """The act that comes next, and by when."""
    labels = {spec.act: spec.label for spec in page.possible}
    step = next_step(page.case, labels)
    if step is None:
        return None
    href = url_for("staff.act_form", reference=page.case.reference, act=step.act.value)
    if step.due_on:
        when = f"{'was due' if step.due_on < page.today else 'by'} {spoken(step.due_on)}"
    else:
        when = "at once" if step.is_at_once else "as soon as you can"
    return Action(labels[step.act], href), when


def _told(page: CasePage) -> Iterator[tuple[str, str]]:
    """What was asked, and what they said. How to reach them only for who needs it."""
    if page.words is None:
        return
    for turn in page.words.transcript:
        if turn.key not in _CONTACTS or Act.SEE_CONTACT in page.may:
            yield turn.asked, "\n".join(turn.said)


def _issue_rows(page: CasePage) -> Iterator[Row]:
    for issue in page.case.issues:
        confirmed = f"Confirmed {spoken(issue.confirmed_on)}" if issue.confirmed_on else "Suggested by the rules"
        found = label(issue.outcome) if issue.outcome else ""
        themes = ", ".join(label(Theme(theme)) for theme in issue.themes)
        yield Row(
            (
                f"{issue.number}. {label(issue.kind)}: {label(issue.service)}",
                (label(issue.procedure), confirmed),
                page.names.team(issue.team),
                issue.because,
                tuple(each for each in (found, themes) if each),
            )
        )


def _people_rows(page: CasePage) -> Iterator[Row]:
    for person in page.case.people:
        if person.account_id:
            name = page.names.account(person.account_id)
        else:
            name = page.words.people.get(person.id, "") if page.words else "Named in the case"
        until = f"until {spoken(person.until)}" if person.until else ""
        yield Row((label(person.part), name, person.since, until))


def _action_rows(page: CasePage) -> Iterator[Row]:
    for action in page.case.actions:
        what, whose, why = page.words.actions[action.number] if page.words else ("", "", "")
        done = {True: "Done", False: "Not done", None: "Open"}[action.done]
        late = action.done is None and action.due_on < page.today
        tag = drawn_tag("Overdue", "red") if late else drawn_tag(done, "green" if action.done else "grey")
        yield Row((f"{label(action.kind)}: {label(Remedy(action.what))}", what, whose, action.due_on, (tag, why)))


def _stage_rows(page: CasePage) -> Iterator[Row]:
    for stage in page.case.stages:
        steps = (
            ("Acknowledged", stage.acknowledged_on),
            ("Statement agreed", stage.agreed_on),
            ("Told that it takes longer", stage.extended_on),
            ("On hold since", stage.held_on),
            ("To be sent again by", stage.resubmit_until),
            ("Panel met", stage.met_on),
            ("Panel reported", stage.reported_on),
            ("Answered", stage.replied_on),
        )
        lines = tuple(f"{name} {spoken(day)}" for name, day in steps if day)
        yield Row((label(stage.stage), label(stage.procedure), stage.begun_on, lines))


def _thanks_rows(page: CasePage) -> Iterator[Row]:
    for thanks in page.case.compliments:
        worker, manager = page.words.thanks.get(thanks.issue, ("", "")) if page.words else ("", "")
        whose = tuple(each for each in (worker, manager and f"Manager: {manager}") if each)
        card: object = ""
        if page.words and thanks.passed_on:
            href = url_for("staff.card", reference=page.case.reference, issue=thanks.issue)
            card = Markup('<a href="{}">Card to print</a>').format(href)
        days: tuple[str, ...] = (f"Read {spoken(thanks.read_on)}",)
        days += (f"Passed on {spoken(thanks.passed_on)}",) if thanks.passed_on else ()
        days += (f"Reached them {spoken(thanks.reached_on)}",) if thanks.reached_on else ()
        yield Row((f"Part {thanks.issue}", whose, days, card))


def _letters(page: CasePage) -> Iterator[dict[str, Any]]:
    came = whereabouts(page.case)
    for letter in reversed(page.case.letters):
        went = label(LetterHow(letter.how)) if letter.how else "A draft, not sent"
        href = url_for("staff.letter", reference=page.case.reference, letter_id=letter.id) if letter.sent_at else ""
        yield {
            "href": href if page.words else "",
            "came": drawn_tag(*LETTERS[came[letter.id]]),
            "title": f"{label(LetterKind(letter.kind))}, {spoken((letter.sent_at or letter.written_at).date())}",
            "went": went,
            "by": page.names.by(letter.by),
            "body": page.words.letters.get(letter.id, "") if page.words else "",
            "is_sent": letter.sent_at is not None,
        }


def _steps(page: CasePage) -> Iterator[Any]:
    for event in reversed(page.case.events):
        if event.happened != Happened.OPENED and page.names.tells(event):
            yield page.names.step(event, page.words.with_events.get(event.number, "") if page.words else "")


def _openings(page: CasePage) -> Iterator[Row]:
    for event in reversed(page.case.events):
        if event.happened == Happened.OPENED:
            yield Row((page.names.by(event.by), event.at))


def _link(reference: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url_for("staff.case", reference=reference), reference)
