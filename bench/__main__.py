"""Run the measures, compare them with their targets, and have README.md quote them.

``python -m bench`` runs every module of this package that has ``measure()``; ``--seulement NOM``
runs one and keeps the last figures of the others. A missed target is told, and is not a failure.
"""

import argparse
import ast
import importlib
import json
import platform
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bench.cibles import Ligne, plain_lines
from data.console import prepare

DOSSIER = Path(__file__).resolve().parent
RESULTATS = DOSSIER / "resultats.json"
README = DOSSIER.parent / "README.md"
DEBUT, FIN = "<!-- bench -->\n", "<!-- /bench -->"
PREMIERES = ("taux", "carte", "demarrage")
MACHINE = "2 cœurs"
TITRES = ("what", "measured", "target", "")


def find_measures() -> list[str]:
    """Return the names of the modules that have ``measure()``, PREMIERES first.

    They are read, not imported: some modules of this package are scripts for Streamlit.
    """
    found = [path.stem for path in sorted(DOSSIER.glob("*.py")) if _has_measure(path)]
    return sorted(found, key=lambda name: (name not in PREMIERES, _rank(name), name))


def _has_measure(path: Path) -> bool:
    statements = ast.parse(path.read_text(encoding="utf-8")).body
    return any(isinstance(node, ast.FunctionDef) and node.name == "measure" for node in statements)


def _rank(name: str) -> int:
    return PREMIERES.index(name) if name in PREMIERES else 0


def read_results() -> dict[str, Any]:
    """Return the figures of the last run, by name of measure."""
    if not RESULTATS.exists():
        return {}
    results: dict[str, Any] = json.loads(RESULTATS.read_text(encoding="utf-8"))
    return results


def write_results(figures: Mapping[str, Any], name: str, results: dict[str, Any]) -> None:
    """Add the figures of a measure to the results, and write them."""
    results[name] = {
        "chiffres": figures,
        "date": date.today().isoformat(),
        "machine": MACHINE,
        "python": platform.python_version(),
    }
    text = json.dumps(results, ensure_ascii=False, indent=2, sort_keys=True)
    RESULTATS.write_text(text + "\n", encoding="utf-8")


def rows_of(name: str, figures: Mapping[str, Any], *, plain: bool) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a measure; without LIGNES, one row when ``plain`` and none otherwise."""
    lines: tuple[Ligne, ...] = getattr(importlib.import_module(f"bench.{name}"), "LIGNES", ())
    for line in lines or (plain_lines(name, figures) if plain else ()):
        yield line.quoi.format_map(figures), line.text(figures), line.cible, line.verdict(figures)


def table(results: Mapping[str, Any], *, plain: bool) -> list[tuple[str, ...]]:
    """Return the rows of all the measures there are figures of."""
    names = [name for name in find_measures() if name in results]
    return [row for name in names for row in rows_of(name, results[name]["chiffres"], plain=plain)]


def quote_in_readme(results: Mapping[str, Any]) -> None:
    """Rewrite the lines of README.md between its two marks."""
    lines = [TITRES, ("---",) * len(TITRES), *table(results, plain=False)]
    rows = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    days = sorted({result["date"] for result in results.values()})
    versions = sorted({result["python"] for result in results.values()})
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    note = f"\nTwo cores, Python {', '.join(versions)}, {when}.\n"
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(DEBUT)
    _, mark, after = rest.partition(FIN)
    if not mark:
        raise ValueError(f"README.md: no lines between {DEBUT.strip()} and {FIN}")
    README.write_text(f"{before}{DEBUT}{rows}{note}{FIN}{after}", encoding="utf-8")


def _print_table(results: Mapping[str, Any]) -> None:
    for what, figures, target, verdict in table(results, plain=True):
        told = f"  target: {target}: {verdict}" if target else ""
        print(f"{what}\n  {figures}\n{told}".rstrip())


def main(arguments: list[str]) -> int:
    """Run the measures asked for; 1 when one of them could not be made."""
    prepare()
    names = find_measures()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seulement", metavar="NOM", choices=names, help=", ".join(names))
    only = parser.parse_args(arguments).seulement
    results = {name: found for name, found in read_results().items() if name in names}
    failures = 0
    for name in [only] if only else names:
        print(f"{name} …", flush=True)
        try:
            figures = importlib.import_module(f"bench.{name}").measure()
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            failures += 1
            continue
        write_results(figures, name, results)
    if results:
        quote_in_readme(results)
        _print_table(results)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
