from __future__ import annotations

import pytest
from interarec.constraints.report import constraints_report

from tests.unit.constraints.reading_cases import CASES


@pytest.mark.parametrize(("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_reads_a_summary(source: object, expected: dict[str, object]) -> None:
    report = constraints_report(source)  # type: ignore[arg-type]
    assert {key: report[key] for key in expected} == expected
