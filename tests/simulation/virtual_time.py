"""An event loop whose clock jumps to the next timer: seconds cost nothing, and the same seed gives the same run.

Smaller and faster than a loop with a real selector: nothing here waits for a socket or a thread.
"""

from __future__ import annotations

import asyncio
import gc
import selectors
from collections import deque
from collections.abc import Callable, Collection, Coroutine, Mapping
from concurrent.futures import Executor
from contextvars import Context, copy_context
from datetime import UTC, datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Any, TypeVar

__all__ = ["EPOCH", "VirtualLoop", "in_virtual_time", "virtual_now"]

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

MANY_ALARMS = 100

T = TypeVar("T")


class _NoInput(selectors.BaseSelector):
    """The loop's own waking pipe is all that is ever registered, and never used within one thread."""

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Forgotten."""
        return selectors.SelectorKey(fileobj, 0, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """Never known."""
        return selectors.SelectorKey(fileobj, 0, 0, None)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Nothing comes."""
        return []

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """Nothing is watched."""
        return {}


class _Call:
    """A callback that is due, as asyncio's Handle: the calls of a schedule are many, and this one is quickly made."""

    __slots__ = ("args", "callback", "context", "dropped")

    def __init__(self, callback: Callable[..., Any], args: tuple[Any, ...], context: Context | None) -> None:
        self.callback = callback
        self.args = args
        self.context = copy_context() if context is None else context
        self.dropped = False

    def cancel(self) -> None:
        """It will not be made."""
        self.dropped = True

    def cancelled(self) -> bool:
        """Whether it will not."""
        return self.dropped


class _Alarm(_Call):
    """One that is due at a time."""

    __slots__ = ("at", "loop", "set")

    def __init__(
        self, loop: VirtualLoop, at: float, callback: Callable[..., Any], args: tuple[Any, ...], context: Context | None
    ) -> None:
        super().__init__(callback, args, context)
        self.loop, self.at, self.set = loop, at, True

    def when(self) -> float:
        """See TimerHandle."""
        return self.at

    def cancel(self) -> None:
        """See Handle."""
        if not self.dropped:
            self.dropped = True
            self.loop.dropped += self.set

    def __lt__(self, other: _Alarm) -> bool:
        return self.at < other.at


class VirtualLoop(asyncio.SelectorEventLoop):
    """Turns as asyncio's own loop does, in the same order, without what only sockets, threads and debugging need.

    Threads' work is done at once, in this thread.
    """

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_NoInput())
        self._calls: deque[_Call] = deque()
        self._alarms: list[tuple[float, _Alarm]] = []
        self.dropped = 0

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._now

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> Any:
        """See asyncio."""
        call = _Call(callback, args, context)
        self._calls.append(call)
        return call

    def call_at(self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> Any:
        """See asyncio."""
        alarm = _Alarm(self, when, callback, args, context)
        heappush(self._alarms, (when, alarm))
        return alarm

    def call_later(self, delay: float, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> Any:
        """See asyncio."""
        return self.call_at(self._now + delay, callback, *args, context=context)

    def _run_once(self) -> None:
        """One turn: what is due now, in the order it was asked for; when nothing is, time passes to the next alarm."""
        self._drop_alarms()
        calls, alarms = self._calls, self._alarms
        if not calls and not self._stopping:
            if not alarms:
                raise RuntimeError("every task waits and no timer is set: the simulated world is stuck")
            self._now += max(0.0, alarms[0][0] - self._now)
        end = self._now + self._clock_resolution
        while alarms and alarms[0][0] < end:
            alarm = heappop(alarms)[1]
            alarm.set = False
            calls.append(alarm)
        for _ in range(len(calls)):
            call = calls.popleft()
            if not call.dropped:
                try:
                    call.context.run(call.callback, *call.args)
                except Exception as error:  # noqa: BLE001 - told to whoever listens, as asyncio does it
                    self.call_exception_handler({"message": f"{call.callback!r} failed", "exception": error})

    def _drop_alarms(self) -> None:
        """Cancelled ones: at the front as they come, all when they are more than half."""
        alarms = self._alarms
        if len(alarms) > MANY_ALARMS and self.dropped > len(alarms) / 2:
            for _, alarm in alarms:
                alarm.set = not alarm.dropped
            alarms[:] = [one for one in alarms if one[1].set]
            heapify(alarms)
            self.dropped = 0
        while alarms and alarms[0][1].dropped:
            heappop(alarms)[1].set = False
            self.dropped -= 1

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """The result, at once."""
        done = self.create_future()
        try:
            done.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits
            done.set_exception(error)
        return done


def in_virtual_time(scenario: Coroutine[Any, Any, T]) -> T:
    """Run `scenario` in a loop of its own.

    Rubbish is collected afterwards: looking for it meanwhile costs more than the memory of one run. There is no handler
    for Ctrl-C: putting the old one back spells out the task, and with it all that the scenario returned.
    """
    gc.disable()
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(scenario)
    finally:
        loop.run_until_complete(_cancelled(asyncio.all_tasks(loop)))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        gc.enable()


async def _cancelled(tasks: Collection[asyncio.Task[Any]]) -> None:
    """End what the scenario left running, as asyncio.run does."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def virtual_now() -> datetime:
    """The loop's time as a date."""
    return EPOCH + timedelta(seconds=asyncio.get_running_loop().time())
