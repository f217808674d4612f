"""The index of names has every two words of a case too, beside each one: see `portal.cases.names`."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import combinations, groupby

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
_MOST_PAIRED = 16
_MANY = "many words"
_AT_ONCE = 10_000
_NAMES = sa.table("case_names", sa.column("case_id"), sa.column("word_hash"), sa.column("received_on", sa.Date()))


def upgrade() -> None:
    # No key is needed: the hash of a pair is made of the hashes of its words.
    door = op.get_bind()
    asked = sa.select(_NAMES).where(_NAMES.c.word_hash != _MANY).order_by(_NAMES.c.case_id, _NAMES.c.word_hash)
    last = ""
    while rows := door.execute(asked.where(_NAMES.c.case_id > last).limit(_AT_ONCE)).all():
        of_cases = [(case_id, list(words)) for case_id, words in groupby(rows, lambda row: row.case_id)]
        if len(rows) == _AT_ONCE and len(of_cases) > 1:
            of_cases.pop()  # perhaps not all of its words are among these
        last = of_cases[-1][0]
        made = [row for _, words in of_cases for row in _more(words)]
        if made:
            door.execute(sa.insert(_NAMES), made)


def _more(words: list[sa.Row]) -> Iterator[dict[str, object]]:
    of_case = {"case_id": words[0].case_id, "received_on": words[0].received_on}
    if len(words) > _MOST_PAIRED:
        yield of_case | {"word_hash": _MANY}
        return
    for one, other in combinations((row.word_hash for row in words), 2):
        yield of_case | {"word_hash": sha256((one + other).encode()).hexdigest()[:32]}
