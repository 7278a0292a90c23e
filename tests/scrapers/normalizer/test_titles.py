import pytest

from cleaners.model import Candidate
from scrapers.normalizer.titles import fold, plain_title, title_of, without_site


def titles(**by_source: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(field="title", value=value, source=source) for source, value in by_source.items())


@pytest.mark.parametrize(
    ("raw", "names", "title"),
    [
        ("Storm hits coast | The Daily", ["The Daily"], "Storm hits coast"),
        ("Storm hits coast - Daily News", ["The Daily News"], "Storm hits coast"),
        ("Stormen rammer kysten – Avisen.dk", ["Avisen"], "Stormen rammer kysten"),
        ("Sturm trifft Küste - Politik - Tagblatt - das Neueste aus aller Welt", ["Tagblatt"], "Sturm trifft Küste"),
        ("La tempête frappe : 3 blessés | Le Journal", ["Le Journal"], "La tempête frappe : 3 blessés"),
        ("La tormenta golpea la costa « El Diario", ["El Diario"], "La tormenta golpea la costa"),
        ("Burza uderza w wybrzeże :: Gazeta", ["Gazeta"], "Burza uderza w wybrzeże"),
        ("Шторм обрушился на берег — Вести", ["Вести"], "Шторм обрушился на берег"),
        ("暴风雨袭击海岸_新闻网", ["新闻网"], "暴风雨袭击海岸_新闻网"),
        ("嵐が海岸を襲う：日刊ニュース", ["日刊ニュース"], "嵐が海岸を襲う"),
        ("嵐が海岸を襲う｜日刊ニュース", ["日刊ニュース"], "嵐が海岸を襲う"),
        ("폭풍이 해안 강타 - 일간뉴스", ["일간뉴스"], "폭풍이 해안 강타"),
        ("العاصفة تضرب الساحل | اليوم", ["اليوم"], "العاصفة تضرب الساحل"),
        ("Myrsky iski rannikolle | Uutiset", ["Uutiset"], "Myrsky iski rannikolle"),
        ("A vihar elérte a partot - Hírek", ["Hírek"], "A vihar elérte a partot"),
        ("Fırtına kıyıyı vurdu | Haber", ["Haber"], "Fırtına kıyıyı vurdu"),
        ("The Daily: Storm hits coast", ["The Daily"], "Storm hits coast"),
        ("The Daily: what readers said", ["The Daily"], "The Daily: what readers said"),
        ("Tagblatt: das Neueste vom Hafen", ["Tagblatt"], "Tagblatt: das Neueste vom Hafen"),
        ("The Daily | iPhones are late", ["The Daily"], "iPhones are late"),
        ("日刊ニュース: 嵐が海岸を襲う", ["日刊ニュース"], "嵐が海岸を襲う"),
        ("Politik | Storm hits coast", ["x"], "Storm hits coast"),
        ("Storm hits coast - Swiss Radio", ["Swiss Radio (SR)"], "Storm hits coast"),
        ("Storm hits coast | SR", ["Swiss Radio (SR)"], "Storm hits coast"),
        ("Storm hits coast - dw.example.com", ["dw.example.com"], "Storm hits coast"),
        # what the outlet shows stays
        ("Budget 3.0 | Taxes go up", ["The Daily"], "Budget 3.0 | Taxes go up"),
        ("Study - time to eat", ["Time"], "Study - time to eat"),
        ("War – and peace", ["The Daily"], "War – and peace"),
        ("Mother-in-law wins", ["Mother"], "Mother-in-law wins"),
        ("Storm: 3 injured", ["The Daily"], "Storm: 3 injured"),
    ],
)
def test_site_and_section_names_come_off(raw, names, title):
    assert title_of("", titles(html=raw), names, ["Politik"]) == title


def test_the_shown_headline_wins_when_another_source_says_the_same():
    said = titles(json_ld="Storm hits coast", meta="Storm: what we know", html="Storm: what we know | The Daily")
    assert title_of("Storm hits coast", said, ["The Daily"], []) == "Storm hits coast"


def test_a_label_where_the_headline_should_be_gives_way():
    said = titles(json_ld="Storm hits coast", meta="Storm hits coast")
    assert title_of("Log in", said, ["The Daily"], []) == "Storm hits coast"
    assert title_of("The Daily", said, ["The Daily"], []) == "Storm hits coast"


def test_a_long_shown_headline_stands_alone():
    shown = "How the towns of the coast prepare for the next storm"
    assert title_of(shown, titles(meta="Storm season: five facts"), [], []) == shown


def test_what_page_data_and_title_all_say_wins_over_another_headline():
    shown, stated = "Joburg traders: a way out of the mess", "Johannesburg has failed its informal traders"
    said = titles(json_ld=stated, meta=stated, html=f"{stated} | The Daily")
    assert title_of(shown, said, ["The Daily"], []) == stated
    assert title_of(shown, titles(json_ld=stated, html=stated), [], []) == shown
    assert title_of(shown, (*said, *titles(meta="Traders: five facts")), ["The Daily"], []) == shown
    assert title_of(f"{stated} again", said, ["The Daily"], []) == f"{stated} again"


def test_a_kicker_run_into_the_headline_goes_when_page_data_lack_it():
    said = titles(meta="Storm hits coast and takes a bridge")
    assert (
        title_of("Weather Storm hits coast and takes a bridge", said, [], []) == "Storm hits coast and takes a bridge"
    )


def test_a_number_of_comments_behind_the_headline_goes_when_page_data_lack_it():
    assert title_of("Storm hits coast (17)", titles(meta="Storm hits coast"), [], []) == "Storm hits coast"
    assert title_of("Storm hits coast (17)", titles(meta="Storm hits coast (17)"), [], []) == "Storm hits coast (17)"


def test_the_joiners_of_persian_stay():
    assert title_of("می\u200cشناسد", (), [], []) == "می\u200cشناسد"


def test_a_headline_is_not_cut_to_a_word_that_ends_it():
    assert title_of("The long road to the bridge", titles(json_ld="Bridge"), [], []) == "The long road to the bridge"


def test_the_majority_speaks_where_no_headline_is_shown():
    said = titles(json_ld="Storm!", meta="Storm hits coast", html="Storm hits coast | The Daily")
    assert title_of("", said, ["The Daily"], []) == "Storm hits coast"


def test_a_cut_title_loses_to_the_whole_one():
    said = titles(json_ld="Storm hits coast and…", feed="Storm hits coast and takes a bridge")
    assert title_of("", said, [], []) == "Storm hits coast and takes a bridge"


def test_nothing_found_is_empty():
    assert title_of("", (), [], []) == ""
    assert title_of("", titles(html="The Daily"), ["The Daily"], []) == ""


def test_a_shown_site_name_is_better_than_nothing():
    assert title_of("The Daily", (), ["The Daily"], []) == "The Daily"


def test_entities_and_invisible_characters_go():
    assert (
        plain_title("A &amp;quot;storm&amp;quot;\u00ad &#8216;hits&#8217;\u200b  coast\n") == 'A "storm" ‘hits’ coast'
    )
    assert plain_title("e\u0301") == "é"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Daily-News.com", "daily news"),
        ("www.avisen.dk", "Avisen"),
        ("ZDFheute", "zdf heute"),
        ("Straße", "STRASSE"),
    ],
)
def test_fold(one, two):
    assert fold(one) == fold(two)


def test_a_title_that_is_all_site_name_stays():
    assert without_site("The Daily | The Daily", frozenset({"daily"}), frozenset()) == "The Daily"


def test_a_kicker_glued_to_the_headline_goes():
    said = titles(json_ld="Storm hits coast and takes a bridge", html="Weather Storm hits coast and takes a bridge")
    shown = "WeatherStorm hits coast and takes a bridge"
    assert title_of(shown, said, [], []) == "Storm hits coast and takes a bridge"


def test_a_compound_is_no_glued_kicker():
    said = titles(json_ld="Storm takes the bridge")
    assert title_of("Sandstorm takes the bridge", said, [], []) == "Sandstorm takes the bridge"


def test_the_colon_behind_a_kicker_comes_from_page_data():
    said = titles(meta="After the flood: Two resign and many questions stay")
    shown = "After the flood Two resign and many questions stay"
    assert title_of(shown, said, [], []) == "After the flood: Two resign and many questions stay"
