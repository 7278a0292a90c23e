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
        ("el", "Συντάκτρια: Νόρα Βέντη", ["Νόρα Βέντη"]),
        ("es", "Redactor: Ana Prado", ["Ana Prado"]),
        ("cs", "Připravila: Nora Veselá", ["Nora Veselá"]),
        ("uk", "Авторка: Нора Вільна", ["Нора Вільна"]),
        ("pl", "Tekst i zdjęcia: Ewa Lis", ["Ewa Lis"]),
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
        ("ja", "（三浦恵）", ["三浦恵"]),
        ("ja", "（共同）", []),
        ("ja", "（敬称略）", []),
        ("ja", "責任編集・佐伯美和", []),
        ("zh", "（新华社）", []),
        ("de", "(Eva Klein)", ["Eva Klein"]),
        ("de", "(dpa)", []),
        ("zh", "文／王小明", ["王小明"]),
        ("hi", "राकेश मिश्रा", ["राकेश मिश्रा"]),
        ("th", "สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("he", "מֹשֶׁה כֹּהֵן", ["מֹשֶׁה כֹּהֵן"]),
        ("sq", "Nga Ardit Gjoni", ["Ardit Gjoni"]),
        ("bg", "Автор: Ива Колева | 20.11.2025, 09:35 | Коментари: 2", ["Ива Колева"]),
        ("ko", "김철수 특파원, 홍길동 기자", ["김철수", "홍길동"]),
        ("en", "", []),
        ("en", "ann-smith", []),
        ("en", "a.smith", []),
        ("en", "x" * 100000 + "@", []),
    ],
)
def test_names_in_bylines(language, line, names):
    assert list(names_in(line, frozenset(), language)) == names


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "Monday 3 March"),
        ("en", "Monday, March 3"),
        ("en", "Monday"),
        ("en", "Updated March 3, 2026"),
        ("da", "Mandag den 3. marts"),
        ("de", "Montag, 3. März"),
        ("de", "Montag"),
        ("fr", "lundi 3 mars"),
        ("fr", "Lundi"),
        ("es", "Lunes 3 de marzo"),
        ("es", "Lunes, marzo"),
        ("pt", "Segunda-feira, 3 de março"),
        ("it", "Lunedì 3 marzo"),
        ("pl", "Poniedziałek, 3 marca"),
        ("cs", "Pondělí 3. března"),
        ("fi", "Maanantai 3. maaliskuuta"),
        ("hu", "március 3., hétfő"),
        ("tr", "3 Mart Pazartesi"),
        ("el", "Δευτέρα 3 Μαρτίου"),
        ("ru", "Понедельник, 3 марта"),
        ("uk", "Понеділок"),
        ("ar", "الاثنين ٣ آذار"),
        ("ar", "الاثنين"),
        ("fa", "دوشنبه"),
        ("he", "יום שני"),
        ("hi", "सोमवार, ३ मार्च"),
        ("hi", "सोमवार"),
        ("th", "วันจันทร์ที่ 3 มีนาคม"),
        ("th", "วันจันทร์"),
        ("vi", "Thứ Hai, 3 tháng 3"),
        ("id", "Senin, 3 Maret"),
        ("ja", "3月3日（月）"),
        ("ja", "月曜日"),
        ("zh", "3月3日 星期一"),
        ("zh", "星期一"),
        ("ko", "3월 3일 월요일"),
        ("ko", "월요일"),
    ],
)
def test_a_date_is_no_author(language, date):
    assert list(names_in(date, frozenset(), language)) == []
    assert authors_of((Candidate(field="author", value=date, source="visible_text"),), (), language) == ()


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "April Jones"), ("en", "May Li"), ("es", "Plácido Domingo"), ("de", "Mai Thi"), ("fr", "Avril Martin")],
)
def test_a_name_with_a_word_of_the_calendar_is_one(language, name):
    assert list(names_in(name, frozenset(), language)) == [name]


@pytest.mark.parametrize("newsroom", ["Redacción", "Rédaction de Montferlin", "編集部", "Redaktion", "Редакция"])
def test_the_newsroom_is_the_author_of_what_names_nobody_else(newsroom):
    assert authors_of(said(("json_ld", newsroom))) == (newsroom,)
    assert authors_of(said(("json_ld", newsroom), ("visible_text", "Ann Smith"))) == ("Ann Smith",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("dpa", ("dpa",)),
        ("Von dpa und Redaktion", ("dpa",)),
        ("By Associated PressApril 28, 2023", ("Associated Press",)),
        ("Von: Quay Kurier", ("Quay Kurier",)),
        ("QK24 Staff", ("QK24 Staff",)),
        ("Staff", ()),
        ("admin", ()),
        ("QK developer", ()),
        ("redaktion@a.example", ()),
        ("12:30", ()),
    ],
)
def test_whoever_signs_is_the_author_of_what_names_no_person(byline, names):
    assert authors_of(said(("visible_text", byline)), ["Quay Kurier"], "en") == names
    assert authors_of(said(("visible_text", byline), ("feed", "Ann Smith")), ["Quay Kurier"]) == ("Ann Smith",)


def test_what_stands_in_the_head_of_every_page_signs_no_article():
    assert authors_of(said(("meta", "Quay Kurier"), ("link", "Quay Kurier")), ["Quay Kurier"]) == ()


@pytest.mark.parametrize("label", ["Von", "von", "By", "Par", "Af", "Interview", "Recueilli par", "De", "Text:"])
def test_a_label_alone_is_no_person(label):
    assert authors_of(said(("visible_text", label)), (), "de") == ()


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("en", "By Emily Burack 8 January 2020, 3:51 pm", ("Emily Burack",)),
        ("en", "By Emily Burack January 8, 2020", ("Emily Burack",)),
        ("en", "By Theresa May 8 January 2020", ("Theresa May",)),
        ("en", "By Ann Smith and Bo Lee Sunday, 8 January 2020", ("Ann Smith", "Bo Lee")),
        ("en", "By Ann SmithJanuary 8, 2020", ("Ann Smith",)),
        ("en", "By Ann Smith on January 8, 2020", ("Ann Smith",)),
        ("en", "By Ann McDonald 8 January 2020", ("Ann McDonald",)),
        ("de", "Von Eva Klein 8. Januar 2020", ("Eva Klein",)),
        ("es", "Por Ana Pérez 8 de enero de 2020", ("Ana Pérez",)),
        ("fr", "Recueilli par Anne Dupont", ("Anne Dupont",)),
        ("fr", "Recueillis par Anne Dupont et Luc Astier", ("Anne Dupont", "Luc Astier")),
        ("de", "Das Gespräch führte Eva Klein", ("Eva Klein",)),
        ("it", "Intervista di Anna Bianchi", ("Anna Bianchi",)),
        ("ru", "Беседовала Анна Иванова", ("Анна Иванова",)),
    ],
)
def test_a_name_ends_where_a_date_behind_it_begins(language, line, names):
    assert authors_of(said(("visible_text", line)), (), language) == names


def test_without_a_label_what_holds_a_digit_is_no_name():
    assert authors_of(said(("visible_text", "Harbor City 8 January 2020"))) == ()


def test_an_organization_counts_less_than_a_byline_in_sight():
    stated = said(("json_ld", "Harbor Desk"), ("meta", "Cy Young"))
    marked = (*stated, Candidate(field="organization", source="json_ld", value="Harbor Desk"))
    named = (*marked, *said(("visible_text", "By Ann Smith")))
    assert authors_of(named) == ("Ann Smith",)
    union = said(("json_ld", "Harbor Union"), ("meta", "Cy Young"))
    assert authors_of((*union, Candidate(field="organization", source="json_ld", value="Harbor Union"))) == (
        "Harbor Union",
    )


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


def test_the_outlet_is_the_author_of_what_nobody_else_signs():
    names = ["The Daily", "www.daily.example", "MDR"]
    assert authors_of(said(("json_ld", "Daily"), ("meta", "daily.example")), names) == ("Daily",)
    assert authors_of(said(("json_ld", "MDR SACHSEN"), ("json_ld", "Ann Smith")), names) == ("Ann Smith",)


def test_each_once_in_order():
    assert authors_of(said(("json_ld", "Bo Lee"), ("json_ld", "Ann Smith"), ("json_ld", "BO LEE"))) == (
        "Bo Lee",
        "Ann Smith",
    )
    assert unique(["a", "B", "A", "b"]) == ("a", "B")


def test_the_words_of_the_table_stand_once():
    assert set(TABLE.newsrooms) <= set(TABLE.not_people)
    for words in (TABLE.labels, TABLE.joiners, TABLE.not_people, TABLE.newsrooms, TABLE.roles, TABLE.titles):
        assert list(words) == [word.lower() for word in words]
        assert len(set(words)) == len(words), sorted({word for word in words if words.count(word) > 1})


def test_a_link_to_a_profile_glued_to_the_name_goes():
    assert list(names_in("By Ann SmithTwitter")) == ["Ann Smith"]
    assert list(names_in("By Ann SmithTwitterEmail and Bo Follow")) == ["Ann Smith", "Bo Follow"]


def test_a_japanese_phrase_in_brackets_is_no_name():
    assert list(names_in("【写真で見る】", language="ja")) == []
    assert list(names_in("【井上あおい】", language="ja")) == ["井上あおい"]
