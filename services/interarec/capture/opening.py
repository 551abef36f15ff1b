"""The beginning of a session: its key and its facts, under a new name. Called by the HTTP routes and the publisher."""

from __future__ import annotations

import asyncio
import secrets

from interarec.capture.session_book import SessionBook
from interarec.capture.sessions import SessionFacts
from interarec.domain.errors import Conflict, InvalidInput, Unavailable
from interarec.platform.clock import Now
from interarec.platform.security import Vault

__all__ = ["open_session"]


async def open_session(
    site_id: str,
    *,
    consent: bool,
    vault: Vault,
    book: SessionBook,
    now: Now,
    shopper_id: str | None = None,
    locale: str | None = None,
    currency: str | None = None,
) -> SessionFacts:
    """A new session. Raises InvalidInput without the shopper's consent, Unavailable."""
    if not consent:
        text = "no session without consent: ask the shopper, then send consent: true"
        raise InvalidInput(text, field="consent", code="no_consent")
    session_id = "s" + secrets.token_hex(16)
    shopper = vault.pseudonym(site_id, shopper_id) if shopper_id else None
    facts = SessionFacts(site_id, session_id, now(), shopper, locale, currency)
    try:
        await asyncio.gather(vault.create(site_id, session_id), book.open(facts))
    except Conflict as error:  # a put whose first answer was lost met itself
        raise Unavailable("the session could not be opened; try again") from error
    return facts
