"""`consistency explain FILE:LINE:COLUMN`: one figure's reading, its relations, and why a rule that was near did not apply."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest

from consistency.place import Place, place_of
from tests.desk import SOUND, WRONG, put, run

STORY = """\
# The quay

About 12,000 crates came ashore. The breakdown includes 7,000 crates of tea and 8,000 crates of salt.
"""


def explained(what: str, *options: str) -> str:
    result = run("explain", what, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


# ------------------------------------------------------------------ one figure
def test_a_figure_that_is_wrong(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert explained("wrong.md:1:20") == (
        '"60"\n'
        "  --> wrong.md:1:20\n"
        "   |\n"
        " 1 | Of the 40 dockers, 60 work the night shift.\n"
        "   |                    ^^ this figure\n"
        "   |\n"
        "\n"
        "how it is read\n"
        "  kind         count\n"
        "  value        60\n"
        "  stands for   59.5 to 60.5; if it was rounded at its zeros, 55 to 70\n"
        "  last digit   1; the last that is not zero 10\n"
        "  counts       dockers (head: docker)\n"
        "  stands in    paragraph\n"
        "  clause       Of the 40 dockers, [60] work the night shift\n"
        "\n"
        "what was tested\n"
        "  contradicts  60 ≤ 40  parts-within-whole\n"
        '               high confidence: same sentence, "of the … dockers, …"\n'
        "               reported as an error: 60 cannot be part of 40\n"
        "\n"
        f"{_others(1)} other rules found nothing to do with this figure\n"
    )


def _others(told: int) -> int:
    """How many rules there are besides those that are told of."""
    return len(run("rules", "--no-config").stdout.splitlines()) - 1 - told


def test_a_sum_in_words(newsroom: Path) -> None:
    put(newsroom, "quay.md", STORY)
    told = explained("quay.md:3:1")
    assert told.startswith('"About 12,000"\n')
    assert "  hedge        about\n  stands for   11,400 to 12,600\n" in told
    assert 'stands in    paragraph, under "The quay"\n' in told
    assert '  contradicts  7,000 + 8,000 = "About 12,000"  sum-of-parts\n' in told
    assert '               the others come to 15,000, and "About 12,000" allows 11,400 to 12,600\n' in told


def test_all_figures_of_a_line(newsroom: Path) -> None:
    put(newsroom, "quay.md", STORY)
    told = explained("quay.md:3")
    assert [line for line in told.splitlines() if line.startswith('"')] == ['"About 12,000"', '"7,000"', '"8,000"']


def test_the_column_behind_a_figure_and_a_figure_over_two_lines(newsroom: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    assert explained("sound.md:1:10").startswith('"60"\n')
    put(newsroom, "two.md", "They counted some 14\nmillion herring.\n")
    assert explained("two.md:2:3").startswith('"some 14 million"\n')
    assert explained("two.md:2").startswith('"some 14 million"\n')


def test_what_agrees_and_what_speaks_for_it(newsroom: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    told = explained("sound.md:1:8")
    assert "  agrees       40 ≤ 60  parts-within-whole\n" in told
    assert "reported" not in told


OWN = """\
- rule: dockers
  title: Dockers
  phrase: of the {whole} dockers , {parts+} work
  assert: sum(parts) == whole
  message: no
"""


def test_what_is_left_open(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN + "  partial: true\n")
    put(newsroom, "open.md", "Of the 90 dockers, 40 mend and 20 work.\n")
    told = explained("open.md:1:8", "--rules", "own.yaml")
    assert "  undecided    40 + 20 = 90  dockers\n               left open: " in told


def test_a_note_says_how_it_is_shown(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN + "  confidence: low\n")
    put(newsroom, "note.md", "Of the 90 dockers, 40 mend and 21 work.\n")
    told = explained("note.md:1:8", "--rules", "own.yaml")
    assert "               low confidence: same sentence" in told
    assert "               reported as a note, which is shown with --show note: no\n" in told


def test_a_cell_of_a_table(newsroom: Path) -> None:
    put(newsroom, "t.csv", "Pier,Ships\nNorth,4100\nSouth,2300\nWest,1733\nTotal,8133\n")
    told = explained("t.csv:3:7")
    assert "  stands in    a table cell: South / Ships\n" in told
    assert "4100 + 2300 + 1733 = 8133" in told
    assert "table-total" in told


def test_a_cell_of_a_workbook(newsroom: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cod & hake"
    for row in (["Pier", "Ships"], ["North", 4100], ["South", 2300], ["West", 1733], ["Total", 8133]):
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    put(newsroom, "book.xlsx", file.getvalue())
    for address in ("'Cod & hake'!B3", "Cod & hake!B3", "b3", "$B$3"):
        told = explained(f"book.xlsx:{address}")
        assert told.startswith('"2300"\n'), address
        assert "  --> book.xlsx:'Cod & hake'!B3\n" in told
    assert "no figure at book.xlsx:A2" in explained("book.xlsx:A2")
    result = run("explain", "book.xlsx:Z9")
    assert (result.exit_code, result.stderr) == (
        2,
        "book.xlsx: error: no cell with anything in it is called 'Z9'\n",
    )
    result = run("explain", "book.xlsx:3:4")
    assert result.exit_code == 2
    assert "a workbook has no lines; name a cell: book.xlsx:'Cod & hake'!A1" in result.stderr


# ------------------------------------------------------------------ why a rule did not apply
def test_figures_that_do_not_share_what_they_must(newsroom: Path) -> None:
    put(newsroom, "price.md", "The prices rose 20 percent to 90 from $80.\n")
    told = explained("price.md:1:17")
    assert (
        "what nearly applied\n"
        "  growth\n"
        '    its words match, but "$80", "90" must be in one unit\n'
        '    where it says "rose … to … from …"\n'
    ) in told


def test_a_word_that_forbids_the_match(newsroom: Path) -> None:
    put(
        newsroom,
        "own.yaml",
        "- rule: dockers\n  title: Dockers\n  phrase: of the {whole} dockers , {part} work\n  unless: {right: [at most]}\n"
        "  assert: part <= whole\n  message: no\n",
    )
    put(newsroom, "a.md", "Of the 40 dockers, 60 work nights at most.\n")
    told = explained("a.md:1:8", "--rules", "own.yaml")
    assert '  dockers\n    its words match, but "at most" stands beside them\n' in told


def test_a_figure_of_another_kind(newsroom: Path) -> None:
    put(
        newsroom,
        "own.yaml",
        "- rule: crane\n  title: Cranes\n  phrase: the crane lifted {load:measure} of {all:measure} allowed\n"
        "  assert: load <= all\n  message: no\n  labels: {load: load}\n",
    )
    put(newsroom, "a.md", "The crane lifted 40 tonnes of 60 allowed.\n")
    told = explained("a.md:1:18", "--rules", "own.yaml")
    assert '  crane\n    its words match, but "60" is read as a count, and the all must be a measure\n' in told


def test_a_rule_for_other_files_and_other_languages(newsroom: Path) -> None:
    rule = (
        "- rule: dockers\n  title: Dockers\n  files: sport/*.md\n  phrase: of the {whole} dockers , {part} work\n"
        "  assert: part <= whole\n  message: no\n"
    )
    put(newsroom, "own.yaml", rule)
    put(newsroom, "wrong.md", WRONG)
    assert "    it is for the files sport/*.md\n" in explained("wrong.md:1:8", "--rules", "own.yaml")
    told = explained("wrong.md:1:8", "--lang", "de")
    assert "    it is for articles in 'en', and this one is in 'de'\n" in told
    assert " are for other files or languages)" in " ".join(told.split())


def test_a_role_of_one_s_own_rule_that_finds_nothing(newsroom: Path) -> None:
    put(
        newsroom,
        "consistency.yaml",
        "rules:\n- rule: own/dockers\n  title: Dockers\n  bind: {a: {noun: dockers}, b: {noun: ferrymen}}\n"
        "  assert: a <= b\n  message: no\n",
    )
    put(newsroom, "a.md", "The port has 40 dockers.\n")
    assert "  own/dockers\n    its a finds the figure, but no figure is its b\n" in explained("a.md:1:14")


def test_a_rule_that_the_configuration_leaves_out(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "consistency.yaml", "packs: []\nignore:\n- growth\n- parts-within-whole\n")
    told = explained("wrong.md:1:8")
    assert "  contradicts  60 ≤ 40  parts-within-whole\n" in told
    assert "               not tested in a check: consistency.yaml:4 leaves the rule out\n" in told
    put(newsroom, "consistency.yaml", "select: [growth]\n")
    assert "the rule is not among those that consistency.yaml selects" in explained("wrong.md:1:8")
    assert "reported as an error" in explained("wrong.md:1:8", "--no-config")
    every = _others(0)
    assert f" found nothing to do with this figure ({every - 1} of all {every} are switched" in explained(
        "wrong.md:1:8"
    )


def test_a_finding_that_is_silenced(newsroom: Path) -> None:
    put(newsroom, "a.md", f"<!-- consistency-ignore-next-line parts-within-whole: counted twice -->\n{WRONG}")
    assert "not reported, for it is silenced in a.md:1: counted twice\n" in explained("a.md:2:8")


def test_a_confidence_that_the_configuration_does_not_take(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN + "  confidence: medium\n")
    put(newsroom, "note.md", "Of the 90 dockers, 40 mend and 21 work.\n")
    put(newsroom, "consistency.yaml", "packs: [own.yaml]\nsettings: {dockers: {min-confidence: high}}\n")
    told = explained("note.md:1:8")
    assert "not reported, for the configuration wants at least high confidence of this rule" in told


def test_the_tolerances_are_those_of_the_file(newsroom: Path) -> None:
    put(newsroom, "quay.md", STORY)
    put(newsroom, "consistency.yaml", "hedges: {about: 10%}\n")
    assert "stands for   10,800 to 13,200\n" in explained("quay.md:3:1")


# ------------------------------------------------------------------ no figure there
READ = """\
---
title: Harbour
---

He flew an F-16 with v2.3.1 over the port. Call 911. See John 3:16 at once.

`code 55` and <!-- 77 --> text.
"""


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("5:14", '"F-16" is part of a name or of a code'),
        ("5:23", '"v2.3.1" is no number as it is written: a version, a list, or too many digits'),
        ("5:50", '"911" is the name of one thing (a verse, a law, a number to dial, a title), and counts nothing'),
        ("5:4", "there is no number here"),
        ("7:7", "nobody reads this as text: it is markup, code or a comment"),
        ("7:21", "nobody reads this as text: it is markup, code or a comment"),
    ],
)
def test_why_nothing_was_read(newsroom: Path, place: str, why: str) -> None:
    put(newsroom, "a.md", READ)
    assert explained(f"a.md:{place}") == f"no figure at a.md:{place}\n  {why}\n"


def test_the_nearest_figures(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{SOUND}\nNothing here.\n\n{WRONG}")
    assert explained("a.md:3") == ("no figure at a.md:3\n\nthe nearest figures\n  a.md:1:20  40\n  a.md:5:8  40\n")
    assert explained("a.md:1:1").endswith("the nearest figures\n  a.md:1:8  60\n  a.md:1:20  40\n")
    assert "the nearest" not in explained(put(newsroom, "empty.md", "\n") + ":1")


# ------------------------------------------------------------------ places
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a.md:9:62", Place("a.md", 9, 62)),
        ("a.md:9", Place("a.md", 9)),
        ("a.md:9:62:", Place("a.md", 9, 62)),
        ("C:\\desk\\a.md:9:62", Place("C:\\desk\\a.md", 9, 62)),
        ("C:/desk/a.md:9", Place("C:/desk/a.md", 9)),
        ("a b: c.md:9", Place("a b: c.md", 9)),
        ("book.xlsx:Sheet1!C12", Place("book.xlsx", address="Sheet1!C12")),
        ("C:\\book.xlsx:My sheet!AA12", Place("C:\\book.xlsx", address="My sheet!AA12")),
        ("a.md", None),
        ("a.md:0", None),
        ("parts-within-whole", None),
    ],
)
def test_places(text: str, place: Place | None) -> None:
    assert place_of(text) == place


@pytest.mark.skipif(os.name == "nt", reason="no such names")
def test_a_name_with_a_colon_in_it(newsroom: Path) -> None:
    put(newsroom, "a:1.md", SOUND)
    put(newsroom, "notes:7", SOUND)
    assert explained("a:1.md:1:8").startswith('"60"\n')
    assert place_of("notes:7:1") == Place("notes:7", 1)
    put(newsroom, "two words.md", SOUND)
    assert explained("two words.md:1:8").startswith('"60"\n')


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("gone.md:3", "gone.md: error: no such file\n"),
        ("desk/gone.md:3:4", "desk/gone.md: error: no such file\n"),
        ("sound.md:9", "sound.md: error: has no line 9: it ends with line 2\n"),
        ("sound.md:1:99", "sound.md:1: error: has no column 99: the line ends with column 43\n"),
        ("sound.md:B3", "sound.md: error: only the cells of a workbook are called 'B3'\n"),
        ("parts-within-hole", "error: no rule is called 'parts-within-hole'; did you mean 'parts-within-whole'?\n"),
    ],
)
def test_what_is_not_there(newsroom: Path, what: str, told: str) -> None:
    put(newsroom, "sound.md", SOUND)
    result = run("explain", what)
    assert (result.exit_code, result.stderr, result.stdout) == (2, told, "")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("sound.md", "name a line of it, sound.md:LINE or sound.md:LINE:COLUMN"),
        ("sound.md:0", "lines and columns are numbers from 1"),
        ("sound.md:x", "lines and columns are numbers from 1"),
        ("desk", "desk is a folder: name a file in it"),
        ("parts", "'parts' is no rule but a pack; its rules are parts-within-whole, "),
    ],
)
def test_what_is_no_place(newsroom: Path, what: str, told: str) -> None:
    put(newsroom, "sound.md", SOUND)
    put(newsroom, "desk/sound.md", SOUND)
    result = run("explain", what)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


def test_a_rule_goes_before_a_file_of_its_name(newsroom: Path) -> None:
    put(newsroom, "sum-of-parts", SOUND)
    assert run("explain", "sum-of-parts").stdout.startswith("sum-of-parts  error\n")


def test_a_file_that_cannot_be_read(newsroom: Path) -> None:
    put(newsroom, "picture.md", b"\x89PNG\r\n\x1a\n\x00\x00")
    result = run("explain", "picture.md:1")
    assert result.exit_code == 2
    assert result.stderr.startswith("picture.md: error: ")


def test_a_narrow_terminal_and_strange_characters(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    put(newsroom, "quay.md", STORY.replace("crates of tea", "crates\x1b[31m of tea"))
    told = explained("quay.md:3")
    assert "\x1b" not in told
    assert "crates\ufffd[31m" in told
    assert all(len(line) <= 40 or " --> " in line for line in told.splitlines()), told
