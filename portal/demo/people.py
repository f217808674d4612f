"""Who works in the made-up year: an account for every role, and who usually does what. Names say what they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.council import Council
from portal.vocabulary import Act, Service, StaffRole


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `manages`: the team that this service's cases go to is theirs."""

    key: str
    name: str
    role: StaffRole
    manages: Service | None = None

    @property
    def email(self) -> str:
        """An address at which nobody can be reached: the ending is kept for examples."""
        return f"{self.key}@demo.example"

    def teams(self, council: Council) -> tuple[str, ...]:
        """The keys of the teams they manage at this council."""
        if self.manages is None:
            return ()
        rule = next(rule for rule in council.rules if not rule.service or self.manages in rule.service)
        return (rule.team,)


PEOPLE = (
    Person("manager", "Demo Complaints Manager", StaffRole.COMPLAINTS_MANAGER),
    Person("officer", "Demo Complaints Officer", StaffRole.COMPLAINTS_OFFICER),
    Person("second-officer", "Demo Second Officer", StaffRole.COMPLAINTS_OFFICER),
    Person("safety", "Demo Safety Lead", StaffRole.SAFETY_LEAD),
    Person("social-work", "Demo Social Work Manager", StaffRole.TEAM_MANAGER, Service.SOCIAL_WORKER),
    Person("send", "Demo Learning Manager", StaffRole.TEAM_MANAGER, Service.SEND),
    Person("fostering", "Demo Fostering Manager", StaffRole.TEAM_MANAGER, Service.FOSTERING),
    Person("investigator", "Demo Investigating Officer", StaffRole.INVESTIGATING_OFFICER),
    Person("adjudicator", "Demo Adjudicating Officer", StaffRole.ADJUDICATING_OFFICER),
    Person("senior", "Demo Senior Reader", StaffRole.SENIOR),
    Person("outside", "Demo Outside Reader", StaffRole.OUTSIDE_READER),
)

#: Stands for the manager of the team that has the case; for an officer, where nobody here manages it.
THE_TEAM = "the-team"
#: Of a case that is kept from somebody, the first of these who sees it does what that one would.
STAND_INS = ("manager", "safety", "outside")
OFFICERS = ("officer", "second-officer")

#: Everything else is an officer's.
USUALLY: Mapping[Act, str] = {
    Act.MATCH_NAMES: "manager",
    Act.TAKE_ALERT: "safety",
    Act.DECIDE_INTEREST: "manager",
    Act.DECIDE_LATE: "manager",
    Act.DECIDE_FREEZE: "manager",
    Act.SETTLE_FLAG: "safety",
    Act.HOLD: "manager",
    Act.RESUME: "manager",
    Act.DRAFT_REPLY: THE_TEAM,
    Act.ADD_REMEDY: THE_TEAM,
    Act.ADD_LEARNING: THE_TEAM,
    Act.ACT_ON_RETALIATION: "safety",
    Act.APPOINT: "manager",
    Act.AGREE_STATEMENT: "investigator",
    Act.ADJUDICATE: "adjudicator",
    Act.NAME_PANEL: "manager",
    Act.ANSWER_PANEL: "manager",
    Act.WITHDRAW: "manager",
    Act.REOPEN: "manager",
    Act.REACHED_WORKER: THE_TEAM,
}
