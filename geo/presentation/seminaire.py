"""What a seminar says of a territory on a day: the figures of each slide, computed once.

No rule is made here: each figure is the one of the page that shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.lecture.referentiel import load_provenance
from data.memoire import une_fois
from data.model import AnnonceRegion, Contrat
from geo.actions.themes import (
    ActionsProbantes,
    Matrice,
    PrioriteServie,
    actions_probantes,
    priorites_servies,
    themes_par_contrat,
)
from geo.certitude.au_fil import build_au_fil, find_sauts, mois_touches, sont_comparables
from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.comptes import CompteDActions, compte_des_actions
from geo.certitude.ou_chercher import OuChercher, build_ou_chercher
from geo.contrat.fiche import Fiche, build_fiche
from geo.contrats.vie import Echeance
from geo.couverture.historique import build_historique
from geo.couverture.moteur import Couverture, Moteur, calcule_taux, mask_of
from geo.couverture.synthese import (
    Completude,
    Synthese,
    build_completude,
    build_synthese,
)
from geo.evolution.echeances import Echeancier, build_echeancier
from geo.presentation.cartes import VueCarte, build_vues
from geo.presentation.contenu import HORIZON_MOIS
from geo.presentation.contrat import (
    VueDuContrat,
    build_vue_du_contrat,
    contrat_par_defaut,
    contrats_echus,
    habitants_du_contrat,
)
from geo.territoires.lieux_autour import commune_du_lieu
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire, parents_of, region_of

NIVEAUX_DU_SEMINAIRE = ("france", "region", "departement")
NIVEAU_DES_CARTES = "epci"
ANNEES_MONTREES = 12
PREMIERE_ANNEE = 2010
EPCI_NOMMES = 10  # those whose last contract over is looked for


@dataclass(frozen=True, eq=False)
class Evolution:
    """Rates of a territory year after year, in percent; None where nobody lives.

    Attributes
    ----------
    jours : 31 December of each year, then the day of the seminar.
    taux_signe, taux_atteste : under a contract recorded as signed; under one whose dates are read.
    sauts : whether a jump falls between a day and the one before, that no signature explains.
    comparables : whether the first and the last rate recorded may be compared as they are.
    nb_signes : contracts signed whose perimeter touches the territory.
    vues : the map on each of these days.
    """

    jours: tuple[date, ...]
    taux_signe: tuple[float | None, ...]
    taux_atteste: tuple[float | None, ...]
    sauts: tuple[bool, ...]
    comparables: bool
    nb_signes: tuple[int, ...]
    vues: tuple[VueCarte, ...]


@dataclass(frozen=True, eq=False)
class Acteurs:
    """Who works on what, among the contracts signed or in project.

    ``themes``: themes by contract whose axes are known; ``priorites``: those of the region with
    the contracts that serve them (none where the region's priorities are not known).
    """

    nb_contrats: int
    themes: Matrice
    priorites: tuple[PrioriteServie, ...]


@dataclass(frozen=True, eq=False)
class Seminaire:
    """The figures of a seminar.

    Attributes
    ----------
    region : the region of the territory, None for the country.
    rang : place of the region among the 18 by its rate, the highest first; None for the country.
    annonces : what each ARS announced, by region.
    carte_du_pays, carte : by région; by EPCI.
    fiche : the contract in focus, None where the territory has none.
    habitants_de_la_fiche : residents of the territory that its perimeter covers.
    carte_de_la_fiche : its map, None without a perimeter.
    certitude, certitude_du_pays : what may be said of the territory, and of the country.
    ou_chercher : where residents are under no contract recorded, and what is to be checked.
    derniers_echus : the last contract over of the first of the places to check, by their code.
    actions_de_la_fiche : actions of the contract in focus: done, named, announced.
    echus : the contracts that are over on the territory, with their end, the last one first.
    echeancier : the ends ahead, HORIZON_MOIS months from the day.
    provenance : where the territories come from.
    """

    moteur: Moteur
    couverture: Couverture
    territoire: Territoire
    region: Territoire | None
    pays: Synthese
    synthese: Synthese
    rang: int | None
    annonces: tuple[AnnonceRegion, ...]
    completude: Completude | None
    carte_du_pays: VueCarte
    carte: VueCarte
    evolution: Evolution
    acteurs: Acteurs
    fiche: Fiche | None
    habitants_de_la_fiche: int
    carte_de_la_fiche: VueDuContrat | None
    probantes: ActionsProbantes
    certitude: Certitude
    certitude_du_pays: Certitude
    ou_chercher: OuChercher
    derniers_echus: dict[str, Contrat]
    echus: tuple[tuple[Contrat, Echeance], ...]
    echeancier: Echeancier
    actions_de_la_fiche: CompteDActions | None
    provenance: dict[str, Any]

    @property
    def jour(self) -> date:
        """The day of the seminar."""
        return self.couverture.jour


def territoire_du_seminaire(referentiel: Referentiel, place: Territoire) -> Territoire:
    """Return the territory a deck speaks of: the place, or the département it mostly lies in."""
    if place.niveau in NIVEAUX_DU_SEMINAIRE:
        return place
    known = place.niveau in ("commune", "epci")
    parents = parents_of(referentiel, place if known else commune_du_lieu(referentiel, place))
    return [one for one in parents if one.niveau in NIVEAUX_DU_SEMINAIRE][-1]


def jours_de_l_evolution(jour: date) -> tuple[date, ...]:
    """Return the last day of each of the years before a day, then that day."""
    first = max(PREMIERE_ANNEE, jour.year - ANNEES_MONTREES + 1)
    return (*(date(year, 12, 31) for year in range(first, jour.year)), jour)


def build_evolution(moteur: Moteur, territoire: Territoire, jour: date) -> Evolution:
    """Compute the rates of a territory over the years, with their maps."""
    days = jours_de_l_evolution(jour)
    history = build_historique(moteur, territoire.niveau, territoire.code, days)
    rows = history.table()
    jumps = find_sauts(moteur, territoire)
    return Evolution(
        days,
        _rates(rows["taux_signe"]),
        _rates(pd.Series(build_au_fil(history).taux_atteste.ravel())),
        tuple(mois_touches(days, jumps).tolist()),
        sont_comparables(jumps, days[0], days[-1]),
        tuple(int(count) for count in rows["nb_contrats_signes"]),
        build_vues((moteur.couverture(day) for day in days), territoire, NIVEAU_DES_CARTES),
    )


def _rates(column: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(rate) else float(rate) for rate in column)


def build_acteurs(moteur: Moteur, noms: Iterable[str], region: Territoire | None) -> Acteurs:
    """Count the themes and the regional priorities of some contracts."""
    contrats = [moteur.registre.contrats[name] for name in noms]
    served = priorites_servies(moteur.registre, contrats, region.code) if region else ()
    return Acteurs(len(contrats), themes_par_contrat(moteur.registre, contrats), served)


def dernier_echu(
    couverture: Couverture, niveau: str, code: str, within: np.ndarray
) -> Contrat | None:
    """Return the contract over that ended last on the part of a place that lies in some cells."""
    moteur, kept = couverture.moteur, couverture.statuts
    level = moteur.referentiel.niveaux[niveau]
    here = (level.appartenance == level.position(code)) & within
    ranks = np.flatnonzero(moteur.perimetres.qui_touchent(here)).tolist()
    touching = [name for rank in ranks if (name := moteur.perimetres.contrats[rank]) in kept]
    over = contrats_echus(couverture, touching)
    return over[0][0] if over else None


def _last_ones(
    couverture: Couverture, territoire: Territoire, places: OuChercher
) -> dict[str, Contrat]:
    within = mask_of(couverture.moteur.referentiel, territoire.niveau, territoire.code)
    left = within & ~couverture.signe & ~couverture.projet
    tables = [one.head(EPCI_NOMMES) for one in (places.lieux, places.a_verifier)]
    found = {
        str(row.code): dernier_echu(couverture, str(row.niveau), str(row.code), left)
        for table in tables
        for row in table.query("population_echu > 0").itertuples()
    }
    return {code: contrat for code, contrat in found.items() if contrat is not None}


def _rank(couverture: Couverture, region: Territoire | None) -> int | None:
    if region is None:
        return None
    rates = calcule_taux(couverture, "region")["taux_signe"]
    mine = rates[couverture.moteur.referentiel.niveaux["region"].position(region.code)]
    return 1 + int((rates > mine).sum())


@une_fois(16)
def build_seminaire(
    moteur: Moteur, territoire: Territoire, jour: date, contrat_id: str = ""
) -> Seminaire:
    """Compute the figures of a seminar (cached).

    Parameters
    ----------
    territoire : at one of NIVEAUX_DU_SEMINAIRE.
    contrat_id : the contract in focus, '' for ``contrat_par_defaut``.

    Raises TerritoireInconnu, and ContratInconnu when the registre has no such contract.
    """
    couverture = moteur.couverture(jour)
    synthese = build_synthese(couverture, territoire)
    region = region_of(moteur.referentiel, territoire)
    alive = (*synthese.contrats_signes, *synthese.contrats_projet)
    chosen = contrat_id or contrat_par_defaut(couverture, synthese)
    evolution = build_evolution(moteur, territoire, jour)
    contrats = [moteur.registre.contrats[name] for name in alive]
    places = build_ou_chercher(couverture, territoire)
    return Seminaire(
        moteur,
        couverture,
        territoire,
        region,
        build_synthese(couverture, FRANCE),
        synthese,
        _rank(couverture, region),
        tuple(moteur.registre.regions.values()),
        build_completude(couverture, region.code) if region else None,
        build_vues([couverture], FRANCE, "region")[0],
        evolution.vues[-1],
        evolution,
        build_acteurs(moteur, alive, region),
        build_fiche(couverture, chosen) if chosen else None,
        habitants_du_contrat(moteur, chosen, territoire) if chosen else 0,
        build_vue_du_contrat(couverture, chosen) if chosen else None,
        actions_probantes(moteur.registre, contrats),
        build_certitude(couverture, territoire),
        build_certitude(couverture, FRANCE),
        places,
        _last_ones(couverture, territoire, places),
        contrats_echus(couverture, synthese.contrats),
        build_echeancier(couverture, territoire, HORIZON_MOIS),
        compte_des_actions(moteur.registre, [chosen], jour) if chosen else None,
        load_provenance(),
    )
