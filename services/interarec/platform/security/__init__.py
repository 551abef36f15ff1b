"""Tokens, session keys, origins, and where their keys come from."""

from interarec.platform.security.keys import Keys, load_keys, load_or_create_keys
from interarec.platform.security.origins import origin_allowed
from interarec.platform.security.tokens import Claims, Scope, TokenSigner, TokenVerifier, new_claims
from interarec.platform.security.vault import Vault

__all__ = [
    "Claims",
    "Keys",
    "Scope",
    "TokenSigner",
    "TokenVerifier",
    "Vault",
    "load_keys",
    "load_or_create_keys",
    "new_claims",
    "origin_allowed",
]
