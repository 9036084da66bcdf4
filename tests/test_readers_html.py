"""HTML: what a browser shows of a page, as blocks and tables with true places."""

from __future__ import annotations

import pytest
from test_readers import places
from test_readers_markdown import shown

from consistency import readers
from consistency.document import Document


def read(text: str) -> Document:
    return readers.read("page.html", text.encode())


READABLE = {
    "paragraph": "<p>Ten of 48151 men</p>",
    "bare text": "Ten of 48151 men",
    "title": "<title>Ten of 48151</title>",
    "description": '<meta name="description" content="Ten of 48151"><p>x</p>',
    "og description": "<meta property='og:description' content='&pound;5 of 48151'>",
    "behind references": "<p>&pound;5 &amp; &#8364;6 &nbsp; &euro 48151</p>",
    "behind an emoji": "<p>🙂 🎉 48151</p>",
    "emphasis": "<p>Ten of <b>48<!-- -->151</b> or 48151</p>",
    "heading": "<h2>Ten <small>of 48151</small></h2>",
    "item": "<ul><li>a<li>48151</ul>",
    "cell": "<table><tr><td>a<td>48151</table>",
    "figcaption": "<figure><img src=9><figcaption>48151 men</figcaption></figure>",
    "caption": "<table><caption>48151 men</caption><tr><td>a<td>b</table>",
    "alt": '<p>x <img alt="48151 men" src="9.png"> y</p>',
    "unquoted alt": "<img alt=48151 src=9.png>",
    "blockquote": "<blockquote>48151 men</blockquote>",
    "aside": "<aside>48151 men</aside>",
    "behind a script": "<script>if (a < b) { x('</p>') }</script>48151 men",
    "behind a comment": "<!-- <p> 9 -->48151 men",
    "behind an odd tag": "<p title='a > b' data-x=\"<i>\">48151 men</p>",
    "behind an unclosed quote": '<p title="a>48151 men</p> <p>x</p>',
    "behind an unclosed navigation": "<nav>9 <p>48151 men",
    "behind an unclosed comment": "<!-- 48151 men",
    "behind a wrongly closed navigation": "<div><nav>9</div></nav><p>48151 men</p>",
    "less than": "<p>5 < 6 and 48151 > 9</p>",
    "upper case": "<P>TEN <B>OF</B> 48151</P>",
    "definition": "<dl><dt>Men<dd>48151</dl>",
    "layout table": "<table><tr><td><h2>x</h2><p>Ten</p><p>of 48151</p></td></tr></table>",
    "front matter": "---\nlayout: x\n---\n<p>48151 men</p>",
}


@pytest.mark.parametrize("newline", ["", "\n", "\r\n"])
@pytest.mark.parametrize("case", sorted(READABLE))
def test_a_number_is_found_once_where_it_stands(case: str, newline: str) -> None:
    assert len(places(read(newline + READABLE[case] + newline))) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x = 48151</script>",
        "<SCRIPT type='a'>x = 48151</SCRIPT >",
        "<style>p { width: 48151px }</style>",
        "<nav><ul><li>48151</ul></nav>",
        "<div role=navigation><p>48151</p></div>",
        "<noscript>48151</noscript>",
        "<template><p>48151</p></template>",
        "<svg><title>48151</title><text>48151</text></svg>",
        "<iframe src=9>48151</iframe>",
        "<select><option>48151</select>",
        "<button>48151</button>",
        "<p hidden>48151</p>",
        "<div style='color: red; display: none'><p>48151</p></div>",
        "<pre>48151</pre>",
        "<code>f(48151)</code>",
        "<del>48151</del>",
        "<!-- 48151 -->",
        "<![CDATA[48151]]>",
        "<a href='http://example.org/48151'>x</a>",
        "http://example.org/a?b=1&amp;c=48151",
        "<img src='48151.png' alt=''>",
        "<meta name='id' content='48151'>",
        "<input value=48151>",
        "<x-y z='48151'></x-y>",
        "<?php echo 48151 ?>",
    ],
)
def test_what_a_reader_does_not_see_is_hidden_and_hides_nothing(markup: str) -> None:
    document = read(f"<p>Ten men {markup} left 16 women.</p><p>Last 23.</p>")
    assert places(document) == []
    assert len(places(document, "16")) == len(places(document, "23")) == 1


def test_a_page_gives_title_language_date_and_kinds() -> None:
    document = read(
        "<!doctype html><html lang=en-GB><head><title>A &amp; B</title>"
        "<meta name=description content='In short'><meta property='article:published_time' content='2024-04-29T10:19'>"
        "</head><body><h1>Whole</h1><p>One<br>two</p><ol><li>a<ul><li>b</ul>c</ol><blockquote><p>said</p></blockquote>"
    )
    assert (document.language, document.date) == ("en-GB", "2024-04-29")
    assert [(block.kind, block.level, block.list, block.quote) for block in document.blocks] == [
        ("title", 0, None, False),
        ("front matter", 0, None, False),
        ("heading", 1, None, False),
        ("paragraph", 0, None, False),
        ("paragraph", 0, None, False),
        ("item", 1, 1, False),
        ("item", 2, 2, False),
        ("paragraph", 0, None, False),
        ("paragraph", 0, None, True),
    ]
    assert document.block_text(document.blocks[0]) == "A & B"
    assert document.blocks[1].key == "description"
    assert {block.heading for block in document.blocks[3:]} == {"Whole"}


def test_the_date_may_stand_in_a_time_element() -> None:
    assert read("<p><time datetime='2023-01-02T03:04'>Monday</time></p>").date == "2023-01-02"


def test_spans_are_repeated_in_the_grid() -> None:
    document = read(
        "<table><tr><th rowspan=2>Place<th colspan=2>Men</tr><tr><th>2022<th>2023</tr>"
        "<tr><td>A<td>1<td>2</tr><tr><th>All<td colspan=2>3</tr></table>"
    )
    table = document.tables[0]
    assert table.grid == ((0, 1, 1), (0, 2, 3), (4, 5, 6), (7, 8, 8))
    assert table.header_rows == 2
    assert [(block.row, block.col) for block in document.blocks][2:4] == [(1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ("<tr><td>Place<td>Men</tr><tr><td>A<td>1</tr>", 1),
        ("<tr><td>Place<td>2023</tr><tr><td>A<td>1</tr>", 1),
        ("<tr><td>A<td>1</tr><tr><td>B<td>2</tr>", 0),
        ("<thead><tr><td>a<td>b</tr><tr><td>c<td>d</tr></thead><tr><td>A<td>1</tr>", 2),
        ("<tr><th>a<th>b</tr><tr><th>A<td>1</tr><tr><th>B<th>C</tr>", 1),
        ("<tr><td><th>b</tr><tr><th>A<td>1</tr>", 1),
    ],
)
def test_header_rows_are_told_from_the_rest(rows: str, headers: int) -> None:
    assert read(f"<table>{rows}</table>").tables[0].header_rows == headers


def test_the_caption_of_a_table_is_kept_with_it() -> None:
    document = read("<table><caption>Men, <i>by</i> place</caption><tr><th>a<th>b<tr><td>1<td>2</table>")
    assert document.tables[0].caption == "Men, by place"
    assert document.blocks[0].kind == "caption"


def test_a_cell_is_one_block_whatever_is_in_it() -> None:
    document = read("<table><tr><td>a<br>b<td><p>1</p><p>2</p><td></tr><tr><td>c<td>3<td>4</table>")
    assert shown(document)[:2] == [("cell", "a b"), ("cell", "1 2")]
    assert document.tables[0].grid[0] == (0, 1, -1)


def test_a_table_that_arranges_a_page_is_none() -> None:
    document = read("<table><tr><td><table><tr><td>a<td>1</table><td><p>Text.</p></tr></table>")
    assert len(document.tables) == 1
    assert shown(document) == [("cell", "a"), ("cell", "1"), ("paragraph", "Text.")]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("607<sup>1</sup> men", "607 men"),
        ("607<sup id=r><a href='#n'>[12]</a></sup>", "607"),
        ("40 m<sup>2</sup>", "40 m²"),
        ("per km<sup>2</sup>", "per km²"),
        ("10<sup>6</sup> men", "10⁶ men"),
        ("CO<sub>2</sub>", "CO₂"),
        ("the 5<sup>th</sup> man", "the 5th man"),
        ("<b>5</b>%", "5%"),
        ("<span>$</span><span>40</span>", "$40"),
        ("1<b>,000</b>", "1,000"),
        ("<span>2016</span><span>3</span>", "2016 3"),
        ("a&nbsp;b&#x2009;c&unknown;", "a b c&unknown;"),
        ("AT&T &amp;lt; R&D", "AT&T &lt; R&D"),
    ],
)
def test_small_markup_reads_as_it_looks(markup: str, text: str) -> None:
    assert shown(read(f"<p>{markup}</p>")) == [("paragraph", text)]


def test_an_item_without_text_is_an_empty_block() -> None:
    document = read("<ul><li><img src=a><li><code>b</code><li>c</ul>")
    assert shown(document) == [("item", ""), ("item", ""), ("item", "c")]


def test_a_plain_cell_is_read_like_any_other() -> None:
    """Cells of text alone are read in one go; they have to come out as if they held a piece of markup."""
    rows = ["<td>{}</td><td>12</td>", "<th scope='row'>{}</th><td>7</td>", "<td class=x>{}</td><td>4<td>5"]
    for row in rows:
        for text in ("Abbey", " 1,234 ", "", "a / b", "it's &amp; so"):
            plain = readers.read_text("a.html", f"<table><tr>{row.format(text)}</tr><tr><td>1<td>2</table>")
            marked = readers.read_text(
                "a.html", f"<table><tr>{row.format(f'<b>{text}</b>')}</tr><tr><td>1<td>2</table>"
            )
            words = [
                [" ".join(document.block_text(block).split()) for block in document.blocks]
                for document in (plain, marked)
            ]
            assert words[0] == words[1]
            assert plain.tables[0].grid == marked.tables[0].grid


def test_a_cell_without_an_end_tag_keeps_its_text_before_a_plain_one() -> None:
    document = read("<table><tr><td>Men<td>12</td></tr><tr><td>Women</td><td>13</td></tr></table>")
    assert [[document.block_text(document.blocks[at]) for at in row] for row in document.tables[0].grid] == [
        ["Men", "12"],
        ["Women", "13"],
    ]


def test_a_plain_cell_outside_of_a_table_is_text() -> None:
    document = readers.read_text("a.html", "<p>The hall has <td>12</td> doors.</p>")
    assert "12" in "".join(document.block_text(block) for block in document.blocks)
    assert readers.read_text(
        "a.html", "<table><tr><td style='display:none'>12</td><td>a</td><td>b</td></tr></table>"
    ).tables
