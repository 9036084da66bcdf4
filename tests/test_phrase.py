"""The phrase language: what each of its signs matches, and what it stops at."""

from __future__ import annotations

import itertools
import re

import pytest

from consistency import document, extraction, phrase
from consistency import skeleton as sentences
from consistency.document import Block
from consistency.errors import RuleError

WORDS = {"rise": phrase.inflections("rise/rose/risen"), "stop": ("rose", "while")}


def matches(text: str, sentence: str) -> list[dict[str, list[str]]]:
    """The roles and printed figures of every match of the phrase in the sentence (several are joined)."""
    compiled = phrase.compile_phrase(text, WORDS)
    made = document.compose("a.txt", sentence, [Block("paragraph", 0, len(sentence))])
    figures = extraction.extract(made)
    cuts = [cut.start() for cut in re.finditer(r"(?<=\.) (?=[A-Z])", sentence)] if compiled.spans else []
    skeletons, first = [], 0
    for start, end in itertools.pairwise([0, *cuts, len(sentence)]):
        inside = [figure for figure in figures if start <= figure.at < end]
        skeletons.append(sentences.skeleton(sentence, start, end, inside, first))
        first += len(inside)
    skeleton = skeletons[0]
    for other in skeletons[1:]:
        skeleton = sentences.join(skeleton, other)
    return [
        {role: [figures[i].text for i in indices] for role, indices in found.roles.items()}
        for found in phrase.find(compiled, skeleton)
    ]


@pytest.mark.parametrize(
    ("text", "sentence", "roles"),
    [
        ("{part} of the {whole}", "He ate 3 of the 12 plums.", {"part": ["3"], "whole": ["12"]}),
        ("{part} OF the {whole}", "He ate 3 Of The 12 plums.", {"part": ["3"], "whole": ["12"]}),
        ("{part} (out)? of (the|its)? {whole}", "He ate 38 out of 120 plums.", {"part": ["38"], "whole": ["120"]}),
        ("{part} from|of the {whole}", "He ate 3 from the 12 plums.", {"part": ["3"], "whole": ["12"]}),
        ("of {whole} ... , {part}", "Of 12 very ripe plums, 3 fell.", {"part": ["3"], "whole": ["12"]}),
        ("of {whole} ... , {part}", "Of 12 plums (bought in May), 3 fell.", {"part": ["3"], "whole": ["12"]}),
        ("~rise from {old} ... to {new}", "It rises from 3 in 2016 to 12.", {"old": ["3"], "new": ["12"]}),
        ("~rise {pct:percent}", "It rose 3 percent.", {"pct": ["3 percent"]}),
        ("{a:count} {b:percent}", "In all 12 and 3 percent.", None),
        ("{parts+}", "12 pears, 3 ripe plums and 4 figs.", {"parts": ["12", "3", "4"]}),
        ("{a} ... // ... {b}", "We saw 12 plums. We ate about 3 of them.", {"a": ["12"], "b": ["about 3"]}),
        ("[{a:count} & {b:percent}]", "He ate 3 percent 12 times.", {"a": ["12"], "b": ["3 percent"]}),
        ("{a} ..., {b}", "He has 12 plums, ripe or not, while 3 fell.", {"a": ["12"], "b": ["3"]}),
        ("{a} ...,4 // ^ {b}", "We saw 12 plums, all blue. About 3 fell.", {"a": ["12"], "b": ["About 3"]}),
        (
            "{a} // {b} ... // ^ the {c}",
            "I had 12. About 3 fell. The 9 grew.",
            {"a": ["12"], "b": ["About 3"], "c": ["9"]},
        ),
        ("^ of {whole}", "Of 12 plums, all fell.", {"whole": ["12"]}),
        ("^ of {whole}", "“Of 12 plums, all fell.”", {"whole": ["12"]}),
        ("{a} of the *'s {b}", "He ate 3 of the tree's 12 plums.", {"a": ["3"], "b": ["12"]}),
        ("{a} of the *'s {b}", "He ate 3 of the tree’s 12 plums.", {"a": ["3"], "b": ["12"]}),
        ("{parts+}", "12 pears fell while 3 plums stayed.", {"parts": ["12", "3"]}),
        ("{a} ... in {_:count} ... fell", "He saw 12 plums in 3 gardens that fell.", {"a": ["12"]}),
        ("{a} ... in {_:percent} ... fell", "He saw 12 plums in 3 gardens that fell.", None),
    ],
)
def test_matches(text: str, sentence: str, roles: dict[str, list[str]] | None) -> None:
    found = matches(text, sentence)
    assert (found[0] if found else None) == roles


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("of {whole} ... , {part}", "Of 12 plums 5 fell, 3 rotted."),  # another figure in the gap
        ("of {whole} ... {part}", "Of 12 plums, 3 fell."),  # punctuation
        ("of {whole} ... {part}", "Of 12 plums while 3 fell."),  # a word of the class `stop`
        ("of {whole} ... {part}", "Of 12 very large and rather ripe and quite sweet plums 3 fell."),
        ("of {whole} ... {part}", "He had 12 plums. Then 3 fell."),
        ("part {a}", "The apart 12 plums."),  # words match as a whole
        ("{a} ...,3 {b}", "He has 12 plums, ripe or not, and 3 fell."),  # more than three pieces
        ("^ of {whole}", "The length of 12 plums."),
        ("{a} of the *'s {b}", "He ate 3 of the trees 12 plums."),
        ("{a} // {b} // {c}", "We had 12. Then 3 fell. Then 9 grew."),
    ],
)
def test_does_not_match(text: str, sentence: str) -> None:
    assert matches(text, sentence) == []


def test_inflections() -> None:
    assert set(phrase.inflections("rise/rose/risen")) >= {"rise", "rises", "rising", "rose", "risen"}
    assert set(phrase.inflections("carry")) >= {"carry", "carries", "carried", "carrying"}
    assert set(phrase.inflections("reach")) >= {"reach", "reaches", "reached", "reaching"}


def test_the_more_specific_phrase_has_more_literals() -> None:
    general = phrase.compile_phrase("{part} of {whole}")
    special = phrase.compile_phrase("{part} out of the {whole}")
    assert special.literals > general.literals


def test_anchors_are_words_that_a_match_needs() -> None:
    assert phrase.compile_phrase("{a} of|from {b}").anchors == {"of", "from"}
    assert phrase.compile_phrase("(of)? {a}").anchors == frozenset()
    assert phrase.compile_phrase("~rise by {a}", WORDS).anchors >= {"rose", "rises"}


@pytest.mark.parametrize(
    "text", ["no role", "{a", "{a:}", "{A}", "({a}", "{a})", "[{a} & {b}", "{a} @ {b}", "~nothing {a}"]
)
def test_what_it_does_not_know_is_an_error(text: str) -> None:
    with pytest.raises(RuleError):
        phrase.compile_phrase(text, WORDS, "pack.yaml", 3)


def test_long_gaps_do_not_hang() -> None:
    compiled = phrase.compile_phrase("of {whole} ... , {parts+} ... // ... {b} ... {c}", WORDS)
    sentence = sentences.Skeleton(" of " + "\ue000 word , " * 20_000, frozenset(["of"]), {})
    assert list(phrase.find(compiled, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "matches"),
    [
        ("Of the 20 men on the boat , 12 sang.", True),
        ("Of the 20 men who rose early , 12 sang.", False),
        ("Of the 20 men who did not know , 12 sang.", False),
        ("Of the 20 men who did not care , 12 sang.", True),
        ("Of the 20 men who did , 12 sang.", True),
    ],
)
def test_a_gap_ends_at_a_stop_of_one_word_or_several(sentence: str, matches: bool) -> None:
    words = {"stop": ("rose", "did not know")}
    compiled = phrase.compile_phrase("of the {whole} ... , {part}", words)
    document_ = document.compose("a.txt", sentence, [Block("paragraph", 0, len(sentence))])
    figures = extraction.extract(document_)
    skeleton = sentences.skeleton(sentence, 0, len(sentence), figures, 0)
    assert len(skeleton.text_for(compiled.halts)) == len(skeleton.text)
    assert bool(list(phrase.find(compiled, skeleton))) == matches


def test_a_stop_may_be_a_word_of_the_phrase_itself() -> None:
    words = {"stop": ("rose",), "rise": ("rose", "went up")}
    sentence = "The fee rose from 20 to 30."
    figures = extraction.extract(document.compose("a.txt", sentence, [Block("paragraph", 0, len(sentence))]))
    skeleton = sentences.skeleton(sentence, 0, len(sentence), figures, 0)
    for text in ("~rise from {old} to {new}", "rose from {old} to {new}", "(fell|~rise) from {old} to {new}"):
        assert len(list(phrase.find(phrase.compile_phrase(text, words), skeleton))) == 1


def test_a_phrase_is_not_tried_where_a_word_a_mark_or_a_kind_is_missing_or_out_of_order() -> None:
    compiled = phrase.compile_phrase("{part:count} of the {whole:count} < (or|about)? {pct:percent} >")
    for sentence, may in (
        ("We sold 3 of the 12 (25 percent).", True),
        ("We sold 3 of the 12, 25 percent.", False),
        ("We sold 3 of 12 (25 percent).", False),
        ("We sold 3 of the 12 (25).", False),
        ("Of the 12 we sold 3 (25 percent).", False),
    ):
        figures = extraction.extract(document.compose("a.txt", sentence, [Block("paragraph", 0, len(sentence))]))
        skeleton = sentences.skeleton(sentence, 0, len(sentence), figures, 0)
        assert compiled.may_match(skeleton) == may
        assert bool(list(phrase.find(compiled, skeleton))) == may


@pytest.mark.parametrize(
    ("wording", "text", "stands"),
    [
        ("and a", "12 pears and a plum", True),
        ("and/, a/an !total/sum", "12 pears and a plum", True),
        ("and/, a/an !total/sum", "12 pears , a total of", False),
        ("and/, a/an !total/sum", "12 pears , a , b", False),
        ("a !total , $", "a plum ,", True),
        ("a !total , $", "a plum , or two", False),
        ("^ the !total", "the plum", True),
        ("^ the !total", "he fell // the plum", True),
        ("^ the !total", "of the plum", False),
    ],
)
def test_wordings_beside_a_match(wording: str, text: str, stands: bool) -> None:
    assert bool(phrase.any_of([wording]).search(f" {text} ")) is stands
