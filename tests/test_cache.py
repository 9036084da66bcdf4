"""The cache: an entry is found again, and nothing that can be wrong with the folder is more than lost time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from consistency import cache, rulebook


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_an_entry_is_found_again(place: Path) -> None:
    assert cache.load("things", "a") is None
    cache.store("things", "a", {"n": 1})
    assert cache.load("things", "a") == {"n": 1}
    assert cache.load("things", "b") is None
    assert [path.name for path in (place / "things").iterdir()] == ["a"]


def test_the_name_of_an_entry_tells_its_parts_apart() -> None:
    names = {cache.digest(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], [b"ab", "cd"])}
    assert len(names) == 4
    assert cache.digest(["ab", "c"]) == cache.digest([b"ab", b"c"])


@pytest.mark.parametrize("damage", [b"", b"\x80\x05", b"no pickle at all", b"\x80\x05cno_such_module\nThing\n."])
def test_a_damaged_entry_is_no_entry(place: Path, damage: bytes) -> None:
    cache.store("things", "a", 1)
    (place / "things" / "a").write_bytes(damage)
    assert cache.load("things", "a") is None


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "kept"))
    cache.store("things", "a", 1)
    assert cache.load("things", "a") is None
    assert len(rulebook.load(lean=True).rules) > 60


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_what_another_user_wrote_is_not_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.store("things", "a", 1)
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert cache.load("things", "a") is None


def test_the_lean_rules_are_the_rules_without_their_examples(place: Path) -> None:
    whole = rulebook.load()
    for _ in ("made", "from the cache"):
        lean = rulebook.load(lean=True)
        assert lean.names == whole.names
        assert lean.packs == whole.packs
        assert not any(rule.examples for rule in lean.rules)
        for one, other in zip(lean.rules, whole.rules, strict=True):
            assert [phrase.regex for phrase in one.phrases] == [phrase.regex for phrase in other.phrases]
            assert (one.assertions, one.where, one.unless) == (other.assertions, other.where, other.unless)
    assert len(list((place / "rules").iterdir())) == 1


def test_a_hit_does_not_parse_yaml(place: Path) -> None:
    code = "import sys; from consistency import rulebook; rulebook.load(lean=True); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 1
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
