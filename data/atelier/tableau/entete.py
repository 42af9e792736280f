"""Finding the header of a table: not always the first row, sometimes two, sometimes none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.atelier.fichier.feuille import Feuille, Ligne
from data.atelier.tableau.colonnes_mots import ACTIONS, CONTRATS
from data.atelier.tableau.entetes_mots import MOTIFS, cible_de
from data.atelier.valeurs.mots import aplatir, en_mots
from data.atelier.valeurs.statuts import statut_en_tete

LIGNES_LUES = 80
LONGUEUR_ENTETE = 90
MOTS_D_UNE_PHRASE = 6
CIBLES_MIN = 2
_VALEUR = re.compile(
    r"[\d\s.,/%€:-]+|(?:19|20)\d{2}.*|.*\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.*", re.DOTALL
)


@dataclass(frozen=True)
class Entete:
    """The header found.

    ligne : number of its row, 0 when the table has none (columns are then named by their rank).
    derniere : number of its last row: the table starts after it.
    textes : header of each column, '' for a column without one.
    genre : CONTRATS or ACTIONS.
    cibles : how many different columns were recognised.
    """

    ligne: int
    derniere: int
    textes: tuple[str, ...]
    genre: str
    cibles: int


def find_entete(feuille: Feuille, ligne: int | None = None) -> Entete:
    """Find the header of a sheet.

    Parameters
    ----------
    ligne : row chosen by a person, 0 for "no header"; found when None.

    The row that names the most columns wins, the first one at equal number. Where no row names
    any, the first row that holds only short texts is taken for it.
    """
    if ligne == 0:
        return _without(feuille)
    if ligne is not None:
        chosen = feuille.par_numero.get(ligne)
        if chosen is not None:
            return _build(feuille, chosen)
        return _without(feuille)
    rows = feuille.lignes[:LIGNES_LUES]
    needed = 1 if feuille.largeur == 1 else CIBLES_MIN
    best = max(rows, key=lambda row: (_best_score(row), -row.numero), default=None)
    if best is not None and _best_score(best)[0] >= needed:
        return _build(feuille, best)
    plain = next((row for row in rows if _is_plain(row, feuille)), None)
    return _build(feuille, plain) if plain is not None else _without(feuille)


def looks_like_entete(ligne: Ligne) -> bool:
    """Tell whether a row further down is a header of its own: another table starts there."""
    return _best_score(ligne)[0] > CIBLES_MIN


def _best_score(ligne: Ligne) -> tuple[int, int]:
    return max(_score(ligne, genre) for genre in MOTIFS)


def cibles_de_l_entete(textes: tuple[str, ...], genre: str) -> Iterator[tuple[int, str]]:
    """Yield (column, cible) of the headers that are known; a status as header is ``croix``."""
    for rank, text in enumerate(textes):
        if not text:
            continue
        words = en_mots(text.replace("%", " pct "))
        if genre == ACTIONS and statut_en_tete(words):
            yield rank, "croix"
            continue
        cible = cible_de(words, genre)
        if cible:
            yield rank, cible


def _score(ligne: Ligne, genre: str) -> tuple[int, int]:
    """Number of different cibles that a row names, then its filled cells; nothing for values."""
    texts = [ligne.cellule(rank) for rank in ligne.remplies]
    heads = [text for text in texts if _can_head(text)]
    if len(heads) < 0.7 * len(texts):
        return 0, 0
    named = {cible for _, cible in cibles_de_l_entete(tuple(heads), genre)}
    crosses = sum(statut_en_tete(text) is not None for text in heads) if genre == ACTIONS else 0
    return len(named) + max(0, crosses - 1), len(heads)


def _can_head(text: str) -> bool:
    sentence = text.rstrip().endswith(".") and len(text.split()) >= MOTS_D_UNE_PHRASE
    return len(text) <= LONGUEUR_ENTETE and not sentence and not _VALEUR.fullmatch(aplatir(text))


def _is_plain(ligne: Ligne, feuille: Feuille) -> bool:
    """A row of short texts, all different, as wide as the table: a header in unknown words."""
    texts = [ligne.cellule(rank) for rank in ligne.remplies]
    wide = len(texts) >= max(1, 0.6 * feuille.largeur)
    return wide and all(map(_can_head, texts)) and len(set(map(en_mots, texts))) == len(texts)


def _genre(textes: tuple[str, ...]) -> tuple[str, int]:
    counts = {
        genre: len({cible for _, cible in cibles_de_l_entete(textes, genre)}) for genre in MOTIFS
    }
    actions = {cible for _, cible in cibles_de_l_entete(textes, ACTIONS)}
    if not actions & {"intitule", "numero"}:
        return CONTRATS, counts[CONTRATS]
    crosses = sum(statut_en_tete(text) is not None for text in textes)
    if counts[ACTIONS] + max(0, crosses - 1) > counts[CONTRATS]:
        return ACTIONS, counts[ACTIONS]
    return CONTRATS, counts[CONTRATS]


def _build(feuille: Feuille, ligne: Ligne) -> Entete:
    texts = [ligne.cellule(rank) for rank in range(feuille.largeur)]
    above, below = (
        feuille.par_numero.get(ligne.numero - 1),
        feuille.par_numero.get(ligne.numero + 1),
    )
    if above is not None and len(above.remplies) > 1:
        texts = [text or above.cellule(rank) for rank, text in enumerate(texts)]
    last = ligne.numero
    if below is not None and _is_second_row(feuille, ligne, below):
        texts = [below.cellule(rank) or text for rank, text in enumerate(texts)]
        last = below.numero
    clean = tuple(" ".join(text.split()) for text in texts)
    genre, cibles = _genre(clean)
    return Entete(ligne.numero, last, clean, genre, cibles)


def _is_second_row(feuille: Feuille, ligne: Ligne, below: Ligne) -> bool:
    """The names under a wide header ("Dates" over "signature" and "fin")."""
    spanned = any(
        plage.haut <= ligne.numero <= plage.bas and plage.droite > plage.gauche
        for plage in feuille.fusions
    )
    gaps = any(not ligne.cellule(rank) for rank in below.remplies)
    return (spanned or gaps) and _best_score(below)[0] >= CIBLES_MIN


def _without(feuille: Feuille) -> Entete:
    """A table without a header: its columns are named by their rank."""
    names = tuple(f"colonne {rank + 1}" for rank in range(feuille.largeur))
    return Entete(0, 0, names, CONTRATS, 0)
