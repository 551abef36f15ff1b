"""What waits for a slow client."""

from __future__ import annotations

from interarec.gateway.outbox import Outbox


def drained(outbox: Outbox) -> list[str]:
    frames = []
    while (frame := outbox.take()) is not None:
        frames.append(frame)
        outbox.sent()
    return frames


def test_a_client_that_keeps_up_gets_everything_in_order() -> None:
    outbox = Outbox(behind_above=100)
    outbox.reply("answer")
    for number in range(3):
        outbox.push("channel", f"push {number}")
    assert drained(outbox) == ["answer", "push 0", "push 1", "push 2"]
    assert outbox.size == 0


def test_a_slow_client_keeps_only_the_newest_of_each_channel() -> None:
    outbox = Outbox(behind_above=100)
    outbox.push("a", "a0")
    assert outbox.take() == "a0"
    for number in range(1, 100):
        outbox.push("a", f"a{number}")
        outbox.push("b", f"b{number}")
        outbox.reply(f"answer {number}") if number == 50 else None
    assert outbox.size == len("a0") + len("answer 50") + len("a99") + len("b99")
    outbox.sent()
    assert drained(outbox) == ["answer 50", "a99", "b99"]


def test_replies_are_never_replaced() -> None:
    outbox = Outbox(behind_above=100)
    outbox.reply("first")
    outbox.take()
    outbox.reply("second")
    outbox.reply("second")
    outbox.sent()
    assert drained(outbox) == ["second", "second"]


def test_clearing_leaves_the_frame_under_way() -> None:
    outbox = Outbox(behind_above=100)
    outbox.reply("abc")
    outbox.reply("def")
    outbox.take()
    outbox.clear()
    assert outbox.size == 3
    assert outbox.take() is None
    outbox.sent()
    assert outbox.size == 0


def test_a_burst_before_the_first_send_is_bounded_too() -> None:
    outbox = Outbox(behind_above=100)
    for number in range(1_000):
        outbox.push("a", f"{number:050d}")
    assert outbox.size <= 200
    frames = drained(outbox)
    assert frames[-1] == f"{999:050d}"
    assert frames == sorted(frames)
