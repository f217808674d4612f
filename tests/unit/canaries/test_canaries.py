"""The search for words is worth something: whichever way one is written down, it is found."""

import json
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.canaries import CANARIES, EMAIL, MOBILE, NAME, WORD, found

SAID = f"He said {WORD} to {NAME}, {EMAIL}, {MOBILE}"
WAYS = {
    "as it is": SAID.encode(),
    "shouted": SAID.upper().encode(),
    "in two bytes": SAID.encode("utf-16-le"),
    "in two bytes, the other way": SAID.encode("utf-16-be"),
    "in an address": quote(SAID).encode(),
    "in a form": quote_plus(SAID).encode(),
    "in a query": urlencode({"q": SAID}).lower().encode(),
    "as JSON": json.dumps({"said": SAID}).encode(),
    "as JSON in JSON": json.dumps(json.dumps({"said": SAID})).encode(),
    "as a repr": repr(SAID.encode()).encode(),
    "as a page": f"<p>{SAID}</p>".encode("ascii", "xmlcharrefreplace"),
    "in base64": b64encode(SAID.encode()),
    "in base64 of addresses": urlsafe_b64encode(SAID.encode()),
    "in hex": SAID.encode().hex().encode(),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_word_is_found_in_each_disguise(way: str):
    seen = {each.partition(" as ")[0] for each in found(b"before " + WAYS[way] + b" after")}
    assert {WORD, NAME, "vexillary"} <= seen
    assert seen & {"7700900951", "7700 900951"}


@given(before=st.binary(max_size=20), after=st.binary(max_size=20))
def test_a_word_in_base64_is_found_wherever_it_stands(before: bytes, after: bytes):
    everything = b64encode(before + WORD.encode() + after)
    assert found(everything, [WORD])


@given(st.binary(max_size=300))
def test_nothing_is_found_where_nothing_is(everything: bytes):
    assert found(everything) == []
    assert CANARIES
