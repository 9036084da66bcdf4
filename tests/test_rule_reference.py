"""The rules as a reference: on paper, for programs, and on the page of the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt

from consistency import rulebook
from consistency.report import rules as listing
from consistency.report import schema
from tests.desk import put, run

REFERENCE = Path(__file__).parent.parent / "docs" / "rules.md"
OWN = """\
- rule: dockers/shift
  title: The *shifts* of the dockers
  severity: error
  rounding: "off"
  phrase: "of the {whole} dockers , {part} work"
  assert: part <= whole
  message: "{part} is more than {whole}"
  description: |
    A shift and `all` dockers.

    In two | paragraphs.
  why: Nobody works twice.
  wrong when: Somebody does.
  examples:
    good: ["Of the 60 dockers, 40 work.", "A list:\\n\\n- Of the 60 dockers, 40 work.\\n\\n```\\ncode\\n```\\n"]
    bad: ["Of the 40 dockers, 60 work.", "Of the 40 `dockers`, 60 work."]
"""


def test_the_reference_is_current() -> None:
    told = listing.render("markdown", rulebook.load().rules)
    assert REFERENCE.read_text(encoding="utf-8") == told, (
        "the rules have changed: consistency rules --no-config --format markdown > docs/rules.md"
    )


def test_every_rule_has_a_heading_to_which_the_table_of_its_pack_leads() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    names = rulebook.load().names
    assert re.findall(r"^### (.+)$", text, re.M) == names
    assert re.findall(r"^\| \[(.+?)\]\(#(.+?)\)", text, re.M) == [(name, name) for name in names]


def test_a_page_of_markdown(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN)
    text = run("rules", "--format", "markdown", "--rules", "own.yaml").stdout
    told = text[text.index("### dockers/shift") :]
    assert told == (
        "### dockers/shift\n"
        "\n"
        "**The \\*shifts\\* of the dockers** · error; where rounding may explain it, nothing\n"
        "\n"
        "A shift and `all` dockers.\n"
        "\n"
        "In two \\| paragraphs.\n"
        "\n"
        "*Why.* Nobody works twice.\n"
        "\n"
        "*When it is wrong.* Somebody does.\n"
        "\n"
        "*What must hold.* `part <= whole`\n"
        "\n"
        "*What it lets pass.* Figures that end in the same place are compared as printed, others by the values that they "
        "may stand for. Where figures rounded at their zeros would agree, nothing is said.\n"
        "\n"
        "It reports:\n"
        "\n"
        "- `Of the 40 dockers, 60 work.`\n"
        "- `` Of the 40 `dockers`, 60 work. ``\n"
        "\n"
        "It says nothing about:\n"
        "\n"
        "- `Of the 60 dockers, 40 work.`\n"
        "- ````text\n"
        "  A list:\n"
        "\n"
        "  - Of the 60 dockers, 40 work.\n"
        "\n"
        "  ```\n"
        "  code\n"
        "  ```\n"
        "  ````\n"
    )
    assert "| [dockers/shift](#dockersshift) | error | The \\*shifts\\* of the dockers |" in text


def test_what_a_reader_of_markdown_makes_of_the_examples() -> None:
    """Every example stands in the page as it was written, as code."""
    tokens = MarkdownIt().parse(REFERENCE.read_text(encoding="utf-8"))
    spans = {child.content for token in tokens for child in token.children or () if child.type == "code_inline"}
    blocks = {token.content.strip() for token in tokens if token.type == "fence"}
    for rule in rulebook.load().rules:
        for example in rule.examples:
            text = example.text.strip("\n")
            if "\n" in text.strip():
                lines = [line.rstrip() for line in text.strip().splitlines()]
                assert "\n".join(lines) in blocks or any(_same(text, block) for block in blocks), (rule.name, text)
            else:
                assert text.strip() in spans, (rule.name, text)


def _same(text: str, block: str) -> bool:
    return [line.strip() for line in text.strip().splitlines()] == [line.strip() for line in block.splitlines()]


def test_json(newsroom: Path) -> None:
    put(newsroom, "own.yaml", OWN)
    whole = json.loads(run("rules", "--format", "json", "--rules", "own.yaml").stdout)
    jsonschema.Draft202012Validator(json.loads(schema("catalogue"))).validate(whole)
    assert [rule["name"] for rule in whole["rules"]] == [*rulebook.load().names, "dockers/shift"]
    rule = whole["rules"][-1]
    assert rule["pack"] == "own"
    assert rule["title"] == "The *shifts* of the dockers"
    assert (rule["severity"], rule["rounding"], rule["proposer"]) == ("error", "off", None)
    assert rule["phrases"] == ["of the {whole} dockers , {part} work"]
    assert rule["assert"] == ["part <= whole"]
    assert rule["examples"]["bad"][0] == "Of the 40 dockers, 60 work."


def test_a_configuration_leaves_rules_out_of_the_reference(newsroom: Path) -> None:
    put(newsroom, "consistency.yaml", "select: [parts]\n")
    for form in listing.FORMATS:
        told = run("rules", "--format", form).stdout
        assert "parts-within-whole" in told
        assert "weekday-of-date" not in told


@pytest.mark.parametrize("width", ["60", "100"])
def test_the_page_of_a_rule_in_the_terminal(newsroom: Path, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    put(newsroom, "own.yaml", OWN)
    told = run("explain", "dockers/shift", "--rules", "own.yaml").stdout
    for head in (
        "What it does",
        "Why",
        "When it is wrong",
        "Where this must hold",
        "It reports",
        "How to silence it",
    ):
        assert f"\n{head}\n" in told
    assert "<!-- consistency-ignore-next-line dockers/shift: reason -->" in told
    assert "ignore: [dockers/shift]   in consistency.yaml" in told
    assert "  - Of the 40 dockers, 60 work.\n" in told
