"""The draft of one contract: rows to write, add or take off, made from the registre as it was read.

The draft keeps the number of the publication that it was made from: what somebody else publishes
meanwhile is seen at once, and never overwritten in silence.
"""

from dataclasses import dataclass, replace

from data.depot.cles import cle_de, colonnes
from data.depot.etat import cellules_de
from data.depot.modele import Cellules, Changement, Tables
from geo.atelier.ecarts.lignes import TABLES_IMPORTEES
from geo.atelier.ecarts.lignes import Changement as Ecart
from geo.atelier.ecarts.lignes import cle_de as identite

TABLES_SAISIES = TABLES_IMPORTEES
CONTRATS, PERIMETRES = "contrats", "perimetres"


@dataclass(frozen=True)
class Retouche:
    """A row as it is wanted; ``apres`` is None to take it off. ``rang``: the place it takes."""

    ressource: str
    cle: str
    apres: Cellules | None
    rang: int | None = None

    @property
    def place(self) -> tuple[str, str]:
        """What tells this row from the others."""
        return self.ressource, self.cle


@dataclass(frozen=True)
class Brouillon:
    """The changes of a contract, in the order in which they were made.

    ``numero``: publication that it was made from; ``tables`` below are those of that publication.
    """

    contrat_id: str
    numero: int
    retouches: tuple[Retouche, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.retouches)

    def retouche(self, ressource: str, cle: str) -> Retouche | None:
        """Return the change of a row, None when the draft leaves it as it is."""
        return next((one for one in self.retouches if one.place == (ressource, cle)), None)

    def lignes(self, tables: Tables, ressource: str) -> dict[str, Cellules]:
        """Return the rows of the contract as the draft wants them, by key, in their order."""
        held = lues(tables, ressource, self.contrat_id)
        ranks = {cle: tables[ressource][cle].rang for cle in held}
        last = max(ranks.values(), default=0)
        for rank, one in enumerate(self.retouches, start=1):
            if one.ressource != ressource:
                continue
            if one.apres is None:
                held.pop(one.cle, None)
                continue
            held[one.cle] = one.apres
            ranks.setdefault(one.cle, one.rang if one.rang is not None else last + rank)
        return {cle: held[cle] for cle in sorted(held, key=lambda cle: (ranks[cle], cle))}

    def ligne(self, tables: Tables, ressource: str, cle: str) -> Cellules | None:
        """Return one row as the draft wants it, None when there is none."""
        return self.lignes(tables, ressource).get(cle)

    def contrat(self, tables: Tables) -> Cellules | None:
        """Return the row of the contract, None when the registre has none and none is added."""
        return self.ligne(tables, CONTRATS, self.contrat_id)

    def ecrit(
        self, tables: Tables, ressource: str, cellules: Cellules, cle: str = ""
    ) -> "Brouillon":
        """Return the draft with a row written; ``cle``: of the row that it takes the place of.

        A row whose identifier changes is taken off, and another put in its place.
        """
        wanted = cle_de(ressource, cellules)
        draft, rank = self, None
        if cle and cle != wanted:
            held, mine = tables[ressource].get(cle), self.retouche(ressource, cle)
            rank = held.rang if held is not None else mine.rang if mine is not None else None
            draft = self.retire(tables, ressource, cle)
        return draft._put(tables, Retouche(ressource, wanted, dict(cellules), rank))

    def porte(self, tables: Tables, ressource: str, cellules: Cellules, cle: str = "") -> bool:
        """Tell whether another row of the contract has this identifier: it would be lost."""
        wanted = cle_de(ressource, cellules)
        return wanted != cle and wanted in self.lignes(tables, ressource)

    def retire(self, tables: Tables, ressource: str, cle: str) -> "Brouillon":
        """Return the draft with a row taken off."""
        return self._put(tables, Retouche(ressource, cle, None))

    def oublie(self, ressource: str, cle: str) -> "Brouillon":
        """Return the draft without what it changed of a row."""
        kept = tuple(one for one in self.retouches if one.place != (ressource, cle))
        return replace(self, retouches=kept)

    def avec_perimetre_de(self, autre: "Brouillon") -> "Brouillon":
        """Return the draft with the perimeter that another draft of the contract wants."""
        mine = tuple(one for one in self.retouches if one.ressource != PERIMETRES)
        theirs = tuple(one for one in autre.retouches if one.ressource == PERIMETRES)
        return replace(self, retouches=(*mine, *theirs))

    def _put(self, tables: Tables, retouche: Retouche) -> "Brouillon":
        """Put a change in; nothing is kept of a change that leaves the row as it was read."""
        place = retouche.ressource, retouche.cle
        if retouche.apres == lue(tables, *place):
            return self.oublie(*place)
        if self.retouche(*place) is None:
            return replace(self, retouches=(*self.retouches, retouche))
        changed = tuple(retouche if one.place == place else one for one in self.retouches)
        return replace(self, retouches=changed)

    def changements(self, tables: Tables) -> list[Changement]:
        """Return what the store is asked to write, each row with the version it was made from."""
        asked = []
        for one in self.retouches:
            held = tables[one.ressource].get(one.cle)
            version = None if held is None else held.version
            asked.append(Changement(one.ressource, one.cle, version, one.apres, one.rang))
        return asked

    def ecarts(self, tables: Tables) -> list[Ecart]:
        """Return the same changes as the engine and the pages take them, row before and after."""
        found = []
        for one in self.retouches:
            before = lue(tables, one.ressource, one.cle)
            key = identite(one.ressource, one.apres or before or {})
            found.append(Ecart(one.ressource, key, before, one.apres))
        return found


def lue(tables: Tables, ressource: str, cle: str) -> Cellules | None:
    """Return a row of the registre by column, None when there is none."""
    held = tables[ressource].get(cle)
    return None if held is None else cellules_de(ressource, held)


def lues(tables: Tables, ressource: str, contrat_id: str) -> dict[str, Cellules]:
    """Return the rows that the registre holds of a contract, by key, in their order."""
    rank = colonnes(ressource).index("id" if ressource == CONTRATS else "contrat_id")
    return {
        cle: cellules_de(ressource, held)
        for cle, held in tables[ressource].items()
        if held.cellules[rank] == contrat_id
    }
