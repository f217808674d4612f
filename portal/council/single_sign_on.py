"""The council's own single sign-on: who provides it, and what its groups are here. It knows no secret."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.vocabulary import StaffRole


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the provider's, and what its members are here. `teams` are keys of this file."""

    name: str
    roles: tuple[StaffRole, ...]
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """A provider of OpenID Connect. `groups_claim` is what it calls the list of somebody's groups."""

    issuer: str
    client_id: str
    groups_claim: str
    groups: tuple[Group, ...]

    @property
    def origin(self) -> str:
        """Where people are sent to sign in, without a path."""
        return "/".join(self.issuer.split("/")[:3])

    def what_is(self, groups: Iterable[str]) -> tuple[frozenset[StaffRole], frozenset[str]]:
        """The roles and teams of somebody who is in these groups; neither where none of them is named in the file."""
        named = set(groups)
        mine = [group for group in self.groups if group.name in named]
        roles = frozenset(role for group in mine for role in group.roles)
        return roles, frozenset(team for group in mine for team in group.teams)
