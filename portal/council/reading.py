"""Puts a Council together from the tables of its file, section by section. It refuses to know where the text came from.

The ceilings of targets and hours stand here, each with its source; what must agree between sections is in `checks`.
"""

from datetime import date

from portal.council.contacts import Contact, Contacts
from portal.council.model import (
    Colours,
    Controller,
    Council,
    MessageKind,
    Notify,
    Palette,
    Reminders,
    Retention,
    Targets,
    Team,
    TeamRule,
)
from portal.council.phone_hours import PhoneHours
from portal.council.safety import Safety
from portal.council.single_sign_on import Group, SingleSignOn
from portal.council.tables import Table
from portal.council.values import (
    COLOUR,
    DAY,
    DAY_HOURS,
    EMAIL,
    ISSUER,
    PHONE,
    SLUG,
    TRUTH,
    UUID,
    WEB,
    code,
    list_of,
    number,
    text,
)
from portal.vocabulary import IssueKind, Language, Procedure, Role, Service, Situation, Speaker, StaffRole

_NAME = text(80, '"the fostering team"')
_SENTENCE = text(200, '"This team looks after foster carers"')
_HOURS = text(120, '"Monday to Friday, 9am to 5pm"')
_DAYS = list_of(DAY, may_be_empty=True)

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_SI_2006_1738_REG_14 = "After day 10 the stage 1 reply itself is late (SI 2006/1738 reg. 14)."
_CODE_ACKNOWLEDGE = "The Ombudsman's Complaint Handling Code, 6.2, gives 5 working days."
_CODE_STAGE_1 = "The Ombudsman's Complaint Handling Code gives 10 working days, and at most 10 more."
_CODE_STAGE_2 = "The Ombudsman's Complaint Handling Code gives 20 working days, and at most 20 more."
_NO_RULE = "No rule speaks of ideas, but 65 working days is the longest a complaint may take (SI 2006/1738 reg. 17)."

#: The most working days each target may be: the ceilings of the clocks' own table, held equal by a test.
TARGET_CEILINGS = {
    "acknowledgement": (10, _SI_2006_1738_REG_14),
    "corporate_acknowledgement": (5, _CODE_ACKNOWLEDGE),
    "corporate1_reply": (20, _CODE_STAGE_1),
    "corporate1_latest": (20, _CODE_STAGE_1),
    "corporate2_reply": (40, _CODE_STAGE_2),
    "corporate2_latest": (40, _CODE_STAGE_2),
    "idea_reply": (65, _NO_RULE),
}


def read_council(root: Table, file: str) -> Council:
    """The council in this file. What could not be read is a stand-in, and a fault already noted."""
    closure_days = root.get("closure_days", _DAYS)
    return Council(
        file=file,
        key=root.get("key", SLUG),
        name=root.get("name", text(120, '"The Borough of Somewhere"')),
        short_name=root.get("short_name", text(60, '"Somewhere"')),
        department=root.get("department", text(80, '"children\'s services"')),
        languages=root.get("languages", list_of(code(Language), may_be_empty=False)),
        controllers=tuple(_controller(key, table) for key, table in root.tables("controllers")),
        teams=tuple(_team(key, table) for key, table in root.tables("teams")),
        roles=_roles(root.table("roles")),
        rules=tuple(_rule(row) for row in root.rows("rules")),
        safety=_safety(root.table("safety"), closure_days),
        contacts=_contacts(root.table("contacts"), closure_days),
        notify=_notify(root.table("notify")),
        targets=_targets(root.table("targets")),
        retention=_retention(root.table("retention")),
        colours=_colours(root.table("colours")),
        closure_days=closure_days,
        extra_bank_holidays=root.get("extra_bank_holidays", _DAYS),
        unconfirmed=root.get("unconfirmed", list_of(text(120, '"teams.fostering.inbox"'), may_be_empty=True)),
        single_sign_on=_single_sign_on(root.table("staff")) if root.has("staff") else None,
        reminders=_reminders(root.table("reminders")) if root.has("reminders") else Reminders(),
    )


def _controller(key: str, table: Table) -> Controller:
    return Controller(
        key=key,
        name=table.get("name", text(120, '"The Borough of Somewhere"')),
        responsible_for=table.get("responsible_for", _SENTENCE),
        data_protection_email=table.get("data_protection_email", EMAIL),
    )


def _team(key: str, table: Table) -> Team:
    return Team(
        key=key,
        name=table.get("name", _NAME),
        inbox=table.get("inbox", EMAIL),
        readers=table.maybe("readers", list_of(text(80, '"A. Person"'), may_be_empty=True)),
    )


def _roles(table: Table) -> tuple[tuple[Role, str], ...]:
    return tuple((role, table.get(role, SLUG)) for role in Role)


def _rule(table: Table) -> TeamRule:
    return TeamRule(
        team=table.get("team", SLUG),
        because=table.get("because", _SENTENCE),
        kind=table.maybe("kind", list_of(code(IssueKind), may_be_empty=False)),
        service=table.maybe("service", list_of(code(Service), may_be_empty=False)),
        speaker=table.maybe("speaker", list_of(code(Speaker), may_be_empty=False)),
        situation=table.maybe("situation", list_of(code(Situation), may_be_empty=False)),
        procedure=table.maybe("procedure", list_of(code(Procedure), may_be_empty=False)),
    )


def _safety(table: Table, closure_days: tuple[date, ...]) -> Safety:
    staffed = table.table("staffed")
    within = table.get(
        "read_within_minutes", number(1, 480, "A child who may be in danger waits minutes or hours, not days.")
    )
    between = number(5, 480, "More often is not read, and a child who may be in danger does not wait for days.")
    return Safety(
        staffed=tuple(staffed.get(day, DAY_HOURS) for day in _WEEK),
        staffed_when_office_closed=table.get("staffed_when_office_closed", TRUTH),
        closed_days=closure_days,
        read_within_minutes=within,
        fallback_reader=table.get("fallback_reader", SLUG),
        out_of_hours=_contact(table.table("out_of_hours"), hours=True),
        climb=table.maybe("climb", list_of(SLUG, may_be_empty=False)),
        climb_minutes=table.get("climb_minutes", between) if table.has("climb_minutes") else within,
    )


def _contacts(table: Table, closure_days: tuple[date, ...]) -> Contacts:
    hub = table.table("hub")
    return Contacts(
        hub=_contact(hub, hours=True),
        hub_answers=_phone_hours(hub.table("answers"), closure_days),
        advocate=_contact(table.table("advocate"), hours=True),
        help_at_hand=_contact(table.table("help_at_hand")),
        childline=_contact(table.table("childline")),
        nspcc=_contact(table.table("nspcc")),
        ombudsman=_contact(table.table("ombudsman")),
        emergency=_contact(table.table("emergency")),
        emergency_bsl=_page(table.table("emergency_bsl")),
        police=_contact(table.table("police")),
        complaints=_contact(table.table("complaints")) if table.has("complaints") else None,
    )


def _contact(table: Table, *, hours: bool = False) -> Contact:
    return Contact(
        name=table.get("name", _NAME),
        number=table.get("number", PHONE),
        hours=table.get("hours", _HOURS) if hours else table.maybe("hours", _HOURS),
        text_number=table.maybe("text_number", PHONE),
        web=table.maybe("web", WEB),
    )


def _phone_hours(table: Table, closure_days: tuple[date, ...]) -> PhoneHours:
    return PhoneHours(
        week=tuple(table.get(day, DAY_HOURS) for day in _WEEK),
        when_office_closed=table.get("when_office_closed", TRUTH),
        closed_days=closure_days,
    )


def _page(table: Table) -> Contact:
    return Contact(name=table.get("name", _NAME), hours=table.maybe("hours", _HOURS), web=table.get("web", WEB))


def _notify(table: Table) -> Notify:
    templates = table.table("templates")
    return Notify(
        templates=tuple((kind, templates.get(kind, UUID)) for kind in MessageKind),
        email_reply_to_id=table.maybe("email_reply_to_id", UUID),
        sms_sender_id=table.maybe("sms_sender_id", UUID),
    )


def _targets(table: Table) -> Targets:
    return Targets(**{name: table.get(name, number(1, *ceiling)) for name, ceiling in TARGET_CEILINGS.items()})


def _single_sign_on(staff: Table) -> SingleSignOn | None:
    if not staff.has("single_sign_on"):
        return None
    table = staff.table("single_sign_on")
    return SingleSignOn(
        issuer=table.get("issuer", ISSUER),
        client_id=table.get("client_id", text(200, '"complaints-portal"')),
        groups_claim=table.maybe("groups_claim", text(100, '"groups"')) or "groups",
        groups=tuple(_group(row) for row in table.rows("groups")),
    )


def _group(table: Table) -> Group:
    return Group(
        name=table.get("name", text(200, '"Complaints team"')),
        roles=table.get("roles", list_of(code(StaffRole), may_be_empty=False)),
        teams=table.maybe("teams", list_of(SLUG, may_be_empty=False)),
    )


def _reminders(table: Table) -> Reminders:
    few = number(0, 10, "A reminder long before the day is forgotten by then.")
    return Reminders(days_before=table.get("days_before", few))


def _retention(table: Table) -> Retention:
    years = number(1, 100, "Count from the day the case closed.")
    return Retention(
        drafts_days=table.get("drafts_days", number(1, 30, "An unsent conversation is not the council's to keep.")),
        messages_days=table.get("messages_days", number(1, 366, "The case keeps what was sent and when.")),
        statutory_years=table.get("statutory_years", years),
        corporate_years=table.get("corporate_years", years),
        safety_years=table.get("safety_years", years),
        other_years=table.get("other_years", years),
        compliments_years=table.get("compliments_years", years),
        ideas_years=table.get("ideas_years", years),
    )


def _colours(table: Table) -> Colours:
    return Colours(light=_palette(table.table("light")), dark=_palette(table.table("dark")))


def _palette(table: Table) -> Palette:
    return Palette(brand=table.get("brand", COLOUR), on_brand=table.get("on_brand", COLOUR))
