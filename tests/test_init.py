"""`consistency init`: what it writes, that it works, and that it overwrites nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from consistency import config, schema, whole_file
from consistency.commands.start import HOOKS_FILE, SCHEMA_FILE
from tests.desk import SOUND, WRONG, put, run

FILES = (config.NAME, SCHEMA_FILE, HOOKS_FILE)


def test_it_writes_a_configuration_its_schema_and_a_hook(newsroom: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert [line.removeprefix("wrote ") for line in result.stdout.splitlines()[:3]] == list(FILES)
    text = (newsroom / config.NAME).read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    # Where the editor looks for it: from the configuration's own folder, and without a network.
    assert (newsroom / SCHEMA_FILE).read_text(encoding="utf-8") == schema.text("config")
    put(newsroom, "a.md", WRONG)
    assert run("check").exit_code == 1
    assert run("check", put(newsroom, "b.md", SOUND)).exit_code == 0


def test_every_setting_is_explained(newsroom: Path) -> None:
    run("init")
    text = (newsroom / config.NAME).read_text(encoding="utf-8")
    told = set(re.findall(r"^#?([a-z-]+):", text, re.MULTILINE))
    assert told == set(config.KEYS) - set(config.OWN_KEYS)


def test_the_hook_is_for_what_can_be_read(newsroom: Path) -> None:
    run("init")
    ((repo,),) = yaml.safe_load((newsroom / HOOKS_FILE).read_text(encoding="utf-8")).values()
    (hook,) = repo["hooks"]
    assert (repo["repo"], hook["entry"], hook["require_serial"]) == ("local", "consistency check", True)
    for name, wanted in (("a/b.md", True), ("a.html", True), ("a.csv", True), ("amd", False), ("a.md.py", False)):
        assert bool(re.search(hook["files"], name)) == wanted


def test_in_another_folder(newsroom: Path) -> None:
    (newsroom / "news desk").mkdir()
    assert run("init", "news desk").exit_code == 0
    assert sorted(path.name for path in (newsroom / "news desk").iterdir()) == sorted(FILES)
    result = run("init", "gone")
    assert (result.exit_code, result.stderr) == (2, "gone: error: no such folder\n")


@pytest.mark.parametrize("name", [config.NAME, SCHEMA_FILE])
def test_nothing_is_overwritten(newsroom: Path, name: str) -> None:
    put(newsroom, name, "{}\n")
    result = run("init")
    assert result.exit_code == 2
    assert result.stderr == f"{name}: error: is there already; --force writes it anew\n"
    assert [path.name for path in newsroom.iterdir()] == [name]
    assert run("init", "--force").exit_code == 0
    assert "{}" not in (newsroom / name).read_text(encoding="utf-8").splitlines()


def test_a_second_time_is_no_mistake(newsroom: Path) -> None:
    run("init")
    before = {name: (newsroom / name).read_bytes() for name in FILES}
    result = run("init")
    assert result.exit_code == 0
    assert result.stdout.startswith("everything is there already\n")
    assert {name: (newsroom / name).read_bytes() for name in FILES} == before


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_the_hooks_of_others_are_left_alone(newsroom: Path, options: tuple[str, ...]) -> None:
    others = "repos:\n  - repo: local\n    hooks: []  # ours\n"
    put(newsroom, HOOKS_FILE, others)
    result = run("init", *options)
    assert result.exit_code == 0
    assert (newsroom / HOOKS_FILE).read_text(encoding="utf-8") == others
    told = result.stdout.split("add to its `repos`:\n\n")[1].split("\n\n")[0]
    whole = yaml.safe_load(others.rstrip() + "\n" + told)
    assert [hook["id"] for repo in whole["repos"] for hook in repo["hooks"]] == ["consistency"]


def test_a_folder_that_cannot_be_written_to(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(whole_file, "put", refusing)
    result = run("init")
    assert result.exit_code == 2
    assert result.stderr == "consistency.yaml: error: cannot be written: Permission denied\n"


def test_the_schema_is_renewed_as_the_template_says(newsroom: Path) -> None:
    run("init")
    assert json.loads(run("schema", "config").stdout) == json.loads((newsroom / SCHEMA_FILE).read_text("utf-8"))
