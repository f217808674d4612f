"""What a person must look at: each flag and why it was raised. Raised on answers, never on words searched for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.representations import Representation
from portal.vocabulary import (
    AdvocateWish,
    ChildAgrees,
    Flag,
    GoingOnElsewhere,
    HappenedWhen,
    KinshipAbout,
    MustNotSee,
    ReplyHow,
    SafeNow,
    Service,
    Situation,
    Speaker,
    YesNoNotSure,
)
from portal.vocabulary.partial_dates import earliest

SOON = timedelta(days=2)  # a change this near is urgent


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag and why."""

    flag: Flag
    because: str


_OTHER_PROCEEDINGS = frozenset(
    {GoingOnElsewhere.COURT, GoingOnElsewhere.POLICE, GoingOnElsewhere.TRIBUNAL, GoingOnElsewhere.APPEAL}
)
_NEEDS_SUFFICIENT_INTEREST = frozenset({Speaker.FAMILY_OR_FRIEND, Speaker.PROFESSIONAL, Speaker.SOMEONE_ELSE})
_UNSAFE = frozenset({SafeNow.YES, SafeNow.NOT_SURE, SafeNow.TALK})
_MAYBE_HURT = frozenset({YesNoNotSure.YES, YesNoNotSure.NOT_SURE})


def raised(told: Representation, received: date) -> tuple[Raised, ...]:
    """Every flag, in one order always. `received` is the London date (conversation.md §2, Flags)."""
    found = (*_about_safety(told), *_about_time(told, received), *_about_standing(told), *_about_people(told))
    return tuple(sorted(found, key=lambda each: each.flag))


def _about_safety(told: Representation) -> Iterator[Raised]:
    if told.safe_now in _UNSAFE:
        yield Raised(Flag.DANGER, "They said a child may be hurt or in danger, or that they would rather talk.")
    if told.safe_now is SafeNow.TALK or told.call_back:
        yield Raised(Flag.CALL_BACK, "They asked to talk to somebody.")
    hurt = told.hurt_by_worker in _MAYBE_HURT
    if hurt:
        yield Raised(Flag.LADO, "They said a worker or carer hurt a child, or may have: a safety lead decides.")
    # A name is a name, also where "no one" was ticked beside it.
    if hurt or told.must_not_see_names or set(told.must_not_see) - {MustNotSee.NONE}:
        yield Raised(Flag.RESTRICTED, "Somebody must not see this: a person matches the names first.")


def _about_time(told: Representation, received: date) -> Iterator[Raised]:
    if told.about_to_change is YesNoNotSure.YES:
        yield Raised(Flag.FREEZE, "They ask us to wait with a change while we look (guidance 6.5.2).")
    homeless = Service.HOMELESS in told.services or told.situation is Situation.HOMELESS
    if told.has_complaint and homeless:
        yield Raised(Flag.URGENT, "Somebody may have no safe place to stay.")
    elif _changes_soon(told, received):
        yield Raised(Flag.URGENT, "Something may change within two days.")
    if told.when is HappenedWhen.OVER_A_YEAR:
        yield Raised(Flag.LATE_REVIEW, "It is from over a year ago: a person decides (SI 2006/1738 reg. 9).")


def _changes_soon(told: Representation, received: date) -> bool:
    if not told.change_on or told.about_to_change in {None, YesNoNotSure.NO}:
        return False
    change = earliest(told.change_on, received)
    return change is not None and change - received <= SOON


def _about_standing(told: Representation) -> Iterator[Raised]:
    if told.child_agrees not in {None, ChildAgrees.YES}:
        yield Raised(Flag.CONSENT, "We do not know yet that the child agrees.")
    kinship = told.speaker is Speaker.KINSHIP_CARER and told.kinship_about is not KinshipAbout.PLACED_BY_COUNCIL
    if told.has_complaint and (told.speaker in _NEEDS_SUFFICIENT_INTEREST or kinship):
        yield Raised(
            Flag.SUFFICIENT_INTEREST, "A person decides whether they have enough interest in the child's welfare."
        )


def _about_people(told: Representation) -> Iterator[Raised]:
    if told.advocate is AdvocateWish.YES:
        yield Raised(Flag.ADVOCATE_WANTED, "They want an advocate.")
    if _OTHER_PROCEEDINGS & set(told.going_on_elsewhere):
        yield Raised(Flag.PROCEEDINGS, "A court, police, tribunal or appeal matter is going on (SI 2006/1738 reg. 8).")
    if not told.your_name and told.reply.how in {ReplyHow.NONE, ReplyHow.CODE_ONLY}:
        yield Raised(Flag.ANONYMOUS, "They gave no name and no way to reach them.")
