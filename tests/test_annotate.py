"""`check --annotate`: the comments stand on the figures, nothing else has changed, and no file is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.office.package import Package
from consistency.office.remarks import Remark, with_remarks
from consistency.readers.docx import read_word
from tests.desk import put, run
from tests.word_file import MAIN, NAMESPACES, docx, field, note_mark, p, picture, r, tbl, text_box

W = f"{{{MAIN}}}"
ADDED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
WRONG = "Of the 40 dockers, 60 work the night shift."


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def commented(data: bytes) -> list[tuple[str, list[str]]]:
    """The text that each comment stands on, and the paragraphs of the comment, in the order of their numbers."""
    found = parts(data)
    open_: dict[str, str] = {}
    done: dict[str, str] = {}
    for element in ElementTree.fromstring(found["word/document.xml"]).iter():
        number = element.get(W + "id", "")
        if element.tag == W + "commentRangeStart":
            open_[number] = ""
        elif element.tag == W + "commentRangeEnd":
            done[number] = open_.pop(number)
        elif element.tag == W + "t":
            open_ = {name: text + (element.text or "") for name, text in open_.items()}
    assert not open_
    said = {
        comment.get(W + "id", ""): ["".join(one.itertext()) for one in comment.iter(W + "p")]
        for comment in ElementTree.fromstring(found["word/comments.xml"]).iter(W + "comment")
        if comment.get(W + "author") == "consistency"
    }
    return [(done[number], said[number]) for number in said]


def characters(element: ElementTree.Element, around: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each character and each element without text, with the properties of its run and all that it stands in."""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name.startswith("comment") or (name == "r" and any("commentReference" in one.tag for one in child)):
            continue
        if name == "r":
            properties = child.find(W + "rPr")
            said = ElementTree.tostring(properties).decode() if properties is not None else ""
            yield from characters(child, (*around, f"r{sorted(child.attrib.items())}{said}"))
        elif name == "t":
            yield from ((char, around) for char in child.text or "")
        elif name == "rPr":
            continue
        else:
            yield name, around
            yield from characters(child, (*around, f"{name}{sorted(child.attrib.items())}"))


def same_but_for_the_comments(old: bytes, new: bytes) -> None:
    before, after = parts(old), parts(new)
    assert {name for name in before if name not in ADDED} == {name for name in after if name not in ADDED}
    for name in before.keys() - ADDED:
        assert before[name] == after[name]
    trees = [ElementTree.fromstring(one["word/document.xml"]) for one in (before, after)]
    assert list(characters(trees[0])) == list(characters(trees[1]))
    rest = iter(after["word/document.xml"])
    assert all(byte in rest for byte in before["word/document.xml"]), "something was taken away"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def annotated(folder: Path, data: bytes, *more: str) -> bytes:
    put(folder, "draft.docx", data)
    result = run("check", "--no-config", "draft.docx", "--annotate", "out.docx", *more)
    assert result.exit_code in (0, 1), result.output
    new = (folder / "out.docx").read_bytes()
    same_but_for_the_comments(data, new)
    return new


# ------------------------------------------------------------------------------------------------------ where they stand
def test_a_comment_stands_on_exactly_its_figure(folder: Path) -> None:
    found = commented(annotated(folder, docx(p("All is well."), p(WRONG))))
    assert [text for text, _ in found] == ["40", "60"]
    assert found[0][1][0] == "60 cannot be part of 40"
    assert found[0][1][-1] == "error: parts-within-whole (confidence: high)"
    assert found[1][1] == ["part: 60 cannot be part of 40", 'See the comment on "40".']


def test_the_comment_says_what_it_should_be(folder: Path) -> None:
    table = tbl(["Harbour", "Cod"], ["Brae", "31"], ["Creel", "22"], ["Dunnet", "14"], ["Total", "97"])
    found = dict(commented(annotated(folder, docx(table))))
    assert list(found) == ["31", "22", "14", "97"]
    assert "67 instead of 97 would agree with every figure" in found["97"]
    assert found["31"][-1] == 'See the comment on "97" (table 1, cell B5).'


def test_a_figure_in_several_runs_with_other_properties(folder: Path) -> None:
    bold, italic = '<w:b/><w:color w:val="FF0000"/>', "<w:i/>"
    inserted = f'<w:ins w:id="7" w:author="a">{r("0 doc", bold)}</w:ins>'
    deleted = '<w:del w:id="8" w:author="a"><w:r><w:delText>99</w:delText></w:r></w:del>'
    body = p(r("Of the 4", italic), deleted, inserted, r("kers, 6"), r("0 work the night shift."))
    assert [text for text, _ in commented(annotated(folder, docx(body)))] == ["40", "60"]


def test_texts_with_references_tabs_and_without_preserved_blanks(folder: Path) -> None:
    run_ = "<w:r><w:t>A &amp; B &#163;: of the 40 dockers,</w:t><w:tab/><w:t>60</w:t><w:t> work at night.</w:t></w:r>"
    new = annotated(folder, docx(p(run_)))
    assert [text for text, _ in commented(new)] == ["40", "60"]
    assert '<w:t xml:space="preserve">A &amp; B &#163;: of the </w:t>' in parts(new)["word/document.xml"].decode()


def test_a_figure_in_a_field_and_in_a_link(folder: Path) -> None:
    body = p(
        "Of the ",
        field("QUOTE", r("40")),
        r(" dockers, "),
        f'<w:hyperlink w:anchor="a">{r("60 work here.")}</w:hyperlink>',
    )
    assert [text for text, _ in commented(annotated(folder, docx(body)))] == ["40", "60"]


def test_a_figure_in_a_formula_is_commented_with_all_of_it(folder: Path) -> None:
    body = p("Of the ", "<m:oMath><m:r><m:t>40</m:t></m:r></m:oMath>", r(" dockers, 60 work at night."))
    new = parts(annotated(folder, docx(body)))["word/document.xml"].decode()
    assert '<w:commentRangeStart w:id="0"/><m:oMath>' in new
    assert '</m:oMath><w:commentRangeEnd w:id="0"/>' in new


def test_notes_boxes_and_pictures_are_commented_on_their_marks(folder: Path) -> None:
    data = docx(p("Fish.", note_mark(1), " And."), p("Box.", text_box(p(WRONG))), p(picture(WRONG)), footnotes=[WRONG])
    found = commented(annotated(folder, data))
    said = [paragraphs[0] for _, paragraphs in found]
    assert sorted(said) == sorted(
        f'{place} 1, "40": 60 cannot be part of 40' for place in ("footnote", "text box", "picture")
    )


def test_comments_that_are_there_are_kept(folder: Path) -> None:
    comments = (
        f'<w:comments {NAMESPACES}><w:comment w:id="4" w:author="An editor">{p("Really?")}</w:comment></w:comments>'
    )
    old = docx(p("Of the ", '<w:commentRangeStart w:id="4"/>', r("40 dockers, 60"), '<w:commentRangeEnd w:id="4"/>',
                 '<w:r><w:commentReference w:id="4"/></w:r>', " work at night."))  # fmt: skip
    relations = parts(old)["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relations = relations.replace("</R", f'<Relationship Id="c" Type="{kind}" Target="comments.xml"/></R')
    whole = {**parts(old), "word/comments.xml": comments.encode(), "word/_rels/document.xml.rels": relations.encode()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in whole.items():
            archive.writestr(name, text)
    new = annotated(folder, file.getvalue())
    assert parts(new)["word/comments.xml"].startswith(comments.removesuffix("</w:comments>").encode())
    assert [element.get(W + "id") for element in ElementTree.fromstring(parts(new)["word/comments.xml"])] == [
        "4",
        "5",
        "6",
    ]
    assert [text for text, _ in commented(new)] == ["40", "60"]


def test_another_prefix_and_a_byte_order_mark(folder: Path) -> None:
    text = parts(docx(p(WRONG)))["word/document.xml"].decode().replace("<w:", "<ns0:").replace("</w:", "</ns0:")
    text = text.replace("xmlns:w=", "xmlns:ns0=")
    found = commented(annotated(folder, docx(document="\ufeff" + text)))
    assert [text for text, _ in found] == ["40", "60"]


def test_the_strict_form(folder: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = parts(docx(p(WRONG)))["word/document.xml"].decode().replace(MAIN, strict)
    put(folder, "draft.docx", docx(document=text))
    run("check", "--no-config", "draft.docx", "--annotate", "out.docx")
    new = parts((folder / "out.docx").read_bytes())
    assert f'<w:comments xmlns:w="{strict}">' in new["word/comments.xml"].decode()
    assert (
        "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in new["word/_rels/document.xml.rels"].decode()
    )
    assert new["word/document.xml"].count(b"<w:commentRangeStart") == 2


def test_a_file_without_findings_is_copied(folder: Path) -> None:
    data = docx(p("All is well."))
    put(folder, "draft.docx", data)
    assert run("check", "--no-config", "draft.docx", "--annotate", "out.docx").exit_code == 0
    assert (folder / "out.docx").read_bytes() == data


def test_only_what_is_shown_is_commented(folder: Path) -> None:
    put(folder, "draft.docx", docx(p(WRONG)))
    run("check", "--no-config", "--ignore", "parts-within-whole", "draft.docx", "--annotate", "out.docx")
    assert "word/comments.xml" not in parts((folder / "out.docx").read_bytes())


def test_the_copy_has_the_same_findings(folder: Path) -> None:
    annotated(folder, docx(p(WRONG), tbl(["Port", "t"], ["Brae", "3"], ["Creel", "4"], ["Ensay", "2"], ["Total", "8"])))
    one, two = (run("check", "--no-config", "--format", "json", name).stdout for name in ("draft.docx", "out.docx"))
    assert two.replace("out.docx", "draft.docx") == one


TEXTS = st.lists(st.text(st.sampled_from("ab 1&<é🙂\u00ad"), max_size=6), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.data())
def test_any_stretches_of_any_runs(paragraphs: list[list[str]], data: st.DataObject) -> None:
    old = docx(*(p(*(r(t, f'<w:sz w:val="{n}"/>') for n, t in enumerate(texts))) for texts in paragraphs))
    document, word = read_word("draft.docx", old)
    places = [(b.start, b.end) for b in document.blocks]
    remarks = []
    for start, end in data.draw(st.lists(st.sampled_from(places), max_size=4)) if places else ():
        first = data.draw(st.integers(start, end - 1))
        remarks.append(Remark(first, data.draw(st.integers(first + 1, end)), ("said",)))
    new = with_remarks(word, old, remarks)
    same_but_for_the_comments(old, new)
    if remarks:
        expected = [
            document.source[one.start : one.end] for one in sorted(remarks, key=lambda one: (one.start, one.end))
        ]
        assert [text.replace("\u00ad", "") for text, _ in commented(new)] == expected
    again, _ = read_word("draft.docx", new)
    assert again.source == document.source


# ------------------------------------------------------------------------------------------------------ which file
def refused(*arguments: str) -> str:
    result = run("check", "--no-config", *arguments)
    assert result.exit_code == 2, result.output
    return result.stderr.splitlines()[-1]


def test_the_article_itself_is_never_overwritten(folder: Path) -> None:
    data = docx(p(WRONG))
    put(folder, "draft.docx", data)
    os.link("draft.docx", "linked.docx")
    os.symlink("draft.docx", "symbolic.docx")
    for name in ("draft.docx", "./draft.docx", "linked.docx", "symbolic.docx", "."):
        assert "would overwrite" in refused("draft.docx", "--annotate", name)
    assert (folder / "draft.docx").read_bytes() == data


def test_where_a_copy_cannot_go(folder: Path) -> None:
    put(folder, "draft.docx", docx(p(WRONG)))
    put(folder, "draft.docm", docx(p(WRONG)))
    put(folder, "story.md", WRONG)
    assert refused("draft.docx", "--annotate", "no/out.docx").endswith("there is no folder no")
    assert "no folder, and no name of a .docx file" in refused("draft.docx", "--annotate", "out")
    assert "there are 2 Word files; name a folder" in refused("draft.docx", "draft.docm", "--annotate", "out.docx")
    assert "there is none to check" in refused("story.md", "--annotate", "out.docx")
    assert "has another suffix" in refused("draft.docm", "--annotate", "out.docx")
    assert "would both go to" in refused("draft.docx", "--annotate", "out.docx", "--format", "json:out.docx")
    assert sorted(path.name for path in folder.iterdir()) == ["draft.docm", "draft.docx", "story.md"]


def test_several_files_go_to_a_folder_and_are_not_checked_there(folder: Path) -> None:
    for name in ("a.docx", "sub/b.docm"):
        put(folder, name, docx(p(WRONG)))
    (folder / "copies").mkdir()
    for _ in range(2):
        result = run("check", "--no-config", ".", "--annotate", "copies")
        assert "in 2 articles" in result.stdout
    assert sorted(path.name for path in (folder / "copies").iterdir()) == ["a.docx", "b.docm"]
    put(folder, "sub/a.docx", docx(p(WRONG)))
    assert "would both go to" in refused(".", "--annotate", "copies")


def test_a_file_that_cannot_be_read_has_no_copy(folder: Path) -> None:
    put(folder, "draft.docx", b"PK nothing")
    result = run("check", "--no-config", "draft.docx", "--annotate", "out.docx")
    assert result.exit_code == 2
    assert not (folder / "out.docx").exists()


# ------------------------------------------------------------------------------------------------------ another program
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def converted(folder: Path, name: str, form: str) -> bytes:
    assert OFFICE is not None
    home = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [OFFICE, home, "--headless", "--convert-to", form, "--outdir", str(folder / "converted"), str(folder / name)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "converted" / f"{Path(name).stem}.{form}").read_bytes()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: apt-get install libreoffice-writer")
def test_libreoffice_opens_the_copy_and_finds_the_comments(folder: Path) -> None:
    table = tbl(["Harbour", "Cod"], ["Brae", "31"], ["Creel", "22"], ["Dunnet", "14"], ["Total", "97"])
    annotated(
        folder, docx(p("The port", style="Heading1"), p(WRONG), table, p("Notes.", note_mark(1)), footnotes=[WRONG])
    )
    content = parts(converted(folder, "out.docx", "odt"))["content.xml"].decode()
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    comments = list(ElementTree.fromstring(content).iter(f"{{{office}}}annotation"))
    assert len(comments) == 7
    texts = ["".join(one.itertext()) for one in comments]
    assert sum("60 cannot be part of 40" in text for text in texts) == 3
    assert sum("31 + 22 + 14 is 67, not 97" in text for text in texts) == 4
    assert all("consistency" in text for text in texts)


def test_parts_of_the_package_are_found_by_their_relations() -> None:
    assert Package("a.docx", docx(p("x"))).main == "word/document.xml"
