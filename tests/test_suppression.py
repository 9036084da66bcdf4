"""Suppression: what a newsroom silences in place, what it covers, and what is said of one that is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import consistency
from consistency import engine, rulebook
from consistency.errors import ConfigError
from consistency.findings import UNKNOWN, UNUSED, Report
from consistency.lined_yaml import read_yaml
from consistency.rulebook import Rulebook
from consistency.waivers import Waiver, read_waivers
from tests.desk import SOUND, WRONG, put, run

RULE = "parts-within-whole"
IGNORE = "consistency-ignore"


def comment(form: str, told: str = f"{RULE}: casuals count twice") -> str:
    return f"<!-- {IGNORE}-{form} {told} -->"


@cache
def book() -> Rulebook:
    return rulebook.load(lean=True)


def check(text: str, name: str = "news.md", **settings: Any) -> Report:
    if settings:
        return consistency.check(text + "\n", name=name, **settings)
    return engine.check([], texts={name: text + "\n"}, rulebook=book(), keep=False)


def found(text: str, name: str = "news.md", **settings: Any) -> list[tuple[str, int]]:
    """The rule and the line of each finding."""
    return [(one.rule, one.primary.line) for one in check(text, name, **settings)]


# ------------------------------------------------------------------ what each form covers
def test_nothing_is_suppressed_without_a_word() -> None:
    assert found(WRONG) == [(RULE, 1)]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n\n"], ids=repr)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
def test_next_line_covers_the_next_line_that_is_not_empty(between: str, end: str) -> None:
    text = (comment("next-line") + between + WRONG + "\n" + WRONG).replace("\n", end)
    report = check(text)
    assert [one.primary.line for one in report] == [text.count("\n") - 1 + 1]
    assert len(report.suppressed) == 1
    assert report.suppressed[0].reason == "casuals count twice"
    assert report.suppressed[0].places == (("news.md", 1),)


def test_next_line_covers_a_paragraph_however_it_is_wrapped() -> None:
    text = "The harbour took on new people. Of the\n40 dockers,\n60 work the night shift."
    assert found(text) == [(RULE, 2)]
    assert found(f"{comment('next-line')}\n{text}") == []


def test_next_line_does_not_cover_the_paragraph_after_the_next() -> None:
    assert found(f"{comment('next-line')}\n\n{SOUND}\n{WRONG}") == [(UNUSED, 1), (RULE, 5)]


def test_several_before_one_line() -> None:
    text = f"{comment('next-line')}\n{comment('next-line', 'growth: the year was cut short')}\n\n{WRONG}"
    assert found(text) == [(UNUSED, 2)]


def test_next_line_in_a_list_covers_one_item() -> None:
    items = f"- {comment('next-line')}\n  {WRONG}- {WRONG}"
    assert found(items) == [(RULE, 3)]


def test_a_line_covers_itself_alone() -> None:
    marked = WRONG.strip() + " " + comment("line")
    assert found(f"{marked}\n\n{WRONG}") == [(RULE, 3)]


def test_a_block_covers_what_stands_in_it() -> None:
    text = f"{WRONG}\n{comment('start')}\n\n{WRONG}\n{SOUND}\n{WRONG}\n<!-- {IGNORE}-end -->\n\n{WRONG}"
    assert found(text) == [(RULE, 1), (RULE, 13)]


def test_blocks_within_blocks() -> None:
    other = comment("start", "growth: a year cut short")
    text = f"{comment('start')}\n\n{other}\n\n{WRONG}\n<!-- {IGNORE}-end {RULE} -->\n\n{WRONG}\n<!-- {IGNORE}-end -->"
    assert found(text) == [(UNUSED, 3), (RULE, 9)]


def test_the_file_is_covered_from_anywhere() -> None:
    assert found(f"{WRONG}\n{WRONG}\n{comment('file')}") == []


def test_a_pack_stands_for_its_rules() -> None:
    assert found(f"{comment('next-line', 'parts: casuals count twice')}\n{WRONG}") == []
    assert found(f"{comment('next-line', 'tables, parts: casuals count twice')}\n{WRONG}") == [(UNUSED, 1)]


def test_other_rules_are_not_covered() -> None:
    assert found(f"{comment('file', 'growth: a year cut short')}\n\n{WRONG}") == [(UNUSED, 1), (RULE, 3)]


def test_any_place_of_a_finding_will_do() -> None:
    text = "Harbour hires 640 dockers\n=========================\n\nSome 460 dockers have signed on.\n"
    (finding,) = check(text)
    assert {mark.line for mark in finding.marks} == {1, 4}
    above = text.replace("\nSome", "\n" + comment("next-line", f"{finding.rule}: the headline has the plan") + "\nSome")
    assert found(above) == []


# ------------------------------------------------------------------ tables
COLUMN = [("Pier", "Dockers"), ("North", "1,210"), ("East", "2,340"), ("South", "3,125"), ("Total", "6,775")]


def pipes(after: dict[int, str] | None = None) -> str:
    lines = [f"| {' | '.join(row)} |" for row in COLUMN]
    lines = [line.removesuffix("|") + f"{(after or {}).get(at, '')} |" for at, line in enumerate(lines)]
    return "\n".join([lines[0], "|---|---:|", *lines[1:]])


def rows(before: dict[int, str] | None = None) -> str:
    told = before or {}
    body = "".join(
        f"{told.get(at, '')}\n<tr>\n<td>{name}</td>\n<td>{figure}</td></tr>\n"
        for at, (name, figure) in enumerate(COLUMN)
    )
    return f"<table>\n{body}</table>"


def test_a_table_of_markdown_is_covered_whole() -> None:
    ((rule, _),) = found(pipes())
    assert found(f"{comment('next-line', f'{rule}: piers share people')}\n\n{pipes()}") == []


def test_a_row_of_markdown_is_covered_by_its_own_line() -> None:
    ((rule, _),) = found(pipes())
    assert found(pipes({4: comment("line", f"{rule}: piers share people")})) == []
    assert (UNUSED, 1) in found(pipes({0: comment("line", f"{rule}: piers share people")}))


@pytest.mark.parametrize("at", [2, 4])
def test_a_row_of_html_is_covered_from_above(at: int) -> None:
    ((rule, _),) = found(rows(), "news.html")
    assert found(rows({at: comment("next-line", f"{rule}: piers share people")}), "news.html") == []


def test_the_head_of_a_table_of_html_does_not_cover_the_rest() -> None:
    ((rule, _),) = found(rows(), "news.html")
    text = rows({0: comment("next-line", f"{rule}: piers share people")})
    assert sorted(name for name, _ in found(text, "news.html")) == sorted([rule, UNUSED])


# ------------------------------------------------------------------ the formats
@pytest.mark.parametrize("name", ["a.md", "a.markdown", "a.mdx", "a.qmd", "a.rmd"])
def test_comments_in_the_kinds_of_markdown(name: str) -> None:
    assert found(f"{comment('next-line')}\n\n{WRONG}", name) == []


def test_comments_of_mdx() -> None:
    braced = comment("next-line").replace("<!--", "{/*").replace("-->", "*/}")
    assert found(f"{braced}\n\n{WRONG}", "a.mdx") == []
    assert found(f"<Box>\n{braced}\n<p>{WRONG}</p>\n</Box>", "a.mdx") == []


@pytest.mark.parametrize("gap", ["", "\n", " "], ids=repr)
def test_comments_of_html(gap: str) -> None:
    page = f"<p>{SOUND}</p>\n{comment('next-line')}{gap}<p>{WRONG}</p>\n<p>{WRONG}</p>"
    assert [rule for rule, _ in found(page, "a.html")] == [RULE]


def test_front_matter_covers_the_file() -> None:
    text = f"---\ntitle: Night shift\nconsistency:\n  ignore:\n    {RULE}: casuals count twice\n---\n\n{WRONG}"
    report = check(text)
    assert list(report) == []
    assert report.suppressed[0].places == (("news.md", 5),)
    assert found(text.replace("\n", "\r\n")) == []
    assert found(text, "news.html") == []


@pytest.mark.parametrize(
    "told",
    [
        f"consistency: {{ignore: {{{RULE}: casuals count twice}}}}",
        f"consistency:\n\n  # as the union has it\n  ignore: {{{RULE}: casuals count twice}}\ntitle: Night shift",
    ],
)
def test_ways_to_write_it_in_front_matter(told: str) -> None:
    assert found(f"---\n{told}\n---\n\n{WRONG}") == []


def test_front_matter_in_toml() -> None:
    assert found(f'+++\ntitle = "Night"\n[consistency.ignore]\n{RULE} = "casuals"\n+++\n\n{WRONG}') == []


def test_a_comment_in_front_matter() -> None:
    text = "title: Harbour hires 640 dockers\n---\n\nSome 460 dockers have signed on.\n"
    ((rule, line),) = found("---\n" + text)
    assert line == 2
    assert found(f"---\n# {IGNORE}-next-line {rule}: the plan was 640\n{text}") == []


@pytest.mark.parametrize(
    "told", ["consistency: creamy", "consistency: {texture: fine}", "consistency: [1", "a: consistency"]
)
def test_other_uses_of_the_key_are_left_alone(told: str) -> None:
    assert found(f"---\n{told}\n---\n\n{WRONG}") == [(RULE, 5)]


@pytest.mark.parametrize("told", ["[parts]", "parts", "{parts: }", "{parts: [a, b]}", "{parts: ''}"])
def test_front_matter_without_reasons(told: str) -> None:
    assert found(f"---\nconsistency:\n  ignore: {told}\n---\n\n{WRONG}") == [(UNKNOWN, 3), (RULE, 6)]


def test_plain_text_has_no_comments() -> None:
    assert (RULE, 3) in found(f"{comment('next-line')}\n\n{WRONG}", "a.txt")


# ------------------------------------------------------------------ what shows a suppression and is none
@pytest.mark.parametrize(
    "shown",
    [
        "```html\n{}\n```",
        "~~~\n{}\n~~~",
        "    {}",
        "- Write\n\n  ```\n  {}\n  ```\n",
        "> ```\n> {}\n> ```\n",
        "Write `{}` above it.",
        "Write ``{}`` above it.",
        "| a | b |\n|---|---|\n| x | `{}` |\n",
        "<script>\n// {}\n</script>",
        "{% highlight html %}\n{}\n{% endhighlight %}",
        "<!-- It was once {}",
    ],
)
def test_a_page_that_shows_how_to_suppress_suppresses_nothing(shown: str) -> None:
    text = f"{shown.replace('{}', comment('file'))}\n\n{WRONG}"
    (only,) = found(text)
    assert only[0] == RULE


# ------------------------------------------------------------------ what is wrong with a suppression
def complaint(told: str, form: str = "next-line", **settings: Any) -> tuple[str, str, str]:
    """The rule, the message and the help of what is said of a suppression, which must not silence anything."""
    report = check(f"{comment(form, told)}\n{WRONG}", **settings)
    first = report.findings[0]
    assert (first.severity, first.verdict, first.primary.line) == ("warning", "undecided", 1)
    assert first.primary.text == f"{IGNORE}-{form} {told}".strip()
    return first.rule, first.message, first.help


def test_an_unknown_rule() -> None:
    rule, message, help = complaint("part-within-whole: casuals")
    assert (rule, message) == (UNKNOWN, "no rule or pack is called 'part-within-whole'")
    assert help == f"did you mean {RULE!r}?"


def test_a_known_rule_beside_an_unknown_one_is_suppressed() -> None:
    assert found(f"{comment('next-line', f'{RULE}, wholes: casuals')}\n{WRONG}") == [(UNKNOWN, 1)]


@pytest.mark.parametrize("told", [RULE, f"{RULE}:", f"{RULE}:  "])
def test_a_missing_reason(told: str) -> None:
    rule, message, _ = complaint(told.strip())
    assert (rule, message) == (UNKNOWN, "this names no reason, and so suppresses nothing")
    assert (RULE, 2) in found(f"{comment('next-line', told)}\n{WRONG}")


def test_a_missing_rule() -> None:
    assert complaint(": casuals")[1] == "this names no rule, and so suppresses nothing"
    assert complaint("")[1] == "this names no rule and no reason, and so suppresses nothing"


def test_an_unknown_form() -> None:
    rule, message, help = complaint(f"{RULE}: casuals", "nextline")
    assert (rule, message) == (UNKNOWN, f"there is no {IGNORE}-nextline")
    assert help == f"did you mean '{IGNORE}-next-line'?"


def test_a_block_without_an_end_and_an_end_without_a_block() -> None:
    assert found(f"{comment('start')}\n\n{WRONG}") == [(UNKNOWN, 1), (RULE, 3)]
    assert found(f"{WRONG}\n<!-- {IGNORE}-end -->") == [(RULE, 1), (UNKNOWN, 3)]


def test_an_unused_one() -> None:
    report = check(f"{comment('next-line')}\n{SOUND}")
    (finding,) = report
    assert (finding.rule, finding.message) == (UNUSED, f"there is no finding of {RULE} here to suppress")
    assert finding.fingerprint


def test_one_whose_rule_did_not_run_is_not_unused() -> None:
    text = f"{comment('next-line')}\n{SOUND}"
    assert found(text, select=["tables"]) == []
    assert found(text, ignore=[RULE]) == []
    assert found(f"{comment('next-line', 'parts: casuals')}\n{SOUND}", ignore=[RULE]) == []
    assert found(text, select=["parts"]) == [(UNUSED, 1)]
    assert found(text, lang="de") == []


def test_an_unknown_one_is_told_whatever_runs() -> None:
    assert found(f"{comment('next-line', 'wholes: casuals')}\n{SOUND}", select=["tables"]) == [(UNKNOWN, 1)]


def test_columns_are_those_of_the_characters() -> None:
    (finding,) = check(f"Ein Tag am 🚢-Kai. {comment('line', 'wholes: x')}\n")
    assert finding.primary.column == len("Ein Tag am 🚢-Kai. <!-- ") + 1


# ------------------------------------------------------------------ what a user sees
def test_the_summary_counts_what_was_suppressed(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{comment('next-line')}\n\n{WRONG}")
    result = run("check", "a.md")
    assert result.exit_code == 0
    assert "\n1 finding suppressed\n" in result.stdout
    assert RULE not in result.stdout


def test_verbose_tells_the_reason(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{comment('next-line')}\n\n{WRONG}")
    shown = run("check", "-v", "a.md").stdout
    assert (
        "  suppressed:\n    error       60 cannot be part of 40  line 3, parts-within-whole; line 1: casuals count twice"
        in shown
    )


def test_no_format_has_what_was_suppressed(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{comment('next-line')}\n\n{WRONG}")
    assert json.loads(run("check", "--format", "json", "a.md").stdout)["findings"] == []


def test_an_unused_one_alone_points_to_no_rule_page(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{comment('next-line')}\n\n{SOUND}")
    result = run("check", "a.md")
    assert result.exit_code == 0
    assert f"warning[{UNUSED}]" in result.stdout
    assert "consistency explain" not in result.stdout


CALM = "The harbour was calm that night, and nobody said a word.\n\n" * 500


def test_several_processes_suppress_alike(newsroom: Path) -> None:
    for number in range(8):
        put(newsroom, f"{number}.md", f"{comment('next-line')}\n\n{WRONG}\n{CALM}")
    one = run("check", "-j", "1", "--no-cache").stdout
    assert "8 findings suppressed" in one
    assert run("check", "-j", "2", "--no-cache").stdout == one


# ------------------------------------------------------------------ by the configuration
def waivers(text: str) -> tuple[Waiver, ...]:
    return read_waivers("desk/consistency.yaml", read_yaml("desk/consistency.yaml", text))


ENTRY = "- {path: data/*.csv, rule: tables, text: '6,775', reason: piers share people}"


def test_an_entry_of_the_configuration() -> None:
    (waiver,) = waivers(ENTRY)
    assert waiver == Waiver("desk/consistency.yaml", 1, "data/*.csv", ("tables",), "piers share people", "6,775")
    assert waiver.holds_for("desk/data/a.csv")
    assert not waiver.holds_for("desk/data/old/a.csv")
    assert not waiver.holds_for("data/a.csv")


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("**/*.csv", "a.csv", True),
        ("**/*.csv", "b/c/a.csv", True),
        ("data/**", "data/b/a.csv", True),
        ("data/?.csv", "data/a.csv", True),
        ("data/?.csv", "data/ab.csv", False),
        ("./data/[a].csv", "data/[a].csv", True),
        ("a.csv", "data/a.csv", False),
    ],
)
def test_paths_of_entries(pattern: str, path: str, meant: bool) -> None:
    (waiver,) = waivers(f"- {{path: '{pattern}', rule: tables, reason: so it is}}")
    assert waiver.holds_for(f"desk/{path}") is meant


@pytest.mark.parametrize(
    ("text", "printed", "meant"),
    [
        ("12,000", "about 12,000", True),
        ("12,000", "$12,000", True),
        ("2,000", "12,000", False),
        ("12", "12,000", False),
        ("12", "12.5", False),
        ("12", "12%", True),
        ("about  12,000", "about\n12,000", True),
    ],
)
def test_texts_of_entries(text: str, printed: str, meant: bool) -> None:
    report = check(WRONG)
    finding = report.findings[0]
    changed = finding.primary._replace(text=printed)
    one = type(finding)(finding.rule, "error", "contradicts", "high", "", changed, ())
    (waiver,) = waivers(f'- {{path: a, rule: [{RULE}], text: "{text}", reason: so it is}}')
    assert waiver.covers(one, [RULE]) is meant
    assert not waiver.covers(one, ["tables"])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{}", 1, "suppress takes a list"),
        ("- a", 1, "an entry of suppress has path"),
        ("- {path: a, rule: b}", 1, "needs a reason"),
        ("- {path: a, reason: b}", 1, "needs a rule"),
        ("- {rule: a, reason: b}", 1, "needs a path"),
        ("- path: a\n  rules: b\n  reason: c", 2, "unknown key 'rules'; did you mean 'rule'?"),
        ("- path: a\n  rule: b\n  reason: ''", 3, "reason takes a text"),
        ("- path: a\n  rule: []\n  reason: c", 2, "rule takes a text"),
        ("- path: a\n  rule: b\n  reason: c\n  text: 8.4", 4, "text takes a text, in quotation marks"),
    ],
)
def test_entries_that_cannot_be(text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        waivers(text)
    assert caught.value.line == line
    assert message in caught.value.message


# ------------------------------------------------------------------ always
@settings(max_examples=60)
@given(st.lists(st.sampled_from([WRONG, SOUND, "", comment("next-line"), comment("line"), comment("start"),
                                 f"<!-- {IGNORE}-end -->", comment("file", "growth: x"), "```", "- a", "| a | b |", "<table>", "<tr><td>"])))  # fmt: skip
def test_suppressions_only_take_away(lines: list[str]) -> None:
    """What is found and what is suppressed together are what is found where the word means nothing."""
    text = "\n".join(lines) + "\n"
    report = check(text)
    plain = check(text.replace(IGNORE, "Konsistency-ignore"))
    told = [one for one in report if one.rule not in (UNUSED, UNKNOWN)] + [one.finding for one in report.suppressed]
    assert sorted((one.primary.start, one.rule, one.fingerprint) for one in told) == sorted(
        (one.primary.start, one.rule, one.fingerprint) for one in plain
    )


# ------------------------------------------------------------------ the configuration of a run
SHEET = "Pier,Dockers\nNorth,1210\nEast,2340\nSouth,3125\nTotal,6775\n"


def configured(folder: Path, path: str = "data/*.csv", rule: str = "tables", text: str = "6775") -> None:
    entry = f"suppress:\n  - path: '{path}'\n    rule: {rule}\n    text: '{text}'\n    reason: piers share people\n"
    put(folder, "consistency.yaml", entry)


def test_the_configuration_suppresses_what_has_no_comments(newsroom: Path) -> None:
    put(newsroom, "data/a.csv", SHEET)
    put(newsroom, "b.csv", SHEET)
    assert run("check").stdout.count("error[") == 2
    configured(newsroom)
    result = run("check")
    assert result.stdout.count("error[") == 1
    assert "--> b.csv:5:7" in result.stdout
    assert "\n1 finding suppressed\n" in result.stdout
    assert "consistency.yaml:2: piers share people" in run("check", "-v").stdout


def test_the_configuration_suppresses_from_any_folder(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "data/a.csv", SHEET)
    configured(newsroom)
    monkeypatch.chdir(newsroom / "data")
    assert run("check", "a.csv").exit_code == 0


@pytest.mark.parametrize(("path", "text"), [("data/a.csv", "1"), ("data/*.csv", "1"), ("**/a.csv", "1")])
def test_an_unused_entry_is_reported(newsroom: Path, path: str, text: str) -> None:
    put(newsroom, "data/a.csv", SHEET)
    configured(newsroom, path, "tables", text)
    result = run("check")
    assert f"warning[{UNUSED}]: there is no finding of tables with {text} in {path} to suppress" in result.stdout
    assert "--> consistency.yaml:2:1" in result.stdout
    told = json.loads(run("check", "--format", "json").stdout)["findings"]
    assert [(one["rule"], one["path"], one["line"]) for one in told][-1] == (UNUSED, "consistency.yaml", 2)


def test_an_entry_that_may_be_of_use_elsewhere_is_not_reported(newsroom: Path) -> None:
    put(newsroom, "data/a.csv", "Pier,Dockers\nNorth,1210\n")
    put(newsroom, "data/b.csv", SHEET)
    configured(newsroom)
    assert UNUSED not in run("check", "data/a.csv").stdout
    assert UNUSED not in run("check").stdout
    configured(newsroom, text="1")
    assert UNUSED not in run("check", "data/a.csv").stdout
    assert UNUSED not in run("check", "--select", "parts").stdout
    assert UNUSED in run("check").stdout


def test_an_unknown_rule_in_the_configuration(newsroom: Path) -> None:
    put(newsroom, "a.md", SOUND)
    configured(newsroom, rule="table")
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr == "consistency.yaml:2: error: no rule or pack is called 'table'; did you mean 'tables'?\n"


@pytest.mark.parametrize("name", [UNUSED, UNKNOWN])
def test_what_is_said_of_a_suppression_has_a_page(newsroom: Path, name: str) -> None:
    page = run("explain", name)
    assert page.exit_code == 0
    assert page.stdout.startswith(f"{name}  warning\n")
    assert f"<!-- {IGNORE}-next-line RULE, RULE: reason -->" in page.stdout


def test_a_suffix_that_is_read_as_markdown(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "types: {.news: markdown}\n")
    put(newsroom, "a.news", f"{comment('next-line')}\n\n{WRONG}")
    assert "1 finding suppressed" in run("check").stdout


def test_a_rule_for_other_files_is_not_unused(newsroom: Path) -> None:
    own = (
        "rules:\n  - rule: own\n    title: Own\n    language: en\n    files: 'ships/*.md'\n    severity: error\n"
        "    phrase: ['{a} of {b} ships']\n    assert: a <= b\n    message: '{a} is more than {b}'\n"
        "    examples: {good: ['There are 3 of 4 ships.'], bad: ['There are 5 of 4 ships.']}\n"
    )
    put(newsroom, "consistency.yaml", own.replace("    language: en\n", ""))
    text = f"{comment('file', 'own: as it was')}\n\n{SOUND}"
    put(newsroom, "ships/a.md", text)
    put(newsroom, "b.md", text)
    result = run("check", "--show", "warning")
    assert result.stderr == ""
    assert "ships/a.md:1:6" in result.stdout
    assert "b.md" not in result.stdout


def test_a_plain_check_of_an_article_that_suppresses_nothing_parses_it_once() -> None:
    code = (
        "import sys, consistency; consistency.check('Of the 40 dockers, 60 work the night shift.\\n')\n"
        "sys.exit('consistency.comments' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_what_is_said_of_suppressions_has_a_severity_as_rules_have(newsroom: Path) -> None:
    put(newsroom, "a.md", f"{comment('file')}\n\n{comment('file', 'wholes: x')}\n\n{SOUND}")
    put(newsroom, "data/a.csv", SHEET)
    configured(newsroom, text="1", rule="parts")
    assert run("check", "a.md").stdout.count("warning[") == 2
    assert run("check", "--ignore", f"{UNUSED},{UNKNOWN}", "a.md").stdout.startswith("nothing to report")
    with (newsroom / "consistency.yaml").open("a") as file:
        file.write(f"severity: {{{UNUSED}: error, {UNKNOWN}: off, tables: off}}\n")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.count(f"error[{UNUSED}]") == 2
    assert UNKNOWN not in result.stdout
