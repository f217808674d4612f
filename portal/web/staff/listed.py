"""What the rows of every list of cases show: the way to the case, its teams, who has it, what to look at in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup

from portal.cases.listing import Listed
from portal.council.model import NoSuchTeam
from portal.staff import accounts
from portal.vocabulary import Flag
from portal.vocabulary.labels import label
from portal.web.staff.access import signed_in
from portal.web.staff.tags import drawn_tag
from portal.web.wiring import portal

_ALARMS = frozenset({Flag.DANGER, Flag.RETALIATION, Flag.UNDELIVERED, Flag.TEAM_NOT_TOLD})


@dataclass(frozen=True, slots=True)
class Shown:
    """How cases are shown: with the names of whoever has them."""

    names: Mapping[str, str]

    @classmethod
    def of(cls, session: Any, cases: Iterable[Listed], others: Iterable[str | None] = ()) -> "Shown":
        """What the rows of these cases need, and the names of other accounts that stand in them."""
        ids = {*(each.assigned_to for each in cases), *others}
        return cls(accounts.names_of(session, {each for each in ids if each}))

    def link(self, case: Listed) -> Markup:
        """The way to the case."""
        href = url_for("staff.case", reference=case.reference)
        return Markup('<a href="{}">{}</a>').format(href, case.reference)

    def who(self, case: Listed) -> str:
        """Who has it."""
        return self.name(case.assigned_to) if case.assigned_to else "Nobody yet"

    def name(self, account_id: str) -> str:
        """What an account is called."""
        return "You" if account_id == signed_in().id else self.names.get(account_id, "Somebody who left")

    def teams(self, case: Listed) -> tuple[str, ...]:
        """The teams with a part of it, each once."""
        return tuple(team_name(team) for team in dict.fromkeys(case.teams))

    def tags(self, case: Listed) -> Markup:
        """What somebody must look at, in words."""
        flags = [flag for flag in case.flags if flag is not Flag.RESTRICTED]
        few = [drawn_tag(label(Flag.RESTRICTED), "purple")] if case.is_kept_to_few else []
        alarming_first = sorted(flags, key=lambda flag: flag not in _ALARMS)
        drawn = (drawn_tag(label(flag), "red" if flag in _ALARMS else "grey") for flag in alarming_first)
        return Markup(" ").join((*few, *drawn))


def team_name(key: str, *, at_start: bool = True) -> str:
    """What the council calls a team; its key where it has none of this name any more."""
    try:
        team = portal().council.team(key)
        return team.name_at_start if at_start else team.name
    except NoSuchTeam:
        return key
