"""The reports of single files on their way to one: in order, whatever finishes first, and held as small as they can be."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from consistency import engine, readers, rulebook
from consistency.document import Document
from consistency.errors import ReadError
from consistency.findings import Report
from consistency.merge import Gathering
from consistency.packed import Packed
from tests.desk import SOUND, WRONG, put


def document(name: str) -> Document:
    return readers.read(name, f"Of the 40 boats, 60 sank in {name}.\n".encode())


def report(name: str, agrees: int, **told: object) -> Report:
    return Report((), Packed(), {"growth": {"agrees": agrees}}, 1, 10, used={name: (agrees, 10)}, **told)  # type: ignore[arg-type]


def test_the_order_is_that_of_the_paths() -> None:
    gathering = Gathering()
    for name, agrees in (("c.md", 1), ("a.md", 2), ("b.md", 3)):
        gathering.add(name, report(name, agrees, errors=(ReadError(name, None, "no"),)))
    merged = gathering.merged(["a.md", "b.md", "c.md", "d.md"])
    assert [error.path for error in merged.errors] == ["a.md", "b.md", "c.md"]
    assert list(merged.used.items()) == [("a.md", (2, 10)), ("b.md", (3, 10)), ("c.md", (1, 10))]
    assert (merged.n_documents, merged.n_figures) == (3, 30)
    assert merged.by_rule == {"growth": {"agrees": 6, "rounding": 0, "contradicts": 0, "undecided": 0}}


def test_of_a_file_with_nothing_to_tell_its_name_stays() -> None:
    gathering = Gathering()
    before = len(pickle.dumps(vars(gathering)))
    for number in range(1000):
        name = f"story-{number:04}.md"
        gathering.add(name, report(name, 5))
    assert (len(pickle.dumps(vars(gathering))) - before) / 1000 < 40


def test_documents_are_unfolded_as_they_were() -> None:
    documents = [document(f"{number}.md") for number in range(3)]
    packed = Packed.joined([Packed.of(documents[:2]), Packed.of(documents[2:])])
    again: Packed = pickle.loads(pickle.dumps(packed))
    for one in (packed, again):
        assert list(one) == ["0.md", "1.md", "2.md"]
        assert dict(one) == {each.path: each for each in documents}
        assert one["1.md"] == documents[1]
        assert one["1.md"] is one["1.md"]
        assert "1.md" in one
        assert "4.md" not in one
        assert one.get("4.md") is None
        with pytest.raises(KeyError):
            one["4.md"]
    assert packed == again


def test_a_long_document_is_folded_up() -> None:
    long = readers.read("long.md", ("The wind blew over the harbour for a while.\n\n" * 2000).encode())
    long.position(len(long.source))  # what it has worked out of itself is not kept
    packed = Packed.of([long])
    assert len(pickle.dumps(packed)) < len(long.source) / 5
    assert packed["long.md"] == long


def test_only_documents_with_findings_are_held(tmp_path: Path) -> None:
    paths = [str(tmp_path / put(tmp_path, f"{number}.md", WRONG if number == 3 else SOUND)) for number in range(9)]
    found = engine.check(paths, rulebook=rulebook.load(), keep=False)
    assert isinstance(found.documents, Packed)
    assert list(found.documents) == [paths[3]]
    assert found.documents[paths[3]].source == WRONG


def test_a_text_stands_for_the_file_of_its_name(tmp_path: Path) -> None:
    path = str(tmp_path / put(tmp_path, "a.md", SOUND))
    for keep in (True, False):
        found = engine.check([path], rulebook=rulebook.load(), texts={path: WRONG}, keep=keep)
        assert (found.n_documents, len(found.findings)) == (1, 1)
        assert sum(found.totals().values()) == 1
