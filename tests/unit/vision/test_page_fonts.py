"""Pages are only drawn with the fonts they are meant for."""

from __future__ import annotations

from interarec.lab.pages.fonts import missing_font_packages


def test_the_packages_of_missing_fonts_are_named() -> None:
    places = [("en-GB", "plain", "fashion"), ("ja-JP", "open", "fashion")]
    assert missing_font_packages(places, ["Liberation Sans"]) == ["fonts-open-sans", "fonts-vlgothic"]
    assert missing_font_packages(places, ["Liberation Sans", "Open Sans", "VL Gothic"]) == []
