"""The one place where errors of the Kafka client become ours. Used by every `kafka*` module here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from aiokafka import errors as kafka  # type: ignore[import-untyped]

from interarec.domain.errors import ConfigurationError, InterarecError, InvalidInput, RetryLater, Unavailable

__all__ = ["FENCED", "answering", "stopped", "translate"]

FENCED = "fenced"
"""Code of RetryLater when this member no longer owns what it speaks for."""

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
async def answering(doing: str, limit_s: float) -> AsyncIterator[None]:
    """Translate the client's errors; Unavailable after `limit_s`, for the client itself retries for ever."""
    try:
        async with asyncio.timeout(limit_s):
            yield
    except TimeoutError as error:
        raise Unavailable(f"Kafka: {doing}: no answer in {limit_s:g} s") from error
    except (kafka.KafkaError, kafka.IllegalOperation, kafka.ConsumerStoppedError, OSError) as error:
        raise translate(error, doing) from error


async def stopped(stopping: Awaitable[object]) -> None:
    """Await a client's own `stop`. The cancellation of one of its inner tasks, which it may let out, is not ours."""
    try:
        await stopping
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
