"""A sheet as read: rows of text with their numbers, and what its cells look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

Place = tuple[int, int]
"""A cell: number of its row in the file, from 1, and index of its column, from 0."""


@dataclass(frozen=True)
class Aspect:
    """What a cell looks like: colour of its background (``#92d050`` or ''), struck text or not."""

    couleur: str = ""
    barre: bool = False


@dataclass(frozen=True)
class Ligne:
    """A row that holds something: its number in the file, from 1, and its texts."""

    numero: int
    cellules: tuple[str, ...]

    def cellule(self, colonne: int) -> str:
        """Return the text of a column, '' beyond the last."""
        return self.cellules[colonne] if colonne < len(self.cellules) else ""

    @cached_property
    def remplies(self) -> tuple[int, ...]:
        """Columns that hold something."""
        return tuple(rang for rang, texte in enumerate(self.cellules) if texte)


@dataclass(frozen=True)
class Plage:
    """Merged cells: first and last row (from 1), first and last column (from 0), all included."""

    haut: int
    bas: int
    gauche: int
    droite: int


@dataclass(frozen=True)
class Feuille:
    """A sheet of a workbook, or the whole of a text file.

    Attributes
    ----------
    nom : name of the sheet, '' for a text file.
    lignes : the rows that hold something, in order.
    nombres : cells that the workbook types as numbers (a text that looks like one is not there).
    aspects : looks of the cells that have one.
    largeur_brute : number of columns of the file, those without anything included.
    """

    nom: str
    lignes: tuple[Ligne, ...]
    masquee: bool = False
    fusions: tuple[Plage, ...] = ()
    colonnes_masquees: frozenset[int] = frozenset()
    lignes_masquees: frozenset[int] = frozenset()
    nombres: frozenset[Place] = frozenset()
    aspects: Mapping[Place, Aspect] = field(default_factory=dict)
    largeur_brute: int = 0

    @cached_property
    def largeur(self) -> int:
        """Number of columns."""
        return max((len(ligne.cellules) for ligne in self.lignes), default=0)

    @cached_property
    def par_numero(self) -> dict[int, Ligne]:
        """The rows by their number."""
        return {ligne.numero: ligne for ligne in self.lignes}

    def sans_vides(self) -> "Feuille":
        """Return the sheet without the rows that hold nothing and the columns beyond the last."""
        kept = tuple(
            Ligne(ligne.numero, ligne.cellules[: ligne.remplies[-1] + 1])
            for ligne in self.lignes
            if ligne.remplies
        )
        widest = max((len(ligne.cellules) for ligne in self.lignes), default=0)
        return replace(self, lignes=kept, largeur_brute=max(widest, self.largeur_brute))


def feuille_en_json(feuille: Feuille) -> dict[str, Any]:
    """Return a sheet as plain lists: what the reading process hands over."""
    return {
        "nom": feuille.nom,
        "lignes": [[ligne.numero, list(ligne.cellules)] for ligne in feuille.lignes],
        "masquee": feuille.masquee,
        "fusions": [[p.haut, p.bas, p.gauche, p.droite] for p in feuille.fusions],
        "colonnes_masquees": sorted(feuille.colonnes_masquees),
        "lignes_masquees": sorted(feuille.lignes_masquees),
        "nombres": sorted(feuille.nombres),
        "largeur_brute": feuille.largeur_brute,
        "aspects": [[*place, one.couleur, one.barre] for place, one in feuille.aspects.items()],
    }


def feuille_de_json(contenu: Mapping[str, Any]) -> Feuille:
    """Return the sheet that ``feuille_en_json`` wrote."""
    return Feuille(
        nom=contenu["nom"],
        lignes=tuple(Ligne(numero, tuple(cellules)) for numero, cellules in contenu["lignes"]),
        masquee=contenu["masquee"],
        fusions=tuple(Plage(*bornes) for bornes in contenu["fusions"]),
        colonnes_masquees=frozenset(contenu["colonnes_masquees"]),
        lignes_masquees=frozenset(contenu["lignes_masquees"]),
        largeur_brute=contenu["largeur_brute"],
        nombres=frozenset((ligne, colonne) for ligne, colonne in contenu["nombres"]),
        aspects={
            (ligne, colonne): Aspect(couleur, barre)
            for ligne, colonne, couleur, barre in contenu["aspects"]
        },
    )
