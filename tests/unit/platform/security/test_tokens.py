"""Tokens: what passes, and every known way to cheat that must not."""

import base64
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from interarec.domain.errors import ConfigurationError, Denied
from interarec.platform.security import Claims, TokenSigner, TokenVerifier, new_claims
from joserfc import jwt
from joserfc.jwk import OKPKey, RSAKey

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
PRIVATE = OKPKey.generate_key("Ed25519")
SIGNER = TokenSigner(PRIVATE.as_pem(private=True))
VERIFIER = TokenVerifier({SIGNER.kid: SIGNER.public_pem})
CLAIMS = new_claims(site="shop", sid="s1", scope="shopper", now=NOW, ttl_s=600)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def payload(**changes: object) -> dict[str, object]:
    whole = {name: getattr(CLAIMS, name) for name in Claims.__slots__} | changes
    return {name: value for name, value in whole.items() if value is not None}


def signature_of(key: OKPKey, text: str) -> str:
    private = key.get_op_key("sign")
    assert isinstance(private, Ed25519PrivateKey)
    return base64.urlsafe_b64encode(private.sign(text.encode())).rstrip(b"=").decode()


def signed(claims: dict[str, object], *, key: OKPKey = PRIVATE, kid: str = SIGNER.kid) -> str:
    head, body = part({"alg": "EdDSA", "kid": kid}), part(claims)
    return f"{head}.{body}.{signature_of(key, f'{head}.{body}')}"


def refused(token: str, *, now: datetime = NOW, grace_s: int = 0) -> str:
    with pytest.raises(Denied) as caught:
        VERIFIER.verify(token, now=now, grace_s=grace_s)
    return caught.value.code


def test_what_was_signed_comes_back() -> None:
    assert VERIFIER.verify(SIGNER.sign(CLAIMS), now=NOW) == CLAIMS
    office = new_claims(site="shop", sid=None, scope="office", now=NOW, ttl_s=60, sub="anna")
    assert VERIFIER.verify(SIGNER.sign(office), now=NOW) == office


def test_the_cheating_tests_sign_as_the_signer_does() -> None:
    assert VERIFIER.verify(signed(payload()), now=NOW) == CLAIMS


def test_expires_at_the_second_and_not_before() -> None:
    token = SIGNER.sign(CLAIMS)
    assert VERIFIER.verify(token, now=NOW + timedelta(seconds=599)) == CLAIMS
    assert refused(token, now=NOW + timedelta(seconds=600)) == "token_expired"


def test_grace_lets_an_expired_token_through_for_so_long() -> None:
    token = SIGNER.sign(CLAIMS)
    assert VERIFIER.verify(token, now=NOW + timedelta(seconds=2399), grace_s=1800) == CLAIMS
    assert refused(token, now=NOW + timedelta(seconds=2400), grace_s=1800) == "token_expired"


def test_alg_none_is_refused() -> None:
    for name in ("none", "None", "NONE"):
        assert refused(f"{part({'alg': name, 'kid': SIGNER.kid})}.{part(payload())}.") == "token_invalid"


def test_hmac_with_the_public_key_is_refused() -> None:
    head = f"{part({'alg': 'HS256', 'kid': SIGNER.kid})}.{part(payload())}"
    mac = hmac.digest(SIGNER.public_pem.encode(), head.encode(), "sha256")
    assert refused(f"{head}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}") == "token_invalid"


def test_rsa_is_refused() -> None:
    token = jwt.encode({"alg": "RS256", "kid": SIGNER.kid}, payload(), RSAKey.generate_key(2048))
    assert refused(token) == "token_invalid"


@pytest.mark.parametrize(
    "header", [{"jwk": PRIVATE.as_dict(private=False)}, {"crit": ["exp"]}, {"kid": None}, {"kid": ["a"]}]
)
def test_headers_that_bring_or_hide_the_key_are_refused(header: dict[str, object]) -> None:
    stranger = OKPKey.generate_key("Ed25519")
    head = f"{part({'alg': 'EdDSA', 'kid': SIGNER.kid} | header)}.{part(payload())}"
    assert refused(f"{head}.{signature_of(stranger, head)}") == "token_invalid"


def test_a_foreign_key_is_refused_under_its_own_and_under_our_name() -> None:
    stranger = OKPKey.generate_key("Ed25519")
    assert refused(signed(payload(), key=stranger, kid=stranger.thumbprint())) == "token_invalid"
    assert refused(signed(payload(), key=stranger)) == "token_invalid"


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "other"},
        {"iss": "other"},
        {"scope": "admin"},
        {"sid": None},
        {"sid": ""},
        {"site": None},
        {"sub": 7},
        {"exp": CLAIMS.iat + 601},
        {"exp": None},
        {"exp": float(CLAIMS.exp)},
        {"exp": CLAIMS.iat},
        {"iat": None},
        {"iat": CLAIMS.iat + 60},
        {"aud": ["interarec"]},
    ],
)
def test_wrong_claims_are_refused_although_signed(change: dict[str, object]) -> None:
    assert refused(signed(payload(**change))) == "token_invalid"


@pytest.mark.parametrize("text", ["", ".", "..", "a.b.c", "Bearer x", "x" * 5000, "é.é.é", part({}) * 3])
def test_nonsense_is_refused(text: str) -> None:
    assert refused(text) == "token_invalid"


def test_a_changed_byte_is_refused() -> None:
    head, body, signature = SIGNER.sign(CLAIMS).split(".")
    other = part(payload(sid="s2"))
    assert refused(f"{head}.{other}.{signature}") == "token_invalid"
    assert refused(f"{head}.{body}.{'A' * len(signature)}") == "token_invalid"


def test_the_signer_makes_no_long_lived_token() -> None:
    with pytest.raises(ValueError, match="600"):
        SIGNER.sign(replace(CLAIMS, exp=CLAIMS.iat + 601))


def test_keys_of_the_wrong_half_or_kind_stop_the_start() -> None:
    with pytest.raises(ConfigurationError):
        TokenSigner(PRIVATE.as_pem(private=False))
    with pytest.raises(ConfigurationError):
        TokenVerifier({"k": PRIVATE.as_pem(private=True).decode()})
    with pytest.raises(ConfigurationError):
        TokenSigner(OKPKey.generate_key("Ed448").as_pem(private=True))
    with pytest.raises(ConfigurationError):
        TokenSigner(b"nonsense")
