"""Names say what a thing is, and the clock and the environment are read at the doors only."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePath

from tests.house.tree import our_python

EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "shared", "lib"}
EMPTY_CLASSES = re.compile(r".*(Manager|Helper|Utils?|BaseMixin)$|.+Service$")
EMPTY_FUNCTIONS = re.compile(r"_?(handle|process)_")
EMPTY_NAMES = {"data", "info"}
#: SQLAlchemy's own names for the two ways of a column, and the standard library's for a server's fault.
NOT_OURS = {"process_bind_param", "process_result_value", "handle_error"}

DOORS = ("portal/web/", "portal/cli/", "portal/app.py", "wsgi.py")
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv"}


def named(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name that a module gives: functions, classes, arguments and variables."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id


def empty(name: str) -> bool:
    if name in NOT_OURS:
        return False
    return name in EMPTY_NAMES or bool(EMPTY_CLASSES.match(name) or EMPTY_FUNCTIONS.match(name))


def test_no_drawer_takes_in_whatever_has_no_room():
    stems = [PurePath(name) for name, _, _ in our_python("portal", "migrations")]
    assert [str(path) for path in stems if EMPTY_MODULES & {*path.parts, path.stem}] == []


def test_no_name_that_could_mean_anything():
    said = [
        f"{module}:{line} {name}"
        for module, _, tree in our_python("portal", "migrations")
        for line, name in named(tree)
        if empty(name)
    ]
    assert said == []


def read_outside(names: set[str], tree: ast.Module) -> list[int]:
    """The lines that read one of these, however imported: `dt.datetime.now` counts as `datetime.now`."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ".".join(ast.unparse(node).split(".")[-2:]) in names
    ]


def test_the_clock_is_read_at_the_doors_only():
    asked = [
        f"{module}:{line}"
        for module, _, tree in our_python("portal")
        for line in read_outside(CLOCKS, tree)
        if not module.startswith(DOORS)
    ]
    assert asked == []


def test_the_environment_is_read_at_the_doors_only():
    asked = [
        f"{module}:{line}"
        for module, _, tree in our_python("portal")
        for line in read_outside(ENVIRONMENT, tree)
        if not module.startswith(DOORS)
    ]
    assert asked == []


def test_the_search_for_clocks_and_names_finds_them():
    tree = ast.parse("import os, datetime as dt\ndef handle_it(data):\n    return dt.datetime.now(), os.environ['A']\n")
    assert read_outside(CLOCKS, tree) == [3]
    assert read_outside(ENVIRONMENT, tree) == [3]
    assert [name for _, name in named(tree) if empty(name)] == ["handle_it", "data"]
