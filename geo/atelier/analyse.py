"""A file beside the registre: everything that an import shows, computed from what was decided.

A pure function of the file, the decisions, the registre and the day: the staged import holds the
decisions alone, and is worked out again whenever it is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.atelier.actions import read_actions
from data.atelier.decisions import Decisions
from data.atelier.fautes import Faute, Fautes, FichierRefuse
from data.atelier.fichier.document import Document
from data.atelier.fichier.nature import REGISTRE
from data.atelier.releve import Releve, Valeur
from data.atelier.tableau.colonnes_mots import ACTIONS
from data.atelier.tableau.corps import Tableau
from data.atelier.tableau.tableau import autres_feuilles, find_tableau
from data.model import Contrat, Registre
from geo.atelier.contrats.carte import contrats_de_la_carte
from geo.atelier.contrats.lecture import ContratLu, LecteurDeContrats
from geo.atelier.contrats.origine import Import
from geo.atelier.contrats.regroupement import gather
from geo.atelier.contrats.suivi import ComparateurDeSuivi, find_contrat
from geo.atelier.contrats.tables import compare_tables, table_de, tables_du_document
from geo.atelier.ecarts.comparaison import DOUBLON, ERREUR, Comparateur, LigneImportee
from geo.atelier.ecarts.lignes import Changement, cle_de, ligne_de
from geo.atelier.territoires.contexte import departements_de_la_region, find_departements
from geo.atelier.territoires.resolveur import Resolveur
from geo.contrats.ensemble import EnsembleDeContrats

TABLES = "tables"


@dataclass(frozen=True)
class Analyse:
    """What an import shows.

    Attributes
    ----------
    genre : CONTRATS, ACTIONS, or TABLES for the tables of the registre itself.
    tableau : None for TABLES.
    valeurs : distinct values read. lignes : what becomes of each row.
    fautes : those of the file and of its rows.
    absents : contracts of the place that the list does not name: kept, unless told otherwise.
    """

    document: Document
    decisions: Decisions
    genre: str
    tableau: Tableau | None
    valeurs: tuple[Valeur, ...]
    lignes: tuple[LigneImportee, ...]
    fautes: tuple[Faute, ...]
    absents: tuple[Contrat, ...]
    registre: Registre
    contrat_id: str = ""

    @property
    def valeurs_a_decider(self) -> tuple[Valeur, ...]:
        """Values of which a person must still say something."""
        return tuple(one for one in self.valeurs if one.a_decider)

    @property
    def doublons_a_decider(self) -> tuple[LigneImportee, ...]:
        """Rows that may be a contract of the registre."""
        return tuple(one for one in self.lignes if one.etat == DOUBLON)

    @property
    def erreurs(self) -> tuple[LigneImportee, ...]:
        """Rows that a fault keeps out."""
        return tuple(one for one in self.lignes if one.etat == ERREUR)

    @property
    def est_prete(self) -> bool:
        """Whether nothing is left to decide: everything, or the valid rows alone when asked."""
        if self.decisions.lignes_valides_seules:
            return True
        return not (self.valeurs_a_decider or self.doublons_a_decider or self.erreurs)

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Rows of the registre to write: those that are ready, and what is taken off."""
        found: dict[tuple[str, tuple[str, ...]], Changement] = {}
        for line in self.lignes:
            if line.est_prete:
                found |= {(one.table, one.cle): one for one in line.changements}
        for one in self._removed():
            found[one.table, one.cle] = one
        return tuple(found.values())

    @property
    def apercu(self) -> tuple[Changement, ...]:
        """The same with the rows that a suspected duplicate or a value still holds back."""
        found = {(one.table, one.cle): one for one in self.changements}
        for line in self.lignes:
            if line.etat not in (ERREUR, DOUBLON) and "perimetre" not in line.a_decider:
                for one in line.changements:
                    found.setdefault((one.table, one.cle), one)
        return tuple(found.values())

    def _removed(self) -> Iterable[Changement]:
        for name in self.decisions.retirer:
            contrat = self.registre.contrats.get(name)
            if contrat is None:
                continue
            objects = [
                ("contrats", contrat),
                *(("perimetres", one) for one in self.registre.perimetre_du_contrat(name)),
                *(("axes", one) for one in self.registre.axes_du_contrat(name)),
                *(("actions", one) for one in self.registre.actions_du_contrat(name)),
                *(("signataires", one) for one in self.registre.signataires_du_contrat(name)),
            ]
            for table, held in objects:
                row = ligne_de(held)
                yield Changement(table, cle_de(table, row), row, None)


def analyse(
    document: Document,
    decisions: Decisions,
    ensemble: EnsembleDeContrats,
    resolveur: Resolveur,
    origine: Import,
    jour: date,
) -> Analyse:
    """Read a file against a registre.

    Parameters
    ----------
    document : the file, opened with the encoding and separator that ``decisions`` may choose.
    ensemble : the contracts of the registre, resolved. resolveur : of the same referentiel.
    origine : région or département of the import. jour : today.

    Raises FichierRefuse when nothing in it is a list.
    """
    tables = tables_du_document(document)
    first = document.feuilles[0] if document.feuilles else None
    alone = first is not None and table_de(first) not in ("", "contrats")
    if document.nature == REGISTRE or alone:
        if not tables:
            raise FichierRefuse(Fautes.PAS_UN_TABLEAU, "aucune table du registre n'y est reconnue")
        lines = compare_tables(tables, ensemble.registre)
        faults = tuple(one for line in lines for one in line.fautes)
        return Analyse(document, decisions, TABLES, None, (), lines, faults, (), ensemble.registre)
    return _Lecture(document, decisions, ensemble, resolveur, origine, jour).read()


@dataclass
class _Lecture:
    document: Document
    decisions: Decisions
    ensemble: EnsembleDeContrats
    resolveur: Resolveur
    origine: Import
    jour: date

    def read(self) -> Analyse:
        referentiel = self.resolveur.referentiel
        tableau = find_tableau(
            self.document,
            self.decisions.lecture,
            self.resolveur.est_connu,
            lambda text: len(find_departements(text, referentiel)) == 1,
        )
        releve = Releve(self.decisions)
        contrat_id = ""
        if tableau.genre == ACTIONS:
            lines, contrat_id = self._actions(tableau, releve)
            absents: tuple[Contrat, ...] = ()
        else:
            lines = self._contrats(tableau, releve)
            absents = self._absents(lines)
        faults = [
            *self.document.fautes,
            *autres_feuilles(self.document, tableau.feuille),
            *tableau.fautes,
            *releve.fautes,
            *(one for line in lines for one in line.fautes),
        ]
        return Analyse(
            self.document,
            self.decisions,
            tableau.genre,
            tableau,
            releve.valeurs(),
            lines,
            tuple(faults),
            absents,
            self.ensemble.registre,
            contrat_id,
        )

    def _actions(self, tableau: Tableau, releve: Releve) -> tuple[tuple[LigneImportee, ...], str]:
        registre = self.ensemble.registre
        column = tableau.colonnes_de("contrat")
        contrat = None
        if not column or self.decisions.contrat:
            contrat = find_contrat(tableau, registre, self.decisions.contrat, releve)
        actions = read_actions(tableau, releve)
        lines = ComparateurDeSuivi(registre, releve).compare(actions, contrat)
        return lines, contrat.id if contrat else ""

    def _contrats(self, tableau: Tableau, releve: Releve) -> tuple[LigneImportee, ...]:
        registre = self.ensemble.registre
        reader = LecteurDeContrats(tableau, releve, self.resolveur, registre, self.origine)
        lus: Iterable[ContratLu] = reader.lire()
        if self.document.contours:
            lus = contrats_de_la_carte(lus, self.document, self.resolveur.referentiel, releve)
        gathered = gather(lus, releve)
        return Comparateur(self.ensemble, self.decisions, self.jour).compare(gathered)

    def _absents(self, lines: Iterable[LigneImportee]) -> tuple[Contrat, ...]:
        """Contracts of the place of the import that the list does not name."""
        named = {line.contrat_id for line in lines}
        referentiel = self.resolveur.referentiel
        place: frozenset[str] = frozenset()
        if self.origine.departement:
            place = frozenset({self.origine.departement})
        elif self.origine.region:
            place = departements_de_la_region(referentiel, self.origine.region)
        return tuple(
            one
            for one in self.ensemble.registre.contrats.values()
            if one.id not in named and place & set(one.departements)
        )
