"""The client protocol without sockets: frames, announcements and ticks in, actions out.

One `ClientSession` is one connection from its first frame to its close. The driver (`socket.py`) carries out the
actions in order and reports back; nothing here waits, reads a clock or draws a random number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from interarec.contracts.views import rfc3339
from interarec.domain.errors import Denied, Gone, InterarecError, InvalidInput
from interarec.gateway import frames
from interarec.gateway.actions import Action, Close, Join, Leave, Push, ReadHistory, Reply
from interarec.gateway.feed import Feed, Gap, StreamPosition
from interarec.gateway.frames import CloseCode, Command
from interarec.platform.security.tokens import Claims
from interarec.platform.state.port import Announcement, History, Publication, session_channel, site_channel

__all__ = ["ClientSession", "Gate", "Limits", "may_hear"]

MOST_CHANNELS = 10
LONGEST_TOKEN = 8_192


class Gate(Protocol):
    """What the connection may do, decided outside."""

    def claims(self, token: str, now: datetime) -> Claims:
        """Raises Denied with code token_invalid or token_expired."""

    def origin_allowed(self, site_id: str) -> bool:
        """Whether the connection's Origin is one of the shop's (true when none was sent)."""

    def erased(self, session_id: str) -> bool:
        """Whether the session was erased."""

    def shows(self, site_id: str, data: bytes) -> bool:
        """Whether this recommendation may be shown; a shop's kill switch leaves the static rail only."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Time and rate limits of one connection."""

    ping_interval: timedelta
    connect_within: timedelta
    burst: int = 100
    commands_per_s: float = 20.0


@dataclass(slots=True)
class _Subscription:
    """A channel of this connection. `command` is its unanswered subscribe."""

    command: Command | None
    feed: Feed | None
    count: int = 0


class ClientSession:
    """One connection. Every method returns the actions to carry out, in order; after a Close it returns none."""

    def __init__(self, client: str, gate: Gate, limits: Limits, now: datetime) -> None:
        self._client = client
        self._gate = gate
        self._limits = limits
        self._claims: Claims | None = None
        self._subscriptions: dict[str, _Subscription] = {}
        self._closed = False
        self._connect_by = now + limits.connect_within
        self._ping_at = now + limits.ping_interval
        self._allowance = float(limits.burst)
        self._allowance_at = now

    @property
    def session_id(self) -> str | None:
        """The shopper's session once connected, None for the office."""
        return self._claims.sid if self._claims is not None else None

    def frame(self, text: str, now: datetime) -> list[Action]:
        """A text frame came in."""
        if self._closed:
            return []
        if not self._within_rate(now):
            return self._close(CloseCode.LIMIT, "too many commands")
        try:
            command = frames.read_command(text)
        except frames.BadFrame as error:
            if self._claims is None:
                return self._refuse(error.command_id, str(error), CloseCode.TOKEN)
            return [Reply(frames.error(error.command_id, frames.number_of(error), str(error)))]
        if self._claims is None and command.name != "connect":
            return self._refuse(command.id, "connect with a token first", CloseCode.TOKEN)
        return self._obey(command, now)

    def _obey(self, command: Command, now: datetime) -> list[Action]:
        try:
            match command.name:
                case "connect":
                    return self._connect(command, now)
                case "refresh":
                    return self._refresh(command, now)
                case "subscribe":
                    return self._subscribe(command)
                case "unsubscribe":
                    return self._unsubscribe(command)
                case _:
                    return self._ping(command)
        except InterarecError as error:
            return [Reply(frames.error(command.id, frames.number_of(error), str(error)))]

    def _connect(self, command: Command, now: datetime) -> list[Action]:
        if self._claims is not None:
            raise InvalidInput("this connection is connected already; use refresh", code="bad_request")
        try:
            claims = self._gate.claims(frames.text_of(command, "token", longest=LONGEST_TOKEN), now)
        except (Denied, InvalidInput) as error:
            expired = error.code == "token_expired"
            return self._refuse(command.id, str(error), CloseCode.EXPIRED if expired else CloseCode.TOKEN)
        if not self._gate.origin_allowed(claims.site):
            return self._refuse(command.id, "this origin is not listed for the shop", CloseCode.ORIGIN)
        if claims.sid is not None and self._gate.erased(claims.sid):
            return self._refuse(command.id, "the session was erased", CloseCode.FORBIDDEN)
        self._claims = claims
        interval_ms = int(self._limits.ping_interval.total_seconds() * 1000)
        body = {"client": self._client, "expires_at": self._expires_at(), "ping_interval_ms": interval_ms}
        return [Reply(frames.answer(command, body))]

    def _refresh(self, command: Command, now: datetime) -> list[Action]:
        claims = self._gate.claims(frames.text_of(command, "token", longest=LONGEST_TOKEN), now)
        held = self._claims
        assert held is not None
        if (claims.site, claims.sid, claims.scope) != (held.site, held.sid, held.scope):
            raise Denied("the new token is for someone else", code="forbidden")
        self._claims = claims
        return [Reply(frames.answer(command, {"expires_at": self._expires_at()}))]

    def _subscribe(self, command: Command) -> list[Action]:
        channel = frames.text_of(command, "channel", longest=frames.LONGEST_CHANNEL)
        recover = frames.recover_of(command)
        claims = self._claims
        assert claims is not None
        if channel in self._subscriptions:
            raise InvalidInput(f"already subscribed to {channel}", code="already_subscribed")
        if len(self._subscriptions) >= MOST_CHANNELS:
            raise Denied(f"at most {MOST_CHANNELS} channels a connection", code="limit")
        if not may_hear(claims, channel):
            return self._refuse(command.id, f"{channel} is not yours", CloseCode.FORBIDDEN)
        feed = Feed(recover) if claims.scope == "shopper" else None
        self._subscriptions[channel] = _Subscription(command, feed)
        return [Join(channel, recover is not None)]

    def _unsubscribe(self, command: Command) -> list[Action]:
        channel = frames.text_of(command, "channel", longest=frames.LONGEST_CHANNEL)
        if self._subscriptions.pop(channel, None) is None:
            raise InvalidInput(f"not subscribed to {channel}", code="not_subscribed")
        return [Leave(channel), Reply(frames.answer(command, {"channel": channel}))]

    def _ping(self, command: Command) -> list[Action]:
        return [Reply(frames.answer(command, {}))] if command.id is not None else []

    def joined(self, channel: str, history: History | None) -> list[Action]:
        """`Join` was carried out; `history` is None for a channel without one."""
        subscription = self._subscriptions.get(channel)
        if self._closed or subscription is None or subscription.command is None:
            return []
        command, subscription.command = subscription.command, None
        if subscription.feed is None or history is None:
            position = StreamPosition(self._client, 0)
            return [Reply(frames.subscribed(command, channel, position, False, []))]
        opened = subscription.feed.open(history)
        given = [(one.offset, one.data) for one in opened.publications if self._shows(one)]
        reply = Reply(frames.subscribed(command, channel, opened.position, opened.recovered, given))
        return [reply, *self._pushes(channel, subscription.feed, subscription.feed.hear_waiting())]

    def join_failed(self, channel: str, error: InterarecError) -> list[Action]:
        """`Join` could not be carried out; of no use again when the session is gone."""
        subscription = self._subscriptions.pop(channel, None)
        if self._closed or subscription is None or subscription.command is None:
            return []
        if isinstance(error, Gone):
            return [Leave(channel), *self._refuse(subscription.command.id, str(error), CloseCode.FORBIDDEN)]
        return [Leave(channel), Reply(frames.error(subscription.command.id, frames.number_of(error), str(error)))]

    def announced(self, announcement: Announcement) -> list[Action]:
        """An announcement was heard on a joined channel."""
        channel = announcement.channel
        subscription = self._subscriptions.get(channel)
        if self._closed or subscription is None:
            return []
        if subscription.feed is not None:
            read_before = subscription.feed.wants_history
            given = subscription.feed.hear(announcement)
            return [] if read_before else self._pushes(channel, subscription.feed, given)
        if subscription.command is not None or not self._shows(announcement.publication):
            return []
        subscription.count += 1
        frame = frames.push(channel, self._client, subscription.count, announcement.publication.data)
        return [Push(f"{channel} {announcement.session_id}", frame)]

    def missed_some(self, channel: str) -> list[Action]:
        """Announcements on `channel` may have been lost."""
        subscription = self._subscriptions.get(channel)
        if self._closed or subscription is None or subscription.feed is None or subscription.feed.wants_history:
            return []
        subscription.feed.wants_history = True
        return [ReadHistory(channel)]

    def refilled(self, channel: str, history: History) -> list[Action]:
        """`ReadHistory` was carried out."""
        subscription = self._subscriptions.get(channel)
        if self._closed or subscription is None or subscription.feed is None:
            return []
        try:
            given = subscription.feed.refill(history)
        except Gap as gap:
            return self._close(CloseCode.GAP, str(gap))
        return self._pushes(channel, subscription.feed, given)

    def tick(self, now: datetime) -> list[Action]:
        """Time has passed; call at least a few times in each interval of the limits."""
        if self._closed:
            return []
        if self._claims is None:
            return self._close(CloseCode.TOKEN, "no token in time") if now >= self._connect_by else []
        if now.timestamp() >= self._claims.exp:
            return self._close(CloseCode.EXPIRED, "the token has expired")
        if now >= self._ping_at:
            self._ping_at = now + self._limits.ping_interval
            return [Reply('{"ping":{}}')]
        return []

    def erased(self, session_id: str) -> list[Action]:
        """A session was erased; if it is this one, nothing more is sent."""
        if self._closed or session_id != self.session_id:
            return []
        return self._close(CloseCode.FORBIDDEN, "the session was erased")

    def ended(self) -> list[Action]:
        """The connection is gone."""
        self._closed = True
        return [Leave(channel) for channel in self._subscriptions]

    def close(self, code: CloseCode, reason: str) -> list[Action]:
        """The driver or the process wants the connection to end."""
        return [] if self._closed else self._close(code, reason)

    def _pushes(self, channel: str, feed: Feed, given: list[Publication]) -> list[Action]:
        actions: list[Action] = [
            Push(channel, frames.push(channel, feed.epoch, one.offset, one.data)) for one in given if self._shows(one)
        ]
        return [*actions, ReadHistory(channel)] if feed.wants_history else actions

    def _shows(self, publication: Publication) -> bool:
        return self._claims is not None and self._gate.shows(self._claims.site, publication.data)

    def _refuse(self, command_id: int | None, message: str, code: CloseCode) -> list[Action]:
        return [Reply(frames.error(command_id, int(code), message)), *self._close(code, message)]

    def _close(self, code: CloseCode, reason: str) -> list[Action]:
        self._closed = True
        leaving: list[Action] = [Leave(channel) for channel in self._subscriptions]
        self._subscriptions.clear()
        return [*leaving, Close(int(code), reason[:100])]

    def _expires_at(self) -> str:
        assert self._claims is not None
        return rfc3339(datetime.fromtimestamp(self._claims.exp, UTC))

    def _within_rate(self, now: datetime) -> bool:
        earned = (now - self._allowance_at).total_seconds() * self._limits.commands_per_s
        self._allowance = min(float(self._limits.burst), self._allowance + max(0.0, earned)) - 1
        self._allowance_at = now
        return self._allowance >= 0


def may_hear(claims: Claims, channel: str) -> bool:
    """A shopper hears its own session, the office its own shop."""
    if claims.scope == "office":
        return channel == site_channel(claims.site)
    return claims.sid is not None and channel == session_channel(claims.sid)
