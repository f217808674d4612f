"""Every act on a case, in the order a case goes through them: what shows a button is what lets it be done."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.acts import (
    appointing,
    confirming,
    correcting,
    deciding,
    drafting,
    ending,
    finding,
    first_reading,
    holding,
    investigating,
    more_time,
    noting,
    offering_advocacy,
    ombudsman,
    raising_flags,
    replying,
    retaliation,
    settling_flags,
    sorting,
    splitting,
    stage2,
    stage3,
    thanking,
)
from portal.cases.acts.specs import ActSpec
from portal.vocabulary import Act

#: The buttons of a case's page, under these headings.
GROUPS: tuple[tuple[str, tuple[ActSpec, ...]], ...] = (
    ("First", (*first_reading.ACTS, *confirming.ACTS, *deciding.ACTS, *offering_advocacy.ACTS)),
    ("What needs looking at", (*settling_flags.ACTS, *raising_flags.ACTS)),
    ("Keeping order", (*sorting.ACTS, *splitting.ACTS, *noting.ACTS, *retaliation.ACTS)),
    ("Answering", (*finding.FINDING, *drafting.ACTS, *replying.ACTS, *correcting.ACTS, *more_time.ACTS, *holding.ACTS)),
    ("Stage 2", (*stage2.ACTS, *appointing.ACTS, *investigating.ACTS)),
    ("Stage 3", (*stage3.ACTS,)),
    ("Thanks", (*thanking.ACTS,)),
    ("Putting it right", (*finding.PUTTING_RIGHT,)),
    ("At the end", (*ending.ACTS, *ombudsman.ACTS)),
)

TABLE: Mapping[Act, ActSpec] = MappingProxyType({spec.act: spec for _, specs in GROUPS for spec in specs})
