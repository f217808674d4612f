"""Rooms stay small enough to be read whole: a full room splits by concept."""

import ast

from tests.house.tree import ROOT, our_python

PLACES = ("portal", "tests", "migrations", "wsgi.py")
MODULE, FUNCTION = 300, 40


def test_no_module_is_longer_than_a_reader_can_hold():
    long = {name: len(text.splitlines()) for name, text, _ in our_python(*PLACES)}
    assert {name: lines for name, lines in long.items() if lines > MODULE} == {}


def test_no_function_is_longer_than_a_screen():
    long = {
        f"{name}:{node.lineno} {node.name}": lines
        for name, _, tree in our_python(*PLACES)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    }
    assert long == {}


def test_every_module_of_the_portal_opens_by_saying_what_it_is_for():
    silent = [name for name, text, tree in our_python("portal") if text.strip() and not ast.get_docstring(tree)]
    assert silent == []


def test_the_portal_package_itself_is_empty_so_that_a_pure_room_loads_nothing_else():
    assert (ROOT / "portal" / "__init__.py").read_text() == ""
