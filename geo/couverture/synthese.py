"""The figures of one territory at one date: what a page says before it shows anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data.dates import DatePartielle
from data.memoire import une_fois
from data.model import AnnonceRegion, ChiffrePublie, Contrat, Registre
from geo.couverture.carte import statuts_de
from geo.couverture.moteur import Couverture, Moteur, decoupe_du_territoire, mask_of, taux
from geo.couverture.tables import TEXTE, Colonne, colonnes_des_taux
from geo.territoires.decoupe import Decoupe
from geo.territoires.territoire import Territoire, departement_names

MOIS_D_ALERTE = 12
TERRITOIRES_GARDES = 96


@dataclass(frozen=True)
class Reserve:
    """Signed contracts that rest on something estimated, and who is covered by them alone."""

    contrats: tuple[str, ...]
    population: int


@dataclass(frozen=True)
class Synthese:
    """Figures of a territory at a date; populations in inhabitants, rates in percent.

    ``taux_*`` are None where nobody lives. ``contrats``, ``contrats_*``: the contracts that touch
    the territory, or that are led there without a known perimeter (``sans_perimetre``, included
    in none of the populations).
    """

    territoire: Territoire
    jour: date
    population: int
    population_signe: int
    population_projet: int
    population_partielle: int
    taux_signe: float | None
    taux_signe_ou_projet: float | None
    contrats: tuple[str, ...]
    contrats_signes: tuple[str, ...]
    contrats_projet: tuple[str, ...]
    contrats_inconnus: tuple[str, ...]
    fins_prochaines: tuple[str, ...]
    sans_perimetre: tuple[str, ...]
    signature_inconnue: Reserve
    echeance_estimee: Reserve

    @property
    def population_non_couverte(self) -> int:
        """Residents under no contract, signed or in project."""
        return self.population - self.population_signe - self.population_projet


def taux_ou_rien(part: int, whole: int) -> float | None:
    """Return a rate in percent, None where nobody lives."""
    value = float(taux(np.array([part]), np.array([whole]))[0])
    return None if np.isnan(value) else value


def contrats_du_territoire(couverture: Couverture, territoire: Territoire) -> list[str]:
    """Return the contracts retained that concern a territory, in the registre's order.

    A contract concerns it when its perimeter touches it; one without a known perimeter, when its
    source names the region or the département. Raises TerritoireInconnu for an unknown territory.
    """
    concerned = _concernes(couverture.moteur, territoire)
    return [name for name in concerned if name in couverture.statuts]


@une_fois(TERRITOIRES_GARDES)
def _concernes(moteur: Moteur, territoire: Territoire) -> tuple[str, ...]:
    """The same, retained or not: it depends on no day."""
    within = mask_of(moteur.referentiel, territoire.niveau, territoire.code)
    touching = moteur.perimetres.qui_touchent(within)
    return tuple(
        name
        for name, touches in zip(moteur.perimetres.contrats, touching.tolist(), strict=True)
        if touches
        or (
            not moteur.a_un_perimetre(name)
            and _is_led_in(moteur.registre.contrats[name], territoire)
        )
    )


def _is_led_in(contrat: Contrat, territoire: Territoire) -> bool:
    if territoire.niveau == "france":
        return True
    if territoire.niveau == "region":
        return contrat.region == territoire.code
    return territoire.niveau == "departement" and territoire.code in contrat.departements


def ends_within(moteur: Moteur, contrat_id: str, jour: date, months: int) -> bool:
    """Tell whether a contract signed at a date ends within ``months`` months of it."""
    signed = moteur.periodes[contrat_id].signe
    if signed is None or signed.fin is None or not signed.contient(jour):
        return False
    return signed.fin <= _months_after(jour, months)


@lru_cache(maxsize=64)
def _months_after(jour: date, months: int) -> date:
    return (pd.Timestamp(jour) + pd.DateOffset(months=months)).date()


def _reserve(
    couverture: Couverture, within: np.ndarray, uncertain: Iterable[str], signed: Iterable[str]
) -> Reserve:
    """Who, among the residents covered, would not be without the uncertain contracts."""
    doubtful = tuple(uncertain)
    perimetres = couverture.moteur.perimetres
    sure = np.zeros(len(perimetres.contrats), dtype=bool)
    sure[[perimetres.rangs[name] for name in set(signed) - set(doubtful)]] = True
    held = np.zeros(len(within), dtype=bool)
    held[perimetres.cellules[sure[perimetres.proprietaires]]] = True
    return Reserve(doubtful, couverture.population(couverture.signe & ~held, within))


def build_synthese(couverture: Couverture, territoire: Territoire) -> Synthese:
    """Compute the figures of a territory. Raises TerritoireInconnu for an unknown territory."""
    engine = couverture.moteur
    within = mask_of(engine.referentiel, territoire.niveau, territoire.code)
    concerned = contrats_du_territoire(couverture, territoire)
    by_status: dict[str, list[str]] = {}
    for name in concerned:
        by_status.setdefault(couverture.statuts[name], []).append(name)
    signed = by_status.get("signe", [])
    population = couverture.population(within)
    covered = couverture.population(couverture.signe, within)
    in_project = couverture.population(couverture.projet_seul, within)
    times = engine.periodes
    return Synthese(
        territoire,
        couverture.jour,
        population,
        covered,
        in_project,
        couverture.population(couverture.partielle & ~couverture.signe, within),
        taux_ou_rien(covered, population),
        taux_ou_rien(covered + in_project, population),
        contrats=tuple(concerned),
        contrats_signes=tuple(signed),
        contrats_projet=tuple(by_status.get("projet", [])),
        contrats_inconnus=tuple(by_status.get("inconnu", [])),
        fins_prochaines=tuple(
            name for name in signed if ends_within(engine, name, couverture.jour, MOIS_D_ALERTE)
        ),
        sans_perimetre=tuple(
            name
            for name in (*signed, *by_status.get("projet", []))
            if not engine.a_un_perimetre(name)
        ),
        signature_inconnue=_reserve(
            couverture, within, (n for n in signed if times[n].date_signature_inconnue), signed
        ),
        echeance_estimee=_reserve(
            couverture, within, (n for n in signed if times[n].echeance_estimee), signed
        ),
    )


@dataclass(frozen=True)
class Completude:
    """What the registre holds for a region beside what its ARS announced.

    ``nb_signes`` and ``nb_projet``: contracts of the registre led by this ARS, at the date.
    """

    annonce: AnnonceRegion
    nb_signes: int
    nb_projet: int


def build_completude(couverture: Couverture, region: str) -> Completude | None:
    """Compare the registre with the announcement of an ARS; None outside the regions."""
    registre = couverture.moteur.registre
    annonce = registre.regions.get(region)
    if annonce is None:
        return None

    def count(wanted: str) -> int:
        return sum(registre.contrats[name].region == region for name in couverture.contrats(wanted))

    return Completude(annonce, count("signe"), count("projet"))


def chiffres_publies(registre: Registre, territoire: Territoire) -> list[ChiffrePublie]:
    """Return the figures published for a region or a département, newest first."""
    found = [
        figure
        for figure in registre.chiffres_publies
        if (figure.objet_type, figure.objet_id) == (territoire.niveau, territoire.code)
    ]
    oldest = DatePartielle(1900)
    return sorted(found, key=lambda f: (f.date or oldest).premier_jour, reverse=True)


def sous_territoires(couverture: Couverture, territoire: Territoire, niveau: str) -> pd.DataFrame:
    """Return the rates of the territories of a level that lie in a territory.

    Columns COLONNES_TAUX, plus ``statut`` (as on the map), ``departement`` (name of the one where
    most residents live, '' above the EPCI) and ``en_partie``: the territory goes beyond, and is
    counted here for the part inside, so that populations add up to the whole.
    """
    cut = decoupe_du_territoire(couverture.moteur.referentiel, territoire, niveau)
    return pd.DataFrame(colonnes_des_parties(couverture, cut, statuts_de(couverture, cut)))


def colonnes_des_parties(
    couverture: Couverture, cut: Decoupe, statuts: np.ndarray
) -> dict[str, Colonne]:
    """Return the columns of ``sous_territoires``, with a status of one's choice."""
    referentiel, niveau = couverture.moteur.referentiel, cut.niveau.nom
    everywhere = referentiel.population_totale[niveau][cut.positions]
    return {
        **colonnes_des_taux(couverture, cut),
        "statut": pd.array(statuts, dtype=TEXTE),
        "en_partie": everywhere > cut.habitants,
        "departement": departement_names(referentiel, niveau)[cut.positions],
    }
