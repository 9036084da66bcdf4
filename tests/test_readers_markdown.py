"""Markdown: what is text, what kind of text, and where it stands."""

from __future__ import annotations

import pytest
from test_readers import places

from consistency import readers
from consistency.document import Document


def read(text: str, name: str = "article.md") -> Document:
    return readers.read(name, text.encode())


def shown(document: Document) -> list[tuple[str, str]]:
    """(kind, text with single spaces) of each block."""
    return [(block.kind, " ".join(document.block_text(block).split())) for block in document.blocks]


READABLE = {
    "paragraph": "Some 48151 men.",
    "emphasis": "Of **all _48151_ men**, ten left.",
    "strong digits": "It was **48151** men.",
    "behind a reference": "It cost &pound;48151 &ndash; no more.",
    "behind an emoji": "🙂🎉 48151 men",
    "behind a tab": "a\tb\t48151",
    "behind code": "Call `f(1)` for 48151 men, or ``g(`2`)``.",
    "behind a link": "See [the page](http://example.org/1 (title)) on 48151 men.",
    "in a link": "See [all 48151 men](http://example.org/x_y_z).",
    "in a reference link": "See [all 48151 men][page].\n\n[page]: http://example.org/",
    "behind a footnote mark": "Ten[^1] of 48151 men.",
    "in a footnote": "Ten[^1] men.\n\n[^1]: Of 48151 in all.",
    "behind a comment": "Ten <!-- 9 of --> of 48151 men.",
    "behind escapes": r"The sum \$5 \* 3 of 48151 men.",
    "money": "Between $48151 and $60,000 was paid.",
    "in a tag": "Ten of <span class='n1'>48151</span> men.",
    "in html": "<div class='n1'>\n<p>Ten of 48151 men.</p>\n</div>",
    "indented in html": "<div>\n\n    <p>Ten of 48151 men.</p>\n\n</div>",
    "figcaption": "<figure><img src='9.png'><figcaption>Ten of 48151</figcaption></figure>",
    "heading": "## Ten of 48151 men {#ten-9}",
    "closed heading": "## Ten of 48151 men ##",
    "setext heading": "Ten of\n48151 men\n------",
    "item": "- Ten of 48151",
    "nested item": "- a\n  - b\n    - 48151",
    "second paragraph of an item": "1. a\n\n   Of 48151 men.",
    "quote": "> Ten\n> of 48151 men",
    "list in a quote": "> - a\n>   48151 men",
    "lazy quote": "> Ten\nof 48151 men",
    "cell": "| a | b |\n|---|---|\n| x | 48151 |",
    "cell behind an escaped pipe": "| a | b |\n|---|---|\n| x \\| y | 48151 |",
    "cell without outer pipes": "a | b\n--|--\nx | 48151",
    "cell in a quote": "> | a | b |\n> |---|---|\n> | x | 48151 |",
    "grid cell": "+---+-------+\n| a | b     |\n+===+=======+\n| x | 48151 |\n+---+-------+",
    "html cell": "<table>\n<tr><td>x</td>\n\n<td>48151</td></tr>\n</table>",
    "front matter title": "---\ntitle: Ten of 48151\n---\n",
    "quoted title": "---\ntitle: 'It''s 48151 men'\n---\n",
    "double-quoted title": '---\ntitle: "\\u00a3 \\"x\\" 48151 men"\n---\n',
    "folded description": "---\ntitle: x\ndescription: >-\n  Ten\n  of 48151\n  men\n---\n",
    "literal excerpt": "---\nexcerpt: |\n  Ten\n  of 48151\n---\n",
    "plain summary over lines": "---\nsummary:\n  Ten\n  of 48151\n---\n",
    "nested summary": "---\nparams:\n  summary: Ten of 48151\n---\n",
    "key points": "---\nkey_points:\n  - Ten\n  - Of 48151\n---\n",
    "front matter behind an emoji": "---\nauthor: 🙂🙂\nsubtitle: 48151 men\n---\n",
    "toml title": '+++\ndraft = true\ntitle = "Ten \\"x\\" of 48151"\n+++\n',
    "toml description": "+++\ndescription = '''\nTen of\n48151'''\n[extra]\nsummary = \"x\"\n+++\n",
    "alt": "![Ten of 48151](x.png)",
    "alt of a reference": "![Ten of 48151][x]\n\n[x]: x.png",
    "alt of a linked image": "[![Ten of 48151](x.png)](http://example.org)",
    "image title": '![x](x.png "Ten of 48151")',
    "hugo caption": '{{< figure src="9.png" caption="Ten of 48151" >}}',
    "hugo alt": "{{< figure src='9.png' alt='Ten of 48151' >}}",
    "jinja caption": '{{ figure(\n  image="9.png",\n  caption="Ten \\"x\\" of 48151",\n  width=9\n) }}',
    "jinja description": "{{ figure(caption='A chart.', description='Ten of 48151') }}",
    "liquid caption": '{% include figure.html src="9.png" caption="Ten of 48151" %}',
    "component caption": '<Chart data="9" caption="Ten of 48151" />',
    "chunk caption": '```{r plot, fig.cap="Ten of 48151"}\nplot(9)\n```',
    "chunk option": "```{python}\n#| fig-cap: Ten of 48151\nplot(9)\n```",
    "unclosed bracket": "Ten [of 48151 men",
    "unclosed code": "Ten `of 48151 men",
    "unclosed comment": "Ten <!-- of 48151 men",
    "unclosed tag": "Ten <a of 48151 men",
    "unclosed template": "Ten {{ of 48151 men",
    "less than": "If 5 < 6 then 48151 > 9.",
    "a code element that never ends": "Ten <code>of 48151 men",
    "a script that never ends": "<script>\n\nTen of 48151 men",
    "underlined names": "snake_case and 48151 more_names_here",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", sorted(READABLE))
def test_a_number_is_found_once_where_it_stands(case: str, newline: str) -> None:
    assert len(places(read(READABLE[case].replace("\n", newline)))) == 1


HIDDEN = {
    "code span": "Call `f(48151)` now.",
    "code span with backticks": "Call `` f(`48151`) `` now.",
    "code over lines": "Call `f(\n48151)` now.",
    "fenced code": "~~~\n48151\n~~~\n\nNow.",
    "indented code": "Call:\n\n    f(48151)\n\nNow.",
    "fenced code in a list": "- Call:\n\n  ```\n  48151\n  ```\n\nNow.",
    "link target": "See [it](http://example.org/48151/x?a=48151).",
    "link target in brackets": "See [it](<a 48151>).",
    "link target with blanks": "See [it]({{ site.url }}/a 48151.pdf).",
    "link title": "See [it](x 'page 48151').",
    "image target": "![It](x48151.png) now",
    "bare address": "See https://example.org/a_48151_b, now.",
    "bare domain": "See www.example.org/48151 now.",
    "autolink": "See <https://example.org/48151>.",
    "link definition": "See [it].\n\n[it]: http://example.org/48151 'Title'",
    "templated link definition": "See [it].\n\n[it]: {% post_url 48151 %}",
    "link label": "See [it][48151].\n\n[48151]: x",
    "footnote mark": "See[^48151].",
    "citation": "See [@smith48151, p. 9].",
    "tag": "See <b id='48151'>it</b>.",
    "tag over lines": "See <b\nid='48151'>it</b>.",
    "html block": "<div\n id='48151'>\nit\n</div>",
    "comment": "See <!-- 48151 --> it.",
    "comment over blocks": "See <!-- 48151\n\n48151 --> it.",
    "comment block": "<!--\n\n48151\n\n-->\n\nIt.",
    "style": "<style>\n.a { width: 48151px }\n\n.b {}\n</style>\n\nIt.",
    "script": "<script>\nlet a = 48151\n\n</script>\n\nIt.",
    "drawing": "<svg>\n\n<text>48151</text>\n\n</svg>\n\nIt.",
    "hidden element": "<div hidden>\n\nOnly 48151.\n\n</div>\n\nIt.",
    "liquid": "See {{ site.data | first: 48151 }} it.",
    "liquid tag": "See {% assign n = 48151 %} it.",
    "jinja comment": "See {# 48151 #} it.",
    "highlight": "{% highlight python %}\n\nf(48151)\n\n{% endhighlight %}\n\nIt.",
    "hugo source": '{{< figure src="48151.png" caption="It" >}}',
    "attribute list": "See it.\n{: .n48151}",
    "heading attributes": "## It { #n48151 }",
    "image attributes": "![it](x.png){width=48151}",
    "formula": r"So $x_{48151} = 9$ holds.",
    "displayed formula": "$$\n48151 = \\alpha\n$$\n\nIt.",
    "struck text": "It is ~~48151~~ ten.",
    "front matter": "---\nid: 48151\nimage: a48151.png\n---\n\nIt.",
    "toml front matter": '+++\nid = 48151\npath = "a/48151"\n+++\n\nIt.',
    "emoji": "It :n48151: is.",
    "division": "::: {.n48151}\nIt.\n:::",
    "task": "- [x] It `48151`",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("case", sorted(HIDDEN))
def test_markup_and_code_are_hidden_and_hide_nothing_else(case: str, newline: str) -> None:
    document = read(HIDDEN[case].replace("\n", newline))
    assert places(document) == []
    assert any("it" in text.lower() or "now" in text.lower() or "see" in text.lower() or "so " in text.lower()
               for _, text in shown(document))  # fmt: skip


def test_blocks_have_their_kinds_levels_and_headings() -> None:
    document = read(
        "# The whole\n\nFirst.\n\n## A part\n\n1. one\n2. two\n   - inner\n\n> Said.\n\n* other\n\n![Alt text](x)\n"
    )
    assert [(block.kind, block.level, block.list, block.quote, block.heading) for block in document.blocks] == [
        ("title", 1, None, False, ""),
        ("paragraph", 0, None, False, "The whole"),
        ("heading", 2, None, False, "The whole"),
        ("item", 1, 1, False, "A part"),
        ("item", 1, 1, False, "A part"),
        ("item", 2, 2, False, "A part"),
        ("paragraph", 0, None, True, "A part"),
        ("item", 1, 3, False, "A part"),
        ("alt", 0, None, False, "A part"),
    ]


def test_an_item_of_mere_code_still_counts_as_an_item() -> None:
    document = read("- `a`\n- `b`\n- and c\n\n  more of c\n")
    assert [block.kind for block in document.blocks] == ["item", "item", "item", "paragraph"]


def test_front_matter_gives_title_texts_date_and_language() -> None:
    document = read("---\ntitle: Ten\ndate: 2024-4-9 10:00\nlang: en-GB\ntags: [a]\nhero_alt: A map\n---\n# Ten\n")
    assert (document.date, document.language) == ("2024-04-09", "en-GB")
    assert ("title", "Ten") in document.meta
    assert shown(document) == [("title", "Ten"), ("alt", "A map"), ("heading", "Ten")]
    assert document.blocks[1].key == "hero_alt"


def test_broken_front_matter_is_read_line_by_line_with_a_note() -> None:
    document = read("---\ntitle: Ten: of 48151\nlayout: {{ x }\n---\n\nText.\n")
    assert shown(document) == [("title", "Ten: of 48151"), ("paragraph", "Text.")]
    assert document.notes[0].line is not None


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert shown(read("---\n\nTen of 48151 men.\n\n---\n\nMore.\n")) == [
        ("paragraph", "Ten of 48151 men."),
        ("paragraph", "More."),
    ]


def test_a_pipe_table_has_a_header_and_empty_cells() -> None:
    document = read("| Place | Men |\n|:--|--:|\n| A \\| B | **12** |\n| C | |\n")
    table = document.tables[0]
    assert table.header_rows == 1
    assert table.grid == ((0, 1), (2, 3), (4, -1))
    assert shown(document)[2] == ("cell", "A | B")
    assert [(block.table, block.row, block.col) for block in document.blocks][3] == (0, 1, 1)


def test_a_grid_table_has_the_header_above_its_double_rule() -> None:
    document = read("+---+---+\n| a | b |\n+---+---+\n| c | d |\n+===+===+\n| 1 | 2 |\n+---+---+\n")
    assert document.tables[0].header_rows == 2
    assert len(document.tables[0].grid) == 3


def test_an_html_table_may_hold_markdown() -> None:
    document = read("<table>\n<tr><th>Men</th></tr>\n<tr><td>\n\n**12** and `9`\n\n</td></tr>\n</table>\n\nAfter.\n")
    assert shown(document) == [("cell", "Men"), ("cell", "12 and"), ("paragraph", "After.")]
    assert document.tables[0].grid == ((0,), (1,))


def test_markup_inside_a_number_leaves_one_number() -> None:
    document = read("It was **5**% of $**40** and <b>12</b>,000 m<sup>2</sup>, the 5**th**.[^2]")
    assert document.text.strip() == "It was   5% of $40   and    12,000 m², the 5th  ."


def test_a_caption_inside_a_paragraph_stands_apart() -> None:
    document = read('Before ![A chart of 5](c.png "Five men") after.')
    assert shown(document) == [
        ("paragraph", "Before"), ("alt", "A chart of 5"), ("caption", "Five men"), ("paragraph", "after."),
    ]  # fmt: skip
    assert [block.key for block in document.blocks] == ["", "alt", "title", ""]


def test_expressions_and_imports_of_mdx_are_hidden() -> None:
    document = read("import X from './x48151'\n\nTen {48151} men {/* 48151 */} left.\n", "a.mdx")
    assert shown(document) == [("paragraph", "Ten men left.")]


def test_sums_of_money_are_no_formula() -> None:
    for text in ("From $5 and $6 to $7.", "US$5 and A$6", "$1,000-$2,000", "about $5m, of which $2m_x is"):
        assert shown(read(text)) == [("paragraph", text)]


def test_a_grid_table_with_a_row_that_has_no_cell() -> None:
    assert read("+---+\n| ").blocks == ()


def test_front_matter_that_is_made_to_hurt() -> None:
    deep = "---\ny: " + '["]", ' * 60_000 + "\n---\n\nText.\n"
    assert "nested too deeply" in read(deep).notes[0].message
    bomb = "---\na0: &a0 [1, 1]\n"
    bomb += "".join(f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]\n" for n in range(1, 9)) + "---\n\nText.\n"
    assert read(bomb).blocks
