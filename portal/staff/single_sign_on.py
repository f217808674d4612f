"""Asking the council's single sign-on who somebody is: OpenID Connect, with a code, PKCE, state and nonce.

It refuses to know accounts and pages. It asks over the network, so it is never called within a transaction. Nothing of
the provider's is kept: its addresses and keys are asked for each time, because it may change them whenever it likes.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from portal.council import SingleSignOn
from portal.vocabulary import Refusal

PATIENCE_SECONDS = 10  # for each question; somebody waits meanwhile
_LEEWAY = 60  # seconds that the provider's clock may be off
_SCOPE = "openid profile email"
#: What a provider may sign with: keys of its own only, never the secret we share and never nothing at all.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_BYTES = 32


class ProviderAway(Refusal):
    """Single sign-on does not answer, or not as it should. It may another time."""


class NotProved(Refusal):
    """What came back does not prove who somebody is: it was declined, is too old, or is not for us."""


@dataclass(frozen=True, slots=True)
class Started:
    """One sign-in on its way: the address to go to, and what only this browser keeps until it comes back."""

    address: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to the provider. `subject` is theirs for good; all else may change from one time to the next."""

    issuer: str
    subject: str
    email: str = field(repr=False)
    name: str = field(repr=False)
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """The council's provider, as this portal is known to it. `back` is the address it sends people back to."""

    council: SingleSignOn
    secret: str = field(repr=False)
    back: str

    def start(self) -> Started:
        """Where to send somebody who wants to sign in. Raises ProviderAway."""
        asked = self._metadata()
        nonce, verifier = secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES)
        with self._client() as client:
            address, state = client.create_authorization_url(
                asked["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        return Started(str(address), str(state), nonce, verifier)

    def identity(self, started: Started, came_back: Mapping[str, str], now: datetime) -> Identity:
        """Who came back with these parameters of the address. Raises NotProved and ProviderAway."""
        if not hmac.compare_digest(came_back.get("state", "").encode(), started.state.encode()):
            raise NotProved("This answer belongs to another sign-in.")
        # RFC 9207: where there are several providers, one must not be able to answer for another.
        if "error" in came_back or "code" not in came_back or came_back.get("iss", self._issuer) != self._issuer:
            raise NotProved("Single sign-on did not let you in.")
        told = self._metadata()
        try:
            with self._client() as client:
                token = client.fetch_token(
                    told["token_endpoint"],
                    grant_type="authorization_code",
                    code=came_back["code"],
                    code_verifier=started.verifier,
                    timeout=PATIENCE_SECONDS,
                )
                keys = _json(requests.get(told["jwks_uri"], timeout=PATIENCE_SECONDS))
                claims = read_id_token(str(token.get("id_token", "")), keys, self.council, started.nonce, now)
                more = _more(client, told.get("userinfo_endpoint"))
        except requests.RequestException as error:
            raise ProviderAway("Single sign-on does not answer.") from error
        except AuthlibBaseError as error:
            raise NotProved("Single sign-on did not let you in.") from error
        if more.get("sub", claims["sub"]) != claims["sub"]:  # OpenID Connect Core 5.3.2
            raise NotProved("Single sign-on spoke of two people.")
        return self._who({**more, **claims})

    @property
    def _issuer(self) -> str:
        return self.council.issuer

    def _client(self) -> OAuth2Session:
        return OAuth2Session(
            self.council.client_id,
            self.secret or None,
            token_endpoint_auth_method="client_secret_basic" if self.secret else "none",
            scope=_SCOPE,
            redirect_uri=self.back,
            code_challenge_method="S256",
        )

    def _metadata(self) -> Mapping[str, Any]:
        address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            told = _json(requests.get(address, timeout=PATIENCE_SECONDS))
        except requests.RequestException as error:
            raise ProviderAway("Single sign-on does not answer.") from error
        wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if told.get("issuer") != self._issuer or not all(isinstance(told.get(each), str) for each in wanted):
            raise ProviderAway("Single sign-on says that it is another, or leaves out where to ask.")
        return told

    def _who(self, claims: Mapping[str, Any]) -> Identity:
        groups = claims.get(self.council.groups_claim, ())
        listed = groups if isinstance(groups, list | tuple) else [groups]
        email = str(claims.get("email") or claims.get("preferred_username") or "")
        return Identity(
            issuer=self._issuer,
            subject=str(claims["sub"]),
            email=email,
            name=str(claims.get("name") or email.partition("@")[0]),
            groups=tuple(str(each) for each in listed),
        )


def read_id_token(
    token: str, keys: Mapping[str, Any], council: SingleSignOn, nonce: str, now: datetime
) -> Mapping[str, Any]:
    """What a token says, once it is sure that the provider signed it, for us, for this sign-in, not long ago.

    OpenID Connect Core 3.1.3.7. Raises NotProved.
    """
    expected = jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": council.issuer},
        aud={"essential": True, "value": council.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        read = jwt.decode(token, KeySet.import_key_set(dict(keys)), algorithms=_ALGORITHMS)  # type: ignore[arg-type]
        expected.validate(read.claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise NotProved("What single sign-on sent back does not prove who you are.") from error
    several = isinstance(read.claims["aud"], list) and len(read.claims["aud"]) > 1
    if read.claims.get("azp", None if several else council.client_id) != council.client_id:
        raise NotProved("What single sign-on sent back is for somebody else.")
    return read.claims


def _more(client: OAuth2Session, address: object) -> Mapping[str, Any]:
    """What the provider tells besides: many keep names and groups out of the token."""
    return _json(client.get(address, timeout=PATIENCE_SECONDS)) if isinstance(address, str) else {}


def _json(answer: requests.Response) -> Mapping[str, Any]:
    """Raises requests.RequestException for anything but a whole answer."""
    answer.raise_for_status()
    told = answer.json()
    if not isinstance(told, dict):
        raise requests.exceptions.InvalidJSONError("not an object")
    return told
