"""What holds for every text and every number: offsets are true, the way of writing does not change the value, time is linear."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consistency.document import Block, compose
from consistency.extraction import extract
from consistency.figure import Figure
from consistency.grammar import numerals

WORDS = st.sampled_from(
    ["about", "12,000", "3.5", "million", "%", "percent", "(", ")", "to", "-", "–", "and", "$", "£1.2bn", "km", "between", "from", "of",
     "the", "one", "two-thirds", "half", "a", "dozen", ".", ",", "soldiers", "rose", "17:22", "May", "2019", "5", "\n", "“", "”", "°C",
     "in", "1/2", "±", "x", "per", "day", "7th", "No.", "hundred", "and a half", "\u00a0", "é", "😀", "minus", "years", "old"]
)  # fmt: skip


def figures(text: str) -> list[Figure]:
    return extract(compose("x.txt", text, [Block("paragraph", 0, len(text))]))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "  "])), max_size=25))
def test_the_text_of_a_figure_stands_where_it_says(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    last = 0
    for figure in figures(text):
        assert figure.text == text[figure.start : figure.end] == figure.text.strip() != ""
        assert last <= figure.start <= figure.end
        assert figure.value_to is None or figure.kind == "score" or figure.value <= figure.value_to
        last = figure.end


_LETTERS = st.text(st.sampled_from("oneOtwTtenTwelve half-'’.,_é½3 "), max_size=12)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(WORDS, _LETTERS), max_size=6), st.sampled_from(["", " "]))
def test_where_a_number_is_found_one_may_begin(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    assert numerals.may_begin(text) or next(numerals.scan(text), None) is None


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text):
        assert figure.text == text[figure.start : figure.end]


@settings(deadline=None)
@given(st.integers(2100, 10**12), st.sampled_from([",", "\u2009", "\u202f", "\u00a0", ""]))
def test_thousands_separators_do_not_change_the_value(number: int, separator: str) -> None:
    (figure,) = figures(f"They counted {f'{number:,}'.replace(',', separator)} stars.")
    assert (figure.value, figure.grain) == (float(number), 1.0)


@settings(deadline=None)
@given(
    st.integers(1, 999),
    st.integers(0, 3),
    st.sampled_from(
        [("thousand", 3), ("million", 6), ("billion", 9), ("bn", 9), ("lakh", 5), ("crore", 7), ("trillion", 12)]
    ),
)
def test_scale_words(number: int, decimals: int, scale: tuple[str, int]) -> None:
    (figure,) = figures(f"They counted {number / 10**decimals:.{decimals}f} {scale[0]} stars.")
    assert figure.value == pytest.approx(number * 10.0 ** (scale[1] - decimals), rel=1e-12)
    assert figure.grain == pytest.approx(10.0 ** (scale[1] - decimals))


def spelled(number: int) -> str:
    ones = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
    ]
    ones += ["seventeen", "eighteen", "nineteen"]
    tens = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return ones[number]
    if number < 100:
        return tens[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")
    for name, size in (("million", 10**6), ("thousand", 1000), ("hundred", 100)):
        if number >= size:
            rest = number % size
            link = " and " if rest and rest < 100 else " "
            return f"{spelled(number // size)} {name}{link + spelled(rest) if rest else ''}"
    raise AssertionError


@settings(deadline=None)
@given(st.integers(2, 999_999_999))
def test_number_words(number: int) -> None:
    (figure,) = figures(f"They counted {spelled(number)} stars.")
    assert figure.value == float(number)


@pytest.mark.parametrize("text", ["9" * 400 + " stars", "192.168.1.2", "1" * 19])
def test_long_runs_of_digits_are_identifiers(text: str) -> None:
    assert figures(f"They saw {text}.") == []


HARD = [
    "7",
    "123,",
    "123 ",
    "1.",
    "5-",
    "5" + " " * 200,
    "about 12 km and ",
    "“a 5 ",
    ". ",
    "half a ",
    "one hundred and ",
    "5 of the ",
]


@pytest.mark.parametrize("piece", HARD)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text takes nowhere near sixty-four times the time."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        figures(text)
        return time.process_time() - start

    small = seconds(15_000)
    assert seconds(120_000) < 30 * small + 0.5
