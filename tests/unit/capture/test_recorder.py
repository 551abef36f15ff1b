"""What the recorder decides without a browser: which frames pass, and for how long the last one was seen."""

from typing import Any, cast

import pytest
from interarec.capture.client.recorder import FrameGate, Recorder
from interarec.domain.errors import InvalidInput


def test_equal_frames_do_not_pass_and_their_time_goes_to_the_next() -> None:
    gate = FrameGate()
    looks = [(b"a", 0.0), (b"a", 2.0), (b"b", 4.0), (b"b", 6.0), (b"b", 8.5), (b"a", 10.0)]
    assert [gate.dwell_ms(data, at) for data, at in looks] == [0, None, 4000, None, None, 6000]


@pytest.mark.parametrize("interval_ms", [999, 10_001, 0])
def test_other_intervals_are_refused(interval_ms: int) -> None:
    with pytest.raises(InvalidInput):
        Recorder(cast(Any, None), cast(Any, None), interval_ms=interval_ms)
