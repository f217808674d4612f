"""What one council is, as values: its teams and rules, its words and numbers. It refuses to know files and faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from portal.council.contacts import Contacts
from portal.council.safety import Safety
from portal.council.single_sign_on import SingleSignOn
from portal.vocabulary import IssueKind, Language, Procedure, Refusal, Role, Service, Situation, Speaker


class NoSuchTeam(Refusal):
    """The council file has no team with this key."""


class MessageKind(StrEnum):
    """The messages for which a council keeps a template in its GOV.UK Notify account."""

    RECEIPT_EMAIL = "receipt-email"
    RECEIPT_TEXT = "receipt-text"
    TEAM_NOTICE = "team-notice"
    ALERT = "alert"
    COMPLAINTS_COPY = "complaints-copy"
    UNDELIVERED = "undelivered"
    LETTER_EMAIL = "letter-email"
    LETTER_TEXT = "letter-text"
    REMINDER = "reminder"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Controller:
    """One organisation responsible for people's information (UK GDPR art. 4(7)), and whom to ask there."""

    key: str
    name: str
    responsible_for: str
    data_protection_email: str


@dataclass(frozen=True, slots=True)
class Team:
    """A team and where its notices go.

    `name` is written for the middle of a sentence ("the fostering team has it"). `readers` are the names of those who
    open the inbox, where the council gives them: a notice is kept from an inbox that the person named reads.
    """

    key: str
    name: str
    inbox: str
    readers: tuple[str, ...] = ()

    @property
    def name_at_start(self) -> str:
        """The name as a sentence begins with it."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, slots=True)
class TeamRule:
    """One line of the council's routing: every condition that is not empty must hold one of its codes.

    Rules are tried in order and the first that fits wins; the last has no conditions. A speaker or situation that
    was not given fits no condition that names codes.
    """

    team: str
    because: str
    kind: tuple[IssueKind, ...] = ()
    service: tuple[Service, ...] = ()
    speaker: tuple[Speaker, ...] = ()
    situation: tuple[Situation, ...] = ()
    procedure: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class Notify:
    """The council's GOV.UK Notify ids: a template a message; the other two may be empty, for Notify's own default."""

    templates: tuple[tuple[MessageKind, str], ...]
    email_reply_to_id: str = ""
    sms_sender_id: str = ""

    def template_id(self, kind: MessageKind) -> str:
        """The id of the template for one kind of message; every kind has one."""
        return dict(self.templates)[kind]


@dataclass(frozen=True, slots=True)
class Targets:
    """What the council promises, in working days. The fields are those of the clocks' own targets, by name."""

    acknowledgement: int
    corporate_acknowledgement: int
    corporate1_reply: int
    corporate1_latest: int
    corporate2_reply: int
    corporate2_latest: int
    idea_reply: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """How many working days before something is due its team is reminded of it; 0 is on the day only."""

    days_before: int = 2


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept: drafts and sent messages in days, closed cases in years from the day they closed."""

    drafts_days: int
    messages_days: int
    statutory_years: int
    corporate_years: int
    safety_years: int
    other_years: int
    compliments_years: int
    ideas_years: int


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour and the colour of words on it, as #rrggbb."""

    brand: str
    on_brand: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The council's colours by day and in dark mode."""

    light: Palette
    dark: Palette


#: The `{names}` that script wording may use, each with what stands in its place. `Council.placeholders` fills them.
#: Where one may be nothing, a sentence that uses it is left unsaid.
PLACEHOLDERS: Mapping[str, str] = MappingProxyType(
    {
        "council": "the council's name in full",
        "council_short": "the council's name as people say it",
        "department": "what the public calls the part that helps children",
        "complaints_team": "the team that plays the complaints role, as in the middle of a sentence",
        "complaints_email": "its inbox",
        "hub_name": "who takes worries about a child in the day",
        "hub_phone": "their number",
        "hub_hours": "when they answer",
        "hub_text": "the number to text them, or nothing",
        "duty_name": "who takes them at night and at weekends",
        "duty_phone": "their number",
        "duty_hours": "when they answer",
        "duty_text": "the number to text them, or nothing",
        "read_within": "how soon a person reads a safety flag, while somebody is at work: '1 hour'",
        "advocate_name": "who provides advocates",
        "advocate_phone": "their number",
        "advocate_hours": "when they answer",
        "advocate_text": "the number to text them, or nothing",
        "childline_phone": "Childline's number",
        "childline_web": "where to write to Childline, or nothing",
        "nspcc_phone": "the number for adults who worry about a child",
        "help_at_hand_phone": "the Children's Commissioner's help line",
        "ombudsman_name": "the Local Government and Social Care Ombudsman, as named by the council",
        "ombudsman_phone": "the Ombudsman's number",
        "emergency_phone": "999",
        "emergency_text": "999 again, for phones that are registered for it, or nothing",
        "emergency_bsl_web": "where to reach 999 in British Sign Language",
        "police_phone": "the police when it is not an emergency",
        "drafts_days": "after how many days an unsent conversation goes",
        "acknowledgement_days": "within how many working days a person acknowledges",
        "corporate_acknowledgement_days": "the same under the corporate procedure",
        "idea_reply_days": "within how many working days an idea is answered",
    }
)


@dataclass(frozen=True, slots=True)
class Council:
    """Everything the portal knows of one council. `file` is where it was read from, for sentences about it.

    `closure_days` never move a legal date: the law counts them as working days. `extra_bank_holidays` do: they are
    bank holidays announced since this release. `unconfirmed` are dotted keys somebody must still confirm.
    `single_sign_on` is how staff sign in; None where they have accounts here instead.
    """

    file: str
    key: str
    name: str
    short_name: str
    department: str
    languages: tuple[Language, ...]
    controllers: tuple[Controller, ...]
    roles: tuple[tuple[Role, str], ...]
    teams: tuple[Team, ...]
    rules: tuple[TeamRule, ...]
    safety: Safety
    contacts: Contacts
    notify: Notify
    targets: Targets
    retention: Retention
    colours: Colours
    closure_days: tuple[date, ...]
    extra_bank_holidays: tuple[date, ...]
    unconfirmed: tuple[str, ...]
    single_sign_on: SingleSignOn | None = None
    reminders: Reminders = Reminders()

    def team(self, key: str) -> Team:
        """The team with this key. Raises `NoSuchTeam`: a case may outlive a team in the file."""
        for team in self.teams:
            if team.key == key:
                return team
        raise NoSuchTeam(f"The council file has no team called {key}.")

    def team_for_role(self, role: Role) -> Team:
        """The team that plays this role; every role has one."""
        return self.team(dict(self.roles)[role])

    @property
    def climb(self) -> tuple[str, ...]:
        """The keys of the teams told one after the other of what nobody opened in time; from outside at the end."""
        by_roles = (self.team_for_role(role).key for role in (Role.SAFETY, Role.COMPLAINTS))
        return self.safety.climb or (*by_roles, self.safety.fallback_reader)

    def placeholders(self) -> Mapping[str, str]:
        """What stands in place of each of `PLACEHOLDERS` in this council's pages and messages."""
        complaints = self.team_for_role(Role.COMPLAINTS)
        contacts, duty = self.contacts, self.safety.out_of_hours
        return {
            "council": self.name,
            "council_short": self.short_name,
            "department": self.department,
            "complaints_team": complaints.name,
            "complaints_email": complaints.inbox,
            "hub_name": contacts.hub.name,
            "hub_phone": contacts.hub.number,
            "hub_hours": contacts.hub.hours,
            "hub_text": contacts.hub.text_number,
            "duty_name": duty.name,
            "duty_phone": duty.number,
            "duty_hours": duty.hours,
            "duty_text": duty.text_number,
            "read_within": _time_in_words(self.safety.read_within_minutes),
            "advocate_name": contacts.advocate.name,
            "advocate_phone": contacts.advocate.number,
            "advocate_hours": contacts.advocate.hours,
            "advocate_text": contacts.advocate.text_number,
            "childline_phone": contacts.childline.number,
            "childline_web": contacts.childline.web,
            "nspcc_phone": contacts.nspcc.number,
            "help_at_hand_phone": contacts.help_at_hand.number,
            "ombudsman_name": contacts.ombudsman.name,
            "ombudsman_phone": contacts.ombudsman.number,
            "emergency_phone": contacts.emergency.number,
            "emergency_text": contacts.emergency.text_number,
            "emergency_bsl_web": contacts.emergency_bsl.web,
            "police_phone": contacts.police.number,
            "drafts_days": str(self.retention.drafts_days),
            "acknowledgement_days": str(self.targets.acknowledgement),
            "corporate_acknowledgement_days": str(self.targets.corporate_acknowledgement),
            "idea_reply_days": str(self.targets.idea_reply),
        }


def _time_in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return "1 hour" if hours == 1 else f"{hours} hours"
