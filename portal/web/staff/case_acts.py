"""What somebody can do on a case now, as its page lays it out: the next step, the usual acts, and more behind a fold.

It refuses to know what may be done: the gate has said so.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from flask import url_for

from portal.cases.acts.fields import spoken
from portal.cases.acts.specs import ActSpec
from portal.cases.acts.table import GROUPS
from portal.cases.casefile import CaseFile
from portal.vocabulary import Act
from portal.web.staff.drawing import Action
from portal.web.staff.next_step import next_step

#: Done on few cases, and never in a hurry: they stand behind a fold, so that the others are found.
RARE = frozenset(
    {
        Act.SPLIT,
        Act.LINK,
        Act.RAISE_FLAG,
        Act.REPORT_RETALIATION,
        Act.HOLD,
        Act.SEND_CORRECTION,
        Act.WITHDRAW,
        Act.OMBUDSMAN_CONTACT,
    }
)


class Next(NamedTuple):
    """The act that comes next, and by when in words."""

    action: Action
    when: str


def next_of(case: CaseFile, possible: Iterable[ActSpec], today: date) -> Next | None:
    """What comes next for who can do these; None where nothing waits for them."""
    labels = {spec.act: spec.label for spec in possible}
    step = next_step(case, labels)
    if step is None:
        return None
    if step.due_on:
        when = f"{'was due' if step.due_on < today else 'by'} {spoken(step.due_on)}"
    else:
        when = "at once" if step.is_at_once else "as soon as you can"
    return Next(_link(case, step.act, labels[step.act]), when)


def groups_of(case: CaseFile, possible: Iterable[ActSpec]) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """The usual acts, under their headings."""
    usual = {spec.act for spec in possible} - RARE
    for title, specs in GROUPS:
        links = tuple(_link(case, spec.act, spec.label) for spec in specs if spec.act in usual)
        if links:
            yield title, links


def more_of(case: CaseFile, possible: Iterable[ActSpec]) -> tuple[Action, ...]:
    """What is rarely done, in the order of the table."""
    return tuple(_link(case, spec.act, spec.label) for spec in possible if spec.act in RARE)


def _link(case: CaseFile, act: Act, label: str) -> Action:
    return Action(label, url_for("staff.act_form", reference=case.reference, act=act.value))
