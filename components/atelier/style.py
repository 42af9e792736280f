"""Style rules of the workshop, and its tables: real ones, whose texts are escaped."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

_RULES = """
<style>
.atelier { overflow-x: auto; overflow-wrap: break-word; }
.atelier table { border-collapse: collapse; width: 100%; margin: 0 0 0.4rem !important; }
.atelier caption { text-align: left; font-weight: 600; padding: 0 0 0.3rem; color: inherit;
  font-size: 1rem; }
.atelier th, .atelier td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem !important;
  border: 0 !important; border-bottom: 1px solid #e2e6eb !important; font-weight: 400;
  min-width: 4.5rem; white-space: pre-line; }
.atelier thead th { color: #3f4a59; font-size: 0.9rem;
  border-bottom: 2px solid #b4c0d0 !important; }
.atelier td.nombre, .atelier th.nombre { text-align: right; white-space: nowrap; }
.atelier tr.entete td, .atelier tr.entete th { background: #e8f0fa; font-weight: 600; }
.atelier tr.haute td, .atelier tr.haute th { font-weight: 600; }
.atelier tbody th { color: #3f4a59; }
.atelier .avant { color: #434a54; text-decoration: line-through; }
.st-key-compte-bandeau { margin-top: 1rem; }
.atelier-valeur b { font-size: 1.05rem; }
.atelier-valeur small, .atelier small { color: #4b5563; font-size: 0.88rem; }
.atelier-exemples { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr));
  gap: 0.8rem; }
.atelier-exemples > div { border: 1px solid #d5dae1; border-radius: 4px; padding: 0.5rem 0.7rem; }
.atelier-exemples > div { overflow-x: auto; }
.atelier-exemples caption { max-width: calc(100vw - 6rem) !important; }
.atelier-exemples > div.oui { border-top: 5px solid #1b6e3c; }
.atelier-exemples > div.non { border-top: 5px dashed #b3261e; }
.st-key-atelier-carte-cadre { min-height: 420px; }
@media (max-width: 640px) {
  .atelier th, .atelier td { padding: 0.25rem 0.35rem !important; min-width: 5rem; }
  .atelier th:first-child { min-width: 8rem; }
  .atelier caption { position: sticky; left: 0; max-width: calc(100vw - 2.5rem); }
  .atelier td.nombre { min-width: 3.5rem; }
}
</style>
"""


def apply_atelier_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)


def tableau(
    titre: str,
    entetes: Sequence[str],
    lignes: Iterable[Sequence[str]],
    *,
    nombres: Sequence[int] = (),
    classes: Sequence[str] = (),
) -> str:
    """Return a table as HTML, its texts escaped.

    ``nombres``: ranks of the columns of figures, set to the right; ``classes``: of each row.
    """

    def cell(tag: str, rank: int, text: str, scope: str = "") -> str:
        kind = ' class="nombre"' if rank in nombres else ""
        return f"<{tag}{scope}{kind}>{escape(text)}</{tag}>"

    head = "".join(cell("th", rank, one, ' scope="col"') for rank, one in enumerate(entetes))
    rows = []
    for number, row in enumerate(lignes):
        kind = f' class="{classes[number]}"' if number < len(classes) and classes[number] else ""
        cells = cell("th", 0, row[0], ' scope="row"')
        cells += "".join(cell("td", rank, one) for rank, one in enumerate(row[1:], start=1))
        rows.append(f"<tr{kind}>{cells}</tr>")
    return (
        f"<table><caption>{escape(titre)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def draw_tableau(
    titre: str,
    entetes: Sequence[str],
    lignes: Iterable[Sequence[str]],
    *,
    nombres: Sequence[int] = (),
    classes: Sequence[str] = (),
) -> None:
    """Draw a table; see ``tableau``."""
    st.html(
        '<div class="atelier">'
        + tableau(titre, entetes, lignes, nombres=nombres, classes=classes)
        + "</div>"
    )
