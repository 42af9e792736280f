"""The perimeter of a contract in figures: communes, EPCI, residents, and who else is there."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geo.couverture.moteur import Couverture, Moteur
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

STATUTS_MONTRES = ("signe", "projet")


@dataclass(frozen=True)
class PartDeTerritoire:
    """What of a territory a perimeter holds.

    ``nb_communes`` of ``nb_communes_total`` communes, ``population`` residents inside.
    """

    territoire: Territoire
    region: str
    nb_communes: int
    nb_communes_total: int
    population: int

    @property
    def en_entier(self) -> bool:
        """Whether the whole territory is in the perimeter."""
        return self.nb_communes == self.nb_communes_total


@dataclass(frozen=True)
class Chevauchement:
    """Another contract on the same communes, in force or in project, and the residents shared.

    ``population`` is None when they only share communes covered in part, which are not counted.
    """

    contrat_id: str
    statut: str
    population: int | None


@dataclass(frozen=True)
class FichePerimetre:
    """Figures of a perimeter; populations in inhabitants.

    ``nb_communes`` are wholly covered and counted; ``communes_partielles`` (names) are covered in
    part (quartier, commune déléguée) and not counted. ``repartition``: one entry per département,
    most populous first. ``seul``: the perimeter is this one territory.
    """

    population: int
    nb_communes: int
    communes_partielles: tuple[str, ...]
    epci: tuple[PartDeTerritoire, ...]
    repartition: tuple[PartDeTerritoire, ...]
    regions: tuple[Territoire, ...]
    seul: Territoire | None
    chevauchements: tuple[Chevauchement, ...]

    @property
    def est_connu(self) -> bool:
        """Whether some source gives the perimeter, even in part."""
        return bool(self.nb_communes or self.communes_partielles)

    @property
    def est_a_cheval(self) -> bool:
        """Whether it lies over several départements."""
        return len(self.repartition) > 1


def _parts(referentiel: Referentiel, niveau: str, cells: np.ndarray) -> list[PartDeTerritoire]:
    """Return the part of each territory of a level held by some cells, most populous first."""
    level, communes = referentiel.niveaux[niveau], referentiel.niveaux["commune"]
    regions = referentiel.niveaux["region"]
    owners = level.appartenance[cells]
    found = []
    for owner in np.unique(owners[owners >= 0]).tolist():
        inside = cells[owners == owner]
        everywhere = np.flatnonzero(level.appartenance == owner)
        region = int(regions.appartenance[inside[0]])
        found.append(
            PartDeTerritoire(
                Territoire(niveau, str(level.codes[owner]), str(level.noms[owner])),
                str(regions.noms[region]) if region >= 0 else "",
                len(np.unique(communes.appartenance[inside])),
                len(np.unique(communes.appartenance[everywhere])),
                int(referentiel.population[inside].sum()),
            )
        )
    return sorted(found, key=lambda part: (-part.population, part.territoire.code))


def _regions(referentiel: Referentiel, cells: np.ndarray) -> tuple[Territoire, ...]:
    level = referentiel.niveaux["region"]
    present = np.bincount(
        np.maximum(level.appartenance[cells], -1) + 1,
        weights=np.maximum(referentiel.population[cells], 1),
        minlength=len(level.codes) + 1,
    )[1:]
    ordered = [int(position) for position in np.argsort(-present) if present[position] > 0]
    return tuple(
        Territoire("region", str(level.codes[position]), str(level.noms[position]))
        for position in ordered
    )


def _seul(
    communes: np.ndarray, epci: list[PartDeTerritoire], referentiel: Referentiel
) -> Territoire | None:
    """Return the one territory that the perimeter is, or None when it is several or a part."""
    if len(communes) == 1:
        level = referentiel.niveaux["commune"]
        position = int(communes[0])
        return Territoire("commune", str(level.codes[position]), str(level.noms[position]))
    if len(epci) == 1 and epci[0].en_entier:
        return epci[0].territoire
    return None


def chevauchements(
    couverture: Couverture, contrat_id: str, sauf: Iterable[str] = ()
) -> tuple[Chevauchement, ...]:
    """Return the contracts in force or in project that share communes with one.

    ``sauf``: contracts to leave out (its own generations). Those with most residents come first.
    """
    engine = couverture.moteur
    whole = engine.perimetres.par_contrat
    population = engine.referentiel.population
    touched = engine.perimetres.cellules_de(contrat_id)
    mask = np.zeros(len(population), dtype=bool)
    mask[touched] = True
    cells, owners = engine.perimetres.touchees
    names = engine.perimetres.contrats
    left_out = {contrat_id, *sauf}
    found = []
    for owner in np.unique(owners[mask[cells]]).tolist():
        other = names[owner]
        statut = couverture.statuts.get(other)
        if other in left_out or statut not in STATUTS_MONTRES:
            continue
        shared = np.intersect1d(whole[contrat_id], whole[other])
        residents = int(population[shared].sum()) if len(shared) else None
        found.append(Chevauchement(other, statut, residents))
    return tuple(sorted(found, key=lambda one: (-(one.population or 0), one.contrat_id)))


def _names(referentiel: Referentiel, cells: np.ndarray) -> tuple[str, ...]:
    level = referentiel.niveaux["commune"]
    return tuple(str(level.noms[position]) for position in np.unique(level.appartenance[cells]))


def build_perimetre(
    couverture: Couverture, contrat_id: str, generations: Iterable[str] = ()
) -> FichePerimetre:
    """Compute the figures of the perimeter of a contract at a date.

    ``generations``: the other generations of the contract, which are not named as overlapping.
    """
    engine: Moteur = couverture.moteur
    referentiel = engine.referentiel
    cells = engine.perimetres.par_contrat[contrat_id]
    partial = engine.perimetres.partielles_par_contrat[contrat_id]
    communes = np.unique(referentiel.niveaux["commune"].appartenance[cells])
    epci = [
        part
        for part in _parts(referentiel, "epci", cells)
        if not referentiel.est_hors_epci(part.territoire.code)
    ]
    return FichePerimetre(
        int(referentiel.population[cells].sum()),
        len(communes),
        _names(referentiel, partial),
        tuple(epci),
        tuple(_parts(referentiel, "departement", cells)),
        _regions(referentiel, np.concatenate([cells, partial])),
        None if len(partial) else _seul(communes, epci, referentiel),
        chevauchements(couverture, contrat_id, generations),
    )
