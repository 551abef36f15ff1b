"""Short-lived signed tokens: capture signs them with Ed25519, every other process holds public keys only.

The header's algorithm must be EdDSA and its `kid` must be one of ours before a signature is looked at, so neither
`none` nor an HMAC keyed with the public key can pass (RFC 8725). The name EdDSA (RFC 8037) is kept although RFC 9864
prefers `Ed25519`, because it is the one that other JWT libraries accept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.jws import JWSRegistry

from interarec.domain.errors import ConfigurationError, Denied

__all__ = ["AUDIENCE", "LONGEST_LIFE_S", "Claims", "Scope", "TokenSigner", "TokenVerifier", "new_claims"]

ALGORITHM = "EdDSA"
AUDIENCE = "interarec"
LONGEST_LIFE_S = 600
CLOCK_SKEW_S = 30
LONGEST_TOKEN = 4096

Scope = Literal["shopper", "office"]


class _OnlyEdDSA(JWSRegistry):
    """Accepts one algorithm; the base class would warn about its name on every call."""

    def get_alg(self, name: str) -> Any:
        if name != ALGORITHM:
            raise Denied("the token is not signed with EdDSA", code="token_invalid")
        return self.algorithms[ALGORITHM]


_REGISTRY = _OnlyEdDSA(algorithms=[ALGORITHM])


@dataclass(frozen=True, slots=True)
class Claims:
    """Who holds the token. `iat` and `exp` are seconds since 1970; `sid` is None only for the office."""

    sub: str
    site: str
    sid: str | None
    scope: Scope
    iat: int
    exp: int
    aud: str = AUDIENCE
    iss: str = "interarec"


def new_claims(
    *,
    site: str,
    sid: str | None,
    scope: Scope,
    now: datetime,
    ttl_s: int,
    sub: str | None = None,
    iss: str = "interarec",
) -> Claims:
    """Claims that hold from `now` for `ttl_s` seconds; `sub` defaults to the session or to the scope."""
    issued = int(now.timestamp())
    return Claims(sub or sid or scope, site, sid, scope, issued, issued + ttl_s, iss=iss)


class TokenSigner:
    """Holds the private key. Only capture and the command line build one."""

    def __init__(self, private_pem: bytes) -> None:
        self._key = _import_key(private_pem)
        if not self._key.is_private:
            raise ConfigurationError("the signing key is a public key; give the Ed25519 private key")
        self._header = {"alg": ALGORITHM, "kid": self._key.thumbprint(), "typ": "JWT"}

    @property
    def kid(self) -> str:
        """Name of the key in token headers: its RFC 7638 thumbprint."""
        return str(self._header["kid"])

    @property
    def public_pem(self) -> str:
        """What verifiers need."""
        return self._key.as_pem(private=False).decode()

    def sign(self, claims: Claims) -> str:
        """The token. Raises ValueError when it would live longer than any verifier accepts."""
        if not 0 < claims.exp - claims.iat <= LONGEST_LIFE_S:
            raise ValueError(f"a token lives 1 to {LONGEST_LIFE_S} s, not {claims.exp - claims.iat}")
        payload = {name: value for name in Claims.__slots__ if (value := getattr(claims, name)) is not None}
        return jwt.encode(self._header, payload, self._key, registry=_REGISTRY)


class TokenVerifier:
    """Holds the public keys by `kid`."""

    def __init__(self, public_keys: Mapping[str, str], *, issuer: str = "interarec") -> None:
        self._keys = {kid: _import_key(pem.encode()) for kid, pem in public_keys.items()}
        for kid, key in self._keys.items():
            if key.is_private:
                raise ConfigurationError(f"the verification key {kid} is a private key; give the public key")
        self._issuer = issuer

    def verify(self, token: str, *, now: datetime, grace_s: int = 0) -> Claims:
        """The claims of a token that is ours and not expired for longer than `grace_s`.

        Raises Denied with the code token_expired or, for everything else that is wrong, token_invalid.
        """
        claims = self._claims(self._payload(token))
        moment = now.timestamp()
        if claims.iat > moment + CLOCK_SKEW_S:
            raise _invalid("it was issued in the future")
        if moment >= claims.exp + grace_s:
            raise Denied("the token has expired; ask for a new one", code="token_expired")
        return claims

    def _payload(self, token: str) -> dict[str, Any]:
        if len(token) > LONGEST_TOKEN:
            raise _invalid("it is too long")
        try:
            return dict(jwt.decode(token, self._key_of, registry=_REGISTRY).claims)
        except (JoseError, ValueError) as error:
            raise _invalid("its form or signature is wrong") from error

    def _key_of(self, guest: Any) -> OKPKey:
        key = self._keys.get(str(guest.headers().get("kid")))
        if key is None:
            raise _invalid("it is signed with an unknown key")
        return key

    def _claims(self, payload: Mapping[str, Any]) -> Claims:
        claims = Claims(
            sub=_text(payload, "sub"),
            site=_text(payload, "site"),
            sid=_text(payload, "sid") if payload.get("sid") is not None else None,
            scope=_scope(payload),
            iat=_seconds(payload, "iat"),
            exp=_seconds(payload, "exp"),
            aud=_text(payload, "aud"),
            iss=_text(payload, "iss"),
        )
        if claims.iss != self._issuer or claims.aud != AUDIENCE:
            raise _invalid("it is meant for someone else")
        if not 0 < claims.exp - claims.iat <= LONGEST_LIFE_S:
            raise _invalid("its life time is wrong")
        if claims.scope == "shopper" and claims.sid is None:
            raise _invalid("it names no session")
        return claims


def _text(payload: Mapping[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not value:
        raise _invalid(f"the claim {name} is missing")
    return value


def _seconds(payload: Mapping[str, Any], name: str) -> int:
    value = payload.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _invalid(f"the claim {name} is missing")
    return value


def _scope(payload: Mapping[str, Any]) -> Scope:
    value = payload.get("scope")
    if value not in get_args(Scope):
        raise _invalid("its scope is unknown")
    return cast(Scope, value)


def _invalid(why: str) -> Denied:
    return Denied(f"the token is not valid: {why}", code="token_invalid")


def _import_key(pem: bytes) -> OKPKey:
    try:
        key = OKPKey.import_key(pem)
    except (JoseError, ValueError, TypeError) as error:
        raise ConfigurationError("a token key is not an Ed25519 key in PEM form") from error
    if key.curve_name != "Ed25519":
        raise ConfigurationError(f"a token key is on the curve {key.curve_name}, not Ed25519")
    return key
