"""Any mixture of markup: what a block reads stands where it says, and nothing is read twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from consistency import readers
from tests.test_readers import TEXT

PIECES = st.sampled_from(
    [
        "men ", "12,000 ", "5%", "$4", "£", "🙂", "é", "\t", " ", "\n", "\r\n", "\n\n", "*", "**", "_", "~~", "`", "``",
        "[", "]", "(", ")", "![", "](x)", "](x 'y')", "[a]: b\n", "[^1]", "<", ">", "<b>", "</b>", "<p>", "</p>",
        "<br>", "<td>", "<th>",
        "<tr>", "<table>", "</table>", "<td colspan=2>", "<ul>", "<li>", "</ul>", "<code>", "</code>",
        "<nav>", "</nav>", "<script>", "</script>", "<!--", "-->", "<img alt='a 7'>", "<sup>2</sup>", "<h2>", "</h2>",
        "&pound;", "&amp;", "&#8364;", "&nbsp;", "&#0;", "&", "\\", "\\$", "$x_1$", "{{", "}}", "{% x %}",
        "{{ f(caption=\"c 8\") }}", "{: .a}", "# ", "## ", "- ", "1. ", "> ", "| ", "|---|---|\n", "\n---\n", "---\n",
        "+++\n", "title: t 9\n", "title = \"t\"\n", "===\n", "```\n", "    ", "https://a.org/1", ":100:", "\"",
        "'", ",", ";", "+---+\n", "+===+\n", "\u00a0", "\ufeff", "\x0c", "\u2028",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(TEXT))
def test_each_block_reads_what_stands_in_the_source(source: str, suffix: str) -> None:
    document = readers.read_text("any" + suffix, source)
    text, end = document.source, 0
    starts = {at for at, _ in document.shifts}
    for number, block in enumerate(document.blocks):
        assert end <= block.start <= block.end <= len(document.text)
        end = block.end
        before = -1
        for at in range(block.start, block.end):
            place = document.source_offset(at)
            assert place >= before
            before = place
            read = document.text[at]
            if read != " " and at + 1 not in starts:
                assert text[place] == read
        if block.table is not None:
            assert block.row is not None
            assert block.col is not None
            assert document.tables[block.table].grid[block.row][block.col] == number
    for table in document.tables:
        assert all(-1 <= number < len(document.blocks) for row in table.grid for number in row)
