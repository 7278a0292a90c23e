import json
import socket
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.model import Discovery
from spiders.errors import NotAFeed
from spiders.feeds import MAX_BYTES, SUMMARY_CHARACTERS, entries_of

URL = "https://www.nord.example/feeds/all.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def rss(*items: str, channel: str = "", version: str = "2.0") -> bytes:
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    )
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'{HEAD}<rss version="{version}" {spaces}><channel>{channel}{entries}</channel></rss>'.encode()


def urls_of(entries: Sequence[Discovery]) -> list[str]:
    return [one.url.removeprefix("https://www.nord.example/") for one in entries]


def test_rss_2() -> None:
    body = rss(
        "<title>Fisk &amp;amp; poteter er tilbake</title><link>https://www.nord.example/mat/fisk?utm_source=rss</link>"
        "<description>&lt;p&gt;Prisene faller.&lt;/p&gt;&lt;p&gt;Kokkene "
        "&lt;b&gt;jubler&lt;/b&gt;.&lt;/p&gt;</description>"
        "<pubDate>fre., 20 nov. 2026 10:00:00 +0100</pubDate><dc:creator>Kari Nes</dc:creator>"
        "<category>Mat</category><category>Havn</category><category>Mat</category><guid>a-1</guid>",
        channel="<title>Nordposten</title><language>nb-no</language>",
    )
    assert entries_of(body, URL) == (
        Discovery(
            url="https://www.nord.example/mat/fisk?utm_source=rss",
            source="feed",
            source_url=URL,
            title="Fisk & poteter er tilbake",
            summary="Prisene faller. Kokkene jubler.",
            published="fre., 20 nov. 2026 10:00:00 +0100",
            categories=("Mat", "Havn"),
            authors=("Kari Nes",),
            language="nb-no",
        ),
    )


def test_rss_091() -> None:
    body = rss("<title>Le port ferme</title><link>/port</link><description>Vent fort.</description>", version="0.91")
    assert entries_of(body, URL) == (
        Discovery(
            url="https://www.nord.example/port",
            source="feed",
            source_url=URL,
            title="Le port ferme",
            summary="Vent fort.",
        ),
    )


def test_rdf() -> None:
    body = f"""{HEAD}
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
             xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://www.nord.example/"><title>北の新聞</title><link>https://www.nord.example/</link></channel>
      <item rdf:about="https://www.nord.example/minato">
        <title>港は今夜閉まる</title><link>https://www.nord.example/minato</link>
        <description>風が強い。</description><dc:date>2026-11-20T19:00:00+09:00</dc:date>
        <dc:subject>港</dc:subject><dc:language>ja</dc:language>
      </item>
    </rdf:RDF>"""
    assert entries_of(body.encode(), URL, "application/rdf+xml") == (
        Discovery(
            url="https://www.nord.example/minato",
            source="feed",
            source_url=URL,
            title="港は今夜閉まる",
            summary="風が強い。",
            published="2026-11-20T19:00:00+09:00",
            categories=("港",),
            language="ja",
        ),
    )


def test_atom() -> None:
    body = f"""{HEAD}
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://www.nord.example/de/">
      <title>Nordpost</title>
      <entry>
        <title type="text">Fünf &lt; sechs &amp;amp; mehr</title>
        <link rel="self" href="/api/1"/><link rel="alternate" type="text/html" href="hafen-schliesst"/>
        <id>tag:nord.example,2026:1</id>
        <published>2026-11-20T10:00:00+01:00</published><updated>2026-11-20T11:00:00+01:00</updated>
        <author><name>Ute Holm</name></author><author><name>Jan Reif</name></author>
        <category term="hafen" label="Der Hafen"/><category term="wetter"/>
        <summary type="html">&lt;p&gt;Es st&amp;uuml;rmt.&lt;/p&gt;</summary>
      </entry>
      <entry><title>Ohne Datum der Veröffentlichung</title><id>https://www.nord.example/de/zwei</id>
        <updated>2026-11-19T08:00:00Z</updated></entry>
    </feed>"""
    assert entries_of(body.encode(), URL) == (
        Discovery(
            url="https://www.nord.example/de/hafen-schliesst",
            source="feed",
            source_url=URL,
            title="Fünf < sechs & mehr",
            summary="Es stürmt.",
            published="2026-11-20T10:00:00+01:00",
            modified="2026-11-20T11:00:00+01:00",
            categories=("Der Hafen", "wetter"),
            authors=("Ute Holm", "Jan Reif"),
            language="de",
        ),
        Discovery(
            url="https://www.nord.example/de/zwei",
            source="feed",
            source_url=URL,
            title="Ohne Datum der Veröffentlichung",
            modified="2026-11-19T08:00:00Z",
            language="de",
        ),
    )


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "es",
        "items": [
            {
                "id": 1,
                "url": "/puerto",
                "title": "El puerto  cierra",
                "content_html": "<p>Hay <b>viento</b>.</p>",
                "date_published": "2026-11-20T10:00:00+01:00",
                "date_modified": "2026-11-20T11:00:00+01:00",
                "tags": ["Puerto", 7],
                "authors": [{"name": "Ana Ruiz"}, {"url": "https://a.example"}],
                "language": "es-MX",
            },
            {"id": "https://www.nord.example/dos", "author": {"name": "Luis Vega"}, "summary": "Sin título."},
            {"id": "3", "title": "Sin dirección"},
            "nada",
        ],
    }
    assert entries_of(json.dumps(feed).encode(), URL, "application/feed+json") == (
        Discovery(
            url="https://www.nord.example/puerto",
            source="feed",
            source_url=URL,
            title="El puerto cierra",
            summary="Hay viento.",
            published="2026-11-20T10:00:00+01:00",
            modified="2026-11-20T11:00:00+01:00",
            categories=("Puerto",),
            authors=("Ana Ruiz",),
            language="es-MX",
        ),
        Discovery(
            url="https://www.nord.example/dos",
            source="feed",
            source_url=URL,
            summary="Sin título.",
            authors=("Luis Vega",),
            language="es",
        ),
    )


@pytest.mark.parametrize(
    ("item", "urls"),
    [
        ("<link>/a</link>", ["a"]),
        ("<link>a</link>", ["feeds/a"]),
        ("<link>https://www.nord.example/a#kommentarer</link>", ["a"]),
        ("<link><![CDATA[ https://www.nord.example/a?b=1&c=2 ]]></link>", ["a?b=1&c=2"]),
        ('<guid isPermaLink="true">https://www.nord.example/a</guid>', ["a"]),
        ("<guid>https://www.nord.example/a</guid>", ["a"]),
        ("<guid isPermaLink='false'>a-17</guid>", []),
        ("<link></link><guid isPermaLink='false'>https://www.nord.example/?p=1</guid>", ["?p=1"]),
        (
            "<link>https://feedproxy.example/~r/1</link>"
            "<feedburner:origLink>https://www.nord.example/a</feedburner:origLink>",
            ["a"],
        ),
        ("<link>mailto:redaksjon@nord.example</link>", []),
        ("<title>Uten adresse</title>", []),
        ('<enclosure url="https://www.nord.example/a.mp3" type="audio/mpeg" length="1"/>', []),
    ],
)
def test_links(item: str, urls: list[str]) -> None:
    assert urls_of(entries_of(rss(item), URL)) == urls


GOOD = "<title>En</title><link>/en</link>"


@pytest.mark.parametrize(
    ("case", "body", "urls"),
    [
        ("unescaped ampersand", rss(GOOD, "<title>To & tre</title><link>/to?a=1&b=2</link>"), ["en", "to?a=1&b=2"]),
        ("unknown entity", rss(GOOD, "<title>To&nbsp;&aring;r</title><link>/to</link>"), ["en", "to"]),
        ("cut after an address", rss(GOOD, "<title>To</title><link>/to</link>")[:-20], ["en", "to"]),
        ("cut in an address", rss(GOOD, "<title>To</title><link>/to-tre</link>")[:-33], ["en"]),
        ("space before it", b"\n\n  " + rss(GOOD), ["en"]),
        ("a warning before it", b"<br />\n<b>Warning</b>: x in y.php" + rss(GOOD), ["en"]),
        ("byte order mark", b"\xef\xbb\xbf" + rss(GOOD), ["en"]),
        ("control character", rss(GOOD, "<title>T\x0bo</title><link>/to</link>"), ["en", "to"]),
        ("no dates", rss(GOOD), ["en"]),
        ("no entries", rss(channel="<title>Tom</title>"), []),
        ("utf-16", rss(GOOD).decode().replace("UTF-8", "utf-16").encode("utf-16"), ["en"]),
    ],
)
def test_feeds_that_are_not_quite_right(case: str, body: bytes, urls: list[str]) -> None:
    assert urls_of(entries_of(body, URL)) == urls


PIECES = st.sampled_from(
    [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<item>", b"</link>", b"\0", b"\xff", b"<!--", b"<?"]
)


@given(st.lists(st.tuples(st.integers(0, 700), st.integers(0, 40), PIECES), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_damage_gives_entries_or_one_clear_error(damage: list[tuple[int, int, bytes]]) -> None:
    body = rss(GOOD, "<title>To &amp; tre</title><link>/to</link><description><![CDATA[<p>Fire</p>]]></description>")
    for place, length, piece in damage:
        body = body[:place] + piece + body[place + length :]
    try:
        entries = entries_of(body, URL)
    except NotAFeed:
        return
    assert all(one.url.startswith("http") for one in entries)


@pytest.mark.parametrize(
    ("declared", "content_type", "used"),
    [
        ("windows-1251", "text/xml", "windows-1251"),
        ("windows-1251", "text/xml; charset=utf-8", "windows-1251"),
        ("utf-8", "application/rss+xml", "windows-1251"),
        ("windows-1251", "application/rss+xml; charset=windows-1251", "utf-8"),
        ("iso-8859-1", "", "utf-8"),
    ],
)
def test_wrong_declarations_of_the_charset(declared: str, content_type: str, used: str) -> None:
    title = "Паромы останутся у причала до утра понедельника"
    feed = rss(f"<title>{title}</title><link>/a</link>").decode().replace("UTF-8", declared)
    assert [one.title for one in entries_of(feed.encode(used), URL, content_type)] == [title]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!DOCTYPE html><html><head><title>404</title></head></html>", "an HTML page"),
        (b"\n<!-- cached --><html><body><p>Bitte warten</p></body></html>", "an HTML page"),
        (b"", "no feed"),
        (b"Not found", "no feed"),
        (bytes(10_000), "no feed"),
        (b"<urlset><url><loc>https://www.nord.example/a</loc></url></urlset>", "neither RSS, RDF nor Atom"),
        (b"<rss version='2.0'><channel><title>A</title><item", "no feed"),
        (b'{"items": [', "broken JSON"),
        (b'{"error": "gone"}', "no JSON Feed"),
        (b"[1, 2]", "no JSON Feed"),
        (b"[" * 100_000, "broken JSON"),
        # Two end tags without a start that feedparser stumbles over.
        (rss("<link>/a</link></width> & "), "broken beyond repair: TypeError"),
        (rss("<link>/a</link></gml:pos> & "), "broken beyond repair: KeyError"),
        (b" " * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_feed(body: bytes, words: str) -> None:
    with pytest.raises(NotAFeed, match=words) as raised:
        entries_of(body, URL)
    assert raised.value.url == URL


def test_a_feed_of_whole_articles_gives_short_summaries() -> None:
    text = "ord " * 3000
    (one,) = entries_of(rss(f"{GOOD}<content:encoded>&lt;p&gt;{text}&lt;/p&gt;</content:encoded>"), URL)
    assert len(one.summary) <= SUMMARY_CHARACTERS
    assert text.startswith(one.summary)


def test_entities_reach_neither_files_nor_memory() -> None:
    doctype = (
        '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a0 "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + "]>"
    )
    body = rss("<title>x&f;&a9;</title><link>/a</link>").decode().replace(HEAD, HEAD + doctype).encode()
    (one,) = entries_of(body, URL)
    assert len(one.title) < 100


def test_no_feed_opens_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(NotAFeed):
        entries_of(b"https://www.nord.example/feed.xml", URL)
    dtd = b'<!DOCTYPE rss SYSTEM "http://www.nord.example/rss.dtd">'
    assert urls_of(entries_of(dtd + rss(GOOD).removeprefix(HEAD.encode()), URL)) == ["en"]
