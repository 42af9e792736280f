"""The rows of a table: contracts or actions, without totals, notes, titles and the next table."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.atelier.fautes import Faute, Fautes
from data.atelier.fichier.feuille import Aspect, Feuille, Ligne
from data.atelier.tableau.colonnes import Colonne
from data.atelier.tableau.colonnes_mots import ACTIONS, CIBLES_REPETEES, CIBLES_TERRITOIRE
from data.atelier.tableau.entete import Entete, cibles_de_l_entete, looks_like_entete
from data.atelier.valeurs.mots import en_mots

IDENTITE = {
    "contrats": ("id", "nom", "porteur", "porteur_code", *CIBLES_TERRITOIRE),
    "actions": ("intitule", "numero"),
}
_TOTAL = re.compile(
    r"^(?:s(?:ous|s)? )?tota(?:l|ux)\b|^ensemble$|^somme$|^moyenne\b|^cumul\b|^total$"
)
_NOTE = re.compile(
    r"^\s*(?:\*|\(\*+\)|\(?\d\)\s|nb\b|n\.b\.|source\s*:|légende|legende|lecture\s*:|note\s*:)",
    re.I,
)
_IDEM = frozenset(["idem", "id.", "ibid.", "ditto", "〃", "″", "”", "“", '"', "''", "-//-", "»"])
_BILAN = re.compile(r"^(?:bilan|synthese|recapitulatif|resume|legende)\b")
_AXE = re.compile(
    r"^(?:axes?|orientations?|priorites?|thematiques?|volets?|ambitions?|enjeux?|defis?|"
    r"objectifs? strategiques?)\b"
)


@dataclass(frozen=True)
class Rangee:
    """A row of the table.

    textes : text of each column, by its rank; those taken from a cell above included.
    heritees : columns taken from above, with the row they come from.
    fusionnees : those of them that are cells truly merged.
    titre : the title above it (an axis, a département), '' without one.
    """

    ligne: int
    textes: Mapping[int, str]
    heritees: Mapping[int, int] = field(default_factory=dict)
    fusionnees: frozenset[int] = frozenset()
    titre: str = ""


@dataclass(frozen=True)
class Tableau:
    """A table found in a sheet: its header, its columns, its rows, and what is left out.

    ignorees : rows left out, with the reason. titres : rows that are titles of what follows.
    """

    feuille: Feuille
    entete: Entete
    colonnes: tuple[Colonne, ...]
    rangees: tuple[Rangee, ...]
    ignorees: Mapping[int, str]
    titres: Mapping[int, str]
    fautes: tuple[Faute, ...]

    @property
    def genre(self) -> str:
        """CONTRATS or ACTIONS."""
        return self.entete.genre

    def colonnes_de(self, *cibles: str) -> list[Colonne]:
        """Return the columns that lead to one of these cibles, in the order of the file."""
        return [column for column in self.colonnes if column.cible in cibles]

    def texte(self, rangee: Rangee, cible: str) -> str:
        """Return the text of the first filled column of a cible, '' when there is none."""
        texts = (rangee.textes.get(column.rang, "") for column in self.colonnes_de(cible))
        return next((text for text in texts if text), "")

    def est_un_nombre(self, rangee: Rangee, rang: int) -> bool:
        """Tell whether the workbook types a cell as a number."""
        return (rangee.ligne, rang) in self.feuille.nombres

    def aspect(self, rangee: Rangee, rang: int) -> Aspect:
        """Return the look of a cell."""
        return self.feuille.aspects.get((rangee.ligne, rang), Aspect())


def rows_under(feuille: Feuille, entete: Entete) -> tuple[list[Ligne], int]:
    """Return the rows under a header, and the row where another table starts (0 without one)."""
    rows: list[Ligne] = []
    previous = entete.derniere
    for ligne in feuille.lignes:
        if ligne.numero <= entete.derniere:
            continue
        after_a_gap = ligne.numero > previous + 1 and entete.ligne > 0
        other = (after_a_gap and looks_like_entete(ligne)) or _says_its_header(ligne, entete)
        if other and not _same_header(ligne, entete):
            if rows and rows[-1].numero == ligne.numero - 1 and len(rows[-1].remplies) == 1:
                rows.pop()  # the title of the other table
            return rows, ligne.numero
        rows.append(ligne)
        previous = ligne.numero + max((text.count("\n") for text in ligne.cellules), default=0)
    return rows, 0


def _says_its_header(ligne: Ligne, entete: Entete) -> bool:
    """Tell whether a row names its own columns: another table starts there, gap or not."""
    ranks = ligne.remplies
    named = len(dict(cibles_de_l_entete(ligne.cellules, entete.genre)))
    same = any(en_mots(ligne.cellule(r)) == en_mots(entete.textes[r]) for r in ranks)
    return entete.ligne > 0 and len(ranks) > 1 and same and 2 * named > len(ranks)


def _same_header(ligne: Ligne, entete: Entete) -> bool:
    pairs = [(ligne.cellule(rank), entete.textes[rank]) for rank in ligne.remplies]
    same = sum(en_mots(one) == en_mots(other) for one, other in pairs)
    return same >= (len(pairs) - 1 if len(pairs) > 2 else len(pairs))


def build_tableau(
    feuille: Feuille,
    entete: Entete,
    colonnes: Sequence[Colonne],
    lignes: Iterable[Ligne],
    suite: int,
    est_departement: Callable[[str], bool],
) -> Tableau:
    """Sort the rows under a header.

    Parameters
    ----------
    suite : row where another table starts, 0 without one.
    est_departement : tells whether a text names a département, alone on its row above its list.
    """
    builder = _Builder(feuille, entete, tuple(colonnes), est_departement)
    for ligne in lignes:
        builder.add(ligne)
    faults = list(_hidden(feuille, colonnes, builder.rows))
    if suite:
        faults.append(Faute(Fautes.SECOND_TABLEAU, f"il commence ligne {suite}", lignes=(suite,)))
    return Tableau(
        feuille,
        entete,
        tuple(colonnes),
        tuple(builder.rows),
        builder.ignored,
        builder.titles,
        tuple(faults),
    )


def _hidden(feuille: Feuille, colonnes: Sequence[Colonne], rows: list[Rangee]) -> Iterable[Faute]:
    for column in colonnes:
        if column.rang in feuille.colonnes_masquees and column.cible:
            yield Faute(Fautes.COLONNE_MASQUEE, "elle compte comme les autres", column.entete)
    hidden = tuple(row.ligne for row in rows if row.ligne in feuille.lignes_masquees)
    if hidden:
        yield Faute(Fautes.LIGNE_MASQUEE, "elle compte comme les autres", lignes=hidden)


def _vertical_merges(feuille: Feuille) -> dict[int, list[tuple[int, int]]]:
    """Return the merged cells of each column that run over several rows: (first, last), sorted."""
    found: dict[int, list[tuple[int, int]]] = {}
    for plage in feuille.fusions:
        if plage.bas > plage.haut:
            found.setdefault(plage.gauche, []).append((plage.haut, plage.bas))
    return {rank: sorted(plages) for rank, plages in found.items()}


class _Builder:
    """Goes down the rows, remembering what is above."""

    def __init__(
        self,
        feuille: Feuille,
        entete: Entete,
        colonnes: tuple[Colonne, ...],
        est_departement: Callable[[str], bool],
    ) -> None:
        self.feuille, self.entete = feuille, entete
        self.by_rank = {column.rang: column for column in colonnes}
        self.identity = {c.rang for c in colonnes if c.cible in IDENTITE[entete.genre]}
        self.repeated = [c.rang for c in colonnes if c.cible in CIBLES_REPETEES]
        self.merges = _vertical_merges(feuille)
        self.est_departement = est_departement
        self.rows: list[Rangee] = []
        self.ignored: dict[int, str] = {}
        self.titles: dict[int, str] = {}
        self.title = ""
        self.above: dict[int, tuple[str, int]] = {}

    def add(self, ligne: Ligne) -> None:
        reason = self._left_out(ligne)
        if reason:
            self.ignored[ligne.numero] = reason
            return
        if self._is_title(ligne):
            self.title = next(ligne.cellule(rank) for rank in ligne.remplies)
            self.titles[ligne.numero] = self.title
            self.above = {}
            return
        texts, inherited, merged = self._filled(ligne)
        if not any(texts.get(rank) for rank in self.identity):
            self.ignored[ligne.numero] = self._nothing()
            return
        self.rows.append(Rangee(ligne.numero, texts, inherited, merged, self.title))

    def _nothing(self) -> str:
        if self.entete.genre == ACTIONS:
            return "ni numéro ni intitulé de fiche"
        return "ni contrat, ni territoire, ni porteur"

    def _left_out(self, ligne: Ligne) -> str:
        """Return why a row is not one of the table, '' when it may be."""
        texts = [ligne.cellule(rank) for rank in ligne.remplies]
        if len(texts) > 1 and _same_header(ligne, self.entete):
            return "en-tête répété"
        if any(_TOTAL.match(en_mots(text)) for text in texts):
            return "total"
        if len(texts) <= 2 and _NOTE.match(texts[0]):
            return "note"
        if _BILAN.match(en_mots(texts[0])) and len(texts) <= 2:
            return "bilan"
        return ""

    def _is_title(self, ligne: Ligne) -> bool:
        """A row with one text, that names what follows: an axis, a département."""
        if len(ligne.remplies) != 1:
            return False
        rank = ligne.remplies[0]
        text = ligne.cellule(rank)
        column = self.by_rank.get(rank)
        if self.entete.genre == ACTIONS:
            in_axis = column is not None and column.cible == "axe"
            return in_axis or bool(_AXE.match(en_mots(text))) or self._spans(ligne, rank)
        if self._spans(ligne, rank) or self.est_departement(text):
            return len(self.by_rank) > 1
        return rank not in self.identity and rank == 0 and not any(map(str.isdigit, text))

    def _spans(self, ligne: Ligne, rank: int) -> bool:
        return any(
            plage.haut == ligne.numero and plage.gauche == rank and plage.droite > rank
            for plage in self.feuille.fusions
        )

    def _filled(self, ligne: Ligne) -> tuple[dict[int, str], dict[int, int], frozenset[int]]:
        """Fill the cells that a merged cell, or the head of a group, covers."""
        texts = {rank: ligne.cellule(rank) for rank in ligne.remplies}
        inherited: dict[int, int] = {}
        for rank in [one for one, text in texts.items() if text.strip().casefold() in _IDEM]:
            before = self.rows[-1] if self.rows else Rangee(0, {})
            texts[rank], inherited[rank] = before.textes.get(rank, ""), before.ligne
        merged: set[int] = set()
        for rank, plages in self.merges.items():
            place = bisect_left(plages, (ligne.numero,)) - 1
            if rank in texts or place < 0:
                continue
            top_row, bottom_row = plages[place]
            top = self.feuille.par_numero.get(top_row)
            if top is not None and ligne.numero <= bottom_row and top_row > self.entete.derniere:
                texts[rank] = top.cellule(rank)
                inherited[rank] = top_row
                merged.add(rank)
        for rank in self.repeated:
            if texts.get(rank):
                self.above[rank] = (texts[rank], inherited.get(rank, ligne.numero))
            elif rank in self.above and any(texts.get(one) for one in self.identity):
                texts[rank], inherited[rank] = self.above[rank]
        return texts, inherited, frozenset(merged)
