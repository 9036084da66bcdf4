"""What a configuration does to a run: which one holds for a file, and what each setting changes."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import batches, cache, config, engine
from consistency.settings import Settings
from tests.desk import SOUND, WRONG, put, run

ROUGH = "The ferry carried 18,000 people (9,201 passengers and 8,870 crew).\n"


def rules_fired(*arguments: str) -> list[tuple[str, str, str]]:
    """(path, rule, severity) of each finding in the JSON of a check."""
    found = json.loads(run("check", "--format", "json", "--show", "note", *arguments).stdout)
    return [(one["path"], one["rule"], one["severity"]) for one in found["findings"]]


PART = "parts-within-whole"


# ------------------------------------------------------------------ which configuration holds
def test_the_nearest_configuration_holds_for_each_file(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "severity: {parts: note}\n")
    put(newsroom, "sport/consistency.yaml", "severity: {parts-within-whole: warning}\n")
    put(newsroom, "opinion/consistency.yaml", "ignore: [parts]\n")
    for name in ("a.md", "opinion/b.md", "sport/today/c.md", "z.md"):
        put(newsroom, name, WRONG)
    expected = [("a.md", PART, "note"), ("z.md", PART, "note"), ("sport/today/c.md", PART, "warning")]
    assert rules_fired() == expected
    assert rules_fired("sport", "z.md", "opinion", "a.md") == [expected[2], expected[1], expected[0]]
    assert rules_fired("--config", "opinion/consistency.yaml") == []
    assert [severity for *_, severity in rules_fired("--no-config")] == ["error"] * 4


def test_standard_input_has_the_configuration_of_its_name(newsroom: Path) -> None:
    put(newsroom, "sport/consistency.yaml", "ignore: [parts]\n")
    assert run("check", "-", stdin=WRONG).exit_code == 1
    assert run("check", "-", "--stdin-filename", "sport/new.md", stdin=WRONG).exit_code == 0


def test_a_run_under_several_settings_is_in_the_order_of_its_paths(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "overrides:\n  - {paths: ['*1.md'], severity: {parts: warning}}\n")
    paths = [put(newsroom, f"{number}.md", WRONG) for number in (30, 11, 20, 31, 10, 21)]
    run_of = config.Configurations()
    mixed = engine.check(paths, settings=run_of)
    alike = engine.check(paths, settings=config.Configurations(none=True))
    assert [f.primary.path for f in mixed] == [f.primary.path for f in alike] == paths
    assert [f.severity for f in mixed] == ["error", "warning", "error", "warning", "error", "warning"]
    assert list(mixed.documents) == list(mixed.used) == list(mixed.trees) == list(alike.trees) == paths
    assert mixed.figures.equals(alike.figures)
    assert mixed.tested == alike.tested
    assert list(mixed.relations["roles"]) == list(alike.relations["roles"])
    assert run_of(paths[0]) is run_of(paths[2])
    assert run_of(paths[0]) is not run_of(paths[1])


def test_several_settings_in_several_processes(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "b/consistency.yaml", "severity: {parts: warning}\n")
    paths = [put(newsroom, f"{folder}/{number}.md", WRONG) for number in range(6) for folder in "ab"]
    monkeypatch.setattr(batches, "_SMALLEST", 50)
    one, two = (engine.check(paths, settings=config.Configurations(), jobs=jobs, keep=False) for jobs in (1, 2))
    assert one.findings == two.findings
    assert [f.severity for f in two] == ["error", "warning"] * 6


# ------------------------------------------------------------------ rules
def test_severity_of_rules_and_packs(newsroom: Path) -> None:
    put(newsroom, "a.md", WRONG)
    for text, severities in (
        ("severity: {parts: 'off'}", []),
        ("severity: {parts: off}", []),
        ("severity: {parts: off, parts-within-whole: note}", ["note"]),
        ("severity: {parts: note, parts-within-whole: off}", []),
        ("severity: {parts: note}\noverrides:\n- {paths: ['*.md'], severity: {parts: error}}", ["error"]),
        (
            "severity: {parts-within-whole: off}\noverrides:\n- {paths: ['*.md'], severity: {parts: warning}}",
            ["warning"],
        ),
        ("severity: {parts: note}\noverrides:\n- {paths: ['/b/*.md'], severity: {parts: error}}", ["note"]),
    ):
        put(newsroom, "consistency.yaml", text + "\n")
        assert [severity for *_, severity in rules_fired("a.md")] == severities, text


def test_a_lower_severity_lowers_what_is_only_rounding(newsroom: Path) -> None:
    put(newsroom, "a.md", ROUGH)
    ((_, rule, severity),) = rules_fired("a.md")
    assert severity == "warning"
    put(newsroom, "consistency.yaml", f"severity: {{{rule}: note}}\n")
    assert rules_fired("a.md") == [("a.md", rule, "note")]
    put(newsroom, "consistency.yaml", f"settings: {{{rule}: {{rounding: off}}}}\n")
    assert rules_fired("a.md") == []
    put(newsroom, "consistency.yaml", f"severity: {{{rule}: error}}\n")
    assert rules_fired("a.md") == [("a.md", rule, "warning")]


def test_the_lowest_confidence(newsroom: Path) -> None:
    put(newsroom, "a.md", "The 30 letters of the 20 senators burnt.\n")
    put(newsroom, "own.yaml", '- rule: own\n  phrase: "{part} ... of the {whole}"\n  assert: part <= whole\n')
    only = ("--rules", "own.yaml", "--select", "own", "a.md")
    assert rules_fired(*only) == [("a.md", "own", "note")]
    put(newsroom, "consistency.yaml", "packs: [own.yaml]\nselect: [own]\nsettings: {own: {min-confidence: medium}}\n")
    assert rules_fired("a.md") == []


def test_the_settings_of_a_rule(newsroom: Path) -> None:
    put(newsroom, "a.md", "The lock costs 50 million euros ($55 million), its gate 3 million euros ($4.2 million).\n")
    put(newsroom, "b.md", "The pool is 300 metres (1,000 feet) long.\n")
    assert rules_fired() == [("a.md", "exchange-rate", "warning")]
    put(newsroom, "consistency.yaml", "settings:\n  exchange-rate: {drift: 40%}\n  conversion: {tolerance: 1%}\n")
    assert rules_fired() == [("b.md", "conversion", "note")]


def test_words_are_added_to_those_of_a_rule(newsroom: Path) -> None:
    book = config.Config().every_rule(lean=True)
    path = put(newsroom, "consistency.yaml", "settings: {shares-of-one-whole: {between: [lukewarm]}}\n")
    between = config.load(path).rulebook()["shares-of-one-whole"].settings["between"]
    assert between == [*book["shares-of-one-whole"].settings["between"], "lukewarm"]  # type: ignore[misc]


def test_the_reach_of_hedges(newsroom: Path) -> None:
    put(newsroom, "a.md", "Of about 1,234 boats, 1,330 sank.\n")
    assert [rule for _, rule, _ in rules_fired()] == [PART]
    put(newsroom, "consistency.yaml", "hedges: {about: 10%}\n")
    assert rules_fired() == []
    put(newsroom, "consistency.yaml", "hedges: {about: 10%}\noverrides: [{paths: [a.md], hedges: {about: 4%}}]\n")
    assert [rule for _, rule, _ in rules_fired()] == [PART]


def test_the_command_line_wins(newsroom: Path) -> None:
    put(newsroom, "a.md", WRONG)
    put(newsroom, "consistency.yaml", "ignore: [parts]\nlang: de\nfail-on: never\nlocale: comma\n")
    assert rules_fired() == []
    assert rules_fired("--select", PART) == []  # the articles are in German
    assert rules_fired("--select", PART, "--lang", "en") == [("a.md", PART, "error")]
    assert rules_fired("--select", "parts", "--lang", "en") == [("a.md", PART, "error")]
    assert rules_fired("--select", PART, "--lang", "en", "--ignore", "parts") == []
    put(newsroom, "consistency.yaml", "severity: {parts-within-whole: off}\nfail-on: never\n")
    assert rules_fired("--select", "parts") == []  # as far as the file leaves it in
    assert rules_fired("--select", PART) == [("a.md", PART, "error")]
    assert run("check", "--select", PART).exit_code == 0
    assert run("check", "--select", PART, "--fail-on", "error").exit_code == 1


def test_a_name_of_the_command_line_may_be_known_to_one_of_the_configurations(newsroom: Path) -> None:
    own = '- rule: own\n  phrase: "{part} ... of the {whole}"\n  assert: part <= whole\n'
    put(newsroom, "b/consistency.yaml", "rules:\n" + own)
    put(newsroom, "a.md", SOUND)
    put(newsroom, "b/b.md", SOUND)
    assert run("check", "--select", "own").exit_code == 0
    assert run("check", "--select", "own", "a.md").exit_code == 2
    assert run("check", "--select", "onw").exit_code == 2


def test_a_mistake_is_told_where_nothing_is_to_be_checked(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "severity: {grwth: off}\n")
    result = run("check")
    assert result.exit_code == 2
    assert "consistency.yaml:1: error: no rule or pack is called 'grwth'" in result.stderr


# ------------------------------------------------------------------ what is shown and what fails
def test_show_and_fail_on_are_those_of_each_file(newsroom: Path) -> None:
    put(newsroom, "loud/consistency.yaml", "show: note\nfail-on: note\nseverity: {parts: note}\n")
    put(newsroom, "still/consistency.yaml", "show: error\nfail-on: never\nseverity: {parts: warning}\n")
    put(newsroom, "loud/a.md", WRONG)
    put(newsroom, "still/b.md", WRONG)
    result = run("check", "still")
    assert result.exit_code == 0
    assert result.stdout.startswith("nothing to report")
    assert "1 more finding with --show warning" in result.stdout
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"note[{PART}]")
    assert "still/b.md" not in result.stdout
    assert run("check", "--fail-on", "warning", "loud").exit_code == 0
    assert "still/b.md" in run("check", "--show", "warning").stdout


def test_what_is_said_of_suppressions_has_a_severity_too(newsroom: Path) -> None:
    idle = "suppress:\n- {path: a.md, rule: growth, reason: none}\n"
    put(newsroom, "a.md", SOUND + "\n<!-- consistency-ignore-next-line growth: none -->\n\nAll went home.\n")
    unused = "unused-suppression"
    put(newsroom, "consistency.yaml", idle)
    assert rules_fired() == [("a.md", unused, "warning"), ("consistency.yaml", unused, "warning")]
    put(newsroom, "consistency.yaml", idle + "severity: {unused-suppression: note}\n")
    assert rules_fired() == [("a.md", unused, "note"), ("consistency.yaml", unused, "note")]
    for text in ("ignore: [unused-suppression]\n", "severity: {unused-suppression: off}\n"):
        put(newsroom, "consistency.yaml", idle + text)
        assert rules_fired() == []
    put(newsroom, "consistency.yaml", idle)
    assert rules_fired("--ignore", unused) == []


# ------------------------------------------------------------------ which files, and how they are read
def test_excluded_files(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "exclude: [drafts/, '*.txt', /a.md]\n")
    for name in ("a.md", "drafts/b.md", "news/a.md", "news/drafts/c.md", "news/d.txt", "drafts/consistency.yaml"):
        put(newsroom, name, WRONG if name.endswith(("md", "txt")) else "")
    assert [path for path, *_ in rules_fired()] == ["news/a.md"]
    result = run("check", "a.md", "news/d.txt", "news/a.md")
    assert result.stderr == "consistency.yaml: warning: `exclude` leaves out a.md and 1 more of the named files\n"
    assert "1 error in 1 article" in result.stdout
    result = run("check", "-", "--stdin-filename", "drafts/new.txt", stdin=WRONG)
    assert result.exit_code == 1  # the drafts have a configuration of their own
    result = run("check", "-", "--stdin-filename", "new.txt", stdin=WRONG)
    assert result.stderr == "consistency.yaml: warning: `exclude` leaves out new.txt\n"
    assert len(rules_fired("--no-config")) == 5


def test_file_types(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "types: {.adoc: text, .page: html}\n")
    put(newsroom, "a.adoc", "= The port\n\n" + WRONG)
    put(newsroom, "b.PAGE", f"<p>{WRONG}</p>")
    put(newsroom, "c.md", SOUND)
    assert [path for path, *_ in rules_fired()] == ["a.adoc", "b.PAGE"]
    listed = run("figures", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["path"] for line in listed] == ["a.adoc"] * 2 + ["b.PAGE"] * 2 + ["c.md"] * 2
    assert run("check", "--no-config", "a.adoc").exit_code == 2
    assert run("check", "-", "--stdin-filename", "x.adoc", stdin=WRONG).exit_code == 1


def test_names_of_the_front_matter(newsroom: Path) -> None:
    story = "---\nKicker: Ninety boats lost\nseo:\n  liner: Of the 40 boats, 60 sank.\nstand: 2024-04-29\n---\n\nAll came home.\n"
    put(newsroom, "a.md", story)
    assert rules_fired() == []
    put(newsroom, "consistency.yaml", "front-matter:\n  title: kicker\n  description: [seo.liner]\n  date: stand\n")
    kinds = [json.loads(line)["kind_of_block"] for line in run("figures", "--format", "jsonl").stdout.splitlines()]
    assert kinds == ["title", "front matter", "front matter"]
    assert (PART in {rule for _, rule, _ in rules_fired()}) is True
    (document,) = engine.check(["a.md"], settings=config.Configurations()).documents.values()
    assert document.date == "2024-04-29"


# ------------------------------------------------------------------ settings as a value
def test_settings_have_a_name_that_tells_all_that_decides_a_file(newsroom: Path) -> None:
    put(newsroom, "own.yaml", '- rule: own\n  phrase: "{part} ... of the {whole}"\n  assert: part <= whole\n')

    def digest(text: str, command: config.Command | None = None) -> str:
        put(newsroom, "consistency.yaml", text)
        return config.Configurations(command)("a.md").digest

    texts = [
        "",
        "lang: en\n",
        "hedges: {about: 6%}\n",
        "ignore: [growth]\n",
        "packs: own.yaml\n",
        "types: {.a: text}\n",
    ]
    digests = [digest(text) for text in texts]
    assert len({*digests, digest("", config.Command(lang="en")), digest("", config.Command(ignore=("parts",)))}) == 8
    assert [digest(text) for text in texts] == digests
    put(newsroom, "own.yaml", '- rule: own\n  phrase: "{part} ... of {whole}"\n  assert: part <= whole\n')
    assert digest("packs: own.yaml\n") != digests[4]
    code = "from consistency import config; print(config.Configurations()('a.md').digest)"
    put(newsroom, "consistency.yaml", texts[2])
    here = os.environ | {"PYTHONPATH": str(cache.PACKAGE.parent)}  # the same copy of the program as this one
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=newsroom, env=here
    )
    assert told.stdout.strip() == digests[2]


def test_settings_can_be_sent_to_another_process(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [growth]\nhedges: {about: 6%}\n")
    settings = config.Configurations()("a.md")
    copy: Settings = pickle.loads(pickle.dumps(settings))
    assert copy.rules.names == settings.rules.names
    assert "growth" not in copy.rules.names
    assert copy.digest == settings.digest
    assert copy.tolerances.about == 0.06


def test_settings_are_found_without_the_grammar(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "ignore: [growth]\noverrides: [{paths: [a.md], severity: {parts: note}}]\n")
    code = (
        "import sys; from consistency import config; config.Configurations(config.Command(lean=True))('a.md').digest;"
        "print([name for name in sys.modules if name.startswith('consistency.')"
        " and name.split('.')[1] in ('grammar', 'equation', 'pack', 'phrase', 'rule', 'relation', 'readers')]"
        " + [name for name in ('pandas', 'numpy', 'pint') if name in sys.modules])"
    )
    here = os.environ | {"PYTHONPATH": str(cache.PACKAGE.parent)}  # the same copy of the program as this one
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=newsroom, env=here
    )
    assert told.stdout == "[]\n"
