"""Every name and code that a territory bears or bore, each exactly: what a cell is looked up in.

Search (``geo.recherche``) forgives and ranks; here nothing is forgiven. A key leads to every
territory that the name may mean, and whoever asks decides whether one is sure.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from data.lecture.referentiel import load_table_commune
from geo.atelier.territoires.noms import cle_du_nom, cles_des_noms
from geo.territoires.evenements import Ancien, anciens_par_code, load_anciens, raison
from geo.territoires.normalisation import (
    PARENTHESE,
    coller,
    normaliser,
    sans_articles,
    sans_mot_de_niveau,
)
from geo.territoires.referentiel import Referentiel

ACTUEL, COURT, USUEL = "actuel", "court", "usuel"
SIGLE, ANCIEN, PARTIE = "sigle", "ancien", "partie"
"""How a name leads to a territory: its name of today; that name without its legal type; a usual
name; an acronym; a name or code it bore, the land being the same; the name of a part of it."""
SURES = (ACTUEL, COURT, USUEL, ANCIEN)
"""Ways that name the whole territory and no other."""
NIVEAUX_DU_PERIMETRE = ("commune", "arrondissement_municipal", "epci", "ept", "departement")
LETTRES_D_UN_SIGLE = 3
Cible = tuple[str, str]
"""Level and code of a territory of today."""
_DU_MEILLEUR = {nature: rank for rank, nature in enumerate((ACTUEL, ANCIEN, USUEL, COURT, SIGLE))}


class Candidat(NamedTuple):
    """A territory that a name or a code leads to.

    niveau, code : of today. ecrit : the name that led there. nature : one of the ways above.
    ancien : what is no more and led there, None when it is of today.
    """

    niveau: str
    code: str
    ecrit: str
    nature: str
    ancien: Ancien | None = None

    @property
    def cible(self) -> Cible:
        """Level and code."""
        return self.niveau, self.code


@dataclass(frozen=True, eq=False)
class IndexExact:
    """Territories by name and by code, with what is shown of each.

    noms : name of each territory that a perimeter may hold. par_nom : candidates by key
    (``noms.cle_du_nom``). ailleurs : where what is outside the 18 régions lies, by key and by code.
    """

    referentiel: Referentiel
    noms: dict[Cible, str]
    par_nom: dict[str, tuple[Candidat, ...]]
    ailleurs: dict[str, str]

    def nommes(self, cle: str) -> tuple[Candidat, ...]:
        """Return what a key leads to, the best way to each territory, the surest first."""
        found = self.par_nom.get(cle, ())
        if len(found) < 2:
            return found
        best: dict[Cible, Candidat] = {}
        for one in sorted(found, key=lambda one: _DU_MEILLEUR.get(one.nature, len(_DU_MEILLEUR))):
            best.setdefault(one.cible, one)
        return tuple(best.values())

    def codes(self, code: str) -> tuple[Candidat, ...]:
        """Return what a code leads to; the territory that bears it today alone, if there is one."""
        today = [
            Candidat(niveau, code, self.noms[niveau, code], ACTUEL)
            for niveau in NIVEAUX_DU_PERIMETRE
            if (niveau, code) in self.noms
        ]
        if today:
            return tuple(today)
        if code in self._sirens:
            return (Candidat("commune", self._sirens[code], code, ANCIEN),)
        found = [
            _old(old, became, self.noms)
            for old in anciens_par_code().get(code, ())
            for became in old.devenus
            if (old.niveau_actuel, became) in self.noms
        ]
        parent = self._deleguees.get(code)
        if parent is not None:
            found.append(Candidat("commune", parent[1], parent[0], PARTIE))
        return tuple({one.cible: one for one in reversed(found)}.values())

    def codes_postaux(self, code: str) -> tuple[Cible, ...]:
        """Return the communes and arrondissements of a postcode, arrondissements first."""
        return tuple(self._codes_postaux.get(code, ()))

    def remarque(self, candidat: Candidat) -> str:
        """Return, in French, how a candidate was found; '' for its name of today."""
        name = self.noms[candidat.cible]
        if candidat.ancien is not None:
            return raison(candidat.ancien, self.referentiel)
        return {
            ACTUEL: "",
            COURT: "nom sans son type",
            USUEL: f"autre nom de {name}",
            SIGLE: f"sigle de {name}",
            ANCIEN: f"autre nom de {name}",
            PARTIE: f"{candidat.ecrit} est une partie de {name}",
        }[candidat.nature]

    @cached_property
    def departements(self) -> dict[Cible, frozenset[str]]:
        """Départements that each territory lies in."""
        communes = self.referentiel.tables.communes
        columns = (communes[name].tolist() for name in ("code", "departement", "epci", "ept"))
        found: dict[Cible, set[str]] = defaultdict(set)
        of_commune = {}
        for code, departement, epci, ept in zip(*columns, strict=True):
            of_commune[code] = departement
            found["commune", code].add(departement)
            found["epci", epci].add(departement)
            found["ept", ept].add(departement)
        parts = self.referentiel.tables.arrondissements_municipaux
        for code, commune in zip(parts["code"].tolist(), parts["commune"].tolist(), strict=True):
            found["arrondissement_municipal", code].add(of_commune[commune])
        for niveau, code in self.noms:
            if niveau == "departement":
                found[niveau, code].add(code)
        return {cible: frozenset(several) for cible, several in found.items()}

    def dans(self, cible: Cible) -> frozenset[str]:
        """Return the départements that a territory lies in."""
        return self.departements.get(cible, frozenset())

    def habitants(self, cible: Cible) -> int:
        """Return the residents of a territory."""
        cells = self.referentiel.cellules(*cible)
        return int(self.referentiel.population[cells].sum())

    @cached_property
    def _sirens(self) -> dict[str, str]:
        """Commune of today that each SIREN of a commune leads to."""
        table = load_table_commune("sirens")
        pairs = zip(table["siren"].tolist(), table["commune"].tolist(), strict=True)
        return {siren: code for siren, code in pairs if ("commune", code) in self.noms}

    @cached_property
    def _deleguees(self) -> dict[str, tuple[str, str]]:
        """Name and commune of each commune déléguée or associée, by its code."""
        table = self.referentiel.tables.communes_deleguees
        columns = (table[name].tolist() for name in ("code", "nom", "commune"))
        return {
            code: (nom, commune)
            for code, nom, commune in zip(*columns, strict=True)
            if ("commune", commune) in self.noms
        }

    @cached_property
    def _codes_postaux(self) -> dict[str, list[Cible]]:
        found: dict[str, list[Cible]] = defaultdict(list)
        tables = self.referentiel.tables
        for niveau, table in (
            ("arrondissement_municipal", tables.arrondissements_municipaux),
            ("commune", tables.communes),
        ):
            columns = (table[name].tolist() for name in ("code", "codes_postaux"))
            for code, several in zip(*columns, strict=True):
                for postcode in several.split():
                    found[postcode].append((niveau, code))
        return found


@lru_cache(maxsize=2)
def build_index_exact(referentiel: Referentiel) -> IndexExact:
    """Index the names of a referentiel, those that are no more included (cached)."""
    noms = _names_of_today(referentiel)
    named = [Candidat(*cible, nom, ACTUEL) for cible, nom in noms.items()]
    named += _parts(referentiel, noms)
    named += _other_names(noms)
    named += _old_names(noms)
    par_nom: dict[str, list[Candidat]] = defaultdict(list)
    for key, candidate in zip(cles_des_noms([one.ecrit for one in named]), named, strict=True):
        par_nom[key].append(candidate)
    bracketed = [one for one in named if "(" in one.ecrit]
    bare = cles_des_noms([PARENTHESE.sub(" ", one.ecrit) for one in bracketed])
    for key, candidate in zip(bare, bracketed, strict=True):
        par_nom[key].append(candidate)
    for key, candidate in _short_names(noms):
        par_nom[key].append(candidate)
    par_nom.pop("", None)
    found = {key: tuple(several) for key, several in par_nom.items()}
    return IndexExact(referentiel, noms, found, _elsewhere())


def _nature(old: Ancien, code: str, nom: str) -> str:
    """Tell whether what an old name or code became is the same land.

    A commune that changed its code, then merged, is under another code and another name.
    """
    same = old.code == code or cle_du_nom(normaliser(old.nom)) == cle_du_nom(normaliser(nom))
    return ANCIEN if old.evenement in ("renommage", "code") and same else PARTIE


def _names_of_today(referentiel: Referentiel) -> dict[Cible, str]:
    tables = referentiel.tables
    noms: dict[Cible, str] = {}
    for niveau, table in (
        ("commune", tables.communes),
        ("arrondissement_municipal", tables.arrondissements_municipaux),
        ("epci", tables.epci),
        ("ept", tables.ept),
        ("departement", tables.departements),
    ):
        pairs = zip(table["code"].tolist(), table["nom"].tolist(), strict=True)
        noms |= {(niveau, code): nom for code, nom in pairs}
    return noms


def _short_names(noms: dict[Cible, str]) -> Iterator[tuple[str, Candidat]]:
    """Names without the word of their kind, and the acronyms of EPCI and EPT."""
    kinds = ("epci", "ept", "arrondissement_municipal")
    groups = [(cible, nom) for cible, nom in noms.items() if cible[0] in kinds]
    whole = normaliser("\n".join(PARENTHESE.sub(" ", nom) for _, nom in groups))
    short = cle_du_nom(sans_mot_de_niveau(whole)).split("\n")
    for (cible, nom), key, words in zip(groups, short, whole.split("\n"), strict=True):
        yield key, Candidat(*cible, nom, COURT)
        if cible[0] == "arrondissement_municipal":
            continue
        for acronym in {*map(normaliser, PARENTHESE.findall(nom)), _initials(words)}:
            if len(acronym) >= LETTRES_D_UN_SIGLE:
                yield coller(acronym), Candidat(*cible, nom, SIGLE)


def _initials(words: str) -> str:
    """Return the acronym that a name makes: ``metropole europeenne de lille`` is ``mel``."""
    kept = sans_articles(words).split()
    return "".join(word if word in ("cc", "ca", "cu") else word[0] for word in kept)


def _parts(referentiel: Referentiel, noms: dict[Cible, str]) -> Iterator[Candidat]:
    """Communes déléguées and associées lead to the commune that they are a part of."""
    table = referentiel.tables.communes_deleguees
    for nom, commune in zip(table["nom"].tolist(), table["commune"].tolist(), strict=True):
        if ("commune", commune) in noms:
            yield Candidat("commune", commune, nom, PARTIE)


def _other_names(noms: dict[Cible, str]) -> Iterator[Candidat]:
    table = load_table_commune("autres_noms")
    kinds = {"usuel": USUEL, "sigle": SIGLE, "ancien_nom": ANCIEN}
    columns = (table[name].tolist() for name in ("niveau", "code", "nom", "nature"))
    for niveau, code, nom, nature in zip(*columns, strict=True):
        if (niveau, code) in noms and nature in kinds:
            yield Candidat(niveau, code, nom, kinds[nature])


def _old_names(noms: dict[Cible, str]) -> Iterator[Candidat]:
    """What is no more leads to what it became: all of it, or one that holds a part."""
    for old in load_anciens():
        for code in old.devenus:
            if (old.niveau_actuel, code) in noms:
                yield _old(old, code, noms)


def _old(old: Ancien, code: str, noms: dict[Cible, str]) -> Candidat:
    nature = _nature(old, code, noms[old.niveau_actuel, code])
    return Candidat(old.niveau_actuel, code, old.nom, nature, old)


def _elsewhere() -> dict[str, str]:
    """What lies outside the 18 régions, by key and by code: where it is, in words."""
    overseas = load_table_commune("communes_hors_atlas")
    places = load_table_commune("ailleurs")
    inside = places["dans"].where(places["dans"] != "", places["nom"]).tolist()
    found = dict(
        zip(cles_des_noms(overseas["nom"].tolist()), overseas["collectivite"].tolist(), strict=True)
    )
    collectivites = overseas["collectivite"].tolist()
    found |= dict(zip(overseas["code"].tolist(), collectivites, strict=True))
    found |= dict(zip(cles_des_noms(places["nom"].tolist()), inside, strict=True))
    return found | dict(zip(cles_des_noms(collectivites), collectivites, strict=True))
