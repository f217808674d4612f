"""What a token must be before it proves anybody: signed by the provider, for us, for this sign-in, just now."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from portal.council import Group, SingleSignOn
from portal.staff.single_sign_on import NotProved, Provider, Started, read_id_token
from portal.vocabulary import StaffRole

NOW = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
COUNCIL = SingleSignOn(
    issuer="https://sign-in.sampleshire.gov.uk",
    client_id="portal",
    groups_claim="groups",
    groups=(
        Group("Complaints", (StaffRole.COMPLAINTS_MANAGER,), ()),
        Group("North", (StaffRole.TEAM_MANAGER,), ("north",)),
    ),
)
KEY, ANOTHER = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})
KEYS: Mapping[str, Any] = KeySet([KEY]).as_dict(private=False)
RIGHT: Mapping[str, Any] = {
    "iss": COUNCIL.issuer,
    "aud": "portal",
    "sub": "somebody",
    "nonce": "of this sign-in",
    "iat": int(NOW.timestamp()) - 5,
    "exp": int(NOW.timestamp()) + 300,
}


def token(key: Any = KEY, algorithm: str = "RS256", **changed: Any) -> str:
    claims = {name: value for name, value in (RIGHT | changed).items() if value is not None}
    return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key, algorithms=[algorithm])


def read(text: str) -> Mapping[str, Any]:
    return read_id_token(text, KEYS, COUNCIL, "of this sign-in", NOW)


def test_a_right_one_is_read():
    assert read(token())["sub"] == "somebody"
    assert read(token(aud=["portal"]))["sub"] == "somebody"
    assert read(token(aud=["portal", "another"], azp="portal"))["sub"] == "somebody"
    assert read(token(exp=int(NOW.timestamp()) - 30))["sub"] == "somebody"  # clocks may be a little apart


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another", "a third"]},
        {"aud": ["portal", "another"]},
        {"aud": ["portal", "another"], "azp": "another"},
        {"azp": "another"},
        {"aud": None},
        {"sub": None},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": int(NOW.timestamp()) - 90},
        {"exp": None},
        {"iat": int(NOW.timestamp()) + 3600},
        {"iat": None},
        {"exp": "never"},
    ],
    ids=str,
)
def test_one_for_somebody_else_or_another_time_proves_nothing(changed: dict[str, Any]):
    with pytest.raises(NotProved):
        read(token(**changed))


def test_one_that_another_signed_proves_nothing():
    with pytest.raises(NotProved):
        read(token(ANOTHER))


def test_one_signed_with_what_everybody_can_read_proves_nothing():
    """The oldest trick: the provider's public key, taken as if it were a secret shared with it."""
    head = urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=")
    signed = head + b"." + token().split(".")[1].encode()
    proof = urlsafe_b64encode(hmac.digest(KEY.as_pem(private=False), signed, "sha256")).rstrip(b"=")
    with pytest.raises(NotProved):
        read((signed + b"." + proof).decode())


def test_one_that_nobody_signed_proves_nothing():
    head = "eyJhbGciOiJub25lIn0"  # {"alg":"none"}
    with pytest.raises(NotProved):
        read(f"{head}.{token().split('.')[1]}.")


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "....", "é", "a" * 10_000])
def test_what_is_no_token_proves_nothing(text: str):
    with pytest.raises(NotProved):
        read(text)


@pytest.mark.parametrize("keys", [{}, {"keys": []}, {"keys": "none"}, {"keys": [{"kty": "RSA"}]}])
def test_keys_that_are_none_prove_nothing(keys: dict[str, Any]):
    with pytest.raises(NotProved):
        read_id_token(token(), keys, COUNCIL, "of this sign-in", NOW)


@pytest.mark.parametrize(
    "came_back",
    [
        {},
        {"code": "x"},
        {"code": "x", "state": "another"},
        {"state": "right"},
        {"error": "access_denied", "state": "right"},
        {"code": "x", "state": "right", "iss": "https://elsewhere.example"},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_ours_asks_nobody_anything(came_back: dict[str, str]):
    # No network in unit tests: a question to the provider would fail otherwise than this.
    started = Started("", "right", "of this sign-in", "verifier")
    with pytest.raises(NotProved):
        Provider(COUNCIL, "", "https://portal.example/staff/sso/back").identity(started, came_back, NOW)


@pytest.mark.parametrize(
    ("groups", "roles", "teams"),
    [
        ((), set(), set()),
        (("Everybody",), set(), set()),
        (("complaints",), set(), set()),  # a name is a name, capitals and all
        (("Complaints",), {StaffRole.COMPLAINTS_MANAGER}, set()),
        (("Complaints", "North", "x"), {StaffRole.COMPLAINTS_MANAGER, StaffRole.TEAM_MANAGER}, {"north"}),
    ],
)
def test_groups_make_roles_and_teams(groups: tuple[str, ...], roles: set[StaffRole], teams: set[str]):
    assert COUNCIL.what_is(groups) == (roles, teams)


def test_nothing_of_a_sign_in_shows_itself():
    started = Started("https://x.example", "state-word", "nonce-word", "verifier-word")
    assert "word" not in repr(started)
    assert "secret-word" not in repr(Provider(COUNCIL, "secret-word", "https://x.example"))
