from __future__ import annotations

from pathlib import Path

from interarec.cli.replaying import side_by_side, with_other
from interarec.platform.settings import Settings


def test_a_file_is_another_instruction_and_a_word_another_model(tmp_path: Path) -> None:
    instruction = tmp_path / "shorter.txt"
    instruction.write_text("Say less.")
    assert with_other(Settings(), str(instruction)).models.instruction_file == instruction
    assert with_other(Settings(), "other-model").models.vision_model == "other-model"


def test_equal_categories_are_told_once() -> None:
    first = {"state": "summarised", "reason": "", "summary": {"lowest_price": "18 GBP"}}
    second = {"state": "degraded", "reason": "refused", "summary": {"lowest_price": "20 GBP"}}
    text = side_by_side(first, second, "other")
    assert text.startswith("batch\n  recorded: summarised\n  other: degraded (refused)\n")
    assert "lowest price\n  recorded: 18 GBP\n  other: 20 GBP" in text
    assert "promotions\n  both: no summary" in text
