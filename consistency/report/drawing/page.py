"""Page: what a rule says of itself, for the commands `rules` and `explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consistency.report.drawing.line import Line, Look, cells, clean, fold, one_line, padded
from consistency.rule import Example, Rule
from consistency.tolerances import DEFAULT

# What the judge lets pass, by the form of the assertion.
TOLERANCE = {
    "==": (
        "Every printed figure stands for all values that are rounded to it, a hedge for its own range "
        f'("about" reaches {DEFAULT.about:.0%} either way, "nearly" {DEFAULT.nearly:.0%} down). '
        "The two sides agree where these values meet."
    ),
    "<=": "Figures that end in the same place are compared as printed, others by the values that they may stand for.",
    "restated": (
        "Two figures are one where their printed values are equal or, rounded or hedged, may be; "
        f'"at least" and "up to" reach {DEFAULT.one_sided:.0%}.'
    ),
    "converted": (
        "One of the two, converted, has to lie within half of the other's last digit that is not zero, "
        f"or within {DEFAULT.conversion:.0%} where that is less."
    ),
    "shares": "Some whole number of the base has to give the percentage, rounded as it is printed.",
    "candidates": (
        "One of the article's figures has to be equal, in other words or other units, or rounded to the last digit, "
        f"at most {DEFAULT.summary:.0%} away."
    ),
}
ROUNDING = {
    "warning": "Where only figures rounded at their zeros would agree, it is a warning.",
    "note": "Where only figures rounded at their zeros would agree, it is a note.",
    "off": "Where figures rounded at their zeros would agree, nothing is said.",
}

HEADS = ("rule", "severity", "pack", "title")


def rule_list(rules: Sequence[Rule]) -> list[Line]:
    """One line a rule: its name, its severity, its pack and its title."""
    rows = [(rule.name, rule.severity, rule.pack, one_line(rule.title)) for rule in rules]
    widths = [max(map(cells, texts)) for texts in zip(HEADS, *rows, strict=True)]
    lines: list[Line] = [[("  ".join(map(padded, HEADS, widths)), "dim")]]
    for name, severity, pack, title in rows:
        lines.append(
            [
                (padded(name, widths[0]) + "  ", "strong"),
                (padded(severity, widths[1]) + "  ", severity),
                (padded(pack, widths[2]) + "  " + title, ""),
            ]
        )
    return lines


def rule_page(rule: Rule, look: Look) -> list[Line]:
    """All about one rule: what it finds and why, on which texts, by which arithmetic, and how to do without it."""
    lines: list[Line] = [[(rule.name, "strong"), (f"  {rule.severity}", rule.severity)], [(one_line(rule.title), "")]]
    for head, text in (("What it does", rule.description), ("Why", rule.why), ("When it is wrong", rule.wrong_when)):
        if text:
            lines += [[], [(head, "strong")], *([("  " + part, "")] for part in _paragraphs(text, look))]
    for head, items in _lists(rule):
        if items:
            lines += [[], [(head, "strong")], *([("  " + clean(item), "")] for item in items)]
    lines += [
        [],
        [("What it lets pass", "strong")],
        *([("  " + part, "")] for part in fold(tolerance(rule), _width(look))),
    ]
    for head, examples in (("It reports", rule.bad), ("It says nothing about", rule.good)):
        if examples:
            lines += [[], [(head, "strong")], *_examples(examples, look)]
    lines += [
        [],
        [("How to silence it", "strong")],
        [("  in one place:  in the line before it, with a reason,", "")],
        [(f"                 <!-- consistency-ignore-next-line {rule.name}: reason -->", "")],
        [(f"  for one run:   consistency check --ignore {rule.name}", "")],
        [(f"  for good:      ignore: [{rule.name}]   in consistency.yaml", "")],
        [(f"  or a note:     severity: {{{rule.name}: note}}   in consistency.yaml", "")],
        [],
        [(f"{clean(rule.path)}:{rule.line}", "dim")],
    ]
    return lines


def _lists(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    yield "It looks for", [phrase.text for phrase in rule.phrases] or _other_ways(rule)
    yield "Where this must hold", [assertion.text for assertion in rule.assertions]
    yield "It says", [one_line(rule.message)] if rule.message else []
    reach = [
        f"language: {rule.language}" if rule.language else "",
        f"files: {rule.files}" if rule.files else "",
    ]
    yield "Limits", [text for text in reach if text]


def severity_and_rounding(rule: Rule) -> str:
    """How loud the rule is: "error", or "error, rounding a warning" where the two differ."""
    told = "nothing" if rule.rounding == "off" else f"a {rule.rounding}"
    return (
        rule.severity if rule.rounding == rule.severity else f"{rule.severity}; where rounding may explain it, {told}"
    )


def tolerance(rule: Rule) -> str:
    """How far figures may be apart before the rule speaks."""
    forms = dict.fromkeys("<=" if assertion.op == "<" else assertion.op for assertion in rule.assertions)
    told = [TOLERANCE[form] for form in forms]
    if rule.partial:
        told.append("Parts that come to less than the whole need not be all, and are left open.")
    return " ".join([*told, ROUNDING[rule.rounding]])


def _other_ways(rule: Rule) -> list[str]:
    if rule.propose:
        # Its code finds it; the description says what.
        return [] if rule.description else [f"whatever the proposer {rule.propose!r} finds"]
    return [
        f"{role}: " + ", ".join(f"{key} {text!r}" for key, text in selector.conditions.items())
        for role, selector in rule.bind.items()
    ]


def _paragraphs(text: str, look: Look) -> Iterator[str]:
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        yield from fold(paragraph, _width(look))


def _width(look: Look) -> int:
    return max(look.width - 2, 20)


def _examples(examples: Sequence[Example], look: Look) -> Iterator[Line]:
    """The examples as a list; one of several lines stands apart from the next."""
    apart = False
    for example in examples:
        written = example.text.strip()
        lines = written.splitlines() if "\n" in written else fold(written, look.width - 4)
        if apart:
            yield []
        apart = "\n" in written
        for number, text in enumerate(lines):
            yield [("  - " if number == 0 else "    ", "dim"), (clean(text), "")]
