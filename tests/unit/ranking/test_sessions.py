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


@pytest.mark.parametrize("line", ["a b c", "\tb", "a\tb c", "a\t"])
def test_a_broken_test_row_is_named(tmp_path: Path, line: str) -> None:
    write_data(tmp_path, [["a", "b"]], [(["a"], "b")])
    (tmp_path / "test.tsv.gz").write_bytes(gzip.compress(f"a\tb\n{line}\n".encode()))
    with pytest.raises(InvalidInput, match="line 2"):
        read_data(tmp_path)


def test_missing_and_broken_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"train_sessions\.txt\.gz is missing"):
        read_data(tmp_path)
    (tmp_path / "train_sessions.txt.gz").write_bytes(b"no gzip")
    with pytest.raises(InvalidInput, match="no gzip file"):
        read_data(tmp_path)
