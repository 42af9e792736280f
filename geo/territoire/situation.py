"""What an elected official wants to know of a place: is it under a contract, which one, since when,
what is being done, and what there is around when there is none.

Computed from the engine at a date; it holds facts, and no words.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.model import AnnonceRegion, ChiffrePublie, Contrat, Etape
from geo.couverture.moteur import Couverture, mask_of
from geo.couverture.synthese import (
    Synthese,
    build_synthese,
    chiffres_publies,
    sous_territoires,
)
from geo.territoire.contrat_situe import ContratSitue, situe
from geo.territoire.proximite import ContratProche, Voisinage, build_voisinage, contrats_proches
from geo.territoires.lieux import Lieu
from geo.territoires.lieux_autour import ars_du_lieu, departement_du_lieu, parents_du_lieu
from geo.territoires.territoire import Territoire

CONTRATS_PROCHES = 6
# Of a large territory, what matters is inside it.
NIVEAUX_AVEC_VOISINS = ("commune", "arrondissement_municipal", "epci", "ept")
NIVEAUX_AVEC_COMMUNES = ("epci", "ept", "departement", "region")
SANS_CONTRAT = ("echu", "aucun_recense")
ORDRE_DES_STATUTS = ("signe", "projet", "echu", "inconnu", "a_venir", "renouvele")
PERIMETRE_INCONNU_EN_DERNIER = 1_000_000


@dataclass(frozen=True)
class TauxDuTerritoire:
    """Rates of a territory, in percent; None where nobody lives."""

    territoire: Territoire
    population: int
    taux_signe: float | None
    taux_signe_ou_projet: float | None


@dataclass(frozen=True, eq=False)
class Situation:
    """The situation of a place at a date.

    Attributes
    ----------
    parents : places it lies in, widest first, the country included.
    statut : signe, partielle, projet, projet_partie, echu or aucun_recense, as on the map.
    contrats : those that touch it, by status: signed, in project, over (latest first), unknown.
    a_localiser : contracts signed or in project of its département whose perimeter no source
        gives: they may include the place.
    projets_autour : contracts in project in the EPCI or the département that do not touch it, by
        level.
    comparaison : rates from the place to the country, the place first.
    publies : figures published for the place, its département and its region, newest first.
    communes : its communes with their rates, columns of
        ``geo.couverture.synthese.sous_territoires``;
        empty for a commune.
    """

    lieu: Lieu
    jour: date
    parents: tuple[Territoire, ...]
    departement: str
    statut: str
    synthese: Synthese
    contrats: tuple[ContratSitue, ...]
    a_localiser: tuple[ContratSitue, ...]
    projets_autour: dict[str, tuple[Contrat, ...]]
    proches: tuple[tuple[ContratProche, ContratSitue], ...]
    voisinage: Voisinage
    comparaison: tuple[TauxDuTerritoire, ...]
    communes: pd.DataFrame
    publies: dict[Territoire, tuple[ChiffrePublie, ...]]
    ars: AnnonceRegion | None
    etapes: tuple[Etape, ...]
    annee_population: int
    date_releve: date

    @property
    def territoire(self) -> Territoire:
        """The territory of the place."""
        return self.lieu.territoire

    def de_statut(self, *wanted: str) -> tuple[ContratSitue, ...]:
        """Return the contracts of some statuses, in order."""
        return tuple(one for one in self.contrats if one.statut in wanted)

    @property
    def communes_non_couvertes(self) -> pd.DataFrame:
        """Rows of ``communes`` with residents under no contract, signed or in project.

        Most of them first; ``population`` is theirs alone, so that it adds up to the uncovered
        population of the place. A commune partly covered has the status ``partielle``.
        """
        if self.communes.empty:
            return self.communes
        left = self.communes["population"] - self.communes["population_signe_ou_projet"]
        uncovered = (left > 0) | self.communes["statut"].isin(SANS_CONTRAT)
        some = self.communes["population_signe_ou_projet"] > 0
        bare = self.communes.assign(
            population=left, statut=self.communes["statut"].mask(some, "partielle")
        )[uncovered]
        return bare.sort_values("population", ascending=False, kind="stable")


def statut_du_lieu(couverture: Couverture, within: np.ndarray) -> str:
    """Return the status of a mask of cells, by the rule of the map (``geo.couverture.carte``).

    Residents decide; where nobody lives, the cells themselves do.
    """
    population = couverture.moteur.referentiel.population[within]
    weights = population if population.any() else np.ones(len(population), dtype=np.int64)
    covered = weights[couverture.signe[within]].sum()
    if covered == weights.sum():
        return "signe"
    if covered or couverture.partielle[within].any():
        return "partielle"
    in_project = couverture.projet[within]
    if in_project.any():
        return "projet" if weights[in_project].sum() == weights.sum() else "projet_partie"
    return "echu" if couverture.echu[within].any() else "aucun_recense"


def _order(one: ContratSitue) -> tuple[int, int, int, str]:
    """Signed first; among them the one of the smallest perimeter, among those over the latest."""
    last = one.fin.dernier_jour if one.fin else date.min
    over = one.statut in ("echu", "renouvele")
    return (
        ORDRE_DES_STATUTS.index(one.statut),
        -last.toordinal() if over else 0,
        one.communes or PERIMETRE_INCONNU_EN_DERNIER,
        one.contrat.nom,
    )


def _to_locate(couverture: Couverture, place: Territoire, departement: str) -> list[str]:
    """Return the contracts of a département whose perimeter is unknown, which may hold a place."""
    engine = couverture.moteur
    if place.niveau not in NIVEAUX_AVEC_VOISINS or not departement:
        return []
    return [
        name
        for name in couverture.contrats("signe", "projet")
        if not engine.a_un_perimetre(name)
        and departement in engine.registre.contrats[name].departements
    ]


def _projects_around(
    couverture: Couverture, parents: tuple[Territoire, ...], touching: set[str]
) -> dict[str, tuple[Contrat, ...]]:
    """Return the contracts in project of the EPCI and the département that do not touch a place."""
    engine = couverture.moteur
    cells, owners = engine.perimetres.touchees
    names = engine.perimetres.contrats
    found = {}
    seen = set(touching)
    for parent in reversed(parents):
        if parent.niveau not in ("epci", "departement"):
            continue
        within = mask_of(engine.referentiel, parent.niveau, parent.code)
        inside = {names[owner] for owner in np.unique(owners[within[cells]])}
        projects = [n for n in couverture.contrats("projet") if n in inside - seen]
        found[parent.niveau] = tuple(engine.registre.contrats[name] for name in projects)
        seen |= inside
    return found


def _published(
    couverture: Couverture, places: tuple[Territoire, ...]
) -> dict[Territoire, tuple[ChiffrePublie, ...]]:
    """Return the figures published for those of some territories that have some, widest last."""
    registre = couverture.moteur.registre
    found = {place: tuple(chiffres_publies(registre, place)) for place in reversed(places)}
    return {place: figures for place, figures in found.items() if figures}


def build_comparaison(
    couverture: Couverture, places: tuple[Territoire, ...]
) -> tuple[TauxDuTerritoire, ...]:
    """Return the rates of some territories, in their order."""
    found = [build_synthese(couverture, place) for place in places]
    return tuple(
        TauxDuTerritoire(one.territoire, one.population, one.taux_signe, one.taux_signe_ou_projet)
        for one in found
    )


def build_situation(couverture: Couverture, lieu: Lieu) -> Situation:
    """Compute the situation of a place. Raises TerritoireInconnu for an unknown territory."""
    engine = couverture.moteur
    referentiel, registre = engine.referentiel, engine.registre
    place = lieu.territoire
    within = mask_of(referentiel, place.niveau, place.code)
    parents = parents_du_lieu(referentiel, place)
    departement = next((p.code for p in (*parents, place) if p.niveau == "departement"), "")
    synthese = build_synthese(couverture, place)
    touching = [situe(couverture, name, within) for name in synthese.contrats]
    voisinage = Voisinage((), 0, 0)
    near: tuple[ContratProche, ...] = ()
    if place.niveau in NIVEAUX_AVEC_VOISINS:
        voisinage = build_voisinage(couverture, place)
    if place.niveau != "region":
        near = contrats_proches(couverture, within, voisinage.communes, CONTRATS_PROCHES)
    ars = ars_du_lieu(parents, place)
    communes = pd.DataFrame()
    if place.niveau in NIVEAUX_AVEC_COMMUNES:
        communes = sous_territoires(couverture, place, "commune")
    return Situation(
        lieu,
        couverture.jour,
        parents,
        departement_du_lieu(parents, place),
        statut_du_lieu(couverture, within),
        synthese,
        tuple(sorted(touching, key=_order)),
        tuple(
            situe(couverture, name, within) for name in _to_locate(couverture, place, departement)
        ),
        _projects_around(couverture, parents, {one.contrat.id for one in touching}),
        tuple((one, situe(couverture, one.contrat_id, within)) for one in near),
        voisinage,
        build_comparaison(couverture, (place, *reversed(parents))),
        communes,
        _published(couverture, (*parents, place)),
        registre.regions.get(ars) if ars else None,
        registre.etapes,
        referentiel.annee_population,
        registre.date_releve,
    )
