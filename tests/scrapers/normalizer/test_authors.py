import pytest

from cleaners.model import Candidate
from scrapers.normalizer.authors import TABLE, authors_of, names_in, unique


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "By Ann Smith", ["Ann Smith"]),
        ("en", "BY ANN SMITH AND BO LEE", ["ANN SMITH", "BO LEE"]),
        ("en", "By Ann Smith, Political Editor, and Bo Lee in Madrid", ["Ann Smith", "Bo Lee"]),
        ("en", "Ann Smith, Bo Lee, Cy Young and Di Ray", ["Ann Smith", "Bo Lee", "Cy Young", "Di Ray"]),
        ("en", "Smith, Ann", ["Ann Smith"]),
        ("en", "Ann Smith | Reuters", ["Ann Smith"]),
        ("en", "Ann Smith (ann@a.example), @annsmith", ["Ann Smith"]),
        ("en", "https://a.example/authors/ann-smith", []),
        ("en", "Staff Reporters", []),
        ("en", "The Associated Press", []),
        ("en", "J. K. O’Neill-Smith", ["J. K. O’Neill-Smith"]),
        ("en", "Mr. Ann Smith for The Daily", ["Ann Smith"]),
        ("en", "Van Morrison", ["Van Morrison"]),
        ("de", "Von Max Muster und Eva Klein, Berlin", ["Max Muster", "Eva Klein"]),
        ("de", "Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("de", "von Storch", ["von Storch"]),
        ("de", "Dr. Eva Klein (ekl)", ["Eva Klein"]),
        ("de", "Von dpa und Redaktion", []),
        ("de", "Text: Eva Klein; Foto: Max Muster", ["Eva Klein"]),
        ("da", "Af Jens Hansen og Mette Holm", ["Jens Hansen", "Mette Holm"]),
        ("da", "Skrevet af: Jens Hansen, journalist", ["Jens Hansen"]),
        ("nb", "Tekst: Kari Nordmann", ["Kari Nordmann"]),
        ("sv", "Text: Anna Öberg, TT", ["Anna Öberg"]),
        ("fi", "Teksti: Aino Mäki ja Eero Aho", ["Aino Mäki", "Eero Aho"]),
        ("nl", "Door Jan de Vries en Piet van Dam", ["Jan de Vries", "Piet van Dam"]),
        ("fr", "Par Jean Dupont avec AFP", ["Jean Dupont"]),
        ("fr", "Jean-Luc de La Tour et Anne L’Hermite", ["Jean-Luc de La Tour", "Anne L’Hermite"]),
        ("es", "Por Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
        ("pt", "Por Marta Silva e João Costa", ["Marta Silva", "João Costa"]),
        ("it", "di Mario Rossi e Anna Bianchi", ["Mario Rossi", "Anna Bianchi"]),
        ("it", "Di Maria Angela", ["Di Maria Angela"]),
        ("pl", "Oprac. Anna Kowalska, PAP", ["Anna Kowalska"]),
        ("cs", "Jan Novák a Petr Dvořák", ["Jan Novák", "Petr Dvořák"]),
        ("hu", "Írta: Nagy Anna és Kis Péter", ["Nagy Anna", "Kis Péter"]),
        ("lt", "Jonas Jonaitis, Vilniaus universiteto istorijos ir filosofijos profesorius", ["Jonas Jonaitis"]),
        ("ru", "Автор: Анна Иванова и Пётр Сидоров", ["Анна Иванова", "Пётр Сидоров"]),
        ("uk", "Текст: Олена Коваль", ["Олена Коваль"]),
        ("el", "Του Γιώργου Παππά", ["Γιώργου Παππά"]),
        ("tr", "Yazan: Ayşe Yılmaz ve Can Demir", ["Ayşe Yılmaz", "Can Demir"]),
        ("id", "Oleh Budi Santoso dan Siti Aminah", ["Budi Santoso", "Siti Aminah"]),
        ("uk", "Oleh Kovalenko", ["Oleh Kovalenko"]),
        ("ar", "بقلم: أحمد علي", ["أحمد علي"]),
        ("he", "מאת: דנה לוי", ["דנה לוי"]),
        ("ja", "記者 山田太郎", ["山田太郎"]),
        ("ja", "山田太郎記者、鈴木花子", ["山田太郎", "鈴木花子"]),
        ("ja", "編集部", []),
        ("ja", "運動部・村上俊", ["村上俊"]),
        ("ja", "ジョン・スミス", ["ジョン・スミス"]),
        ("ar", "السبت ٣ كانون الثاني ٢٠٢٦ - ١٠:١٥", []),
        ("es", "05/01/2026 - 09:15 CET", []),
        ("zh", "文／王小明", ["王小明"]),
        ("ko", "김철수 특파원, 홍길동 기자", ["김철수", "홍길동"]),
        ("en", "", []),
        ("en", "ann-smith", []),
        ("en", "a.smith", []),
        ("en", "x" * 100000 + "@", []),
    ],
)
def test_names_in_bylines(language, line, names):
    assert list(names_in(line, frozenset(), language)) == names


def said(*pairs: tuple[str, str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(field="author", source=source, value=value) for source, value in pairs)


def test_page_data_come_before_what_is_shown_and_meta():
    pairs = (
        ("meta", "Webmaster Jim"),
        ("visible_text", "By Bo Lee"),
        ("json_ld", "Ann Smith"),
        ("json_ld", "Cy Young"),
    )
    assert authors_of(said(*pairs)) == ("Ann Smith", "Cy Young")
    assert authors_of(said(*pairs[:2])) == ("Bo Lee",)


def test_a_source_that_names_nobody_is_passed_over():
    assert authors_of(said(("json_ld", "Redaktion"), ("meta", "Ann Smith"))) == ("Ann Smith",)


def test_the_outlet_is_no_author():
    names = ["The Daily", "www.daily.example", "MDR"]
    assert authors_of(said(("json_ld", "Daily"), ("meta", "daily.example")), names) == ()
    assert authors_of(said(("json_ld", "MDR SACHSEN"), ("json_ld", "Ann Smith")), names) == ("Ann Smith",)


def test_each_once_in_order():
    assert authors_of(said(("json_ld", "Bo Lee"), ("json_ld", "Ann Smith"), ("json_ld", "BO LEE"))) == (
        "Bo Lee",
        "Ann Smith",
    )
    assert unique(["a", "B", "A", "b"]) == ("a", "B")


def test_the_words_of_the_table_stand_once():
    for words in (TABLE.labels, TABLE.joiners, TABLE.not_people, TABLE.roles, TABLE.titles):
        assert list(words) == [word.lower() for word in words]
        assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})
