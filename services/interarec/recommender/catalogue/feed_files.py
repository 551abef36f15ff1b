"""Feed files to rows of text by column name: CSV, TSV, JSON lines, Parquet, and the merchant feed's XML.

Called by `importing` and `transactions`. What a row means is not decided here.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from interarec.domain.errors import InvalidInput, NotFound, Unsupported

__all__ = ["Row", "read_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One record: `number` counts records from 1, `line` is its line in a text file.

    `broken` says why it has no fields.
    """

    number: int
    line: int | None
    fields: Mapping[str, str]
    broken: str | None = None


def read_rows(path: Path) -> Iterator[Row]:
    """Records of `path`, by its suffix: .csv .tsv .txt .jsonl .ndjson .parquet .xml.

    Column names are lower case with underscores and without the `g:` prefix; lists are joined by "/". Raises NotFound,
    InvalidInput when the file as a whole cannot be read, Unsupported for another suffix or a missing extra.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Unsupported(f"{path.name}: a feed ends in one of {', '.join(_READERS)}", field="path")
    if not path.is_file():
        raise NotFound(f"there is no file {path}")
    return reader(path)


def _column(name: str) -> str:
    """`g:Image Link` -> `image_link`."""
    return name.strip().lower().removeprefix("g:").replace(" ", "_").replace("-", "_")


def _text(value: object) -> str:
    """A cell as text; empty for None and NaN."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, (list, tuple)):
        return "/".join(_text(part) for part in value)
    if isinstance(value, Mapping):
        return " ".join(_text(part) for part in value.values())
    return str(value).strip()


def _fields(record: Mapping[str, object]) -> dict[str, str]:
    return {_column(name): _text(value) for name, value in record.items() if name}


def _csv_rows(path: Path) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            delimiter = max(",;\t|", key=header.count)
            records = csv.reader(file, delimiter=delimiter, strict=True)
            columns = [_column(name) for name in next(records, [])]
            if not any(columns):
                raise InvalidInput(f"{path.name} is empty; its first line must name the columns", field="path")
            for number, (line, cells, broken) in enumerate(_records(records), 1):
                yield _csv_row(number, line, cells, columns, broken)
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{path.name} is not a table in UTF-8: {error}", field="path") from error


def _records(records: Any) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, cells, what is wrong); blank lines are no records, and reading goes on after a broken one."""
    while True:
        try:
            cells = next(records, None)
        except csv.Error as error:
            yield records.line_num, [], f"is not a record: {error}"
            continue
        if cells is None:
            return
        if any(cells):
            yield records.line_num, cells, None


def _csv_row(number: int, line: int, cells: list[str], columns: list[str], broken: str | None) -> Row:
    if broken is None and len(cells) != len(columns):
        broken = f"has {len(cells)} cells where the header has {len(columns)}"
    fields = {} if broken else _fields(dict(zip(columns, cells, strict=True)))
    return Row(number, line, fields, broken)


def _json_rows(path: Path) -> Iterator[Row]:
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as file:
            for line, text in enumerate(file, 1):
                if not text.strip():
                    continue
                number += 1
                yield _json_row(number, line, text)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8: {error}", field="path") from error


def _json_row(number: int, line: int, text: str) -> Row:
    try:
        record = json.loads(text)
    except ValueError as error:
        return Row(number, line, {}, f"is not JSON: {error}")
    if not isinstance(record, dict):
        return Row(number, line, {}, "is not a JSON object")
    return Row(number, line, _fields(record))


def _parquet_rows(path: Path) -> Iterator[Row]:
    try:
        parquet, arrow_errors = import_module("pyarrow.parquet"), import_module("pyarrow").ArrowException
    except ImportError as error:
        raise Unsupported("reading Parquet needs pyarrow: pip install 'interarec[parquet]'", field="path") from error
    try:
        batches = parquet.ParquetFile(path).iter_batches()
        for number, record in enumerate((record for batch in batches for record in batch.to_pylist()), 1):
            yield Row(number, None, _fields(record))
    except (arrow_errors, OSError, ValueError) as error:  # damaged pages are an OSError, damaged text a ValueError
        raise InvalidInput(f"{path.name} is not a Parquet file: {error}", field="path") from error


def _xml_rows(path: Path) -> Iterator[Row]:
    """RSS <item> or Atom <entry> elements of a merchant feed. Files that declare entities are refused unread."""
    if b"<!ENTITY" in path.read_bytes().replace(b"\0", b""):  # also in UTF-16
        raise InvalidInput(f"{path.name} declares XML entities, which a feed has no use for", field="path")
    number = 0
    try:
        for _, element in ElementTree.iterparse(path):  # noqa: S314  # entities were refused above
            if _tag(element) in ("item", "entry"):
                number += 1
                yield Row(number, None, _xml_fields(element))
                element.clear()
    except ElementTree.ParseError as error:
        raise InvalidInput(f"{path.name} is not XML: {error}", field="path") from error


def _tag(element: ElementTree.Element) -> str:
    """Name without the namespace."""
    return _column(element.tag.rpartition("}")[2])


def _xml_fields(element: ElementTree.Element) -> dict[str, str]:
    """Repeated elements are joined by "/"; an Atom link keeps its address in `href`."""
    fields: dict[str, str] = {}
    for child in element:
        text = (child.text or child.get("href") or "").strip()
        name = _tag(child)
        fields[name] = f"{fields[name]}/{text}" if name in fields else text
    return fields


_READERS: dict[str, Callable[[Path], Iterator[Row]]] = {
    ".csv": _csv_rows,
    ".tsv": _csv_rows,
    ".txt": _csv_rows,
    ".jsonl": _json_rows,
    ".ndjson": _json_rows,
    ".parquet": _parquet_rows,
    ".xml": _xml_rows,
}
