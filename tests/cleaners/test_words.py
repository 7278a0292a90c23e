import pytest

from cleaners.words import _COMPOUNDS, GROUP_BIT, GROUPS, word_groups


def groups(names: str) -> set[str]:
    found = word_groups(names)
    return {name for name, bit in GROUP_BIT.items() if found & bit}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("c-article-body", {"article", "body"}),
        ("articleBody", {"article", "body"}),
        ("related-links", {"related"}),
        ("relatedlinks", {"related"}),
        ("RelatedCard_root__Dq9Fy", {"related", "teaser"}),
        ("newsletter-signup", {"newsletter"}),
        ("cookie_consent", {"consent"}),
        ("site-footer", {"foot"}),
        ("breadcrumbs", {"nav"}),
        ("share-buttons", {"share", "meta"}),
        ("author bio", {"byline"}),
        ("figcaption", {"caption"}),
        ("ads", {"ad"}),
        ("2col-3card øcaption", {"teaser", "caption"}),
    ],
)
def test_names_are_sorted_into_groups(names, expected):
    assert groups(names) == expected


@pytest.mark.parametrize("names", ["", "x9f3k2", "css-1q2w3e", "adagio", "hdg__root1", "--"])
def test_names_that_say_nothing(names):
    assert groups(names) == set()


def test_each_group_has_a_bit_of_its_own_and_its_words_are_found():
    assert len(set(GROUP_BIT.values())) == len(GROUPS)
    for name, words in GROUPS.items():
        for word in words.split():
            assert name in groups(word)
            assert name in groups(f"block-{word}s" if len(word) > 3 else word)


def test_words_are_found_whatever_parts_them():
    for names in ("related-list", "related_list", "related list", "relatedList", "related.list", "RELATED/list"):
        assert {"related", "list"} <= groups(names)


@pytest.mark.parametrize("names", ["related", "Related", "x relatedX", "my-relatedlinks", "a\tb related-list\n"])
def test_a_string_of_names_says_what_its_names_say(names):
    assert groups(names) == set().union(*(groups(name) for name in names.split()))
    assert "related" in groups(names)


def test_every_compound_is_found_inside_a_longer_name():
    for name, compounds in _COMPOUNDS.items():
        for compound in compounds.replace("(?!ar(?:y|ies))", "").split():
            assert name in groups(f"xx{compound.replace('-?', '')}yy")
            assert name in groups(f"xx{compound.replace('?', '')}yy")


def test_a_commentary_is_an_article_and_no_comment_of_readers():
    assert groups("full news subjective commentary") == set()
    assert groups("commentaries") == set()
    assert groups("commentlist") == groups("commentarea") == {"comment"}


def test_what_a_post_is_about_does_not_name_what_it_is():
    assert groups("post hentry tag-newsletter category-kommentare") == groups("post hentry tag category")
    assert "ad" not in groups("type-post topic-shop author-shop format-shop")
    assert "newsletter" in groups("box tag-newsletter") & groups("archetype-post tag-newsletter")
