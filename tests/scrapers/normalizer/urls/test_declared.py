import pytest

from scrapers.normalizer.urls import canonical_of, chosen_canonical, refusal

S = "https://example.com"


@pytest.mark.parametrize(
    ("page", "declared", "reason"),
    [
        # no URL of its own
        ("/a/storm-hits-coast", "/a/storm-hits-coast", "relative"),
        ("/a/storm-hits-coast", "a/storm-hits-coast", "relative"),
        ("/a/storm-hits-coast", "example.com/a/storm-hits-coast", "relative"),
        ("/a/storm-hits-coast", "#article", "relative"),
        ("/a/storm-hits-coast", "https:///a/storm-hits-coast", "relative"),
        ("/a/storm-hits-coast", "", "relative"),
        # two URLs run together
        ("/a/storm-hits-coast", f"{S}/http://example.com/a/storm-hits-coast", "concatenated"),
        ("/a/storm-hits-coast", "http://example.comhttps://example.com/a/storm-hits-coast", "concatenated"),
        ("/a/storm-hits-coast", f"{S}/https%3A//example.com/a/storm-hits-coast", "concatenated"),
        ("/a/storm-hits-coast", f"{S}/example.com/a/storm-hits-coast", "concatenated"),
        # less than an article
        ("/a/storm-hits-coast", f"{S}/", "home_page"),
        ("/a/storm-hits-coast", S, "home_page"),
        ("/a/storm-hits-coast", f"{S}/en/", "home_page"),
        ("/a/storm-hits-coast", f"{S}/index.html", "home_page"),
        ("/a/storm-hits-coast", f"{S}/?utm_source=x", "home_page"),
        ("/?243207", f"{S}/", "home_page"),
        ("/?p=12", f"{S}/", "home_page"),
        ("/world/asia/storm-hits-coast", f"{S}/world/asia", "section"),
        ("/world/asia/storm-hits-coast", f"{S}/sport", "section"),
        ("/2026/01/04/storm", f"{S}/2026/01", "section"),
        ("/news/8123456", f"{S}/news", "section"),
        ("/world/a/b", f"{S}/world/a", "section"),
        ("/news.php?id=5", f"{S}/news.php", "drops_query"),
        ("/read?oid=001&aid=0012345", f"{S}/read", "drops_query"),
        ("/news.php?id=81234&cat=4", f"{S}/news.php?cat=4", "drops_query"),
        ("/news.php?id=5", f"{S}/news/", "section"),
        ("/#!/a/1", f"{S}/#!/a/2", "drops_query"),
        ("/#!/a/1", f"{S}/", "home_page"),
        ("/a/storm-hits-coast", f"{S}/undefined", "section"),
        ("/a/storm-hits-coast", f"{S}/404.html", "section"),
        ("/a/storm-hits-coast", f"{S}/a/%7B%7Bslug%7D%7D", "section"),
        ("/a/storm-hits-coast", f"{S}/tag/storm", "section"),
        # a door before the article
        ("/a/storm-hits-coast", f"{S}/login?next=/a/storm-hits-coast", "section"),
        ("/a/storm-hits-coast", f"{S}/go?url=https%3A%2F%2Fexample.com%2Fa%2Fstorm-hits-coast", "section"),
        ("/a/storm-hits-coast", f"{S}/search?q=storm", "section"),
        # run together or doubled
        ("/a/storm-hits-coast", f"{S}/a/storm-hits-coast{S}/", "concatenated"),
        ("/a/storm-hits-coast", f"{S}/a/storm-hits-coast {S}/b", "concatenated"),
        ("/a/storm-hits-coast", f"{S}/a/storm-hits-coast/a/storm-hits-coast", "concatenated"),
        # no address at all
        ("/a/storm-hits-coast", "javascript:void(0)", "relative"),
        ("/a/storm-hits-coast", "null", "relative"),
        ("/a/storm-hits-coast", "https://", "relative"),
        ("/a/storm-hits-coast", "ftp://example.com/a/storm-hits-coast", "relative"),
        # hosts for the makers
        ("/a/storm-hits-coast", "http://localhost:3000/a/storm-hits-coast", "other_site"),
        ("/a/storm-hits-coast", "https://staging.example.com/a/storm-hits-coast", "other_site"),
        ("/a/storm-hits-coast", "https://example.com:8080/a/storm-hits-coast", "other_site"),
        ("/a/storm-hits-coast", "https://example.com.evil.test/a/storm-hits-coast", "other_site"),
        # another language
        ("/de/sturm-an-der-kueste-81234", f"{S}/en/storm-hits-coast-81234", "other_language"),
        ("/sr-latn/vest-81234", f"{S}/sr-cyrl/vest-81234", "other_language"),
        ("/storm-81234?lang=de", f"{S}/storm-81234", "other_language"),
        ("/storm-81234?lang=de", f"{S}/storm-81234?lang=en", "other_language"),
        ("/us/storm-hits-coast-81234", f"{S}/uk/storm-hits-coast-81234", ""),
        ("/storm-81234", f"{S}/en/storm-81234", ""),
        # codes of letters and digits
        ("/articles/c4gw2x8kz1no", f"{S}/articles/c4gw2x8kz1np", "other_id"),
        ("/v/dQw4w9", f"{S}/v/dqw4w9", "other_id"),
        ("/articles/c4gw2x8kz1no.amp", f"{S}/articles/c4gw2x8kz1no", ""),
        # somebody else's
        ("/a/storm-hits-coast", "https://other.com/a/storm-hits-coast", "other_site"),
        ("/a/storm-hits-coast", "https://example.org/a/storm-hits-coast", "other_site"),
        ("/a/storm-hits-coast", "https://www.facebook.com/sharer?u=x", "other_site"),
        # another article
        ("/news/8123456", f"{S}/news/8123457", "other_id"),
        ("/news/45", f"{S}/news/46", "other_id"),
        ("/news.php?id=5", f"{S}/news.php?id=6", "other_id"),
        ("/storm-hits-coast-8123456", f"{S}/king-opens-bridge-8123400", "other_id"),
        ("/a/0a1b2c3d4e5f", f"{S}/b/ffb2c3d4e5f0", "other_id"),
        ("/2026/01/04/storm-hits-coast", f"{S}/2026/01/05/storm-hits-coast", "other_id"),
        ("/storm-hits-coast-again", f"{S}/king-opens-new-bridge", "other_slug"),
        # believed
        ("/a/storm-hits-coast", f"{S}/a/storm-hits-coast", ""),
        ("/a/storm-hits-coast", "http://example.com/a/storm-hits-coast", ""),
        ("/a/storm-hits-coast", "https://www.example.com/a/storm-hits-coast/", ""),
        ("/a/storm-hits-coast", "//example.com/b/storm-hits-coast", ""),
        ("/2026/01/04/storm-hits-coast/amp", f"{S}/2026/01/04/storm-hits-coast", ""),
        ("/amp/storm-hits-coast", f"{S}/storm-hits-coast", ""),
        ("/storm-hits-coast.amp.html", f"{S}/storm-hits-coast.html", ""),
        ("/storm-hits-coast/2", f"{S}/storm-hits-coast/", ""),
        ("/storm/page/2", f"{S}/storm", ""),
        ("/storm-hits-coast?page=2", f"{S}/storm-hits-coast", ""),
        ("/storm-hits-coast?page=2", f"{S}/storm-hits-coast?page=1", ""),
        ("/print/8123456", f"{S}/world/8123456", ""),
        ("/8123456/old-headline-of-storm", f"{S}/8123456/new-words-for-it", ""),
        ("/storm-hits-coast-in-north", f"{S}/world/storm-hits-northern-coast", ""),
        ("/?p=12", f"{S}/storm-hits-coast", ""),
        ("/news.php?id=5&sort=up", f"{S}/news.php?id=5", ""),
        ("/", f"{S}/", ""),
        ("/a", f"{S}/b", ""),
    ],
)
def test_refusal(page, declared, reason):
    assert refusal(S + page, declared) == reason


def test_a_mobile_host_gives_way_to_the_declared_one():
    assert (
        chosen_canonical("https://m.example.com/a/8123456", (f"{S}/storm-8123456.html",)) == f"{S}/storm-8123456.html"
    )


def test_an_amp_cache_gives_way_to_the_declared_site():
    page = "https://example-com.cdn.ampproject.org/c/s/example.com/storm-hits-coast/amp"
    assert chosen_canonical(page, (f"{S}/storm-hits-coast",)) == f"{S}/storm-hits-coast"


def test_the_outlets_own_domain_is_no_other_site():
    page, declared = "https://example.net/storm-hits-coast", f"{S}/storm-hits-coast"
    assert refusal(page, declared) == "other_site"
    assert refusal(page, declared, outlet_domain="www.example.com") == ""


def test_registrable_domains_know_public_suffixes():
    assert refusal("https://one.co.uk/storm-hits-coast", "https://two.co.uk/storm-hits-coast") == "other_site"
    assert refusal("https://news.one.co.uk/storm-hits-coast", "https://one.co.uk/storm-hits-coast") == ""


def test_the_first_that_can_be_believed_is_taken_and_the_reasons_are_told():
    page = f"{S}/a/storm-hits-coast?ref=rss"
    declared = (f"{S}/", "/a", f"{S}/world/storm-hits-coast?utm_source=x", f"{S}/b")
    assert canonical_of(page, declared) == (f"{S}/world/storm-hits-coast", ("home_page", "relative"))


def test_a_page_without_a_believable_canonical_is_its_own():
    assert canonical_of(f"{S}/a?ref=rss", ("/",)) == (f"{S}/a", ("relative",))
    assert chosen_canonical(f"{S}/a?fbclid=1", ()) == f"{S}/a"


def test_a_page_without_url_takes_what_is_declared():
    assert chosen_canonical("", (f"{S}/a?fbclid=1",)) == f"{S}/a"
    assert chosen_canonical("", ("//example.com/a",)) == f"{S}/a"
    assert chosen_canonical("", ("/a",)) == ""


def test_a_forgotten_https_is_put_right_on_the_same_host_only():
    assert chosen_canonical(f"{S}/a", ("http://example.com/b",)) == f"{S}/b"
    assert chosen_canonical("https://m.example.com/a", ("http://example.com/b",)) == "http://example.com/b"
    assert chosen_canonical("http://example.com/a", ("http://example.com/b",)) == "http://example.com/b"
