"""What the directory filters and sorts by: one entry per contract, in the registre's order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from data.model import THEMES, Contrat
from geo.annuaire.index import mots_utiles
from geo.contrats.actions import STATUT_INCONNU, statut_au
from geo.contrats.chronologie import JAMAIS
from geo.couverture.moteur import Moteur, mask_of
from geo.territoires.normalisation import normaliser
from geo.territoires.territoire import Territoire

GENERATION_INCONNUE = "inconnue"
PORTEUR_INCONNU = "inconnu"


@dataclass(frozen=True, eq=False)
class Colonnes:
    """Columns of the directory, each built the first time it is asked for."""

    moteur: Moteur

    @cached_property
    def population(self) -> np.ndarray:
        """Residents of each perimeter, 0 where it is not known or has none of its own."""
        perimetres = self.moteur.perimetres
        residents = np.bincount(
            perimetres.proprietaires,
            weights=self.moteur.referentiel.population[perimetres.cellules],
            minlength=len(perimetres.contrats),
        )
        return residents.astype(np.int64)

    @cached_property
    def etapes(self) -> np.ndarray:
        """Step in the life of each contract, as its newest source says."""
        return self._texts(lambda contrat: contrat.etape)

    @cached_property
    def generations(self) -> np.ndarray:
        """Generation of each contract as a text, GENERATION_INCONNUE without one."""
        return self._texts(lambda contrat: str(contrat.generation or GENERATION_INCONNUE))

    @cached_property
    def porteurs(self) -> np.ndarray:
        """Type of the porteur of each contract, PORTEUR_INCONNU without one."""
        return self._texts(lambda contrat: contrat.porteur_type or PORTEUR_INCONNU)

    @cached_property
    def themes(self) -> dict[str, np.ndarray]:
        """Mask of the contracts that have at least one axis on each theme."""
        return {
            theme: np.array([theme in found for found in self.themes_par_contrat], dtype=bool)
            for theme in THEMES
        }

    @cached_property
    def themes_par_contrat(self) -> tuple[tuple[str, ...], ...]:
        """Themes of the axes of each contract, each once, in the order of the axes."""
        registre = self.moteur.registre
        return tuple(
            tuple(dict.fromkeys(t for axe in registre.axes_du_contrat(name) for t in axe.themes))
            for name in registre.contrats
        )

    @cached_property
    def nb_axes(self) -> np.ndarray:
        """Number of axes known of each contract."""
        registre = self.moteur.registre
        return np.array([len(registre.axes_du_contrat(name)) for name in registre.contrats])

    def nb_actions_suivies(self, jour: date) -> np.ndarray:
        """Number of actions of each contract whose status is known on a day."""
        counts = np.zeros(len(self.moteur.registre.contrats), dtype=np.int64)
        for action in self.moteur.registre.actions:
            if statut_au(action, jour) != STATUT_INCONNU:
                counts[self.rangs[action.contrat_id]] += 1
        return counts

    @cached_property
    def rangs(self) -> dict[str, int]:
        """Position of each contract in the registre."""
        return {name: number for number, name in enumerate(self.moteur.registre.contrats)}

    @cached_property
    def generations_connues(self) -> tuple[str, ...]:
        """The generations that contracts have, GENERATION_INCONNUE last."""
        known = sorted({c.generation for c in self._contrats if c.generation})
        return (*map(str, known), GENERATION_INCONNUE)

    @cached_property
    def signatures(self) -> np.ndarray:
        """First day signed, as an ordinal, JAMAIS when no source dates the signature."""
        dates = (contrat.date_signature for contrat in self._contrats)
        return np.array([JAMAIS if one is None else one.premier_jour.toordinal() for one in dates])

    @cached_property
    def rangs_par_nom(self) -> np.ndarray:
        """Rank of each contract by its name (the words that every name has left out)."""
        lines = normaliser("\n".join(" ".join(c.nom.split()) for c in self._contrats)).split("\n")
        keys = [
            (" ".join(mots_utiles(line)), -(contrat.generation or 0), contrat.id)
            for line, contrat in zip(lines, self._contrats, strict=True)
        ]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        ranks = np.empty(len(keys), dtype=np.int64)
        ranks[order] = np.arange(len(keys))
        return ranks

    def dans(self, territoire: Territoire) -> np.ndarray:
        """Mask of the contracts of a territory; raise TerritoireInconnu for an unknown one.

        Those whose perimeter touches it, and those that a source places in it: the contracts of
        an ARS, those of a département.
        """
        if territoire.niveau == "france":
            return np.ones(len(self.moteur.perimetres.contrats), dtype=bool)
        within = mask_of(self.moteur.referentiel, territoire.niveau, territoire.code)
        cells, owners = self.moteur.perimetres.touchees
        found = np.zeros(len(self.moteur.perimetres.contrats), dtype=bool)
        found[owners[within[cells]]] = True
        if territoire.niveau == "region":
            found |= np.array([one.region == territoire.code for one in self._contrats])
        elif territoire.niveau == "departement":
            found |= np.array([territoire.code in one.departements for one in self._contrats])
        return found

    @property
    def _contrats(self) -> Iterable[Contrat]:
        return self.moteur.registre.contrats.values()

    def _texts(self, read: Callable[[Contrat], str]) -> np.ndarray:
        return np.array([read(contrat) for contrat in self._contrats], dtype=object)
