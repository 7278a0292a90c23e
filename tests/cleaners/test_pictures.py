import pytest

from cleaners.model import Image
from cleaners.pictures import distinct, lead_of

QUAY = Image(url="https://a.example/q.jpg", caption="Gulls on the quay.")
BASE = "https://a.example/news/"


def test_a_caption_without_address_is_the_picture_of_that_caption():
    bare = Image(caption="Gulls on the Quay.", credit="Kai Holm")
    assert distinct([bare, QUAY]) == (QUAY,)
    assert distinct([QUAY, bare, QUAY]) == (QUAY,)
    assert distinct([bare, Image(caption=bare.caption)]) == (bare,)


def test_pictures_of_one_caption_and_credits_alone_stay():
    other = Image(url="https://a.example/r.jpg", caption=QUAY.caption)
    credit = Image(credit="Kai Holm")
    assert distinct([QUAY, other, Image(url="https://a.example/s.jpg"), credit]) == (
        QUAY,
        other,
        Image(url="https://a.example/s.jpg"),
        credit,
    )


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        (["/q.jpg"], "https://a.example/q.jpg"),
        (["/logo.png", "//b.example/q.jpg"], "https://b.example/q.jpg"),
        (["/img/logos/kbb.png", "/catalogo/q.jpg"], "https://a.example/catalogo/q.jpg"),
        (["q?id=5"], "https://a.example/news/q?id=5"),
    ],
)
def test_the_first_stated_picture_leads(stated, url):
    assert lead_of(stated, [], BASE) == (Image(url=url),)


@pytest.mark.parametrize("stated", [[], [""], ["/"], ["data:image/gif;base64,x"], ["http://[broken"], ["/news/#lead"]])
def test_what_is_no_picture_leads_nothing(stated):
    assert lead_of(stated, [], BASE) == ()


def test_a_picture_that_is_shown_further_down_leads_nothing():
    assert lead_of(["https://cdn.example/1200/Q.jpg?w=1200"], [QUAY], BASE) == ()
