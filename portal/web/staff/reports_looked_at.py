"""What is looked at before a report is published: its editions, what changes, and words that may name somebody.

It refuses to publish anything, and to know the page that it stands on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import url_for
from markupsafe import Markup

from portal.reports import looking_over, publishing
from portal.reports.annual import Wanted, annual_report
from portal.reports.keeping import kept
from portal.reports.report import Edition, Report
from portal.reports.years import ReportYear
from portal.web import report_files as files
from portal.web.staff import reports_counted as counting
from portal.web.staff.reports import CALLED
from portal.web.wiring import portal

CHANGE_HEADS = ("Figure", "Was", "Will be", "First found in")
#: Words with a capital that stand in many reports and name nobody. Months are names too.
_NO_NAMES = frozenset({"Act", "Childline", "Children", "Children’s", "Council", "Ombudsman", "Regulations", "Services"})


@dataclass(frozen=True, slots=True)
class Look:
    """What would be published, and what was published of each before, if anything.

    `numbers` are the newest of each, and of all that it was hidden beside.
    """

    reports: tuple[Report, ...]
    last: Mapping[Wanted, tuple[publishing.Published, Report]]
    numbers: Mapping[Wanted, int]
    why: str

    @property
    def mark(self) -> str:
        """Tells this look from any other: another figure, another word, another edition published."""
        numbers = sorted(f"{wanted.year} {files.name_of(wanted)} {number}" for wanted, number in self.numbers.items())
        return sha256("\n".join((*map(kept, self.reports), *numbers, self.why)).encode()).hexdigest()

    @property
    def is_for_everybody(self) -> bool:
        """Is any of it for everybody to read?"""
        return any(report.edition.is_public for report in self.reports)

    @property
    def pairs(self) -> Iterator[tuple[Report, Report]]:
        """What was published last, and what would take its place."""
        for report in self.reports:
            before = self.last.get(publishing.wanted_of(report))
            if before:
                yield before[1], report


def look(session: Any, year: ReportYear, wanted: tuple[Wanted, ...], why: str) -> Look:
    """Made of one count for each scope. Raises TooMany."""
    scopes = dict.fromkeys(each.scope for each in wanted)
    figures = {scope: counting.counted(session, Wanted(year, Edition.PANEL, scope)).figures for scope in scopes}
    council = portal().council
    reports = tuple(
        annual_report(
            figures[each.scope], each, council, counting.said(session, each), publishing.told_before(session, each)
        )
        for each in wanted
    )
    found = {each: publishing.newest(session, each) for each in wanted}
    last = {each: newest for each, newest in found.items() if newest}
    return Look(reports, last, publishing.numbers_now(session, reports), " ".join(why.split()))


def editions(found: Look) -> Iterator[tuple[object, ...]]:
    """A row for each edition, with the way to it as it stands. The page is the answer to a press: it must stay open."""
    for report in found.reports:
        wanted = publishing.wanted_of(report)
        which, number = files.name_of(wanted), found.numbers.get(wanted, 0) + 1
        way = Markup('<a href="{}" target="_blank" rel="noopener">{} (opens a new tab)</a>').format(
            url_for("staff.report_now", year=wanted.year, which=which), CALLED[which]
        )
        yield way, report.title, f"Correction, number {number}" if number > 1 else "For the first time"


def changes(found: Look) -> Iterator[tuple[str, str, str, str]]:
    """A row for each figure that changes; one that changes alike in several editions stands at the first of them."""
    told: set[tuple[str, str, str]] = set()
    for old, new in found.pairs:
        for change in looking_over.changes(old, new):
            this = change.key, change.was, change.now
            if this not in told:
                told.add(this)
                called = CALLED[files.name_of(publishing.wanted_of(new))]
                yield change.what, change.was, change.now, called


def changed_words(found: Look) -> Iterator[str]:
    """The sections whose words are others than were published last, by edition."""
    for old, new in found.pairs:
        titles = looking_over.changed_words(old, new)
        if titles:
            yield f"{CALLED[files.name_of(publishing.wanted_of(new))]}: {'; '.join(titles)}"


def tells_of_few(found: Look) -> bool:
    """Does a figure for everybody change by so little that the change itself tells of few?"""
    public = ((old, new) for old, new in found.pairs if new.edition.is_public)
    return any(change.tells_of_few for old, new in public for change in looking_over.changes(old, new))


def may_name(found: Look) -> Iterator[str]:
    """Of each section of what everybody reads the words that may be somebody's name."""
    known = _NO_NAMES | _words_of_the_council()
    for report in (each for each in found.reports if each.edition.is_public):
        for title, words in looking_over.may_name(report, known):
            yield f"{CALLED[files.name_of(publishing.wanted_of(report))]}, “{title}”: {'; '.join(words)}"


def _words_of_the_council() -> frozenset[str]:
    council = portal().council
    named = (council.name, council.short_name, council.department, *(team.name_at_start for team in council.teams))
    return frozenset(word.strip("(),.") for name in named for word in name.split())
