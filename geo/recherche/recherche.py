"""Search of a territory by its name, its postcode or its INSEE or SIREN code.

The territory of that very code or name comes first, be it a former one; then what an acronym or a
contract names; then the names near it. Each result says why it is there when it is not by its
plain name. A place that is not in the atlas is said to be so, and no near name answers for it.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.recherche.ailleurs import LA_FRANCE, ailleurs
from geo.recherche.arrondissements import arrondissement_inexistant, est_un_rang
from geo.recherche.candidats import LE_CONTRAT, Groupe, candidats, est_plein, exacts
from geo.recherche.contrats import NomsDeContrats, TerritoireDeContrat, population_du_perimetre
from geo.recherche.ecritures import autres_ecritures, parties, sans_enveloppe
from geo.recherche.entrees import NIVEAUX_DE_RECHERCHE
from geo.recherche.entrees_anciennes import POIDS_DES_ANCIENS
from geo.recherche.index import IndexDeRecherche, build_index
from geo.recherche.lectures import lectures
from geo.recherche.rangs import gardees
from geo.territoires.codes import CodeAbime, CodeRefuse, lire_code
from geo.territoires.lieux import find_lieux, raison_du_refus
from geo.territoires.normalisation import normaliser, sans_articles
from geo.territoires.referentiel import Referentiel, load_referentiel

LIMITE_PAR_DEFAUT = 5
LONGUEUR_MAXIMALE = 120  # the longest name of the referentiel has 59 characters
BALISE = re.compile("[<>]")
CONTRAT = "contrat"
EST_UN_CONTRAT = "contrat local de santé"


@dataclass(frozen=True)
class Resultat:
    """A territory found.

    Attributes
    ----------
    rang : 1 for the best match.
    niveau : commune, arrondissement_municipal, epci, ept, departement or region; ``contrat`` for
        the territory that only a contract names, whose code is the contract's identifier.
    code, nom : of the territory; for a commune déléguée or associée, those of its commune.
    departement : name and code, ``Finistère (29)``; for an EPCI astride several, the one with most
        of its residents; empty for a région.
    population : population municipale, in inhabitants; 0 for a contract whose perimeter no source
        gives.
    precision : what was found when it leads to another territory, for example
        ``Pierrefitte-sur-Seine, commune déléguée``; else empty.
    pourquoi : why it is there, in French, when it is not by its plain name; else empty.
    """

    rang: int
    niveau: str
    code: str
    nom: str
    departement: str
    population: int
    precision: str
    pourquoi: str = ""


@dataclass(frozen=True)
class Recherche:
    """What a search finds.

    ``message``: in French, on one line: why nothing is found, or which former territory of that
    very name is not among the results; '' when there is nothing to say.
    """

    resultats: list[Resultat]
    message: str = ""


def chercher(
    texte: str,
    limite: int = LIMITE_PAR_DEFAUT,
    niveaux: Collection[str] | None = None,
    referentiel: Referentiel | None = None,
    contrats: NomsDeContrats | None = None,
) -> list[Resultat]:
    """Return the territories that ``texte`` may mean, best first, each territory once.

    As ``rechercher``, without its message.
    """
    return rechercher(texte, limite, niveaux, referentiel, contrats).resultats


def rechercher(
    texte: str,
    limite: int = LIMITE_PAR_DEFAUT,
    niveaux: Collection[str] | None = None,
    referentiel: Referentiel | None = None,
    contrats: NomsDeContrats | None = None,
) -> Recherche:
    """Return the territories that ``texte`` may mean, and what to say when it has none.

    Parameters
    ----------
    texte : name, acronym, postcode or code as typed; a département may follow (``Saint-Denis
        974``) and a level come first (``CC``, ``département``). A text that no name can match
        (empty, too long, with markup) finds nothing.
    limite : number of results at most.
    niveaux : levels to search, all by default.
    referentiel : territories and populations, the default vintage by default.
    contrats : names of the territories of contracts, none by default; the contract itself is a
        result when ``niveaux`` is None or holds ``contrat``.

    Raises ValueError when ``limite`` is not positive or a level does not exist.
    """
    if limite < 1:
        raise ValueError(f"limite must be a positive integer, not {limite}")
    known = {*NIVEAUX_DE_RECHERCHE, CONTRAT}
    if unknown := set(niveaux or ()) - known:
        raise ValueError(f"unknown level: {', '.join(sorted(unknown))}")
    if len(texte) > LONGUEUR_MAXIMALE or BALISE.search(texte):
        return Recherche([])
    plain = sans_enveloppe(texte)
    nom = normaliser(plain)
    if not nom:
        return Recherche([])
    if message := LA_FRANCE.get(nom, ""):
        return Recherche([], message)
    asked = known if niveaux is None else set(niveaux)
    if est_un_rang(texte):
        asked &= {"arrondissement_municipal"}
    query = _Requete(plain, nom, limite, asked, referentiel or load_referentiel(), contrats)
    return query.run()


@dataclass(frozen=True, eq=False)
class _Requete:
    """One search, its parameters checked; ``texte``: without what surrounds the name."""

    texte: str
    nom: str
    limite: int
    niveaux: set[str]
    referentiel: Referentiel
    contrats: NomsDeContrats | None

    def run(self) -> Recherche:
        index = build_index(self.referentiel)
        mask = np.zeros(len(index.noms), dtype=bool)
        for niveau in self.niveaux & set(NIVEAUX_DE_RECHERCHE):
            mask |= index.par_niveau[niveau]
        try:
            codes = self._codes(index, mask)
        except CodeAbime as error:
            return Recherche([], str(error))
        also = [normaliser(one) for one in autres_ecritures(self.texte)]
        readings = lectures(index, self.nom, mask, also)
        exact = exacts(index, readings)
        place, certain = ailleurs(self.nom)
        known = any(map(est_plein, [*codes, *exact]))
        town, none_such = ("", "") if known else arrondissement_inexistant(self.nom)
        contrat = self.contrats.trouve(self.nom) if self.contrats else None
        if not known and contrat is None:
            exact += self._several(index, mask, [town] if town else parties(self.texte))
            known = any(map(est_plein, exact))
        if place and (certain or not known):
            return Recherche([], place)
        if contrat is not None and known and not contrat.nomme:
            contrat = None  # the town is meant, not its contract
        named = [] if contrat is None else _of_contract(index, mask, contrat)
        groups = candidats(index, self.nom, mask, readings, codes, exact, named)
        found = self._results(index, groups, contrat)
        if not found:
            return Recherche([], self._unknown_code())
        if place:
            place = f"ce nom est aussi porté hors de l'atlas\u00a0: {place}"
        return Recherche(found, none_such or self._aussi(index, exact, found) or place)

    def _several(self, index: IndexDeRecherche, mask: np.ndarray, names: list[str]) -> list[Groupe]:
        """Return what bears each of these names, [] unless every one of them is known."""
        written = [name for name in map(normaliser, names) if name]
        if len(written) > 1 and sans_articles(written[-1]) in index.departements:
            return []  # it says where the first one is
        readings = [lectures(index, name, mask) for name in written]
        groups = [next(filter(est_plein, exacts(index, one)), None) for one in readings]
        known = [group for group in groups if group is not None]
        return [Groupe(one.positions[:1]) for one in known] if len(known) == len(names) else []

    def _codes(self, index: IndexDeRecherche, mask: np.ndarray) -> list[Groupe]:
        """Return the places whose code or postcode the text is; raise CodeAbime."""
        try:
            code = lire_code(self.texte).code
        except CodeAbime:
            raise
        except CodeRefuse:
            return []
        lieux = find_lieux(self.referentiel, self.texte)
        places = [(lieu.territoire.niveau, lieu.territoire.code) for lieu in lieux]
        groups = [
            Groupe(_positions(index, mask, [place]), lieu.pourquoi)
            for place, lieu in zip(places, lieux, strict=True)
        ]
        postal = np.array(index.par_code_postal.get(code, ()), dtype=np.int64)
        return [*groups, Groupe(gardees(postal, mask), f"code postal {code}")]

    def _aussi(self, index: IndexDeRecherche, exact: list[Groupe], found: list[Resultat]) -> str:
        """Tell of what bore the very name, when territories of today leave no place for it."""
        named = np.concatenate([group.positions for group in exact])
        former = named[index.poids[named] == POIDS_DES_ANCIENS]
        shown = {(one.niveau, one.code) for one in found}
        left = [
            f"{nom} ({why})"
            for niveau, code, nom, *_, why in index.montrees.iloc[former].itertuples(index=False)
            if (niveau, code) not in shown
        ]
        names = ", ".join(dict.fromkeys(left))
        return f"ce nom a aussi été porté par\u00a0: {names}" if left else ""

    def _unknown_code(self) -> str:
        """Say why a text that has the form of a code leads nowhere; '' for a name."""
        try:
            return raison_du_refus(self.referentiel, self.texte, lire_code(self.texte).code)
        except CodeRefuse:
            return ""

    def _results(
        self, index: IndexDeRecherche, groups: Iterator[Groupe], contrat: TerritoireDeContrat | None
    ) -> list[Resultat]:
        asked = contrat is not None and CONTRAT in self.niveaux
        chosen = _first_territories(index, groups, self.limite, asked)
        places = [position for position, _ in chosen if position != LE_CONTRAT]
        found = index.montrees.iloc[places].itertuples(index=False, name=None)
        rows: list[Resultat] = []
        for position, why in chosen:
            if position == LE_CONTRAT:
                assert contrat is not None
                values = self._contract(index, contrat)
            else:
                values = next(found)
            niveau, code, nom, departement, population, precision, own = values
            place = (niveau, code, nom, departement, int(population), precision)
            reason = own if why in own else "\u00a0; ".join(one for one in (why, own) if one)
            rows.append(Resultat(len(rows) + 1, *place, reason))
        return rows

    def _contract(self, index: IndexDeRecherche, found: TerritoireDeContrat) -> tuple[Any, ...]:
        """Return the columns of the result that a contract is."""
        assert self.contrats is not None
        contrat = found.contrat
        codes = index.entrees["code_departement"]
        names = dict(zip(codes, index.entrees["departement"], strict=True))
        departements = ", ".join(names.get(code, code) for code in contrat.departements)
        population = population_du_perimetre(self.referentiel, self.contrats.registre, contrat.id)
        return CONTRAT, contrat.id, contrat.nom, departements, population, EST_UN_CONTRAT, ""


def _of_contract(
    index: IndexDeRecherche, mask: np.ndarray, contrat: TerritoireDeContrat
) -> list[Groupe]:
    """Return the contract, then the territories of its perimeter.

    An only territory comes before it: Annemasse Agglo is the agglomération before its contract.
    """
    itself = Groupe(np.array([LE_CONTRAT], dtype=np.int64), "son territoire porte ce nom")
    within = Groupe(
        _positions(index, mask, contrat.membres),
        f"dans le périmètre de «\u00a0{contrat.contrat.nom}\u00a0»",
    )
    alone = len(contrat.membres) == 1 and not contrat.nomme
    return [within, itself] if alone else [itself, within]


def _positions(
    index: IndexDeRecherche, mask: np.ndarray, places: Iterable[tuple[str, str]]
) -> np.ndarray:
    """Return the positions of territories of today, by level and code, within a mask."""
    known = (index.position_de(*place) for place in places)
    found = sorted(position for position in known if position is not None)
    return gardees(np.array(found, dtype=np.int64), mask)


def _first_territories(
    index: IndexDeRecherche, groups: Iterator[Groupe], limite: int, avec_contrat: bool
) -> list[tuple[int, str]]:
    """Return the first positions that lead to ``limite`` different territories, with their why."""
    chosen: dict[int, tuple[int, str]] = {}
    for group in groups:
        for position in group.positions.tolist():
            if position == LE_CONTRAT and not avec_contrat:
                continue
            key = position if position == LE_CONTRAT else int(index.territoires[position])
            chosen.setdefault(key, (position, group.pourquoi))
            if len(chosen) == limite:
                return list(chosen.values())
    return list(chosen.values())
