"""The score of the local reader on drawn pages, and the work its caches save: `interarec bench reading`.

`python -m interarec.lab.reading_bench --write` also puts the tables into docs/reading.md between its markers.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from interarec.lab.pages.development import DEVELOPMENT
from interarec.lab.pages.draw import DrawnPage, draw_layouts
from interarec.lab.pages.frozen import FROZEN
from interarec.lab.pages.layouts import Layout
from interarec.lab.pages.score import PageScore, score_page, table
from interarec.lab.pages.session import draw_session
from interarec.vision import Frame, LocalReader, Reading

__all__ = ["main", "score_layouts", "session_table"]

_DOCUMENT = Path(__file__).parents[3] / "docs" / "reading.md"


def score_layouts(layouts: Sequence[Layout], reader: LocalReader, *, seeds: Iterable[int] = (1,)) -> list[PageScore]:
    """Every page of the layouts drawn, read on its own and scored."""
    return [_score(page, reader) for page in draw_layouts(layouts, seeds=seeds)]


def _score(page: DrawnPage, reader: LocalReader) -> PageScore:
    reader.forget()
    reading = reader.read([Frame(page.truth.name, 0, page.image)])
    return score_page(page.truth, reading.frames[0].offers)


def session_table(*, threads: int = 1) -> str:
    """Ten screenshots of one session: each read alone by an empty reader against the batch in one reader.

    Processor time, so that other work on the machine does not count.
    """
    frames = [Frame(f"s{number}", number, page.image) for number, page in enumerate(draw_session())]
    reader = LocalReader(threads=threads)
    reader.read(frames[:1])  # loads the weights
    alone = []
    started = time.process_time()
    for frame in frames:
        reader.forget()
        alone.append(reader.read([frame]))
    apart_s = time.process_time() - started
    reader.forget()
    started = time.process_time()
    together = reader.read(frames)
    batch_s = time.process_time() - started
    rows = [
        "| ten screenshots of one session | |",
        "|---|---|",
        f"| each read alone, processor time | {apart_s:.1f} s |",
        f"| as one batch, processor time | {batch_s:.1f} s |",
        f"| ratio (the bar: at most 45 %) | {batch_s / apart_s:.0%} |",
        f"| lines, of them recognised anew | {together.lines}, {together.new_lines} |",
        f"| recognition per new line | {1000 * together.seconds_per_new_line:.0f} ms |",
        f"| same prices on every frame | {'yes' if _same_prices(alone, together) else 'NO'} |",
    ]
    return "\n".join(rows)


def _same_prices(alone: Sequence[Reading], together: Reading) -> bool:
    apart = [sorted((o.currency or "", o.price) for o in reading.frames[0].offers) for reading in alone]
    batch = [sorted((o.currency or "", o.price) for o in frame.offers) for frame in together.frames]
    return apart == batch


def _by_layout(scores: Sequence[PageScore]) -> str:
    rows = ["| layout | prices asked | found right | found in all | titles right |", "|---|---|---|---|---|"]
    for layout in dict.fromkeys(score.layout for score in scores):
        group = [score for score in scores if score.layout == layout]
        sums = [sum(getattr(score, name) for score in group) for name in ("asked", "right", "found", "titles_right")]
        rows.append(f"| {layout} | " + " | ".join(str(value) for value in sums) + " |")
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the tables; `--write` keeps them in docs/reading.md, `--only development|frozen|session` cuts the run."""
    parser = argparse.ArgumentParser(prog="interarec bench reading", description=main.__doc__)
    parser.add_argument("--only", choices=("development", "frozen", "session"))
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(arguments)
    tables = {}
    for name, layouts in (("frozen", FROZEN), ("development", DEVELOPMENT)):
        if chosen.only in (None, name):
            scores = score_layouts(layouts, LocalReader(threads=chosen.threads))
            tables[name] = f"{table(scores)}\n\n{_by_layout(scores)}"
    if chosen.only in (None, "session"):
        tables["session"] = session_table(threads=chosen.threads)
    for name, text in tables.items():
        sys.stdout.write(f"{name}\n\n{text}\n\n")
    if chosen.write:
        _write(tables)
    return 0


def _write(tables: dict[str, str]) -> None:
    text = _DOCUMENT.read_text()
    for name, body in tables.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda match, body=body: f"{match.group(1)}{body}\n{match.group(2)}", text)  # type: ignore[misc]
    _DOCUMENT.write_text(text)


if __name__ == "__main__":
    sys.exit(main())
