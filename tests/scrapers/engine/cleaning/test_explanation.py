from __future__ import annotations

from cleaners.model import Cleaned
from scrapers.engine.cleaning.explanation import explanation, in_page_order
from scrapers.engine.cleaning.rendering import UNBROKEN, rendered
from tests.scrapers.engine.cleaning.samples import block, done, lost, removal

TEXT = Cleaned(
    blocks=(block("First.\nStill first.", "line 2", 1), block("Second.", "line 10", 3)),
    removals=(removal("Share this", "line 1"), removal("Open in app", "line 9", "app_prompt", 2)),
)


def shown(result: object) -> list[str]:
    return rendered(explanation(result), plain_width=UNBROKEN).decode().splitlines()  # type: ignore[arg-type]


def test_blocks_kept_and_removed_stand_in_the_order_of_the_page() -> None:
    assert [one.path for one in in_page_order(TEXT)] == ["line 1", "line 2", "line 9", "line 10"]


def test_a_page_of_html_says_how_likely_each_block_is_text() -> None:
    kept, gone = block("First.", "main/p", 1, 0.984), removal("Share this", "main/div", order=0, chance=0.004)
    assert shown(done("a", Cleaned(blocks=(kept,), removals=(gone,))))[-5:] == [
        "remove  share         0%    main/div",
        "        Share this",
        "keep    paragraph     98%   main/p",
        "        First.",
        "",
    ]


def test_every_block_is_shown_with_rule_and_place() -> None:
    disclosed = [{"kind": "ai_image", "text": "Billede genereret af AI"}]
    completeness = {"verdict": "teaser", "evidence": ["text ends with: …"]}
    quality = {"score": 0.8, "lowered_by": ["no_date"]}
    assert shown(
        done("a", TEXT, disclosures=disclosed, completeness=completeness, quality=quality)
    ) == [
        "== a ==",
        "title      Ferry sails",
        "url        https://example.org/a",
        "published  2026-01-04T12:00:00+00:00 (second, json_ld)",
        "language   en, page da",
        "verdict    teaser; quality 0.80, no_date",
        "because    text ends with: …",
        "disclosed  ai_image: Billede genereret af AI",
        "",
        "remove  share         line 1",
        "        Share this",
        "keep    paragraph     line 2",
        "        First.",
        "        Still first.",
        "remove  app_prompt    line 9",
        "        Open in app",
        "keep    paragraph     line 10",
        "        Second.",
        "",
    ]  # fmt: skip


def test_a_failed_page_has_its_error() -> None:
    assert shown(lost("b")) == [
        "== b ==",
        "failed  timeout: b.html: cleaning took longer than 20 s (CLEAN_DEADLINE)",
        "",
    ]


def test_a_page_cannot_steer_the_terminal() -> None:
    cleaned = Cleaned(blocks=(block("calm\x1b[2J", "p"),))
    assert not any("\x1b" in line for line in shown(done("a\x1b]0;x\x07", cleaned, title="\x1b[31mred")))
