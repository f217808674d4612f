"""Every act on a case, in the order a case goes through them: what shows a button is what lets it be done."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.cases.acts import confirming, noting
from portal.cases.acts.specs import ActSpec
from portal.vocabulary import Act

TABLE: Mapping[Act, ActSpec] = MappingProxyType(
    {
        spec.act: spec
        for spec in (
            *confirming.ACTS,
            *noting.ACTS,
        )
    }
)
