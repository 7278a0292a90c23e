from dataclasses import replace

import pytest

from cleaners.decode import parsed
from cleaners.draft import Line
from cleaners.lexicon import Hit
from cleaners.metadata import PageData
from cleaners.model import Candidate
from cleaners.observation import observations, second_page
from cleaners.tree import Tree, tree_of
from tests.cleaners.drafts import MAKER, SECOND, SENTENCE, draft, with_rules

LONG = [SENTENCE] * 6


def seen(
    lines: list[Line], data: PageData | None = None, tree: Tree | None = None, fallback: bool = False
) -> dict[str, str]:
    found = observations(data or PageData(), tree or Tree(), lines, fallback)
    assert len({one.name for one in found}) == len(found)
    return {one.name: one.detail for one in found}


def lines(*texts: str, out: dict[str, str] | None = None) -> list[Line]:
    return list(with_rules(draft(*texts, form="html"), out or {}).lines)


def says(field: str, value: str) -> PageData:
    return PageData(candidates=(Candidate(field=field, value=value, source="json_ld"),))


def test_a_whole_article_shows_nothing():
    assert seen(lines(*LONG)) == {}


def test_an_empty_page_is_a_shell():
    assert set(seen([])) == {"script_shell", "short"}


def test_a_page_of_a_few_words_is_a_shell():
    assert seen(lines("Please enable JavaScript to run this app."))["script_shell"].startswith("the whole page shows 7")


def test_a_page_that_shows_what_is_surely_text_is_no_shell():
    sure = [replace(line, chance=0.95) for line in lines(SENTENCE)]
    assert "script_shell" not in seen(sure)
    assert "script_shell" in seen([replace(line, rule="outside") for line in sure])


def test_a_page_unlike_any_that_states_no_article_lists_others():
    dated = says("published", "2026-01-03")
    assert "headlines" in seen(lines(*LONG), dated, fallback=True)
    assert "headlines" not in seen(lines(*LONG), replace(dated, types=frozenset({"NewsArticle"})), fallback=True)
    assert "headlines" not in seen(lines(*LONG), fallback=True)


def test_a_page_that_speaks_of_little_but_consent_is_a_wall():
    consent = "Here we use cookies to count our readers and to show you what you like."
    page = lines(consent, "Accept all", "Reject all", *["A choice of words"] * 8, out={"A choice of words": "outside"})
    assert seen(page)["consent_wall"] == consent


def test_a_dialog_beside_an_article_is_no_wall():
    assert "consent_wall" not in seen(lines(*LONG, "Here we use cookies.", "Accept all"))


CONSENT = ["Here we use cookies to count our readers and to show you what you like.", "Accept all", "Reject all"]


def test_a_short_article_below_a_long_dialog_is_no_wall():
    dialog = dict.fromkeys(CONSENT, "consent")
    assert "consent_wall" not in seen(lines(SENTENCE, *CONSENT * 5, out=dialog))


def test_a_short_article_with_one_line_of_the_dialog_left_in_is_no_wall():
    article = [replace(line, path="main/p", chance=0.95) for line in lines(SENTENCE, SECOND)]
    dialog = [
        replace(line, path="div.cmp/p") for line in lines(*CONSENT * 3, out=dict.fromkeys(CONSENT[1:], "consent"))
    ]
    assert "consent_wall" not in seen([*article, *dialog[:1], *dialog[1:3], *dialog[4:6]])


def test_a_wall_that_keeps_what_stands_beside_its_sentences_is_one():
    purposes = ["Adverts are chosen by what you like", "Readers are counted"]
    page = [replace(line, path="div.wall/dl/dd") for line in lines(*CONSENT, *purposes)]
    assert seen(page)["consent_wall"] == CONSENT[0]


def test_an_article_that_speaks_of_consent_amid_its_text_is_no_wall():
    dialog = [replace(line, rule="hidden", path="div.cmp/p") for line in lines(*CONSENT)]
    said = "The town's own pages count readers before they were asked: here we use cookies, says the notice below."
    article = [replace(line, path="div.text/p", chance=0.8) for line in lines(SENTENCE, said, SECOND)]
    assert "consent_wall" not in seen([*article, *dialog])
    apart = [replace(line, chance=0.6) for line in article]
    assert "consent_wall" in seen([*apart, *dialog])


def test_a_wall_of_which_nothing_would_be_kept_is_one():
    assert seen(lines(*CONSENT, out=dict.fromkeys(CONSENT, "consent")))["consent_wall"] == CONSENT[0]


def test_a_page_that_states_an_article_is_no_wall():
    data = PageData(types=frozenset({"NewsArticle"}))
    assert "consent_wall" not in seen(lines("Here we use cookies.", "Accept all", "A choice of words"), data)


def test_a_little_consent_on_a_page_of_other_things_is_no_wall():
    page = lines("Your privacy", *["A headline of another story in the list"] * 20)
    assert "consent_wall" not in seen([*page[:1], *[MAKER.line("x " * 9, "")] * 20])


@pytest.mark.parametrize("value", ["false", "False", "locked", "metered", "premium"])
def test_the_page_says_that_it_is_not_free(value):
    assert value in seen(lines(*LONG), says("accessible_for_free", value))["paywall"]


@pytest.mark.parametrize("value", ["true", "free", "yes"])
def test_the_page_says_that_it_is_free(value):
    assert "paywall" not in seen(lines(*LONG), says("accessible_for_free", value))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("LiveBlogPosting", "live_blog"),
        ("ImageGallery", "gallery"),
        ("MediaGallery", "gallery"),
        ("VideoObject", "video"),
    ],
)
def test_the_page_says_what_kind_it_is(kind, name):
    page = lines(SENTENCE, *["An item of the menu"] * 10, out={"An item of the menu": "nav"})
    assert kind in seen(page, PageData(types=frozenset({kind})))[name]


def test_a_video_beside_an_article_is_none():
    assert "video" not in seen(lines(*LONG), PageData(types=frozenset({"VideoObject"})))


def test_a_list_calls_itself_a_website_and_states_no_date():
    menu = lines(*["An item of the menu"] * 20, out={"An item of the menu": "nav"})
    assert "listing" in seen(menu, says("type", "website"))
    dated = PageData(candidates=(*says("type", "website").candidates, *says("published", "2026-01-03").candidates))
    assert "listing" not in seen(menu, dated)


@pytest.mark.parametrize("end", ["…", "...", "[…]", "[...]"])
def test_a_text_that_breaks_off(end):
    assert seen(lines(*LONG, f"And then the mayor said {end}"))["truncated"].endswith(end)


def test_a_short_text_is_noted_with_its_words():
    page = lines(SENTENCE, *["An item of the menu"] * 10, out={"An item of the menu": "nav"})
    assert seen(page) == {"short": "15 words"}


def test_the_fallback_is_noted():
    assert set(seen(lines(*LONG), fallback=True)) == {"disagreement"}


def test_a_box_named_paywall_with_words_that_ask_for_payment():
    tree = tree_of(parsed('<div class="c-paywall"><p>Join</p></div>'))
    assert "paywall" not in seen(lines(*LONG), tree=tree)


URL = "https://a.example/news/quay"


@pytest.mark.parametrize(
    ("link", "is_second"),
    [
        ("?page=2", True),
        ("/news/quay?page=2", True),
        ("https://a.example/news/quay/2", True),
        ("/news/quay/page/2/", True),
        ("/news/quay?ref=x&page=2#text", True),
        ("?page=12", False),
        ("?page=20", False),
        ("/news?page=2", False),
        ("/news/ferry?page=2", False),
        ("/news/quay-2", False),
        ("http://[broken2", False),
    ],
)
def test_the_link_to_the_second_page(link, is_second):
    root = parsed(f"<p><a href='/2'>2</a><a href='{link}'>Next</a></p>")
    assert second_page(root, URL) == (link if is_second else "")
    assert second_page(root, "") == ""


def test_a_prompt_to_read_on_with_a_second_page_is_a_cut():
    prompt = {"Story continues": "continues"}
    page = lines(*LONG, "Story continues", out=prompt)
    assert observed(page, "?page=2") == {"truncated": "Story continues: ?page=2"}
    assert observed(page, "") == {}
    assert observed(lines(*LONG), "?page=2") == {}
    menu = [f"An item {number} of the menu" for number in range(6)]
    assert observed(lines(*LONG, *menu, "Story continues", out=prompt | dict.fromkeys(menu, "nav")), "?page=2") == {}


def observed(page: list[Line], following: str) -> dict[str, str]:
    return {one.name: one.detail for one in observations(PageData(), Tree(), page, False, following)}


def page_of(*parts: tuple[str, str, str]) -> list[Line]:
    """Lines given as (rule, place, text), of which the page is sure if no rule took them."""
    made = zip(lines(*(text for _, _, text in parts)), parts, strict=True)
    return [
        replace(line, path=f"div/main/{place}/p", rule=rule, chance=0.1 if rule else 0.9)
        for line, (rule, place, _) in made
    ]


OFFER = "Denne artikel er kun for abonnenter"


def with_hits(page: list[Line], *texts: str, kind: str = "paywall") -> list[Line]:
    hit = Hit(kind, "start" if kind == "paywall" else "line", "da")
    return [replace(line, hits=(hit,)) if line.text in texts else line for line in page]


def test_an_offer_right_behind_the_text_is_seen():
    page = with_hits(page_of(("", "text", SENTENCE), ("outside", "box", OFFER)), OFFER)
    assert seen(page)["offer"] == OFFER
    assert "unlocked" not in seen(page)


def test_an_offer_behind_which_the_text_goes_on_is_passed():
    page = with_hits(page_of(("", "text", SENTENCE), ("outside", "box", OFFER), ("", "text", SECOND)), OFFER)
    assert seen(page)["unlocked"] == OFFER
    assert "offer" not in seen(page)


def test_a_doubtful_line_behind_an_offer_is_no_text_that_goes_on():
    page = with_hits(page_of(("", "text", SENTENCE), ("outside", "box", OFFER), ("", "text", SECOND)), OFFER)
    page[-1] = replace(page[-1], chance=0.5)
    assert seen(page)["offer"] == OFFER


def test_an_offer_behind_a_first_line_of_a_few_words_is_passed():
    page = page_of(("", "text", "Stop"), ("outside", "box", OFFER), ("", "text", SENTENCE), ("", "text", SECOND))
    locked = says("accessible_for_free", "false")
    assert seen(with_hits(page, OFFER), locked)["unlocked"] == OFFER


def test_an_offer_in_the_menu_is_none():
    page = with_hits(page_of(("", "text", SENTENCE), ("nav", "footer", OFFER)), OFFER)
    assert "offer" not in seen(page)


@pytest.mark.parametrize("prompt", ["Weiterlesen", "Lire la suite", "続きを読む"])
def test_a_prompt_beside_the_end_of_the_text_is_a_teaser(prompt):
    page = with_hits(page_of(("", "text", SENTENCE), ("outside", "text", prompt)), prompt, kind="continues")
    assert seen(page)["teaser"] == prompt
    more = [*page, *page_of(("", "text", SECOND))]
    assert "teaser" not in seen(more)


def test_dots_count_though_a_note_elsewhere_is_left_in():
    page = page_of(("", "text", f"{SENTENCE[:-1]} and …"), ("", "note", SECOND))
    assert seen(page)["teaser"].endswith("and …")


@pytest.mark.parametrize("clock", ["{}:15", "{}.15 Uhr", "kl. {}.15", "{}:15 pm"])
def test_times_of_day_between_the_text_head_the_entries_of_a_live_blog(clock):
    entries = [part for hour in range(10, 15) for part in (("date", "e", clock.format(hour)), ("", "e", SENTENCE))]
    assert "live_blog" in seen(page_of(*entries))
    assert "live_blog" not in seen(page_of(*entries[:6]))
    assert "live_blog" not in seen(lines(*LONG, "03.01.2026", SENTENCE))


def test_a_page_that_shows_menus_and_asks_for_scripts_is_a_shell():
    asked = "Bitte aktivieren Sie JavaScript."
    menu = [replace(line, path="header/nav/ul/li", rule="nav") for line in lines(*["An item of the menu"] * 20)]
    assert "script_shell" not in seen(menu)
    assert seen([*menu, replace(*lines(asked), path="noscript", rule="outside")])["script_shell"] == asked


TITLES = [f"Title number {number} of a list of articles" for number in range(6)]
LINKED = tree_of(parsed("".join(f"<h3><a href='/{at}'>{title}</a></h3>" for at, title in enumerate(TITLES))))


def listed(*, headings: str = "") -> list[Line]:
    """Return the lines of a page that shows a summary below each of its headlines, or two below each."""
    page = lines(*(text for title in TITLES for text in (title, SENTENCE)), out=dict.fromkeys(TITLES, headings))
    return [replace(line, kind="heading") if line.text in TITLES else line for line in page]


def test_linked_headlines_make_a_list_where_no_article_is_stated():
    page = lines(*(text for title in TITLES for text in (title, SENTENCE)))
    assert seen(page, tree=LINKED)["headlines"] == "6 linked headlines, 0 lines below one, 6 others"
    assert "headlines" not in seen(page, PageData(types=frozenset({"NewsArticle"})), LINKED)


def test_summaries_make_a_list_when_their_linked_headlines_are_out():
    assert seen(listed(headings="outside"), tree=LINKED)["headlines"].startswith("0 linked headlines, 6 lines below")
    article = [one for line in listed(headings="outside") for one in (line, *lines(*LONG))]
    assert "headlines" not in seen(article, tree=LINKED)


def test_a_prompt_behind_dots_is_seen_as_a_link():
    assert seen(lines(*LONG, f"{SENTENCE[:-1]} and the quay … Read more »"))["link"] == "Read more »"
    assert "link" not in seen(lines(*LONG, f"{SENTENCE} He said: I … do not know when it will open again, or why."))


def test_a_page_that_calls_itself_locked_goes_on_only_with_most_of_its_text():
    locked = says("accessible_for_free", "false")
    page = with_hits(page_of(("", "text", SENTENCE), ("", "text", SENTENCE), ("outside", "box", OFFER)), OFFER)
    note = page_of(("", "text", SECOND))
    assert seen([*page, *note])["unlocked"] == OFFER
    assert seen([*page, *note], locked)["offer"] == OFFER
    assert seen([*page, *note * 2], locked)["unlocked"] == OFFER
    long = [*page_of(*[("", "text", SENTENCE)] * 8), page[-1], *note * 3]
    assert seen(long, locked)["unlocked"] == OFFER


def test_an_article_of_nothing_but_items_of_a_list_is_a_teaser():
    article = PageData(types=frozenset({"NewsArticle"}))
    points = [replace(line, kind="list_item") for line in lines(SENTENCE, SECOND)]
    assert seen(points, article)["teaser"] == "nothing but 2 items of a list"
    assert "teaser" not in seen(points)
    assert "teaser" not in seen([*points, *lines(SENTENCE)], article)
    assert "teaser" not in seen(points * 10, article)  # the article is a list
    assert "teaser" not in seen([], article)


def test_a_label_above_links_is_no_prompt_to_read_on():
    page = page_of(("", "text", SENTENCE), ("outside", "text", "Leia também:"))
    assert "teaser" not in seen(with_hits(page, "Leia também:", kind="read_also"))
    page = page_of(("", "text", SENTENCE), ("outside", "text", "Leia mais"))
    assert seen(with_hits(page, "Leia mais", kind="read_also"))["teaser"] == "Leia mais"


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("body/article/header.deck/div", True),
        ("body/main/header.article_header/div", True),
        ("body/header.site/div", False),
        ("body/main.site/header.top/div", False),
        ("body/article/header.deck/nav.tabs", False),
    ],
)
def test_an_offer_in_the_head_of_the_article_is_one(path, is_one):
    text, box = with_hits(page_of(("", "text", SENTENCE), ("header", "box", OFFER)), OFFER)
    assert ("offer" in seen([text, replace(box, path=path)])) is is_one
