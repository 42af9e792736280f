"""Perimeters: which cells each contract covers, wholly or in part.

Rules (DESIGN section 6): inclusions first, exclusions after; an arrondissement municipal is a
cell of its own, and so is a commune déléguée that was a commune in a vintage held. A quartier, or
a commune déléguée older than that, has no population of its own here, so its commune is touched
(*couverture partielle*) and never counted.

A perimeter given as an EPCI has that EPCI's members in the vintage asked for, or in the vintage
nearest to the signature. Cells are common to every vintage: members of 2019 are counted in any.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np

from data.memoire import une_fois_par_objet
from data.model import Contrat, LignePerimetre, Registre, lignes_par_contrat
from geo.territoires.niveau import TerritoireInconnu
from geo.territoires.referentiel import Referentiel

NIVEAUX_PARTIELS = ("quartier", "commune_deleguee")


class PerimetreInvalide(ValueError):
    """Some territories of the perimeters are not in the referentiel; ``erreurs`` lists them."""

    def __init__(self, erreurs: tuple[str, ...]) -> None:
        super().__init__("\n".join(erreurs))
        self.erreurs = erreurs


@dataclass(frozen=True)
class Perimetres:
    """Perimeters of a list of contracts, as one flat incidence.

    Attributes
    ----------
    contrats : identifiers, in the order of positions used below.
    cellules, proprietaires : int arrays of the same length: cell ``cellules[k]`` is wholly in the
        perimeter of contract number ``proprietaires[k]``.
    cellules_partielles, proprietaires_partiels : the same for cells touched in part.
    """

    contrats: tuple[str, ...]
    cellules: np.ndarray
    proprietaires: np.ndarray
    cellules_partielles: np.ndarray
    proprietaires_partiels: np.ndarray

    @cached_property
    def rangs(self) -> dict[str, int]:
        """Position of each contract."""
        return {contrat: position for position, contrat in enumerate(self.contrats)}

    @cached_property
    def par_contrat(self) -> dict[str, np.ndarray]:
        """Cells wholly covered, by contract (empty array when the perimeter is unknown)."""
        return self._split(self.cellules, self.proprietaires)

    @cached_property
    def partielles_par_contrat(self) -> dict[str, np.ndarray]:
        """Cells touched in part, by contract."""
        return self._split(self.cellules_partielles, self.proprietaires_partiels)

    def _split(self, cells: np.ndarray, owners: np.ndarray) -> dict[str, np.ndarray]:
        bounds = np.searchsorted(owners, np.arange(len(self.contrats) + 1)).tolist()
        slices = zip(self.contrats, pairwise(bounds), strict=True)
        return {contrat: cells[start:end] for contrat, (start, end) in slices}

    @cached_property
    def qui_partagent(self) -> dict[str, set[str]]:
        """Contracts that share at least one cell with each contract that shares some.

        Sorted by cell, the owners of one cell are side by side, then two places away, and so on.
        """
        order = np.argsort(self.cellules, kind="stable")
        cells, owners = self.cellules[order], self.proprietaires[order]
        found: dict[str, set[str]] = {}
        away = 1
        while (same := cells[away:] == cells[:-away]).any():
            pairs = np.unique(owners[:-away][same] * len(self.contrats) + owners[away:][same])
            for one, other in zip(*np.divmod(pairs, len(self.contrats)), strict=True):
                found.setdefault(self.contrats[one], set()).add(self.contrats[other])
                found.setdefault(self.contrats[other], set()).add(self.contrats[one])
            away += 1
        return found

    def communes_a(self, contrat: str, autre: str) -> np.ndarray:
        """Return the cells that two contracts both wholly cover, found once for each pair."""
        pair = (min(contrat, autre), max(contrat, autre))
        if pair not in self._communes:
            mine, theirs = self.par_contrat[contrat], self.par_contrat[autre]
            self._communes[pair] = np.intersect1d(mine, theirs, assume_unique=True)
        return self._communes[pair]

    @cached_property
    def _communes(self) -> dict[tuple[str, str], np.ndarray]:
        return {}

    @cached_property
    def touchees(self) -> tuple[np.ndarray, np.ndarray]:
        """Cells and owners, whole and partial together: every cell a contract touches."""
        return (
            np.concatenate([self.cellules, self.cellules_partielles]),
            np.concatenate([self.proprietaires, self.proprietaires_partiels]),
        )

    def qui_touchent(self, masque: np.ndarray) -> np.ndarray:
        """Tell which contracts touch a cell of a mask, even in part (a bool array)."""
        cells, owners = self.touchees
        touching = np.zeros(len(self.contrats), dtype=bool)
        touching[owners[masque[cells]]] = True
        return touching

    def cellules_de(self, contrat: str) -> np.ndarray:
        """Return the cells that a contract touches, wholly or in part, sorted."""
        return np.union1d(self.par_contrat[contrat], self.partielles_par_contrat[contrat])


class Resolveur(Hashable, Protocol):
    """Finds the cells of a territory that a line names, in one vintage or in the nearest."""

    @property
    def millesime(self) -> int:
        """Vintage of the codes."""

    def cellules(self, niveau: str, code: str) -> np.ndarray:
        """Return the cells of a territory; raise TerritoireInconnu."""

    def commune_de(self, deleguee: str) -> np.ndarray:
        """Return the cells of the commune of a commune déléguée; raise TerritoireInconnu."""


@dataclass(frozen=True)
class UnMillesime:
    """Resolves in the vintage of one referentiel, and nowhere else."""

    referentiel: Referentiel

    @property
    def millesime(self) -> int:
        """Vintage of the codes."""
        return self.referentiel.millesime

    def cellules(self, niveau: str, code: str) -> np.ndarray:
        """Return the cells of a territory; raise TerritoireInconnu."""
        return self.referentiel.cellules(niveau, code)

    def commune_de(self, deleguee: str) -> np.ndarray:
        """Return the cells of the commune of a commune déléguée; raise TerritoireInconnu."""
        commune = self.referentiel.commune_de_deleguee.get(deleguee)
        if commune is None:
            raise TerritoireInconnu(f"unknown commune_deleguee code: {deleguee}")
        return self.referentiel.cellules("commune", commune)


def _cells_of_line(resolveur: Resolveur, line: LignePerimetre) -> tuple[np.ndarray, bool]:
    """Return the cells of one line and whether it covers them in part only."""
    if line.niveau == "quartier":
        return resolveur.cellules("commune", line.code), True
    if line.niveau == "commune_deleguee":
        try:
            return resolveur.cellules("commune_deleguee", line.code), False
        except TerritoireInconnu:
            return resolveur.commune_de(line.code), True
    return resolveur.cellules(line.niveau, line.code), False


def _unknown_code(line: LignePerimetre, millesime: int) -> str:
    return (
        f"perimetres.csv, contrat «\u00a0{line.contrat_id}\u00a0»\u00a0: {line.niveau} "
        f"«\u00a0{line.code}\u00a0» ({line.libelle or 'sans libellé'}) n'existe pas dans le "
        f"référentiel {millesime}. Attendu\u00a0: un code du COG {millesime} (INSEE pour une "
        "commune, SIREN pour un EPCI)."
    )


class _Resolu(NamedTuple):
    """Cells that a contract covers wholly, those it touches in part, and what no vintage knows."""

    entieres: np.ndarray
    partielles: np.ndarray
    inconnus: tuple[str, ...]


@lru_cache(maxsize=4096)
def _resolve(resolveur: Resolveur, lines: tuple[LignePerimetre, ...]) -> _Resolu:
    """Resolve the perimeter of a contract (cached: a publication changes few of them)."""
    whole: list[np.ndarray] = []
    partial: list[np.ndarray] = []
    excluded: list[np.ndarray] = []
    unknown: list[str] = []
    for line in lines:
        try:
            cells, is_partial = _cells_of_line(resolveur, line)
        except TerritoireInconnu:
            unknown.append(_unknown_code(line, resolveur.millesime))
            continue
        if line.operation == "exclut":
            if not is_partial:
                excluded.append(cells)
        else:
            (partial if is_partial else whole).append(cells)
    outside = _union(excluded)
    covered = np.setdiff1d(_union(whole), outside)
    touched = np.setdiff1d(_union(partial), np.union1d(covered, outside))
    for cells in (covered, touched):
        cells.flags.writeable = False
    return _Resolu(covered, touched, tuple(unknown))


def _union(groups: list[np.ndarray]) -> np.ndarray:
    return np.unique(np.concatenate(groups)) if groups else np.empty(0, dtype=np.int64)


def cellules_des_lignes(lignes: Iterable[LignePerimetre], resolveur: Resolveur) -> np.ndarray:
    """Return the cells that the lines of a perimeter wholly cover, codes unknown left out."""
    return _resolve(resolveur, tuple(lignes)).entieres


def cellules_du_contrat(registre: Registre, contrat_id: str, resolveur: Resolveur) -> np.ndarray:
    """Return the cells wholly in the perimeter of one contract, codes unknown left out."""
    return cellules_des_lignes(registre.perimetre_du_contrat(contrat_id), resolveur)


def build_perimetres(
    registre: Registre,
    referentiel: Referentiel,
    resolveur_de: Callable[[Contrat], Resolveur] | None = None,
) -> Perimetres:
    """Resolve every perimeter of the registre on cells.

    ``resolveur_de``: what resolves the perimeter of a contract; the vintage of ``referentiel``
    by default.

    Raises
    ------
    PerimetreInvalide
        When codes do not exist in the referentiel; all of them are listed, in French.
    """
    here = UnMillesime(referentiel)
    resolveurs = tuple(
        resolveur_de(contrat) if resolveur_de else here for contrat in registre.contrats.values()
    )
    return _build(registre.perimetres, tuple(registre.contrats), resolveurs)


@une_fois_par_objet(24)
def _build(
    lignes: tuple[LignePerimetre, ...], contrats: tuple[str, ...], resolveurs: tuple[Resolveur, ...]
) -> Perimetres:
    """Resolve the perimeters of some contracts, each with what resolves it.

    Kept by table: most publications change no perimeter.
    """
    par_contrat = lignes_par_contrat(lignes)
    resolved = [
        _resolve(resolveur, par_contrat.get(contrat, ()))
        for contrat, resolveur in zip(contrats, resolveurs, strict=True)
    ]
    errors = tuple(error for one in resolved for error in one.inconnus)
    if errors:
        raise PerimetreInvalide(errors)

    def flatten(groups: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        owners = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        empty = np.empty(0, dtype=np.int64)
        return np.concatenate([empty, *groups]), owners

    whole_cells, whole_owners = flatten([one.entieres for one in resolved])
    partial_cells, partial_owners = flatten([one.partielles for one in resolved])
    return Perimetres(contrats, whole_cells, whole_owners, partial_cells, partial_owners)
