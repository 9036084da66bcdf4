"""Which files the paths of a command mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consistency.discovery import discover, find
from consistency.readers import SUFFIXES

WANTED = (".md", ".txt")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, *names: str, text: str = "") -> None:
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def files(*paths: str) -> list[str]:
    found = discover(paths, WANTED)
    assert found.errors == []
    return [file.replace(os.sep, "/") for file in found.files]


def test_a_folder_is_searched_for_what_can_be_read(newsroom: Path) -> None:
    put(newsroom, "b.md", "a.TXT", "picture.png", "README", "sport/c.md", "sport/deep/er/d.md", "z.md")
    assert files(".") == ["a.TXT", "b.md", "z.md", "sport/c.md", "sport/deep/er/d.md"]
    assert files("sport") == ["sport/c.md", "sport/deep/er/d.md"]
    assert files("sport/") == ["sport/c.md", "sport/deep/er/d.md"]
    assert files(str(newsroom / "sport" / "deep")) == [str(newsroom / "sport/deep/er/d.md").replace(os.sep, "/")]


def test_without_suffixes_all_readers_count(newsroom: Path) -> None:
    put(newsroom, *(f"article{suffix}" for suffix in SUFFIXES), "picture.png")
    assert len(discover(["."]).files) == len(SUFFIXES)


def test_hidden_files_are_left_out_unless_named(newsroom: Path) -> None:
    put(newsroom, ".draft.md", ".git/x.md", ".venv/lib/y.md", "a.md")
    assert files(".") == ["a.md"]
    assert files(".draft.md", ".venv") == [".draft.md", ".venv/lib/y.md"]


def test_a_named_file_is_itself_whatever_it_is_called(newsroom: Path) -> None:
    put(newsroom, "picture.png")
    assert files("picture.png") == ["picture.png"]


def test_a_file_is_given_once(newsroom: Path) -> None:
    put(newsroom, "sport/a.md")
    assert files("sport/a.md", "sport", "./sport/a.md", str(newsroom / "sport")) == ["sport/a.md"]


def test_gitignore(newsroom: Path) -> None:
    put(newsroom, ".gitignore", text="drafts/\n*.txt\n!kept.txt\n/top.md\n# comment\n")
    put(newsroom, "drafts/a.md", "sport/drafts/b.md", "c.txt", "kept.txt", "top.md", "sport/top.md")
    assert files(".") == ["kept.txt", "sport/top.md"]


def test_a_gitignore_further_down_has_the_last_word(newsroom: Path) -> None:
    put(newsroom, ".gitignore", text="*.txt\n")
    put(newsroom, "sport/.gitignore", text="!*.txt\nold.md\n")
    put(newsroom, "a.txt", "sport/b.txt", "sport/old.md", "sport/deep/old.md", "old.md")
    assert files(".") == ["old.md", "sport/b.txt"]


def test_a_gitignore_above_counts_within_a_repository(newsroom: Path) -> None:
    put(newsroom, ".gitignore", text="old-*\n")
    put(newsroom, "sport/old-a.md", "sport/b.md")
    assert files("sport") == ["sport/b.md", "sport/old-a.md"]
    (newsroom / ".git").mkdir()
    assert files("sport") == ["sport/b.md"]
    assert files("sport/old-a.md") == ["sport/old-a.md"]


def test_an_ignored_folder_that_is_named_is_searched(newsroom: Path) -> None:
    put(newsroom, ".gitignore", text="build/\n")
    put(newsroom, "build/a.md", "build/deep/b.md")
    (newsroom / ".git").mkdir()
    assert files(".") == []
    assert files("build") == ["build/a.md", "build/deep/b.md"]


@pytest.mark.parametrize("line", ["!", "\\", "[", "***", "/", "\x00", "a[b", "\t", "\\ \\"])
def test_a_strange_pattern_is_passed_over(newsroom: Path, line: str) -> None:
    put(newsroom, ".gitignore", text=f"{line}\nold.md\n")
    put(newsroom, "a.md", "old.md")
    assert "old.md" not in files(".")


def test_no_articles_is_a_remark(newsroom: Path) -> None:
    (newsroom / "empty").mkdir()
    found = discover(["empty"], WANTED)
    assert (found.files, found.errors) == ([], [])
    assert [str(remark) for remark in found.remarks] == ["empty: no articles found here"]


def test_a_missing_path_is_an_error_and_the_others_go_on(newsroom: Path) -> None:
    put(newsroom, "a.md")
    found = discover(["gone.md", "a.md", ""], WANTED)
    assert found.files == ["a.md"]
    assert [error.message for error in found.errors] == ["no such file or folder"] * 2
    assert find(["gone.md", "a.md"], WANTED) == ["a.md", "gone.md"]


def test_an_unreadable_folder_is_an_error_and_the_others_go_on(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "a.md", "locked/b.md", "open/c.md")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.path.basename(path) == "locked":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = discover(["."], WANTED)
    assert [file.replace(os.sep, "/") for file in found.files] == ["a.md", "open/c.md"]
    assert [str(error) for error in found.errors] == ["locked: the folder cannot be opened: Permission denied"]


def test_links_in_a_circle_do_not_hang(newsroom: Path) -> None:
    put(newsroom, "sport/a.md")
    try:
        (newsroom / "sport" / "again").symlink_to(newsroom, target_is_directory=True)
        (newsroom / "self.md").symlink_to(newsroom / "self.md")
        (newsroom / "nowhere.md").symlink_to(newsroom / "nothing.md")
        (newsroom / "link.md").symlink_to(newsroom / "sport" / "a.md")
    except OSError:
        pytest.skip("no links here")
    assert files(".") == ["link.md", "sport/a.md"]
    assert files("sport/again") == ["sport/again/link.md", "sport/again/sport/a.md"]


def test_a_deep_tree_is_no_trouble(newsroom: Path) -> None:
    folder = newsroom
    for _ in range(300):
        folder = folder / "d"
    put(folder, "a.md")
    assert len(files(".")) == 1
