"""The index of duplicates: finds for each article the earlier one that it repeats, and who else published the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, bindparam, insert, select

from scrapers.article import Article, Duplicate
from scrapers.normalizer.duplicates import Origin, Prints, Thresholds, kind_of, likeness, prints_of, refusal
from scrapers.store.tables import copies, copy_outlets, fingerprints

FOLLOWED = 16
"""Groups of articles from which on a fingerprint is boilerplate: it is not stored once more, and not followed."""
CONSIDERED = 16
"""Earlier articles that a new one is compared with: those that share the most fingerprints with it."""
DOUBTFUL = 4
"""Of these, how many may share no more than one with it: a copy mostly shares several, a turn of phrase is one."""
AT_ONCE = (512, 64)
"""Values to a query, always as many of one of these: for any number a statement would have to be written each time."""
ENDLESS = 2**62
"""Higher than any number."""

_WANTED = tuple(f"wanted{n}" for n in range(max(AT_ONCE)))
Queries = Mapping[int, Select[Any]]  # by how many values they take


def _of_any(column: Column[Any]) -> Queries:
    wanted: list[Any] = [bindparam(name) for name in _WANTED]
    return {size: select(column.table).where(column.in_(wanted[:size])) for size in AT_ONCE}


# Statements are built once: building them costs more than SQLite needs to run them.
HOLDERS = _of_any(fingerprints.c.fingerprint)
COPIES = _of_any(copies.c.number)
OUTLETS = _of_any(copy_outlets.c.cluster)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What an article has in common with earlier ones."""

    duplicate: Duplicate | None = None
    """The earlier article that it repeats; None if it is new."""
    cluster: str = ""
    """Id of the first article of its group; empty if it is alone."""
    also_published_by: tuple[str, ...] = ()
    """Ids of other outlets that published the same until now, in order of the alphabet."""

    def put_into(self, article: Article) -> Article:
        """Return the article with these fields."""
        fields = ("duplicate", "cluster", "also_published_by")
        return article.model_copy(update={name: getattr(self, name) for name in fields})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    article: str
    cluster: str
    origin: Origin
    sketch: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    copy: _Copy
    duplicate: Duplicate


class DuplicateIndex:
    """The prints of all texts so far, as one transaction sees and extends them.

    Articles come in the order in which they are stored: `relation` for what came earlier, then `add`, under a number
    that is higher than all before. What was added is found at once, and in the database after `write`. Texts
    with fewer than `fewest_words` are no duplicates.
    """

    def __init__(self, connection: Connection, fewest_words: int, thresholds: Thresholds | None = None) -> None:
        self._connection = connection
        self._fewest = fewest_words
        self._thresholds = thresholds or Thresholds()
        self._prints: dict[str, Prints | None] = {}
        self._known: set[int] = set()
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._copies: dict[int, _Copy] = {}
        self._outlets: dict[str, set[str]] = {}
        self._rows: dict[Any, list[dict[str, Any]]] = defaultdict(list)

    def expect(self, articles: Sequence[Article]) -> None:
        """Read what is needed for these articles at once: faster than one after the other."""
        texts = list({article.text for article in articles} - self._prints.keys())
        self._prints.update(zip(texts, prints_of(texts, fewest=self._fewest), strict=True))
        prints = [found for article in articles if (found := self._prints[article.text])]
        self._read_holders({value for one in prints for value in one.sought} - self._known)
        numbers = {number for one in prints for number in self._candidates(one)}
        self._read_copies(numbers - self._copies.keys())
        clusters = {self._copies[number].cluster for number in numbers} | {article.id for article in articles}
        self._read_outlets(clusters - self._outlets.keys())

    def relation(self, article: Article, *, before: int = ENDLESS) -> Relation:
        """Return what an article repeats of texts with lower numbers than `before`, of other articles only."""
        if article.text not in self._prints:
            self.expect([article])
        prints = self._prints[article.text]
        match = self._match(article, prints, before) if prints else None
        cluster = match.copy.cluster if match else article.id
        outlets = self._outlets.get(cluster, set()) | ({match.copy.origin.outlet} if match else set())
        if match is None and not outlets:
            return Relation()
        return Relation(
            duplicate=match.duplicate if match else None,
            cluster=cluster,
            also_published_by=tuple(sorted(outlets - {article.outlet.id, ""})),
        )

    def add(self, number: int, article: Article, relation: Relation) -> None:
        """Let later articles find this one. Nothing is stored for fingerprints that its group has already."""
        prints = self._prints[article.text]
        if prints is None:
            return
        copy = _Copy(
            article=article.id,
            cluster=relation.cluster or article.id,
            origin=_origin(article),
            sketch=prints.sketch,
        )
        self._copies[number] = copy
        if own := [value for value in prints.stored if self._is_free(value, copy.cluster)]:
            self._add_copy(number, copy, own)
        if relation.duplicate:
            self._add_outlets(copy.cluster, {copy.origin.outlet, *relation.also_published_by})

    def write(self) -> None:
        """Write what was added since the last time."""
        for table, rows in self._rows.items():
            _insert(self._connection, table, rows)
        self._rows.clear()

    def _match(self, article: Article, prints: Prints, before: int) -> _Match | None:
        """The article with the same words, the first such one; else the most similar one, the first of several."""
        # Without a URL its words alone make the id of an article: those with the same id are copies.
        own = article.id if article.canonical_url else ""
        best: _Match | None = None
        for number in sorted(self._candidates(prints)):
            copy = self._copies.get(number)
            if copy is None or number >= before or copy.article == own:
                continue
            if number in self._holders.get(prints.whole, ()):
                return _Match(copy=copy, duplicate=Duplicate(of=copy.article, kind="exact", similarity=1.0))
            duplicate = self._compared(article, prints, copy)
            if duplicate and (best is None or duplicate.similarity > best.duplicate.similarity):
                best = _Match(copy=copy, duplicate=duplicate)
        return best

    def _compared(self, article: Article, prints: Prints, copy: _Copy) -> Duplicate | None:
        alike = likeness(prints.sketch, copy.sketch)
        if refusal(alike, self._thresholds):
            return None
        kind = kind_of(alike, _origin(article), copy.origin, self._thresholds)
        return Duplicate(of=copy.article, kind=kind, similarity=round(alike.similarity, 3))

    def _candidates(self, prints: Prints) -> list[int]:
        """The numbers that share the most fingerprints, the first of them if there are many."""
        held = [numbers for value in prints.sought if (numbers := self._holders.get(value))]
        counts = Counter(number for numbers in held if len(numbers) < FOLLOWED for number in numbers)
        likely = sorted((number for number in counts if counts[number] > 1), key=lambda n: (-counts[n], n))
        doubtful = sorted(number for number in counts if counts[number] == 1)
        return [*likely, *doubtful[:DOUBTFUL]][:CONSIDERED]

    def _is_free(self, fingerprint: int, cluster: str) -> bool:
        if not (holders := self._holders.get(fingerprint)):
            return True
        known = (self._copies.get(number) for number in holders)
        return len(holders) < FOLLOWED and all(copy is None or copy.cluster != cluster for copy in known)

    def _add_copy(self, number: int, copy: _Copy, own: Sequence[int]) -> None:
        for value in own:
            self._holders[value].append(number)
        self._rows[fingerprints].extend({"fingerprint": value, "number": number} for value in own)
        row = {"number": number, "article": bytes.fromhex(copy.article), "sketch": copy.sketch}
        cluster = bytes.fromhex(copy.cluster) if copy.cluster != copy.article else None
        self._rows[copies].append({**row, "cluster": cluster, "outlet": copy.origin.outlet, "wire": copy.origin.wire})

    def _add_outlets(self, cluster: str, outlets: Collection[str]) -> None:
        known = self._outlets.setdefault(cluster, set())
        new = sorted(set(outlets) - known - {""})
        self._rows[copy_outlets].extend({"cluster": bytes.fromhex(cluster), "outlet": outlet} for outlet in new)
        known.update(new)

    def _read_holders(self, values: Collection[int]) -> None:
        self._known.update(values)
        for row in self._read(HOLDERS, values):
            self._holders[row.fingerprint].append(row.number)

    def _read_copies(self, numbers: Collection[int]) -> None:
        for row in self._read(COPIES, numbers):
            article = row.article.hex()
            self._copies[row.number] = _Copy(
                article=article,
                cluster=row.cluster.hex() if row.cluster else article,
                origin=Origin(outlet=row.outlet, wire=row.wire),
                sketch=row.sketch,
            )

    def _read_outlets(self, clusters: Collection[str]) -> None:
        self._outlets.update({cluster: set() for cluster in clusters})
        for row in self._read(OUTLETS, [bytes.fromhex(cluster) for cluster in clusters]):
            self._outlets[row.cluster.hex()].add(row.outlet)

    def _read(self, queries: Queries, values: Collection[Any]) -> Iterator[Row[Any]]:
        wanted: list[Any] = sorted(values)
        while wanted:
            size = next((size for size in AT_ONCE if 2 * len(wanted) > size), min(AT_ONCE))
            part, wanted = wanted[:size], wanted[size:]
            part += part[-1:] * (size - len(part))
            yield from self._connection.execute(queries[size], dict(zip(_WANTED, part, strict=False)))


def _origin(article: Article) -> Origin:
    return Origin(outlet=article.outlet.id, wire=article.wire is not None)


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of all columns, whose types every driver takes as they are.

    SQLAlchemy would prepare each row by itself, which takes as long as SQLite needs to write it.
    """
    if not rows:
        return
    statement = insert(table).compile(dialect=connection.dialect, for_executemany=True)
    order = statement.positiontup  # None where the driver takes parameters by name
    values: Any = rows if order is None else [tuple(row[name] for name in order) for row in rows]
    connection.exec_driver_sql(statement.string, values)
