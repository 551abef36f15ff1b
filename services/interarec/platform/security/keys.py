"""Where keys come from: settings or files in a deployment, made once and kept in the data folder when embedded.

Called by the command line, which hands the parts to the services that may have them.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path

from joserfc.jwk import OKPKey
from pydantic import SecretStr

from interarec.domain.errors import ConfigurationError
from interarec.platform.security.tokens import TokenSigner, TokenVerifier
from interarec.platform.settings import SecuritySettings

__all__ = ["Keys", "load_keys", "load_or_create_keys"]

FOLDER = "security"


@dataclass(frozen=True, slots=True)
class Keys:
    """What this process holds; None where nothing was given. Absent parts stop only the services that need them."""

    verifier: TokenVerifier
    signer: TokenSigner | None = None
    master_key: bytes | None = field(default=None, repr=False)

    def require_signer(self) -> TokenSigner:
        """The signer, for capture and the command line; raises ConfigurationError."""
        if self.signer is None:
            raise ConfigurationError("set security.signing_key or security.signing_key_file (Ed25519, PEM)")
        return self.signer

    def require_master_key(self) -> bytes:
        """The 32 bytes that protect session keys; raises ConfigurationError."""
        if self.master_key is None:
            raise ConfigurationError("set security.master_key or security.master_key_file (base64 of 32 bytes)")
        return self.master_key


def load_keys(settings: SecuritySettings) -> Keys:
    """Keys as the settings say; raises ConfigurationError with one clear line."""
    private = _secret(settings.signing_key, settings.signing_key_file)
    signer = TokenSigner(private.encode()) if private else None
    public = dict(settings.verify_keys)
    if settings.verify_key_file is not None:
        pem = _read(settings.verify_key_file)
        public[_kid(pem)] = pem
    if signer is not None:
        public[signer.kid] = signer.public_pem
    if not public:
        raise ConfigurationError("no key to verify tokens with: set security.verify_key_file or security.verify_keys")
    master = _secret(settings.master_key, settings.master_key_file)
    verifier = TokenVerifier(public, issuer=settings.issuer)
    return Keys(verifier, signer, _decoded(master) if master else None)


def load_or_create_keys(data_dir: Path, settings: SecuritySettings | None = None) -> Keys:
    """Keys of an embedded run: kept in `data_dir/security`, made at the first call, readable by the owner only."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    signing = _keep(folder / "signing-key.pem", OKPKey.generate_key("Ed25519").as_pem(private=True))
    master = _keep(folder / "master-key.base64", base64.b64encode(os.urandom(32)))
    issuer = settings.issuer if settings else SecuritySettings().issuer
    signer = TokenSigner(signing)
    verifier = TokenVerifier({signer.kid: signer.public_pem}, issuer=issuer)
    return Keys(verifier, signer, _decoded(master.decode()))


def _keep(path: Path, fresh: bytes) -> bytes:
    """Content of `path`, which becomes `fresh` if it is not there; two processes starting at once agree."""
    pending = path.with_suffix(f".{os.getpid()}")
    pending.touch(mode=0o600)
    pending.write_bytes(fresh)
    try:
        os.link(pending, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        pending.unlink()
    return fresh


def _kid(public_pem: str) -> str:
    try:
        return OKPKey.import_key(public_pem).thumbprint()
    except ValueError as error:
        raise ConfigurationError("security.verify_key_file is not an Ed25519 public key in PEM form") from error


def _secret(value: SecretStr | None, file: Path | None) -> str | None:
    if value is not None:
        return value.get_secret_value()
    return _read(file) if file is not None else None


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ConfigurationError(f"the key file {path} cannot be read: {error.strerror}") from error


def _decoded(master: str) -> bytes:
    try:
        raw = base64.b64decode(master.strip(), validate=True)
    except binascii.Error as error:
        raise ConfigurationError("security.master_key is not base64") from error
    if len(raw) != 32:
        raise ConfigurationError(f"security.master_key has {len(raw)} bytes, not 32")
    return raw
