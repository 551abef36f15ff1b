"""A log-log line plot as SVG, without a plotting library, for the assortment benchmark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["write_plot"]

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 860, 460, 70, 60, 230, 50
_COLORS = ("#1b6e53", "#b3423a", "#2f5f9e", "#8a5a00", "#6b4a9c", "#3f3f3f", "#c0709a", "#5a8f29", "#008a9a", "#999999")

Points = Sequence[tuple[float, float]]


def write_plot(path: Path, title: str, x_name: str, y_name: str, lines: Mapping[str, Points]) -> None:
    """Write `lines` (name -> (x, y) with both above 0) as an SVG file."""
    xs = [math.log10(x) for points in lines.values() for x, _ in points]
    ys = [math.log10(y) for points in lines.values() for _, y in points]
    left, right, low, high = min(xs), max(xs), math.floor(min(ys)), math.ceil(max(ys))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - left) / max(right - left, 1e-9) * (_WIDTH - _LEFT - _RIGHT)
        up = (y - low) / max(high - low, 1e-9) * (_HEIGHT - _TOP - _BOTTOM)
        return _LEFT + across, _HEIGHT - _BOTTOM - up

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="15">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="{_HEIGHT - 12}">{escape(x_name)}</text>',
        f'<text x="12" y="{_TOP - 14}">{escape(y_name)}</text>',
    ]
    for decade in range(low, high + 1):
        x, y = place(left, decade)
        parts.append(f'<path d="M{x:.0f} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 8:.0f}" y="{y + 4:.1f}" text-anchor="end">{10.0**decade:g}</text>')
    for tick in sorted(set(xs)):
        x, y = place(tick, low)
        parts.append(f'<text x="{x:.0f}" y="{y + 18:.1f}" text-anchor="middle">{10.0**tick:,.0f}</text>')
    for number, (name, points) in enumerate(lines.items()):
        color = _COLORS[number % len(_COLORS)]
        placed = [place(math.log10(x), math.log10(y)) for x, y in points]
        path_data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        width = 3 if number == 0 else 1.5
        parts.append(f'<path d="{path_data}" fill="none" stroke="{color}" stroke-width="{width}"/>')
        parts.extend(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in placed)
        row = _TOP + 18 * number
        parts.append(f'<rect x="{_WIDTH - _RIGHT + 14}" y="{row}" width="12" height="12" fill="{color}"/>')
        parts.append(f'<text x="{_WIDTH - _RIGHT + 32}" y="{row + 10}">{escape(name)}</text>')
    path.write_text("\n".join([*parts, "</svg>\n"]), encoding="utf-8")
