"""Image tokens by OpenAI's published examples, and one batch of the recorded session asked in two ways."""

import pytest
from interarec.lab.token_bench import WAYS, image_tokens
from interarec.platform.settings.schema import ModelSettings


@pytest.mark.parametrize(
    ("width", "height", "detail", "counting", "tokens"),
    [
        (1024, 1024, "high", "tiles", 765),
        (2048, 4096, "high", "tiles", 1105),
        (4096, 8192, "low", "tiles", 85),
        (1280, 800, "high", "tiles", 1105),
        (512, 320, "high", "tiles", 255),
        (1024, 1024, "high", "patches", 1659),  # 1,024 patches times 1.62
        (1280, 800, "high", "patches", 1620),
        (1280, 800, "low", "patches", 260),  # 16 x 10 patches
        (4096, 4096, "high", "patches", 2489),  # at most 1,536 patches
    ],
)
def test_pictures_are_counted_by_the_published_rules(
    width: int, height: int, detail: str, counting: str, tokens: int
) -> None:
    assert image_tokens(width, height, detail, counting) == tokens


def test_the_shipped_settings_are_among_the_ways_that_are_measured() -> None:
    assert ModelSettings() in [way.settings for way in WAYS if way.read_along]
    assert not WAYS[0].read_along
