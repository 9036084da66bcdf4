"""The hook in a real repository, with real commits: what an editor meets who never calls the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WRONG = "The ferry carried 45 people (38 passengers and 9 crew).\n"
RIGHT = "The ferry carried 45 people (38 passengers and 7 crew).\n"


@dataclass(frozen=True)
class Repository:
    """A git repository, with the variables under which its commands run."""

    folder: Path
    environment: dict[str, str]

    def __call__(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def git(self, *arguments: str) -> str:
        done = self("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def commit(self) -> subprocess.CompletedProcess[str]:
        return self("git", "commit", "-m", "a story")


def made(folder: Path, **environment: str) -> Repository:
    """A new repository. A hook of the repository that the tests run in must not reach into it."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    folder.mkdir(parents=True)
    repository = Repository(folder, clean | environment)
    repository.git("init", "-q", "-b", "main")
    repository.git("config", "user.email", "desk@example.org")
    repository.git("config", "user.name", "Desk")
    repository.git("config", "commit.gpgsign", "false")
    return repository


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """This project as it is now, as a repository that hooks can be taken from."""
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit needs the project as a git repository, and this is an unpacked archive")
    repository = made(tmp_path_factory.mktemp("project") / "consistency")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (repository.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository.folder / name)
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "as it is")
    return repository


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hooks")


@pytest.fixture
def stories(published: Repository, home: Path, tmp_path: Path) -> Callable[..., Repository]:
    """A repository of articles with one of the project's hooks installed."""

    def with_hook(name: str = "consistency", **more: object) -> Repository:
        repository = made(tmp_path / "stories", PRE_COMMIT_HOME=str(home), PRE_COMMIT_COLOR="never")
        revision = published.git("rev-parse", "HEAD").strip()
        hook = {"repo": str(published.folder), "rev": revision, "hooks": [{"id": name, **more}]}
        repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [hook]}))
        done = repository(sys.executable, "-m", "pre_commit", "install")
        assert done.returncode == 0, done.stdout + done.stderr
        return repository

    return with_hook


def test_a_commit_with_a_wrong_sum_is_refused_and_passes_once_mended(stories: Callable[..., Repository]) -> None:
    repository = stories()
    repository.write("a ferry story.md", WRONG)
    repository.git("add", "-A")
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "a ferry story.md:1:" in refused.stderr
    assert "bracketed-parts" in refused.stderr
    repository.write("a ferry story.md", RIGHT)
    repository.git("add", "-A")
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_what_is_staged_is_checked_and_nothing_else(stories: Callable[..., Repository]) -> None:
    repository = stories()
    repository.write("ferry.md", RIGHT)
    repository.git("add", "-A")
    repository.write("ferry.md", WRONG)
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert (repository.folder / "ferry.md").read_text(encoding="utf-8") == WRONG
    repository.git("add", "-A")
    repository.write("ferry.md", RIGHT)
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert (repository.folder / "ferry.md").read_text(encoding="utf-8") == RIGHT


def test_several_hundred_files_are_one_run(stories: Callable[..., Repository]) -> None:
    repository = stories()
    for number in range(400):
        repository.write(f"story {number:03} \N{FERRY}.md", WRONG if number == 217 else RIGHT)
    repository.write("picture.png", "no article")
    repository.git("add", "-A")
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "1 error in 400 articles" in refused.stderr
    assert "story 217" in refused.stderr


def test_an_old_error_does_not_block_a_mended_typo(stories: Callable[..., Repository]) -> None:
    repository = stories("consistency-changed")
    repository.write("ferry.md", f"The ferry was layt.\n\n{WRONG}")
    repository.git("add", "-A")
    repository.git("commit", "-q", "--no-verify", "-m", "as it was printed")
    repository.write("ferry.md", f"The ferry was late.\n\n{WRONG}")
    repository.git("add", "-A")
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    repository.write("ferry.md", f"The ferry was late.\n\n{WRONG.replace('9 crew', '8 crew')}")
    repository.git("add", "-A")
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout + refused.stderr


def test_in_a_first_commit_everything_is_new(stories: Callable[..., Repository]) -> None:
    repository = stories("consistency-changed")
    repository.write("ferry.md", WRONG)
    repository.git("add", "-A")
    refused = repository.commit()
    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "ferry.md:1:" in refused.stderr
    repository.write("ferry.md", RIGHT)
    repository.git("add", "-A")
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr


def test_every_suffix_that_is_read_without_an_extra_is_in_the_hook() -> None:
    import re

    from consistency import readers

    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        for suffix in readers.SUFFIXES:
            assert re.search(hook["files"], f"story{suffix}"), (hook["id"], suffix)
