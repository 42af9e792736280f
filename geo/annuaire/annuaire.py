"""The directory of contracts: search, filters and order.

A filter left empty keeps everything. Statuses and ends are those of the date asked for; what a
source doesn't say (no axis, no generation) is a value of its own, that can be asked for.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from data.dates import mois_apres
from data.memoire import une_fois
from data.model import Contrat
from geo.annuaire.colonnes import Colonnes
from geo.annuaire.index import IndexAnnuaire, build_index
from geo.annuaire.recherche import (
    Trouvailles,
    chercher_textes,
    requete_normalisee,
    trouve_par,
)
from geo.contrats.chronologie import NUMERO, TOUJOURS
from geo.contrats.statuts import STATUTS, Periodes
from geo.couverture.moteur import Moteur
from geo.territoires.territoire import FRANCE, Territoire

TRIS = ("pertinence", "statut", "nom", "fin", "signature", "population")


@dataclass(frozen=True)
class Criteres:
    """What the reader asks of the directory; an empty field asks for nothing.

    Attributes
    ----------
    texte : words of a name, a porteur, a territory or a commune.
    territoire : contracts whose perimeter touches it, or that a source places there.
    statuts, etapes, generations, themes, porteurs : codes, of which a contract has at least one.
        A generation is ``"1"``, ``"2"``… or GENERATION_INCONNUE, a type of porteur may be
        PORTEUR_INCONNU, a theme is that of an axis.
    fin_mois : signed at the date and ending within that many months.
    axes, suivi : True for the contracts with axes known (an action with a known status), False
        for the others.
    tri : one of TRIS; without a text, ``pertinence`` is ``statut``.
    """

    texte: str = ""
    territoire: Territoire = FRANCE
    statuts: tuple[str, ...] = ()
    etapes: tuple[str, ...] = ()
    generations: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    porteurs: tuple[str, ...] = ()
    fin_mois: int | None = None
    axes: bool | None = None
    suivi: bool | None = None
    tri: str = "pertinence"


@dataclass(frozen=True)
class Ligne:
    """One contract found, with what the cards and the table say of it.

    ``population``: residents of the perimeter, None when it is not known. ``trouve_par``: field
    and text by which the search found it, None without a search.
    """

    contrat: Contrat
    statut: str
    periodes: Periodes
    population: int | None
    themes: tuple[str, ...]
    nb_axes: int
    nb_actions: int
    nb_actions_suivies: int
    trouve_par: tuple[str, str] | None


@dataclass(frozen=True, eq=False)
class Annuaire:
    """The columns and the index of the contracts of an engine, built once."""

    moteur: Moteur
    colonnes: Colonnes
    index: IndexAnnuaire

    def chercher(self, criteres: Criteres, jour: date) -> "Resultat":
        """Return the contracts that meet the criteria at a date, in the order asked for.

        Raises TerritoireInconnu when the territory is not in the referentiel.
        """
        numbers = self.moteur.chronologie.numeros(jour)
        kept = self._filtered(criteres, numbers, jour)
        found: Trouvailles | None = None
        if requete_normalisee(criteres.texte):
            found = chercher_textes(self.index, criteres.texte, len(numbers))
            kept &= np.isfinite(found.ecarts)
        positions = np.flatnonzero(kept)
        keys = self._sort_keys(criteres.tri, numbers, jour, found)
        order = np.lexsort([key[positions] for key in reversed(keys)])
        return Resultat(self, jour, positions[order], numbers, found)

    def _filtered(self, criteres: Criteres, numbers: np.ndarray, jour: date) -> np.ndarray:
        columns = self.colonnes
        kept = columns.dans(criteres.territoire)
        if criteres.statuts:
            kept &= np.isin(numbers, [NUMERO[name] for name in criteres.statuts])
        for asked, column in (
            (criteres.etapes, columns.etapes),
            (criteres.generations, columns.generations),
            (criteres.porteurs, columns.porteurs),
        ):
            if asked:
                kept &= np.isin(column, list(asked))
        if criteres.themes:
            kept &= np.logical_or.reduce([columns.themes[theme] for theme in criteres.themes])
        if criteres.fin_mois is not None:
            kept &= self.finit_sous(numbers, jour, criteres.fin_mois)
        if criteres.axes is not None:
            kept &= (columns.nb_axes > 0) == criteres.axes
        if criteres.suivi is not None:
            kept &= (columns.nb_actions_suivies(jour) > 0) == criteres.suivi
        return kept

    def finit_sous(self, numbers: np.ndarray, jour: date, mois: int) -> np.ndarray:
        """Mask of the contracts signed at a date that end within ``mois`` months of it."""
        limit = mois_apres(jour, mois).toordinal()
        return (numbers == NUMERO["signe"]) & (self.moteur.chronologie.signe_fin <= limit)

    def _sort_keys(
        self, tri: str, numbers: np.ndarray, jour: date, found: Trouvailles | None
    ) -> list[np.ndarray]:
        """Return the keys of an order, the first one decides; the name decides last."""
        columns = self.colonnes
        by_name = columns.rangs_par_nom
        if tri == "nom":
            return [by_name]
        if tri == "fin":
            return [*_nearest_end_first(self.moteur.chronologie.signe_fin, jour), by_name]
        if tri == "signature":
            known = columns.signatures <= TOUJOURS
            return [~known, -columns.signatures, by_name]
        if tri == "population":
            return [-columns.population, by_name]
        if tri == "pertinence" and found is not None:
            fields = self.index.champs[found.entrees]
            return [found.ecarts, fields, numbers, by_name]
        return [numbers, by_name]


def _nearest_end_first(ends: np.ndarray, jour: date) -> list[np.ndarray]:
    """Order by the ends to come, nearest first, then those past, latest first, then unknown."""
    day = jour.toordinal()
    unknown, past = ends == TOUJOURS, ends < day
    return [np.where(unknown, 2, np.where(past, 1, 0)), np.abs(ends - day)]


@dataclass(frozen=True, eq=False)
class Resultat:
    """The contracts found: positions in the registre, in order; status of every contract."""

    annuaire: Annuaire
    jour: date
    positions: np.ndarray
    numeros: np.ndarray
    trouvailles: Trouvailles | None

    def __len__(self) -> int:
        return len(self.positions)

    @cached_property
    def identifiants(self) -> tuple[str, ...]:
        """Identifiers of the contracts found, in order."""
        names = self.annuaire.moteur.perimetres.contrats
        return tuple(names[position] for position in self.positions.tolist())

    @cached_property
    def par_statut(self) -> dict[str, int]:
        """Number of contracts found by status, in the order of STATUTS, zeros left out."""
        counts = np.bincount(self.numeros[self.positions], minlength=len(STATUTS)).tolist()
        return {name: count for name, count in zip(STATUTS, counts, strict=True) if count}

    @cached_property
    def _actions_suivies(self) -> np.ndarray:
        return self.annuaire.colonnes.nb_actions_suivies(self.jour)

    @property
    def est_approche(self) -> bool:
        """Whether no text holds the words as typed: the contracts are those of the nearest."""
        return self.trouvailles is not None and self.trouvailles.approche

    def lignes(self, debut: int = 0, nombre: int | None = None) -> list[Ligne]:
        """Return the contracts found from the rank ``debut``, ``nombre`` of them at most."""
        end = None if nombre is None else debut + nombre
        return [self._line(position) for position in self.positions[debut:end].tolist()]

    def _line(self, position: int) -> Ligne:
        engine, columns = self.annuaire.moteur, self.annuaire.colonnes
        name = engine.perimetres.contrats[position]
        found = None
        if self.trouvailles is not None:
            found = trouve_par(self.annuaire.index, int(self.trouvailles.entrees[position]))
        known = engine.a_un_perimetre(name)
        return Ligne(
            engine.registre.contrats[name],
            STATUTS[int(self.numeros[position])],
            engine.periodes[name],
            int(columns.population[position]) if known else None,
            columns.themes_par_contrat[position],
            int(columns.nb_axes[position]),
            len(engine.registre.actions_du_contrat(name)),
            int(self._actions_suivies[position]),
            found,
        )


@une_fois(8)
def build_annuaire(moteur: Moteur) -> Annuaire:
    """Build the directory of an engine (cached)."""
    return Annuaire(moteur, Colonnes(moteur), build_index(moteur))
