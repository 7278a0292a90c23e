import pytest

from cleaners.credits import is_date, parted, told_apart


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Ovnen brænder. Foto: Kai Holm", "Ovnen brænder.", "Foto: Kai Holm"),
        ("Der Ofen brennt. (Foto: Kai Holm/dpa)", "Der Ofen brennt.", "Foto: Kai Holm/dpa"),
        ("Der Ofen brennt | Bild: Kai Holm", "Der Ofen brennt", "Bild: Kai Holm"),
        ("Le four brûle. Crédit photo : Luc Astier", "Le four brûle.", "Crédit photo : Luc Astier"),
        ("El horno arde. Foto de Lucía Berrocal", "El horno arde.", "Foto de Lucía Berrocal"),
        ("Piec się pali. Fot. Anna Nowak", "Piec się pali.", "Fot. Anna Nowak"),
        ("Печь горит. Фото: Олег Ветров", "Печь горит.", "Фото: Олег Ветров"),
        ("Sendungsbild: Der Ofen von Hobro", "Sendungsbild: Der Ofen von Hobro", ""),
        ("炉が燃える。写真：村上俊", "炉が燃える。", "写真：村上俊"),
        ("가마가 탄다. 사진=김하늘", "가마가 탄다.", "사진=김하늘"),
        ("Photo: Kai Holm", "", "Photo: Kai Holm"),
        ("Снимка: Harbour.example", "", "Снимка: Harbour.example"),
        ("The photo shows the quay.", "The photo shows the quay.", ""),
        ("A picture of the harbour", "A picture of the harbour", ""),
        ("", "", ""),
        ("The quay. Photo: Kai St. John/KBB", "The quay.", "Photo: Kai St. John/KBB"),
        ("The quay. Photo: J. St . Holm", "The quay.", "Photo: J. St . Holm"),
        ("The quay opens. (AP Photo/Kai Holm, File)", "The quay opens.", "AP Photo/Kai Holm, File"),
        ("El muelle abre. (Carlos Saucedo)", "El muelle abre.", "Carlos Saucedo"),
        ("Le quai ouvre. | DR", "Le quai ouvre.", "DR"),
        ("The quay opens. (Second from left is Kai Holm.)", "The quay opens. (Second from left is Kai Holm.)", ""),
        ("Kai Holm opens the quay. (right)", "Kai Holm opens the quay. (right)", ""),
        ("The quay opens. (January 2026)", "The quay opens. (January 2026)", ""),
        ("Der Kai öffnet. (Archivbild)", "Der Kai öffnet. (Archivbild)", ""),
        ("The quay of Lyr (Denmark)", "The quay of Lyr (Denmark)", ""),
    ],
)
def test_caption_and_credit(text, caption, credit):
    assert parted(text) == (caption, credit)


@pytest.mark.parametrize(
    "line", ["12 January 2026", "Publicado el 12 de enero de 2026", "10:15", "12.01.2026 kl. 10.15"]
)
def test_a_date_is_neither_caption_nor_credit(line):
    assert is_date(line)
    assert told_apart(["Gulls leave the quay.", line], "", sure=True) == ("Gulls leave the quay.", "")
    assert told_apart(["Gulls leave the quay."], line, sure=True) == ("Gulls leave the quay.", "")


@pytest.mark.parametrize(
    "line",
    ["The quay in 1952, before the flood of 1953 took it away", "© 2026 KBB", "Foto: Kai Holm, 12.1.2026", "1952"],
)
def test_a_line_with_a_year_in_it_is_no_date(line):
    assert not is_date(line)


@pytest.mark.parametrize("credit", ["(Foto: Kai Holm)", "Foto: Kai Holm,", "| Foto: Kai Holm"])
def test_a_credit_loses_its_brackets_and_what_parts_it_from_others(credit):
    assert told_apart(["Gulls leave the quay."], credit, sure=True) == ("Gulls leave the quay.", "Foto: Kai Holm")


def test_fewer_than_three_words_are_a_caption_by_name_credit_or_sentence_alone():
    assert told_apart(["Lihat Foto"], "", sure=False) == ("", "")
    assert told_apart(["Nora Holm"], "", sure=True) == ("Nora Holm", "")
    assert told_apart(["Nora Holm"], "KBB", sure=False) == ("Nora Holm", "KBB")
    assert told_apart(["It opens."], "", sure=False) == ("It opens.", "")


def test_a_credit_of_many_initials_takes_no_time():
    # A pattern that tries every way to part the initials would not come back.
    assert parted("Photo: " + "a.b." * 100 + " The quay opens. More")[1] == ""
