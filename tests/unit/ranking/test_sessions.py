"""The data folder, read and written."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from interarec.domain.errors import InvalidInput
from interarec.ranking.sessions import Rows, Sessions, read_data, write_data


def _folder(folder: Path) -> Path:
    items = [{"id": "z", "title": "Never clicked"}, {"id": "a", "title": "First"}]
    write_data(folder, [["a", "b", "a"], ["c"]], [(["b", "unknown", "z"], "a"), (["a"], "nowhere")], items)
    return folder


def test_items_are_numbered_by_first_click_and_the_unclicked_come_last(tmp_path: Path) -> None:
    data = read_data(_folder(tmp_path))
    assert data.items == ("a", "b", "c", "z")
    assert data.trained == 3
    assert data.counts.tolist() == [2, 1, 1, 0]
    assert [one.tolist() for one in data.train] == [[0, 1, 0], [2]]
    assert data.facts["z"] == {"title": "Never clicked"}


def test_unknown_prefix_items_are_left_out_and_unknown_targets_are_marked(tmp_path: Path) -> None:
    data = read_data(_folder(tmp_path))
    assert [one.tolist() for one in data.prefixes] == [[1, 3], [0]]
    assert data.targets.tolist() == [0, -1]


def test_every_prefix_becomes_a_row_inside_its_session_only() -> None:
    rows = Sessions.of([[5, 6, 7, 8], [9], [1, 2]]).rows(longest=2)
    prefixes = [rows.clicks[start:end].tolist() for start, end in zip(rows.starts, rows.ends, strict=True)]
    assert prefixes == [[5], [5, 6], [6, 7], [1]]
    assert rows.targets.tolist() == [6, 7, 8, 2]


def test_rows_are_padded_behind_with_items_from_one() -> None:
    rows = Rows.of(Sessions.of([[4, 0], [], [7, 8, 9]]), np.array([0, 0, 0]), longest=2)
    padded, lengths = rows.padded(np.array([2, 0, 1]))
    assert padded.tolist() == [[9, 10], [5, 1], [0, 0]]
    assert lengths.tolist() == [2, 2, 0]


def test_a_part_is_whole_sessions() -> None:
    part = Sessions.of([[1], [2, 3], [4, 5, 6]]).part(1, 3)
    assert [one.tolist() for one in part] == [[2, 3], [4, 5, 6]]


ODD = [
    "no\u00a0break",
    "thin\u2009blank",
    "line\u2028end",
    "next\u0085line",
    "form\x0cfeed",
    "#1,2",
    'qu"ote',
    "日本",
    "0",
]


def test_ids_may_hold_any_character_but_the_separators(tmp_path: Path) -> None:
    write_data(tmp_path, [ODD, ODD[::-1]], [(ODD[:-1], ODD[-1])], [{"id": one, "title": one} for one in ODD])
    data = read_data(tmp_path)
    assert data.items == tuple(ODD)
    assert [one.tolist() for one in data.prefixes] == [list(range(len(ODD) - 1))]
    assert data.facts["no\u00a0break"] == {"title": "no\u00a0break"}


def _pressed(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(gzip.compress(text.encode()))


def test_windows_line_ends_byte_order_marks_and_doubled_blanks_are_read(tmp_path: Path) -> None:
    _pressed(tmp_path, "train_sessions.txt.gz", "\ufeffa  b \r\n\r\nc\r\n")
    _pressed(tmp_path, "test.tsv.gz", "\ufeffa  b\t c\r\nb\ta")
    (tmp_path / "items.csv").write_bytes("\ufeffid,title,,brand\r\na,First,,\r\nb,Second\r\n".encode())
    data = read_data(tmp_path)
    assert data.items == ("a", "b", "c")
    assert [one.tolist() for one in data.train] == [[0, 1], [2]]
    assert [one.tolist() for one in data.prefixes] == [[0, 1], [1]]
    assert data.targets.tolist() == [2, 0]
    assert data.facts == {"a": {"title": "First", "brand": ""}, "b": {"title": "Second", "brand": ""}}


def test_wrong_lines_are_named(tmp_path: Path) -> None:
    write_data(tmp_path, [["a", "b"]], [(["a"], "b")])
    (tmp_path / "items.csv").write_text("id,title\na,First\n,Nameless\n")
    with pytest.raises(InvalidInput, match=r"items\.csv, line 3: no id"):
        read_data(tmp_path)
    (tmp_path / "items.csv").write_bytes(b"id,title\na,\xff\n")
    with pytest.raises(InvalidInput, match=r"items\.csv is no CSV file in UTF-8"):
        read_data(tmp_path)
    (tmp_path / "items.csv").unlink()
    _pressed(tmp_path, "train_sessions.txt.gz", "a b\na\tb\n")
    with pytest.raises(InvalidInput, match=r"train_sessions\.txt\.gz, line 2: a TAB"):
        read_data(tmp_path)


def test_the_last_sessions_are_held_out_whole() -> None:
    kept, held = Sessions.of([[1, 2], [3], [4, 5, 6]]).held_out(0.1)
    assert ([one.tolist() for one in kept], [one.tolist() for one in held]) == ([[1, 2], [3]], [[4, 5, 6]])


@pytest.mark.parametrize("line", ["a b c", "\tb", "a\tb c", "a\t", "a\tb\t", ""])
def test_a_broken_test_row_is_named(tmp_path: Path, line: str) -> None:
    write_data(tmp_path, [["a", "b"]], [(["a"], "b")])
    _pressed(tmp_path, "test.tsv.gz", f"a\tb\n{line}\n")
    with pytest.raises(InvalidInput, match="line 2"):
        read_data(tmp_path)


def test_missing_and_broken_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"train_sessions\.txt\.gz is missing"):
        read_data(tmp_path)
    (tmp_path / "train_sessions.txt.gz").write_bytes(b"no gzip")
    with pytest.raises(InvalidInput, match="no gzip file"):
        read_data(tmp_path)
