"""Finding and Report: what a run found, in the words and places of the articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from consistency.document import Document
from consistency.errors import ConsistencyError

if TYPE_CHECKING:
    import pandas as pd

SEVERITIES = ("note", "warning", "error")
VERDICTS = ("agrees", "rounding", "contradicts", "undecided")
CONFIDENCES = ("low", "medium", "high")

UNUSED, UNKNOWN = "unused-suppression", "unknown-suppression"
"""The names under which suppressions themselves are reported: one that has nothing to suppress, one that is wrong."""


class Mark(NamedTuple):
    """One place of a finding: a stretch of the decoded file (code points), with 1-based lines and columns.

    `role` is the name that the rule gives the figure ("part"), `label` what an editor reads ("part", "the stated total").
    `address` is set where the lines are not those of the file: "Sheet1!C12" (see `Document.address`). `remark` says what
    the other figures come to, or what would agree in the place of this one; it is empty where neither is known.
    """

    role: str
    label: str
    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    address: str = ""
    remark: str = ""


class Finding(NamedTuple):
    """One arithmetic fault (or rounding) that the article states.

    `expected` is what the stated figure could have been, in its own unit, or None. `help` names a repair, or is empty.
    `details` are the lines of explanation under the source ("about 12,000" allows 11,400 to 12,600). `quoted` is true
    when the primary place stands inside somebody's quoted words.
    """

    rule: str
    severity: str
    verdict: str
    confidence: str
    message: str
    primary: Mark
    related: tuple[Mark, ...]
    expected: tuple[float, float] | None = None
    help: str = ""
    details: tuple[str, ...] = ()
    evidence: str = ""
    quoted: bool = False
    fingerprint: str = ""
    """What stays the same while the rest of the article is edited: hexadecimal, unique among the findings of a path."""

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All places, the primary one first."""
        return (self.primary, *self.related)


class Suppressed(NamedTuple):
    """A finding that is not reported: why not, and the paths and lines of all that says so."""

    finding: Finding
    reason: str
    places: tuple[tuple[str, int], ...]


class About(NamedTuple):
    """What a report can tell of a rule: what it finds, why that matters, and when it is wrong.

    `severity` is that of a contradiction. A rule that is in no pack (an unused suppression) has its name alone.
    """

    name: str
    title: str = ""
    pack: str = ""
    severity: str = "warning"
    confidence: str = "high"
    description: str = ""
    why: str = ""
    wrong_when: str = ""


class Node(NamedTuple):
    """A whole in a document's figure tree: its printed text, what it counts, its value, and its parts."""

    text: str
    noun: str
    value: float
    unit: str
    line: int
    children: tuple[Node, ...] = ()
    remainder: str = ""
    """What the parts leave of the whole, written like the whole ("3,500"); empty when nothing or not known."""
    agrees: tuple[str, ...] = ()
    """The relations that hold here, in words: "10,000 + 2,000 = 12,000"."""
    fails: tuple[str, ...] = ()
    """Those that do not hold."""
    start: int = -1
    """Where the figure stands, as an offset in the source."""


class Tested(NamedTuple):
    """One judged relation in words, for `check -v`: "10,000 + 2,000 = about 12,000" agrees.

    `line` is that of the stated figure, `address` what it is called where lines mean nothing. `reason` says why a relation is undecided. `kept` is false where a stronger
    relation over the same figures, the one before it in the list, speaks for both; only that one is counted.
    """

    path: str
    line: int
    rule: str
    verdict: str
    sentence: str
    figures: int
    reason: str = ""
    kept: bool = True
    address: str = ""


class Reading(NamedTuple):
    """One figure of an article as it was read: where it stands and what it commits its author to.

    `at` and `till` are offsets into `Document.text`, `start` and `end` into its source; `block` is its block's number.
    `value`, `value_to` (a range's upper end), and the bounds `strict` and `loose` are in `unit`; the bounds are None
    where the value is a date, a time or a score. `noun` is what it counts.
    """

    at: int
    till: int
    start: int
    end: int
    line: int
    column: int
    address: str
    block: int
    text: str
    kind: str
    hedge: str
    value: float
    value_to: float | None
    unit: str
    noun: str
    strict: tuple[float, float] | None = None
    loose: tuple[float, float] | None = None
    quoted: bool = False
    attributed: bool = False


class Trial(NamedTuple):
    """One judged relation of an article, in words, with the figures that take part in it.

    `roles` are pairs of what an editor calls the figure ("part", "the stated total") and its place among the readings.
    `stated` is the place of the figure that is stated, -1 where what is stated is no figure, and `terms` how many figures
    it was compared with. `lines` say what the figures come to, how sure it is that they belong together, and what came of
    it. `kept` is as in `Tested`.
    """

    rule: str
    verdict: str
    sentence: str
    roles: tuple[tuple[str, int], ...]
    lines: tuple[str, ...] = ()
    stated: int = -1
    terms: int = 0
    kept: bool = True


class Page(NamedTuple):
    """All that is known of the figures of one article: their readings in its order, and every relation between them."""

    readings: tuple[Reading, ...] = ()
    trials: tuple[Trial, ...] = ()


class Tables(NamedTuple):
    """The tables of a run: `figures` as `figure.DTYPES` says; `relations` one row a relation, with its verdict.

    The rows of `relations["roles"]` are rows of `figures`.
    """

    figures: pd.DataFrame
    relations: pd.DataFrame


@dataclass(frozen=True)
class Report:
    """Everything that a run found out.

    `findings` are in order of path and place, whatever their severity. `by_rule` counts verdicts. `errors` are files
    that could not be read, `notes` what the readers had to guess. `used` tells for each path how many of its figures took
    part in a relation, of how many. Of a run that did not keep them, there are no `tables`, `tested` and `trees`, and only
    the `documents` that findings point to.
    """

    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    by_rule: Mapping[str, Mapping[str, int]]
    n_documents: int
    n_figures: int
    errors: tuple[ConsistencyError, ...] = ()
    notes: tuple[ConsistencyError, ...] = ()
    tested: tuple[Tested, ...] = ()
    trees: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    used: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    remarks: tuple[ConsistencyError, ...] = ()
    """What a user may want to know and need not mend: which rules stayed silent, and why."""
    tables: Tables | None = None
    suppressed: tuple[Suppressed, ...] = ()
    """What was found and is not among the `findings`, since the article or the configuration says that it is no fault."""
    in_baseline: int = 0
    """How many findings were left out because the baseline has them."""
    rules: Mapping[str, About] = field(default_factory=dict)
    """What the rules of the findings check; filled only for a format that tells it (`report.tells_rules`)."""
    pages: Mapping[str, Page] = field(default_factory=dict)
    """The figures of each article and their relations; filled only for a format that shows them (`report.shows_pages`)."""

    @property
    def figures(self) -> pd.DataFrame:
        """Every figure of the run, one a row."""
        return self._kept.figures

    @property
    def relations(self) -> pd.DataFrame:
        """Everything that was tested, with its verdict."""
        return self._kept.relations

    @property
    def _kept(self) -> Tables:
        if self.tables is None:
            raise ValueError("this run kept no tables: check with keep=True")
        return self.tables

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def shown(self, lowest: str = "warning") -> tuple[Finding, ...]:
        """The findings of at least this severity."""
        return tuple(f for f in self.findings if SEVERITIES.index(f.severity) >= SEVERITIES.index(lowest))

    def totals(self) -> dict[str, int]:
        """How many relations came to each verdict."""
        return {verdict: sum(counts.get(verdict, 0) for counts in self.by_rule.values()) for verdict in VERDICTS}
