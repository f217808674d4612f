"""Who is told: alerts to be opened at once, and notices of a new case. Team keys only, never a person's words."""

from collections.abc import Collection, Iterable

from portal.council import Council
from portal.representations import Representation
from portal.routing.issues import RoutedIssue
from portal.vocabulary import Flag, IssueKind, Procedure, Role
from portal.vocabulary.name_words import name_words

#: Who is alerted at once for which flag (conversation.md §2, Alerts).
ALERTED: dict[Flag, tuple[Role, ...]] = {
    Flag.DANGER: (Role.SAFETY, Role.SAFEGUARDING_HUB, Role.COMPLAINTS),
    Flag.LADO: (Role.SAFETY, Role.COMPLAINTS),
    Flag.FREEZE: (Role.COMPLAINTS,),
    Flag.URGENT: (Role.COMPLAINTS,),
    Flag.CALL_BACK: (Role.COMPLAINTS,),
}
#: Procedures with a time limit of their own that a complaint does not stop.
HAS_ITS_OWN_LIMIT = frozenset({Procedure.TRIBUNAL, Procedure.IRM})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


def alerts(
    told: Representation, issues: Iterable[RoutedIssue], flags: Collection[Flag], council: Council
) -> tuple[str, ...]:
    """Teams to alert at once, by key in order."""
    roles = {role for flag in flags for role in ALERTED.get(flag, ())}
    if any(issue.procedure in HAS_ITS_OWN_LIMIT for issue in issues):
        roles.add(Role.COMPLAINTS)
    return _readers(told, roles, flags, council)


def notices(
    told: Representation, issues: Iterable[RoutedIssue], flags: Collection[Flag], council: Council
) -> tuple[str, ...]:
    """Teams that get a notice, by key in order.

    A restricted case tells nobody but complaints and safety, until a person has matched the names. A compliment goes
    to complaints alone: a person reads every one for safety before its worker or team sees it.
    """
    if Flag.RESTRICTED in flags:
        return _readers(told, {Role.COMPLAINTS, Role.SAFETY}, flags, council)
    teams = {issue.team for issue in issues if issue.kind is not IssueKind.COMPLIMENT}
    return tuple(sorted(teams | {council.team_for_role(Role.COMPLAINTS).key}))


def _readers(told: Representation, roles: Iterable[Role], flags: Collection[Flag], council: Council) -> tuple[str, ...]:
    """The teams that play these roles; the fallback reader, from outside, where the person named reads that inbox."""
    keys = set()
    named = words_of_who_is_named(told) if Flag.RESTRICTED in flags else frozenset()
    for role in roles:
        team = council.team_for_role(role)
        is_named = any(_is_named(reader, named) for reader in team.readers)
        keys.add(council.safety.fallback_reader if is_named else team.key)
    return tuple(sorted(keys))


def words_of_who_is_named(told: Representation) -> frozenset[str]:
    """The words of whom it is about and who must not see it; also without the end of "janes boss"."""
    words = name_words(f"{told.must_not_see_names} {told.who_was_it}")
    return frozenset({*words, *(word.removesuffix("s") for word in words)})


def words_of_a_name(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: no titles and no initials."""
    return tuple(word for word in name_words(name) if len(word) > 1 and word not in _TITLES)


def _is_named(reader: str, named: frozenset[str]) -> bool:
    # People seldom write a full name, so the first or the last is enough: kept from one reader too many is the safer
    # mistake, since the fallback reader is there to read it.
    names = words_of_a_name(reader)
    return bool(names) and (names[0] in named or names[-1] in named)
