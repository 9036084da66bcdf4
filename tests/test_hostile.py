"""A hostile world: names, bytes, links, full disks, kills and closed streams. Nothing is lost, and there is no traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest

from consistency import cache, discovery, engine, results
from consistency.baseline import NAME as BASELINE
from tests.desk import SOUND, WRONG, put, run

FORMATS = ("terminal", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "line")
WINDOWS = sys.platform == "win32"
LINUX = sys.platform == "linux"
NAMES = [
    "-q.md", "--help.md", " two  words .md", "line\nbreak\r.md", "😀 é.md", "e\u0301.md", "50%,a:b#c?.md", "\"quo'te&<x>.md",
    "esc\x1b[31m.md", "back\\slash.md", "{a}[b]*.md", "right\u202eleft.md", os.fsdecode(b"wrong \xff\xfe.md"),
]  # fmt: skip


@pytest.fixture
def kept(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own, in a folder beside the one to work in."""
    folder = newsroom.parent / f"{newsroom.name}-kept"
    if (cache.folder() / "rules").is_dir():  # compiled once for all tests
        shutil.copytree(cache.folder() / "rules", folder / "rules")
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


def started(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    settings: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    return subprocess.Popen([sys.executable, "-m", "consistency", *arguments], **(settings | options))


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    with started(*arguments, **options) as running:
        out, errors = running.communicate(timeout=60)
    done = subprocess.CompletedProcess(running.args, running.returncode, out or b"", errors or b"")
    assert b"Traceback" not in done.stderr + done.stdout
    return done


# ------------------------------------------------------------------ names
@pytest.fixture
def oddly_named(newsroom: Path, kept: Path) -> list[str]:
    if not LINUX:
        pytest.skip("no names of this kind")
    for number, name in enumerate(NAMES):
        put(newsroom / "in", name, WRONG.replace("60", str(60 + number)))
    return sorted(os.path.join("in", name) for name in NAMES)


def paths_of(form: str, data: bytes) -> list[bytes] | int:
    """The paths of the findings in a report, or how many there are where the paths are for people."""
    if form == "json":
        return [os.fsencode(found["path"]) for found in json.loads(data)["findings"]]
    if form == "jsonl":
        return [os.fsencode(json.loads(line)["path"]) for line in data.splitlines()]
    if form == "sarif":
        found = json.loads(data)["runs"][0]["results"]
        places = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in found]
        return [unquote_to_bytes(uri) for uri in places]
    if form == "gitlab":
        return [os.fsencode(issue["location"]["path"]) for issue in json.loads(data)]
    if form == "junit":
        return len(ElementTree.fromstring(data).findall(".//failure"))
    return data.count(
        {"terminal": b"error[", "markdown": b"parts-within-whole", "line": b": error[", "github": b"::error "}[form]
    )


def test_odd_names_are_lost_in_no_format(newsroom: Path, oddly_named: list[str]) -> None:
    told = [os.fsencode(name) for name in oddly_named]
    first: dict[str, bytes] = {}
    for jobs in ("1", "2"):  # worked out, then kept from the first run
        out = [part for form in FORMATS for part in ("--format", f"{form}:out.{form}")]
        result = run("check", *out, "-j", jobs, "in")
        assert (result.exit_code, result.output) == (1, "")
        written = {form: (newsroom / f"out.{form}").read_bytes() for form in FORMATS}
        assert written == (first or written)
        first = written
    for form in FORMATS:
        found = paths_of(form, first[form])
        assert found == (told if isinstance(found, list) else len(told)), form
        assert b"\x1b" not in first[form] or form == "github"  # which wants the very name


def test_odd_names_by_themselves_and_in_a_baseline(newsroom: Path, oddly_named: list[str]) -> None:
    os.chdir(newsroom / "in")
    assert json.loads(run("check", "--format", "json", "--", *NAMES).stdout)["summary"]["contradicts"] == len(NAMES)
    assert run("check", "--write-baseline", ".").exit_code == 0
    before = (newsroom / "in" / BASELINE).read_bytes()
    assert len(before.splitlines()) == len(NAMES) + 2
    assert run("check", ".").exit_code == 0
    assert run("check", "--write-baseline", ".").stderr.endswith("0 added, 0 removed\n")
    assert (newsroom / "in" / BASELINE).read_bytes() == before


def test_odd_names_are_suppressed_by_path(newsroom: Path, oddly_named: list[str]) -> None:
    put(newsroom, "in/consistency.yaml", 'suppress: [{path: "*", rule: parts, reason: they are only names}]\n')
    result = run("check", "--format", "json", "in")
    assert result.exit_code == 0, result.output
    put(newsroom, "in/consistency.yaml", 'exclude: ["*.md"]\n')
    assert run("check", "in").exit_code == 0


@pytest.mark.skipif(WINDOWS, reason="no names of this kind")
def test_what_is_said_of_an_odd_name_is_one_line(newsroom: Path) -> None:
    put(newsroom, "two\nlines\x1b[2J.md", b"\0\1\2")
    result = run("check", ".")
    assert result.exit_code == 2
    assert result.stderr == "two\ufffdlines\ufffd[2J.md: error: not text: there is a zero byte at offset 0\n"


# ------------------------------------------------------------------ bytes
STORY = ["# The caf\u00e9", "", "It is \u201cfine\u201d.", "", WRONG.strip() + " <!-- a", "comment -->", ""]
ENCODED = {
    "plain": "\n".join(STORY).encode(),
    "windows": "\r\n".join(STORY).encode(),
    "marked": b"\xef\xbb\xbf" + "\n".join(STORY).encode(),
    "marked windows": b"\xef\xbb\xbf" + "\r\n".join(STORY).encode(),
    "cp1252": "\r\n".join(STORY).encode("cp1252"),
    "utf-16": "\r\n".join(STORY).encode("utf-16"),
}


def test_every_encoding_has_one_place_and_one_fingerprint(newsroom: Path, kept: Path) -> None:
    for name, data in ENCODED.items():
        put(newsroom, f"{name}.md", data)
    for _ in range(2):
        found = json.loads(run("check", "--format", "json", ".").stdout)["findings"]
        assert [one["path"].removesuffix(".md") for one in found] == [
            name.removesuffix(".md") for name in sorted(f"{name}.md" for name in ENCODED)
        ]
        assert len({(one["line"], one["column"], one["end_column"], one["fingerprint"]) for one in found}) == 1
        assert {one["line"] for one in found} == {5}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_suppressions_in_every_encoding(newsroom: Path, encoding: str) -> None:
    comment = "<!-- consistency-ignore-next-line parts: the caf\u00e9 counts so -->"
    put(newsroom, "a.md", "\r\n".join([comment, *STORY[4:]]).encode(encoding))
    put(newsroom, "b.md", "\r\n".join(["---", "consistency: {ignore: {parts: so}}", "---", *STORY]).encode(encoding))
    result = run("check", "-q", ".")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_configuration_from_windows(newsroom: Path) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "consistency.yaml", b"\xef\xbb\xbffail-on: never\r\nexclude: [drafts/]\r\n")
    assert run("check", ".").exit_code == 0
    put(newsroom, BASELINE, b'\xef\xbb\xbf[{"consistency-baseline": 1}\r\n]\r\n')
    assert run("check", ".").stdout.count("error[") == 1


# ------------------------------------------------------------------ links, folders, pipes
@pytest.mark.skipif(WINDOWS, reason="no links of this kind")
def test_links_that_lead_nowhere_and_in_circles(newsroom: Path) -> None:
    put(newsroom, "in/wrong.md", WRONG)
    for link, target in (("in/loop", "."), ("in/a.md", "b.md"), ("in/b.md", "a.md"), ("in/dead.md", "nowhere")):
        (newsroom / link).symlink_to(target)
    (newsroom / "in" / "twice.md").symlink_to("wrong.md")
    result = run("check", "--format", "line", "in")
    assert (result.exit_code, result.stderr) == (1, "")
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["in/twice.md", "in/wrong.md"]
    result = run("check", "--format", "line", "in/a.md", "in/dead.md", "in/loop")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2
    assert "in/loop/wrong.md:1:" in result.stdout


@pytest.mark.skipif(WINDOWS, reason="no pipes of this kind")
def test_a_pipe_is_read_once(newsroom: Path, kept: Path) -> None:
    os.mkfifo(newsroom / "pipe.md")
    with started("check", "--format", "line", "pipe.md") as running:
        (newsroom / "pipe.md").write_text(WRONG)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (1, b"")
    assert out.startswith(b"pipe.md:1:")


@pytest.mark.skipif(WINDOWS, reason="no pipes of this kind")
def test_a_configuration_in_a_pipe(newsroom: Path, kept: Path) -> None:
    put(newsroom, "sound.md", SOUND)
    rule = "rules:\n- rule: many\n  phrase: '{whole} dockers'\n  assert: whole <= 3\n  message: too many\n"
    for option in ("--config", "--rules"):
        reading, writing = os.pipe()
        os.write(writing, rule.encode())
        os.close(writing)
        done = process("check", option, f"/dev/fd/{reading}", "--format", "line", "sound.md", pass_fds=[reading])
        os.close(reading)
        assert b"error[many] too many" in done.stdout, done.stderr


@pytest.mark.parametrize("name", ["empty.md", "empty.html", "empty.csv", "blank.md"])
def test_a_file_with_nothing_in_it(newsroom: Path, kept: Path, name: str) -> None:
    put(newsroom, name, b"" if name.startswith("empty") else b"\n \r\n\t")
    for _ in range(2):
        result = run("check", name)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("nothing to report in 1 article;")


# ------------------------------------------------------------------ what is no configuration
@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]", "5", "{", "\t:x", "select: 5", "show: loud", "overrides: {a: b}", "overrides: [{paths: 5}]", "severity: [a]",
        'packs: ["a\\0b.yaml"]', "packs: [.]", "types: {.x: 5}", "suppress: 5", "rules: 5", "words: 7", "&a [*a]", "lang: 5",
        "hedges: {about: 500%}", "? [a]\n: b", "front-matter: {title: 5}", "<<: 5", "a: b\n---\nc: d", "show: \udcff",
        "settings: {parts: 5}", "x" * 100_000, "[" * 100_000,
    ],
)  # fmt: skip
def test_a_configuration_that_is_none(newsroom: Path, text: str) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "consistency.yaml", text.encode("utf-8", "surrogateescape"))
    for _ in range(2):
        result = run("check", ".")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("consistency.yaml:")
        assert result.stderr.count("\n") == 1


@pytest.mark.skipif(WINDOWS, reason="no links and pipes of this kind")
@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_a_configuration_that_is_no_file(newsroom: Path, kind: str) -> None:
    put(newsroom, "in/wrong.md", WRONG)
    place = newsroom / "consistency.yaml"
    if kind == "folder":
        place.mkdir()
    elif kind == "link":
        place.symlink_to("gone")
    else:
        os.mkfifo(place)
    for command in (
        ["check", "in"],
        ["check", "in/wrong.md"],
        ["explain", "in/wrong.md:1"],
        ["figures", "in"],
        ["rules"],
    ):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "consistency.yaml: error: this is no file, and so no configuration\n"
    assert run("check", "--no-config", "in").exit_code == 1


@pytest.mark.parametrize("option", ["--config", "--baseline", "--output-file"])
def test_a_name_that_a_script_has_lost(newsroom: Path, option: str) -> None:
    put(newsroom, "wrong.md", WRONG)
    assert run("check", option, "", ".").exit_code == 2


@pytest.mark.parametrize("command", ["check", "watch", "explain"])
def test_a_language_that_is_none(newsroom: Path, command: str) -> None:
    put(newsroom, "wrong.md", WRONG)
    result = run(command, "--lang", "english", "wrong.md:1" if command == "explain" else "wrong.md")
    assert result.exit_code == 2
    assert "'english' is no tag of a language" in result.stderr


# ------------------------------------------------------------------ files that change while the run goes on
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_vanishes_once_it_was_found(
    newsroom: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    for number in range(4):
        put(newsroom, f"in/{number}.md", WRONG + "The wind blew. " * 3000)
    discover = discovery.discover

    def vanishing(*arguments: Any, **options: Any) -> discovery.Found:
        found = discover(*arguments, **options)
        (newsroom / "in" / "2.md").unlink()
        return found

    monkeypatch.setattr(discovery, "discover", vanishing)
    result = run("check", "--format", "line", "-j", jobs, "in")
    assert result.exit_code == 2
    assert result.stderr == f"in/2.md: error: cannot be read: {os.strerror(2)}\n".replace("/", os.sep)
    assert [line.split(":")[0][-4:] for line in result.stdout.splitlines()] == ["0.md", "1.md", "3.md"]


@pytest.mark.parametrize(("before", "after"), [(SOUND, WRONG), (WRONG, SOUND)])
def test_a_file_that_changes_between_the_look_into_the_cache_and_the_check(
    newsroom: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    put(newsroom, "a.md", before)
    find = results.Results.find

    def changing(self: results.Results, keys: Any) -> Iterator[Any]:
        yield from find(self, keys)
        put(newsroom, "a.md", after)

    with monkeypatch.context() as patch:
        patch.setattr(results.Results, "find", changing)
        assert run("check", "a.md").exit_code == int(after == WRONG)
    assert run("check", "a.md").exit_code == int(after == WRONG)
    put(newsroom, "a.md", before)
    assert run("check", "a.md").exit_code == int(before == WRONG)


def test_a_configuration_that_is_emptied_before_its_rules_are_read(
    newsroom: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "consistency.yaml", "rules:\n- rule: own\n  phrase: '{whole} dockers'\n  assert: whole <= 3\n")
    check = engine.check

    def emptied(*arguments: Any, **options: Any) -> Any:
        put(newsroom, "consistency.yaml", "")
        return check(*arguments, **options)

    monkeypatch.setattr(engine, "check", emptied)
    result = run("check", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith("consistency.yaml:1: error: no rules")


def test_the_current_folder_vanishes(newsroom: Path) -> None:
    if not LINUX:
        pytest.skip("a folder in use cannot be removed here")
    put(newsroom, "wrong.md", WRONG)
    (newsroom / "gone").mkdir()
    os.chdir(newsroom / "gone")
    (newsroom / "gone").rmdir()
    try:
        for command in (["check"], ["check", "a.md"], ["check", "--diff", "HEAD"], ["rules"], ["init"], ["figures"]):
            result = run(*command)
            assert (result.exit_code, result.stdout) == (2, ""), command
            assert result.stderr.count("\n") == 1
        assert run("check", str(newsroom / "wrong.md")).exit_code == 1
    finally:
        os.chdir(newsroom)


# ------------------------------------------------------------------ full and forbidden
@pytest.mark.skipif(WINDOWS, reason="no limits of this kind")
def test_a_full_disk_costs_the_cache_and_no_finding(newsroom: Path, kept: Path) -> None:
    """No file may grow beyond 20 KB: the database is begun and cannot be ended."""
    import resource

    for number in range(30):
        put(newsroom, f"in/{number:02}.md", f"{WRONG}\nStory {number}.\n" + "The wind blew hard. " * 60)
    plain = run("check", "--no-cache", "--format", "json", "in").stdout.encode()
    arguments = ("check", "--format", "json", "-j", "1", "in")
    for _ in range(2):
        done = process(
            *arguments, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)), stdout=PIPE
        )
        assert (done.returncode, done.stderr) == (1, b"")
        assert done.stdout == plain
    assert run(*arguments).stdout.encode() == plain
    database = sqlite3.connect(kept / results.NAME)
    assert database.execute("SELECT count(*) FROM reports").fetchone() == (30,)
    database.close()


PIPE = subprocess.PIPE


@pytest.mark.skipif(not LINUX, reason="no such folder")
def test_a_place_in_which_nothing_can_be_written(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(newsroom, "wrong.md", WRONG)
    monkeypatch.setenv(cache.VARIABLE, "/proc/consistency")
    result = run("check", "--format", "line", "wrong.md")
    assert (result.exit_code, result.stderr) == (1, "")
    for option in (["--output-file", "/proc/out"], ["--write-baseline", "--baseline", "/proc/out"]):
        result = run("check", *option, "wrong.md")
        assert result.exit_code == 2
        assert result.stderr.startswith("/proc/out: error: the ")


def test_only_what_the_cache_has_kept_is_cleared(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(newsroom))
    put(newsroom, "wrong.md", WRONG)
    put(newsroom, "consistency.yaml", "show: note\n")
    assert run("check", "wrong.md").exit_code == 1
    assert sorted(os.listdir(newsroom)) == ["configurations", "consistency.yaml", results.NAME, "rules", "wrong.md"]
    cache.clear()
    assert sorted(os.listdir(newsroom)) == ["consistency.yaml", "wrong.md"]
    cache.store("rules", "a", 1)
    for place in (newsroom / "kept", newsroom / "kept" / "deeper"):
        monkeypatch.setenv(cache.VARIABLE, str(place))
        cache.clear()
        cache.store("rules", "a", 1)
    cache.clear()
    assert os.listdir(newsroom / "kept") == ["rules"]


def test_a_full_disk_leaves_no_half_of_a_first_configuration(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        result = run("init")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert os.listdir(newsroom) == []
    assert run("init").exit_code == 0


# ------------------------------------------------------------------ signals
@pytest.fixture
def archive(newsroom: Path, kept: Path) -> Path:
    """Articles that two processes are busy with for some seconds."""
    for number in range(60):
        story = f"Of the 40 boats, 30 sailed in {number} ports, up 5 percent. The 40 ships carried 60 cars. " * 120
        put(newsroom, f"in/{number}.md", story + WRONG)
    return newsroom


def kept_rows(kept: Path) -> int:
    try:
        database = sqlite3.connect(f"file:{kept / results.NAME}?mode=ro", uri=True)
        try:
            return int(database.execute("SELECT count(*) FROM reports").fetchone()[0])
        finally:
            database.close()
    except sqlite3.Error:
        return 0


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not LINUX, reason="looks at processes in /proc")
@pytest.mark.parametrize(
    ("sent", "to_all", "code"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGTERM, False, -15),
        (signal.SIGKILL, False, -9),
    ],
)
def test_a_run_that_is_ended_leaves_no_process_and_a_sound_cache(
    archive: Path, kept: Path, sent: signal.Signals, to_all: bool, code: int
) -> None:
    with started("check", "--no-config", "--format", "json", "-j", "2", "in") as running:
        deadline = time.monotonic() + 60
        while not kept_rows(kept) and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.02)
        workers = children(running.pid)
        assert len(workers) == 2
        (os.killpg if to_all else os.kill)(running.pid, sent)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out, errors) == (code, b"", b"")
    while any(map(runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(runs, workers))
    database = sqlite3.connect(kept / results.NAME)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    assert 0 < kept_rows(kept) < 60


@pytest.mark.skipif(not LINUX, reason="looks at processes in /proc")
def test_what_a_killed_run_has_kept_is_right(archive: Path, kept: Path) -> None:
    for number in range(10, 60):
        (archive / "in" / f"{number}.md").unlink()
    with started("check", "--no-config", "-j", "1", "in") as running:
        while not kept_rows(kept) and running.poll() is None:
            time.sleep(0.005)
        running.kill()
    told = run("check", "--no-config", "--format", "json", "in").stdout
    assert told == run("check", "--no-config", "--no-cache", "--format", "json", "in").stdout


# ------------------------------------------------------------------ poor surroundings
@pytest.mark.skipif(WINDOWS, reason="other variables")
@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii", "TERM": "dumb", "HOME": ""},
    ],
)
def test_poor_surroundings(newsroom: Path, environment: dict[str, str]) -> None:
    name = "caf\u00e9 \u201cx\u201d.md" if WINDOWS else os.fsdecode("café “x”".encode() + b"\xff.md")
    put(newsroom, name, WRONG.replace("dockers", "caf\u00e9-owners \u201cof the pier\u201d"))
    paths = {"PYTHONPATH": str(cache.PACKAGE.parent), cache.VARIABLE: os.environ[cache.VARIABLE]}
    done = process("check", "-v", ".", env=environment | paths)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"error[parts-within-whole]" in done.stdout
    done = process("check", "--format", "json", ".", env=environment | paths)
    assert (done.returncode, done.stderr) == (1, b"")
    assert os.fsencode(json.loads(done.stdout)["findings"][0]["path"]).endswith(b"\xff.md")


@pytest.mark.skipif(WINDOWS, reason="no streams of this kind")
@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [
        ((1,), ("wrong.md",), 1), ((2,), ("wrong.md",), 1), ((0, 1, 2), ("wrong.md",), 1), ((1, 2), ("gone.md",), 2),
        ((0,), ("-",), 2),
    ],
)  # fmt: skip
def test_streams_that_are_closed(
    newsroom: Path, kept: Path, closed: tuple[int, ...], arguments: Any, code: int
) -> None:
    put(newsroom, "wrong.md", WRONG)

    def close() -> None:
        for number in closed:
            os.close(number)

    done = process("check", *arguments, preexec_fn=close, stdin=subprocess.DEVNULL)
    assert done.returncode == code, done.stderr
    assert (newsroom / "wrong.md").read_text() == WRONG
    if closed == (0,):
        assert done.stderr == b"stdin.md: error: standard input is closed\n"


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="no such shell")
def test_the_first_line_is_enough(newsroom: Path) -> None:
    put(newsroom, "many.md", (WRONG + "\n") * 400)
    script = '"$0" -m consistency check --format "$1" many.md | head -1; echo'
    for form in ("terminal", "line"):
        done = subprocess.run(["sh", "-c", script, sys.executable, form], capture_output=True, check=True, timeout=60)
        assert done.stderr == b""
        assert len(done.stdout.splitlines()) == 2
