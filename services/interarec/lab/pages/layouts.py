"""What a layout is: a name, a function from shop to HTML, and the shops it is drawn for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interarec.lab.pages.shop import Shop

__all__ = ["Layout", "LayoutBook"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One page structure. `shops` are (locale, theme, department) to draw it for; `count` items each."""

    name: str
    draw: Callable[[Shop], str]
    shops: tuple[tuple[str, str, str], ...]
    count: int


class LayoutBook:
    """Collects layouts by decorator: `@book.layout("en-GB/plain/fashion", count=8)`."""

    def __init__(self) -> None:
        self.layouts: list[Layout] = []

    def layout(self, *shops: str, count: int) -> Callable[[Callable[[Shop], str]], Callable[[Shop], str]]:
        """Registers a drawing function under its own name."""

        def register(draw: Callable[[Shop], str]) -> Callable[[Shop], str]:
            places = tuple((parts[0], parts[1], parts[2]) for parts in (shop.split("/") for shop in shops))
            self.layouts.append(Layout(draw.__name__, draw, places, count))
            return draw

        return register
