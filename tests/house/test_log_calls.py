"""Every log call of ours: an event by a fixed name, and keys that somebody has thought about."""

import ast
import re
from collections.abc import Iterator

from tests.house.tree import our_python

#: Every key a log line may carry, and what stands there. None of it is anything that a person wrote or is called.
KEYS = {
    "error": "class of an error",
    "cause": "class of what caused it",
    "errno": "the system's name for an error of its own",
    "at": "places in code, or a step of signing in",
    "exc_info": "an error, told by class and place",
    "category": "class of a warning",
    "library": "name of somebody else's logger",
    "where": "a place in their code",
    "said": "one of their sentences that we know",
    "request": "random id of a request",
    "endpoint": "name of a function behind an address",
    "refusal": "class of a refusal",
    "says": "why a process does not start: names of settings and keys of the council file",
    "message": "id of a message",
    "kind": "kind of a message",
    "attempt": "a number",
    "reason": "our own words for an answer of Notify's, or the class of an error",
    "stopped": "yes or no",
    "status": "one of Notify's own words for what became of a message",
    "why": "one of our own sentences on a body that is none of Notify's",
    "because": "schema, database or outbox; why single sign-on lets somebody in no further",
    "account": "id of an account of staff",
    "draft": "id of a draft",
    "turn": "a number",
    "shut": "a number",
    "doubted": "a number",
    "asked": "a number",
    "reminders": "a number",
    "port": "a number",
    "url": "where the portal listens",
    "tray": "where its post tray is",
}
#: What may be spread into a call: an error as it may be told, ids collected before, numbers of what was removed.
SPREAD = re.compile(r"(logs\.)?told(\(.+\))?|kept|_purge\(.+\)|\{'tray': .+\}.*")
LOGGERS = {"log", "_log"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in LOGGERS:
                yield node


def faults(call: ast.Call) -> Iterator[str]:
    fixed = [isinstance(each, ast.Constant) or (isinstance(each, ast.Name) and each.id.isupper()) for each in call.args]
    if fixed != [True]:
        yield "says something that is not fixed"
    for each in call.keywords:
        if each.arg is None and not SPREAD.fullmatch(ast.unparse(each.value)):
            yield f"spreads {ast.unparse(each.value)}"
        if each.arg is not None and each.arg not in KEYS:
            yield f"has a key nobody thought about: {each.arg}"


def test_every_log_call_says_a_fixed_event_and_known_keys():
    found = [
        f"{name}:{call.lineno} {fault}"
        for name, _, tree in our_python("portal", "wsgi.py")
        for call in calls(tree)
        for fault in faults(call)
    ]
    assert found == []


def test_there_are_log_calls_to_look_at():
    assert sum(len(list(calls(tree))) for _, _, tree in our_python("portal")) > 15


def test_nothing_but_the_command_line_and_the_port_to_notify_touches_the_other_logging():
    speaks = re.compile(r"^\s*(import logging|from logging)", re.MULTILINE)
    allowed = {"portal/logs.py", "portal/outbox/notify.py"}
    assert {name for name, text, _ in our_python("portal") if speaks.search(text)} <= allowed


def test_a_call_with_words_in_it_is_noticed():
    planted = """
log.info(f"kept {story}")
_log.warning("kept", story=story)
_log.error("kept %s", story)
log.error("kept", **answers)
"""
    assert [len(list(faults(call))) for call in calls(ast.parse(planted))] == [1, 1, 1, 1]
