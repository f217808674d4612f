"""The locks: what is asked for is what is pinned, every file by its hash, and none says where it came from."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock", "requirements-bench.lock")
OF_NODE = (".", "tests/bench/lighthouse")
PIN = re.compile(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)")


@cache
def pinned(lock: str) -> dict[str, tuple[str, str]]:
    """Package -> version and its whole entry; an entry's further lines are indented."""
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    return {canonicalize_name(pin[1]): (pin[2], entry) for entry in entries if (pin := PIN.match(entry))}


@cache
def asked() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    runtime = project["project"]["dependencies"]
    return {LOCKS[0]: runtime, LOCKS[1]: runtime + groups["dev"], LOCKS[2]: groups["node"], LOCKS[3]: groups["bench"]}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_asked_for_is_pinned_to_a_version_that_fits(lock: str):
    pins = pinned(lock)
    for line in asked()[lock]:
        wanted = Requirement(line)
        assert canonicalize_name(wanted.name) in pins, f"{wanted.name}: run `make locks`"
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)][0]), f"{wanted.name}: run `make locks`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_hashes(lock: str):
    assert pinned(lock)
    assert [name for name, (_, entry) in pinned(lock).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_says_where_a_package_came_from(lock: str):
    text = (ROOT / lock).read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ ", text)


def test_development_runs_on_the_versions_of_production():
    development = {name: version for name, (version, _) in pinned(LOCKS[1]).items()}
    production = {name: version for name, (version, _) in pinned(LOCKS[0]).items()}
    assert production.items() <= development.items()


def packages_of_node(folder: Path) -> dict[str, dict[str, Any]]:
    """Where each package of this lock goes -> what is pinned of it."""
    packages: dict[str, dict[str, Any]] = json.loads((folder / "package-lock.json").read_text())["packages"]
    packages.pop("")
    return packages


@pytest.mark.parametrize("folder", OF_NODE, ids=str)
def test_a_lock_of_node_has_integrity_and_no_addresses(folder: str):
    packages = packages_of_node(ROOT / folder)
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []


@pytest.mark.parametrize("folder", OF_NODE, ids=str)
def test_what_is_asked_of_node_is_one_version_and_that_is_pinned(folder: str):
    project = json.loads((ROOT / folder / "package.json").read_text())
    asked_for = project.get("dependencies", {}) | project.get("devDependencies", {})
    pins = packages_of_node(ROOT / folder)
    assert asked_for == {name: pins[f"node_modules/{name}"]["version"] for name in asked_for}


@pytest.mark.parametrize("folder", OF_NODE, ids=str)
def test_no_package_of_node_is_whichever_is_newest_on_the_day(folder: str):
    """With one such in it, a lock without addresses cannot be installed from once somebody publishes another."""
    held = json.loads((ROOT / folder / "package.json").read_text()).get("overrides", {})
    loose = {
        (name.rpartition("node_modules/")[2], wanted)
        for name, entry in packages_of_node(ROOT / folder).items()
        for wanted, version in entry.get("dependencies", {}).items()
        if version == "latest"
    }
    assert {(name, wanted) for name, wanted in loose if wanted not in held.get(name, {})} == set()


def test_node_brings_every_package_by_the_same_rules():
    assert len({(ROOT / folder / ".npmrc").read_text() for folder in OF_NODE}) == 1
    assert len({json.loads((ROOT / folder / "package.json").read_text())["engines"]["node"] for folder in OF_NODE}) == 1


def test_the_govuk_parts_and_their_macros_are_the_pair_that_was_compared():
    frontend = json.loads((ROOT / "package.json").read_text())["dependencies"]["govuk-frontend"]
    assert (frontend, pinned(LOCKS[0])["govuk-frontend-jinja"][0]) == ("6.3.0", "4.1.0")
