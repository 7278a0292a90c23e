import pytest

from cleaners.languages import language_of, name_languages, strip_foreign
from cleaners.model import Candidate
from tests.cleaners.drafts import SECOND, SENTENCE, draft, kept, removed, with_chance, with_rules

SAMPLES = {
    "en": "The ferry leaves the harbour at seven in the morning and comes back before noon.",
    "de": "Die Fähre verlässt den Hafen um sieben Uhr morgens und kehrt vor Mittag zurück.",
    "fr": "Le bac quitte le port à sept heures du matin et revient avant midi.",
    "es": "El transbordador sale del puerto a las siete de la mañana y vuelve antes del mediodía.",
    "sv": "Färjan lämnar hamnen klockan sju på morgonen och kommer tillbaka före lunch.",
    "fi": "Lautta lähtee satamasta seitsemältä aamulla ja palaa ennen puoltapäivää.",
    "pl": "Prom wypływa z portu o siódmej rano i wraca przed południem.",
    "ru": "Паром выходит из порта в семь утра и возвращается до полудня.",
    "el": "Το πλοίο φεύγει από το λιμάνι στις επτά το πρωί και γυρίζει πριν από το μεσημέρι.",
    "ar": "تغادر العبّارة الميناء في السابعة صباحًا وتعود قبل الظهر.",
    "he": "המעבורת יוצאת מהנמל בשבע בבוקר וחוזרת לפני הצהריים.",
    "hi": "नौका सुबह सात बजे बंदरगाह से निकलती है और दोपहर से पहले लौट आती है।",
    "ja": "渡し船は朝七時に港を出て、昼前に戻ってくる。",
    "ko": "여객선은 아침 일곱 시에 항구를 떠나 정오 전에 돌아온다.",
    "zh": "渡轮早上七点离开港口，中午之前回来。",
    "th": "เรือข้ามฟากออกจากท่าเจ็ดโมงเช้าและกลับมาก่อนเที่ยง",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_the_language_of_a_sentence(code):
    found, probability = language_of(SAMPLES[code])
    assert found == code
    assert 0 < probability <= 1


@pytest.mark.parametrize("text", ["", "  ", "12 345", "— … !", "🎉"])
def test_a_text_without_letters_has_none(text):
    assert language_of(text) == ("", 0.0)


def test_the_language_of_the_chrome_is_that_of_its_phrases():
    one = draft(SENTENCE, SECOND, "Relaterede artikler", "Del artiklen")
    done = name_languages(with_rules(one, {"Relaterede artikler": "related", "Del artiklen": "share"}))
    assert (done.language, done.page_language) == ("en", "da")


def test_without_phrases_the_chrome_is_taken_to_be_in_the_articles_language():
    done = name_languages(draft(SAMPLES["de"], SAMPLES["de"]))
    assert (done.language, done.page_language) == ("de", "de")


@pytest.mark.parametrize("value", ["da", "da-DK", "DA_dk"])
def test_the_page_declares_its_language(value):
    declared = Candidate(field="language", value=value, source="html")
    assert name_languages(draft(SENTENCE, SECOND, form="html", candidates=(declared,))).page_language == "da"


def test_a_wrong_declaration_is_outvoted():
    declared = Candidate(field="language", value="en", source="html")
    chrome = ["Relaterede artikler", "Del artiklen", "Privatlivspolitik", "Del artiklen"]
    assert name_languages(draft(SENTENCE, *chrome, form="html", candidates=(declared,))).page_language == "da"


def test_a_page_without_words_has_no_language():
    done = name_languages(draft())
    assert (done.language, done.page_language) == ("", "")


DANISH = "Se de bedste billeder fra havnen i sommer"


def test_lines_in_the_language_of_the_chrome_go():
    one = draft(SENTENCE, DANISH, SECOND, language="en", page_language="da")
    assert removed(strip_foreign(one)) == {DANISH: "foreign"}


@pytest.mark.parametrize(
    "text",
    [
        "»Vi er meget glade for den nye kaj i havnen«",
        "Havnen i byen er blevet udvidet med en ny kaj, og det er alle i byen meget glade for.",
        "Havnen er ny",
        "Die schönsten Bilder vom neuen Hafen im Sommer",
        "The best pictures of the harbour",
    ],
)
def test_quotes_sentences_short_lines_and_third_languages_stay(text):
    one = draft(SENTENCE, text, SECOND, language="en", page_language="da")
    assert kept(strip_foreign(one)) == [SENTENCE, text, SECOND]


@pytest.mark.parametrize(("language", "page_language"), [("da", "da"), ("", "da")])
def test_without_contrast_nothing_goes(language, page_language):
    assert removed(strip_foreign(draft(DANISH, language=language, page_language=page_language))) == {}


def test_the_page_has_the_last_word_where_it_is_certain():
    one = with_chance(draft(SENTENCE, DANISH, language="en", page_language="da", form="html"), 0.95)
    assert removed(strip_foreign(one)) == {}
