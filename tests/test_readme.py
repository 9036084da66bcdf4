"""The README's promises: its commands are the real ones, and the output it shows is what a run prints."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_the_second_command_is_what_ci_calls() -> None:
    first, second = (block.strip() for block in blocks("sh")[:2])
    assert "consistency check examples/" in first
    last = second.split("&&")[-1].strip()
    assert last.endswith("-m pytest")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").strip().splitlines()[-1] == last


def test_the_output_shown_is_the_output_printed() -> None:
    shown = blocks("text")[0].rstrip("\n").splitlines()
    done = subprocess.run(
        [sys.executable, "-m", "consistency", "check", "examples/desertion-wrong.md"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1
    printed = [line.rstrip() for line in done.stdout.rstrip("\n").splitlines()]
    # The README may leave whole findings out, marked by a line of dots; what it shows is word for word.
    for part in "\n".join(shown).split("\n...\n"):
        assert part.strip("\n") in "\n".join(printed)


def test_the_links_to_files_hold() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_every_command_named_exists() -> None:
    from consistency.cli import COMMANDS

    for name in re.findall(r"`consistency (\w+)", README):
        assert name in COMMANDS, name
