"""A real provider of single sign-on for tests, and a portal whose council signs in there."""

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

from portal.settings import Settings
from tests.databases import fresh_database
from tests.house.tree import ROOT
from tests.portals import HandClock, PortalAtHand

SCRIPT = Path(__file__).parent / "integration" / "web" / "staff" / "provider.mjs"
CLIENT_SECRET = "a client secret made up for these tests"
BACK = "http://127.0.0.1:8000/staff/sso/back"
PATIENCE_SECONDS = 60
#: People the provider knows, by the name they sign in with there.
PEOPLE: Mapping[str, Mapping[str, object]] = {
    "manager": {
        "email": "Ash.Manager@sampleshire.gov.uk",
        "name": "Ash Manager",
        "groups": ["Complaints", "Everybody"],
    },
    "north": {"email": "birch.north@sampleshire.gov.uk", "name": "Birch North", "groups": ["North managers"]},
    "both": {"email": "cedar@sampleshire.gov.uk", "name": "Cedar", "groups": ["North managers", "Complaints"]},
    "visitor": {"email": "dale@sampleshire.gov.uk", "name": "Dale Visitor", "groups": ["Everybody"]},
    "nowhere": {"email": "elm@sampleshire.gov.uk", "name": "Elm Nowhere"},
    "no-address": {"name": "Fir", "groups": ["Complaints"]},
}


def has_node() -> bool:
    """Is there what the provider runs on?"""
    return _node() is not None and (ROOT / "node_modules" / "oidc-provider").is_dir()


def _node() -> str | None:
    return shutil.which("node", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))


@dataclass(frozen=True)
class Provider:
    """One that runs. `issuer` is its address."""

    issuer: str

    def lets_in(self, address: str, who: str) -> str:
        """Sign in there as somebody, as a browser would. Returns the address that it sends them back to."""
        with requests.Session() as browser:
            asked = browser.get(address, timeout=PATIENCE_SECONDS)
            assert "Who are you?" in asked.text, asked.text
            address = f"{asked.url}/{who}"
            while urlsplit(address).netloc == urlsplit(self.issuer).netloc:
                answer = browser.get(address, timeout=PATIENCE_SECONDS, allow_redirects=False)
                assert answer.is_redirect, answer.text
                address = requests.compat.urljoin(address, answer.headers["Location"])
        return address


@contextmanager
def running_provider(back: str = BACK) -> Iterator[Provider]:
    """A provider on this machine that sends people back to an address, for as long as the block runs."""
    given = json.dumps({"redirect": back, "people": PEOPLE})
    node = _node()
    assert node is not None
    with subprocess.Popen(
        [node, SCRIPT, given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert select.select([process.stdout], [], [], PATIENCE_SECONDS)[0], "the provider says nothing"
            port = json.loads(process.stdout.readline())["port"]
            yield Provider(f"http://127.0.0.1:{port}")
        finally:
            process.kill()


def portal_that_signs_in_at(
    issuer: str, folder: Path, *, database: str | None = None, secret: str = CLIENT_SECRET, client: str = "portal"
) -> PortalAtHand:
    """A portal in local use whose council has single sign-on there. It lives today, as a provider does."""
    env = {
        "PORTAL_LOCAL": "1",
        "PORTAL_INSTANCE": str(folder),
        "DATABASE_URL": database or f"sqlite:///{fresh_database(folder / 'portal.db')}",
        "PORTAL_COUNCIL": str(council_that_signs_in_at(issuer, folder, client=client)),
        "PORTAL_OIDC_SECRET": secret,
    }
    return PortalAtHand(Settings.from_env(env), HandClock(datetime.now(UTC)))


def council_that_signs_in_at(issuer: str, folder: Path, *, client: str = "portal") -> Path:
    """Sample Shire's file, with single sign-on."""
    file = folder / "sample-shire.toml"
    text = (Path(__file__).parent / "councils" / "sample-shire.toml").read_text()
    file.write_text(f"""{text}
[staff.single_sign_on]
issuer = "{issuer}"
client_id = "{client}"

[[staff.single_sign_on.groups]]
name = "Complaints"
roles = ["complaints-manager"]

[[staff.single_sign_on.groups]]
name = "North managers"
roles = ["team-manager"]
teams = ["north"]
""")
    return file
