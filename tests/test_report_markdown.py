"""The comment for a pull request: its links, and where it is cut."""

from __future__ import annotations

import pytest

from consistency.report import render
from tests.reported import CELL, FULL, UNREAD, finding, mark, of_markdown, report


def test_markdown() -> None:
    assert render("markdown", report(FULL, CELL, errors=(UNREAD,))) == (
        "### consistency: 1 error, 1 warning in 2 articles\n"
        "\n"
        "- **error** [`a.md:9:62`](<a.md#L9>) `sum-of-parts`: `10,000 + 5,000 is 15,000, not 12,000`\n"
        "  - [`7:3`](<a.md#L7>) `10,000`, `the part`\n"
        "  - [`other articles/b.md:1:1`](<other%20articles/b.md#L1>) `5,000`, `the part`\n"
        "  - help: `15,000 instead of 12,000`\n"
        "- **warning** [`budget.xlsx:Sheet1!C12`](<budget.xlsx>) `sum-of-parts`: `3 + 4 is 7, not 12`\n"
        "- **not checked** `gone.md`: `no such file or folder`\n"
        "\n"
        "18 relations tested, 7 agree.\n"
    )
    assert render("markdown", report()).startswith("### consistency: nothing to report in 2 articles\n\n18 relations")


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        (
            {"GITHUB_REPOSITORY": "paper/news", "GITHUB_SHA": "ab12", "GITHUB_SERVER_URL": "https://github.example"},
            "https://github.example/paper/news/blob/ab12/a.md?plain=1#L9",
        ),
        (
            {"CI_PROJECT_URL": "https://gitlab.example/paper/news", "CI_COMMIT_SHA": "ab12"},
            "https://gitlab.example/paper/news/-/blob/ab12/a.md?plain=1#L9",
        ),
    ],
)
def test_links_on_a_build_server(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], link: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert f"[`a.md:9:62`](<{link}>)" in render("markdown", report(FULL))


def test_a_comment_is_cut_where_it_is_full() -> None:
    many = report(*(finding(mark(line=line), message=f"{line} is not " + "9" * 500) for line in range(1, 1000)))
    text = render("markdown", many)
    kept = list(of_markdown(text))
    assert 58_000 < len(text) <= 60_000
    assert f"\n- and {999 - len(kept)} more, for which a comment has no room\n" in text
    assert [row[3] for row in kept] == [f"{line}:62" for line in range(1, len(kept) + 1)]


def test_a_finding_of_many_places_is_cut_in_a_comment() -> None:
    text = render("markdown", report(finding(mark(), *(mark(line=line) for line in range(1, 41)))))
    assert "  - and 28 more places\n" in text
    assert text.count("\n  - ") == 13
