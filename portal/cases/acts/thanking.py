"""Thanks on their way: read for safety, passed to whoever earned them as far as the sender agrees, and arrived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from portal.cases.acts import asked, flagging
from portal.cases.acts.confirming import closed
from portal.cases.acts.fields import Field, FieldKind, Option, Value, spoken
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing
from portal.cases.casefile import CaseFile, ComplimentOnFile, IssueOnFile
from portal.cases.handling import ComplimentWay, case_readers, compliment_ways
from portal.cases.telling import post_alerts
from portal.cases.words import told_in
from portal.representations import Representation
from portal.routing.notices import alerts, words_of_a_name
from portal.vocabulary import Act, Flag, Happened, IssueKind, Refusal, ShareThanks
from portal.vocabulary.name_words import name_words


class NoCard(Refusal):
    """There is no card of thanks that was not passed on."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a printed card shows to the worker. `words` and `sender` are empty where there are none to show."""

    worker: str = field(repr=False)
    words: str = field(repr=False)
    sender: str = field(repr=False)
    passed_on: date


def card_of(session: Session, case: CaseFile, issue: int) -> Card:
    """The card of one part of a case, opened: nothing but what its sender agreed to. Raises NoCard."""
    way = session.scalars(
        select(ComplimentWay).where(ComplimentWay.case_id == case.id, ComplimentWay.issue == issue)
    ).one_or_none()
    if way is None or way.passed_on is None:
        raise NoCard("These thanks have not been passed on, so there is no card yet.")
    sender = told_in(session, case).your_name if way.share == ShareThanks.WITH_NAME else ""
    return Card(way.worker or "", way.card or "", sender, way.passed_on)


def _way(case: CaseFile, issue: IssueOnFile) -> ComplimentOnFile | None:
    return next((each for each in case.compliments if each.issue == issue.number), None)


def _thanks(case: CaseFile) -> tuple[IssueOnFile, ...]:
    return tuple(issue for issue in case.issues if issue.kind is IssueKind.COMPLIMENT)


def _which(issues: Iterable[IssueOnFile]) -> Field:
    options = asked.issue_options(issues)
    preset = options[0].code if len(options) == 1 else None
    return Field(name="issue", label="Which thanks", kind=FieldKind.ONE, options=options, preset=preset)


# --- read for safety


def _unread(case: CaseFile) -> tuple[IssueOnFile, ...]:
    return tuple(issue for issue in _thanks(case) if _way(case, issue) is None)


def _may_read(case: CaseFile, _today: date) -> str | None:
    if not _unread(case):
        return "There are no thanks that nobody has read."
    return closed(case)


def _read_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        _which(_unread(asking.case)),
        Field(
            name="safe",
            label="What you found",
            kind=FieldKind.ONE,
            options=(
                Option("nothing", "Nothing in it asks for anybody’s safety"),
                Option("safeguarding", "A child may be hurt or in danger", "The safety lead is alerted at once."),
            ),
        ),
        asked.optional_why("What makes you think so", "Needed where a child may be hurt or in danger."),
    )


def _read(doing: Doing) -> None:
    issue, found, why = int(doing.given.text("issue")), doing.given.text("safe"), doing.given.text("why")
    if found == "safeguarding" and not why:
        raise CannotBeDone("Say what makes you think so: whoever is alerted reads it first.", "why")
    doing.add(compliment_ways, issue=issue, read_on=doing.today)
    doing.happened(Happened.COMPLIMENT_READ, why, issue=issue, found=found)
    because = "Somebody who read the thanks found that a child may be hurt or in danger."
    if found == "safeguarding":
        # Alerted also where the flag is raised: whoever took that alert has not heard of this.
        flagging.raise_flag(doing, Flag.DANGER, because)
        _alert(doing)


def _alert(doing: Doing) -> None:
    """As for danger that somebody told us of themselves: the same teams, by the same promise."""
    case, office = doing.case, doing.office
    flags = {Flag.DANGER, Flag.RESTRICTED} if case.restricted else {Flag.DANGER}
    teams = alerts(told_in(doing.session, case), (), flags, office.council)
    post_alerts(doing.session, case.reference, teams, office.council, office.calendar, office.portal_url, doing.now)
    if case.restricted:
        of_case = select(case_readers.c.team).where(case_readers.c.case_id == case.id)
        for team in sorted(set(teams).difference(doing.session.scalars(of_case))):
            doing.session.execute(insert(case_readers).values(case_id=case.id, team=team))
    doing.happened(Happened.ALERTED, teams=list(teams), flag=Flag.DANGER)


# --- pass on

_SHARED = (
    Option(ShareThanks.WITH_NAME, "Their words and their name"),
    Option(ShareThanks.NO_NAME, "Their words, without their name"),
)
_HOW_MUCH: Mapping[ShareThanks | None, int] = {ShareThanks.NO_NAME: 1, ShareThanks.WITH_NAME: 2}

_AGREED: Mapping[ShareThanks | None, str] = {
    ShareThanks.WITH_NAME: "When they wrote, they agreed to their words and their name.",
    ShareThanks.NO_NAME: "When they wrote, they agreed to their words without their name.",
    ShareThanks.NO: "When they wrote, they asked us not to share it.",
    None: "When they wrote, they did not say. Ask them first.",
}


def _read_not_passed(case: CaseFile) -> tuple[IssueOnFile, ...]:
    return tuple(issue for issue in _thanks(case) if (way := _way(case, issue)) and not way.passed_on)


def _may_pass_on(case: CaseFile, _today: date) -> str | None:
    if not _read_not_passed(case):
        return "Read the thanks for safety first." if _unread(case) else "There are no thanks left to pass on."
    if case.flag(Flag.DANGER):
        return "A child may be hurt or in danger. Settle that first."
    return closed(case)


def _suggested(session: Session, asking: Asking) -> Mapping[str, Value]:
    told = told_in(session, asking.case)
    share = told.share_thanks if told.share_thanks in _HOW_MUCH else None
    agreed = _AGREED[told.share_thanks]
    return {"worker": told.who_was_it, "card": told.what_went_well, "share": share, "agreed": agreed}


def _pass_on_fields(asking: Asking) -> tuple[Field, ...]:
    suggested = asking.suggested
    return (
        _which(_read_not_passed(asking.case)),
        Field(name="worker", label="Whom they thank", preset=suggested.get("worker")),
        Field(name="manager", label="Their manager", hint="They are told too."),
        Field(
            name="share",
            label="What the sender agrees to share",
            kind=FieldKind.ONE,
            hint=str(suggested.get("agreed", "")),
            options=_SHARED,
            preset=suggested.get("share"),
        ),
        Field(
            name="asked",
            label="If you asked them: how they agreed",
            kind=FieldKind.LINES,
            hint="Needed for more than they agreed to when they wrote.",
            required=False,
        ),
        Field(
            name="card",
            label="What the card says",
            kind=FieldKind.LINES,
            hint="Their own words. Take out what they would not want shown, and add nothing.",
            required=False,
            preset=suggested.get("card"),
        ),
        asked.day(asking, "on", "Day it was passed on"),
    )


def _pass_on(doing: Doing) -> None:
    given, on, told = doing.given, doing.given.day("on"), told_in(doing.session, doing.case)
    issue, share = int(given.text("issue")), ShareThanks(given.text("share"))
    way = _way(doing.case, doing.case.issue(issue))
    assert way is not None
    if on < way.read_on:
        raise CannotBeDone(f"It was read on {spoken(way.read_on)}, and passed on after that.", "on")
    _refuse_more_than_agreed(told, share, given.text("asked"))
    _refuse_other_words(told, share, given.text("card"))
    doing.change(
        compliment_ways,
        {"issue": issue},
        worker=given.text("worker"),
        manager=given.text("manager"),
        share=share,
        card=given.text("card"),
        passed_on=on,
    )
    doing.happened(Happened.PASSED_ON, given.text("asked"), issue=issue, share=share, on=on)


def _refuse_more_than_agreed(told: Representation, share: ShareThanks, how_they_agreed: str) -> None:
    if told.share_thanks is ShareThanks.NO:
        raise CannotBeDone("The sender asked us not to share it. Keep it here.", "share")
    # Passed over is no yes: then somebody asks them.
    if _HOW_MUCH.get(told.share_thanks, 0) < _HOW_MUCH[share] and not how_they_agreed:
        raise CannotBeDone("They did not agree to this when they wrote. Ask them, and say how they agreed.", "asked")


def _refuse_other_words(told: Representation, share: ShareThanks, card: str) -> None:
    """A card says what the sender said: words may go, none may come. Without a name, it holds no word of it."""
    words, theirs = name_words(card), iter(name_words(told.what_went_well))
    if not all(word in theirs for word in words):
        raise CannotBeDone("The card says something that they did not. Take words out only.", "card")
    if share is ShareThanks.NO_NAME and set(words).intersection(words_of_a_name(told.your_name)):
        raise CannotBeDone("A word of their name is in it, and they asked for no name. Take it out.", "card")


# --- it reached the worker


def _on_their_way(case: CaseFile) -> tuple[IssueOnFile, ...]:
    return tuple(
        issue for issue in _thanks(case) if (way := _way(case, issue)) and way.passed_on and not way.reached_on
    )


def _may_reach(case: CaseFile, _today: date) -> str | None:
    # Also of a closed case: thanks may reach somebody later.
    return None if _on_their_way(case) else "There are no thanks on their way: pass them on first."


def _reach_fields(asking: Asking) -> tuple[Field, ...]:
    on = replace(asked.day(asking, "on", "Day it reached them"), hint="The day the worker read it or was told.")
    return _which(_on_their_way(asking.case)), on


def _reach(doing: Doing) -> None:
    issue, on = int(doing.given.text("issue")), doing.given.day("on")
    way = _way(doing.case, doing.case.issue(issue))
    assert way is not None
    assert way.passed_on is not None
    if on < way.passed_on:
        raise CannotBeDone(f"It was passed on on {spoken(way.passed_on)}, and reached them after that.", "on")
    doing.change(compliment_ways, {"issue": issue}, reached_on=on)
    doing.happened(Happened.REACHED_WORKER, issue=issue, on=on)


ACTS = (
    ActSpec(
        act=Act.READ_COMPLIMENT,
        label="Read for safety",
        rule="Our rule: a person reads every thank-you for safety before its worker or team sees it.",
        when=_may_read,
        fields=_read_fields,
        do=_read,
    ),
    ActSpec(
        act=Act.PASS_ON,
        label="Pass the thanks on",
        rule="Only what the sender agreed to share is shared (UK GDPR article 5).",
        when=_may_pass_on,
        fields=_pass_on_fields,
        do=_pass_on,
        suggests=_suggested,
    ),
    ActSpec(
        act=Act.REACHED_WORKER,
        label="Record that it reached them",
        rule="Our rule: how long thanks take to reach somebody is counted.",
        when=_may_reach,
        fields=_reach_fields,
        do=_reach,
    ),
)
