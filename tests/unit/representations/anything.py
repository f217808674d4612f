"""Representations nobody would think of: any code in any field, and any text, for property tests."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from portal.representations import Reply, Representation
from portal.vocabulary import Service, WhatFor

#: Text as it may arrive: any characters but lone surrogates, which no browser and no UTF-8 can carry.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SERVICES = st.lists(st.sampled_from(Service), min_size=1, max_size=4, unique=True).map(tuple)
REPLIES: st.SearchStrategy[Reply] = st.builds(
    Reply,
    how=st.from_type(Reply.__annotations__["how"]),
    **{each.name: TEXTS for each in fields(Reply) if each.name != "how"},
)


def representations(**fixed: Any) -> st.SearchStrategy[Representation]:
    """Any representation; `fixed` gives fields a value, or a strategy of their own."""
    strategies: dict[str, Any] = {
        each.name: _for(Representation.__annotations__[each.name]) for each in fields(Representation)
    }
    strategies |= {"services": SERVICES, "thanked": SERVICES, "reply": REPLIES}
    strategies |= {
        key: value if isinstance(value, st.SearchStrategy) else st.just(value) for key, value in fixed.items()
    }
    return st.builds(Representation, **strategies)


def complaints(**fixed: Any) -> st.SearchStrategy[Representation]:
    """Any representation with a complaint in it."""
    return representations(what_for=st.sampled_from([WhatFor.COMPLAINT, WhatFor.BOTH, WhatFor.NOT_SURE]), **fixed)


def _for(hint: Any) -> st.SearchStrategy[Any]:
    if hint is str:
        return TEXTS
    return st.from_type(hint)
