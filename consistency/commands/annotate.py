"""`consistency check --annotate`: copies of Word files in which every finding is a comment on its figures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

import click

from consistency import whole_file
from consistency.commands.given import Given
from consistency.commands.outputs import Output
from consistency.errors import ConsistencyError
from consistency.findings import Finding, Mark, Report

SUFFIXES = (".docx", ".docm")
_ASIDES = ("footnote", "endnote", "text box", "picture")
INSIDE_QUOTATION = "These are somebody's own words: ask the speaker or the source."

ANNOTATE = click.option(
    "--annotate",
    "annotate_to",
    metavar="OUT",
    type=click.Path(),
    help="Also write a copy of the Word file to OUT, with each finding as a comment on its figures; of several Word "
    "files, copies into the folder OUT.",
)


class Annotation(NamedTuple):
    """The copy of a Word file that is to be written."""

    path: str
    copy: str


def chosen(
    annotate: str | None, given: Given, paths: Sequence[str], to: Sequence[Output]
) -> tuple[Given, list[Annotation]]:
    """The copies to write, and what is given without those of an earlier run; UsageError where they cannot be written."""
    if annotate is None:
        return given, []
    if not annotate:
        raise click.UsageError("--annotate takes the name of a file or of a folder")
    one = os.path.splitext(annotate)[1].lower() in SUFFIXES and not os.path.isdir(annotate)
    if not one and not os.path.isdir(annotate):
        raise click.UsageError(f"--annotate {annotate}: that is no folder, and no name of a .docx file")
    folder = os.path.dirname(annotate) if one else annotate
    if not os.path.isdir(folder or os.curdir):
        raise click.UsageError(f"--annotate {annotate}: there is no folder {folder}")
    given = given._replace(files=[path for path in given.files if path in paths or not _is_copy(path, annotate, one)])
    files = [path for path in given.files if os.path.splitext(path)[1].lower() in SUFFIXES]
    if not files:
        raise click.UsageError("--annotate is for Word files, and there is none to check")
    if one and len(files) > 1:
        raise click.UsageError(
            f"--annotate {annotate}: there are {len(files)} Word files; name a folder for their copies"
        )
    copies = [Annotation(path, annotate if one else os.path.join(annotate, os.path.basename(path))) for path in files]
    _check(copies, {output.place for output in to if output.file})
    return given, copies


def write(annotations: Sequence[Annotation], found: Report, show: str) -> list[ConsistencyError]:
    """Write the copies with the findings from `show` up; the errors of those that could not be written."""
    unread = {error.path for error in found.errors}
    errors = []
    for annotation in annotations:
        if annotation.path in unread:
            continue
        try:
            whole_file.put(annotation.copy, _annotated(annotation.path, found.shown(show)))
        except ConsistencyError as error:
            errors.append(error)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            errors.append(ConsistencyError(annotation.copy, None, f"the copy cannot be written: {reason}"))
    return errors


# ------------------------------------------------------------------ where
def _is_copy(path: str, annotate: str, one: bool) -> bool:
    """Whether a file of a folder is what an earlier run has written."""
    return _place(path) == _place(annotate) if one else _place(os.path.dirname(path) or os.curdir) == _place(annotate)


def _place(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _check(copies: Sequence[Annotation], reports: set[str]) -> None:
    places = {_place(each.path) for each in copies}
    seen: dict[str, str] = {}
    for each in copies:
        place = _place(each.copy)
        if place in places or any(_is_same(other.path, each.copy) for other in copies):
            raise click.UsageError(f"--annotate would overwrite {each.copy}, which is to be checked")
        if place in reports:
            raise click.UsageError(f"a report and the copy of {each.path} would both go to {each.copy}")
        if place in seen:
            raise click.UsageError(f"the copies of {seen[place]} and {each.path} would both go to {each.copy}")
        seen[place] = each.path
        suffix = os.path.splitext(each.path)[1].lower()
        if os.path.splitext(each.copy)[1].lower() != suffix:
            raise click.UsageError(f"the copy of a {suffix} file is one as well: {each.copy} has another suffix")


def _is_same(path: str, other: str) -> bool:
    """Whether two names are links to one file."""
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


# ------------------------------------------------------------------ what
def _annotated(path: str, findings: Sequence[Finding]) -> bytes:
    """The bytes of the copy. Raises ConsistencyError where the file is no longer the one that was checked."""
    from consistency.office.remarks import Remark, with_remarks
    from consistency.readers.docx import read_word

    with open(path, "rb") as file:
        data = file.read()
    marks = [
        (finding, mark)
        for finding in findings
        for mark in finding.marks
        if mark.path == path and not (mark is not finding.primary and mark.address in _asides(finding))
    ]
    if not marks:
        return data
    document, word = read_word(path, data)
    if any(document.address(mark.start) != mark.address or mark.end > len(document.source) for _, mark in marks):
        raise ConsistencyError(path, None, "was changed while it was checked: not annotated")
    return with_remarks(word, data, [Remark(mark.start, mark.end, _words(finding, mark)) for finding, mark in marks])


def _asides(finding: Finding) -> tuple[str, ...]:
    """The address of the primary place where its comment hangs on a mark in the text, and so speaks for all there."""
    address = finding.primary.address
    return (address,) if address.startswith(_ASIDES) else ()


def _words(finding: Finding, mark: Mark) -> tuple[str, ...]:
    """What the comment on a place says: all of it at the primary place, at the others what the place is."""
    primary = finding.primary
    if mark is not primary:
        label = mark.label or mark.role
        where = f'"{primary.text}" ({primary.address})' if primary.address != mark.address else f'"{primary.text}"'
        message = f"{label}: {finding.message}"
        return tuple(filter(None, (_at(mark) + message, mark.remark, f"See the comment on {where}.")))
    lines = [
        _at(primary) + finding.message,
        primary.remark and f"{primary.label or primary.role}: {primary.remark}",
        *finding.details,
    ]
    lines += [finding.help, INSIDE_QUOTATION if finding.quoted else ""]
    return (*filter(None, lines), f"{finding.severity}: {finding.rule} (confidence: {finding.confidence})")


def _at(mark: Mark) -> str:
    """What a comment begins with that cannot stand on the figure itself."""
    return f'{mark.address}, "{mark.text}": ' if mark.address.startswith(_ASIDES) else ""
