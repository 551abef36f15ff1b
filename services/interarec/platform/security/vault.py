"""Images and traces at rest: AES-256-GCM under a key per session, which is destroyed to erase the session.

The session key lies wrapped in the object `keys/{site}/{sid}`. The key that wraps it is derived for the site from the
master key (HKDF-SHA256), so no site's keys open another's. Every ciphertext is bound to its object key (AAD): moved
under another name it does not open.
"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from interarec.domain.errors import ConfigurationError, Gone, NotFound, RejectMessage
from interarec.platform.blobs.port import Blobs
from interarec.platform.clock import Now

__all__ = ["Vault"]

NONCE = 12
KEY_BYTES = 32
CACHE_S = 30
"""How long a process may go on reading after another one destroyed a key; half of the promised 60 s."""
CACHE_SIZE = 20_000


@dataclass(frozen=True, slots=True)
class _Cached:
    cipher: AESGCM
    until: datetime


class Vault:
    """Seals and opens the objects of sessions."""

    def __init__(self, blobs: Blobs, master_key: bytes, now: Now) -> None:
        if len(master_key) != KEY_BYTES:
            raise ConfigurationError(f"the master key has {len(master_key)} bytes, not {KEY_BYTES}")
        self._blobs = blobs
        self._master = master_key
        self._now = now
        self._cache: OrderedDict[str, _Cached] = OrderedDict()

    async def create(self, site_id: str, session_id: str) -> None:
        """Make the session's key. Raises Conflict when it has one."""
        name = _key_name(site_id, session_id)
        key = AESGCM.generate_key(bit_length=8 * KEY_BYTES)
        await self._blobs.put(name, _seal(self._site_cipher(site_id), key, name), if_absent=True)
        self._remember(name, AESGCM(key))

    async def put(self, site_id: str, session_id: str, key: str, data: bytes, *, if_absent: bool = False) -> str:
        """Seal `data` into the object `key`; the etag. Raises Gone without a session key, Conflict by `if_absent`."""
        cipher = await self._cipher(site_id, session_id)
        return await self._blobs.put(key, _seal(cipher, data, key), if_absent=if_absent)

    async def get(self, site_id: str, session_id: str, key: str) -> bytes:
        """The plain bytes of the object `key`. Raises NotFound, or Gone when the session has no key (any more)."""
        cipher = await self._cipher(site_id, session_id)
        return _open(cipher, (await self._blobs.get(key)).data, key)

    async def destroy(self, site_id: str, session_id: str) -> bool:
        """Erase the session's key, and with it whatever it sealed; other processes follow within `CACHE_S`.

        True if there was a key.
        """
        name = _key_name(site_id, session_id)
        there = await self._blobs.delete(name)
        self._cache.pop(name, None)
        return there

    def forget(self, site_id: str, session_id: str) -> None:
        """Drop the cached key at once, when word came that another process erased the session."""
        self._cache.pop(_key_name(site_id, session_id), None)

    def pseudonym(self, site_id: str, shopper_id: str) -> str:
        """A stable name for the shop's `shopper_id` that cannot be turned back without the master key."""
        return hmac.digest(self._derived(site_id, b"shopper"), shopper_id.encode(), "sha256").hex()[:32]

    async def _cipher(self, site_id: str, session_id: str) -> AESGCM:
        name = _key_name(site_id, session_id)
        cached = self._cache.get(name)
        if cached is not None and self._now() < cached.until:
            self._cache.move_to_end(name)
            return cached.cipher
        try:
            wrapped = await self._blobs.get(name)
        except NotFound as error:
            self._cache.pop(name, None)
            raise Gone("the session was erased or never begun") from error
        return self._remember(name, AESGCM(_open(self._site_cipher(site_id), wrapped.data, name)))

    def _remember(self, name: str, cipher: AESGCM) -> AESGCM:
        self._cache[name] = _Cached(cipher, self._now() + timedelta(seconds=CACHE_S))
        self._cache.move_to_end(name)
        if len(self._cache) > CACHE_SIZE:
            self._cache.popitem(last=False)
        return cipher

    def _site_cipher(self, site_id: str) -> AESGCM:
        return AESGCM(self._derived(site_id, b"wrap"))

    def _derived(self, site_id: str, purpose: bytes) -> bytes:
        info = b"interarec\0" + purpose + b"\0" + site_id.encode()
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(self._master)


def _key_name(site_id: str, session_id: str) -> str:
    return f"keys/{site_id}/{session_id}"


def _seal(cipher: AESGCM, data: bytes, name: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, data, name.encode())


def _open(cipher: AESGCM, sealed: bytes, name: str) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], name.encode())
    except (InvalidTag, ValueError) as error:
        raise RejectMessage(f"{name} does not open: changed, moved, or sealed under another master key") from error
