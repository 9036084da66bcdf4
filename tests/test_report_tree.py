"""What `check -v` adds to a report: figure trees, relations in words, remarks; and the pieces of every report."""

from __future__ import annotations

from consistency.document import Block, compose
from consistency.errors import ConsistencyError
from consistency.findings import Node, Report
from consistency.findings import Tested as Judged
from consistency.report import FORMATS, Look, render
from consistency.report.drawing.line import cells, number_of, plural, shorten

FLEET = Node(
    "as many as 900",
    "boats",
    900,
    "",
    1,
    (
        Node(
            "about 600",
            "trawlers",
            600,
            "",
            2,
            (Node("450", "from the north", 450, "", 3), Node("150", "from the south", 150, "", 3)),
            agrees=("450 + 150 = about 600",),
        ),
        Node("around 250", "smacks", 250, "", 4),
    ),
    "50",
    ("about 600 + around 250 ≤ as many as 900",),
)

BOXES = """\
  as many as 900 boats
  ├──  about 600  trawlers
  │     ├── 450  from the north
  │     └── 150  from the south    450 + 150 = about 600                    agrees
  ├── around 250  smacks           about 600 + around 250 ≤ as many as 900  agrees
  └── 50 not accounted for
"""

ASCII_NARROW = """\
  as many as 900 boats
  |--  about 600  trawlers
  |     |-- 450  from the north
  |     `-- 150  from the south
  |             450 + 150 = about 600  agrees
  |-- around 250  smacks
  |       about 600 + around 250 <= as many as 900  agrees
  `-- 50 not accounted for
"""


def test_verbose_draws_trees_and_lists_what_was_tested() -> None:
    article = compose("fleet.md", "x", [Block("paragraph", 0, 1)])
    whole = Report(
        findings=(),
        documents={"fleet.md": article},
        by_rule={"sum-of-parts": {"agrees": 1}},
        n_documents=1,
        n_figures=9,
        used={"fleet.md": (4, 9)},
        trees={"fleet.md": (FLEET,)},
        tested=(
            Judged("fleet.md", 3, "sum-of-parts", "agrees", "450 + 150 = about 600", 3),
            Judged("fleet.md", 4, "included-parts", "undecided", "450 ≤ 600", 2, "an open bound"),
            Judged("fleet.md", 4, "other", "agrees", "450 = 450", 2, kept=False),
        ),
        remarks=(ConsistencyError("fleet.md", 2, "not UTF-8; read as Windows-1252"),),
    )
    text = render("terminal", whole, "warning", Look(100, detail=1))
    assert text.startswith("fleet.md\n" + BOXES)
    assert (
        "  relations tested:\n"
        "    agrees      450 + 150 = about 600  line 3, sum-of-parts\n"
        "    undecided   450 ≤ 600  line 4, included-parts: an open bound\n"
        "      also: agrees  450 = 450  line 4, other\n"
    ) in text
    assert "  4 of 9 figures took part in a relation, 5 in none\n" in text
    assert "note: fleet.md:2: not UTF-8; read as Windows-1252\n" in text
    narrow = render("terminal", whole, "warning", Look(60, boxes=False, detail=1))
    assert narrow.startswith("fleet.md\n" + ASCII_NARROW)
    assert "├" not in render("terminal", whole, "warning", Look(60))


# ------------------------------------------------------------------ pieces
def test_formats_are_the_modules_of_the_folder() -> None:
    assert {"json", "terminal"} <= set(FORMATS)
    assert not {"drawing", "figures", "schema"} & set(FORMATS)


def test_words() -> None:
    assert [plural(word) for word in ("addend", "entry", "day", "class", "branch")] == [
        "addends", "entries", "days", "classes", "branches",
    ]  # fmt: skip
    assert number_of(1, "error") == "1 error"
    assert number_of(0, "error") == "0 errors"


def test_shorten() -> None:
    assert shorten("short", 10) == "short"
    assert shorten("the quick brown fox jumps", 15) == "the quick ..."
    assert shorten("the quick brown fox jumps", 15, left=True) == "... fox jumps"
    assert cells(shorten("日本日本日本日本", 9)) <= 9
