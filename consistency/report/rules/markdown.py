"""The rule reference, as a page of Markdown: what each rule finds, why, when it is wrong, and on which texts.

The reference of the built-in rules is kept in `docs/rules.md`; a test proves that it is current.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from consistency.report.drawing.line import Look, number_of
from consistency.report.drawing.page import severity_and_rounding, tolerance
from consistency.rule import Example, Rule

HEAD = """\
# Rules

Each rule with what it finds, why, and the examples on which it is tried: `consistency test` runs them all. In a terminal,
`consistency explain RULE` shows one rule. This page is written by `consistency rules --format markdown`.

A finding is silenced in its place by a comment in the line before it, with a reason:
`<!-- consistency-ignore-next-line RULE: reason -->`; a rule is left out with `--ignore RULE`, or for good with
`ignore: [RULE]` in `consistency.yaml`.
"""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def render(rules: Sequence[Rule], look: Look) -> str:
    """The page: a table of contents by pack, then the rules in the order of the rulebook."""
    packs: dict[str, list[Rule]] = {}
    for rule in rules:
        packs.setdefault(rule.pack, []).append(rule)
    parts = [HEAD]
    for pack, inside in packs.items():
        listed = "".join(
            f"| [{rule.name}](#{_anchor(rule)}) | {rule.severity} | {_plain(rule.title)} |\n" for rule in inside
        )
        parts.append(f"**{pack}**: {number_of(len(inside), 'rule')}\n\n| rule | severity | |\n|---|---|---|\n{listed}")
    for pack, inside in packs.items():
        parts.append(f"## {pack}\n")
        parts += ["\n".join(_rule(rule)) for rule in inside]
    return "\n".join(parts)


def _anchor(rule: Rule) -> str:
    """The anchor that a forge gives the heading: small letters, blanks as hyphens, no other marks."""
    return re.sub(r"[^\w\- ]", "", rule.name.lower()).replace(" ", "-")


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name}\n"
    yield f"**{_plain(rule.title)}** · {severity_and_rounding(rule)}\n"
    for text in _paragraphs(rule.description):
        yield f"{text}\n"
    for head, text in (("Why", rule.why), ("When it is wrong", rule.wrong_when)):
        paragraphs = list(_paragraphs(text))
        if paragraphs:
            yield f"*{head}.* " + "\n\n".join(paragraphs) + "\n"
    if rule.assertions:
        yield "*What must hold.* " + ", ".join(f"`{assertion.text}`" for assertion in rule.assertions) + "\n"
    yield f"*What it lets pass.* {_plain(tolerance(rule))}\n"
    for head, examples in (("It reports", rule.bad), ("It says nothing about", rule.good)):
        if examples:
            yield f"{head}:\n"
            yield "".join(_example(example) + "\n" for example in examples)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield _plain(paragraph)


def _plain(text: str) -> str:
    """Text on one line, in which nothing is taken for markup; what stands in backticks stays."""
    pieces = re.split(r"(`[^`\n]+`)", " ".join(text.split()))
    return "".join(piece if number % 2 else _SPECIAL.sub(r"\\\1", piece) for number, piece in enumerate(pieces))


def _example(example: Example) -> str:
    """An item of a list: a line of text in backticks, an article of several lines as a block."""
    text = example.text.strip("\n")
    if "\n" not in text.strip():
        return f"- {_code(text.strip())}"
    # One mark more than the longest run of them within.
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    inside = "".join(f"  {line}".rstrip() + "\n" for line in text.splitlines())
    return f"- {fence}text\n{inside}  {fence}"


def _code(text: str) -> str:
    mark = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if "`" in text else ""
    return f"{mark}{edge}{text}{edge}{mark}"
