"""Tables of separated values that are too long for a figure a cell: their totals, exact places, little memory."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import consistency
from consistency.findings import Finding, Report
from consistency.readers import tabular

ROWS = 300


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables of some hundred rows are long here, and read in many stretches."""
    monkeypatch.setattr(tabular, "MOST_CELLS", 500)
    monkeypatch.setattr("consistency.tables.arrays.STRETCH", 1000)


def table(
    *,
    separator: str = ",",
    write: Callable[[int], str] = str,
    change: tuple[int, int, int] | None = None,
    with_totals: bool = True,
    before: Sequence[str] = (),
) -> str:
    """A table of crates landed; `change` is (row, column, by how much one cell is off)."""
    chance = random.Random(7)
    lines = [*before, separator.join(["Pier", "Cod", "Hake", "Total", "Fee"])]
    sums = [0, 0, 0, 0]
    for number in range(ROWS):
        cod, hake, fee = chance.randint(1, 9000), chance.randint(1, 900), chance.randint(10, 99)
        cells = [cod, hake, cod + hake, fee]
        sums = [total + cell for total, cell in zip(sums, cells, strict=True)]
        if change and change[0] == number:
            cells[change[1]] += change[2]
        lines.append(separator.join([f"pier {number}", *map(write, cells)]))
    if with_totals:
        lines.append(separator.join(["Total", *map(write, sums)]))
    return "\n".join(lines) + "\n"


def check(folder: Path, text: str, name: str = "crates.csv") -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return consistency.check(str(path))


def findings(folder: Path, text: str, name: str = "crates.csv") -> tuple[Finding, ...]:
    return check(folder, text, name).shown()


def commas(value: int) -> str:
    return f'"{value:,}"'


def euros(value: int) -> str:
    return f"{value:,}.50".replace(",", " ").replace(".", ",").replace(" ", ".")


def money(value: int) -> str:
    return f'"${value:,}"' if value >= 0 else f'"(${-value:,})"'


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("write", [str, commas, money])
def test_a_sound_table_agrees(tmp_path: Path, separator: str, write: Callable[[int], str]) -> None:
    report = check(tmp_path, table(separator=separator, write=write))
    assert report.findings == ()
    assert report.totals()["agrees"] == 4
    assert "its figures are not listed" in report.notes[0].message


@pytest.mark.parametrize("write", [str, commas, money])
@pytest.mark.parametrize("row", [0, 17, ROWS - 1])
@pytest.mark.parametrize("column", [0, 1])
def test_a_changed_cell_is_found_and_mended(tmp_path: Path, row: int, column: int, write: Callable[[int], str]) -> None:
    text = table(write=write, change=(row, column, 7000))
    found = {finding.primary.text: finding for finding in findings(tmp_path, text)}
    assert len(found) == 2
    line = text.splitlines()[row + 1]
    (cell,) = [finding for finding in found.values() if finding.primary.line == row + 2]
    assert cell.severity == "error"
    assert cell.help.endswith("would mend this row and its column")
    assert line[cell.primary.column - 1 :].startswith(cell.primary.text)
    (total,) = [finding for finding in found.values() if finding.primary.line == ROWS + 2]
    assert f"{ROWS} cells of" in total.message
    assert [mark.label for mark in total.related] == ["first addend", "last addend"]


def test_a_changed_row_total_is_mended_itself(tmp_path: Path) -> None:
    text = table(change=(40, 2, 90))
    (cell,) = [finding for finding in findings(tmp_path, text) if finding.primary.line == 42]
    assert cell.primary.label == "the stated total"
    assert cell.help


def test_decimal_commas(tmp_path: Path) -> None:
    """Four columns with an odd half in each: the totals are those of whole numbers, so they all fail by 149.5 or 150."""
    text = table(separator=";", write=lambda value: f"{value},25", with_totals=False)
    sums = [
        sum(float(line.split(";")[column].replace(",", ".")) for line in text.splitlines()[1:]) for column in (1, 2, 4)
    ]
    right = "Total;{:.2f};{:.2f};;{:.2f}\n".format(*sums).replace(".", ",")
    assert findings(tmp_path, text + right) == ()
    (finding,) = findings(tmp_path, text + right.replace("Total;1", "Total;2"))
    assert finding.rule == "table-total"


def test_subtotals_and_a_grand_total(tmp_path: Path) -> None:
    lines = ["Pier,Cod,Hake"]
    grand = [0, 0]
    for number in range(4):
        part = [[pier * 37 % 101 + 5, pier * 53 % 97 + 3] for pier in range(number, number + 100)]
        sums = [sum(column) for column in zip(*part, strict=True)]
        lines += [f"pier {number}-{place},{cod},{hake}" for place, (cod, hake) in enumerate(part)]
        lines.append(f"Subtotal,{sums[0]},{sums[1]}")
        grand = [total + cell for total, cell in zip(grand, sums, strict=True)]
    text = "\n".join([*lines, f"Grand total,{grand[0]},{grand[1]}"])
    report = check(tmp_path, text)
    assert report.findings == ()
    assert report.totals()["agrees"] == 10
    wrong = text.replace(f"Grand total,{grand[0]}", f"Grand total,{grand[0] + 100}")
    assert [finding.primary.text for finding in findings(tmp_path, wrong)] == [str(grand[0] + 100)]


def test_a_total_on_top(tmp_path: Path) -> None:
    head, *body, total = table().splitlines()
    assert findings(tmp_path, "\n".join([head, total, *body])) == ()
    label, cod, *rest = total.split(",")
    (finding,) = findings(tmp_path, "\n".join([head, ",".join([label, str(int(cod) + 5000), *rest]), *body]))
    assert finding.primary.line == 2


def test_blank_lines_quoted_line_ends_and_ragged_rows_keep_every_place_true(tmp_path: Path) -> None:
    head, *body, total = table(change=(200, 0, 5000)).splitlines()
    body[10] = '"pier ""ten""\nnew"' + body[10][len("pier 10") :]
    body[20] += ",a,b,c"
    body[30] = "\n\n" + body[30]
    text = "\n".join([head, *body, "", total])
    found = findings(tmp_path, text)
    assert len(found) == 2
    for finding in found:
        for mark in finding.marks:
            assert text[mark.start : mark.end] == mark.text
            assert text.splitlines()[mark.line - 1][mark.column - 1 :].startswith(mark.text)
    assert found[0].primary.line == 205


def test_a_total_may_show_fewer_digits_than_its_column(tmp_path: Path) -> None:
    lines = ["Pier,Tonnes,Fee", *(f"pier {number},{number % 7}.25,{number % 9}.10" for number in range(ROWS))]
    tonnes, fee = (sum(float(line.split(",")[column]) for line in lines[1:]) for column in (1, 2))
    assert findings(tmp_path, "\n".join([*lines, f"Total,{tonnes:.2f},{fee:.0f}"])) == ()
    (finding,) = findings(tmp_path, "\n".join([*lines, f"Total,{tonnes:.2f},{fee + 1:.0f}"]))
    assert finding.primary.text == f"{fee + 1:.0f}"


def test_thousands_are_rounded(tmp_path: Path) -> None:
    chance = random.Random(3)
    values = [chance.uniform(1000, 9000) for _ in range(ROWS)]
    lines = ["Pier,Fees (thousands)", *(f"pier {number},{value:.0f}" for number, value in enumerate(values))]
    assert findings(tmp_path, "\n".join([*lines, f"Total,{sum(values):.0f}"])) == ()


@pytest.mark.parametrize("start", ["", "\ufeff", "sep=,\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n  \n", "\r\n\r\n"])
def test_line_ends_and_what_stands_before_the_table(tmp_path: Path, line_end: str, start: str) -> None:
    text = start + line_end.join(table(change=(40, 0, 1000)).splitlines())
    path = tmp_path / "crates.csv"
    path.write_bytes(text.encode())
    source = text.removeprefix("\ufeff")
    found = consistency.check(str(path)).shown()
    assert len(found) == 2
    for finding in found:
        for mark in finding.marks:
            assert source[mark.start : mark.end] == mark.text
            assert mark.text.isdigit()


def test_a_quotation_mark_that_nothing_closes_swallows_no_rows(tmp_path: Path) -> None:
    lines = table().splitlines()
    for row in (30, 90, 150):
        lines[row] = '"' + lines[row]
    assert check(tmp_path, "\n".join(lines)).totals()["agrees"] == 4
    lines[60] = lines[60].replace("pier", '5" pier')
    assert check(tmp_path, "\n".join(lines)).totals()["agrees"] == 4


def test_rounded_decimals_are_no_finding(tmp_path: Path) -> None:
    chance = random.Random(1)
    values = [chance.uniform(1, 100) for _ in range(ROWS)]
    lines = ["Pier,Tonnes", *(f"pier {number},{value:.1f}" for number, value in enumerate(values))]
    assert findings(tmp_path, "\n".join([*lines, f"Total,{sum(values):.1f}"])) == ()
    (finding,) = findings(tmp_path, "\n".join([*lines, f"Total,{sum(values) - 90:.1f}"]))
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("head", "line", "last"),
    [
        ("Pier,Year,Length", "pier {0},2001,{1}", "Longest,2001,99"),
        ("Pier,Average length,Rank", "pier {0},{1},{0}", "Total,50,1"),
        ("Name,Founded,Boats", "Total Marine {0},1990,{1}", "Total Marine,1991,5"),
        ("Pier,Share,Kind", "pier {0},{1}%,a", "Total,100%,b"),
        ("Pier,Cod,Hake", "pier {0},<5,{1}", "Total,9999,"),
        ("Pier,Cod,Hake", "pier {0},{1},x", "Overall mean,50,x"),
    ],
)
def test_what_is_no_sum_is_no_finding(tmp_path: Path, head: str, line: str, last: str) -> None:
    body = [line.format(number, number * 37 % 90 + 1) for number in range(ROWS)]
    assert findings(tmp_path, "\n".join([head, *body, last])) == ()


@pytest.mark.parametrize(
    "text", ["\n" * 2000, "a,b\n" + ",\n" * 900, '"' * 3000 + "\n,\n", "1\n" * 2000, "\0,1\n" * 900]
)
def test_odd_files_do_no_harm(tmp_path: Path, text: str) -> None:
    assert check(tmp_path, text.replace("\0", "x")).findings == ()


def test_a_report_of_a_long_table_names_lines(newsroom: Path) -> None:
    (newsroom / "crates.csv").write_text(table(change=(40, 0, 1000)), encoding="utf-8")
    code = (
        "from consistency.readers import tabular; tabular.MOST_CELLS = 500\n"
        "from consistency.cli import run; import sys; sys.argv = ['consistency', 'check', 'crates.csv']; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "--> crates.csv:42:" in done.stdout
    assert "its totals are tested, its figures are not listed" in done.stderr
