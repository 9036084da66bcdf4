"""The phrase language of the rules: how people word a relation between figures.

    "of (the|its)? {whole:number} ... , {part:number}"

A phrase is compiled to one regular expression over a *skeleton* of the sentence, in which each figure is a single
character and each word or mark is followed by one blank. Words match words in any case. `a|b` is a choice, `( )` a
group (its choices may have several words), `?` makes the item before it optional. `{role}` is a figure with its hedge,
`{role:percent}` one of that kind (see KINDS_OF), `{parts+}` two or more figures in a list, each with its own noun
(`{parts+3}`: three or more), `{_:number}` one that is passed over. `...` is up to eight words (`...12`: up to twelve)
that pass over years, dates and bracketed asides and stop at another figure, at a mark of punctuation, or at a word of the
pack's class `stop` (within a list: `list_stop`); `...,` stops at a figure only. `//` is the border to the next sentence of
the paragraph, of which a phrase may cross several, `^` the beginning of a sentence, opening marks passed over. `< >` are
brackets in the text. `~rise` is a word class of the pack in all its inflections, `*'s` any word with this ending.
`[a & b]` is a and b in any order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from consistency.errors import RuleError, did_you_mean
from consistency.figure import KINDS
from consistency.grammar.lazy import pattern
from consistency.skeleton import CODE, END, Halts, Skeleton, halts_of

AMOUNTS = ("count", "money", "percent", "point", "measure", "duration", "ratio", "multiple", "age")

# The kinds that a role takes; a kind not listed takes itself alone.
KINDS_OF: dict[str, tuple[str, ...]] = {
    "any": KINDS,
    "amount": AMOUNTS,
    "number": ("count", "money", "measure", "duration"),
    "percent": ("percent", "ratio"),
    "rate": ("percent", "ratio", "point"),
} | {kind: (kind,) for kind in KINDS if kind != "percent"}

_PASSED = "".join(CODE[kind] for kind in ("year", "date", "time", "ordinal"))
_LONGEST_GAP = 40
_LONGEST_LIST = 40
_ASIDE = r"\( [^()]{0,120}\) "
_PHRASE_TOKEN = pattern(
    r"\s*(?:(?P<role>\{[^{}]*\})|(?P<gap>\.\.\.,?\d*)|(?P<ending>\*['’]?\w+)|(?P<next>//)|(?P<cls>~[\w-]+)|(?P<word>\w+(?:['’.\-]\w+)*)|(?P<mark>.))"
)
_PASSED_OVER = "_"
_ROLE = pattern(r"\{([a-z_]+)(\+\d?)?(?::([a-z]+))?\}")
_ENDS = {"": "", ")": "|)", "]": "&]"}
_BRACKETS = {"<": "(", ">": ")"}
_EDGES = {"^": "(?<![^/] )", "$": r"\Z"}
_WORD_END = re.compile(END)
_PUNCTUATION = frozenset(",;:.!?%$\"'“”‘’–—-/=")


def inflections(entry: str) -> tuple[str, ...]:
    """All forms of a word-class entry: "rise/rose/risen" as listed, each base form also with -s, -ed and -ing.

    Only the first form is inflected regularly; irregular forms follow it behind slashes. An entry of several words
    ("go up") inflects its first word.
    """
    first, *others = entry.lower().split("/")
    base, _, rest = first.partition(" ")
    rest = f" {rest}" if rest else ""
    if re.search(r"[^aeiou]y$", base):
        forms = [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    elif base.endswith("e"):
        forms = [base, base + "s", base + "d", base[:-1] + "ing"]
    elif re.search(r"(?:s|x|z|ch|sh)$", base):
        forms = [base, base + "es", base + "ed", base + "ing"]
    else:
        forms = [base, base + "s", base + "ed", base + "ing"]
    return tuple(dict.fromkeys([form + rest for form in forms] + others))


class _Part(NamedTuple):
    """A piece of a pattern; of each of the sets in `needs` a match must hold at least one word or mark, and of each in
    `order` one word, mark or figure, behind that of the set before."""

    regex: str
    needs: tuple[frozenset[str], ...] = ()
    literals: int = 0
    order: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, eq=False)
class Phrase:
    """A phrase, understood. `regex` is its expression over skeletons; `roles` are its role names, `plural` those written with `+`.

    `literals` counts the words that must be there, so that the more specific of two phrases can be told; `kinds` are
    the kinds that each role takes. Of each set in `needs` a match holds at least one word or mark; `anchors` is the one of
    them that narrows a search most, empty where there is none; `order` tells, figures included, what follows what.
    `borders` says into how many further sentences the phrase reaches.
    """

    text: str
    regex: str
    groups: tuple[str, ...]
    roles: tuple[str, ...]
    plural: frozenset[str]
    kinds: tuple[tuple[str, str], ...]
    needs: tuple[frozenset[str], ...]
    anchors: frozenset[str]
    order: tuple[frozenset[str], ...]
    literals: int
    borders: int
    halts: Halts

    @cached_property
    def codes(self) -> tuple[frozenset[str], ...]:
        """For each role the characters of the figures that it takes."""
        return tuple(frozenset(CODE[kind] for kind in KINDS_OF[kind]) for _, kind in self.kinds)

    def may_match(self, sentence: Skeleton) -> bool:
        """Whether the sentence has the words, the marks and the figures that a match needs, in their order.

        This is cheap, and spares most articles from compiling most phrases.
        """
        if self.borders != sentence.borders or len(sentence.figures) < len(self.roles):
            return False
        words, kinds = sentence.words, sentence.kinds
        if any(map(words.isdisjoint, self.needs)) or any(map(kinds.isdisjoint, self.codes)):
            return False
        return sentence.has_in_order(self.order)

    @property
    def spans(self) -> bool:
        """Whether the phrase reaches into the next sentence."""
        return self.borders > 0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a sentence first has one of the phrase's words: most articles need few."""
        return re.compile(self.regex)


class _Compiler:
    """One pass over the tokens of a phrase, building the expression from left to right."""

    def __init__(self, text: str, words: Mapping[str, Sequence[str]], path: str | None, line: int | None) -> None:
        self.text, self.words, self.path, self.line = text, words, path, line
        self.tokens = [(m.lastgroup or "", m[m.lastgroup or 0]) for m in _PHRASE_TOKEN.finditer(text) if m.lastgroup]
        self.at = 0
        self.groups: list[str] = []
        self.plural: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.halts = halts = halts_of(tuple(words.get("stop", ())))
        self.word = rf"(?:\w[\w'’.\-]* |[{_PASSED}] |{_ASIDE})"
        list_stop = words.get("list_stop", ())
        within = rf"(?:\w[\w'’.\-]*{END}|[{_PASSED}] |{_ASIDE})"
        self.list_word = f"(?!{halts.one_of(list_stop)}){within}" if list_stop else within
        joining = halts.one_of(("and", "or", "plus", "while"))
        self.separators = rf"(?:(?:, |; ){joining}?|{halts.one_of(('and', 'plus', 'while', 'as well as'))})"
        # `/` is left out for the sake of `//`, and so are all figures but those that a gap passes over.
        self.any_piece = rf"(?:[^\s/\ue000-\uf8ff]+{END}|[{_PASSED}] )"

    def error(self, message: str) -> RuleError:
        return RuleError(self.path, self.line, f"phrase {self.text!r}: {message}")

    def compile(self) -> Phrase:
        whole = self.sequence(closing="")
        if self.at < len(self.tokens):
            raise self.error(f"{self.tokens[self.at][1]!r} without its opening")
        roles = tuple(dict.fromkeys(name.rpartition("_")[0] for name in self.groups))
        if not roles:
            raise self.error("has no {role}")
        borders = sum(kind == "next" for kind, _ in self.tokens)
        kinds = tuple(self.kinds.items())
        return Phrase(
            self.text,
            f"(?<={END})" + whole.regex,
            tuple(self.groups),
            roles,
            frozenset(self.plural),
            kinds,
            whole.needs,
            max(whole.needs, key=_selectivity, default=frozenset()),
            whole.order,
            whole.literals,
            borders,
            self.halts,
        )

    def sequence(self, closing: str) -> _Part:
        """The items up to the end of the group that `closing` closes; within ( ) a choice takes whole sequences."""
        parts: list[_Part] = []
        while self.at < len(self.tokens) and not (self.peek() and self.peek() in _ENDS[closing]):
            part = self.item()
            while self.peek() == "|" and closing != ")":
                self.at += 1
                part = _choice([part, self.item()])
            parts.append(part)
        return _joined(parts)

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) and self.tokens[self.at][0] == "mark" else ""

    def item(self) -> _Part:
        kind, token = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        self.at += 1
        match kind:
            case "role":
                part = self.role(token)
            case "gap":
                words = int(token[3:].lstrip(",") or 8)
                if words > _LONGEST_GAP:
                    raise self.error(f"a gap has at most {_LONGEST_GAP} words")
                word = self.any_piece if "," in token else self.word
                part = _Part(f"(?:{word}){{0,{words}}}?")
            case "ending":
                ending = re.sub("['’]", "['’]", re.escape(token[1:].lower()))
                part = _Part(rf"\w[\w'’.\-]*(?<={ending}){END}")
            case "next":
                part = _Part(r"(?:[^\w\s/\ue000-\uf8ff] ){0,4}// ", order=(frozenset(["//"]),))
            case "cls":
                part = self.word_class(token[1:])
            case "word":
                word = token.lower()
                part = _literal(self.halts.word(word), [word], 1)
            case _ if token == "^":
                part = _Part(rf"(?<![^/]{END})(?:[^\w\s/\ue000-\uf8ff] ){{0,2}}")
            case _ if token == "(":
                choices = [self.sequence(")")]
                while self.peek() == "|":
                    self.at += 1
                    choices.append(self.sequence(")"))
                self.expect(")")
                part = _choice(choices)
            case _ if token == "[":
                parts = [self.sequence("]")]
                while self.peek() == "&":
                    self.at += 1
                    parts.append(self.sequence("]"))
                self.expect("]")
                part = self.any_order(parts)
            case "mark" if token in _BRACKETS:
                part = _literal(re.escape(_BRACKETS[token]) + " ", [_BRACKETS[token]])
            case "mark" if token in _PUNCTUATION:
                part = _literal(re.escape(token) + " ", [token])
            case _:
                raise self.error(f"does not know {token!r} here" if token else "ends too early")
        if self.peek() == "?":
            self.at += 1
            return _Part(f"(?:{part.regex})?")
        return part

    def expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise self.error(f"{mark!r} is missing")
        self.at += 1

    def role(self, token: str) -> _Part:
        found = _ROLE.fullmatch(token)
        if not found:
            raise self.error(f"{token} is no role; write {{name}}, {{name:kind}} or {{name+}}")
        name, plus, kind = found[1], found[2], found[3] or "any"
        if kind not in KINDS_OF:
            raise self.error(f"unknown kind {kind!r}{did_you_mean(kind, KINDS_OF)}")
        codes = [CODE[k] for k in KINDS_OF[kind]]
        if name == _PASSED_OVER:
            return _Part("[" + "".join(codes) + "] ", order=(frozenset(codes),))
        self.kinds[name] = kind
        self.groups.append(f"{name}_{len(self.groups)}")
        figure, least = "[" + "".join(codes) + "] ", 1
        if plus:
            self.plural.add(name)
            # Each item of a list may have its own verb ("40 rose, 35 fell"), so `stop` does not hold here. An item ends
            # at the next figure whatever stands between, so it is read once and for all (an atomic group).
            between = rf"(?:{self.list_word}){{0,9}}?{self.separators}(?:{self.list_word}){{0,5}}?"
            least = int(plus[1:] or 2)
            if least < 2:
                raise self.error(f"{token}: a list has two or more figures")
            figure = f"{figure}(?>{between}{figure}){{{least - 1},{_LONGEST_LIST}}}"
        return _Part(f"(?P<{self.groups[-1]}>{figure})", order=(frozenset(codes),) * least)

    def word_class(self, name: str) -> _Part:
        if name not in self.words:
            raise self.error(f"unknown word class ~{name}{did_you_mean(name, self.words)}")
        forms = sorted(self.words[name], key=len, reverse=True)
        return _literal(self.halts.one_of(forms), [form.split()[0] for form in forms], 1)

    def any_order(self, parts: list[_Part]) -> _Part:
        """The parts in every order; a role's groups get a name of their own in each order."""
        orders: list[_Part] = []
        for order in itertools.permutations(parts):
            regex = "".join(part.regex for part in order)
            if orders:
                for group in re.findall(r"\(\?P<(\w+)>", regex):
                    self.groups.append(f"{group.rpartition('_')[0]}_{len(self.groups)}")
                    regex = regex.replace(f"(?P<{group}>", f"(?P<{self.groups[-1]}>", 1)
            orders.append(_joined(order)._replace(regex=regex))
        return _choice(orders)._replace(needs=orders[0].needs)


def _literal(regex: str, words: Sequence[str], literals: int = 0) -> _Part:
    """A piece that begins with one of these words or marks."""
    needs = (frozenset(words),)
    return _Part(regex, needs, literals, needs)


def _selectivity(anchors: frozenset[str]) -> tuple[bool, bool, float]:
    """How well a set of anchors narrows the search: words before marks, content words before "of" and "the"."""
    return (
        not any(word in _PUNCTUATION for word in anchors),
        not anchors & _COMMON,
        min(len(word) for word in anchors) - len(anchors) / 8,
    )


_COMMON = frozenset(
    ("of", "the", "a", "an", "in", "to", "and", "or", "from", "by", "it", "its", "that", "is", "on", "at", "with")
)


def _joined(parts: Sequence[_Part]) -> _Part:
    """The parts one behind the other."""
    needs = tuple(dict.fromkeys(need for part in parts for need in part.needs))
    order = tuple(one for part in parts for one in part.order)
    return _Part("".join(part.regex for part in parts), needs, sum(part.literals for part in parts), order)


def _choice(parts: Sequence[_Part]) -> _Part:
    regex = "(?:" + "|".join(part.regex for part in parts) + ")"
    if len(parts) == 1:
        return parts[0]._replace(regex=regex)
    # Whichever part it is, one of their best sets is met.
    best = [max(part.needs, key=_selectivity) for part in parts if part.needs]
    needs = (frozenset().union(*best),) if len(best) == len(parts) else ()
    order = (frozenset().union(*(part.order[0] for part in parts)),) if all(part.order for part in parts) else ()
    return _Part(regex, needs, min(part.literals for part in parts), order)


def compile_phrase(
    text: str, words: Mapping[str, Sequence[str]] | None = None, path: str | None = None, line: int | None = None
) -> Phrase:
    """Compile a phrase; `words` are the pack's word classes, already inflected. RuleError for what it does not know."""
    return _Compiler(text, words or {}, path, line).compile()


def any_of(wordings: Sequence[str]) -> re.Pattern[str]:
    """What finds one of the wordings in a skeleton: words as they are, `a/an` for either, `!total/combined` for a word that
    is neither, `{percent}` for any figure of that kind, `...` for up to eight words or figures, `^` for the beginning of a
    sentence, and `$` for the end of the side: what stands left of a match ends where it begins."""
    return re.compile("(?<= )(?:" + "|".join("".join(map(_loosely, wording.split())) for wording in wordings) + ")")


def _loosely(token: str) -> str:
    if token == "...":
        return r"(?:[^ ]+ ){0,8}?"
    if token.startswith("{"):
        return "[" + "".join(CODE[kind] for kind in KINDS_OF[token[1:-1]]) + "] "
    if token in _EDGES:
        return _EDGES[token]
    if len(token) > 1 and (token[0] == "!" or "/" in token.strip("/")):
        forms = "(?:" + "|".join(map(re.escape, token.lstrip("!").split("/"))) + ") "
        return rf"(?!{forms})\w[^ ]* " if token[0] == "!" else forms
    return re.escape(token) + " "


class PhraseMatch(NamedTuple):
    """Where a phrase matched: the figures of each role, and the stretch of the skeleton."""

    phrase: Phrase
    roles: Mapping[str, tuple[int, ...]]
    start: int
    end: int


def find(phrase: Phrase, sentence: Skeleton) -> Iterator[PhraseMatch]:
    """Every place at which the phrase matches; overlapping matches begin at different words."""
    at = 0
    text = sentence.text_for(phrase.halts)
    while match := phrase.pattern.search(text, at):
        roles: dict[str, tuple[int, ...]] = {}
        plain = dict(phrase.kinds)
        for group in phrase.groups:
            start, end = match.span(group)
            if start >= 0:
                name = group.rpartition("_")[0]
                codes = {CODE[kind] for kind in KINDS_OF[plain[name]]}
                roles[name] = tuple(
                    sentence.figures[place]
                    for place in range(start, end)
                    if sentence.text[place] in codes and place in sentence.figures
                )
        yield PhraseMatch(phrase, roles, match.start(), match.end())
        blank = _WORD_END.search(text, match.start() + 1)
        if blank is None:
            return
        at = blank.start()
