"""What each column of the file is: proposed from name and contents, corrected by a person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.atelier.fichier.feuille import Ligne
from data.atelier.tableau.colonnes_mots import (
    ACTIONS,
    CIBLES_DATE,
    CIBLES_TERRITOIRE,
    CONTRATS,
    LAISSEES,
    LIBELLES,
)
from data.atelier.tableau.entete import Entete, cibles_de_l_entete
from data.atelier.valeurs.codes import a_la_forme_d_un_code
from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.etapes import est_une_etape
from data.atelier.valeurs.lecture import SURE
from data.atelier.valeurs.mots import en_mots, ne_dit_rien
from data.atelier.valeurs.statuts import statut_en_tete
from data.errors import quote

EXEMPLES = 3
PART_RECONNUE = 0.6
VALEURS_LUES = 200
_REPETABLES = frozenset(
    {"croix", "statut", "notes", "perimetre", "commune", "epci", "source_url", "axe", *LAISSEES}
)
"""Cibles that several columns may have; of the others, the first column keeps it."""
EstTerritoire = Callable[[str], bool]


@dataclass(frozen=True)
class Colonne:
    """A column of the file.

    rang : from 0. entete : as written. cible : what it is, None when it is ignored.
    statut : for a column of crosses, the status that its header names.
    exemples : its first different values, three at most.
    """

    rang: int
    entete: str
    cible: str | None
    pourquoi: str
    exemples: tuple[str, ...] = ()
    statut: str = ""


def propose_colonnes(
    entete: Entete,
    lignes: Sequence[Ligne],
    largeur_brute: int,
    est_territoire: EstTerritoire,
    choix: Mapping[str, str | None],
) -> tuple[Colonne, ...]:
    """Return the columns of a table, each with what it is and why.

    Parameters
    ----------
    lignes : the rows under the header.
    largeur_brute : number of columns of the file, empty ones included.
    est_territoire : tells whether a text is exactly the name or the code of a territory.
    choix : what a person (or a profile) said, by header as written; None to ignore a column.
    """
    known = dict(cibles_de_l_entete(entete.textes, entete.genre))
    columns = [
        _column(rank, text, known.get(rank), _values(lignes, rank), entete.genre, est_territoire)
        for rank, text in enumerate(entete.textes)
    ]
    columns = [_as_chosen(column, choix) for column in columns]
    columns = list(_one_each(columns, choix))
    empty = range(len(columns), largeur_brute)
    return (*columns, *(Colonne(rank, "", None, "colonne vide") for rank in empty))


def _values(lignes: Sequence[Ligne], rank: int) -> list[str]:
    """Return the different values of a column, in order, those that say nothing left out."""
    texts = (ligne.cellule(rank) for ligne in lignes)
    return list(dict.fromkeys(text for text in texts if text and not ne_dit_rien(text)))[
        :VALEURS_LUES
    ]


def _column(
    rank: int, text: str, cible: str | None, values: list[str], genre: str, here: EstTerritoire
) -> Colonne:
    examples = tuple(values[:EXEMPLES])
    if not text and not values:
        return Colonne(rank, text, None, "colonne vide")
    if cible in LAISSEES:
        return Colonne(rank, text, None, LAISSEES[cible or ""], examples)
    if cible == "croix":
        status = statut_en_tete(text) or ""
        return Colonne(rank, text, "croix", "son nom est un statut : des croix", examples, status)
    if cible is None:
        return _by_contents(rank, text, values, genre, here)
    if _contradicted(cible, values, here):
        reason = f"son nom dit {quote(LIBELLES[cible])}, son contenu non"
        other = _by_contents(rank, text, values, genre, here)
        return other if other.cible else Colonne(rank, text, None, reason, examples)
    return Colonne(rank, text, cible, "d'après son nom", examples)


def _contradicted(cible: str, values: list[str], here: EstTerritoire) -> bool:
    """Tell whether nothing in a column reads as what its name says."""
    if len(values) < 3:
        return False
    if cible in CIBLES_DATE:
        return not any(_is_date(value) or "20" in value for value in values)
    if cible in ("code_commune", "code_epci", "code_territoire", "porteur_code"):
        return not any(
            a_la_forme_d_un_code(value) or any(map(str.isdigit, value)) for value in values
        )
    return False


def _by_contents(
    rank: int, text: str, values: list[str], genre: str, here: EstTerritoire
) -> Colonne:
    """Recognise a column whose name says nothing by what it holds."""
    examples = tuple(values[:EXEMPLES])
    if not values:
        return Colonne(rank, text, None, "colonne vide")

    def share(test: Callable[[str], bool]) -> float:
        return sum(map(test, values)) / len(values)

    reason = "d'après son contenu"
    if genre == CONTRATS:
        if share(lambda value: a_la_forme_d_un_code(value)) >= PART_RECONNUE and share(here) > 0.3:
            return Colonne(rank, text, "code_territoire", reason, examples)
        if share(here) >= PART_RECONNUE:
            return Colonne(rank, text, "perimetre", reason, examples)
        if share(est_une_etape) >= PART_RECONNUE:
            return Colonne(rank, text, "etape", reason, examples)
        if share(_is_date) >= PART_RECONNUE:
            return Colonne(rank, text, None, "des dates, mais lesquelles ?", examples)
    if genre == ACTIONS and share(lambda value: statut_en_tete(value) is not None) >= PART_RECONNUE:
        return Colonne(rank, text, "statut", reason, examples)
    return Colonne(rank, text, None, "non reconnue", examples)


def _is_date(value: str) -> bool:
    read = lire_date(value)
    return read.certitude == SURE and bool(read.valeur)


def _as_chosen(column: Colonne, choix: Mapping[str, str | None]) -> Colonne:
    if column.entete not in choix:
        return column
    chosen = choix[column.entete]
    status = (statut_en_tete(column.entete) or "") if chosen == "croix" else ""
    return replace(column, cible=chosen, pourquoi="choisi par vous", statut=status)


def _one_each(columns: list[Colonne], choix: Mapping[str, str | None]) -> Iterator[Colonne]:
    """Leave a cible to one column: the one a person chose, else the best named, else the first."""
    holders: dict[str, Colonne] = {}
    for column in columns:
        if column.cible and column.cible not in _REPETABLES:
            held = holders.get(column.cible)
            if held is None or _precedence(column, choix) < _precedence(held, choix):
                holders[column.cible] = column
    for column in columns:
        holder = holders.get(column.cible or "", column)
        if column.cible in CIBLES_TERRITOIRE or holder is column:
            yield column
        else:
            yield replace(column, cible=None, pourquoi=f"déjà donné par {quote(holder.entete)}")


def _precedence(column: Colonne, choix: Mapping[str, str | None]) -> tuple[bool, bool, int]:
    """Order of the columns that claim one cible: chosen, then bearing its very name."""
    words = en_mots(column.entete)
    own = column.cible is not None and words.startswith(column.cible.split("_")[0])
    return column.entete not in choix, not own, column.rang
