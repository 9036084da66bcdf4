"""The GitHub Action: its steps as the runner would run them, as far as they are ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ACTION = yaml.safe_load((Path(__file__).parent.parent / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
WRONG = "The ferry carried 45 people (38 passengers and 9 crew).\n"


def checking(folder: Path, paths: str, arguments: str = "") -> subprocess.CompletedProcess[str]:
    (step,) = (step for step in STEPS if step.get("id") == "check")
    environment = os.environ | {
        "PATHS": paths,
        "ARGUMENTS": arguments,
        "SARIF": str(folder / "out.sarif"),
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")
def test_the_step_annotates_and_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "two words").mkdir()
    (tmp_path / "two words" / "ferry.md").write_text(WRONG, encoding="utf-8")
    done = checking(tmp_path, "two words\n", "--fail-on=error\n")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=two words/ferry.md,line=1,")
    sarif = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["bracketed-parts"]
    assert (tmp_path / "outputs").read_text(encoding="utf-8") == f"sarif={tmp_path / 'out.sarif'}\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="the runner's shell is bash")
def test_no_paths_are_the_current_folder_and_nothing_in_them_is_a_command(tmp_path: Path) -> None:
    (tmp_path / "ferry.md").write_text(WRONG, encoding="utf-8")
    assert checking(tmp_path, "\n").returncode == 1
    done = checking(tmp_path, "$(touch made)\n")
    assert done.returncode == 2
    assert not (tmp_path / "made").exists()


def test_no_input_is_written_into_a_script() -> None:
    """An expression in a script would let the text of a pull request be run."""
    assert all("${{" not in step.get("run", "") for step in STEPS)


def test_the_upload_waits_for_the_check_whatever_it_found() -> None:
    upload = STEPS[-1]
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert "!cancelled()" in upload["if"]
    assert upload["with"]["sarif_file"] == "${{ steps.check.outputs.sarif }}"
