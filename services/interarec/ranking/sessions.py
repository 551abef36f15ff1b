"""The data folder: training sessions, held-out next items, facts of the items. Read by all of ranking.

    train_sessions.txt.gz   a session a line: item ids in order, blank-separated; lines in order of time
    test.tsv.gz             prefix, TAB, target
    items.csv               optional: id, title, brand, color, price, …

UTF-8; a blank is the ASCII space, so ids may hold any other character but TAB, CR and LF. Lines end in LF or CR LF.
Items are numbered 0 … n-1: those of the training sessions first, in order of their first click, then those that only
items.csv knows. Targets outside the catalogue get the number -1; unknown items of a prefix are left out.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interarec.domain.errors import InvalidInput

__all__ = ["Rows", "SessionData", "Sessions", "read_data", "write_data"]

UNSEEN = -1


@dataclass(frozen=True, slots=True)
class Sessions:
    """Ragged sequences: session s is `clicks[starts[s]:starts[s + 1]]`; clicks (c,), starts (sessions + 1,)."""

    clicks: NDArray[np.int64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, sequences: Sequence[Sequence[int]]) -> Sessions:
        """From lists of item numbers."""
        lengths = [len(one) for one in sequences]
        flat = np.fromiter((item for one in sequences for item in one), np.int64, sum(lengths))
        return cls(flat, np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, session: int) -> NDArray[np.int64]:
        return self.clicks[self.starts[session] : self.starts[session + 1]]

    def __iter__(self) -> Iterator[NDArray[np.int64]]:
        return (self[session] for session in range(len(self)))

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(sessions,) clicks of each."""
        return np.diff(self.starts)

    @property
    def owners(self) -> NDArray[np.int64]:
        """(c,) the session of each click."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def part(self, first: int, last: int) -> Sessions:
        """Sessions first … last - 1."""
        starts = self.starts[first : last + 1]
        return Sessions(self.clicks[starts[0] : starts[-1]], starts - starts[0])

    def held_out(self, share: float) -> tuple[Sessions, Sessions]:
        """Those that train and the last `share` of them, one at least, whole: what choices are judged on."""
        cut = len(self) - max(1, round(len(self) * share))
        return self.part(0, cut), self.part(cut, len(self))

    def rows(self, longest: int) -> Rows:
        """Every prefix with its next item, at most `longest` items of it: what training and validation read."""
        ends = np.flatnonzero(np.concatenate(([False], self.owners[1:] == self.owners[:-1])))
        starts = self.starts[self.owners[ends]]
        return Rows(self.clicks, np.maximum(starts, ends - longest), ends, self.clicks[ends])


@dataclass(frozen=True, slots=True)
class Rows:
    """Prefixes `clicks[starts[r]:ends[r]]` and their targets; all of shape (r,) but the clicks they share."""

    clicks: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    targets: NDArray[np.int64]

    @classmethod
    def of(cls, prefixes: Sessions, targets: NDArray[np.int64], longest: int) -> Rows:
        """Whole sessions as prefixes of given targets."""
        ends = prefixes.starts[1:]
        return cls(prefixes.clicks, np.maximum(prefixes.starts[:-1], ends - longest), ends, targets)

    def __len__(self) -> int:
        return len(self.ends)

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(r,) items of each prefix."""
        return self.ends - self.starts

    def padded(self, chosen: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """(b, longest) item numbers plus one, 0 behind the end, and (b,) lengths of the chosen rows."""
        lengths = self.lengths[chosen]
        columns = np.arange(max(1, int(lengths.max(initial=0))))
        inside = columns < lengths[:, None]
        at = np.where(inside, self.starts[chosen][:, None] + columns, 0)
        if not len(self.clicks):
            return np.zeros(at.shape, np.int64), lengths
        return np.where(inside, self.clicks[at] + 1, 0), lengths


@dataclass(frozen=True, slots=True)
class SessionData:
    """A data folder in memory. `items[i]` is the id of item i; those from `trained` on have no training click."""

    items: tuple[str, ...]
    trained: int
    train: Sessions
    prefixes: Sessions
    targets: NDArray[np.int64]
    facts: dict[str, dict[str, str]]

    @property
    def counts(self) -> NDArray[np.int64]:
        """(n,) training clicks of each item."""
        return np.bincount(self.train.clicks, minlength=len(self.items))


def read_data(folder: Path) -> SessionData:
    """Raises InvalidInput, naming file and line."""
    facts = _facts(folder / "items.csv")
    lines = enumerate(_lines(folder / "train_sessions.txt.gz"), start=1)
    sessions = [one for one in (_session(line, number) for number, line in lines) if one]
    if not sessions:
        raise InvalidInput(f"{folder} holds no training session", field="data")
    numbers: dict[str, int] = {}
    train = Sessions.of([[numbers.setdefault(item, len(numbers)) for item in one] for one in sessions])
    trained = len(numbers)
    for item in facts:
        numbers.setdefault(item, len(numbers))
    pairs = [_pair(line, number) for number, line in enumerate(_lines(folder / "test.tsv.gz"), start=1)]
    prefixes = Sessions.of([[numbers[item] for item in prefix if item in numbers] for prefix, _ in pairs])
    targets = np.array([numbers.get(target, UNSEEN) for _, target in pairs], np.int64)
    return SessionData(tuple(numbers), trained, train, prefixes, targets, facts)


def write_data(
    folder: Path,
    train: Iterable[Sequence[str]],
    test: Iterable[tuple[Sequence[str], str]],
    items: Sequence[dict[str, str]] = (),
) -> None:
    """Write a data folder: what the converters and the tests call."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "train_sessions.txt.gz", (" ".join(one) for one in train))
    _write(folder / "test.tsv.gz", (f"{' '.join(prefix)}\t{target}" for prefix, target in test))
    if items:
        with (folder / "items.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(items[0]))
            writer.writeheader()
            writer.writerows(items)


def _write(path: Path, lines: Iterable[str]) -> None:
    text = "".join(line + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))  # the same data give the same bytes


def _lines(path: Path) -> list[str]:
    """Without their ends. `str.splitlines` would tear ids at separators of Unicode."""
    try:
        text = gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InvalidInput(f"{path} is missing", field="data") from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} is no gzip file of UTF-8 text ({error})", field="data") from error
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines if lines[-1] else lines[:-1]


def _session(line: str, number: int) -> list[str]:
    if "\t" in line:
        raise InvalidInput(f"train_sessions.txt.gz, line {number}: a TAB; ids are separated by blanks", field="data")
    return _ids(line)


def _pair(line: str, number: int) -> tuple[list[str], str]:
    before, tab, after = line.partition("\t")
    prefix, target = _ids(before), _ids(after)
    if not tab or "\t" in after or not prefix or len(target) != 1:
        raise InvalidInput(f"test.tsv.gz, line {number}: expected a prefix, TAB, one target", field="data")
    return prefix, target[0]


def _ids(text: str) -> list[str]:
    return [one for one in text.split(" ") if one]


def _facts(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if "id" not in (reader.fieldnames or ()):
                raise InvalidInput(f"{path} needs a column id", field="data")
            return {_id(row, path, reader.line_num): _told(row) for row in reader}
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{path} is no CSV file in UTF-8 ({error})", field="data") from error


def _id(row: Mapping[str, str | None], path: Path, line: int) -> str:
    found = row["id"]
    if not found:
        raise InvalidInput(f"{path}, line {line}: no id", field="data")
    return found


def _told(row: Mapping[str, str | None]) -> dict[str, str]:
    """Named columns; cells beyond the header have no name."""
    return {name: value or "" for name, value in row.items() if name and name != "id"}
