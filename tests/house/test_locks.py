"""The locks: what is asked for is what is pinned, every file by its hash, and none says where it came from."""

import json
import re
import tomllib
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock", "requirements-bench.lock")
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


def test_the_lock_of_the_asset_build_has_integrity_and_no_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    packages.pop("")
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry or "integrity" not in entry] == []


def test_the_govuk_parts_and_their_macros_are_the_pair_that_was_compared():
    frontend = json.loads((ROOT / "package.json").read_text())["dependencies"]["govuk-frontend"]
    assert (frontend, pinned(LOCKS[0])["govuk-frontend-jinja"][0]) == ("6.3.0", "4.1.0")
