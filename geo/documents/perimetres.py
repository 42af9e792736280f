"""The perimeters of contracts as geographic features, with their status at a date.

One feature per contract. Its shape is the union of the communes of its perimeter, none when no
source gives it or no layer draws it; its attributes are described in ``geo.documents.attributs``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from data.dates import DatePartielle
from data.memoire import une_fois
from geo.certitude.classes import classes_des_contrats
from geo.couverture.moteur import Couverture, Moteur
from geo.couverture.synthese import contrats_du_territoire
from geo.territoires.contours import load_contours
from geo.territoires.territoire import Territoire

FORMES_GARDEES = 256  # of contracts asked for one by one, about 25 kB each
Valeur = str | int | bool | None
Avance = Callable[[float, str], None]


@dataclass(frozen=True, eq=False)
class Entites:
    """Features to export.

    ``lignes``: one dict per contract, the keys of ATTRIBUTS in order, days in ISO form;
    ``formes``: array of shapely polygons, None where there is none.
    """

    lignes: tuple[dict[str, Valeur], ...]
    formes: np.ndarray


def contrats_a_exporter(couverture: Couverture, territoire: Territoire) -> list[str]:
    """Return the contracts that touch a territory, in the order of the registre.

    For the country, every contract, even one whose perimeter is unknown; for a région or a
    département, also the contracts without a perimeter that the registre places there.
    """
    if territoire.niveau == "france":
        return list(couverture.statuts)
    return contrats_du_territoire(couverture, territoire)


def build_entites(
    couverture: Couverture, contrats: Sequence[str], avance: Avance | None = None
) -> Entites:
    """Return the features of some contracts at a date.

    ``avance``: told how far the work is, from 0 to 1, and what is being done.
    """
    tell = avance or (lambda part, what: None)
    formes = _shapes(couverture.moteur, contrats, tell)
    return Entites(build_lignes(couverture, contrats), formes)


def build_lignes(couverture: Couverture, contrats: Sequence[str]) -> tuple[dict[str, Valeur], ...]:
    """Return the attributes of some contracts at a date, without their shapes."""
    classes = classes_des_contrats(couverture)
    return tuple(_attributes(couverture, name, classes.get(name)) for name in contrats)


def build_entite(
    couverture: Couverture, contrat_id: str
) -> tuple[dict[str, Valeur], shapely.Geometry | None]:
    """Return the attributes and the shape of one contract at a date; its shape is kept."""
    (ligne,) = build_lignes(couverture, [contrat_id])
    return ligne, _shape_of(couverture.moteur, contrat_id)


@une_fois(FORMES_GARDEES)
def _shape_of(moteur: Moteur, contrat_id: str) -> shapely.Geometry | None:
    return _shapes(moteur, [contrat_id], lambda part, what: None)[0]


def _communes(moteur: Moteur, contrat_id: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of the communes wholly covered, and of those covered in part."""
    level = moteur.referentiel.niveaux["commune"]
    whole = moteur.perimetres.par_contrat[contrat_id]
    touched = moteur.perimetres.cellules_de(contrat_id)
    owners, found = np.unique(level.appartenance[whole], return_counts=True)
    entire = owners[found == _cells_by_commune(moteur)[owners]]
    return entire, np.setdiff1d(level.appartenance[touched], entire)


def _cells_by_commune(moteur: Moteur) -> np.ndarray:
    level = moteur.referentiel.niveaux["commune"]
    return np.bincount(level.appartenance, minlength=len(level.codes))


def _shapes(moteur: Moteur, contrats: Sequence[str], tell: Avance) -> np.ndarray:
    """Return the union of the communes of each contract; each layer is read once."""
    level = moteur.referentiel.niveaux["commune"]
    wanted = {name: np.concatenate(_communes(moteur, name)) for name in contrats}
    needed = np.unique(np.concatenate([np.empty(0, dtype=np.int64), *wanted.values()]))
    by_commune: dict[int, shapely.Geometry] = {}
    layers = _layers(moteur, needed)
    for rank, couche in enumerate(layers):
        tell(0.7 * rank / len(layers), "Lecture des contours des communes")
        layer = load_contours(couche)
        positions = level.positions(layer.codes.tolist()).tolist()
        by_commune.update(zip(positions, layer.formes.tolist(), strict=True))
    shapes = np.full(len(contrats), None, dtype=object)
    for rank, name in enumerate(contrats):
        tell(0.7 + 0.3 * rank / len(contrats), "Assemblage des périmètres")
        drawn = [by_commune[one] for one in wanted[name].tolist() if one in by_commune]
        if drawn:
            shapes[rank] = _union(drawn)
    return shapes


def _layers(moteur: Moteur, communes: np.ndarray) -> list[str]:
    """Return the layers of the départements of some communes (none draws Saint-Martin)."""
    referentiel = moteur.referentiel
    inside = np.isin(referentiel.niveaux["commune"].appartenance, communes)
    return [f"communes-{code}" for code in referentiel.niveaux["departement"].codes_de(inside)]


def _union(shapes: Iterable[shapely.Geometry]) -> shapely.Geometry:
    """Return the union of polygons, valid, its rings turned as GeoJSON wants them."""
    union = shapely.make_valid(shapely.union_all(list(shapes)))
    polygons = [one for one in shapely.get_parts(union).tolist() if one.geom_type == "Polygon"]
    return shapely.orient_polygons(shapely.multipolygons(polygons), exterior_cw=False)


def _precision(valeur: DatePartielle | None) -> str | None:
    if valeur is None:
        return None
    if valeur.jour is not None:
        return "jour"
    return "annee" if valeur.mois is None else "mois"


def _codes(moteur: Moteur, niveau: str, contrat_id: str) -> str | None:
    """Return the codes of the territories of a level that a perimeter touches."""
    touched = moteur.perimetres.cellules_de(contrat_id)
    return " ".join(moteur.referentiel.niveaux[niveau].codes_de(touched)) or None


def _attributes(couverture: Couverture, contrat_id: str, classe: str | None) -> dict[str, Valeur]:
    engine = couverture.moteur
    contrat = engine.registre.contrats[contrat_id]
    times = engine.periodes[contrat_id]
    known = engine.a_un_perimetre(contrat_id)
    entire, partial = _communes(engine, contrat_id)
    cells = engine.perimetres.par_contrat[contrat_id]
    signed = times.signe
    values: dict[str, Valeur] = {
        "id": contrat.id,
        "nom": contrat.nom,
        "statut": couverture.statuts[contrat_id],
        "classe": classe,
        "situation": couverture.jour.isoformat(),
        "etape": contrat.etape,
        "generation": contrat.generation,
        "porteur": contrat.porteur or None,
        "porteur_type": contrat.porteur_type or None,
        "regions": _codes(engine, "region", contrat_id) or contrat.region,
        "departements": _codes(engine, "departement", contrat_id) or " ".join(contrat.departements),
        "date_signature": _text(contrat.date_signature),
        "date_signature_precision": _precision(contrat.date_signature),
        "debut": signed.debut.isoformat() if signed else None,
        "debut_estime": times.date_signature_inconnue if signed else None,
        "periode_debut": _text(contrat.periode_debut),
        "date_fin": _text(contrat.date_fin),
        "date_fin_precision": _precision(contrat.date_fin),
        "fin": signed.fin.isoformat() if signed and signed.fin else None,
        "fin_estimee": times.echeance_estimee if signed else None,
        "duree_ans": contrat.duree_ans,
        "population": int(engine.referentiel.population[cells].sum()) if known else None,
        "population_annee": engine.referentiel.annee_population,
        "nb_communes": len(entire) if known else None,
        "nb_communes_en_partie": len(partial) if known else None,
        "perimetre_connu": known,
        "fiabilite": contrat.fiabilite or None,
        "source_url": contrat.source_url or None,
        "source_date": _text(contrat.source_date),
    }
    return values


def _text(valeur: DatePartielle | None) -> str | None:
    return valeur.texte if valeur else None
