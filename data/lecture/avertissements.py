"""What deserves a second look in a valid registre: told to its keeper, refused to nobody."""

import re
from collections.abc import Iterator, Mapping

from data.dates import DatePartielle
from data.errors import ErreurDeDonnees, quote
from data.lecture.regles_territoires import find_unlike_labels
from data.lecture.tables import Table

MEME_CONTRAT = ("nom", "departements", "generation", "date_signature", "periode_debut")
PROLONGATION = re.compile(r"prolong|avenant", re.IGNORECASE)


def find_avertissements(tables: Mapping[str, Table]) -> list[ErreurDeDonnees]:
    """Every warning about these tables, in the order of their lines. tables: {name: table}."""
    found: list[ErreurDeDonnees] = []
    if "contrats" in tables:
        found += [*_end_after_its_extension(tables["contrats"]), *_told_twice(tables["contrats"])]
    if "perimetres" in tables:
        found += find_unlike_labels(tables["perimetres"])
    if "chiffres_publies" in tables:
        found += _figures_told_twice(tables["chiffres_publies"])
    return found


def _figures_told_twice(chiffres: Table) -> Iterator[ErreurDeDonnees]:
    """A figure may be published on two pages; twice in the same words, it was copied twice."""
    premieres: dict[tuple[str, ...], int] = {}
    for ligne, cellules in chiffres.lignes:
        avant = premieres.setdefault(tuple(cellules.values()), ligne)
        if avant != ligne:
            message = f"la ligne répète la ligne {avant}."
            yield ErreurDeDonnees(chiffres.fichier, ligne, "", "", "une seule des deux", message)


def _end_after_its_extension(contrats: Table) -> Iterator[ErreurDeDonnees]:
    """A note that speaks of an extension or of an addendum, and an end that does not follow.

    A contract must not be said over against what its own source says.
    """
    for ligne, cellules in contrats.lignes:
        said = PROLONGATION.search(cellules.get("notes", ""))
        if said is None or end_follows(cellules):
            continue
        fin = cellules.get("date_fin", "")
        message = f"{cellules['id']}\u00a0: la note dit {quote(said[0])} et " + (
            f"la fin {quote(fin)} est le terme d'origine." if fin else "la fin est vide."
        )
        attendu = "la date de fin après prolongation, si la source la donne"
        yield ErreurDeDonnees(contrats.fichier, ligne, "date_fin", fin, attendu, message)


def _told_twice(contrats: Table) -> Iterator[ErreurDeDonnees]:
    """Two contracts of one name, one place, one generation and one beginning: one too many."""
    premieres: dict[tuple[str, ...], int] = {}
    for ligne, cellules in contrats.lignes:
        place = tuple(cellules[nom] for nom in MEME_CONTRAT)
        avant = premieres.setdefault(place, ligne)
        if avant != ligne:
            message = f"{cellules['id']}\u00a0: même contrat, dirait-on, que ligne {avant}."
            attendu = "un nom, une génération ou une date qui les distingue"
            yield ErreurDeDonnees(contrats.fichier, ligne, "nom", cellules["nom"], attendu, message)


def end_follows(cellules: Mapping[str, str]) -> bool:
    """Tell whether the end written goes beyond the first term (start and duration), if known.

    cellules: the texts of a valid row of contrats.csv.
    """
    fin = cellules["date_fin"]
    debut = cellules["date_signature"] or cellules["periode_debut"]
    if not fin or not debut or not cellules["duree_ans"]:
        return bool(fin)
    term = DatePartielle.parse(debut).plus_annees(int(cellules["duree_ans"]))
    return DatePartielle.parse(fin).dernier_jour > term.dernier_jour
