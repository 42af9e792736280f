"""What an import does to the rates before anything is published, from country to département."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from geo.atelier.ecarts.lignes import Changement, registre_avec
from geo.certitude.publie import PointPublie, points_publies, publie_au
from geo.contrats.perimetres import build_perimetres
from geo.couverture.moteur import Couverture, Moteur, calcule_taux
from geo.territoires.millesimes import AuPlusPres
from geo.territoires.territoire import Territoire

NIVEAUX_DE_L_EFFET = ("france", "region", "departement")
DECIMALES = 2
REGIONS_EN_DETAIL = 3


@dataclass(frozen=True)
class Effet:
    """The rates of a territory before and after an import, in percent; None where nobody lives.

    ``publie``: the newest rate that an agency published of it, not after the day.
    """

    niveau: str
    code: str
    nom: str
    taux_signe_avant: float | None
    taux_signe_apres: float | None
    taux_signe_ou_projet_avant: float | None
    taux_signe_ou_projet_apres: float | None
    publie: PointPublie | None


@dataclass(frozen=True)
class Apercu:
    """The effect of an import: rates, and contracts by name that become signed or stop being."""

    effets: tuple[Effet, ...]
    signes_en_plus: tuple[str, ...]
    signes_en_moins: tuple[str, ...]
    avant: Couverture
    apres: Couverture


def moteur_avec(moteur: Moteur, changements: Iterable[Changement]) -> Moteur:
    """Return the engine of the registre once changes are made.

    Raises ValueError for a cell without meaning, PerimetreInvalide for an unknown code.
    """
    registre = registre_avec(moteur.registre, changements)
    nearest = AuPlusPres(moteur.referentiel.millesime)
    perimetres = build_perimetres(registre, moteur.referentiel, lambda _: nearest)
    return Moteur(registre, moteur.referentiel, perimetres, moteur.reference)


def apercu(
    moteur: Moteur, changements: Sequence[Changement], jour: date, region: str = ""
) -> Apercu:
    """Return the effect of changes on a day.

    ``region``: the région of the import, shown with its départements even when nothing moves.
    """
    before = moteur.couverture(jour)
    after = _couverture_avec(moteur, changements, jour) if changements else before
    return apercu_entre(before, after, region)


def apercu_entre(before: Couverture, after: Couverture, region: str = "") -> Apercu:
    """Return what tells two coverages of a day apart; ``region``: as for ``apercu``."""
    mine, theirs = set(before.contrats("signe")), set(after.contrats("signe"))
    return Apercu(
        tuple(_effets(before, after, region)),
        tuple(after.moteur.registre.contrats[one].nom for one in sorted(theirs - mine)),
        tuple(before.moteur.registre.contrats[one].nom for one in sorted(mine - theirs)),
        before,
        after,
    )


def _couverture_avec(moteur: Moteur, changements: Iterable[Changement], jour: date) -> Couverture:
    """Return the coverage once changes are made: nobody will ask for it again, it is not kept."""
    after = moteur_avec(moteur, changements)
    return after.couverture(jour, after.perimetres.contrats)


def _effets(before: Couverture, after: Couverture, region: str) -> list[Effet]:
    shown: list[Effet] = []
    moved = before.signe ^ after.signe | (before.projet_seul ^ after.projet_seul)
    regions = {region} - {""} or _touched(before, moved)
    for niveau in NIVEAUX_DE_L_EFFET:
        level = before.moteur.referentiel.niveaux[niveau]
        touched = np.unique(level.appartenance[moved])
        positions = {int(one) for one in touched if one >= 0}
        for one in regions:
            positions |= _of_region(before, niveau, one)
        if niveau == "france":
            positions = {0}
        rates = calcule_taux(before, niveau), calcule_taux(after, niveau)
        for position in sorted(positions):
            code = str(level.codes[position])
            figures = {
                f"{name}_{when}": _rounded(one[name][position])
                for name in ("taux_signe", "taux_signe_ou_projet")
                for when, one in zip(("avant", "apres"), rates, strict=True)
            }
            place = Territoire(niveau, code, str(level.noms[position]))
            points = points_publies(before.moteur.registre, place)
            publie = publie_au(points, before.jour)
            shown.append(Effet(niveau, code, place.nom, publie=publie, **figures))
    return shown


def _touched(coverage: Couverture, moved: np.ndarray) -> set[str]:
    """Return the régions where something moves, none when they are many: all would be shown."""
    found = set(coverage.moteur.referentiel.niveaux["region"].codes_de(moved))
    return found if len(found) <= REGIONS_EN_DETAIL else set()


def _of_region(coverage: Couverture, niveau: str, region: str) -> set[int]:
    """Return the positions of a région, or of its départements."""
    referentiel = coverage.moteur.referentiel
    level = referentiel.niveaux[niveau]
    if niveau == "region":
        return {level.index[region]} if region in level.index else set()
    if niveau != "departement" or not region:
        return set()
    table = referentiel.tables.departements
    return {level.index[code] for code in table.loc[table["region"] == region, "code"].tolist()}


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), DECIMALES)
