"""An answer waits until its request has arrived whole: a server that answers early and closes resets the connection,
and the client never sees why it was refused.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["LateAnswers"]

LARGEST = 16 * 1024 * 1024
LONGEST_S = 5.0
"""A client that sends more, or for longer, is cut off after all."""


class LateAnswers:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; swallow what is left of its body before the answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive)

        async def send_late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.swallow()
            await send(message)

        await self._app(scope, body.receive, send_late)


class _Body:
    """Counts what of the body was taken."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._whole = False

    async def receive(self) -> Message:
        """The next message, for the application."""
        message = await self._receive()
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            self._whole = True
        return message

    async def swallow(self) -> None:
        """Take the rest, within the bounds."""
        left = LARGEST
        try:
            async with asyncio.timeout(LONGEST_S):
                while not self._whole and left > 0:
                    left -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return
