"""The usual ways a case goes, as lists of deeds to put together: first reading, an answer, later stages, an end.

Days count working days from receipt, so a limit of the law is read off the number.
"""

from portal.demo.people import OFFICERS
from portal.demo.stories import Day, Deed, Given, Way, Who, did
from portal.demo.words import LEARNED
from portal.vocabulary import Act, OmbudsmanDecision, Outcome, Theme

_MANAGER, _SAFETY = "manager", "safety"


def first(acknowledged: int = 2, *, parts: int = 1, by: str = "", **confirmed: Given) -> Way:
    """Every part confirmed on the first working day, and the complaint acknowledged."""
    rest = tuple(did(1, Act.CONFIRM_ROUTE, by) for _ in range(parts - 1))
    return did(1, Act.CONFIRM_ROUTE, by, **confirmed), *rest, did(acknowledged, Act.ACKNOWLEDGE, by)


def themed(day: int, *themes: Theme) -> Way:
    """What the first part is about, for the report."""
    return (did(day, Act.SET_THEMES, themes=tuple(themes)),)


def found(day: int, outcome: Outcome, *, parts: int = 1) -> Way:
    """The same finding for every part."""
    return tuple(did(day, Act.RECORD_OUTCOME, outcome=outcome) for _ in range(parts))


def answered(day: int, outcome: Outcome, *, parts: int = 1) -> Way:
    """Drafted by the team, with a finding for every part, and sent by an officer."""
    return did(day - 1, Act.DRAFT_REPLY), *found(day, outcome, parts=parts), did(day, Act.SEND_REPLY)


def closed(day: int, **given: Given) -> Way:
    """Closed by a person."""
    return (did(day, Act.CLOSE, **given),)


def in_time(outcome: Outcome, *themes: Theme, on: int = 9) -> Way:
    """The usual way of stage 1; late where `on` is over 10."""
    return *first(), *themed(2, *themes), *answered(on, outcome), *closed(on + 15)


def extended(outcome: Outcome, *themes: Theme, on: int = 19, **given: Given) -> Way:
    """The same with more time, which they are told of before day 10."""
    return *first(), *themed(2, *themes), did(8, Act.EXTEND, **given), *answered(on, outcome), *closed(on + 15)


def remedy(day: int, what: str, due: int) -> Way:
    """Something that puts it right for them."""
    return (did(day, Act.ADD_REMEDY, what=what, due=Day(due)),)


def learning(day: int, what: str, due: int) -> Way:
    """Something that changes for everybody after them."""
    return (did(day, Act.ADD_LEARNING, what=what, words=LEARNED[what], due=Day(due)),)


def settled(day: int, *, done: bool = True) -> Way:
    """What became of the first action that is open."""
    why = "I saw it done." if done else "The money for it was not there this year."
    return (did(day, Act.SETTLE_ACTION, done="done" if done else "not-done", why=why),)


def stage2(asked: int, answered_on: int, outcome: Outcome, **given: Given) -> Way:
    """The second stage of the children's procedure, with everybody the law asks for."""
    return (
        did(asked, Act.ASK_STAGE2, **given),
        did(asked + 1, Act.ACKNOWLEDGE_STAGE2),
        did(asked + 1, Act.APPOINT, part="investigating-officer", account=Who("investigator")),
        did(asked + 2, Act.APPOINT, part="independent-person", name="Example Independent", independent=("yes",)),
        did(asked + 2, Act.APPOINT, part="adjudicating-officer", account=Who("adjudicator")),
        did(asked + 6, Act.AGREE_STATEMENT),
        did(answered_on, Act.ADJUDICATE, outcome_1=outcome),
    )


def corporate2(asked: int, answered_on: int, outcome: Outcome) -> Way:
    """The second stage of the corporate procedure."""
    return (
        did(asked, Act.ASK_STAGE2),
        did(asked + 3, Act.ACKNOWLEDGE_STAGE2),
        did(asked + 3, Act.APPOINT, part="investigating-officer", account=Who("investigator")),
        did(answered_on, Act.RECORD_OUTCOME, outcome=outcome),
        did(answered_on, Act.SEND_REPLY, _MANAGER),
    )


def stage3(asked: int, met: int, answered_on: int, outcome: Outcome) -> Way:
    """A panel: named, met, its report, and the council's answer."""
    return (
        did(asked, Act.ASK_STAGE3),
        did(asked + 4, Act.NAME_PANEL),
        did(met, Act.PANEL_MET),
        did(met + 4, Act.PANEL_REPORTED),
        did(answered_on, Act.ANSWER_PANEL, outcome_1=outcome),
    )


def ombudsman(day: int, decision: OmbudsmanDecision | None, after: int = 30) -> Way:
    """The Ombudsman gets in touch, and decides where it has by now."""
    contact = did(day, Act.OMBUDSMAN_CONTACT)
    return (contact, did(day + after, Act.OMBUDSMAN_DECISION, decision=decision)) if decision else (contact,)


def taken(*flags: str) -> Way:
    """An alert, taken at once, and everything that was flagged looked at the same day."""
    return did(0, Act.TAKE_ALERT), *(did(0, Act.SETTLE_FLAG, flag=flag) for flag in flags)


def elsewhere(*, on: int = 6, where: str, went: str = "passed-on") -> Way:
    """Somebody else answers it: they are told, it goes on, and it is closed here."""
    return *first(), did(on, Act.CLOSE, went_1=went, where_1=where)


def withdrawn(day: int, **given: Given) -> Way:
    """They take it back, and it is closed."""
    return did(day, Act.WITHDRAW, **given), did(day + 1, Act.CLOSE)


def thanks(read: int = 1, passed: int = 2, reached: int = 4, **given: Given) -> Way:
    """Read for safety, passed on, and reached the worker."""
    return (
        did(read, Act.READ_COMPLIMENT),
        did(passed, Act.PASS_ON, **given),
        did(reached, Act.REACHED_WORKER),
        did(reached + 2, Act.CLOSE),
    )


def kept() -> Way:
    """Thanks that nobody else is to see."""
    return did(1, Act.READ_COMPLIMENT), did(3, Act.CLOSE)


def idea(on: int = 7) -> Way:
    """An idea, answered."""
    return did(on, Act.SEND_REPLY), did(on + 2, Act.CLOSE)


def assigned(day: int, *, to: str = OFFICERS[1]) -> Deed:
    """Somebody works on it."""
    return did(day, Act.ASSIGN, to=Who(to))
