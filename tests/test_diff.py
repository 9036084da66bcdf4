"""`check --diff REV`: findings in what is new since a revision, and nothing about the rest of an old story."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import consistency
from consistency import changes
from tests.desk import SOUND, WRONG, put, run

OLD = f"A story of the harbour.\n\n{WRONG}\nThe pier was painted.\n"
IDENTITY = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "protocol.file.allow=always")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, capture_output=True, check=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, message: str = "as it was") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(newsroom: Path) -> Path:
    git(newsroom, "init", "--quiet", "--initial-branch=main")
    put(newsroom, "old.md", OLD)
    commit(newsroom)
    return newsroom


def lines(folder: Path, revision: str = "HEAD") -> dict[str, list[tuple[int, int]]]:
    found = changes.since(revision, str(folder))
    top = os.path.realpath(folder)
    return {os.path.relpath(path, top).replace(os.sep, "/"): list(pairs) for path, pairs in found.lines.items()}


# ------------------------------------------------------------------ what is shown
def test_an_old_error_does_not_block_a_mended_typo(repository: Path) -> None:
    assert run("check", "old.md").exit_code == 1
    put(repository, "old.md", OLD.replace("painted", "painted green"))
    result = run("check", "--diff", "HEAD", "old.md")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("nothing to report in 1 article")


def test_a_new_error_is_shown_and_the_old_one_is_not(repository: Path) -> None:
    put(repository, "old.md", OLD + "\n" + WRONG.replace("dockers", "ferrymen").replace("60", "90"))
    result = run("check", "--diff", "HEAD", "old.md")
    assert result.exit_code == 1
    assert "90" in result.stdout
    assert result.stdout.count("error[") == 1
    assert run("check", "old.md").stdout.count("error[") == 2


def test_a_finding_is_shown_for_any_of_its_places(repository: Path) -> None:
    text = "Of the 60 dockers,\n40 work the night shift.\n"
    put(repository, "two.md", text)
    commit(repository)
    put(repository, "two.md", text.replace("60", "30"))
    result = run("check", "--diff", "HEAD")
    assert result.exit_code == 1
    assert "two.md:1:" in result.stdout
    # The part stands in the second line, and that is where the other change is.
    put(repository, "two.md", text.replace("60", "30"))
    commit(repository)
    put(repository, "two.md", text.replace("60", "30").replace("night", "late"))
    assert run("check", "--diff", "HEAD").exit_code == 1


def test_without_paths_only_what_has_changed_is_checked(repository: Path) -> None:
    put(repository, "desk/sound.md", SOUND)
    result = run("check", "--diff", "HEAD")
    assert result.exit_code == 0
    assert "in 1 article;" in result.stdout
    assert "in 0 articles;" in run("check", "--diff", "HEAD", "old.md").stdout


def test_only_below_the_current_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(repository, "new.md", WRONG)
    put(repository, "desk/new.md", WRONG)
    monkeypatch.chdir(repository / "desk")
    assert run("check", "--diff", "HEAD").stdout.count("error[") == 1
    assert run("check", "--diff", "HEAD", "..").stdout.count("error[") == 2


# ------------------------------------------------------------------ what counts as changed
def test_files_that_git_does_not_track(repository: Path) -> None:
    put(repository, "new.md", WRONG)
    put(repository, "new folder/deep/new.md", WRONG)
    assert run("check", "--diff", "HEAD").stdout.count("error[") == 2


def test_a_named_file_that_is_ignored(repository: Path) -> None:
    put(repository, ".gitignore", "draft.md\nbuild/\n")
    put(repository, "draft.md", WRONG)
    put(repository, "build/out.md", WRONG)
    assert run("check", "--diff", "HEAD").exit_code == 0
    assert run("check", "--diff", "HEAD", "draft.md", "build/out.md").stdout.count("error[") == 2


def test_staged_and_unstaged(repository: Path) -> None:
    put(repository, "old.md", f"{WRONG}\n" + OLD)
    git(repository, "add", "old.md")
    put(repository, "old.md", f"{WRONG}\n" + OLD + f"\n{WRONG}")
    assert lines(repository) == {"old.md": [(1, 2), (8, 9)]}
    assert run("check", "--diff", "HEAD").stdout.count("error[") == 2
    assert run("check", "--diff", "HEAD~0").exit_code == 1


def test_a_report_on_files_that_have_not_changed(repository: Path) -> None:
    put(repository, "new.md", WRONG)
    report = consistency.check([repository / "old.md", repository / "new.md"])
    narrowed = changes.since("HEAD", str(repository)).narrow(report)
    assert [Path(found.primary.path).name for found in narrowed] == ["new.md"]


def test_a_renamed_file_is_not_new(repository: Path) -> None:
    git(repository, "mv", "old.md", "moved.md")
    put(repository, "moved.md", OLD.replace("painted", "mended"))
    assert lines(repository) == {"moved.md": [(5, 5)]}
    assert run("check", "--diff", "HEAD").exit_code == 0


def test_the_neighbours_of_what_was_taken_out(repository: Path) -> None:
    text = "The harbour has three piers:\n\n- the north pier\n- the south pier\n- the west pier\n"
    put(repository, "list.md", text)
    commit(repository)
    put(repository, "list.md", text.replace("- the south pier\n", ""))
    assert lines(repository) == {"list.md": [(3, 4)]}
    assert "[list-count]" in run("check", "--diff", "HEAD").stdout


def test_a_file_that_is_gone(repository: Path) -> None:
    (repository / "old.md").unlink()
    assert lines(repository) == {}
    assert run("check", "--diff", "HEAD").exit_code == 0


def test_lines_that_look_like_a_diff(repository: Path) -> None:
    text = "++ b/other.md\n-- a\n@@ -1 +1 @@\ndiff --git a/x b/x\n"
    put(repository, "diff.md", text)
    commit(repository)
    put(repository, "diff.md", "new\n" + text.replace("-- a", "-- b") + "++ b/third.md\n")
    assert lines(repository) == {"diff.md": [(1, 1), (3, 3), (6, 6)]}


@pytest.mark.parametrize(
    "name", ["a story.md", "Größe – 文.md", 'tab\tand "quote".md', "line\nend.md", "back\\slash.md"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such names")
def test_names(repository: Path, name: str) -> None:
    put(repository, name, OLD)
    commit(repository)
    put(repository, name, f"{WRONG}\n" + OLD)
    assert lines(repository) == {name: [(1, 2)]}
    assert run("check", "--diff", "HEAD", name).stdout.count("error[") == 1
    git(repository, "rm", "--quiet", "--cached", name)
    assert run("check", "--diff", "HEAD", name).stdout.count("error[") == 2


def test_the_settings_of_the_user_change_nothing(repository: Path) -> None:
    for setting in (
        "diff.noprefix=true",
        "diff.mnemonicPrefix=true",
        "diff.context=9",
        "color.diff=always",
        "diff.renames=false",
    ):
        git(repository, "config", *setting.split("="))
    put(repository, ".gitattributes", "*.md -diff\n")
    put(repository, "old.md", OLD.replace("painted", "mended"))
    assert lines(repository)["old.md"] == [(5, 5)]


def test_a_link_to_a_story(repository: Path) -> None:
    os.symlink("old.md", repository / "link.md")
    commit(repository)
    put(repository, "old.md", OLD.replace("40 dockers", "20 dockers"))
    assert run("check", "--diff", "HEAD", "link.md").exit_code == 1


def test_a_submodule(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "--quiet", "--initial-branch=main")
    put(other, "inner.md", OLD)
    commit(other)
    git(repository, "submodule", "--quiet", "add", str(other), "shared")
    commit(repository)
    assert lines(repository) == {}
    put(repository, "shared/inner.md", OLD.replace("painted", "mended"))
    assert lines(repository) == {"shared/inner.md": [(5, 5)]}
    assert run("check", "--diff", "HEAD").exit_code == 0
    put(repository, "shared/inner.md", f"{WRONG}\n" + OLD)
    commit(repository / "shared")
    put(repository, "shared/new.md", WRONG)
    assert lines(repository)["shared/inner.md"] == [(1, 2)]
    assert run("check", "--diff", "HEAD").stdout.count("error[") == 2


def test_a_linked_work_tree_in_a_hook(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = tmp_path_factory.mktemp("trees") / "linked"
    git(repository, "worktree", "add", "--quiet", str(linked))
    put(linked, "desk/new.md", WRONG)
    monkeypatch.setenv("GIT_DIR", str(repository / ".git" / "worktrees" / "linked"))
    monkeypatch.chdir(linked / "desk")
    assert run("check", "--diff", "HEAD").exit_code == 1


def test_since_a_branch_was_left(repository: Path) -> None:
    git(repository, "switch", "--quiet", "--create", "story")
    put(repository, "story.md", WRONG)
    commit(repository)
    git(repository, "switch", "--quiet", "main")
    put(repository, "old.md", OLD + "\nMore of it.\n")
    commit(repository)
    git(repository, "switch", "--quiet", "story")
    assert lines(repository, "main...") == {"story.md": [(1, 1)]}
    assert lines(repository, "main") == {"story.md": [(1, 1)], "old.md": [(5, 6)]}
    assert run("check", "--diff", "main...").stdout.count("error[") == 1


# ------------------------------------------------------------------ what cannot be asked
@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=hacked", "HEAD~9", "", "main..main", "x...main"])
def test_no_such_revision(repository: Path, revision: str) -> None:
    result = run("check", f"--diff={revision}", "old.md")
    assert result.exit_code == 2
    assert result.stderr == f"error: no revision of this git repository is called {revision!r}\n"
    assert sorted(os.listdir(repository)) == [".git", "old.md"]


def test_before_the_first_commit_everything_is_new(newsroom: Path) -> None:
    git(newsroom, "init", "--quiet")
    put(newsroom, "staged.md", WRONG)
    git(newsroom, "add", "staged.md")
    put(newsroom, "new.md", WRONG)
    assert run("check", "--diff", "HEAD").stdout.count("error[") == 2
    result = run("check", "--diff", "HEAD~1")
    assert result.exit_code == 2
    assert "no revision" in result.stderr


def test_no_repository(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run("check", "--diff", "HEAD")
    assert result.exit_code == 2
    assert result.stderr == ".: error: --diff needs a git repository, and this folder is in none\n"


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("check", "--diff", "HEAD", "old.md")
    assert result.exit_code == 2
    assert result.stderr == "error: --diff asks git, and there is no command git here\n"


def test_standard_input_has_no_history(repository: Path) -> None:
    result = run("check", "--diff", "HEAD", "-", stdin=WRONG)
    assert result.exit_code == 2
    assert "--diff compares files" in result.stderr
