import pytest

from cleaners.decode import parsed
from cleaners.loose_dates import loose_date


@pytest.mark.parametrize(
    ("name", "value", "date"),
    [
        ("harbour:uploaded", "2013-02-16T04:36:36-05:00", "2013-02-16T04:36:36-05:00"),
        ("citation_publication_date", "2020/04/07", "2020/04/07"),
        ("article_date_published", "16.03.2021", "16.03.2021"),
        ("published_at", "2026-01-04", "2026-01-04"),
        ("dateOfPublication", "2026-01-04", "2026-01-04"),
        ("unpublish_date", "2026-01-04", ""),
        ("account-created", "2026-01-04", ""),
        ("og:video:upload_date", "2026-01-04", ""),
        ("article:publisher", "https://example.com/2026-01-04", ""),
        ("published", "true", ""),
        ("expires", "2026-01-04", ""),
    ],
)
def test_other_names_of_meta(name, value, date):
    assert loose_date(parsed(f'<meta property="{name}" content="{value}"><p>x</p>')) == date


@pytest.mark.parametrize(
    ("script", "date"),
    [
        ('dataLayer.push({"cmsPublishingDate":"2022-01-25","a":1})', "2022-01-25"),
        ("page = {'publishdate': '2019-10-19', 'author': 'N'}", "2019-10-19"),
        ('{"publishedDate":"2016-11-04T20:37:27Z","updatedDate":"2016-11-05T20:39:47Z"}', "2016-11-04T20:37:27Z"),
        (r'{"data":"{\"published_at\":\"2019-03-02T06:22:28+01:00\"}"}', "2019-03-02T06:22:28+01:00"),
        ('[{"publishedAt":"2022-01-31"},{"publishedAt":"2022-01-31T15:58:43Z"}]', "2022-01-31T15:58:43Z"),
        ('[{"publishedAt":"2022-01-31"},{"publishedAt":"2022-02-01"}]', ""),
        ('site = {"createdAt":"2015-03-01"}', ""),
        ('{"unpublishDate":"2026-05-01"}', ""),
        ('{"account_published_at":"2026-05-01"}', ""),
        ('{"updatedAt":"2022-01-31","expires":"2027-01-31"}', ""),
        ('{"published":"yes"}', ""),
    ],
)
def test_the_data_of_scripts_counts_where_it_agrees_on_a_day(script, date):
    assert loose_date(parsed(f"<script>{script}</script><p>x</p>")) == date


def test_a_page_that_says_nothing():
    assert loose_date(parsed("<p>2026-01-04</p>")) == ""


def test_json_ld_is_read_as_such():
    comment = '{"@type": "Comment", "datePublished": "2026-01-03"}'
    assert loose_date(parsed(f'<script type="application/ld+json">{comment}</script><p>x</p>')) == ""
