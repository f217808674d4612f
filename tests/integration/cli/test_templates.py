"""`portal templates` prints what has to stand in the account, so that pasting it leaves no difference."""

import pytest

from portal.council import MessageKind
from portal.outbox.account import InAccount, differences
from portal.outbox.messages import TEMPLATES
from tests.integration.cli.conftest import Portal


@pytest.mark.parametrize("kind", MessageKind)
def test_what_it_prints_pasted_leaves_no_difference(portal: Portal, kind: MessageKind):
    result = portal("templates", kind.value)
    assert (result.exit_code, result.stderr) == (0, "")
    title, _, rest = result.stdout.partition("\n")
    assert title.startswith(f"=== {kind} (")
    type_ = title.partition("(")[2].partition(")")[0]
    head, _, body = rest.partition("--- text\n")
    subject = head.removeprefix("--- subject\n") if head else None
    assert list(differences(kind, InAccount(type_, subject, body))) == []


def test_without_a_kind_it_prints_them_all(portal: Portal):
    printed = portal("templates").stdout
    assert [line.split()[1] for line in printed.splitlines() if line.startswith("===")] == list(MessageKind)
    assert all(template.body in printed for template in TEMPLATES.values())


def test_it_needs_no_setting_and_knows_no_other_kind(portal: Portal):
    result = portal("templates", "poem")
    assert result.exit_code == 2
    assert "receipt-email" in result.stderr
