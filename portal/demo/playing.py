"""Plays the made-up year: each story is received and handled as of then, through the doors that real cases go through.

It refuses to know what the stories say, and to commit: the year is there whole, or not at all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import merge
from operator import attrgetter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.cases.access import Viewer, roles_on
from portal.cases.acts import opened
from portal.cases.acts.doing import do, form
from portal.cases.acts.specs import written_by
from portal.cases.filing import case_file
from portal.cases.intake import receive
from portal.cases.models import cases
from portal.cases.office import Office
from portal.cases.reminders import alarm, remind, to_alarm, to_remind
from portal.clocks.working_days import london_date
from portal.demo import post, signing_in
from portal.demo.beside import Chore, Desk, chores
from portal.demo.filling import Known, filled_in
from portal.demo.moments import Moment, chance_of, moments
from portal.demo.people import OFFICERS, PEOPLE, STAND_INS, THE_TEAM, USUALLY
from portal.demo.stories import Bounced, Deed, Story
from portal.demo.telling import usual
from portal.reports.models import past_cases
from portal.representations import Exchange, Representation
from portal.staff import Staff
from portal.vocabulary import Channel, Language, Refusal

#: A story's answers, and what people usually answer to the rest, as facts and as the talk they were said in.
Tell = Callable[[Mapping[str, object], Mapping[str, object]], tuple[Representation, tuple[Exchange, ...]]]

_KEY = "demo-"
_MANAGER = "manager"
_BEFORE_THE_FIRST = timedelta(days=1)


class InUse(Refusal):
    """There are cases here already, and made-up ones must never stand among them."""


@dataclass(frozen=True, slots=True)
class Played:
    """What was made."""

    cases: int
    acts: int
    messages: int
    before: int  # cases of the years before, from a list


def is_there(session: Session) -> bool:
    """Is the made-up year in this database?"""
    return session.scalar(select(cases.c.id).where(cases.c.key.startswith(_KEY, autoescape=True)).limit(1)) is not None


def play(session: Session, stories: Iterable[Story], tell: Tell, office: Office, now: datetime) -> Played:
    """Play what has happened by now, an aware instant. Raises InUse on a database that has any case."""
    if any(session.scalar(select(column).limit(1)) is not None for column in (cases.c.id, past_cases.c.reference)):
        raise InUse("There are cases in this database. The demo needs one of its own: name another PORTAL_INSTANCE.")
    happening = moments(stories, office, now)
    people = signing_in.join(session, office.council, happening[0].at - _BEFORE_THE_FIRST)
    year = _Year(session, tell, office, people)
    desk = Desk(people[_MANAGER], office, london_date(happening[0].at), year.references)
    in_turn: Iterable[Moment | Chore] = merge(happening, chores(desk, now), key=attrgetter("at"))
    for each in in_turn:
        year.is_done(each) if isinstance(each, Chore) else year.happens(each)
    before = session.scalar(select(func.count()).select_from(past_cases)) or 0
    return Played(len(year.received), year.acts, year.messages, before)


@dataclass
class _Year:
    """The year as far as it has been played. Stories are known by their number."""

    session: Session
    tell: Tell
    office: Office
    people: Mapping[str, Staff]
    received: dict[int, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    read: set[tuple[str, str, date]] = field(default_factory=set)
    acts: int = 0
    messages: int = 0

    def happens(self, moment: Moment) -> None:
        """One moment, and the post of it."""
        match moment.done:
            case Deed() as deed:
                self._does(moment, deed)
            case Bounced():
                post.bounce(self.session, self.received[moment.number], self.office, moment.at)
            case None if moment.story:
                self._receives(moment, moment.story)
            case None:
                self._begins_a_day(moment.at)
        self.session.flush()
        self.messages += post.deliver(self.session, self.office, moment.at)
        self.session.flush()
        # Each moment finds what is in the database, as if it were a transaction of its own.
        self.session.expunge_all()

    def is_done(self, chore: Chore) -> None:
        """One thing done beside cases; no message comes of it."""
        chore.does(self.session, chore.at)
        self.session.flush()
        self.session.expunge_all()

    def _receives(self, moment: Moment, story: Story) -> None:
        number = moment.number
        told, transcript = self.tell(story.answers, usual(story, number, chance_of(number)))
        by = {} if story.channel is Channel.PORTAL else {"by": written_by(self.people[OFFICERS[number % 2]])}
        reference = receive(
            self.session,
            told,
            transcript,
            self.office,
            key=f"{_KEY}{number}",
            language=Language.ENGLISH,
            channel=story.channel,
            received_at=moment.received_at,
            now=moment.at,
            **by,
        )
        self.received[number] = reference
        self.references[story.name] = reference

    def _does(self, moment: Moment, deed: Deed) -> None:
        reference = self.received[moment.number]
        by, now = self._who(moment, deed, reference), moment.at
        self._opens(reference, by, now)
        known = {"by": by, "colleagues": tuple(self.people.values()), "now": now, "office": self.office}
        # A way that they did not ask for is asked about, so the form has to know of it.
        way = {"how": [str(deed.given["how"])], "letter": ["..."]} if "how" in deed.given else None
        asked = form(self.session, reference, deed.act, **known, raw=way)  # type: ignore[arg-type]
        points_at = Known(self.office, self.people, self.references, asked.case.received_on)
        raw = filled_in(asked, deed, points_at)
        do(self.session, reference, deed.act, raw, seen=asked.case.newest, **known)  # type: ignore[arg-type]
        self.acts += 1

    def _who(self, moment: Moment, deed: Deed, reference: str) -> Staff:
        """Whoever the story names, or usually does this; whoever stands in where the case is kept from them."""
        officer = OFFICERS[moment.number % 2]
        key = deed.by or USUALLY.get(deed.act, officer)
        chosen = self._manager_of(reference, self.people[officer]) if key == THE_TEAM else self.people[key]
        able = (chosen, *(self.people[each] for each in STAND_INS))
        return next((each for each in able if self._sees(each, reference)), chosen)

    def _manager_of(self, reference: str, otherwise: Staff) -> Staff:
        case = case_file(self.session, reference)
        assert case is not None
        teams = {issue.team for issue in case.issues}
        managers = (self.people[person.key] for person in PEOPLE if person.manages)
        return next((each for each in managers if each.teams & teams and self._sees(each, reference)), otherwise)

    def _sees(self, staff: Staff, reference: str) -> bool:
        return bool(roles_on(self.session, reference, Viewer.of(staff, self.office.council)))

    def _opens(self, reference: str, by: Staff, now: datetime) -> None:
        """Whoever works on a case reads it first, once a day. That it is theirs to see, what they do then asks."""
        today = (reference, by.id, london_date(now))
        if today not in self.read:
            opened(self.session, reference, by=written_by(by), now=now)
            self.read.add(today)

    def _begins_a_day(self, now: datetime) -> None:
        """What the delivery process does beside the post: it alarms and reminds."""
        for case_id in to_alarm(self.session, now, self.office):
            alarm(self.session, case_id, now, self.office)
        for case_id in to_remind(self.session, now, self.office):
            remind(self.session, case_id, now, self.office)
