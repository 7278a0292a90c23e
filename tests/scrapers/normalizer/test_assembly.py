import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.model import Block, Candidate, Cleaned, Disclosure, Evidence, Image, Removal
from scrapers.article import Article
from scrapers.errors import KlartekstError
from scrapers.normalizer import STAGE_NAMES, article_id, lowered, normalize
from scrapers.outlets.model import Outlet

NOW = datetime(2026, 1, 6, 12, tzinfo=UTC)
OUTLET = Outlet(
    id="avisen", name="Avisen", domain="avisen.example", country="dk", languages=("da",), time_zone="Europe/Copenhagen"
)
PARAGRAPHS = (
    "Byrådet besluttede tirsdag at lukke den gamle bro, mens den bliver repareret.",
    "Bilisterne må køre ad den længere vej langs åen indtil udgangen af oktober, sagde borgmesteren efter mødet. "
    "Hun bad om tålmodighed og lovede, at skolebusserne vil køre som de plejer.",
    "Arbejdet koster fire millioner kroner. /ritzau/",
)
FIELDS = (
    ("title", "Den gamle bro lukker | Avisen", "html"),
    ("title", "Den gamle bro lukker", "meta"),
    ("published", "2026-01-04T10:15:00", "json_ld"),
    ("modified", "2026-01-05T08:00:00+01:00", "meta"),
    ("author", "Af Mette Holm", "json_ld"),
    ("section", "Nyheder > Lokalt", "meta"),
    ("keyword", "bro, trafik", "meta"),
    ("canonical", "https://www.avisen.example/lokalt/den-gamle-bro-lukker-812345", "link"),
    ("site_name", "Avisen", "meta"),
    ("language", "da-DK", "html"),
)
PAGE = Cleaned(
    url="https://www.avisen.example/lokalt/den-gamle-bro-lukker-812345?utm_source=rss",
    outlet="avisen",
    fetched_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
    title="Den gamle bro lukker",
    standfirst="Reparationen varer ni måneder.",
    blocks=(
        *(Block(kind="paragraph", text=text, path="main/p") for text in PARAGRAPHS),
        Block(kind="embed", text="— Avisen (@avisen)", path="main/blockquote"),
    ),
    images=(Image(url="https://avisen.example/bro.jpg", caption="Broen", credit="Bo Lee", alt="En bro"),),
    candidates=tuple(Candidate(field=field, value=value, source=source) for field, value, source in FIELDS),
    page_language="da",
    disclosures=(Disclosure(kind="ai_image", text="Billede genereret af AI"),),
    removals=(Removal(rule="share", text="Del artiklen", path="main/div"),),
)


def test_a_whole_page():
    article = normalize(PAGE, OUTLET, NOW)
    assert article.url == PAGE.url
    assert article.canonical_url == "https://www.avisen.example/lokalt/den-gamle-bro-lukker-812345"
    assert article.id == article_id(article.canonical_url)
    assert article.outlet.model_dump() == {"id": "avisen", "name": "Avisen", "country": "dk"}
    assert article.title == "Den gamle bro lukker"
    assert article.standfirst == PAGE.standfirst
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert [block.kind for block in article.blocks] == ["paragraph", "paragraph", "paragraph", "embed"]
    assert (article.language.code, article.page_language.code) == ("da", "da")
    assert article.authors == ("Mette Holm",)
    assert (article.section, article.keywords) == ("Lokalt", ("bro", "trafik"))
    assert article.images[0].model_dump() == {
        "url": "https://avisen.example/bro.jpg",
        "caption": "Broen",
        "credit": "Bo Lee",
        "alt": "En bro",
    }
    assert article.published.value == "2026-01-04T10:15:00+01:00"
    assert article.modified
    assert article.modified.value == "2026-01-05T08:00:00+01:00"
    assert article.fetched_at == "2026-01-05T09:00:00+00:00"
    assert article.wire
    assert article.wire.agency == "Ritzau"
    assert [one.kind for one in article.disclosures] == ["ai_image"]
    assert article.completeness.verdict == "full"
    assert [one.rule for one in article.removed] == ["share"]
    assert article.quality.lowered_by == ("zone_assumed: 2026-01-04T10:15:00",)


def test_what_the_store_fills_is_empty():
    article = normalize(PAGE, OUTLET, NOW)
    assert article.revision == 1
    assert (article.duplicate, article.cluster, article.also_published_by, article.story) == (None, "", (), "")


def test_the_article_fits_its_contract():
    article = normalize(PAGE, OUTLET, NOW)
    assert Article.model_validate(json.loads(article.model_dump_json(by_alias=True))) == article


def test_the_same_input_gives_the_same_article():
    assert len({normalize(PAGE, OUTLET, NOW).model_dump_json() for _ in range(3)}) == 1


def test_now_counts_only_where_the_page_does_not_say_when_it_was_fetched():
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert normalize(PAGE, OUTLET, later) == normalize(PAGE, OUTLET, NOW)
    unknown = replace(PAGE, fetched_at=None, candidates=())
    assert normalize(unknown, OUTLET, later).published.value == "2027-01-01T00:00:00+00:00"


def test_a_page_fetched_later_than_now_was_seen_now():
    assert normalize(PAGE, OUTLET, datetime(2026, 1, 4, 12, tzinfo=UTC)).fetched_at == "2026-01-04T12:00:00+00:00"


def test_now_needs_an_offset():
    with pytest.raises(ValueError, match="offset"):
        normalize(PAGE, OUTLET, datetime(2026, 1, 6))


def test_an_empty_page_is_an_article_that_says_so():
    article = normalize(Cleaned(), None, NOW)
    assert article.completeness.verdict == "not_article"
    assert (article.title, article.text, article.canonical_url, article.language.code) == ("", "", "", "und")
    assert article.published.source == "first_seen"
    assert article.quality.score == 0.0
    assert len(article.id) == 32


def test_an_unknown_outlet_means_utc():
    article = normalize(PAGE, None, NOW)
    assert article.published.value == "2026-01-04T10:15:00+00:00"
    assert article.published.zone_assumed
    assert article.outlet.model_dump() == {"id": "avisen", "name": "", "country": ""}


def test_an_unknown_outlet_of_a_country_has_its_clock():
    candidates = tuple(one for one in PAGE.candidates if one.field != "canonical")
    article = normalize(replace(PAGE, url="https://avisen.dk/lokalt/bro-812345", candidates=candidates), None, NOW)
    assert article.published.value == "2026-01-04T10:15:00+01:00"
    assert article.published.zone_assumed


def test_an_american_outlet_puts_the_month_first():
    american = OUTLET.model_copy(update={"country": "us", "time_zone": "America/New_York"})
    page = replace(PAGE, candidates=(Candidate(field="published", value="1/4/2026 10:15 a.m.", source="visible_text"),))
    assert normalize(page, american, NOW).published.value == "2026-01-04T10:15-05:00"


def test_a_refused_canonical_lowers_the_quality():
    home = Candidate(field="canonical", value="https://www.avisen.example/", source="link")
    article = normalize(replace(PAGE, candidates=(home,)), OUTLET, NOW)
    assert article.canonical_url == "https://www.avisen.example/lokalt/den-gamle-bro-lukker-812345"
    assert "canonical_refused: home_page" in article.quality.lowered_by


def test_sources_that_disagree_lower_the_quality():
    other = Candidate(field="published", value="2025-12-01", source="meta")
    article = normalize(replace(PAGE, candidates=(*PAGE.candidates, other)), OUTLET, NOW)
    assert any(reason.startswith("dates_disagree: meta says 2025-12-01") for reason in article.quality.lowered_by)


def test_a_disputed_extraction_and_a_foreign_language_lower_the_quality():
    disputed = replace(PAGE, evidence=(Evidence(name="disagreement", detail="reference finds half"),))
    assert "extraction_disputed: reference finds half" in normalize(disputed, OUTLET, NOW).quality.lowered_by
    swedish = OUTLET.model_copy(update={"languages": ("sv",)})
    assert "language_unexpected: da" in normalize(PAGE, swedish, NOW).quality.lowered_by


def test_the_page_language_is_surer_where_somebody_names_it():
    assert normalize(PAGE, OUTLET, NOW).page_language.confidence == 1.0
    assert normalize(replace(PAGE, page_language="en"), OUTLET, NOW).page_language.confidence == 0.7
    assert normalize(replace(PAGE, page_language=""), OUTLET, NOW).page_language.code == "und"


def test_an_agency_credit_that_was_removed_counts():
    removal = Removal(rule="agency_credit", text="/ritzau/", path="main/p")
    page = replace(PAGE, blocks=PAGE.blocks[:1], removals=(removal,))
    article = normalize(page, OUTLET, NOW)
    assert article.wire
    assert article.wire.agency == "Ritzau"


@pytest.mark.parametrize(
    ("source", "title"), [("html", ""), ("meta", ""), ("json_ld", ""), ("feed", "Den gamle bro lukker")]
)
def test_what_a_consent_wall_calls_itself_is_no_title(source, title):
    wall = replace(
        PAGE,
        title="",
        blocks=(),
        candidates=(Candidate(field="title", value="Den gamle bro lukker", source=source),),
        evidence=(Evidence(name="consent_wall", detail="Vi bruger cookies"),),
    )
    assert normalize(wall, OUTLET, NOW).title == title
    assert normalize(replace(wall, evidence=()), OUTLET, NOW).title == "Den gamle bro lukker"


def test_a_page_that_is_no_article_keeps_its_section():
    assert normalize(replace(PAGE, blocks=()), OUTLET, NOW).section == "Lokalt"


def shout(article: Article, cleaned: Cleaned) -> Article:
    return article.model_copy(update={"title": article.title.upper()})


def dated(article: Article, cleaned: Cleaned) -> Article:
    return article.model_copy(update={"quality": lowered(article.quality, "checked", weight=0.5)})


def test_own_steps_run_where_they_are_placed():
    assert normalize(PAGE, OUTLET, NOW, [("after:title", shout)]).title == "DEN GAMLE BRO LUKKER"
    assert normalize(PAGE, OUTLET, NOW, [("before:title", shout)]).title == "Den gamle bro lukker"
    assert normalize(PAGE, OUTLET, NOW, [("after:quality", dated)]).quality.lowered_by[-1] == "checked"


def test_own_steps_run_in_the_order_given():
    seen: list[str] = []

    def step(name: str):
        def run(article: Article, cleaned: Cleaned) -> Article:
            seen.append(name)
            return article

        return run

    places = ["after:quality", "before:text", "after:text", "before:text"]
    normalize(PAGE, OUTLET, NOW, [(place, step(f"{place} {number}")) for number, place in enumerate(places)])
    assert seen == ["before:text 1", "before:text 3", "after:text 2", "after:quality 0"]


@pytest.mark.parametrize("place", ["", "title", "after:", "after:nothing", "while:title"])
def test_a_step_without_a_place_is_refused_with_the_places_there_are(place):
    with pytest.raises(KlartekstError, match="before:NAME") as caught:
        normalize(PAGE, OUTLET, NOW, [(place, shout)])
    assert all(name in str(caught.value) for name in STAGE_NAMES)
    assert caught.value.stage == "normalize"


def test_a_step_that_returns_no_article_is_named():
    with pytest.raises(KlartekstError, match="after:title returned NoneType") as caught:
        normalize(PAGE, OUTLET, NOW, [("after:title", lambda article, cleaned: None)])
    assert caught.value.url == PAGE.url


FIELD_NAMES = (
    "title published modified author section keyword language canonical image site_name description type "
    "accessible_for_free agency words minutes"
).split()
SOURCES = "json_ld meta time_tag link html visible_text feed sitemap url http".split()
WORDS = st.text(max_size=60) | st.sampled_from([value for _, value, _ in FIELDS])
CANDIDATES = st.builds(Candidate, field=st.sampled_from(FIELD_NAMES), value=WORDS, source=st.sampled_from(SOURCES))


@settings(max_examples=150, deadline=None)
@given(
    url=WORDS,
    title=WORDS,
    language=WORDS,
    texts=st.lists(st.text(min_size=1, max_size=80), max_size=4),
    candidates=st.lists(CANDIDATES, max_size=8),
)
def test_whatever_a_page_says_gives_an_article_that_fits_the_contract(url, title, language, texts, candidates):
    page = Cleaned(
        url=url,
        title=title,
        page_language=language,
        blocks=tuple(Block(kind="paragraph", text=text, path="p") for text in texts),
        candidates=tuple(candidates),
    )
    article = normalize(page, OUTLET, NOW)
    assert Article.model_validate(article.model_dump(by_alias=True)) == article
    assert article.published.value[:4] >= "1990"
    assert article.text == "\n\n".join(texts)
