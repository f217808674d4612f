"""What councils call the codes: each by its code, by the words staff read, by those the public reads, and by old names.

It refuses to know a cell; a name that could be several codes is none of them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from portal.council import Council
from portal.reports.history.written import alike, one_line
from portal.vocabulary import ComplainantGroup, IssueKind, Outcome, Procedure, Service, Stage, Theme
from portal.vocabulary.labels import label

Code = TypeVar("Code", bound=StrEnum)


class PastOmbudsman(StrEnum):
    """What a list says of the Ombudsman. `MADE`: somebody went there, and the Ombudsman did not investigate."""

    NONE = "none"
    MADE = "made"
    INVESTIGATED_UPHELD = "investigated-upheld"
    INVESTIGATED_NOT_UPHELD = "investigated-not-upheld"


#: Names of services that councils use within (domain.md §14), and other names of codes.
_ALSO: tuple[tuple[StrEnum, tuple[str, ...]], ...] = (
    (IssueKind.COMPLIMENT, ("Thanks",)),
    (Service.FIRST_CONTACT, ("MASH", "Single Point of Access", "Referral & Assessment", "Duty")),
    (Service.SOCIAL_WORKER, ("Family Support", "Child in Need", "Children in Need", "Help at home")),
    (Service.SAFETY_PLAN, ("Child protection plan", "Keeping-safe plan")),
    (Service.CONFERENCE, ("Child protection conference", "CP chairs", "Child protection chairs")),
    (Service.IN_CARE, ("Children in Care", "Being in care", "Permanence", "Residential", "Looked after children")),
    (Service.LEAVING_CARE, ("16+", "Leaving Care/16+", "Leaving care, personal adviser", "Care leavers")),
    (Service.DISABILITY, ("CYPDS", "CWDCH", "Short breaks", "Disability help, short breaks")),
    (Service.SEND, ("SEN",)),
    (Service.KINSHIP_SGO, ("Kinship", "SGO", "Connected carers", "Special guardianship")),
    (Service.ADOPTION, ("Regional adoption agency", "Adoption (regional agency)")),
    (Service.EARLY_HELP, ("Family hub", "Early help, family hub, youth")),
    (Service.YOUTH_JUSTICE, ("YOT", "YJS", "Youth offending team", "Youth justice service")),
    (Service.SCHOOL_PLACES, ("Admissions", "School admissions")),
    (Stage.LOCAL_RESOLUTION, ("1", "Stage 1")),
    (Stage.INVESTIGATION, ("2", "Stage 2")),
    (Stage.REVIEW_PANEL, ("3", "Stage 3")),
    (Outcome.UPHELD, ("Fully upheld",)),
    (Outcome.PARTLY_UPHELD, ("Partially upheld",)),
    (Outcome.NO_FINDING, ("No finding possible",)),
    (PastOmbudsman.NONE, ("No", "N/A", "NA", "-")),
    # As the worked council prints them in its reports (domain.md §8, §15), and the guidance in its list (§3).
    (Theme.STAFF_CONDUCT, ("Attitude/behaviour of staff", "Attitude or behaviour of staff", "Staff behaviour")),
    (Theme.INFO_NOT_CONSIDERED, ("Failed to take all information into account",)),
    (Theme.DECISION, ("Unhappy with decision",)),
)
#: What lists write, as they are compared, where a code may be left out and there is none yet.
_NONE_YET: Mapping[type[StrEnum], frozenset[str]] = MappingProxyType(
    {Outcome: frozenset({"ongoing", "on going", "open", "still open", "n a", "na", "-"})}
)
#: How a team is written that nobody knows any more, and what else lists write for it, as they are compared.
NOT_KNOWN = "not known"
_NOT_KNOWN = frozenset({NOT_KNOWN, "unknown", "n a", "na", "not applicable", "-", "?"})
#: Names that several services share, so that somebody must say which one it was.
SEVERAL: Mapping[str, tuple[Service, ...]] = MappingProxyType(
    {
        "pods": (Service.SOCIAL_WORKER, Service.SAFETY_PLAN, Service.IN_CARE),
        "pod": (Service.SOCIAL_WORKER, Service.SAFETY_PLAN, Service.IN_CARE),
        "child protection": (Service.SAFETY_PLAN, Service.CONFERENCE),
        "iro": (Service.IN_CARE, Service.CONFERENCE),
        "virtual school": (Service.IN_CARE, Service.SEND),
    }
)
_SETS: tuple[type[StrEnum], ...] = (
    IssueKind,
    Service,
    ComplainantGroup,
    Theme,
    Stage,
    Outcome,
    Procedure,
    PastOmbudsman,
)


class CodeNames:
    """Codes by what is written for them."""

    def __init__(self, public: Iterable[tuple[StrEnum, str]]) -> None:
        """`public` are the words that the public reads for codes; of two codes with one name neither has it."""
        self._codes: dict[type[StrEnum], dict[str, StrEnum]] = {each: {} for each in _SETS}
        for kind in _SETS:
            self._add((code, name) for code in kind for name in (code, label(code)))
        self._add((code, name) for code, names in _ALSO for name in names)
        self._add(public)

    def code(self, kind: type[Code], written: str) -> Code | None:
        """The code of this set that is written so; None where none is."""
        return self._codes[kind].get(alike(written))  # type: ignore[return-value]

    def is_none_yet(self, kind: type[StrEnum], written: str) -> bool:
        """Does it say that there is none of this set so far?"""
        return alike(written) in _NONE_YET.get(kind, ())

    def _add(self, names: Iterable[tuple[StrEnum, str]]) -> None:
        """Whoever was first keeps a name: a code's own is never lost to another's words."""
        fresh: dict[tuple[type[StrEnum], str], set[StrEnum]] = {}
        for code, name in names:
            fresh.setdefault((type(code), alike(name)), set()).add(code)
        for (kind, name), codes in fresh.items():
            if len(codes) == 1:
                self._codes[kind].setdefault(name, *codes)


class Teams:
    """The teams of a council file by what a list calls them: by key, by name, or by what stands in brackets in it."""

    def __init__(self, council: Council) -> None:
        found: dict[str, set[str]] = {}
        for team in council.teams:
            for name in (team.key, *_names(team.name)):
                found.setdefault(alike(name), set()).add(team.key)
        self._keys = {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}

    def key(self, written: str) -> tuple[str, bool]:
        """The key of the team, and whether the council file has it; else what is written, for a team of the past."""
        known = self._keys.get(alike(written))
        if known:
            return known, True
        return NOT_KNOWN if alike(written) in _NOT_KNOWN else one_line(written), False


def _names(name: str) -> tuple[str, ...]:
    """A team's name, also without its article, and without and within the brackets."""
    bare = name.removeprefix("the ")
    before, _, rest = bare.partition("(")
    within = rest.partition(")")[0]
    return tuple(each for each in (name, bare, before, f"the {before}", within) if each.strip())
