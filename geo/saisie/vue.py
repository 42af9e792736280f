"""What the page shows of a draft, each part computed once, when asked."""

import os
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from data.depot.base.connexion import Depot
from data.depot.journal import read_dernier_auteur
from data.depot.modele import Tables
from data.depot.ouverture import depot_en_usage
from data.depot.registre import load_tables, position_de
from geo.contrats.perimetres import PerimetreInvalide
from geo.couverture.moteur import Moteur, load_moteur
from geo.saisie.apercu import EffetDuBrouillon, build_effet
from geo.saisie.brouillon import TABLES_SAISIES, Brouillon, lues
from geo.saisie.carte import CarteDuPerimetre, build_carte
from geo.saisie.conflits import Divergence, find_divergences
from geo.saisie.controle import Anomalie, check_brouillon
from geo.saisie.perimetre import PerimetreSaisi, build_perimetre

AUTEUR = "ATLAS_AUTEUR"  # the organisation that publishes, in the environment


@dataclass(frozen=True, eq=False)
class RegistreCourant:
    """The store and the registre of now: ``numero``, its rows, and the engine that counts it."""

    depot: Depot
    numero: int
    tables: Tables
    moteur: Moteur

    @property
    def dernier_auteur(self) -> str:
        """The organisation that the operator names, else the last that published; '' for none."""
        named = os.environ.get(AUTEUR, "").strip()
        if named:
            return named
        with self.depot.lecture() as connection:
            return read_dernier_auteur(connection)


def load_courant() -> RegistreCourant:
    """Load the newest registre. Raises a DepotErreur, RegistreInvalide or PerimetreInvalide."""
    numero = position_de().numero
    return RegistreCourant(
        depot_en_usage(), numero, load_tables(numero), load_moteur(registre=numero)
    )


@dataclass(frozen=True, eq=False)
class VueDeSaisie:
    """A draft beside the registre of now; ``tables``: the rows that it was made from."""

    courant: RegistreCourant
    brouillon: Brouillon
    tables: Tables
    jour: date

    @property
    def region(self) -> str:
        """Code of the région of the contract, '' when it is not said."""
        row = self.brouillon.contrat(self.tables)
        return "" if row is None else row["region"]

    @property
    def est_nouveau(self) -> bool:
        """Whether the registre does not have the contract yet."""
        return self.brouillon.contrat_id not in self.tables["contrats"]

    @cached_property
    def perimetre_avant(self) -> PerimetreSaisi:
        """The perimeter of the registre."""
        held = lues(self.tables, "perimetres", self.brouillon.contrat_id)
        return build_perimetre(held, self.courant.moteur.referentiel)

    @cached_property
    def perimetre(self) -> PerimetreSaisi:
        """The perimeter as the draft wants it."""
        held = self.brouillon.lignes(self.tables, "perimetres")
        return build_perimetre(held, self.courant.moteur.referentiel)

    def carte(self, niveau: str) -> CarteDuPerimetre | None:
        """The map on which the perimeter is chosen, at a level; None where none is drawn."""
        couverture = self.courant.moteur.couverture(self.jour)
        return build_carte(couverture, self.perimetre_avant, self.perimetre, self.region, niveau)

    @cached_property
    def divergences(self) -> list[Divergence]:
        """Rows of the draft that somebody else changed meanwhile."""
        if self.brouillon.numero == self.courant.numero:
            return []
        return find_divergences(self.courant.depot, self.brouillon, self.tables)

    @cached_property
    def a_bouge(self) -> bool:
        """Whether the registre says something else of the contract than when it was read."""
        if self.tables is self.courant.tables:
            return False
        name = self.brouillon.contrat_id
        return any(
            lues(self.tables, one, name) != lues(self.courant.tables, one, name)
            for one in TABLES_SAISIES
        )

    @cached_property
    def anomalies(self) -> list[Anomalie]:
        """What the registre would refuse."""
        if not self.brouillon:
            return []
        return check_brouillon(self.brouillon, self.tables, self.courant.tables)

    @cached_property
    def effet(self) -> EffetDuBrouillon | None:
        """What the draft does to the figures; None while it cannot be computed."""
        if not self.brouillon or self.anomalies:
            return None
        changes = self.brouillon.ecarts(self.tables)
        try:
            return build_effet(self.courant.moteur, changes, self.jour, self.region)
        except (ValueError, PerimetreInvalide):
            return None


def build_vue(courant: RegistreCourant, brouillon: Brouillon, jour: date) -> VueDeSaisie:
    """Return the view of a draft. Raises a DepotErreur."""
    same = brouillon.numero == courant.numero
    tables = courant.tables if same else load_tables(brouillon.numero)
    return VueDeSaisie(courant, brouillon, tables, jour)
