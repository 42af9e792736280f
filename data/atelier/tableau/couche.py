"""A table that lies on its side: fields as rows, contracts as columns. It is told, never guessed.

Read as it is, its fields would become contracts. Turned by us, its rows would not have the numbers
that their owner sees.
"""

from data.atelier.fichier.feuille import Feuille
from data.atelier.tableau.entete import LIGNES_LUES, Entete, cibles_de_l_entete
from data.atelier.tableau.entetes_mots import MOTIFS

CHAMPS_MIN = 3
PART_MIN = 0.6  # of the texts of the first column
CITES = 4


def champs_en_lignes(feuille: Feuille, entete: Entete) -> tuple[str, ...]:
    """Return the names of fields that the first column holds where a header is expected; () if not.

    The first column then names more fields than ``entete``, the row that names most, and little
    else.
    """
    rows = feuille.lignes[: LIGNES_LUES + 1]
    if feuille.largeur < 2 or len(rows) > LIGNES_LUES:
        return ()
    first = min((row.remplies[0] for row in rows), default=0)
    texts = tuple(text for row in rows if (text := " ".join(row.cellule(first).split())))
    named = max((_named(texts, genre) for genre in MOTIFS), key=len)
    if len(named) < max(CHAMPS_MIN, PART_MIN * len(texts)) or len(named) <= entete.cibles:
        return ()
    return named[:CITES]


def _named(textes: tuple[str, ...], genre: str) -> tuple[str, ...]:
    """Return the texts that name a field, one for each field."""
    by_cible: dict[str, str] = {}
    for rank, cible in cibles_de_l_entete(textes, genre):
        by_cible.setdefault(cible, textes[rank])
    return tuple(by_cible.values())
