"""The error tree: a class says what the caller must do next.

    InterarecError
    ├── RetryLater            try the same again after `delay_s`
    │   └── Unavailable       a dependency does not answer
    ├── GiveUp                the same call will fail again; the work ends in a named state
    │   ├── BudgetExhausted   a spending limit is reached
    │   └── Refused           a model or a peer declined
    ├── RejectMessage         this message can never be processed: dead letter
    ├── InvalidInput          a caller's value is wrong; `field` says which
    │   └── Unsupported       the request is well formed but outside what is offered
    ├── Conflict              the state of the thing forbids the request
    ├── NotFound              there is no such thing
    ├── Gone                  it existed and was ended or erased
    ├── Denied                the caller may not do this
    ├── Degraded              something is missing, the rest goes on
    └── ConfigurationError    the process must not start

Adapters translate foreign errors into these in one place each, keeping the cause.
"""

from __future__ import annotations

__all__ = [
    "BudgetExhausted",
    "ConfigurationError",
    "Conflict",
    "Degraded",
    "Denied",
    "GiveUp",
    "Gone",
    "InterarecError",
    "InvalidInput",
    "NotFound",
    "Refused",
    "RejectMessage",
    "RetryLater",
    "Unavailable",
    "Unsupported",
]


class InterarecError(Exception):
    """Base of every error raised on purpose; `code` is stable and goes to logs, headers and metrics."""

    code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class RetryLater(InterarecError):
    """Try the same again after `delay_s` seconds (0: at the caller's own pace)."""

    code = "retry_later"

    def __init__(self, message: str, *, delay_s: float = 0.0, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.delay_s = delay_s


class Unavailable(RetryLater):
    """A dependency does not answer or is not ready."""

    code = "unavailable"


class GiveUp(InterarecError):
    """The same call would fail again; end the work in a named state."""

    code = "gave_up"


class BudgetExhausted(GiveUp):
    """A spending limit is reached."""

    code = "budget_exhausted"


class Refused(GiveUp):
    """A model or a peer declined to answer."""

    code = "refused"


class RejectMessage(InterarecError):
    """This message can never be processed; it goes to the dead-letter topic with this reason."""

    code = "rejected"


class InvalidInput(InterarecError):
    """A value given from outside is wrong; `field` names it when known."""

    code = "invalid"

    def __init__(self, message: str, *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.field = field


class Unsupported(InvalidInput):
    """Well formed, but outside what is offered; never approximated in silence."""

    code = "unsupported"


class Conflict(InterarecError):
    """The state of the thing forbids the request."""

    code = "conflict"


class NotFound(InterarecError):
    """There is no such thing, or the caller may not know of it."""

    code = "not_found"


class Gone(InterarecError):
    """It existed and was ended or erased."""

    code = "gone"


class Denied(InterarecError):
    """The caller may not do this."""

    code = "denied"


class Degraded(InterarecError):
    """Something is missing that does not keep the rest from going on; a health check that says so keeps its process."""

    code = "degraded"


class ConfigurationError(InterarecError):
    """The process must not start with these settings; the message is one clear line."""

    code = "configuration"
