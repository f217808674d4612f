"""What differs from one installation to the next: secrets, addresses of services, which council. Frozen once read.

A default is allowed only where it is right for production and fit to be public; local use makes its own keys.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from portal import local_keys
from portal.sealing import Keyring
from portal.vocabulary import Refusal

_UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NOTIFY_KEY = re.compile(rf"(\S+-)?{_UUID}-{_UUID}", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?")
LOCAL_COUNCIL = "windsor-and-maidenhead"
POST_TRAY = "post-tray"  # what stands for a Notify key in local use
LOOPBACK = ("127.0.0.1", "localhost")
NAMES = (
    "PORTAL_LOCAL",
    "PORTAL_INSTANCE",
    "PORTAL_COUNCIL",
    "PORTAL_URL",
    "PORTAL_PROXIES",
    "DATABASE_URL",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "PORTAL_SEALING_KEYS",
    "PORTAL_CODE_KEY",
    "PORTAL_CODE_KEY_FALLBACKS",
    "PORTAL_NAME_KEY",
    "PORTAL_OIDC_SECRET",
    "NOTIFY_API_KEY",
    "NOTIFY_CALLBACK_TOKEN",
    "NOTIFY_URL",
    "NOTIFY_TIMEOUT_SECONDS",
    "PORTAL_LEASE_SECONDS",
    "PORTAL_FIRST_PAUSE_SECONDS",
    "PORTAL_LONGEST_PAUSE_SECONDS",
    "PORTAL_OUTBOX_LIMIT_MINUTES",
    "PORTAL_METRICS_PORT",
)
# How patient delivery is, in seconds.
_SECONDS = {
    "NOTIFY_TIMEOUT_SECONDS": "20",
    "PORTAL_LEASE_SECONDS": "60",
    "PORTAL_FIRST_PAUSE_SECONDS": "5",
    "PORTAL_LONGEST_PAUSE_SECONDS": "900",
}
_LONGEST_SECONDS = 3600
_OUTBOX_LIMIT_MINUTES = 30  # twice the longest pause: a message that failed a few times is no alarm
_WATCHED = {"PORTAL_OUTBOX_LIMIT_MINUTES", "PORTAL_METRICS_PORT"}
_FALLBACKS = ("SECRET_KEY_FALLBACKS", "PORTAL_CODE_KEY_FALLBACKS")
_UNUSED_BY_MANY = {"PORTAL_PROXIES", "PORTAL_OIDC_SECRET", "NOTIFY_URL"}
_OPTIONAL = {"PORTAL_LOCAL", "PORTAL_INSTANCE", *_UNUSED_BY_MANY, *_SECONDS, *_WATCHED, *_FALLBACKS}


class MissingSettings(Refusal):
    """The portal will not start on a gap: every missing or wrong setting, a sentence each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. `local`: on somebody's own machine, with a post tray in place of Notify.

    `proxies`: how many servers in front of ours each add to X-Forwarded-For where a request came from.
    `lease_seconds`: for how long a message is one deliverer's; `notify_timeout_seconds`: how long one call to Notify
    may take; the pauses: after a first failure, and at most.
    `outbox_limit_minutes`: how old a message that waits may grow before `/readyz` says no. `metrics_port`: where this
    machine's monitor reads counts; None where there is none.
    """

    local: bool
    council: str
    url: str
    database_url: str = field(repr=False)  # a password may be in it
    secret_key: str = field(repr=False)
    sealing_keys: tuple[str, ...] = field(repr=False)
    code_key: str = field(repr=False)
    name_key: str = field(repr=False)
    notify_api_key: str = field(repr=False)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    code_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    oidc_secret: str = field(default="", repr=False)  # empty where the provider asks for none, or there is none
    notify_callback_token: str = field(default="", repr=False)  # empty, in local use only: no callback is taken
    notify_url: str = "https://api.notifications.service.gov.uk"
    proxies: int = 0
    notify_timeout_seconds: float = 20.0
    lease_seconds: float = 60.0
    first_pause_seconds: float = 5.0
    longest_pause_seconds: float = 900.0
    outbox_limit_minutes: int = _OUTBOX_LIMIT_MINUTES
    metrics_port: int | None = None

    @property
    def host(self) -> str:
        """The name people know this portal by, without scheme and port."""
        return urlsplit(self.url).hostname or ""

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The key that signs, then those whose signatures still count."""
        return (self.secret_key, *self.secret_key_fallbacks)

    @property
    def code_keys(self) -> tuple[str, ...]:
        """The key that makes codes, then those whose codes still open."""
        return (self.code_key, *self.code_key_fallbacks)

    @property
    def keyring(self) -> Keyring:
        """The keys that seal and open. Raises sealing.BadKey."""
        return Keyring.of(self.sealing_keys)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Settings from environment variables. Raises MissingSettings with every gap."""
        given = {name: env.get(name, "").strip() for name in NAMES}
        if given["PORTAL_LOCAL"] == "1":
            return cls._local(given)
        return cls._checked(given, local=False)

    @classmethod
    def _local(cls, given: dict[str, str]) -> "Settings":
        instance = local_keys.folder(given["PORTAL_INSTANCE"])
        _refuse(_faults_of_local_use(given, instance))
        given["NOTIFY_API_KEY"] = given["NOTIFY_API_KEY"] or POST_TRAY
        defaults = {
            "PORTAL_COUNCIL": LOCAL_COUNCIL,
            "PORTAL_URL": "http://127.0.0.1:8000",
            "DATABASE_URL": f"sqlite:///{instance / 'portal.db'}",
            **local_keys.keys_in(instance),
        }
        return cls._checked({name: given.get(name) or defaults.get(name, "") for name in NAMES}, local=True)

    @classmethod
    def _checked(cls, given: Mapping[str, str], *, local: bool) -> "Settings":
        seconds = {name: given[name] or default for name, default in _SECONDS.items()}
        _refuse([*_gaps(given, local=local), *_faults_of_patience(seconds)])
        settings = cls(
            local=local,
            council=given["PORTAL_COUNCIL"],
            url=given["PORTAL_URL"].rstrip("/"),
            database_url=given["DATABASE_URL"],
            secret_key=given["SECRET_KEY"],
            sealing_keys=_several(given["PORTAL_SEALING_KEYS"]),
            code_key=given["PORTAL_CODE_KEY"],
            name_key=given["PORTAL_NAME_KEY"],
            oidc_secret=given["PORTAL_OIDC_SECRET"],
            secret_key_fallbacks=_several(given["SECRET_KEY_FALLBACKS"]),
            code_key_fallbacks=_several(given["PORTAL_CODE_KEY_FALLBACKS"]),
            notify_api_key=given["NOTIFY_API_KEY"],
            notify_url=given["NOTIFY_URL"] or "https://api.notifications.service.gov.uk",
            notify_callback_token=given["NOTIFY_CALLBACK_TOKEN"],
            proxies=int(given["PORTAL_PROXIES"] or 0),
            notify_timeout_seconds=float(seconds["NOTIFY_TIMEOUT_SECONDS"]),
            lease_seconds=float(seconds["PORTAL_LEASE_SECONDS"]),
            first_pause_seconds=float(seconds["PORTAL_FIRST_PAUSE_SECONDS"]),
            longest_pause_seconds=float(seconds["PORTAL_LONGEST_PAUSE_SECONDS"]),
            outbox_limit_minutes=int(given["PORTAL_OUTBOX_LIMIT_MINUTES"] or _OUTBOX_LIMIT_MINUTES),
            metrics_port=int(given["PORTAL_METRICS_PORT"]) if given["PORTAL_METRICS_PORT"] else None,
        )
        _ = settings.keyring  # a bad key is found at start, not at the first answer
        return settings


def _several(given: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in given.split(",") if key.strip())


def _gaps(given: Mapping[str, str], *, local: bool) -> list[str]:
    """What is missing and what cannot be right, a sentence each, none of which repeats a value."""
    optional = {*_OPTIONAL, "NOTIFY_CALLBACK_TOKEN"} if local else _OPTIONAL
    gaps = [f"{name} is not set." for name in NAMES if name not in optional and not given[name]]
    for name in ("SECRET_KEY", "PORTAL_CODE_KEY", "PORTAL_NAME_KEY", "NOTIFY_CALLBACK_TOKEN"):
        if given[name] and len(given[name]) < 32:
            gaps.append(f"{name} is shorter than 32 characters.")
    for name in _FALLBACKS:
        if any(len(key) < 32 for key in _several(given[name])):
            gaps.append(f"{name} holds a key that is shorter than 32 characters.")
    if given["PORTAL_URL"] and not local and not given["PORTAL_URL"].startswith("https://"):
        gaps.append("PORTAL_URL must begin with https://.")
    if given["PORTAL_URL"] and not _ORIGIN.fullmatch(given["PORTAL_URL"].rstrip("/")):
        gaps.append("PORTAL_URL must be a scheme and a host, such as https://tell-us.example, and no more.")
    no_key = given["NOTIFY_API_KEY"] in ({"", POST_TRAY} if local else {""})
    if not no_key and not _NOTIFY_KEY.fullmatch(given["NOTIFY_API_KEY"]):
        gaps.append("NOTIFY_API_KEY is no key of GOV.UK Notify: a name, the service's id and a secret, with hyphens.")
    if given["NOTIFY_URL"] and not _ORIGIN.fullmatch(given["NOTIFY_URL"].rstrip("/")):
        gaps.append("NOTIFY_URL must be a scheme and a host, and nothing after it.")
    if given["PORTAL_PROXIES"] and not re.fullmatch(r"[0-9]", given["PORTAL_PROXIES"]):
        gaps.append("PORTAL_PROXIES must be a number from 0 to 9.")
    if not _is_number(given["PORTAL_OUTBOX_LIMIT_MINUTES"] or "1", 1, 10_080):
        gaps.append("PORTAL_OUTBOX_LIMIT_MINUTES must be a number of minutes from 1 to 10080, which is a week.")
    if not _is_number(given["PORTAL_METRICS_PORT"] or "1024", 1024, 65_535):
        gaps.append("PORTAL_METRICS_PORT must be a port from 1024 to 65535, or nothing.")
    return gaps


def _is_number(given: str, least: int, most: int) -> bool:
    return bool(re.fullmatch(r"[0-9]{1,5}", given)) and least <= int(given) <= most


def _faults_of_patience(seconds: Mapping[str, str]) -> list[str]:
    """Leases and pauses that cannot work: a message whose lease ends while it is being sent would be sent twice."""
    faults = [
        f"{name} must be a number of seconds, above 0 and at most {_LONGEST_SECONDS}."
        for name, given in seconds.items()
        if not re.fullmatch(r"\d{1,5}(\.\d{1,3})?", given) or not 0 < float(given) <= _LONGEST_SECONDS
    ]
    if faults:
        return faults
    if float(seconds["PORTAL_LEASE_SECONDS"]) <= 2 * float(seconds["NOTIFY_TIMEOUT_SECONDS"]):
        faults.append("PORTAL_LEASE_SECONDS must be more than twice NOTIFY_TIMEOUT_SECONDS: asking, and sending.")
    if float(seconds["PORTAL_LONGEST_PAUSE_SECONDS"]) < float(seconds["PORTAL_FIRST_PAUSE_SECONDS"]):
        faults.append("PORTAL_LONGEST_PAUSE_SECONDS must not be less than PORTAL_FIRST_PAUSE_SECONDS.")
    return faults


def _refuse(faults: list[str]) -> None:
    if faults:
        raise MissingSettings("The portal cannot start. " + " ".join(faults) + " See .env.example.")


def _faults_of_local_use(given: Mapping[str, str], instance: Path) -> list[str]:
    """Local use that reached a real database, real people or other machines would be none: a sentence for each."""
    faults = []
    if given["DATABASE_URL"] and not _is_local_database(given["DATABASE_URL"], instance):
        faults.append("In local use DATABASE_URL must be an SQLite file in the instance folder, or on this machine.")
    if given["NOTIFY_API_KEY"] not in {"", POST_TRAY} and not _is_here(given["NOTIFY_URL"]):
        faults.append("In local use a NOTIFY_API_KEY needs a NOTIFY_URL on this machine: nobody real may be reached.")
    if given["PORTAL_URL"] and not _is_here(given["PORTAL_URL"]):
        faults.append("In local use PORTAL_URL must be on this machine, such as http://127.0.0.1:8000.")
    if given["PORTAL_PROXIES"] not in {"", "0"}:
        faults.append("In local use there is no proxy: leave PORTAL_PROXIES out.")
    return [*faults, "PORTAL_LOCAL is 1: set it to nothing for real use."] if faults else []


def _is_local_database(url: str, instance: Path) -> bool:
    if url.startswith("sqlite"):
        file = url.partition(":///")[2].partition("?")[0]
        return bool(file) and Path(file).resolve().is_relative_to(instance)
    if not _is_here(url):
        return False
    # Another host could hide in the query, or after an @ beyond what we read as the host.
    parts = urlsplit(url)
    return "host" not in parts.query and url.count("@") == parts.netloc.count("@") <= 1


def _is_here(url: str) -> bool:
    try:
        return urlsplit(url).hostname in LOOPBACK
    except ValueError:
        return False
