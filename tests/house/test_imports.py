"""Who may import whom: the contracts of pyproject.toml hold, and each of them notices the fault it is there for."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import ROOT

LINT = Path(sys.executable).parent / "lint-imports"
CONTRACTS = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

# contract, the new module, what it imports: one planted fault each
PLANTED = [
    ("downwards", "vocabulary", "portal.settings"),
    ("downwards", "routing", "portal.clocks"),
    ("downwards", "cases", "portal.cli"),
    ("downwards", "cli", "portal.web"),
    ("flask", "cases", "flask"),
    ("flask", "cli", "werkzeug.exceptions"),
    ("flask", "outbox", "flask_babel"),
    ("flask", "reports", "jinja2"),  # what draws reports may, and no figure
    ("click", "web", "click"),
    ("click", "clocks", "click"),
    ("tables", "web", "sqlalchemy.orm"),
    ("tables", "web", "portal.outbox.models"),
    ("pure", "script", "sqlalchemy"),
    ("pure", "conversation", "time"),
    ("pure", "council", "requests"),
    ("conversation", "cases", "portal.conversation.journey"),
    ("conversation", "cli", "portal.conversation"),
    ("script", "drafts", "portal.script"),
    ("notify", "web", "portal.outbox.notify"),
    ("notify-client", "cli", "notifications_python_client"),
    ("single-sign-on", "web", "authlib"),
    ("single-sign-on", "staff", "joserfc.jwt"),
    ("proofs", "web", "argon2"),
    ("proofs", "cli", "pyotp"),
    ("prometheus", "web", "prometheus_client"),
    ("prometheus", "cli", "prometheus_client.registry"),
    ("metrics", "web", "portal.metrics"),
    ("doors", "web/public", "portal.web.staff.access"),
    ("doors", "web/staff", "portal.web.public.visit"),
    ("rings", "routing", "portal.routing.planted_back"),
]


def contracts_run(folder: Path) -> str:
    """What lint-imports says of the portal in this folder, in wide lines and without colours."""
    wide = os.environ | {"COLUMNS": "400", "NO_COLOR": "1"}
    said = subprocess.run(
        [LINT, "--no-logo", "--no-cache"], cwd=folder, env=wide, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in said.stdout, said.stdout + said.stderr
    return said.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(ROOT / "portal", folder / "portal", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture(scope="module")
def findings(copied: Path) -> dict[str, str]:
    """Every fault planted at once; under each broken contract's sentence, the imports it complains of."""
    for number, (_, room, imported) in enumerate(PLANTED):
        (copied / "portal" / room / f"planted_{number}.py").write_text(f"import {imported}\n")
    ring = next(number for number, (contract, _, _) in enumerate(PLANTED) if contract == "rings")
    (copied / "portal" / "routing" / "planted_back.py").write_text(f"import portal.routing.planted_{ring}\n")
    complaints = contracts_run(copied).split("Broken contracts", 1)[1]
    sections = re.split(r"^(.+)\n-{3,}\n", complaints, flags=re.MULTILINE)
    return dict(zip(sections[1::2], sections[2::2], strict=True))


def test_the_contracts_hold():
    assert "0 broken" in contracts_run(ROOT)


@pytest.mark.parametrize(
    ("number", "contract"), [(number, planted[0]) for number, planted in enumerate(PLANTED)], ids=lambda part: str(part)
)
def test_a_planted_import_breaks_the_contract_meant_for_it(number: int, contract: str, findings: dict[str, str]):
    assert f"planted_{number}" in findings.get(CONTRACTS[contract], "")


def test_a_room_without_a_floor_is_noticed(copied: Path):
    attic = copied / "portal" / "attic.py"
    attic.write_text("")
    try:
        said = contracts_run(copied)
    finally:
        attic.unlink()
    assert "attic" in said.split("Broken contracts", 1)[1]


def test_every_contract_has_a_planted_fault():
    assert {contract for contract, _, _ in PLANTED} == set(CONTRACTS)
