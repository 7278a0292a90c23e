import pytest

from scrapers.normalizer.wire import TABLE, Credits, agency_named, wire_of


def agency(credits: Credits) -> str:
    found = wire_of(credits)
    return found.agency if found else ""


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("WASHINGTON (AP) — The bridge is closed.", "Associated Press"),
        ("LONDON, Jan 4 (Reuters) - The bridge is closed.", "Reuters"),
        ("(Reuters) - The bridge is closed.", "Reuters"),
        ("BERLIN (dpa) - Die Brücke ist gesperrt.", "dpa"),
        ("KÖLN (dpa/lnw) - Die Brücke ist gesperrt.", "dpa"),
        ("Wien (APA) – Die Brücke ist gesperrt.", "APA"),
        ("PARIS (AFP) - Le pont est fermé.", "AFP"),
        ("(ANSA) - ROMA, 04 GEN - Il ponte è chiuso.", "ANSA"),
        ("Madrid, 4 ene (EFE).- El puente está cerrado.", "EFE"),
        ("MADRID, 4 (EUROPA PRESS) - El puente está cerrado.", "Europa Press"),
        ("Rio de Janeiro, 4 jan (Lusa) - A ponte está fechada.", "Lusa"),
        ("Oslo (NTB): Broen er stengt.", "NTB"),
        ("Stockholm (TT) – Bron är stängd.", "TT"),
        ("Helsinki (STT) – Silta on suljettu.", "STT"),
        ("Praha (ČTK) - Most je uzavřen.", "ČTK"),
        ("Budapest (MTI) - A hidat lezárták.", "MTI"),
        ("МОСКВА, 4 января. /ТАСС/. Мост закрыт.", "TASS"),
        ("Москва. 4 января. INTERFAX.RU - Мост закрыт.", "Interfax"),
        ("ANKARA (AA) - Köprü kapandı.", "Anadolu"),
        ("SEOUL, Jan. 4 (Yonhap) -- The bridge is closed.", "Yonhap"),
        ("(서울=연합뉴스) 홍길동 기자 = 다리가 폐쇄됐다.", "Yonhap"),
        ("【ソウル聯合ニュース】橋が閉鎖された。", "Yonhap"),
        ("【北京＝共同】橋が閉鎖された。", "Kyodo"),
        ("新华社北京1月4日电 旧桥关闭。", "Xinhua"),
        ("NEW DELHI: (PTI) - The bridge is closed.", "PTI"),
        # only quoted, or something else
        ("The mayor told Reuters (by phone) - that the bridge is closed.", ""),
        ("In an interview with the paper (Reuters) - she said so.", ""),
        ("The AP, a cooperative, said the bridge is closed.", ""),
        ("North Korea (DPRK) - The bridge is closed.", ""),
        ("APA style is a way to write papers.", ""),
        ("Reuters reported on Tuesday that the bridge is closed.", ""),
        ("AP Møller opened the bridge.", ""),
        ("(AP Photo/Ann Smith) The bridge.", ""),
        ("", ""),
    ],
)
def test_datelines(opening, name):
    assert agency(Credits(opening=(opening,))) == name


def test_a_dateline_may_stand_below_the_standfirst_but_no_further():
    line = "BERLIN (dpa) - Die Brücke ist gesperrt."
    assert agency(Credits(opening=("Standfirst.", line))) == "dpa"
    assert agency(Credits(opening=("One.", "Two.", line))) == ""


@pytest.mark.parametrize(
    ("closing", "name"),
    [
        ("Den åbner igen til oktober. /ritzau/", "Ritzau"),
        ("/ritzau/", "Ritzau"),
        ("Broen åpner igjen. (©NTB)", "NTB"),
        ("Bron öppnar igen. (TT)", "TT"),
        ("Sie öffnet im Oktober wieder. (dpa/lnw)", "dpa"),
        ("Quelle: dpa", "dpa"),
        ("dpa", "dpa"),
        ("Most zostanie otwarty. (PAP)", "PAP"),
        ("Konec opravy je v říjnu. (ČTK)", "ČTK"),
        ("Il ponte riapre. (ANSA)", "ANSA"),
        ("© AFP", "AFP"),
        ("Source : AFP", "AFP"),
        ("Источник: Интерфакс", "Interfax"),
        ("Источник: «Интерфакс»", "Interfax"),
        ("Kaynak: İHA", "İHA"),
        ("(With inputs from PTI)", "PTI"),
        ("Με πληροφορίες από ΑΠΕ-ΜΠΕ", "ANA-MPA"),
        ("來源：路透社", "Reuters"),
        ("She came with AP.", ""),
        ("Copyright 2026 The Associated Press. All rights reserved.", "Associated Press"),
        ("(Reporting by Ann Smith in Oslo; Editing by Bo Lee)", "Reuters"),
        ("It opens in October, she told the AP.", ""),
        ("“It is safe,” he said. (AP Photo/Ann Smith)", ""),
        ("She has worked for Reuters.", ""),
        ("He said so at the STA", ""),
        ("", ""),
    ],
)
def test_credits(closing, name):
    assert agency(Credits(closing=(closing,))) == name


def test_evidence_is_in_the_words_of_the_page():
    found = wire_of(Credits(opening=("BERLIN (dpa) - Die Brücke ist gesperrt.",)))
    assert found
    assert found.evidence == "BERLIN (dpa) -"


def test_page_data_name_an_agency():
    assert agency(Credits(structured=("dpa/lnw",))) == "dpa"
    assert agency(Credits(structured=("The Daily",))) == ""


@pytest.mark.parametrize(
    ("bylines", "name"),
    [
        (("AFP",), "AFP"),
        (("dpa", "Reuters"), "dpa"),
        (("Ann Smith", "AFP"), ""),
        (("Le Journal et AFP",), ""),
        ((), ""),
    ],
)
def test_a_byline_counts_only_if_it_names_nobody_else(bylines, name):
    assert agency(Credits(bylines=bylines)) == name


def test_an_agency_is_no_wire_copy_on_its_own_site():
    assert agency(Credits(opening=("OSLO (Reuters) - The bridge.",), outlet_names=("Reuters", "www.reuters.com"))) == ""


def test_no_mark_or_name_stands_for_two_agencies():
    marks = [mark for one in TABLE.agency for mark in one.marks]
    names = [name.casefold() for one in TABLE.agency for name in one.names]
    assert len(set(marks)) == len(marks)
    assert len(set(names)) == len(names)
    assert all(agency_named(name) == one.name for one in TABLE.agency for name in (*one.names, *one.marks, one.name))
