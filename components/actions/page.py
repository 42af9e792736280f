"""What every part of the page of actions is given, and how it names what it counts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.actions.adresse import EtatActions
from components.commun.adresse.liens import nom_et_generation
from components.commun.adresse.parametres import write_params
from components.commun.adresse.retour import open_fiche
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel, slug
from components.documents.emporter import Export
from components.documents.images import exports_de_graphique
from components.figures.figure import Graphique
from data.model import Contrat
from geo.couverture.moteur import Moteur


@dataclass(frozen=True)
class Page:
    """What every part of the page is given.

    ``regions``: names by code. ``contrats``: those that figures are counted on. ``sources``: what
    a downloaded file says of where it comes from.
    """

    moteur: Moteur
    etat: EtatActions
    regions: Mapping[str, str]
    contrats: Sequence[Contrat]
    sources: dict[str, str]

    @property
    def noms(self) -> dict[str, str]:
        """Name of each contract counted, by identifier."""
        return {contrat.id: nom_et_generation(contrat) for contrat in self.contrats}

    @property
    def en_mots(self) -> str:
        """The contracts counted, in Markdown: ``265 contrats signés ou en projet``."""
        if self.etat.criteres.contrat:
            return echappe_markdown(self.noms[self.etat.criteres.contrat])
        kind = "recensé" if self.etat.criteres.tous else "signé ou en projet"
        plural = "recensés" if self.etat.criteres.tous else "signés ou en projet"
        text = pluriel(len(self.contrats), f"contrat {kind}", f"contrats {plural}")
        region = self.regions.get(self.etat.criteres.region)
        return f"{text} ({region})" if region else text

    def dans(self, region: str) -> "Page":
        """Return what the page would be given for one region."""
        kept = [contrat for contrat in self.contrats if contrat.region == region]
        return replace(self, etat=self.etat.dans(region), contrats=kept)

    def lieu_des_actions(self, nombre_de_contrats: int) -> str:
        """Return where actions were found, in Markdown: in how many of the contracts counted."""
        if self.etat.criteres.contrat:
            return f"pour {self.en_mots}"
        if not nombre_de_contrats:
            return f"sur {self.en_mots}"
        return f"dans {pluriel(nombre_de_contrats, 'contrat')}, sur {self.en_mots}"

    def fichier(self, sujet: str) -> str:
        """Return the name of a file to take away."""
        region = self.regions.get(self.etat.criteres.region, "france")
        return f"cls-{sujet}_{slug(region)}_{self.etat.jour.isoformat()}"

    def images(self, graphique: Callable[[str], Graphique], nom: str) -> list[Export]:
        """Return the pictures of a chart; ``graphique`` is given where and when, for its title."""
        where = self.regions.get(self.etat.criteres.region, "France")
        said = f"{where}, au {jour_en_lettres(self.etat.jour)}"
        return exports_de_graphique(lambda: graphique(said), self.sources, nom)

    def open_fiche(self, contrat_id: str | None) -> None:
        """Go to the sheet of a contract, if one was chosen."""
        open_fiche(contrat_id, self.etat.jour, write_params(self.etat))
