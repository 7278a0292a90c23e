from __future__ import annotations

from scrapers.engine.cleaning.audit import EXAMPLES, WORST, Audit
from scrapers.engine.cleaning.audit_table import audit_table
from scrapers.engine.cleaning.rendering import rendered
from tests.scrapers.engine.cleaning.samples import done, lost, removed

QUALITY = {"score": 0.5, "lowered_by": ["no_date", "language_unsure: en 0.42"]}
CUT = {"verdict": "teaser", "evidence": []}


def audited(*results: object) -> Audit:
    audit = Audit()
    for one in results:
        audit.add(one)  # type: ignore[arg-type]
    return audit


def test_rules_are_counted_by_pages_blocks_and_characters() -> None:
    audit = audited(
        done("a", removed=removed("share", "Share this", "Share this", "Share")),
        done("b", removed=[*removed("share", "Send"), *removed("related", "More stories")]),
    )
    use = audit.rules["share"]
    assert (use.pages, use.lines, use.characters) == (2, 4, 29)
    assert use.examples == ["Share this", "Share", "Send"]
    assert audit.rules["related"].pages == 1
    assert audit.kept == 2 * len("The ferry sails again.")


def test_verdicts_languages_and_doubts_are_counted() -> None:
    audit = audited(done("a"), done(7, completeness=CUT, quality=QUALITY), lost("c"), done("d", quality=QUALITY))
    assert audit.verdicts == {"full": 2, "teaser": 1, "failed (timeout)": 1}
    assert audit.pages_of["teaser"] == ["7"]
    assert audit.languages == {("en", "da"): 3}
    assert audit.doubts == {"no_date": 2, "language_unsure": 2}
    assert audit.pages == 4


def test_memory_does_not_grow_with_the_batch() -> None:
    audit = audited(
        *(
            done(n, removed=removed("share", f"Share {n}"), quality={"score": (n % 100) / 100, "lowered_by": ["short"]})
            for n in range(1000)
        )
    )
    assert len(audit.rules["share"].examples) == len(audit.pages_of["full"]) == EXAMPLES
    assert [page for _, _, page, _ in sorted(audit.worst, reverse=True)] == [str(100 * n) for n in range(WORST)]


def test_the_table_names_what_to_look_at() -> None:
    audit = audited(
        done("good", removed=removed("share", "Share this")),
        done("bad", completeness=CUT, quality=QUALITY, removed=removed("related", "More stories", "Older stories")),
    )
    text = rendered(audit_table(audit)).decode()
    rows = [line.split() for line in text.splitlines()]
    assert rows.index(["related", "1", "2", "25", "31.6%", "More", "stories"]) < rows.index(
        ["share", "1", "1", "10", "12.7%", "Share", "this"]
    )
    assert ["(kept)", "2", "44", "55.7%"] in rows
    assert ["teaser", "1", "50.0%", "bad"] in rows
    assert ["en", "2", "da"] in rows
    assert ["bad", "0.50", "no_date,", "language_unsure:", "en", "0.42"] in rows


def test_a_batch_without_pages_has_no_tables() -> None:
    assert rendered(audit_table(Audit())) == b""
