"""The ways in which people write figures, each with the reading that it must get: see tests/phenomena/*.yaml."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from consistency.document import Block, compose
from consistency.extraction import extract

FOLDER = Path(__file__).parent / "phenomena"
CASES = [case for path in sorted(FOLDER.glob("*.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['phenomenon']}: {case['sentence'][:40]}")
def test_reading(case: dict[str, Any]) -> None:
    sentence = case["sentence"]
    figures = extract(compose("story.txt", sentence, [Block(case.get("block", "paragraph"), 0, len(sentence))]))
    read = [
        [figure.text, figure.kind, _close(figure.value), _close(figure.value_to), figure.unit, figure.hedge]
        for figure in figures
    ]
    wanted = [
        [text, kind, _close(value), _close(to), unit, hedge] for text, kind, value, to, unit, hedge in case["figures"]
    ]
    assert read == wanted


def test_every_phenomenon_has_a_sentence() -> None:
    assert {case["phenomenon"] for case in CASES} == set(range(1, 73))


def _close(value: float | None) -> float | str | None:
    if value is not None and math.isnan(value):
        return "undecided"
    return None if value is None else float(f"{value:.5g}") if abs(value) < 1 else round(float(value), 6)
