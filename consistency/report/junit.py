"""JUnit XML, which every build server shows as tests: one suite a file, one failed test a finding.

A file without findings is a test that passed, a file that could not be read one with an error. All outside ASCII is
written as character references; what XML cannot hold at all (a control character) becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from consistency.errors import ConsistencyError
from consistency.findings import Finding, Report
from consistency.report.drawing.line import Look, one_line
from consistency.report.shared.places import others, position

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCES = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"'\t\r\n"})


def render(report: Report, show: str = "warning", look: Look = Look()) -> str:  # noqa: B008 (frozen)
    """The findings from `show` up, by file; `look` changes nothing."""
    findings: dict[str, list[Finding]] = {}
    for finding in report.shown(show):
        findings.setdefault(finding.primary.path, []).append(finding)
    errors: dict[str, list[ConsistencyError]] = {}
    for error in report.errors:
        errors.setdefault(error.path or "", []).append(error)
    paths = list(dict.fromkeys([*_in_order(list(report.used), list(findings)), *errors]))
    counts = _counts(
        sum(map(len, findings.values())),
        len(report.errors),
        sum(not findings.get(path) and path not in errors for path in paths),
    )
    suites = [_suite(path, findings.get(path, []), errors.get(path, [])) for path in paths]
    lines = [_start("testsuites", {"name": "consistency", **counts}), *suites, "</testsuites>"]
    return '<?xml version="1.0" encoding="utf-8"?>\n' + "".join(line + "\n" for line in lines)


def _in_order(checked: Sequence[str], found: Sequence[str]) -> list[str]:
    """All paths in the order in which they were checked, but those with findings in the order of the findings.

    The two differ for a finding about a file that is no article: an unused line of the configuration.
    """
    number = {path: place for place, path in enumerate(found, 1)}
    paths: list[str] = []
    done = 0
    for path in checked:
        if path not in number:
            paths.append(path)
        elif number[path] > done:
            paths += found[done : number[path]]
            done = number[path]
    return [*paths, *found[done:]]


def _counts(failures: int, errors: int, passed: int) -> dict[str, int]:
    return {"tests": failures + errors + passed, "failures": failures, "errors": errors}


def _suite(path: str, findings: Sequence[Finding], errors: Sequence[ConsistencyError]) -> str:
    cases = [*(_failed(finding) for finding in findings), *(_broken(path, error) for error in errors)]
    counts = _counts(len(findings), len(errors), int(not cases))
    cases = cases or [_start("testcase", {"name": "figures", "classname": path}, empty=True)]
    return "\n".join([_start("testsuite", {"name": path, **counts}), *cases, "</testsuite>"])


def _failed(finding: Finding) -> str:
    primary = finding.primary
    name = f"{finding.rule} at {position(primary)}"
    place = {} if primary.address else {"line": primary.line}
    texts = [f"{primary.path}:{position(primary)}: {one_line(finding.message)}", *others(finding)]
    if finding.help:
        texts.append(f"help: {one_line(finding.help)}")
    told = "\n".join(_escaped(text) for text in texts)
    return "\n".join(
        [
            _start("testcase", {"name": name, "classname": primary.path, "file": primary.path, **place}),
            _start("failure", {"type": finding.severity, "message": finding.message}) + told + "</failure>",
            "</testcase>",
        ]
    )


def _broken(path: str, error: ConsistencyError) -> str:
    return "\n".join(
        [
            _start("testcase", {"name": "not checked", "classname": path}),
            _start("error", {"type": "error", "message": error.message}, empty=True),
            "</testcase>",
        ]
    )


def _start(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    told = "".join(f' {key}="{_escaped(str(value))}"' for key, value in attributes.items())
    return f"<{name}{told}{'/' if empty else ''}>"


def _escaped(text: str) -> str:
    whole = _NO_XML.sub("\ufffd", text).translate(_REFERENCES)
    return whole.encode("ascii", "xmlcharrefreplace").decode("ascii")
