"""The contracts of the list beside those of the registre: new, changed, unchanged or asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from data.atelier.decisions import DISTINCT, FUSIONNER, GENERATION, IGNORER, Decisions
from data.atelier.fautes import Faute, Fautes
from data.model import Contrat, LignePerimetre
from geo.atelier.contrats.formation import identifiant
from geo.atelier.contrats.lecture import ContratLu
from geo.atelier.ecarts.contrat import (
    changement_du_contrat,
    changements_du_perimetre,
    nouveau_contrat,
)
from geo.atelier.ecarts.controles import check_contrat, check_ligne
from geo.atelier.ecarts.lignes import Changement, Ligne, ligne_de
from geo.atelier.ecarts.rapprochement import Rapprochement, Rapprocheur, Suspect
from geo.contrats.ensemble import EnsembleDeContrats
from geo.contrats.perimetres import Resolveur, cellules_des_lignes
from geo.territoires.millesimes import AuPlusPres

NOUVEAU, MODIFIE, INCHANGE = "nouveau", "modifie", "inchange"
DOUBLON, ERREUR, IGNOREE = "doublon", "erreur", "ignoree"
DEPARTEMENT_INCONNU = "00"
ETATS = (NOUVEAU, MODIFIE, INCHANGE, DOUBLON, ERREUR, IGNOREE)


@dataclass(frozen=True)
class LigneImportee:
    """What becomes of a row of the list.

    Attributes
    ----------
    ligne : its number in the file; ``lignes``: all the rows that say the same thing.
    etat : one of ETATS. table : of the registre. contrat_id : '' when none is known yet.
    changements : rows of the registre that it writes, even while something is to be decided.
    pourquoi : the reason of its state.
    """

    ligne: int
    lignes: tuple[int, ...]
    etat: str
    table: str = "contrats"
    contrat_id: str = ""
    nom: str = ""
    pourquoi: str = ""
    changements: tuple[Changement, ...] = ()
    fautes: tuple[Faute, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    a_decider: frozenset[str] = field(default_factory=frozenset)

    @property
    def est_prete(self) -> bool:
        """Whether the row can be published as it is."""
        return self.etat in (NOUVEAU, MODIFIE) and not self.a_decider


def _told_twice(
    line: LigneImportee, lu: ContratLu, cells: np.ndarray, twins: dict[tuple[bytes, str, str], int]
) -> LigneImportee:
    """Tell a new row that says the territory, the signature and the rank of one above it."""
    if line.etat != NOUVEAU or not len(cells):
        return line
    start, rank = lu.champs.get("date_signature", ""), lu.champs.get("generation", "")
    first = twins.setdefault((np.sort(cells).tobytes(), start, rank), line.ligne)
    if first == line.ligne:
        return line
    told = Faute(
        Fautes.DEUX_FOIS,
        f"même territoire et mêmes dates que la ligne {first}",
        ecrit=line.nom,
        lignes=line.lignes,
    )
    return replace(line, fautes=(*line.fautes, told))


class Comparateur:
    """Compares the contracts of one list with one registre."""

    def __init__(self, ensemble: EnsembleDeContrats, decisions: Decisions, jour: date) -> None:
        self.ensemble, self.decisions, self.jour = ensemble, decisions, jour
        self.rapprocheur = Rapprocheur(ensemble)
        self.resolveur: Resolveur = AuPlusPres(ensemble.referentiel.millesime)

    def compare(self, lus: Sequence[ContratLu]) -> tuple[LigneImportee, ...]:
        """Return what becomes of each contract of the list."""
        cells = [self._cells_of(one) for one in lus]
        found = [self.rapprocheur.find(one, some) for one, some in zip(lus, cells, strict=True)]
        taken = {one.meme.id for one in found if one.meme is not None}
        borne = set(self.ensemble.registre.contrats)
        borne |= {one.champs["id"] for one in lus if one.champs.get("id")}
        lines = []
        twins: dict[tuple[bytes, str, str], int] = {}
        for lu, some, one in zip(lus, cells, found, strict=True):
            left = tuple(sus for sus in one.suspects if sus.contrat.id not in taken)
            line = self._line(lu, some, replace(one, suspects=left), borne)
            borne.add(line.contrat_id)
            lines.append(_told_twice(line, lu, some, twins))
        return tuple(lines)

    def _cells_of(self, lu: ContratLu) -> np.ndarray:
        lines = [
            LignePerimetre("", one.operation, one.niveau, one.code, one.libelle, "")
            for one in lu.perimetre or ()
        ]
        return self._cells(lines)

    def _cells(self, lines: Iterable[LignePerimetre]) -> np.ndarray:
        return cellules_des_lignes(lines, self.resolveur)

    def _line(
        self, lu: ContratLu, cells: np.ndarray, found: Rapprochement, borne: set[str]
    ) -> LigneImportee:
        base = LigneImportee(lu.lignes[0], lu.lignes, IGNOREE, nom=lu.champs.get("nom", ""))
        if set(lu.lignes) & set(self.decisions.lignes_ignorees):
            return replace(base, pourquoi="laissée de côté par vous")
        same, why, previous = found.meme, found.pourquoi, found.precedent
        undecided: tuple[Suspect, ...] = ()
        if same is None:
            answer = self._answered(lu, found.suspects)
            if answer is not None:
                suspect, choice = answer
                if choice == IGNORER:
                    return replace(base, pourquoi="laissée de côté par vous")
                same = suspect.contrat if choice == FUSIONNER else None
                previous = suspect.contrat if choice == GENERATION else previous
                why = "décidé par vous"
            else:
                undecided = self._undecided(lu, found.suspects)
        if same is not None:
            return self._known(base, lu, cells, same, why)
        return self._new(base, lu, cells, borne, previous, undecided)

    def _answered(self, lu: ContratLu, suspects: Iterable[Suspect]) -> tuple[Suspect, str] | None:
        for suspect in suspects:
            choice = self.decisions.doublons.get((lu.lignes[0], suspect.contrat.id))
            if choice is not None and choice != DISTINCT:
                return suspect, choice
        return None

    def _undecided(self, lu: ContratLu, suspects: Iterable[Suspect]) -> tuple[Suspect, ...]:
        return tuple(
            one
            for one in suspects
            if self.decisions.doublons.get((lu.lignes[0], one.contrat.id)) != DISTINCT
        )

    def _known(
        self, base: LigneImportee, lu: ContratLu, cells: np.ndarray, contrat: Contrat, why: str
    ) -> LigneImportee:
        """A contract that the registre has: what the list changes of it."""
        changes: list[Changement] = []
        changed = changement_du_contrat(lu, contrat)
        if changed is not None:
            changes.append(changed)
        if lu.perimetre is not None and "perimetre" not in lu.a_decider:
            held = self.ensemble.registre.perimetre_du_contrat(contrat.id)
            url = lu.champs.get("source_url", "")
            changes += changements_du_perimetre(contrat.id, lu.perimetre, held, self._cells, url)
        row = changed.apres if changed and changed.apres else ligne_de(contrat)
        faults = tuple(self._faults(lu, row, cells, changed is not None))
        state = MODIFIE if changes else INCHANGE
        if any(one.bloque for one in faults):
            state = ERREUR
        return replace(
            base,
            etat=state,
            contrat_id=contrat.id,
            nom=contrat.nom,
            pourquoi=why,
            changements=tuple(changes),
            fautes=faults,
            a_decider=lu.a_decider,
        )

    def _new(
        self,
        base: LigneImportee,
        lu: ContratLu,
        cells: np.ndarray,
        borne: set[str],
        previous: Contrat | None,
        undecided: tuple[Suspect, ...],
    ) -> LigneImportee:
        """A contract that the registre has not, or may have under another name."""
        champs = dict(lu.champs)
        if previous is not None and not champs.get("generation") and previous.generation:
            champs["generation"] = str(previous.generation + 1)
        departement = (champs.get("departements", "").split() or [DEPARTEMENT_INCONNU])[0]
        name = champs.get("id") or identifiant(
            champs.get("nom", ""), departement, champs.get("generation", ""), borne
        )
        completed = replace(lu, champs=champs)
        row = nouveau_contrat(completed, name, self.jour)
        changes = [Changement("contrats", (name,), None, row)]
        if lu.perimetre is not None and "perimetre" not in lu.a_decider:
            url = row.get("source_url", "")
            changes += changements_du_perimetre(name, lu.perimetre, (), self._cells, url)
        faults = tuple(self._faults(completed, row, cells, True))
        state = DOUBLON if undecided else NOUVEAU
        if any(one.bloque for one in faults):
            state = ERREUR
        why = f"génération suivante de {previous.nom}" if previous is not None else ""
        return replace(
            base,
            etat=state,
            contrat_id="" if departement == DEPARTEMENT_INCONNU else name,
            pourquoi=why,
            changements=tuple(changes),
            fautes=faults,
            suspects=undecided,
            a_decider=lu.a_decider,
        )

    def _faults(
        self, lu: ContratLu, row: Ligne, cells: np.ndarray, written: bool
    ) -> Iterable[Faute]:
        if written:
            yield from self._refused(lu, row)
        yield from check_contrat(lu, row, cells, self.ensemble.referentiel, self.jour)

    def _refused(self, lu: ContratLu, row: Ligne) -> Iterable[Faute]:
        """Cells that the schema refuses; what an answer to come will fill is no fault yet."""
        place = not row["region"] or not row["departements"]
        if place and not lu.a_decider & {"perimetre", "departements"}:
            yield Faute(Fautes.REGION_ABSENTE, "", "departements", "", lu.lignes)
        for fault in check_ligne("contrats", row, lu.lignes):
            if fault.ecrit or fault.colonne not in ("region", "departements", "etape"):
                yield fault
