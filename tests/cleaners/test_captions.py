from dataclasses import replace

import pytest

from cleaners.captions import strip_captions, strip_embeds
from cleaners.draft import Draft
from cleaners.model import Image
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE, draft, kept, removed, with_chance
from tests.cleaners.growth import is_linear


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("The mayor opened the new quay on Monday. (Photo: Ida Holm)", True),
        ("Der neue Kai in Hobro. (Symbolbild: I. H./Bildhaus)", True),
        ("The mayor opened the quay on Monday. | Photo by Ida Holm", True),
        ("The mayor opened the new quay on Monday. (She was late)", False),
        (f"{SENTENCE * 5} (Photo: Ida Holm)", False),  # a credit within a long paragraph
    ],
)
def test_what_ends_in_a_credit_set_apart_is_a_caption_however_sure(text, gone):
    sure = with_chance(draft(SENTENCE, text, form="html"), 0.99)
    assert (text in removed(strip_captions(sure))) is gone


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Kai Holm",
        "The quay at dawn, before the first ship came in. File photo",
        "The new quay seen from the lighthouse (AP)",
        "The new quay seen from the lighthouse (AP Photo)",
        "The new quay seen from the lighthouse (Jane Roe/Reuters)",
        "The new quay seen from the lighthouse / Getty Images",
        "The new quay seen from the lighthouse | AFP",
        "The new quay, via REUTERS",
        "The new quay seen from the lighthouse © Kai Holm",
        "The new quay opens. © GETTY IMAGES EUROPE / KAI HOLM",
        "码头上的清晨。林海摄",
        "新しい桟橋＝港町で１３日、森健撮影",
    ],
)
def test_a_caption_becomes_an_image(text):
    done = strip_captions(draft(SENTENCE, "", text, "", SECOND))
    assert removed(done) == {text: "caption"}
    assert [image.caption for image in done.images] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke to AFP.",
        "He told Reuters on Monday that the quay would open, whatever the weather in the strait.",
        "A file photo of the quay hangs in the mayor’s office.",
        "“That is a file photo,” he said.",
        "The painter signs with © and a gull.",
        "Every print bears © 2026",
        "这部纪录片去年秋天在码头开始拍摄",
        "この桟橋の映像は、町の人たちが撮影",
    ],
)
def test_text_about_agencies_and_pictures_stays(text):
    assert kept(strip_captions(draft(SENTENCE, "", text, "", SECOND))) == [SENTENCE, text, SECOND]


def test_a_labelled_credit_is_parted_from_the_caption():
    done = strip_captions(draft(SENTENCE, "", "Photo: A gull on the quay. Foto: Kai Holm", "", SECOND))
    assert done.images == (Image(caption="Photo: A gull on the quay.", credit="Foto: Kai Holm"),)


@pytest.mark.parametrize("text", ["© Kai Holm", "(c) dpa", "(C) Kai Holm/Quay Kurier", "© 2026 Kai Holm"])
def test_a_sign_of_copyright_alone_is_a_credit_however_sure_the_page_is_of_it(text):
    assert removed(strip_captions(with_chance(draft(SENTENCE, "", text, "", SECOND), 0.98))) == {text: "caption"}


@pytest.mark.parametrize(
    "text",
    [
        "© is a sign that the mayor had painted on the wall of the harbour office in 1998, against all advice.",
        "The sign © stood on the wall.",
    ],
)
def test_text_about_the_sign_stays(text):
    assert kept(strip_captions(with_chance(draft(SENTENCE, "", text, "", SECOND), 0.98))) == [
        SENTENCE,
        text,
        SECOND,
    ]


def test_the_short_line_right_above_a_caption_is_its_alternative_text():
    done = strip_captions(draft(SENTENCE, "", "Gull on quay", "A gull sits on the quay. File photo", "", SECOND))
    assert removed(done) == {"Gull on quay": "alt", "A gull sits on the quay. File photo": "caption"}
    assert [image.alt for image in done.images] == ["Gull on quay"]


def test_a_caption_shows_itself_by_its_shape_below_an_alternative_text():
    caption = "A gull sits on the new quay of the old town while the first ship comes in"
    done = strip_captions(draft(SENTENCE, "", "Gull on quay", caption, "", SECOND))
    assert removed(done) == {"Gull on quay": "alt", caption: "caption"}


def test_without_blank_lines_no_line_is_an_alternative_text():
    lines = [SENTENCE, "Gull on quay", "A gull sits on the quay. File photo", SECOND]
    assert removed(strip_captions(draft(*lines))) == {lines[2]: "caption"}


def test_a_very_long_paragraph_is_no_caption():
    text = "Photo: " + "word " * 120
    assert removed(strip_captions(draft(SENTENCE, "", text.strip()))) == {}


def test_the_page_has_the_last_word_where_it_is_certain():
    credit, caption = "Photo: Kai Holm", "Photo: the mayor, who had come with the old captain, opens the quay in May"
    certain = with_chance(draft(SENTENCE, credit, caption, form="html"), 0.95)
    assert removed(strip_captions(certain)) == {credit: "caption"}
    for text, gone in (
        ("The quay at dawn / Reuters", True),
        ("The quay is closed, the mayor said. (Reuters)", False),
        ("The quay is closed, the mayor said. – With reporting by Reuters / AP", False),
    ):
        line = with_chance(draft(SENTENCE, text, SECOND, form="html"), 0.99)
        assert (text in removed(strip_captions(line))) is gone


def test_an_embedded_post_goes_with_the_lines_that_it_signs():
    post = ["What a quay!", "— Port of Varnholt (@varnport) January 3, 2026"]
    done = strip_embeds(draft(SENTENCE, "", *post, "", SECOND))
    assert removed(done) == dict.fromkeys(post, "embed")


def test_of_text_without_blank_lines_an_embedded_post_takes_only_its_own():
    signed = "— Port of Varnholt (@varnport) January 3, 2026"
    text = [SENTENCE, *(f"{SECOND} It is paragraph {number} of the article." for number in range(9))]
    done = strip_embeds(draft(*text, "What a quay!", signed, SENTENCE))
    assert removed(done) == dict.fromkeys(["What a quay!", signed], "embed")
    assert removed(strip_embeds(draft(" ".join(text), signed, SENTENCE))) == {signed: "embed"}


def test_of_a_page_an_embedded_post_takes_the_quote_it_stands_in():
    signed = "— Port of Varnholt (@varnport) January 3, 2026"
    quote, post = "article/blockquote/p", "article/blockquote.tweet"
    lines = [(SENTENCE, quote), ("A new quay!", f"{post}/p"), ("What a quay!", f"{post}/p"), (signed, post)]
    more = [("And a crane!", f"{post}/p"), (f"{signed}.", post), (SECOND, "article/p")]
    done = strip_embeds(Draft(lines=tuple(MAKER.line(text, path) for text, path in lines + more)))
    assert kept(done) == [SENTENCE, SECOND]


def test_posts_that_follow_each_other_are_read_in_linear_time():
    assert is_linear(lambda n: strip_embeds(draft(*["— Port (@varnport) January 3"] * n)), 2_000, 20_000)


@pytest.mark.parametrize(
    "text", ["— And then there was the quay", "- Nora (not @home) is away", "(@varnport)", "— said Nora, 45"]
)
def test_a_line_that_begins_with_a_dash_is_no_post(text):
    assert removed(strip_embeds(draft(SENTENCE, "", text, "", SECOND))) == {}


@pytest.mark.parametrize(
    "text", ["{{ad-slot}}", '[form id=12 name="Quay"]', '{"blockName":"Product","id":12}', "{{a='b'}}"]
)
def test_what_nobody_filled_is_no_text(text):
    assert removed(strip_embeds(draft(SENTENCE, "", text, "", SECOND))) == {text: "embed"}


@pytest.mark.parametrize("text", ["[The quay] is closed.", "[sic]", "{quay}", "[The mayor = the boss]", "[1]"])
def test_words_in_brackets_are_text(text):
    assert removed(strip_embeds(draft(SENTENCE, "", text, "", SECOND))) == {}


@pytest.mark.parametrize("text", ["[Photo: Ida Holm]", "(Foto: Kai Holm/dpa)", "[사진=한겨레, 정다운]"])
def test_a_credit_alone_in_brackets_is_no_text_however_sure(text):
    lines = tuple(replace(MAKER.line(one, "p"), chance=0.99) for one in (SENTENCE, text, SECOND))
    found = strip_captions(Draft(lines=lines))
    assert removed(found) == {text: "caption"}
    assert [(one.caption, one.credit) for one in found.images] == [(text[1:-1], text[1:-1])]


@pytest.mark.parametrize("text", ["(Photo finish)", "[Source: WHO]", "(Photo: Ida Holm) The quay"])
def test_other_words_in_brackets_stay(text):
    lines = tuple(replace(MAKER.line(one, "p"), chance=0.99) for one in (SENTENCE, text, SECOND))
    assert removed(strip_captions(Draft(lines=lines))) == {}
