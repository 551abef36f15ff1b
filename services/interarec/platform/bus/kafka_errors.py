"""The one place where errors of the Kafka client become ours. Used by every `kafka*` module here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any

from aiokafka import errors as kafka  # type: ignore[import-untyped]

from interarec.domain.errors import ConfigurationError, InterarecError, InvalidInput, RetryLater, Unavailable

__all__ = ["FENCED", "answering", "stopped", "translate"]

FENCED = "fenced"
"""Code of RetryLater when this member no longer owns what it speaks for."""

PATIENCE_S = 2.0
"""Whoever is told to stop waiting after this long takes the connection for dead: a broker that lives is quicker."""

LOST_MEMBERSHIP = (
    kafka.CommitFailedError,
    kafka.IllegalGenerationError,
    kafka.RebalanceInProgressError,
    kafka.UnknownMemberIdError,
    kafka.IllegalStateError,  # the client's word for "this partition is not assigned"
)
NOT_ALLOWED = (
    kafka.AuthenticationFailedError,
    kafka.AuthenticationMethodNotSupported,
    kafka.ClusterAuthorizationFailedError,
    kafka.GroupAuthorizationFailedError,
    kafka.SaslAuthenticationFailed,
    kafka.TopicAuthorizationFailedError,
    kafka.UnsupportedSaslMechanismError,
)
TOO_LARGE = (kafka.MessageSizeTooLargeError, kafka.RecordListTooLargeError, kafka.RecordTooLargeError)
BAD_TOPIC = (
    kafka.InvalidConfigurationError,
    kafka.InvalidPartitionsError,
    kafka.InvalidReplicationFactorError,
    kafka.InvalidTopicError,
    kafka.PolicyViolationError,
)


def translate(error: Exception, doing: str) -> InterarecError:
    """What `error`, met while `doing` something, asks of the caller."""
    what = f"Kafka: {doing}: {error}"
    if isinstance(error, LOST_MEMBERSHIP):
        return RetryLater(what, code=FENCED)
    if isinstance(error, NOT_ALLOWED):
        return ConfigurationError(what)
    if isinstance(error, TOO_LARGE):
        return InvalidInput(what, field="value", code="too_large")
    if isinstance(error, BAD_TOPIC):
        return ConfigurationError(what)
    return Unavailable(what)


@asynccontextmanager
async def answering(doing: str, limit_s: float, client: Any = None) -> AsyncIterator[None]:
    """Translate the client's errors; Unavailable after `limit_s`, for the client itself retries for ever.

    The client notices a connection that leads nowhere only by its own time limit, and not when a caller gave up before.
    So whoever keeps a `client` for longer than one question hands it in: without an answer its connections are closed,
    and the next question opens new ones.
    """
    began = monotonic()
    try:
        async with asyncio.timeout(limit_s):
            yield
    except (TimeoutError, kafka.KafkaTimeoutError, kafka.RequestTimedOutError) as error:
        _hang_up(client)
        raise Unavailable(f"Kafka: {doing}: no answer in {limit_s:g} s") from error
    except asyncio.CancelledError:
        if monotonic() - began > PATIENCE_S:  # a health check has a limit of its own
            _hang_up(client)
        raise
    except (kafka.KafkaError, kafka.IllegalOperation, kafka.ConsumerStoppedError, OSError) as error:
        raise translate(error, doing) from error


def _hang_up(client: Any) -> None:
    for connection in list(client._client._conns.values()) if client is not None else ():
        connection.close()


async def stopped(stopping: Awaitable[object]) -> None:
    """Await a client's own `stop`. The cancellation of one of its inner tasks, which it may let out, is not ours."""
    try:
        await stopping
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
