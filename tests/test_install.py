"""What a user installs: the wheel with its rules, and the pre-commit hook in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRONG = "The ferry carried 45 people (38 passengers and 9 crew).\n"


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # A hook of the repository that the tests run in must not reach into the one that they make.
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))}
    return subprocess.run(
        command, cwd=cwd, env=clean | environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT),
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("figure_consistency-*.whl")
    return built


def test_the_rules_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for pack in (ROOT / "rules").glob("*.yaml"):
        assert f"consistency/rules/{pack.name}" in names
    assert {f"consistency/schema/{name}.schema.json" for name in ("config", "rules")} <= names
    assert "consistency/py.typed" in names
    assert not any(name.startswith("tests/") for name in names)


def test_the_wheel_finds_its_own_rules(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    article = tmp_path / "ferry.md"
    article.write_text(WRONG, encoding="utf-8")
    done = run(
        sys.executable, "-c",
        "import consistency, consistency.rulebook as r; print(consistency.__file__); print(r.builtin_folder());"
        "print(len(consistency.check('ferry.md')))",
        cwd=tmp_path, PYTHONPATH=str(unpacked),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    package, rules, findings = done.stdout.splitlines()
    assert package.startswith(str(unpacked))
    assert rules.startswith(str(unpacked))
    assert findings == "1"
