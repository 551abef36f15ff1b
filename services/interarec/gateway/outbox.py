"""What waits to be sent on one connection. A client that does not keep up gets only the newest of each channel."""

from __future__ import annotations

from collections import OrderedDict

__all__ = ["Outbox"]


class Outbox:
    """Frames in order. A client is behind while a frame is under way (between `take` and `sent`), or while more than
    `behind_above` characters wait: then pushes of one key replace each other.
    """

    def __init__(self, behind_above: int) -> None:
        self._behind_above = behind_above
        self._waiting: OrderedDict[str, str] = OrderedDict()
        self._count = 0
        self._under_way = 0
        self.size = 0

    def reply(self, frame: str) -> None:
        """Add a frame that is never replaced."""
        self._add(f"\0{self._count}", frame)

    def push(self, key: str, frame: str) -> None:
        """Add a frame; in place of the last one of that key if the client is behind."""
        if not self._under_way and self.size <= self._behind_above:
            self.reply(frame)
            return
        self.size -= len(self._waiting.pop(key, ""))
        self._add(key, frame)

    def take(self) -> str | None:
        """The next frame to send, None when nothing waits."""
        if not self._waiting:
            return None
        _, frame = self._waiting.popitem(last=False)
        self._under_way = len(frame)
        return frame

    def sent(self) -> None:
        """The frame taken last has left."""
        self.size -= self._under_way
        self._under_way = 0

    def clear(self) -> None:
        """Give up what waits."""
        self._waiting.clear()
        self.size = self._under_way

    def _add(self, key: str, frame: str) -> None:
        self._count += 1
        self._waiting[key] = frame
        self.size += len(frame)
