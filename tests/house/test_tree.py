"""What is committed stands anywhere: no path of one machine, no registry's address; and what is shipped is there."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT, our_text

# Put together here, so that this file does not find itself.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry." + "npmjs", "deb." + "debian.org", "yarnpkg" + ".com")
MACHINE = re.compile(r"(?<![\w.<>:*-])/(?:home|root|work|Users|opt)/[\w.]")


def test_no_file_names_a_path_of_somebodys_machine():
    assert [name for name, text in our_text() if MACHINE.search(text)] == []


def test_no_file_names_the_host_of_a_registry():
    assert [name for name, text in our_text() if any(host in text for host in HOSTS)] == []


@pytest.mark.parametrize("path", ["ran in /" + "home/sam/portal", 'open("/' + 'root/.ssh")', "cd /" + "work/main"])
def test_a_path_of_a_machine_is_noticed(path: str):
    assert MACHINE.search(path)


def test_nothing_made_by_a_build_or_a_run_is_committed():
    made = re.compile(r"^(static/build|node_modules|instance|\.venv)/|\.(db|pyc|mo)$|(^|/)\.env$")
    assert [name for name, _ in our_text() if made.search(name)] == []


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_the_readme_gives_the_two_commands():
    readme = (ROOT / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme


def test_every_make_command_of_the_documents_is_in_the_makefile():
    asked = {
        word
        for name, text in our_text()
        if name.endswith(".md")
        for word in re.findall(r"(?:`|^\s*(?:\$ )?)(?:[A-Z]+=\S+ )*make ([a-z]+)", text, re.MULTILINE)
    }
    assert asked - targets() == set()


def test_every_task_tells_what_it_is_for():
    told = set(re.findall(r"^([a-z]+):.*## \S", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert targets() == told


def test_every_portal_command_of_the_makefile_exists():
    asked = set(re.findall(r"\)/portal ([a-z-]+)", (ROOT / "Makefile").read_text()))
    assert asked
    assert {word for word in asked if not (ROOT / "portal" / "cli" / f"{word.replace('-', '_')}.py").is_file()} == set()


def test_the_changelog_and_the_decisions_are_shipped():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert version in changelog or "Unreleased" in changelog
    assert len(list((ROOT / "portal" / "decisions").glob("*.md"))) >= 7
