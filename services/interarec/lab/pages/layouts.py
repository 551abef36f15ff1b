"""What a layout is: a name, a function from shop to HTML, the shops it is drawn for and the screen it is shown on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interarec.lab.pages.shop import Shop

__all__ = ["LAPTOP", "Layout", "LayoutBook", "Screen"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A viewport in CSS pixels, device pixels per CSS pixel, and the JPEG quality of every second capture."""

    width: int = 1600
    height: int = 870
    scale: float = 1.0
    quality: int = 85


LAPTOP = Screen()


@dataclass(frozen=True, slots=True)
class Layout:
    """One page structure. `shops` are (locale, theme, department) to draw it for; `count` items each."""

    name: str
    draw: Callable[[Shop], str]
    shops: tuple[tuple[str, str, str], ...]
    count: int
    screen: Screen = LAPTOP


class LayoutBook:
    """Collects layouts by decorator: `@book.layout("en-GB/plain/fashion", count=8)`."""

    def __init__(self) -> None:
        self.layouts: list[Layout] = []

    def layout(
        self, *shops: str, count: int, screen: Screen = LAPTOP
    ) -> Callable[[Callable[[Shop], str]], Callable[[Shop], str]]:
        """Registers a drawing function under its own name."""

        def register(draw: Callable[[Shop], str]) -> Callable[[Shop], str]:
            places = tuple((parts[0], parts[1], parts[2]) for parts in (shop.split("/") for shop in shops))
            self.layouts.append(Layout(draw.__name__, draw, places, count, screen))
            return draw

        return register
