"""The layers: the perimeters of contracts, and the territories with their rates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from api.contenus.territoires import territoire_demande
from api.protocole.demande import Demande
from api.ressources.perimetres import entite
from api.ressources.taux import lignes, table_du_niveau
from geo.annuaire.annuaire import build_annuaire
from geo.certitude.tableau import dans_les_regions
from geo.contrats.chronologie import NUMERO
from geo.couverture.moteur import Moteur
from geo.documents.formats_geographiques import geometrie
from geo.territoires.emprises import cellules_dans, formes_de


@dataclass(frozen=True)
class Couche:
    """A layer.

    Attributes
    ----------
    nom : its identifier in addresses; ``titre`` and ``dit``: what it holds, in French.
    exemple : identifier of one of its features.
    choisit : returns the identifiers of the features that a request asks for, in order.
    entites : returns features, given by their identifiers.
    """

    nom: str
    titre: str
    dit: str
    exemple: str
    choisit: Callable[[Demande, Moteur], Sequence[str]]
    entites: Callable[[Demande, Moteur, Sequence[str]], list[dict[str, Any]]]


def _contrats(demande: Demande, moteur: Moteur) -> Sequence[str]:
    """Return the contracts asked for; without a box, those of unknown perimeter too."""
    place, _ = territoire_demande(moteur.referentiel, demande.valeurs)
    kept = build_annuaire(moteur).colonnes.dans(place)
    if demande["statut"]:
        numbers = moteur.chronologie.numeros(demande.jour)
        kept = kept & np.isin(numbers, [NUMERO[name] for name in demande["statut"]])
    if demande["bbox"]:
        cells, owners = moteur.perimetres.touchees
        inside = np.zeros(len(kept), dtype=bool)
        inside[owners[cellules_dans(moteur.referentiel, demande["bbox"])[cells]]] = True
        kept = kept & inside
    names = [moteur.perimetres.contrats[one] for one in np.flatnonzero(kept).tolist()]
    if demande["datetime"]:
        first, last = demande["datetime"]
        names = [name for name in names if _is_signed_between(moteur, name, first, last)]
    return names


def _is_signed_between(moteur: Moteur, name: str, first: Any, last: Any) -> bool:
    """Tell whether a contract is signed on a day of a period; one that never is has no date."""
    signed = moteur.periodes[name].signe
    return signed is None or (signed.debut <= last and (signed.fin is None or first <= signed.fin))


def _perimetres(demande: Demande, moteur: Moteur, names: Sequence[str]) -> list[dict[str, Any]]:
    couverture = moteur.couverture(demande.jour)
    known = moteur.registre.contrats
    return [entite(couverture, name) for name in names if name in known]


def _territoires(niveau: str) -> Callable[[Demande, Moteur], Sequence[str]]:
    def choose(demande: Demande, moteur: Moteur) -> Sequence[str]:
        """Return the territories that the box touches; they have no date."""
        level = moteur.referentiel.niveaux[niveau]
        kept = dans_les_regions(moteur.referentiel, niveau)
        if demande["bbox"]:
            owners = level.appartenance[cellules_dans(moteur.referentiel, demande["bbox"])]
            inside = np.zeros(len(level.codes), dtype=bool)
            inside[owners[owners >= 0]] = True
            kept = kept & inside
        codes: list[str] = level.codes[kept].tolist()
        return codes

    return choose


def _avec_leurs_taux(
    niveau: str,
) -> Callable[[Demande, Moteur, Sequence[str]], list[dict[str, Any]]]:
    def build(demande: Demande, moteur: Moteur, codes: Sequence[str]) -> list[dict[str, Any]]:
        level = moteur.referentiel.niveaux[niveau]
        known = [code for code in codes if code in level.index]
        table = table_du_niveau(moteur, demande.jour, niveau).iloc[level.positions(known)]
        shapes = formes_de(moteur.referentiel, niveau, known)
        return [
            {
                "type": "Feature",
                "id": row["code"],
                "geometry": None if shape is None else geometrie(_multi(shape)),
                "properties": row,
            }
            for row, shape in zip(lignes(table), shapes, strict=True)
        ]

    return build


def _multi(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a shape as several polygons: a layer has one type of geometry."""
    return shapely.multipolygons(shapely.get_parts(shape))


def _niveau(nom: str, niveau: str, titre: str, exemple: str) -> Couche:
    dit = (
        f"{titre}, avec les colonnes de /taux au jour demandé\u00a0: taux attesté, recensé, "
        "plafond et publié. Contours généralisés."
    )
    return Couche(nom, titre, dit, exemple, _territoires(niveau), _avec_leurs_taux(niveau))


PERIMETRES = Couche(
    "perimetres",
    "Périmètres des contrats locaux de santé",
    "Un contrat par entité, avec son statut au jour demandé. La géométrie est null quand aucune "
    "source lue ne donne le périmètre.",
    "cls-29-cornouaille-1",
    _contrats,
    _perimetres,
)
COUCHES: tuple[Couche, ...] = (
    PERIMETRES,
    _niveau("regions", "region", "Régions", "53"),
    _niveau("departements", "departement", "Départements", "29"),
    _niveau("epci", "epci", "EPCI, et communes qui n'en ont pas", "200068120"),
    _niveau("communes", "commune", "Communes", "29232"),
)
