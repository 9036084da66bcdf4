"""Balances carried forward: the years are told from the headers, and a restated one is left alone."""

from __future__ import annotations

import pytest

from consistency import readers
from consistency.extraction import extract
from consistency.proposers import carried_forward
from consistency.relation import Article


def proposed(header: str, opening: str, closing: str) -> list[str]:
    rows = [
        header,
        "---|---|---",
        f"Hay at start of year | {opening}",
        "Cut | 140 | 150",
        f"Hay at end of year | {closing}",
    ]
    document = readers.read_text("table.md", "\n".join(f"| {row} |" for row in rows))
    return [found.confidence for found in carried_forward.propose(Article(document, extract(document)), {})]


@pytest.mark.parametrize(
    ("header", "opening", "closing", "expected"),
    [
        ("Hay | 2022 | 2023", "900 | 1,207", "1,207 | 1,357", ["high"]),
        ("Hay | 2022 | 2023", "900 | 1,270", "1,207 | 1,357", ["medium"]),
        ("Hay | 2022 | 2023", "900 | 1,114", "1,207 | 1,357", ["low"]),
        ("Hay | 2022 | 2023 (restated)", "900 | 1,270", "1,207 | 1,357", []),
        ("Hay | 2021 | 2023", "900 | 1,270", "1,207 | 1,357", []),
        ("Hay | Ayr | Bute", "900 | 1,270", "1,207 | 1,357", []),
        ("Hay | 2022 plan | 2022", "900 | 1,270", "1,207 | 1,357", []),
    ],
)
def test_a_balance_at_the_start(header: str, opening: str, closing: str, expected: list[str]) -> None:
    assert proposed(header, opening, closing) == expected
