from zoneinfo import ZoneInfo

import pytest

from scrapers.outlets import fields

GOOD = [
    (fields.outlet_id, ["cbsnews", "20min", "der-standard"]),
    (fields.host_name, ["www.cbsnews.com", "localhost", "127.0.0.1:8000", "møllen.dk", "a_b.example"]),
    (fields.country_code, ["dk", "gl", "gb"]),
    (fields.language_code, ["da", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "no", "kl"]),
    (fields.time_zone_name, ["Europe/Copenhagen", "America/Nuuk", "UTC"]),
    (
        fields.absolute_url,
        ["https://example.com", "HTTP://127.0.0.1:8080/a?b=c#d", "https://example.com/%D8%A7/ø"],
    ),
    (fields.dated_url, ["https://example.com/{year}", "https://example.com/?y={year}&m={month}&d={day}"]),
    (fields.regular_expression, ["/news/", r"-\d+\.html$"]),
    (fields.dotted_path, ["spiders.outlet.OutletSpider", "mine.Spider"]),
]

BAD = [
    (fields.outlet_id, "Der Standard", 'write "der-standard"'),
    (fields.outlet_id, "日経", "may only hold"),
    (fields.outlet_id, "", "may only hold"),
    (fields.outlet_id, "all", "stands for every outlet"),
    (fields.host_name, "https://www.CBSnews.com/latest", 'write "www.cbsnews.com"'),
    (fields.host_name, "www.cbsnews.com/latest", 'write "www.cbsnews.com"'),
    (fields.host_name, "127.0.0.1:http", "is not a host name"),
    (fields.host_name, "", "is not a host name"),
    (fields.host_name, "cbs news", "is not a host name"),
    (fields.host_name, "-x.com", "is not a host name"),
    (fields.host_name, "x..com", "is not a host name"),
    (fields.country_code, "DK", 'write "dk"'),
    (fields.country_code, "Denmark", 'write "dk"'),
    (fields.country_code, "xx", 'such as "dk"'),
    (fields.language_code, "dansk", "is not a BCP 47"),
    (fields.language_code, "dk", "is not a BCP 47"),
    (fields.language_code, "en_GB", "is not a BCP 47"),
    (fields.language_code, "en-UK", "is not a BCP 47"),
    (fields.time_zone_name, "Europe/Kopenhagen", 'did you mean "Europe/Copenhagen"?'),
    (fields.time_zone_name, "qqqqq", 'such as "Europe/Copenhagen"'),
    (fields.time_zone_name, "../etc/passwd", "is not an IANA time zone"),
    (fields.absolute_url, "/rss", "is not an absolute URL"),
    (fields.absolute_url, "www.example.com/rss", "is not an absolute URL"),
    (fields.absolute_url, "ftp://example.com/rss", "is not an absolute URL"),
    (fields.absolute_url, "https:example.com", "is not an absolute URL"),
    (fields.absolute_url, "https:///rss", "names no host"),
    (fields.absolute_url, "https://", "names no host"),
    (fields.absolute_url, "https://example.com:rss/", "names no host"),
    (fields.absolute_url, "https://[example.com/", "names no host"),
    (fields.absolute_url, "https://example.com/a b", "holds ' '"),
    (fields.absolute_url, "https://example.com/a\n", r"holds '\n'"),
    (fields.absolute_url, "https://example.com/{year}", "holds '{'"),
    (fields.dated_url, "https://example.com/sitemap.xml", 'belongs in "sitemaps"'),
    (fields.dated_url, "https://example.com/{month}", "holds no {year}"),
    (fields.dated_url, "https://example.com/{year}/{yaer}", "holds {yaer}"),
    (fields.dated_url, "https://example.com/{year}{", "holds '{'"),
    (fields.dated_url, "/{year}.xml", "is not an absolute URL"),
    (fields.regular_expression, "/(news", "missing )"),
    (fields.regular_expression, "", "is empty"),
    (fields.dotted_path, "OutletSpider", "is not the dotted path"),
    (fields.dotted_path, "spiders/outlet.py", "is not the dotted path"),
]


@pytest.mark.parametrize(("check", "texts"), GOOD)
def test_what_is_right_comes_back_unchanged(check, texts) -> None:
    assert [check(text) for text in texts] == texts


@pytest.mark.parametrize(("check", "text", "said"), BAD)
def test_what_is_wrong_is_refused_in_words(check, text, said) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        check(text)
    assert said in str(refused.value)


def test_every_time_zone_can_be_loaded() -> None:
    assert all(ZoneInfo(name).key == name for name in fields.TIME_ZONES)


def test_every_country_has_a_code_of_two_letters_and_a_name() -> None:
    assert len(fields.COUNTRIES) > 240
    assert all(len(code) == 2 and code.islower() and name for code, name in fields.COUNTRIES.items())
