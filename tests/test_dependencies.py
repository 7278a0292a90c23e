"""Every package that is imported is declared, locked and explained."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
OURS = ("cleaners", "scrapers", "spiders")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    return {normal(re.split(r"[\s<>=;\[]", entry, maxsplit=1)[0]) for entry in PROJECT["dependencies"]}


def imported() -> set[str]:
    names = set()
    for path in (path for layer in OURS for path in (ROOT / layer).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - {*OURS, *sys.stdlib_module_names}


def test_what_is_imported_is_declared() -> None:
    distributions = packages_distributions()
    assert {"scrapy", "yaml", "backports"} <= imported()
    missing = {name for name in imported() if not {*map(normal, distributions[name])} & declared()}
    assert not missing


def test_what_is_declared_is_locked() -> None:
    for name in ("requirements.lock", "requirements-train.lock"):
        lock = (ROOT / name).read_text("utf-8")
        assert declared() <= {normal(one) for one in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
        assert "://" not in lock


def test_the_page_of_decisions_says_what_each_is_for() -> None:
    page = (ROOT / "docs" / "decisions.md").read_text("utf-8").partition("## Dependencies")[2]
    named = {normal(name) for row in re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE) for name in row.split(", ")}
    assert declared() <= named
