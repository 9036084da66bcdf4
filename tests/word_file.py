"""Word files for tests: a few words of XML make a document, with the parts that Word itself would write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEFAULT = ' w:default="1"'

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId={quoteattr(name)}{_DEFAULT if name == "Normal" else ""}>'
    f"<w:name w:val={quoteattr(shown)}/>{more}</w:style>"
    for name, shown, more in (
        ("Normal", "Normal", '<w:rPr><w:lang w:val="en-US"/></w:rPr>'),
        ("Title", "Title", ""),
        *((f"Heading{level}", f"heading {level}", f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>')
          for level in range(1, 5)),
        ("Quote", "Quote", ""),
        ("Caption", "caption", ""),
        ("ListParagraph", "List Paragraph", ""),
        ("TOC1", "toc 1", ""),
        ("SourceCode", "Source Code", ""),
        ("House", "House headline", '<w:basedOn w:val="Heading2"/>'),
    )
)  # fmt: skip
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)
BULLET, ORDERED, RESTARTED = 1, 2, 3


def t(text: str) -> str:
    """The text of a run."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run; `text` is XML where it begins with a tag."""
    inner = text if text.startswith("<w:") or text.startswith("<mc:") else t(text)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def p(*content: str, style: str = "", number: int = 0, depth: int = 0, properties: str = "") -> str:
    """A paragraph of plain texts and XML."""
    inner = "".join(part if part.startswith("<") else r(part) for part in content)
    said = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if number:
        said += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    said += properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{inner}</w:p>"


def field(code: str, result: str) -> str:
    """A field in its five runs."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{result}{marks['end']}"


def tc(text: str, properties: str = "") -> str:
    """A cell; `text` is XML where it begins with a tag."""
    inner = text if text.startswith("<w:") else p(text) if text else p()
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def tbl(*rows: Sequence[str], properties: Mapping[int, str] | None = None) -> str:
    """A table of rows of texts or cells; `properties` are those of some rows."""
    made = ""
    for number, row in enumerate(rows):
        said = f"<w:trPr>{properties[number]}</w:trPr>" if properties and number in properties else ""
        made += f"<w:tr>{said}{''.join(cell if cell.startswith('<w:tc>') else tc(cell) for cell in row)}</w:tr>"
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def picture(described: str) -> str:
    """A run with a picture and its alternative text."""
    return r(f'<w:drawing><wp:inline><wp:docPr id="1" name="p" descr={quoteattr(described)}/></wp:inline></w:drawing>')


def text_box(*content: str) -> str:
    """A run with a text box, told twice: for programs of today, and for those of yesterday."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    return r(
        '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape>"
        "</w:pict></mc:Fallback></mc:AlternateContent>"
    )


def docx(
    *body: str,
    styles: str = STYLES,
    footnotes: Sequence[str] = (),
    endnotes: Sequence[str] = (),
    core: str = "",
    document: str | bytes | None = None,
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A Word file. Notes are numbered from 1; `document` is the whole part of the text, `more` are further parts."""
    inner = "".join(body)
    whole = f"{_HEAD}<w:document {NAMESPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>"
    parts: dict[str, str | bytes] = {
        "word/document.xml": whole if document is None else document,
        "word/styles.xml": f"{_HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
    }
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
        if notes:
            made = f'<w:{kind} w:id="0" w:type="separator">{p()}</w:{kind}>' + "".join(
                f'<w:{kind} w:id="{number}">{note if note.startswith("<") else p(note)}</w:{kind}>'
                for number, note in enumerate(notes, 1)
            )
            parts[f"word/{kind}s.xml"] = f"{_HEAD}<w:{kind}s {NAMESPACES}>{made}</w:{kind}s>"
            kinds[f"{kind}s"] = f"{kind}s"
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(kinds)
        if kind != "document"
    )
    package = f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    if core:
        package += '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
        package += 'core-properties" Target="docProps/core.xml"/>'
        parts["docProps/core.xml"] = (
            f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>"
        )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{name}+xml"/>' for kind, name in kinds.items()
    )
    rels = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{rels}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{rels}/relationships">{package}</Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{rels}/relationships">{relations}</Relationships>',
        **parts,
        **(more or {}),
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


def note_mark(number: int, kind: str = "footnote") -> str:
    """The mark of a note in the text."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'
