import pytest

from cleaners.model import Candidate, Evidence
from scrapers.normalizer.completeness import TABLE, Seen, completeness_of, cut_of, size_of

LONG = "The bridge is closed. " * 200
SHORT = "The bridge is closed until October. " * 6


def judge(text: str, *names: str, **candidates: str):
    evidence = tuple(Evidence(name=name, detail=f"{name} seen") for name in names)
    said = tuple(Candidate(field=field, value=value, source="json_ld") for field, value in candidates.items())
    return completeness_of(Seen(text=text, size=size_of(text), evidence=evidence, candidates=said))


@pytest.mark.parametrize(
    ("text", "names", "candidates", "verdict"),
    [
        (LONG, (), {}, "full"),
        (SHORT, (), {}, "full"),
        (SHORT, ("short",), {}, "full"),
        (LONG, ("consent_wall",), {}, "full"),
        (SHORT, ("consent_wall",), {}, "consent_wall"),
        ("", ("consent_wall",), {}, "consent_wall"),
        ("", ("script_shell",), {}, "script_shell"),
        (LONG, ("script_shell",), {}, "full"),
        (SHORT, ("paywall",), {}, "paywalled"),
        (LONG, ("paywall",), {}, "full"),
        (LONG, ("paywall", "truncated"), {}, "paywalled"),
        (LONG + "…", ("paywall",), {}, "full"),
        (SHORT, (), {"accessible_for_free": "False"}, "paywalled"),
        (LONG, (), {"accessible_for_free": "false"}, "full"),
        (SHORT, (), {"accessible_for_free": "true"}, "full"),
        (LONG, ("live_blog",), {}, "live_blog"),
        (LONG, (), {"type": "LiveBlogPosting"}, "live_blog"),
        (SHORT, ("gallery",), {}, "not_article"),
        (SHORT, ("video",), {}, "not_article"),
        (LONG, ("video",), {}, "full"),
        (SHORT, ("listing",), {}, "not_article"),
        (SHORT, (), {"type": "CollectionPage"}, "not_article"),
        (LONG, (), {"type": "NewsArticle"}, "full"),
        ("", (), {}, "not_article"),
        (" \n", (), {}, "not_article"),
        ("", (), {"type": "NewsArticle"}, "teaser"),
        ("", ("video",), {"type": "NewsArticle"}, "not_article"),
        (SHORT, ("teaser",), {}, "teaser"),
        (LONG, ("truncated",), {}, "teaser"),
        ("The bridge is closed.", (), {}, "teaser"),
        (SHORT + "[…]", (), {}, "teaser"),
        (SHORT + "And then …", (), {}, "teaser"),
        (LONG + "And then …", (), {}, "full"),
        (LONG + "Weiterlesen", (), {}, "teaser"),
        ("橋は閉鎖された。" * 8, (), {}, "full"),
    ],
)
def test_verdict(text, names, candidates, verdict):
    assert judge(text, *names, **candidates).verdict == verdict


def test_a_plain_full_article_has_no_evidence():
    assert judge(LONG).evidence == ()


def test_every_other_verdict_says_why():
    assert judge(SHORT, "paywall").evidence == ("paywall: paywall seen",)
    assert judge(SHORT + "…").evidence == ("text ends with: …",)
    assert judge("Closed.").evidence == ("only 7 characters of text",)
    assert judge("").evidence == ("no text",)


def test_what_was_outweighed_stays_as_evidence():
    assert judge(LONG, "paywall", accessible_for_free="false").evidence == (
        "paywall: paywall seen",
        "accessible_for_free: false (json_ld)",
    )


@pytest.mark.parametrize(
    "end",
    [
        "Read more »",
        "Weiterlesen …",
        "Læs mere",
        "Les mer",
        "Läs mer",
        "Lire la suite",
        "Leer más",
        "Leggi tutto",
        "Czytaj więcej",
        "Читать далее",
        "続きを読む",
        "阅读全文",
        "اقرأ المزيد",
        "더 보기",
        "CONTINUE READING",
    ],
)
def test_an_invitation_to_read_on_is_a_cut_in_many_languages(end):
    assert cut_of(f"The bridge is closed. {end}", 10000)


@pytest.mark.parametrize("end", ["Continue reading on our site →", "Lire la suite sur le site", "続きを読むにはこちら"])
def test_a_last_line_that_begins_with_an_invitation_is_a_cut(end):
    assert cut_of(f"The bridge is closed.\n\n{end}", 10000) == (f"text ends with: {end}",)
    assert cut_of(f"The bridge is closed. {end}", 10000) == ()
    assert cut_of(f"The bridge is closed.\n\n{end}.", 10000) == ()


@pytest.mark.parametrize(
    "end",
    [
        "She will not read more into it than that.",
        "The end.",
        "It is a book that she wants to read more",
        "Hier kann man weiterlesen.",
        "“Wait …” he said.",
        "",
    ],
)
def test_other_ends_are_none(end):
    assert cut_of(end, 10) == ()


def test_phrases_are_in_lower_case_and_stand_once():
    assert list(TABLE.phrases) == [phrase.lower() for phrase in TABLE.phrases]
    assert len(set(TABLE.phrases)) == len(TABLE.phrases)


@pytest.mark.parametrize(
    ("text", "names", "stated", "verdict"),
    [
        (SHORT, (), {"words": "642"}, "teaser"),
        (SHORT, ("offer",), {"words": "642"}, "paywalled"),
        (LONG, ("paywall",), {"words": "4000", "minutes": "20"}, "paywalled"),
        (SHORT, (), {"minutes": "3"}, "teaser"),
        (SHORT, ("offer",), {"words": "36"}, "paywalled"),
        (SHORT, (), {"words": "70"}, "full"),
        (SHORT, (), {"words": "many", "minutes": "0"}, "full"),
        (LONG, (), {"words": "4000"}, "full"),
        (LONG, (), {"words": "4000", "minutes": "4"}, "full"),
        (LONG, (), {"minutes": "30"}, "full"),
        ("橋は閉鎖された。" * 8, (), {"words": "642"}, "full"),
    ],
)
def test_the_length_that_a_page_states_tells_a_part(text, names, stated, verdict):
    assert judge(text, *names, **stated).verdict == verdict


def test_an_offer_beside_as_many_words_as_the_page_states_is_none_to_read_on():
    text = "The bridge is closed until October. " * 40
    assert judge(text, "offer").verdict == "paywalled"
    assert judge(text, "offer", words="250").verdict == "full"
    assert judge(text, words="642").evidence == ("240 of 642 words",)
    assert judge(SHORT, minutes="3").evidence == ("36 words of 3 minutes",)


@pytest.mark.parametrize(
    ("names", "candidates", "verdict"),
    [
        (("offer",), {}, "paywalled"),
        (("unlocked",), {"accessible_for_free": "false"}, "full"),
        (("unlocked", "truncated"), {"accessible_for_free": "false"}, "paywalled"),
        (("listing",), {"type": "NewsArticle"}, "not_article"),
        (("video",), {"type": "NewsArticle"}, "not_article"),
    ],
)
def test_verdict_on_short_texts(names, candidates, verdict):
    assert judge(SHORT, *names, **candidates).verdict == verdict


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Seite nicht gefunden | Tagespuls", "not_article"),
        ("Page introuvable", "not_article"),
        ("ページが見つかりません - 青嶺新報", "not_article"),
        ("Search results for bridge", "not_article"),
        ("Ship not found after the storm", "full"),
        ("Search for the ship goes on", "full"),
    ],
)
def test_titles_of_pages_where_no_article_is(title, verdict):
    said = (Candidate(field="title", value=title, source="html"),)
    assert completeness_of(Seen(text=SHORT, size=len(SHORT), candidates=said)).verdict == verdict


@pytest.mark.parametrize(
    "link", ["Continue reading at the Mail →", "Jetzt weiterlesen", "全文を読む", "Lire l'article"]
)
def test_a_link_behind_the_text_that_invites_to_read_on(link):
    seen = (Evidence(name="link", detail=link),)
    assert completeness_of(Seen(text=SHORT, size=len(SHORT), evidence=seen)).verdict == "teaser"
    assert completeness_of(Seen(text=LONG, size=len(LONG), evidence=seen)).evidence == ()


def test_other_links_behind_the_text_say_nothing():
    seen = (Evidence(name="link", detail="Back to top"),)
    assert completeness_of(Seen(text=SHORT, size=len(SHORT), evidence=seen)).verdict == "full"


def test_phrases_of_titles_are_in_lower_case_and_stand_once():
    for phrases in (TABLE.missing, TABLE.lists):
        assert list(phrases) == [phrase.lower() for phrase in phrases]
        assert len(set(phrases)) == len(phrases)
