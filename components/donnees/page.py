"""What every part of the page of data is given."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.commun.mots.formats import slug
from components.donnees.adresse import EtatDonnees
from geo.couverture.moteur import Moteur
from geo.donnees.vue import VueDesDonnees


@dataclass(frozen=True)
class Page:
    """What is looked at, the state of the address, and what files say of where they come from."""

    vue: VueDesDonnees
    etat: EtatDonnees
    sources: dict[str, str]

    @property
    def moteur(self) -> Moteur:
        """The engine of the page, as of the publication looked at."""
        return self.vue.moteur

    @property
    def regions(self) -> Mapping[str, str]:
        """Names of the régions by code."""
        return self.vue.noms_des_regions

    def fichier(self, sujet: str) -> str:
        """Return the name of a file to take away, without its suffix."""
        return f"cls-{sujet}_{slug(self.etat.territoire.nom)}_{self.etat.jour.isoformat()}"

    def open_fiche(self, contrat_id: str | None) -> None:
        """Go to the sheet of a contract, if one was chosen."""
        kept = {k: v for k, v in write_params(self.etat).items() if k != "date"}
        open_fiche(contrat_id, self.etat.jour, kept)
