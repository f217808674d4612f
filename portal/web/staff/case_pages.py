"""What a case file shows, section by section, as rows and steps for the components that draw them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from markupsafe import Markup

from portal.cases.acts.fields import spoken
from portal.cases.acts.specs import ActSpec
from portal.cases.arrivals import has_hour
from portal.cases.casefile import CaseFile
from portal.cases.office import Office
from portal.cases.posted import whereabouts
from portal.cases.words import Opened
from portal.clocks.working_days import london_date
from portal.vocabulary import Act, Channel, ComplainantGroup, Flag, Happened, LetterHow, LetterKind, Remedy, Theme
from portal.vocabulary.labels import label, spaced
from portal.web.staff.case_acts import groups_of, more_of, next_of
from portal.web.staff.case_dates import clock_rows, first_reading
from portal.web.staff.drawing import Fact, Row
from portal.web.staff.folding import folded
from portal.web.staff.steps_in_words import chosen
from portal.web.staff.tags import LETTERS, STATES, drawn_tag
from portal.web.staff.their_words import told
from portal.web.staff.timeline import Names

_CAME = {
    Channel.PORTAL: "On the website",
    Channel.PHONE: "By phone",
    Channel.LETTER: "By letter",
    Channel.IN_PERSON: "In person",
    Channel.EMAIL: "By email",
}
_HALF_THAT_WENT = Markup("Until {} this was one case with {}. Letters, notes and openings before that day are there.")
_HALF_THAT_STAYED = Markup("On {} a part of this went to {}. What was written about that part since then is there.")


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


def face_of(case: CaseFile, may: frozenset[Act], office: Office, today: date) -> dict[str, Any]:
    """What stands on a case that is not opened: that it is there, and what is due. No flag, and nobody."""
    soonest = min((each.due_on for each in case.duties if each.is_open), default=None)
    facts = (
        Fact("Received", case.received_on),
        Fact("Status", drawn_tag(*STATES[case.state])),
        *first_reading(case, office, today),
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
        "clocks": tuple(clock_rows(case, page.office, page.today, is_open=True)),
        "met": tuple(clock_rows(case, page.office, page.today, is_open=False)),
        "groups": tuple(groups_of(case, page.possible)),
        "more": more_of(case, page.possible),
        "next": next_of(case, page.possible, page.today),
        "halves": tuple(_halves(page)),
        "is_danger": any(each.flag is Flag.DANGER and not each.settled_on for each in case.flags),
        "told": tuple(told(page.words.transcript, page.may)) if page.words else (),
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
    yield from first_reading(case, page.office, page.today)
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


def _halves(page: CasePage) -> Iterator[Markup]:
    """Where the rest of what was written is, once one case became two: for who may know of the other."""
    for event in page.case.events:
        other = str(event.facts.get("of") or event.facts.get("to", ""))
        if event.happened == Happened.SPLIT_OFF and other in page.names.others:
            day, link = spoken(london_date(event.at)), _link(other)
            if "of" in event.facts:
                yield _HALF_THAT_WENT.format(day, link)
            else:
                yield _HALF_THAT_STAYED.format(day, link)


def _steps(page: CasePage) -> Iterator[Any]:
    told = (each for each in page.case.events if each.happened != Happened.OPENED and page.names.tells(each))
    for events in reversed(tuple(folded(told))):
        words = page.words.with_events.get(events[-1].number, "") if page.words else ""
        yield page.names.steps(events) if len(events) > 1 else page.names.step(events[0], words)


def _openings(page: CasePage) -> Iterator[Row]:
    for event in reversed(page.case.events):
        if event.happened == Happened.OPENED:
            yield Row((page.names.by(event.by), event.at))


def _link(reference: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url_for("staff.case", reference=reference), reference)
