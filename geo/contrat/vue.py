"""What the sheet of a contract shows at a date, each part computed once, when asked."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.errors import CouchesInvalides
from data.model import Contrat
from geo.certitude.classes import classes_des_contrats
from geo.contrat.carte import FicheCarte, build_carte
from geo.contrat.fiche import Fiche, build_fiche
from geo.contrat.membres import Membres, build_membres
from geo.contrat.voisins import Voisin, voisins
from geo.couverture.communes_du_perimetre import communes_du_perimetre
from geo.couverture.moteur import Couverture
from geo.couverture.regard import Regard
from geo.territoires.couches import territoire_at
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire, find_territoire


@dataclass(frozen=True, eq=False)
class VueDuContrat(Regard):
    """A contract at a date; ``reference``: what its figures are counted with."""

    fiche: Fiche
    reference: Reference

    @property
    def contrats(self) -> dict[str, Contrat]:
        """Contracts of the registre by identifier."""
        return self.moteur.registre.contrats

    @property
    def annee_population(self) -> int:
        """Year of the populations."""
        return self.moteur.referentiel.annee_population

    @cached_property
    def membres(self) -> Membres | None:
        """How the members of its EPCI changed since the signature; None without an EPCI."""
        return build_membres(self.moteur, self.fiche.contrat.id, self.reference.millesime)

    @cached_property
    def carte(self) -> FicheCarte | None:
        """Its map; None when no perimeter is known, or when no whole layer draws it."""
        if not self.fiche.perimetre.est_connu:
            return None
        try:
            return build_carte(self.couverture, self.fiche.contrat.id)
        except CouchesInvalides:  # said above every page
            return None

    @cached_property
    def voisins(self) -> tuple[Voisin, ...]:
        """Territories around its perimeter; none without a map."""
        if self.carte is None:
            return ()
        return voisins(self.couverture, self.carte, self.fiche.contrat.id)

    @cached_property
    def classe(self) -> str:
        """Its class on the day: one of geo.certitude.classes.CLASSES_DE_CONTRAT."""
        return classes_des_contrats(self.couverture)[self.fiche.contrat.id]

    @cached_property
    def region(self) -> Territoire:
        """The région whose ARS follows it."""
        return find_territoire(self.moteur.referentiel, "region", self.fiche.contrat.region)

    def communes(self) -> pd.DataFrame:
        """Return the communes of its perimeter, as ``communes_du_perimetre``."""
        return communes_du_perimetre(self.moteur, self.fiche.contrat.id)

    def territoire_sous(self, point: tuple[float, float]) -> Territoire | None:
        """Return the territory clicked on the map, None outside; latitude, longitude in degrees."""
        if self.carte is None:
            return None
        niveau = "commune" if self.carte.formes.niveau == "commune" else "epci"
        return territoire_at(self.moteur.referentiel, self.carte.etat.couches, niveau, point)


def build_vue(couverture: Couverture, contrat_id: str, reference: Reference) -> VueDuContrat:
    """Return the view of a contract of the registre; raises KeyError for another identifier."""
    return VueDuContrat(couverture, build_fiche(couverture, contrat_id), reference)
