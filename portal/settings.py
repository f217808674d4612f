"""What differs from one installation to the next: secrets, addresses of services, which council. Frozen once read.

A default is allowed only where it is right for production and fit to be public; local use makes its own keys.
"""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from portal.sealing import Keyring, new_key
from portal.vocabulary import Refusal

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
    "PORTAL_SEALING_KEYS",
    "PORTAL_CODE_KEY",
    "NOTIFY_API_KEY",
    "NOTIFY_URL",
)


class MissingSettings(Refusal):
    """The portal will not start on a gap: every missing or wrong setting, a sentence each."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. `local`: on somebody's own machine, with a post tray in place of Notify.

    `proxies`: how many servers in front of ours each add to X-Forwarded-For where a request came from.
    """

    local: bool
    council: str
    url: str
    database_url: str = field(repr=False)  # a password may be in it
    secret_key: str = field(repr=False)
    sealing_keys: tuple[str, ...] = field(repr=False)
    code_key: str = field(repr=False)
    notify_api_key: str = field(repr=False)
    notify_url: str = "https://api.notifications.service.gov.uk"
    proxies: int = 0

    @property
    def host(self) -> str:
        """The name people know this portal by, without scheme and port."""
        return urlsplit(self.url).hostname or ""

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
        instance = Path(given["PORTAL_INSTANCE"] or "instance").resolve()
        _refuse(_faults_of_local_use(given, instance))
        given["NOTIFY_API_KEY"] = given["NOTIFY_API_KEY"] or POST_TRAY
        defaults = {
            "PORTAL_COUNCIL": LOCAL_COUNCIL,
            "PORTAL_URL": "http://127.0.0.1:8000",
            "DATABASE_URL": f"sqlite:///{instance / 'portal.db'}",
            **_local_keys(instance),
        }
        return cls._checked({name: given.get(name) or defaults.get(name, "") for name in NAMES}, local=True)

    @classmethod
    def _checked(cls, given: Mapping[str, str], *, local: bool) -> "Settings":
        optional = {"PORTAL_LOCAL", "PORTAL_INSTANCE", "PORTAL_PROXIES", "NOTIFY_URL"}
        gaps = [f"{name} is not set." for name in NAMES if name not in optional and not given[name]]
        if len(given["SECRET_KEY"]) < 32 and given["SECRET_KEY"]:
            gaps.append("SECRET_KEY is shorter than 32 characters.")
        if len(given["PORTAL_CODE_KEY"]) < 32 and given["PORTAL_CODE_KEY"]:
            gaps.append("PORTAL_CODE_KEY is shorter than 32 characters.")
        if given["PORTAL_URL"] and not local and not given["PORTAL_URL"].startswith("https://"):
            gaps.append("PORTAL_URL must begin with https://.")
        if given["PORTAL_URL"] and not _ORIGIN.fullmatch(given["PORTAL_URL"].rstrip("/")):
            gaps.append("PORTAL_URL must be a scheme and a host, such as https://tell-us.example, and no more.")
        if given["NOTIFY_URL"] and not _ORIGIN.fullmatch(given["NOTIFY_URL"].rstrip("/")):
            gaps.append("NOTIFY_URL must be a scheme and a host, and nothing after it.")
        if given["PORTAL_PROXIES"] and not re.fullmatch(r"[0-9]", given["PORTAL_PROXIES"]):
            gaps.append("PORTAL_PROXIES must be a number from 0 to 9.")
        _refuse(gaps)
        settings = cls(
            local=local,
            council=given["PORTAL_COUNCIL"],
            url=given["PORTAL_URL"].rstrip("/"),
            database_url=given["DATABASE_URL"],
            secret_key=given["SECRET_KEY"],
            sealing_keys=tuple(key for key in given["PORTAL_SEALING_KEYS"].split(",") if key.strip()),
            code_key=given["PORTAL_CODE_KEY"],
            notify_api_key=given["NOTIFY_API_KEY"],
            notify_url=given["NOTIFY_URL"] or "https://api.notifications.service.gov.uk",
            proxies=int(given["PORTAL_PROXIES"] or 0),
        )
        _ = settings.keyring  # a bad key is found at start, not at the first answer
        return settings


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


def _local_keys(instance: Path) -> dict[str, str]:
    """Keys for local use, made once and kept where only their owner can read them."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = instance / "keys.env"
    if not kept.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PORTAL_SEALING_KEYS": new_key(),
            "PORTAL_CODE_KEY": secrets.token_urlsafe(48),
        }
        text = "".join(f"{name}={value}\n" for name, value in made.items())
        # Written aside and linked into place: two processes starting at once end up with the same keys, whole.
        aside = instance / f"keys.env.{os.getpid()}"
        aside.touch(mode=0o600)
        aside.write_text(text)
        with suppress(FileExistsError):
            kept.hardlink_to(aside)
        aside.unlink()
    return {name: value or "" for name, value in dotenv_values(kept).items()}
