"""The layers of the design hold: who may import whom, and who may not look at clock, network or environment."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FRAMEWORKS = ("scrapy", "twisted", "vcr", "pebble")
NETWORK = ("socket", "ssl", "http", "urllib.request", "requests", "urllib3", "asyncio", "subprocess")
CONTRACTS = ("scrapers.article", "scrapers.story", "scrapers.errors")

# Layer: (what it must not import, what of that it may all the same).
LAYERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cleaners": (("scrapers", "spiders", "sqlalchemy", "pydantic", *FRAMEWORKS, *NETWORK), ()),
    "spiders": (("scrapers", "cleaners", "sqlalchemy"), ("scrapers.outlets", "scrapers.errors", "cleaners.model")),
    "scrapers/outlets": (
        ("scrapers", "cleaners", "spiders", *FRAMEWORKS, *NETWORK),
        ("scrapers.outlets", "scrapers.errors"),
    ),
    "scrapers/normalizer": (
        ("scrapers", "cleaners", "spiders", "sqlalchemy", *FRAMEWORKS, *NETWORK),
        ("scrapers.normalizer", "scrapers.outlets", *CONTRACTS, "cleaners.model", "cleaners.addresses"),
    ),
    "scrapers/store": (
        ("scrapers", "cleaners", "spiders", "lxml", "trafilatura", *FRAMEWORKS),
        ("scrapers.store", "scrapers.normalizer", *CONTRACTS, "cleaners.model"),
    ),
    "scrapers/feed": (
        ("scrapers", "cleaners", "spiders", "lxml", *FRAMEWORKS),
        ("scrapers.feed", "scrapers.store", *CONTRACTS),
    ),
    "training": (("benchmarks", "spiders", *FRAMEWORKS, *NETWORK), ()),
}
PRODUCT = ("cleaners", "scrapers", "spiders")
TOOLS = ("benchmarks", "training", "fixtures", "tests")
PURE = ("cleaners", "scrapers/normalizer")
IMPURE = (
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"os.{name}" for name in ("environ", "getenv", "getcwd", "listdir", "scandir")),
    "time",
    "random",
    "socket",
    "subprocess",
    "urllib.request",
    "tempfile",
    "pathlib.Path.home",
    "pathlib.Path.cwd",
)


def modules(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("layer", LAYERS)
def test_layer_imports_only_what_it_may(layer):
    forbidden, allowed = LAYERS[layer]
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules(layer)
        for name in imports(path)
        if within(name, forbidden) and not within(name, allowed)
    ]
    assert not wrong


@pytest.mark.parametrize("package", PRODUCT)
def test_what_is_installed_does_without_what_is_not(package):
    assert not [f"{path}: {name}" for path in modules(package) for name in imports(path) if within(name, TOOLS)]


def used(path: Path) -> Iterator[str]:
    """Yield what a module uses of others by full name, however it was imported: `datetime.datetime.now`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known |= {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Attribute, ast.Name)):
            first, dot, rest = ast.unparse(node).partition(".")
            if first in known:
                yield f"{known[first]}{dot}{rest}"


@pytest.mark.parametrize("layer", PURE)
def test_pure_layer_does_not_look_at_clock_chance_network_or_environment(layer):
    wrong = [
        f"{path.relative_to(ROOT)}: {name}" for path in modules(layer) for name in used(path) if within(name, IMPURE)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "source",
    [
        "from time import time\ntime()",
        "import time as clock\nclock.monotonic()",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as moment\nmoment.now()",
        "from os import environ\nenviron['HOME']",
        "from random import Random\nRandom()",
    ],
)
def test_the_check_sees_what_is_not_pure(source, tmp_path):
    module = tmp_path / "module.py"
    module.write_text(source, encoding="utf-8")
    assert any(within(name, IMPURE) for name in used(module))


def test_every_layer_has_modules():
    assert all(modules(layer) for layer in LAYERS)


def test_the_check_sees_a_forbidden_import(tmp_path):
    module = tmp_path / "module.py"
    module.write_text("from scrapers.store import Store\nimport scrapy.http\n", encoding="utf-8")
    forbidden, allowed = LAYERS["cleaners"]
    assert [name for name in imports(module) if within(name, forbidden) and not within(name, allowed)] == [
        "scrapers.store.Store",
        "scrapy.http",
    ]
