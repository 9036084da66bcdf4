"""A comment for a pull request, in the Markdown of GitHub and GitLab: the findings as a list, with links to the lines.

Whatever comes from an article stands in code spans, where nothing is markup, nobody is mentioned and nothing becomes a
link. A comment holds no more than `LIMIT` characters; the findings that have no room are counted at its end. On a build
server the links lead to the commit that is checked there, else they are relative to the folder of the repository.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from consistency.errors import ConsistencyError
from consistency.findings import SEVERITIES, Finding, Mark, Report
from consistency.report.drawing.line import Look, clean, number_of, one_line
from consistency.report.shared.places import PLACES, Checkout, position

LIMIT = 60_000
LONGEST = 400
"""The most characters of one text."""


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up, and a sentence on the run; `look` changes nothing."""
    findings = report.shown(show)
    links = Links(Checkout(), os.environ)
    head = f"### consistency: {_found(findings)} in {number_of(report.n_documents, 'article')}\n"
    items = [*(_item(finding, links) for finding in findings), *(_unread(error) for error in report.errors)]
    foot = f"\n{_tested(report)}\n"
    room = LIMIT - len(head) - len(foot) - len(_left_out(len(items))) - 1
    kept: list[str] = []
    for item in items:
        room -= len(item)
        if room < 0:
            foot = _left_out(len(items) - len(kept)) + foot
            break
        kept.append(item)
    return head + ("\n" if items else "") + "".join(kept) + foot


class Links:
    """Links to the lines of a file, as the service that shows the comment wants them."""

    def __init__(self, checkout: Checkout, environment: Mapping[str, str]) -> None:
        self.checkout = checkout
        get = environment.get
        self.base = ""
        if get("GITHUB_REPOSITORY") and get("GITHUB_SHA"):
            server = get("GITHUB_SERVER_URL") or "https://github.com"
            self.base = f"{server}/{get('GITHUB_REPOSITORY')}/blob/{get('GITHUB_SHA')}/"
        elif get("CI_PROJECT_URL") and get("CI_COMMIT_SHA"):
            self.base = f"{get('CI_PROJECT_URL')}/-/blob/{get('CI_COMMIT_SHA')}/"

    def to(self, mark: Mark, text: str) -> str:
        """`text` in a code span, as a link to the place where that has a line."""
        uri, relative = self.checkout.uri(mark.path)
        if not relative:
            return code(text, left=True)
        # Without `plain` both services show an article as a page, which has no lines.
        plain = "?plain=1" if self.base else ""
        line = "" if mark.address else f"{plain}#L{mark.line}"
        return f"[{code(text, left=True)}](<{self.base}{uri}{line}>)"


def code(text: str, *, left: bool = False) -> str:
    """`text` as a code span that shows it and nothing else, on one line and cut to `LONGEST` characters.

    `left` keeps its end and not its beginning.
    """
    text = one_line(text) or " "
    if len(text) > LONGEST:
        text = "..." + text[3 - LONGEST :] if left else text[: LONGEST - 3] + "..."
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    blank = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{blank}{text}{blank}{fence}"


# ------------------------------------------------------------------ one finding
def _item(finding: Finding, links: Links) -> str:
    primary = finding.primary
    place = links.to(primary, f"{clean(primary.path)}:{position(primary)}")
    lines = [f"- **{finding.severity}** {place} {code(finding.rule)}: {code(finding.message)}"]
    lines += [f"  - {_place(mark, finding, links)}" for mark in finding.related[:PLACES]]
    if len(finding.related) > PLACES:
        lines.append(f"  - and {number_of(len(finding.related) - PLACES, 'more place')}")
    if finding.help:
        lines.append(f"  - help: {code(finding.help)}")
    return "".join(line + "\n" for line in lines)


def _place(mark: Mark, finding: Finding, links: Links) -> str:
    path = "" if mark.path == finding.primary.path else clean(mark.path) + ":"
    return f"{links.to(mark, path + position(mark))} {code(mark.text)}, {code(mark.label or mark.role)}"


def _unread(error: ConsistencyError) -> str:
    place = f" {code(error.path)}" if error.path else ""
    return f"- **not checked**{place}: {code(error.message)}\n"


# ------------------------------------------------------------------ the run
def _found(findings: Sequence[Finding]) -> str:
    counts = {name: sum(finding.severity == name for finding in findings) for name in reversed(SEVERITIES)}
    return ", ".join(number_of(count, name) for name, count in counts.items() if count) or "nothing to report"


def _tested(report: Report) -> str:
    totals = report.totals()
    agrees = "agrees" if totals["agrees"] == 1 else "agree"
    return f"{number_of(sum(totals.values()), 'relation')} tested, {totals['agrees']} {agrees}."


def _left_out(count: int) -> str:
    return f"- and {count} more, for which a comment has no room\n" if count else ""
