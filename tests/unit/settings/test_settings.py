"""Settings: every gap is named at once, nothing secret is shown, and local use makes its own keys."""

import re
from pathlib import Path

import pytest

from portal.sealing import BadKey, Keyring, new_key
from portal.settings import LOCAL_COUNCIL, NAMES, MissingSettings, Settings

ROOT = Path(__file__).parents[3]
REQUIRED = (
    "PORTAL_COUNCIL",
    "PORTAL_URL",
    "DATABASE_URL",
    "SECRET_KEY",
    "PORTAL_SEALING_KEYS",
    "PORTAL_CODE_KEY",
    "PORTAL_NAME_KEY",
    "NOTIFY_API_KEY",
    "NOTIFY_CALLBACK_TOKEN",
)
KEY = new_key()
NOTIFY_KEY = "tests-1c9d2a6e-0000-4000-8000-00000000beef-7be0f5c4-0000-4000-8000-0000cafe0000"


def whole(**more: str) -> dict[str, str]:
    return {
        "PORTAL_COUNCIL": "sample-shire",
        "PORTAL_URL": "https://talk.council.example",
        "DATABASE_URL": "sqlite:////var/lib/portal/portal.db",
        "SECRET_KEY": "s" * 32,
        "PORTAL_SEALING_KEYS": KEY,
        "PORTAL_CODE_KEY": "c" * 32,
        "PORTAL_NAME_KEY": "m" * 32,
        "NOTIFY_API_KEY": NOTIFY_KEY,
        "NOTIFY_CALLBACK_TOKEN": "n" * 32,
        **more,
    }


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in whole().items() if name not in names}


def test_a_whole_environment_is_read():
    settings = Settings.from_env(whole(UNRELATED="kept out"))
    assert (settings.local, settings.council, settings.url) == (False, "sample-shire", "https://talk.council.example")
    assert settings.database_url == "sqlite:////var/lib/portal/portal.db"
    assert settings.notify_url == "https://api.notifications.service.gov.uk"


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("gap", [None, "", "   "])
def test_each_gap_is_named(name: str, gap: str | None):
    env = without(name) if gap is None else whole(**{name: gap})
    with pytest.raises(MissingSettings, match=f"{name} is not set\\.") as refused:
        Settings.from_env(env)
    assert not any(f"{other} is" in str(refused.value) for other in REQUIRED if other != name)


def test_every_gap_is_named_at_once():
    with pytest.raises(MissingSettings) as refused:
        Settings.from_env({})
    assert re.findall(r"(\w+) is not set\.", str(refused.value)) == list(REQUIRED)


@pytest.mark.parametrize("local", ["", "0", "yes", "true"])
def test_only_1_is_local_use(local: str):
    with pytest.raises(MissingSettings):
        Settings.from_env({"PORTAL_LOCAL": local})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "s" * 31, "SECRET_KEY is shorter than 32 characters."),
        ("PORTAL_NAME_KEY", "m" * 31, "PORTAL_NAME_KEY is shorter than 32 characters."),
        ("PORTAL_CODE_KEY", "c" * 31, "PORTAL_CODE_KEY is shorter than 32 characters."),
        ("PORTAL_URL", "http://talk.council.example", "PORTAL_URL must begin with https://."),
        ("PORTAL_URL", "talk.council.example", "PORTAL_URL must begin with https://."),
        ("PORTAL_URL", "https://talk.council.example/path", "PORTAL_URL must be a scheme and a host"),
        ("PORTAL_URL", "https://talk.council.example?a=b", "PORTAL_URL must be a scheme and a host"),
        ("PORTAL_PROXIES", "many", "PORTAL_PROXIES must be a number from 0 to 9."),
        ("PORTAL_PROXIES", "-1", "PORTAL_PROXIES must be a number from 0 to 9."),
        ("NOTIFY_URL", "http://127.0.0.1:9/v2", "NOTIFY_URL must be a scheme and a host"),
        ("NOTIFY_API_KEY", "made-up-key", "NOTIFY_API_KEY is no key of GOV.UK Notify"),
        ("NOTIFY_API_KEY", "post-tray", "NOTIFY_API_KEY is no key of GOV.UK Notify"),
        ("NOTIFY_API_KEY", NOTIFY_KEY[:-1], "NOTIFY_API_KEY is no key of GOV.UK Notify"),
        ("NOTIFY_API_KEY", f"{NOTIFY_KEY} x", "NOTIFY_API_KEY is no key of GOV.UK Notify"),
        ("NOTIFY_API_KEY", f"Bearer {NOTIFY_KEY}", "NOTIFY_API_KEY is no key of GOV.UK Notify"),
        ("NOTIFY_CALLBACK_TOKEN", "n" * 31, "NOTIFY_CALLBACK_TOKEN is shorter than 32 characters."),
        ("NOTIFY_TIMEOUT_SECONDS", "20s", "NOTIFY_TIMEOUT_SECONDS must be a number of seconds"),
        ("NOTIFY_TIMEOUT_SECONDS", "-12", "NOTIFY_TIMEOUT_SECONDS must be a number of seconds"),
        ("PORTAL_LEASE_SECONDS", "0.0", "PORTAL_LEASE_SECONDS must be a number of seconds"),
        ("PORTAL_LEASE_SECONDS", "39.5", "PORTAL_LEASE_SECONDS must be more than twice NOTIFY_TIMEOUT_SECONDS"),
        ("PORTAL_FIRST_PAUSE_SECONDS", "1e3", "PORTAL_FIRST_PAUSE_SECONDS must be a number of seconds"),
        ("PORTAL_LONGEST_PAUSE_SECONDS", "86400", "PORTAL_LONGEST_PAUSE_SECONDS must be a number of seconds"),
        ("PORTAL_LONGEST_PAUSE_SECONDS", "4.25", "must not be less than PORTAL_FIRST_PAUSE_SECONDS"),
        ("PORTAL_OUTBOX_LIMIT_MINUTES", "-5", "PORTAL_OUTBOX_LIMIT_MINUTES must be a number of minutes"),
        ("PORTAL_OUTBOX_LIMIT_MINUTES", "20000", "PORTAL_OUTBOX_LIMIT_MINUTES must be a number of minutes"),
        ("PORTAL_OUTBOX_LIMIT_MINUTES", "half an hour", "PORTAL_OUTBOX_LIMIT_MINUTES must be a number of minutes"),
        ("PORTAL_METRICS_PORT", "80", "PORTAL_METRICS_PORT must be a port from 1024"),
        ("PORTAL_METRICS_PORT", "99999", "PORTAL_METRICS_PORT must be a port from 1024"),
        ("PORTAL_METRICS_PORT", "0.0.0.0:9464", "PORTAL_METRICS_PORT must be a port from 1024"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(name: str, value: str, sentence: str):
    with pytest.raises(MissingSettings, match=re.escape(sentence)) as refused:
        Settings.from_env(whole(**{name: value}))
    assert value not in str(refused.value)


def test_a_bad_sealing_key_is_found_at_start():
    with pytest.raises(BadKey):
        Settings.from_env(whole(PORTAL_SEALING_KEYS=f"{KEY},short"))


def test_several_sealing_keys_stand_with_commas_the_first_seals():
    newer = new_key()
    ring = Settings.from_env(whole(PORTAL_SEALING_KEYS=f" {newer} , {KEY},")).keyring
    older = Settings.from_env(whole()).keyring
    assert ring.open(older.seal("words", "a.b"), "a.b") == "words"
    assert Keyring.of([newer]).open(ring.seal("words", "a.b"), "a.b") == "words"


def test_a_slash_at_the_end_of_the_address_is_no_second_slash_in_links():
    assert Settings.from_env(whole(PORTAL_URL="https://talk.council.example/")).url == "https://talk.council.example"


def test_nothing_secret_is_shown():
    env = whole(DATABASE_URL="postgresql://portal:password-in-here@db.example/portal")
    shown = repr(Settings.from_env(env))
    for secret in ("password-in-here", KEY, "s" * 32, "c" * 32, "n" * 32, NOTIFY_KEY):
        assert secret not in shown


# ------------------------------------------------------------- local use


def local(tmp_path: Path, **more: str) -> Settings:
    return Settings.from_env({"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(tmp_path / "instance"), **more})


def test_local_use_needs_nothing_else(tmp_path: Path):
    settings = local(tmp_path)
    assert settings.local
    assert settings.council == LOCAL_COUNCIL
    assert settings.database_url == f"sqlite:///{tmp_path / 'instance' / 'portal.db'}"
    assert settings.notify_api_key == "post-tray"
    assert settings.url == "http://127.0.0.1:8000"


def test_local_keys_are_made_once(tmp_path: Path):
    first, second = local(tmp_path), local(tmp_path)
    assert second == first
    assert second.keyring.open(first.keyring.seal("words", "a.b"), "a.b") == "words"
    assert len(first.secret_key) >= 32
    assert len({first.secret_key, first.code_key, *first.sealing_keys}) == 3


def test_only_their_owner_can_read_the_local_keys(tmp_path: Path):
    local(tmp_path)
    instance = tmp_path / "instance"
    assert [path.name for path in instance.iterdir()] == ["keys.env"]
    assert (instance / "keys.env").stat().st_mode & 0o777 == 0o600
    assert instance.stat().st_mode & 0o777 == 0o700


def test_two_installations_have_keys_of_their_own(tmp_path: Path):
    assert local(tmp_path / "one").secret_key != local(tmp_path / "two").secret_key


def test_what_is_given_goes_before_what_local_use_would_make(tmp_path: Path):
    given = {
        "PORTAL_COUNCIL": "sample-shire",
        "PORTAL_URL": "http://127.0.0.1:9000",
        "SECRET_KEY": "t" * 32,
        "NOTIFY_API_KEY": NOTIFY_KEY,
        "NOTIFY_URL": "http://localhost:9001",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'instance' / 'another.db'}",
    }
    settings = local(tmp_path, **given)
    assert (settings.council, settings.url) == ("sample-shire", "http://127.0.0.1:9000")
    assert (settings.secret_key, settings.notify_api_key) == ("t" * 32, NOTIFY_KEY)
    assert (settings.notify_url, settings.database_url) == (given["NOTIFY_URL"], given["DATABASE_URL"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "sqlite:////var/lib/portal/portal.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgresql://portal@db.example/portal"),
        ("DATABASE_URL", "postgresql://portal@127.0.0.1/portal?host=db.example"),
        ("DATABASE_URL", "postgresql://localhost:pass/word@db.example/portal"),
        ("DATABASE_URL", "postgresql://portal@[127.0.0.1/portal"),
        ("NOTIFY_API_KEY", "a real key"),
        ("PORTAL_URL", "https://talk.council.example"),
        ("PORTAL_PROXIES", "1"),
    ],
)
def test_local_use_reaches_nothing_real(tmp_path: Path, name: str, value: str):
    with pytest.raises(MissingSettings, match=f"In local use .*{name}.*PORTAL_LOCAL is 1"):
        local(tmp_path, **{name: value})
    assert not (tmp_path / "instance").exists()  # refused before any key is made


def test_local_use_may_have_a_database_server_on_this_machine(tmp_path: Path):
    here = "postgresql://portal:a-password@localhost:5432/portal"
    assert local(tmp_path, DATABASE_URL=here).database_url == here


@pytest.mark.parametrize(("given", "proxies"), [("", 0), ("0", 0), ("2", 2)])
def test_how_many_proxies_stand_in_front(given: str, proxies: int):
    assert Settings.from_env(whole(PORTAL_PROXIES=given)).proxies == proxies


def test_patience_has_defaults_and_can_be_set():
    usual = Settings.from_env(whole())
    assert (usual.notify_timeout_seconds, usual.lease_seconds) == (20, 60)
    assert (usual.first_pause_seconds, usual.longest_pause_seconds) == (5, 900)
    quick = Settings.from_env(whole(NOTIFY_TIMEOUT_SECONDS="0.2", PORTAL_LEASE_SECONDS="0.5"))
    assert (quick.notify_timeout_seconds, quick.lease_seconds) == (0.2, 0.5)


def test_nothing_is_counted_unless_a_port_is_set_and_the_outbox_has_its_limit():
    usual = Settings.from_env(whole())
    assert (usual.metrics_port, usual.outbox_limit_minutes) == (None, 30)
    watched = Settings.from_env(whole(PORTAL_METRICS_PORT="9464", PORTAL_OUTBOX_LIMIT_MINUTES="90"))
    assert (watched.metrics_port, watched.outbox_limit_minutes) == (9464, 90)


def test_local_use_may_do_without_callbacks(tmp_path: Path):
    assert local(tmp_path).notify_callback_token == ""
    assert local(tmp_path, NOTIFY_CALLBACK_TOKEN="n" * 32).notify_callback_token == "n" * 32


# ------------------------------------------------------------- .env.example

EXAMPLE = ROOT / ".env.example"


def test_the_example_names_every_setting_and_no_other():
    assert re.findall(r"^(?:# )?([A-Z][A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE) == list(NAMES)


def test_the_example_holds_no_key_and_says_what_each_setting_is():
    lines = EXAMPLE.read_text().splitlines()
    for at, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert line.endswith("=")
            assert lines[at - 1].startswith("# ")


def test_the_example_as_it_stands_starts_nothing():
    env = dict(line.split("=", 1) for line in EXAMPLE.read_text().splitlines() if "=" in line and line[0] != "#")
    with pytest.raises(MissingSettings):
        Settings.from_env(env)
