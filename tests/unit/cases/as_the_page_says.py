"""The routing page of `conversation.md` (§2) once more: told as flat as it is written, on plain strings.

Written from the page alone. It shares no word, table or type with the portal, so that a slip in one is not in both.
"""

from datetime import UTC, date, datetime, timedelta

Answers = dict[str, object]

COMPLAINTS = {"complaint", "both", "not-sure"}
OUTSIDE = {"tribunal", "court", "school", "irm", "agency", "other-body", "adult-social-care"}

TEAM = {
    "first-contact": "mash",
    "social-worker": "pods",
    "safety-plan": "pods",
    "in-care": "pods",
    "conference": "conference-chairs",
    "leaving-care": "leaving-care",
    "homeless": "leaving-care",
    "disability": "cypds",
    "send": "send",
    "school-places": "send",
    "fostering": "fostering",
    "kinship-sgo": "fostering",
    "adoption": "adoption",
    "early-help": "early-help",
    "young-carer": "early-help",
    "youth-justice": "youth-justice",
    "transport": "transport",
    "my-records": "information-governance",
}

# The bank holidays that domain.md §16 lists.
NOT_WORKED = """
2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
"""


def picked(answers: Answers, key: str) -> list[str]:
    """The codes of a question; none where it was passed over. A bare code is a list of one."""
    value = answers.get(key)
    if not value:
        return []
    return [value] if isinstance(value, str) else list(dict.fromkeys(value))  # type: ignore[call-overload]


def issues(a: Answers) -> list[tuple[str, str, str, str]]:
    what_for = a.get("what-for") or "not-sure"
    services = picked(a, "which-help") or ["not-sure"]
    thanked = services if what_for == "thanks" else picked(a, "thanks-to") or ["not-sure"]
    raised = []
    if what_for in COMPLAINTS:
        raised += [("complaint", service, procedure(service, a)) for service in services]
    if what_for in {"thanks", "both"}:
        raised += [("compliment", service, "compliment") for service in thanked]
    if what_for == "idea":
        raised += [("idea", service, "idea") for service in services]
    return [(kind, service, how, team(service, how)) for kind, service, how in raised]


def team(service: str, how: str) -> str:
    return "complaints" if how in OUTSIDE else TEAM.get(service, "complaints")


def procedure(service: str, a: Answers) -> str:
    how = _procedure(service, a)
    if how == "statutory" and a.get("situation") in {"private-fostering", "residential-school"}:
        return "undecided"
    return how


def _procedure(service: str, a: Answers) -> str:
    who, situation = a.get("who-are-you"), a.get("situation")
    if service == "safety-plan":
        return "undecided" if who == "child" else "corporate"
    if service == "conference":
        return "undecided" if situation == "in-care" else "cp-conference"
    if service in {"in-care", "leaving-care", "disability", "young-carer"}:
        return "statutory"
    if service == "homeless":
        return "statutory" if who in {"child", "care-leaver"} else "undecided"
    if service == "social-worker":
        return "undecided" if situation == "safety-plan" else "statutory"
    if service in {"first-contact", "somewhere-else", "not-sure"}:
        return "undecided"
    if service == "early-help":
        return "corporate" if situation in {"none", None} else "undecided"
    if service in {"youth-justice", "transport"}:
        return "undecided" if situation in {"in-care", "secure"} else "corporate"
    if service == "school":
        return "school"
    if service == "school-places":
        return "corporate"
    if service in {"health", "police", "other-council"}:
        return "other-body"
    if service == "adult-care":
        return "adult-social-care"
    return _by_what_it_is_about(service, a)


def _by_what_it_is_about(service: str, a: Answers) -> str:
    who, situation = a.get("who-are-you"), a.get("situation")
    if service == "fostering":
        about = a.get("fostering-about")
        if who != "foster-carer" or about in {"support", "child-plan"}:
            return "statutory"
        return {"approval": "irm", "my-agency": "agency"}.get(str(about), "undecided")
    if service == "adoption":
        about = a.get("adoption-about")
        if about in {"support", "child-plan"}:
            return "statutory"
        return "irm" if about == "suitability" else "undecided"
    if service == "kinship-sgo":
        own_right = who == "special-guardian" or (who == "child" and situation == "special-guardian")
        placed = a.get("kinship-about") in {"special-guardian-support", "placed-by-council"}
        return "statutory" if own_right or placed else "undecided"
    if service == "send":
        about = a.get("send-about")
        return "tribunal" if about == "decision" else "undecided" if about in {"not-sure", None} else "corporate"
    if service == "court":
        about = a.get("court-about")
        answered = {"going-to-court": "statutory", "worker": "corporate", "not-sure": "undecided"}
        return answered.get(str(about), "court")
    assert service == "my-records"
    return "access-request" if a.get("records-about") == "see-file" else "data-protection"


def flags(a: Answers, received: datetime) -> set[str]:
    complaint = (a.get("what-for") or "not-sure") in COMPLAINTS
    hurt = a.get("hurt-by-worker") in {"yes", "not-sure"}
    who = a.get("who-are-you")
    homeless = "homeless" in picked(a, "which-help") or a.get("situation") == "homeless"
    kin = who == "kinship-carer" and a.get("kinship-about") != "placed-by-council"
    no_name = not a.get("your-name")
    # The names are part of this answer, and a name is not "none".
    hides = a.get("must-not-see-names") or any(code != "none" for code in picked(a, "must-not-see"))
    raised = {
        "danger": a.get("safe-now") in {"yes", "not-sure", "talk"},
        "call-back": a.get("safe-now") == "talk"
        or "call-me" in (a.get("what-happened"), a.get("what-happened-instead")),
        "lado": hurt,
        "restricted": hurt or bool(hides),
        "freeze": a.get("about-to-change") == "yes",
        "urgent": (complaint and homeless) or changes_soon(a, received),
        "late-review": a.get("when") == "over-a-year",
        "consent": a.get("child-agrees") not in {None, "yes"},
        "sufficient-interest": complaint and (who in {"family-or-friend", "professional", "someone-else"} or kin),
        "advocate-wanted": a.get("advocate") == "yes",
        "proceedings": bool({"court", "police", "tribunal", "appeal"} & set(picked(a, "going-on-elsewhere"))),
        "anonymous": no_name and a.get("reply-how") in {"none", "code-only"},
    }
    return {flag for flag, is_raised in raised.items() if is_raised}


def changes_soon(a: Answers, received: datetime) -> bool:
    day = a.get("about-to-change-date")
    return bool(day) and date.fromisoformat(str(day)) - london_day(received) <= timedelta(days=2)


def alerts(raised: set[str], how: set[str]) -> list[str]:
    told: set[str] = set()
    if "danger" in raised:
        told |= {"safety-lead", "mash", "complaints"}
    if "lado" in raised:
        told |= {"safety-lead", "complaints"}
    if raised & {"freeze", "urgent", "call-back"} or how & {"tribunal", "irm"}:
        told |= {"complaints"}
    return sorted(told)


def notify(raised: set[str], found: list[tuple[str, str, str, str]]) -> list[str]:
    if "restricted" in raised:
        return ["complaints", "safety-lead"]
    return sorted({"complaints"} | {team for kind, _, _, team in found if kind != "compliment"})


def dues(raised: set[str], how: set[str], received: datetime) -> dict[str, str]:
    on = london_day(received)
    owed: list[tuple[str, date]] = []
    if how & {"statutory", "undecided"}:
        owed += [("acknowledgement", worked(on, 3))]
        owed += [("stage1-reply", worked(on, 10)), ("stage1-latest", worked(on, 20))]
    if "corporate" in how:
        owed += [("acknowledgement", worked(on, 5))]
    if how & {*OUTSIDE, "cp-conference"}:
        owed += [("acknowledgement", worked(on, 3))]
    if "data-protection" in how:
        owed += [("dp-acknowledgement", on + timedelta(days=29))]
    if "access-request" in how:
        owed += [("access-reply", month_after(on))]
    if "idea" in how:
        owed += [("idea-reply", worked(on, 10))]
    if "lado" in raised:
        owed += [("lado-referral", worked(on, 1))]
    return {duty: min(day for each, day in owed if each == duty).isoformat() for duty, _ in owed}


def worked(day: date, days: int) -> date:
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and day.isoformat() not in NOT_WORKED:
            days -= 1
    return day


def month_after(day: date) -> date:
    first = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def london_day(instant: datetime) -> date:
    utc = instant.astimezone(UTC)
    summer = last_sunday(utc.year, 3) <= utc < last_sunday(utc.year, 10)
    return (utc + timedelta(hours=1 if summer else 0)).date()


def last_sunday(year: int, month: int) -> datetime:
    """One in the morning, in UTC, on the last Sunday of a month with 31 days: when the clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def expected(answers: Answers, received: datetime) -> dict[str, object]:
    """What a story should come out as, in the form the stories use."""
    found = issues(answers)
    how = {procedure for _, _, procedure, _ in found}
    raised = flags(answers, received)
    named = ("kind", "service", "procedure", "team")
    return {
        "issues": [dict(zip(named, issue, strict=True)) for issue in found],
        "flags": sorted(raised),
        "alerts": alerts(raised, how),
        "notify": notify(raised, found),
        "due": dues(raised, how, received),
    }
