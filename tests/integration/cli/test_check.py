"""`portal check` as somebody types it: ready, or every reason why not."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.council import MessageKind, load
from portal.sealing import new_key
from tests.factories import HERE
from tests.integration.cli.conftest import Portal
from tests.notify_stand_in import API_KEY, SECRET, SERVICE_ID, Fault, NotifyStandIn

SAMPLE = str(HERE / "councils" / "sample-shire.toml")
COUNCIL = load(SAMPLE)


@pytest.fixture
def account() -> Iterator[NotifyStandIn]:
    """The council's account at GOV.UK Notify, with every template as it should be."""
    with NotifyStandIn(COUNCIL.notify) as account:
        yield account


@pytest.fixture
def real(tmp_path: Path, account: NotifyStandIn) -> dict[str, str]:
    """The environment of real use, whole, for a council whose file is whole. Its database is still to be made."""
    return {
        "PORTAL_COUNCIL": SAMPLE,
        "PORTAL_URL": "https://talk.council.example",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.db'}",
        "SECRET_KEY": "s" * 32,
        "PORTAL_SEALING_KEYS": new_key(),
        "PORTAL_CODE_KEY": "c" * 32,
        "PORTAL_NAME_KEY": "m" * 32,
        "NOTIFY_API_KEY": API_KEY,
        "NOTIFY_CALLBACK_TOKEN": "n" * 32,
        "NOTIFY_URL": account.url,
    }


def test_a_whole_installation_is_ready(portal: Portal, real: dict[str, str]):
    assert portal("migrate", **real).exit_code == 0
    result = portal("check", **real)
    ready = "Settings, council file, database and the templates in GOV.UK Notify are ready.\n"
    assert (result.exit_code, result.stdout) == (0, ready)


def test_a_database_that_was_not_migrated_is_refused(portal: Portal, real: dict[str, str]):
    result = portal("check", **real)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "portal migrate" in result.stderr


@pytest.mark.parametrize("gap", ["SECRET_KEY", "NOTIFY_API_KEY", "PORTAL_URL", "PORTAL_COUNCIL"])
def test_a_gap_in_the_settings_is_refused(portal: Portal, real: dict[str, str], gap: str):
    result = portal("check", **real | {gap: ""})
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{gap} is not set." in result.stderr


def test_an_unconfirmed_council_is_refused_with_everything_to_confirm(portal: Portal, real: dict[str, str]):
    for result in (
        portal("check", **real | {"PORTAL_COUNCIL": "windsor-and-maidenhead"}),
        portal("check", "--council", "windsor-and-maidenhead"),
    ):
        assert (result.exit_code, result.stdout) == (2, "")
        for key in ("teams.mash.inbox", "safety.fallback_reader", "notify.templates.alert", "retention"):
            assert f"{key}: has not been confirmed by the council" in result.stderr


def test_a_council_file_is_checked_by_itself(portal: Portal):
    result = portal("check", "--council", SAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_broken_council_file_is_refused_with_its_faults(portal: Portal, tmp_path: Path):
    whole = Path(SAMPLE).read_text()
    (tmp_path / "broken.toml").write_text(whole.replace('complaints = "listening"', 'complaints = "gone"'))
    result = portal("check", "--council", "broken.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "roles.complaints" in result.stderr
    assert "gone" in result.stderr


@pytest.mark.parametrize(
    "address", ["portal.db", "sqlite:////no/such/folder/portal.db", "nosuch://user:password-in-here@host/db"]
)
@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_database_that_cannot_be_reached_is_a_sentence(
    portal: Portal, real: dict[str, str], address: str, command: str
):
    result = portal(command, **real | {"DATABASE_URL": address})
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert "password-in-here" not in result.stderr


# --- the templates in the account


@pytest.fixture
def migrated(portal: Portal, real: dict[str, str]) -> dict[str, str]:
    assert portal("migrate", **real).exit_code == 0
    return real


def refused(portal: Portal, env: dict[str, str]) -> list[str]:
    result = portal("check", **env)
    assert (result.exit_code, result.stdout) == (2, "")
    return [line for line in result.stderr.splitlines() if line]


def test_every_difference_in_the_account_is_named_with_its_cure(
    portal: Portal, migrated: dict[str, str], account: NotifyStandIn
):
    ids = {kind: COUNCIL.notify.template_id(kind) for kind in MessageKind}
    account.account.edit(ids[MessageKind.RECEIPT_EMAIL], body="Dear ((name)),\n")
    account.account.edit(ids[MessageKind.TEAM_NOTICE], subject="A case: ((reference))")
    account.account.edit(ids[MessageKind.ALERT], type="letter")
    del account.account.made[ids[MessageKind.RECEIPT_TEXT]]
    title, *faults = refused(portal, migrated)
    assert title == "The templates in GOV.UK Notify are not ready."
    assert [(fault.split(":")[0], word in fault) for fault, word in zip(faults, (
        "asks for ((name))", "leaves out", "Paste what `portal templates receipt-email` prints",
        "no template", "subject differs", "must be email",
    ), strict=True)] == [
        ("receipt-email", True), ("receipt-email", True), ("receipt-email", True),
        ("receipt-text", True), ("team-notice", True), ("alert", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"NOTIFY_API_KEY": f"tests-{SERVICE_ID}-{uuid.uuid4()}"}, "Notify does not know NOTIFY_API_KEY"),
        ({"NOTIFY_API_KEY": f"tests-{uuid.uuid4()}-{SECRET}"}, "Notify does not know NOTIFY_API_KEY"),
        ({"NOTIFY_URL": "http://127.0.0.1:9"}, "cannot be reached"),
    ],
    ids=["another secret", "another service", "nobody there"],
)
def test_who_cannot_be_asked_is_a_sentence(
    portal: Portal, migrated: dict[str, str], changed: dict[str, str], said: str
):
    _, sentence = refused(portal, migrated | changed)
    assert said in sentence
    assert not any(value in sentence for value in changed.values())


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault.PROXY_PAGE, "cannot be reached, or cannot answer: 502"),
        (Fault.PAGE_INSTEAD, "cannot be reached, or cannot answer"),
        (Fault.PROXY_REFUSES, "does not let us in: 403"),
        (Fault.UNAVAILABLE, "cannot be reached, or cannot answer: 503"),
    ],
)
def test_who_answers_in_its_place_is_not_taken_for_notify(
    portal: Portal, migrated: dict[str, str], account: NotifyStandIn, fault: Fault, said: str
):
    account.faults.append(fault)
    _, sentence = refused(portal, migrated)
    assert said in sentence


def test_a_clock_that_is_off_is_named(portal: Portal, migrated: dict[str, str], account: NotifyStandIn):
    account.clock_ahead = 60
    _, sentence = refused(portal, migrated)
    assert "the clock of this machine is more than 30 seconds off" in sentence


def test_a_malformed_key_is_found_before_anybody_is_asked(
    portal: Portal, migrated: dict[str, str], account: NotifyStandIn
):
    (sentence,) = refused(portal, migrated | {"NOTIFY_API_KEY": "made-up-key"})
    assert "NOTIFY_API_KEY is no key of GOV.UK Notify" in sentence
    assert "made-up-key" not in sentence


def test_local_use_compares_nothing(portal: Portal, local: dict[str, str]):
    local |= {"PORTAL_COUNCIL": SAMPLE}
    portal("migrate", **local)
    result = portal("check", **local)
    assert result.exit_code == 0
    assert "none was compared" in result.stdout
