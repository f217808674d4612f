"""The address that an act leads to once it was done: its mark is why the page says so, and nobody can make one up.

It counts in the browser that pressed, on that case, until something else happens there. It refuses to do anything.
"""

import hmac

from flask import url_for

from portal.cases.casefile import CaseFile
from portal.vocabulary import Act
from portal.web.staff.access import held_token
from portal.web.staff.acts_told import told_as
from portal.web.staff.ways import went
from portal.web.wiring import portal

_LENGTH = 32  # characters, of 4 bits each


def address(reference: str, act: Act, newest: int) -> str:
    """Where to go on to. `newest` is the number of the case's newest event once the act was done."""
    mark = _mark(portal().settings.secret_key, reference, act, newest)
    return url_for("staff.case", reference=reference, act=act.value, mark=mark)


def said(case: CaseFile, act: str, mark: str) -> str:
    """What was done just now: in a sentence. Empty where nothing was, or something else since."""
    keys = portal().settings.secret_keys
    wanted = [_mark(key, case.reference, act, case.newest).encode() for key in keys]
    is_ours = any(hmac.compare_digest(each, mark.encode("utf-8", "replace")) for each in wanted)
    return f"{told_as(act)} {went(case)}".strip() if is_ours else ""


def _mark(key: str, reference: str, act: str, newest: int) -> str:
    told = f"staff did|{held_token()}|{reference}|{act}|{newest}".encode("utf-8", "surrogatepass")
    return hmac.digest(key.encode(), told, "sha256").hex()[:_LENGTH]
