"""Where keys come from."""

import base64
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from interarec.domain.errors import ConfigurationError
from interarec.platform.security import load_keys, load_or_create_keys, new_claims
from interarec.platform.settings import SecuritySettings
from joserfc.jwk import OKPKey
from pydantic import SecretStr

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLAIMS = new_claims(site="shop", sid="s1", scope="shopper", now=NOW, ttl_s=60)
PRIVATE = OKPKey.generate_key("Ed25519")
MASTER = base64.b64encode(bytes(range(32))).decode()


def test_an_embedded_run_keeps_its_keys(tmp_path: Path) -> None:
    first, second = load_or_create_keys(tmp_path), load_or_create_keys(tmp_path)
    assert second.verifier.verify(first.require_signer().sign(CLAIMS), now=NOW) == CLAIMS
    assert first.require_master_key() == second.require_master_key()
    other = load_or_create_keys(tmp_path / "other")
    assert other.require_master_key() != first.require_master_key()


def test_kept_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    load_or_create_keys(tmp_path)
    files = sorted((tmp_path / "security").iterdir())
    assert [file.name for file in files] == ["master-key.base64", "signing-key.pem"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_deployment_reads_settings_or_files(tmp_path: Path) -> None:
    (tmp_path / "private.pem").write_bytes(PRIVATE.as_pem(private=True))
    (tmp_path / "public.pem").write_bytes(PRIVATE.as_pem(private=False))
    (tmp_path / "master").write_text(MASTER + "\n")
    capture = load_keys(
        SecuritySettings(signing_key_file=tmp_path / "private.pem", master_key=SecretStr(MASTER)),
    )
    reader = load_keys(SecuritySettings(verify_key_file=tmp_path / "public.pem", master_key_file=tmp_path / "master"))
    assert reader.verifier.verify(capture.require_signer().sign(CLAIMS), now=NOW) == CLAIMS
    assert reader.require_master_key() == capture.require_master_key() == bytes(range(32))
    with pytest.raises(ConfigurationError, match="signing_key"):
        reader.require_signer()


def test_nothing_secret_is_shown() -> None:
    keys = load_keys(
        SecuritySettings(signing_key=SecretStr(PRIVATE.as_pem(private=True).decode()), master_key=SecretStr(MASTER))
    )
    assert "PRIVATE" not in repr(keys)
    assert repr(bytes(range(32))) not in repr(keys)


@pytest.mark.parametrize(
    "settings",
    [
        SecuritySettings(),
        SecuritySettings(verify_keys={"k": "nonsense"}),
        SecuritySettings(verify_key_file=Path("/nonexistent/key")),
        SecuritySettings(signing_key=SecretStr(PRIVATE.as_pem(private=True).decode()), master_key=SecretStr("short")),
        SecuritySettings(signing_key=SecretStr(PRIVATE.as_pem(private=True).decode()), master_key=SecretStr("AAAA")),
    ],
)
def test_unusable_keys_stop_the_start(settings: SecuritySettings) -> None:
    with pytest.raises(ConfigurationError):
        load_keys(settings)
