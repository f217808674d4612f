"""What must agree between the parts of a council file: rules and teams, roles and inboxes, targets and targets.

It refuses to judge a single value: `values` has done that, and what stands in for a bad one is passed over.
"""

from collections.abc import Mapping, Sequence

from portal.council.contrast import too_close
from portal.council.model import Colours, Council, Team, TeamRule
from portal.council.tables import Faults
from portal.vocabulary import OUTSIDE_THE_COUNCIL, IssueKind, Procedure, Role, Service, Situation, Speaker, StaffRole

#: A condition's whole range. A speaker or situation may be unknown (None), which no named code covers.
_RANGES: Mapping[str, frozenset[object]] = {
    "kind": frozenset(IssueKind),
    "service": frozenset(Service),
    "speaker": frozenset({*Speaker, None}),
    "situation": frozenset({*Situation, None}),
    "procedure": frozenset(Procedure) - OUTSIDE_THE_COUNCIL,
}

_Reach = dict[str, frozenset[object]]

#: More closure days than this is a slip, and would push the time a safety flag is read out of sight.
_MOST_CLOSURE_DAYS = 100


def check(council: Council, raw: Mapping[str, object], faults: Faults) -> None:
    """Note every disagreement in a council that has been read. `raw` is the file as TOML gave it."""
    _check_teams(council, faults)
    _check_roles(council, faults)
    _check_team_names_exist(council, faults)
    _check_rules(council.rules, faults)
    _check_safety(council, faults)
    _check_targets(council, faults)
    _check_templates(council, faults)
    _check_colours(council.colours, faults)
    _check_single_sign_on(council, faults)
    for key in council.unconfirmed:
        if not _exists(raw, key):
            faults.add(
                "unconfirmed",
                f"names {key}, which is not in the file",
                "Write the key as it stands, section first, or take it out.",
            )


def _check_teams(council: Council, faults: Faults) -> None:
    apart = {team for _, team in council.roles} | {council.safety.fallback_reader}
    for at, team in enumerate(council.teams):
        for earlier in council.teams[:at]:
            if team.name and team.name.casefold() == earlier.name.casefold():
                faults.add(
                    f"teams.{team.key}.name", f"is also the name of {earlier.key}", "Give each team its own name."
                )
            if _one_inbox(team, earlier) and apart & {team.key, earlier.key}:
                faults.add(
                    f"teams.{team.key}.inbox",
                    f"is also the inbox of {earlier.key}",
                    "A team with a role, and the fallback reader, need an inbox nobody else reads. Give each its own.",
                )


def _one_inbox(one: Team, other: Team) -> bool:
    return bool(one.inbox) and one.inbox.casefold() == other.inbox.casefold()


def _check_roles(council: Council, faults: Faults) -> None:
    teams: dict[str, Role] = {}
    for role, team in council.roles:
        if team and team in teams:
            faults.add(
                f"roles.{role}",
                f"is {team}, which already has the role {teams[team]}",
                "Give each role a team of its own: they check each other.",
            )
        teams.setdefault(team, role)
    fallback = council.safety.fallback_reader
    if fallback and fallback in teams:
        faults.add(
            "safety.fallback_reader",
            f"is {fallback}, which has the role {teams[fallback]}",
            "Name a team outside children's services: it reads what is about those teams themselves.",
        )


def _check_team_names_exist(council: Council, faults: Faults) -> None:
    named = [(f"roles.{role}", team) for role, team in council.roles]
    named += [(f"rules.{at}.team", rule.team) for at, rule in enumerate(council.rules, start=1)]
    named += [("safety.fallback_reader", council.safety.fallback_reader)]
    named += [("safety.climb", team) for team in council.safety.climb]
    known = [team.key for team in council.teams]
    for key, team in named:
        if team and known and team not in known:
            faults.add(key, f"is {team}, which is not a team in this file", f"The teams are: {', '.join(known)}.")


def _check_rules(rules: Sequence[TeamRule], faults: Faults) -> None:
    if rules and any(getattr(rules[-1], condition) for condition in _RANGES):
        faults.add(
            f"rules.{len(rules)}",
            "is the last rule and does not catch everything",
            'End with a rule that has only a team and a because, such as team = "complaints".',
        )
    earlier: list[_Reach] = []
    for at, rule in enumerate(rules, start=1):
        if any(faults.on(f"rules.{at}.{condition}") for condition in _RANGES):
            continue
        reach = _reach(rule)
        if not reach["procedure"]:
            faults.add(
                f"rules.{at}.procedure",
                "can never fire: others run these procedures, and the complaints team keeps such an issue",
                "Take the rule out.",
            )
        elif not _left_over(reach, earlier):
            faults.add(
                f"rules.{at}",
                "can never fire: the rules above it take everything it could",
                "Move it up, or take it out.",
            )
        earlier.append(reach)


def _reach(rule: TeamRule) -> _Reach:
    return {
        condition: whole & frozenset(getattr(rule, condition)) if getattr(rule, condition) else whole
        for condition, whole in _RANGES.items()
    }


def _left_over(reach: _Reach, earlier: Sequence[_Reach]) -> list[_Reach]:
    left = [reach]
    for other in earlier:
        left = [piece for part in left for piece in _without(part, other)]
    return left


def _without(part: _Reach, other: _Reach) -> list[_Reach]:
    # What `other` leaves of `part`, cut along one condition after another, so that the pieces do not overlap.
    if any(not part[condition] & other[condition] for condition in _RANGES):
        return [part]
    pieces = []
    inner = dict(part)
    for condition in _RANGES:
        outside = inner[condition] - other[condition]
        if outside:
            pieces.append({**inner, condition: outside})
        inner[condition] = inner[condition] & other[condition]
    return pieces


def _check_safety(council: Council, faults: Faults) -> None:
    if not any(council.safety.staffed) and not faults.on("safety"):
        faults.add("safety.staffed", "has no hours on any day", "Write when somebody is at work to read a safety flag.")
    if not any(council.contacts.hub_answers.week) and not faults.on("contacts"):
        faults.add("contacts.hub.answers", "has no hours on any day", "Write when somebody answers the day's number.")
    if len(council.closure_days) > _MOST_CLOSURE_DAYS:
        faults.add(
            "closure_days",
            f"has {len(council.closure_days)} days",
            f"Keep at most {_MOST_CLOSURE_DAYS}: take out the years that are over.",
        )


def _check_targets(council: Council, faults: Faults) -> None:
    for stage in ("corporate1", "corporate2"):
        reply: int = getattr(council.targets, f"{stage}_reply")
        latest: int = getattr(council.targets, f"{stage}_latest")
        if reply > latest and not faults.on("targets"):
            faults.add(
                f"targets.{stage}_reply",
                f"is {reply}, later than {stage}_latest, {latest}",
                "Make it the same or less.",
            )


def _check_templates(council: Council, faults: Faults) -> None:
    seen: dict[str, str] = {}
    for kind, template in council.notify.templates:
        if template and template.casefold() in seen:
            faults.add(
                f"notify.templates.{kind}",
                f"is also the template of {seen[template.casefold()]}",
                "Each message has its own template: copy its id from the council's Notify account.",
            )
        seen.setdefault(template.casefold(), kind)


def _check_colours(colours: Colours, faults: Faults) -> None:
    if faults.on("colours"):
        return
    for key, what, least in too_close(colours):
        lighter = "lighter" if ".dark." in key else "darker"
        cure = "Choose black or white" if key.endswith("on_brand") else f"Choose a {lighter} one"
        faults.add(key, what, f"{cure}: {least} to 1 or more can be told apart by everybody.")


def _check_single_sign_on(council: Council, faults: Faults) -> None:
    groups = council.single_sign_on.groups if council.single_sign_on else ()
    known = [team.key for team in council.teams]
    for at, group in enumerate(groups, start=1):
        key = f"staff.single_sign_on.groups.{at}"
        if group.name and group.name in {earlier.name for earlier in groups[: at - 1]}:
            faults.add(f"{key}.name", "is a group that is named above", "Put its roles and teams in one place.")
        for team in group.teams:
            if team and known and team not in known:
                faults.add(
                    f"{key}.teams", f"has {team}, which is not a team in this file", f"They are: {', '.join(known)}."
                )
        if StaffRole.TEAM_MANAGER in group.roles and not group.teams and not faults.on(key):
            faults.add(f"{key}.teams", "is missing, and a team manager needs a team", 'Add teams = ["a-team"].')


def _exists(raw: object, key: str) -> bool:
    for part in key.split("."):
        if isinstance(raw, Mapping) and part in raw:
            raw = raw[part]
        elif isinstance(raw, list) and part.isdecimal() and part.isascii() and 1 <= int(part) <= len(raw):
            raw = raw[int(part) - 1]
        else:
            return False
    return True
