"""Putting a case in order: themes for the report, who works on it, and which other case it belongs with."""

from datetime import date

from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from portal.cases.access import SAFETY_FLAGS, Viewer, roles_on
from portal.cases.acts import asked
from portal.cases.acts.confirming import closed
from portal.cases.acts.events import add_event
from portal.cases.acts.fields import Field, FieldKind, Option
from portal.cases.acts.specs import ActSpec, Asking, CannotBeDone, Doing, written_by
from portal.cases.casefile import CaseFile
from portal.cases.filing import case_file
from portal.cases.handling import case_links, issue_themes
from portal.cases.linked import LinkHow
from portal.cases.models import cases
from portal.cases.references import read_reference
from portal.staff import Staff
from portal.vocabulary import Act, Happened, StaffRole, Theme

# --- themes


def _may_set_themes(_case: CaseFile, _today: date) -> str | None:
    return None  # also of a closed case: the year is counted afterwards


def _theme_fields(asking: Asking) -> tuple[Field, ...]:
    issues = asking.case.issues
    only = issues[0] if len(issues) == 1 else None
    return (
        Field(
            name="issue",
            label="Which part",
            kind=FieldKind.ONE,
            options=asked.issue_options(issues),
            preset=str(only.number) if only else None,
        ),
        Field(
            name="themes",
            label="Themes",
            kind=FieldKind.SEVERAL,
            hint="What is ticked takes the place of what was.",
            options=asked.options(Theme),
            preset=only.themes if only else None,
        ),
    )


def _set_themes(doing: Doing) -> None:
    issue = doing.case.issue(int(doing.given.text("issue")))
    themes = doing.given.several("themes")
    of_it = issue_themes.c.case_id == doing.case.id, issue_themes.c.issue == issue.number
    doing.session.execute(delete(issue_themes).where(*of_it))
    for theme in themes:
        doing.add(issue_themes, issue=issue.number, theme=theme)
    doing.happened(Happened.THEMES_SET, issue=issue.number, themes=list(themes), was=list(issue.themes))


# --- who works on it

NOBODY = "nobody"
_HANDLING = frozenset({StaffRole.COMPLAINTS_MANAGER, StaffRole.COMPLAINTS_OFFICER})
_KEPT_TO = (StaffRole.COMPLAINTS_MANAGER, StaffRole.SAFETY_LEAD, StaffRole.OUTSIDE_READER)


def _may_assign(case: CaseFile, _today: date) -> str | None:
    return closed(case)


def may_be_assigned(asking: Asking) -> tuple[Staff, ...]:
    """Colleagues who could work on the case as far as its codes tell; whether each sees it is asked when it is done."""
    case = asking.case
    if case.is_kept_to_few:
        return asking.colleagues_as(*_KEPT_TO)
    teams = {issue.team for issue in case.issues}
    with_part = {each.account_id for each in case.people if each.until is None}
    handling = _HANDLING | {StaffRole.SAFETY_LEAD} if any(f.flag in SAFETY_FLAGS for f in case.flags) else _HANDLING
    fit = (
        each
        for each in asking.colleagues_as(*StaffRole)
        if each.roles & handling
        or (StaffRole.TEAM_MANAGER in each.roles and each.teams & teams)
        or (StaffRole.OUTSIDE_READER in each.roles and case.restricted)
        or each.id in with_part
    )
    return tuple(fit)


def _assign_fields(asking: Asking) -> tuple[Field, ...]:
    return (
        Field(
            name="to",
            label="Who works on it",
            kind=FieldKind.ONE,
            hint="Only those who may see the case. A team manager only where a part is their team’s.",
            options=(*asked.people_options(may_be_assigned(asking)), Option(NOBODY, "Nobody for now")),
        ),
        asked.optional_why("Note for them"),
    )


def _assign(doing: Doing) -> None:
    chosen, was = doing.given.text("to"), doing.case.assigned_to
    to = None if chosen == NOBODY else chosen
    if to == was:
        raise CannotBeDone("It is like that already.", "to")
    for colleague in doing.asking.colleagues:
        if colleague.id == to and not _sees(doing, colleague, doing.case.reference):
            raise CannotBeDone("They cannot see this case, so they cannot work on it.", "to")
    doing.session.execute(update(cases).where(cases.c.id == doing.case.id).values(assigned_to=to))
    doing.happened(Happened.ASSIGNED, doing.given.text("why"), to=to, was=was)


def _sees(doing: Doing, who: Staff, reference: str) -> bool:
    return bool(roles_on(doing.session, reference, Viewer.of(who, doing.office.council)))


# --- another case it belongs with

_HOWS = (
    Option(LinkHow.SAME_PERSON, "The same person, about something else"),
    Option(LinkHow.SAME_MATTER, "Somebody else, about the same thing"),
    Option(LinkHow.BEFORE, "One came before the other, about the same thing"),
)


def _may_link(case: CaseFile, _today: date) -> str | None:
    # A link shows a reference to everybody who sees the other case, and goes on doing so.
    return "It is kept to few. A link would show others that it is there." if case.restricted else None


def _link_fields(_asking: Asking) -> tuple[Field, ...]:
    return (
        Field(name="other", label="Reference of the other case", hint="Such as 4KTM-7PXC."),
        Field(name="how", label="How they belong together", kind=FieldKind.ONE, options=_HOWS),
    )


def _link(doing: Doing) -> None:
    reference = read_reference(doing.given.text("other"))
    if reference == doing.case.reference:
        raise CannotBeDone("This is the same case.", "other")
    other = case_file(doing.session, reference, locked=True) if reference else None
    # The same sentence where there is none and where it is not theirs to know of.
    if other is None or not _sees(doing, doing.by, other.reference):
        raise CannotBeDone("There is no such case that you can see.", "other")
    if other.restricted:
        raise CannotBeDone("It is kept to few. A link would show others that it is there.", "other")
    if other.reference in {linked for linked, _how in doing.case.links}:
        raise CannotBeDone("They are linked already.", "other")
    how = doing.given.text("how")
    link_both(doing.session, doing.case, other, how)
    doing.happened(Happened.LINKED, other=other.reference, how=how)
    facts = {"other": doing.case.reference, "how": how}
    add_event(doing.session, other.id, Happened.LINKED, by=written_by(doing.by), now=doing.now, facts=facts)


def link_both(session: Session, one: CaseFile, other: CaseFile, how: str) -> None:
    """A row at each of two cases that leads to the other."""
    for case, to in ((one, other), (other, one)):
        session.execute(insert(case_links).values(case_id=case.id, other=to.reference, how=how))


ACTS = (
    ActSpec(
        act=Act.SET_THEMES,
        label="Set themes",
        rule="Getting the Best from Complaints (2006): the yearly report says what complaints were about.",
        when=_may_set_themes,
        fields=_theme_fields,
        do=_set_themes,
    ),
    ActSpec(
        act=Act.ASSIGN,
        label="Assign",
        rule="Whoever is complained about never works on it, and never sees it.",
        when=_may_assign,
        fields=_assign_fields,
        do=_assign,
    ),
    ActSpec(
        act=Act.LINK,
        label="Link to another case",
        rule="Getting the Best from Complaints (2006): about one matter, together where that helps.",
        when=_may_link,
        fields=_link_fields,
        do=_link,
    ),
)
