"""Pages nobody would write: random nests of tags and text, for property tests."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

BLOCK_TAGS = [
    "div",
    "p",
    "section",
    "article",
    "main",
    "aside",
    "nav",
    "ul",
    "li",
    "ol",
    "blockquote",
    "h1",
    "h2",
    "h3",
]
ODD_TAGS = ["table", "tr", "td", "th", "dl", "dd", "figure", "figcaption", "pre", "form", "button", "details", "center"]
INLINE_TAGS = ["b", "i", "a", "span", "em", "font", "q", "sub", "small", "cite"]
NAMES = [
    "",
    ' class="article-body"',
    ' class="related"',
    " hidden",
    ' id="consent"',
    ' itemprop="articleBody"',
    ' href="/x"',
]
WORDS = [
    "The ferry leaves the harbour at seven in the morning and comes back before noon.",
    "We use cookies to count our readers.",
    "Related articles",
    "Accept all",
    "Share",
    "Photo: Kai Holm",
    "— Port (@port) January 3, 2026",
    "Read also: The quay opens on Monday",
    "Borgmesteren åbnede den nye kaj mandag morgen, mens skolens børn sang for de første gæster.",
    "港の古い桟橋が三年ぶりに開通した。町長が最初の船を迎えた。",
    "عادت العبّارة إلى الميناء القديم صباح الخميس بعد ثلاث سنوات من العمل.",
    "3 January 2026",
    "…",
    "&",
    "x",
]
LETTERS = st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Zs", "Sm", "Cf"])


def texts() -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(WORDS), st.text(LETTERS, max_size=40)).map(escape)


def soups() -> st.SearchStrategy[str]:
    """Return a strategy of well-formed and of broken HTML with text that looks like articles and like chrome."""
    tags = st.sampled_from([*BLOCK_TAGS * 2, *ODD_TAGS, *INLINE_TAGS])
    leaves = st.one_of(
        texts(), st.sampled_from(["<br>", "<br><br>", "<hr>", "<img src=x>", "<!-- c -->", "</div>", "<p>"])
    )
    nests = st.recursive(
        leaves,
        lambda inner: st.builds(_element, tags, st.sampled_from(NAMES), st.lists(inner, max_size=5)),
        max_leaves=30,
    )
    return st.lists(nests, max_size=8).map("\n".join)


def _element(tag: str, names: str, inner: list[str]) -> str:
    return f"<{tag}{names}>{' '.join(inner)}</{tag}>"
