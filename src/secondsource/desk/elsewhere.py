"""Signing in with an OpenID provider: the authorization code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636).

The provider says who somebody is, never what they may do: an account is bound to a subject by a keeper. Needs the extra `oidc`; nothing is
asked of the network unless `case.toml` names a provider and somebody chooses it.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from secondsource.model import SecondsourceError
from secondsource.publish.tongue import say

SECRET = "SECONDSOURCE_OIDC_SECRET"  # noqa: S105 - the name of a variable
"""Variable of the environment that holds the client's secret, where the provider gave one."""
_PATIENCE = 600.0
"""Seconds within which somebody comes back from the provider."""
_MOST = 1_000
_WAIT = 10
"""Seconds that the provider has for an answer."""
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key of the provider alone; none is made with a secret that both know, and `none` is no signature."""


class NotSignedIn(SecondsourceError):
    """The provider did not say who you are. Try again, or sign in with a password."""


class BadProvider(SecondsourceError):
    """The provider named in case.toml cannot be used. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `[sign_in]` of case.toml says.

    Args:
        issuer: address of the provider, as its tokens name it.
        client: the desk's id there.
        address: where people reach the desk; the provider sends them back to `/login/back` under it.
        name: of the provider, on the page.
    """

    issuer: str
    client: str
    address: str
    name: str = "your organisation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Somebody who was sent to the provider: with which secrets, from which browser, and where to go after."""

    verifier: str
    nonce: str
    browser: str
    back: str
    until: float


def settings_of(folder: Path) -> Settings | None:
    """What the case says of a provider; None if it names none.

    Raises:
        BadProvider: if what it says cannot be used, or the extra `oidc` is not installed.
    """
    path = folder / "case.toml"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8")).get("sign_in") if path.exists() else None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return None  # opening the case says so
    if said is None:
        return None
    known = {"issuer", "client", "address"}
    if (
        not isinstance(said, dict)
        or not known <= said.keys()
        or not all(isinstance(v, str) and v for v in said.values())
    ):
        raise BadProvider(say("[sign_in] of case.toml names issuer, client and address, each in quotation marks."))
    if not said.keys() <= known | {"name"}:
        raise BadProvider(say("[sign_in] of case.toml holds issuer, client, address and name, and nothing else."))
    for key in ("issuer", "address"):
        if not _private(said[key]):
            raise BadProvider(
                f"The {key} in [sign_in] of case.toml is no https address. Others could read what goes over http."
            )
    if not all(find_spec(name) for name in ("authlib", "joserfc", "requests")):
        raise BadProvider(say("Signing in with a provider needs `pip install 'secondsource[oidc]'`."))
    return Settings(**{**said, "address": said["address"].rstrip("/")})


class Elsewhere:
    """Sends people to the provider, and takes them back.

    Args:
        settings: what the case says of it.
        clock: seconds that only grow.
    """

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.settings = settings
        self._clock = clock
        self._lock = Lock()
        self._sent: dict[str, Pending] = {}
        self._described: tuple[float, dict[str, Any]] | None = None

    def begin(self, browser: str, back: str) -> str:
        """The provider's address for somebody.

        Args:
            browser: what ties the way back to this browser.
            back: where to go after.

        Raises:
            BadProvider: if the provider does not answer as one does.
        """
        if not browser:
            raise NotSignedIn
        found = self._discovered()
        verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
        with self._session() as session:
            address, state = session.create_authorization_url(
                found["authorization_endpoint"], nonce=nonce, code_verifier=verifier
            )
        with self._lock:
            begun = self._clock()
            for old in [key for key, one in self._sent.items() if one.until < begun]:
                del self._sent[old]
            if len(self._sent) >= _MOST:
                raise BadProvider(say("Very many people sign in just now. Wait a few minutes, then try again."))
            until = begun + _PATIENCE
            self._sent[state] = Pending(verifier=verifier, nonce=nonce, browser=browser, back=back, until=until)
        return str(address)

    def finish(self, state: str, code: str, browser: str) -> tuple[str, str]:
        """Who came back, as issuer and subject with a space between, and where they wanted to go.

        Args:
            state: that the provider gave back.
            code: that it gave for a token.
            browser: what ties the way back to this browser.

        Raises:
            NotSignedIn: if they were not sent from this browser, took too long, or the token is not good.
            BadProvider: if the provider does not answer as one does.
        """
        with self._lock:
            pending = self._sent.pop(state, None)
        same = pending is not None and secrets.compare_digest(pending.browser.encode(), browser.encode())
        if pending is None or not browser or not same or pending.until < self._clock():
            raise NotSignedIn(say("That sign-in was begun elsewhere, or too long ago. Begin again."))
        if not code:
            raise NotSignedIn
        found = self._discovered()
        try:
            with self._session() as session:
                token = session.fetch_token(
                    found["token_endpoint"], code=code, code_verifier=pending.verifier, timeout=_WAIT
                )
        except Exception as error:  # whatever goes wrong between the libraries and the provider
            raise NotSignedIn(
                say("The provider gave no token ({fault}). Try again.", fault=type(error).__name__)
            ) from error
        claims = self._claims(str(token.get("id_token", "")), found, pending.nonce)
        return f"{self.settings.issuer} {claims['sub']}", pending.back

    def _claims(self, token: str, found: dict[str, Any], nonce: str) -> dict[str, Any]:
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        try:
            keys = KeySet.import_key_set(self._got(found["jwks_uri"]))  # type: ignore[arg-type]
            decoded = jwt.decode(token, keys, algorithms=list(_ALGORITHMS))
            jwt.JWTClaimsRegistry(
                leeway=60,
                iss={"essential": True, "value": self.settings.issuer},
                aud={"essential": True, "value": self.settings.client},
                exp={"essential": True},
                sub={"essential": True},
                nonce={"essential": True, "value": nonce},
            ).validate(decoded.claims)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise NotSignedIn(
                say("What the provider said of you could not be verified. Tell a keeper of the case.")
            ) from error
        claims: dict[str, Any] = dict(decoded.claims)
        party = claims.get("azp", self.settings.client)
        if party != self.settings.client or not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise NotSignedIn(say("What the provider said of you is for another program. Tell a keeper of the case."))
        return claims

    def _session(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self.settings.client,
            os.environ.get(SECRET) or None,
            scope="openid",
            redirect_uri=f"{self.settings.address}/login/back",
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if os.environ.get(SECRET) else "none",
        )

    def _discovered(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0, section 4); asked anew after ten minutes."""
        if self._described and self._described[0] > self._clock():
            return self._described[1]
        found = self._got(f"{self.settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.settings.issuer or not all(_private(str(found.get(key, ""))) for key in needed):
            raise BadProvider(
                say("The provider does not describe itself as OpenID Connect asks, or is another than case.toml names.")
            )
        self._described = (self._clock() + _PATIENCE, found)
        return found

    def _got(self, address: str) -> dict[str, Any]:
        import requests

        try:
            answer = requests.get(address, timeout=_WAIT, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise BadProvider(
                say(
                    "The provider does not answer ({fault}). Sign in with a password, or try again.",
                    fault=type(error).__name__,
                )
            ) from error
        if not isinstance(found, dict):
            raise BadProvider(say("The provider does not answer as one does. Tell a keeper of the case."))
        return found


def _private(address: str) -> bool:
    """Whether nobody can read along: https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
