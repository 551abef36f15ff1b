"""SECURITY.md's table: every row names tests, and every named test exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[3]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> list[tuple[str, list[tuple[str, str]]]]:
    """Threat and the tests it names."""
    lines = [line for line in (PROJECT / "SECURITY.md").read_text().splitlines() if line.startswith("| ")]
    table = [line.strip("| ").split(" | ") for line in lines]
    return [(cells[0], NAMED.findall(cells[-1])) for cells in table[2:]]


def test_there_is_a_table() -> None:
    assert len(rows()) >= 20


@pytest.mark.parametrize(("threat", "named"), rows(), ids=[threat[:60] for threat, _ in rows()])
def test_every_row_names_tests_that_exist(threat: str, named: list[tuple[str, str]]) -> None:
    assert named, f"no test is named for: {threat}"
    for file, test in named:
        tree = ast.parse((PROJECT / file).read_text())
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert test in functions, f"{file} has no {test}"
