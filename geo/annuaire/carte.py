"""The map of the directory: the perimeters of the contracts found, in their status."""

from dataclasses import dataclass, replace

import numpy as np

from geo.annuaire.annuaire import Resultat
from geo.certitude.carte import contrats_classes
from geo.certitude.classes import classes_de_certitude
from geo.contrats.chronologie import NUMERO
from geo.couverture.carte import EtatCouches, build_etat
from geo.couverture.moteur import Couverture
from geo.territoires.couches import feature_codes
from geo.territoires.territoire import Territoire

# A territory is drawn by communes where the eye can tell them apart, else by EPCI.
NIVEAU_DESSINE = {
    "france": "epci",
    "region": "epci",
    "departement": "commune",
    "epci": "commune",
    "commune": "commune",
    "ept": "commune",
    "arrondissement_municipal": "commune",
}
DESSINES = ("signe", "projet", "echu", "renouvele")
CLASSE_EN_PARTIE = {
    "signe_atteste": "partielle",
    "signe_a_confirmer": "partielle",
    "projet": "projet_partie",
}
RIEN = ("aucun_recense", "non_couvert")


@dataclass(frozen=True, eq=False)
class CarteDesPerimetres:
    """Features of the layers, and those that a contract found touches.

    Attributes
    ----------
    etat : layers, class and contracts of each feature.
    codes : identifiers of the features, in order; touchees : bool array, by feature.
    sans_perimetre : contracts found without a known perimeter.
    sans_statut : contracts found, with a perimeter, that are neither signed, in project nor over.
    """

    etat: EtatCouches
    niveau: str
    codes: np.ndarray
    touchees: np.ndarray
    sans_perimetre: tuple[str, ...]
    sans_statut: tuple[str, ...]

    def contrats_de(self, identifiant: str, resultat: Resultat) -> tuple[str, ...]:
        """Return the contracts found that touch a feature of the layers."""
        names = resultat.annuaire.moteur.perimetres.contrats
        found = np.flatnonzero(self.codes == identifiant)
        return tuple(
            names[number] for feature in found.tolist() for number, _ in self.etat.contrats[feature]
        )


def _trouves(resultat: Resultat) -> Couverture:
    return resultat.annuaire.moteur.couverture(resultat.jour, resultat.identifiants)


def _couverture_trouvee(resultat: Resultat) -> Couverture:
    """Cover the country by the contracts found, those replaced since counted as over."""
    couverture = _trouves(resultat)
    engine = couverture.moteur
    replaced = couverture.numeros == NUMERO["renouvele"]
    echu = couverture.echu.copy()
    perimetres = engine.perimetres
    echu[perimetres.cellules[replaced[perimetres.proprietaires]]] = True
    numeros = np.where(replaced, NUMERO["echu"], couverture.numeros)
    return replace(couverture, numeros=numeros, echu=echu)


def build_carte(resultat: Resultat, territoire: Territoire) -> CarteDesPerimetres:
    """Return what the map draws of the contracts found, in the view of a territory.

    A perimeter that goes beyond the territory is drawn whole, as far as the layers go.
    """
    niveau = NIVEAU_DESSINE[territoire.niveau]
    etat = build_etat(_couverture_trouvee(resultat), territoire, niveau, avec_projet=False)
    found = _trouves(resultat)
    contrats = contrats_classes(found, etat.contrats)
    touched = np.array([bool(contracts) for contracts in etat.contrats], dtype=bool)
    # Where a contract covers a part of a commune that has no population of its own
    statuts = classes_de_certitude(found, etat.niveau)[etat.positions].astype(object)
    for feature in np.flatnonzero(touched & np.isin(statuts, RIEN)).tolist():
        first = contrats[feature][0][1]
        statuts[feature] = CLASSE_EN_PARTIE.get(first, first)
    engine = resultat.annuaire.moteur
    known = [name for name in resultat.identifiants if engine.a_un_perimetre(name)]
    drawn = {NUMERO[name] for name in DESSINES}
    numbers = dict(zip(engine.perimetres.contrats, resultat.numeros.tolist(), strict=True))
    referentiel = engine.referentiel
    codes = [feature_codes(referentiel, one) for one in etat.couches]
    return CarteDesPerimetres(
        replace(etat, statuts=statuts, contrats=contrats),
        niveau,
        np.concatenate(codes) if codes else np.array([], dtype=str),
        touched,
        tuple(name for name in resultat.identifiants if not engine.a_un_perimetre(name)),
        tuple(name for name in known if numbers[name] not in drawn),
    )
