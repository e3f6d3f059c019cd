"""Questions of every kind, with the texts that break careless formats."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assessments.exchange.item import FULL, NONE, Choice, Item, Kind, Number, Pair, Picture
from assessments.exchange.text import one_line, tidy

HARD = (
    "\\(\\frac{1}{2}\\)", "{", "}", "=", "~", "#", "\\", "\\\\", "\\n", ":", "::", "####", "->", "%50%", "[html]",
    "[plain]x", "<b>", "&amp;", "&", "]]>", "//",
    "$CATEGORY: x", "ANSWER: B", "A. ", "الاتجار بالبشر", "قال: «نعم»؟", "é\u00a0!",
    "=TRUE", "T", "@@PLUGINFILE@@/a.png", "“x”", "{#3}", "\u200f", "[tag:x]", "\ufeff",
)  # fmt: skip
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de")

letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co"))
pieces = st.one_of(st.sampled_from(HARD), st.text(letters, max_size=8), st.sampled_from(["\n", " ", "\n\n"]))
said = st.lists(pieces, max_size=6).map("".join).map(tidy)
texts = said.filter(bool)
lines = said.map(one_line).filter(bool)
tags = st.lists(lines.filter(lambda text: text != "all-or-nothing"), max_size=2, unique=True)
shares = st.sampled_from([Decimal("-33.33333"), Decimal(-50), NONE, Decimal(25), Decimal("33.33333")])
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=6).map(lambda each: each.normalize() + 0)


@st.composite
def singles(draw: Any) -> dict[str, Any]:
    wrong = draw(st.lists(st.builds(Choice, texts, shares, said), min_size=1, max_size=4))
    choices = [*wrong, Choice(draw(texts), FULL, draw(said))]
    return {"kind": Kind.SINGLE, "choices": tuple(draw(st.permutations(choices)))}


@st.composite
def multiples(draw: Any) -> dict[str, Any]:
    whole = draw(st.booleans())
    right = draw(st.integers(1, 4))
    share = FULL if whole else (FULL / right).quantize(Decimal("0.00001")).normalize() + 0
    loss = NONE if whole else draw(st.sampled_from([NONE, Decimal(-50)]))
    choices = [Choice(draw(texts), share, draw(said)) for _ in range(right)] + [Choice(draw(texts), loss, draw(said))]
    return {"kind": Kind.MULTIPLE, "choices": tuple(draw(st.permutations(choices))), "all_or_nothing": whole}


@st.composite
def truths(draw: Any) -> dict[str, Any]:
    truth = draw(st.booleans())
    said_to = draw(said), draw(said)
    choices = (
        Choice("true", FULL if truth else NONE, said_to[0]), Choice("false", NONE if truth else FULL, said_to[1]),
    )  # fmt: skip
    return {"kind": Kind.TRUE_FALSE, "choices": choices}


accepted = st.tuples(
    lines.filter(lambda text: "->" not in text), st.sampled_from([FULL, Decimal(50), Decimal("33.33333")]), said
).map(lambda each: Choice(*each))
short = st.lists(accepted, max_size=3).map(
    lambda some: {"kind": Kind.SHORT_ANSWER, "choices": (Choice("نعم", FULL), *some)}
)
counted = st.lists(
    st.builds(Number, numbers, numbers.map(abs), st.just(FULL), said), min_size=1, max_size=3
).map(lambda some: {"kind": Kind.NUMERICAL, "numbers": tuple(some)})  # fmt: skip
matched = st.tuples(
    st.lists(st.builds(Pair, texts, lines), min_size=2, max_size=4),
    st.lists(st.builds(Pair, st.just(""), lines), max_size=1),
).map(lambda some: {"kind": Kind.MATCHING, "pairs": (*some[0], *some[1])})
ordered = st.lists(st.builds(Choice, texts), min_size=2, max_size=5).map(
    lambda some: {"kind": Kind.ORDERING, "choices": tuple(some)}
)
written = st.just({"kind": Kind.ESSAY})
pictures = st.lists(
    st.builds(Picture, st.sampled_from(["image-1.png", "schema.png"]), st.just(PNG), said.map(one_line)), max_size=1
).map(tuple)

answers = st.one_of(singles(), multiples(), truths(), short, counted, matched, ordered, written)


@st.composite
def items(draw: Any) -> Item:
    """A question as it is once it was read: in tidy texts."""
    name = draw(lines)
    return Item(
        name=name, text=draw(texts), feedback=draw(said),
        category=draw(st.sampled_from(["", "Droit/Éléments", "القانون"])),
        tags=tuple(draw(tags)), pictures=draw(pictures), **draw(answers),
    )  # fmt: skip
