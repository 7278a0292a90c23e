import pytest

from cleaners.decode import parsed
from cleaners.images import Frame, figures_of, framed, frames_of
from cleaners.model import Image
from cleaners.tree import tree_of

URL = "https://a.example/q.jpg"
BASE = "https://a.example/news/quay.html"


def images(source: str, first: int = 0, last: int = 99, base: str = BASE) -> tuple[Image, ...]:
    return tuple(image for _, image in figures_of(tree_of(parsed(source)), first, last, base))


@pytest.mark.parametrize(
    ("inner", "image"),
    [
        ('<img src="/q.jpg" alt="A quay">', Image(url="https://a.example/q.jpg", alt="A quay")),
        ('<amp-img src="/q.jpg"></amp-img>', Image(url="https://a.example/q.jpg")),
        ('<img src="q.jpg">', Image(url="https://a.example/news/q.jpg")),
        ('<img src="data:image/gif;x" data-src="/q.jpg">', Image(url="https://a.example/q.jpg")),
        ('<img src="/tiny.gif" data-lazy-src="/q.jpg">', Image(url="https://a.example/q.jpg")),
        ("<figcaption>A quay.</figcaption>", Image(caption="A quay.")),
        ("<figcaption>A quay. Photo: Kai Holm</figcaption>", Image(caption="A quay.", credit="Photo: Kai Holm")),
        (
            '<figcaption>A quay. <span class="credit">Kai Holm</span></figcaption>',
            Image(caption="A quay.", credit="Kai Holm"),
        ),
        (
            '<figcaption><small class="copyright">Kai Holm</small>A quay.</figcaption>',
            Image(caption="A quay.", credit="Kai Holm"),
        ),
        ("<figcaption>A <b>new</b>\n quay.<br>At dawn.</figcaption>", Image(caption="A new quay. At dawn.")),
        ('<img data-lazy="/q.jpg">', Image(url="https://a.example/q.jpg")),
        (
            "<figcaption><div>Bild 1 von 7</div><div>A quay.</div><div>Foto: Kai Holm</div></figcaption>",
            Image(caption="A quay.", credit="Foto: Kai Holm"),
        ),
        (
            "<figcaption><p>A quay.</p><p>Kai Holm / KBB</p></figcaption>",
            Image(caption="A quay.", credit="Kai Holm / KBB"),
        ),
        ("<figcaption><p>A quay.</p><p>It is new.</p></figcaption>", Image(caption="A quay. It is new.")),
        ("<figcaption>12/2025</figcaption>", Image(caption="12/2025")),
        ("<img src='/q.jpg'><p>A quay.</p>", Image(url="https://a.example/q.jpg", caption="A quay.")),
        (
            "<figcaption>A quay. <span class=author>Kai Holm</span></figcaption>",
            Image(caption="A quay.", credit="Kai Holm"),
        ),
        (
            "<figcaption>A quay. <span itemprop=author>Kai Holm</span></figcaption>",
            Image(caption="A quay.", credit="Kai Holm"),
        ),
        (
            "<figcaption><div class=copyright>A quay of the town. <b class=author>Kai Holm</b></div></figcaption>",
            Image(caption="A quay of the town.", credit="Kai Holm"),
        ),
        (
            "<figcaption class=credit><span>A new quay of the town.</span><span>Kai Holm</span></figcaption>",
            Image(caption="A new quay of the town.", credit="Kai Holm"),
        ),
        ("<img src=/q.jpg><figcaption><i class=credit>Kai Holm</i></figcaption>", Image(url=URL, credit="Kai Holm")),
        (
            "<figcaption><span>Gulls on the quay</span><span>At dawn they leave.</span></figcaption>",
            Image(caption="Gulls on the quay At dawn they leave."),
        ),
        ("<figcaption><b>L’</b><i>Été</i> au new<b>ly</b> quai.</figcaption>", Image(caption="L’Été au newly quai.")),
        (
            "<figcaption><span>Photo: Kai Holm</span> Gulls leave the quay.</figcaption>",
            Image(caption="Gulls leave the quay.", credit="Photo: Kai Holm"),
        ),
        (
            "<figcaption><p>Gulls leave the quay.</p><p>12 January 2026</p></figcaption>",
            Image(caption="Gulls leave the quay."),
        ),
        (
            "<figcaption><p>10:15</p><p>Gulls leave the quay.</p><p>Kai Holm</p></figcaption>",
            Image(caption="Gulls leave the quay.", credit="Kai Holm"),
        ),
        ("<img src='/q.jpg'><div>Lihat Foto</div>", Image(url="https://a.example/q.jpg")),
        ("<figcaption>Nora Holm</figcaption>", Image(caption="Nora Holm")),
        ("<figcaption>A quay.<button>Enlarge</button><script>x</script></figcaption>", Image(caption="A quay.")),
    ],
)
def test_a_figure(inner, image):
    assert images(f"<figure>{inner}</figure>") == (image,)


@pytest.mark.parametrize("inner", ["", "<figcaption> </figcaption>", '<img src="">', "<p>no picture, no caption</p>"])
def test_a_figure_without_picture_and_caption_is_none(inner):
    assert images(f"<figure>{inner}</figure>") == ()


def test_only_figures_of_the_article_count():
    figures = [f'<figure><img src="/{name}.jpg"></figure>' for name in "abcd"]
    source = f"{figures[0]}<p>one</p>{figures[1]}<p>two</p>{figures[2]}<p>x</p><p>y</p>{figures[3]}"
    assert [image.url[-5] for image in images(source, 1, 1)] == ["b", "c"]


def frames(source: str) -> list[tuple[Image, tuple[int, ...], bool]]:
    root = parsed(f"<body><h1>The quay opens</h1><div>{source}<p>{'Text of the article. ' * 30}</p></div></body>")
    found: tuple[Frame, ...] = tuple(frames_of(root, tree_of(root)))
    return [(framed(frame, BASE), frame.blocks, frame.loose) for frame in found]


@pytest.mark.parametrize(
    ("inner", "caption", "credit"),
    [
        ("<img src=/q.jpg><p>A quay.</p>", "A quay.", ""),
        ("<img src=/q.jpg><br>A quay.", "A quay.", ""),
        ("<a href=/large><img src=/q.jpg></a><span>A quay.</span>", "A quay.", ""),
        ("<p><img src=/q.jpg></p><p>A <b>new</b> quay.</p><p>Foto: Kai Holm</p>", "A new quay.", "Foto: Kai Holm"),
        ("<img src=/q.jpg><p>白鷺沢の岸壁</p><p>村上俊撮影</p>", "白鷺沢の岸壁", "村上俊撮影"),
        ("<img src=/q.jpg><p>A quay. <span class=credit>Kai Holm</span></p>", "A quay.", "Kai Holm"),
        (
            "<table><tr><td><img src=/q.jpg></td></tr><tr><td>A quay</td></tr><tr><td>AI picture</td></tr></table>",
            "A quay",
            "AI picture",
        ),
    ],
)
def test_a_frame(inner, caption, credit):
    [(image, blocks, loose)] = frames(f"<div>{inner}</div>")
    assert (image.caption, image.credit, image.url) == (caption, credit, "https://a.example/q.jpg")
    assert (blocks[0], loose) == (1, False)


def test_words_in_the_next_element_make_a_loose_frame():
    [(image, blocks, loose)] = frames("<p><img src=/q.jpg></p><p>A quay.</p>")
    assert (image.caption, blocks, loose) == ("A quay.", (1,), True)


@pytest.mark.parametrize(
    "source",
    [
        "<div><p>A quay.</p><img src=/q.jpg></div>",
        "<div><img src=/i.svg?v=2><p>Join our channel</p></div>",
        '<div><img src=/i.png width="32" height="32"><p>Share</p></div>',
        "<figure><div><img src=/q.jpg><p>A quay.</p></div></figure>",
        "<div><img src=/q.jpg></div>",
        "",
    ],
)
def test_what_is_no_frame(source):
    assert frames(source) == []


def test_two_pictures_are_no_frame_of_one():
    assert frames("<div><img src=/q.jpg><img src=/r.jpg><p>Two quays.</p></div>") == []


@pytest.mark.parametrize("nesting", [50, 5000])
def test_a_deep_frame_harms_nothing(nesting):
    frames(f"<div><img src=/q.jpg>{'<b>' * nesting}A quay.{'</b>' * nesting}</div>")


@pytest.mark.parametrize("src", ["http://[broken", "//", "\x00", "javascript:void(0)"])
def test_a_broken_address_harms_nothing(src):
    assert images(f'<figure><img src="{src}"><figcaption>A quay.</figcaption></figure>')[0].caption == "A quay."


@pytest.mark.parametrize("nesting", [50, 200])
def test_a_deep_caption_is_read(nesting):
    inner = f"{'<b>' * nesting}A quay.{'</b>' * nesting}"
    assert images(f"<figure><figcaption>{inner}</figcaption></figure>")[0].caption == "A quay."
