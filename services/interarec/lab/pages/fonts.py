"""Whether this machine has the fonts the layouts are drawn with; without them a page is another page.

Without a Japanese font a sign is drawn as an empty box, and a reader is blamed for what nobody could read. Called by
`draw` before the first page.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

from interarec.domain.errors import Unavailable
from interarec.lab.pages.shop import LOCALES, THEMES

__all__ = ["missing_font_packages", "require_fonts"]

_PACKAGES = {
    "Liberation Sans": "fonts-liberation",
    "Liberation Serif": "fonts-liberation",
    "Liberation Sans Narrow": "fonts-liberation",
    "DejaVu Sans": "fonts-dejavu-core",
    "Roboto": "fonts-roboto-unhinted",
    "Open Sans": "fonts-open-sans",
    "Lato": "fonts-lato",
    "Inter": "fonts-inter",
    "VL Gothic": "fonts-vlgothic",
}
_JAPANESE = "VL Gothic"


def missing_font_packages(places: Iterable[tuple[str, str, str]], installed: Iterable[str]) -> list[str]:
    """Debian packages of the fonts that (locale, theme, department) need and `installed` (families) lacks."""
    there, wanted = set(installed), set()
    for locale, theme, _ in places:
        wanted.add(THEMES[theme].font)
        if LOCALES[locale].currency == "JPY":
            wanted.add(_JAPANESE)
    return sorted({_PACKAGES[font] for font in wanted - there})


def require_fonts(places: Iterable[tuple[str, str, str]]) -> None:
    """Raises Unavailable with the packages to install when a font is missing."""
    missing = missing_font_packages(places, _installed())
    if missing:
        raise Unavailable(f"fonts are missing, the pages would not be the same: install {' '.join(missing)}")


def _installed() -> set[str]:
    lister = shutil.which("fc-list")
    if lister is None:
        raise Unavailable("fc-list not found, so the fonts are not known: install fontconfig")
    command = [lister, ":", "family"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - no input in it
    return {name.strip() for line in listed.splitlines() for name in line.split(",")}
