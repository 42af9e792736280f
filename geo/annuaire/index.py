"""The words that lead to a contract: its name, its porteur, its territories, their communes.

An *entrée* is one text and the contracts that it leads to: the name of a contract, or a commune
shared by all the contracts whose perimeter touches it. A query must find all its words in one
entrée, so that ``saint denis`` is not a Saint-Malo beside a Denis.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.memoire import une_fois
from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.recherche.index import Vocabulaire, regroupe
from geo.territoires.normalisation import coller, normaliser, sans_articles
from geo.territoires.referentiel import Referentiel

# In order of preference: between two fields that match as well, the first one is named.
CHAMPS = ("nom", "porteur", "perimetre", "ensemble", "departement", "region", "commune")
# Fields found by their whole text only: nobody looks for the Loire through Loire-Authion.
CHAMPS_ENTIERS = ("departement", "region")
MOTS_COMMUNS = frozenset({"cls", "contrat", "contrats", "local", "locaux", "sante"})
# Communes have entrées of their own, shared by the contracts that cover them.
NIVEAUX_DES_COMMUNES = ("commune", "arrondissement_municipal")


@dataclass(frozen=True)
class Entree:
    """A text that leads to contracts (positions in the registre's order).

    ``texte``: looked for whole or by its words; ``autres_mots``: words that find it too (codes);
    ``precision``: shown after it, never looked for.
    """

    champ: str
    texte: str
    contrats: tuple[int, ...]
    autres_mots: str = ""
    precision: str = ""

    @property
    def montre(self) -> str:
        """The text as shown to a reader."""
        return f"{self.texte} ({self.precision})" if self.precision else self.texte


@dataclass(frozen=True, eq=False)
class IndexAnnuaire:
    """Entrées and the words that lead to them.

    Attributes
    ----------
    champs : int array, number in CHAMPS of the field of each entrée.
    textes : the text of each entrée, as shown.
    mots : words, and the entrées that hold them; ``formes``: whole texts in one piece.
    liens : int arrays (entrée, contract) of the same length: what leads where.
    """

    champs: np.ndarray
    textes: tuple[str, ...]
    mots: Vocabulaire
    formes: Vocabulaire
    liens: tuple[np.ndarray, np.ndarray]


def mots_utiles(normalise: str) -> list[str]:
    """Return the words of a normalised text that tell a contract from another, each once.

    Articles, and the words of every name (contrat local de santé), are left out unless there is
    nothing else.
    """
    words = list(dict.fromkeys(sans_articles(normalise).split()))
    return [word for word in words if word not in MOTS_COMMUNS] or words


def formes(normalise: str) -> tuple[str, ...]:
    """Return a text in one piece: as written, without its articles, without common words."""
    short = sans_articles(normalise)
    return coller(normalise), coller(short), "".join(mots_utiles(normalise))


def _territory_names(moteur: Moteur, contrat_id: str) -> dict[str, str]:
    """Names of the territories of a perimeter, as in the referentiel and as in the registre.

    Returns the level of each name.
    """
    names: dict[str, str] = {}
    for line in moteur.registre.perimetre_du_contrat(contrat_id):
        level = moteur.referentiel.niveaux.get(line.niveau)
        if line.operation == "exclut":
            continue
        if level is not None and line.code in level.index:
            names.setdefault(str(level.noms[level.index[line.code]]), line.niveau)
        if line.libelle:
            names.setdefault(line.libelle, line.niveau)
    return names


def _own_entries(moteur: Moteur, number: int, contrat: Contrat) -> Iterator[Entree]:
    """The name, the porteur and the territories of a contract, and all of them together."""
    territories = _territory_names(moteur, contrat.id)
    yield Entree("nom", contrat.nom, (number,))
    if contrat.porteur:
        yield Entree("porteur", contrat.porteur, (number,))
    for territory, niveau in territories.items():
        if niveau not in NIVEAUX_DES_COMMUNES:
            yield Entree("perimetre", territory, (number,))
    others = " ".join([contrat.porteur, *territories])
    yield Entree("ensemble", contrat.nom, (number,), autres_mots=others)


def _declared_entries(moteur: Moteur) -> Iterator[Entree]:
    """The départements and régions that the sources name."""
    tables = moteur.referentiel.tables
    for champ, table in (("departement", tables.departements), ("region", tables.regions)):
        contracts: dict[str, list[int]] = {}
        for number, contrat in enumerate(moteur.registre.contrats.values()):
            codes = contrat.departements if champ == "departement" else (contrat.region,)
            for code in codes:
                contracts.setdefault(code, []).append(number)
        for code, name in zip(table["code"], table["nom"], strict=True):
            if code in contracts:
                # a number alone is a département: 75 is Paris, not Nouvelle-Aquitaine
                also = code if champ == "departement" else ""
                yield Entree(champ, str(name), tuple(contracts[code]), autres_mots=also)


def _contracts_by(members: np.ndarray, owners: np.ndarray) -> dict[int, tuple[int, ...]]:
    """Group the contracts of each member (a commune, a cell), each once, in order."""
    found: dict[int, list[int]] = {}
    width = int(owners.max(initial=0)) + 1
    keys = np.unique(members[members >= 0] * width + owners[members >= 0])
    for member, owner in zip(*(part.tolist() for part in np.divmod(keys, width)), strict=True):
        found.setdefault(member, []).append(owner)
    return {member: tuple(contracts) for member, contracts in found.items()}


def _commune_entries(moteur: Moteur) -> Iterator[Entree]:
    """Communes that a perimeter touches, with their codes; arrondissements of the large cities."""
    referentiel = moteur.referentiel
    tables = referentiel.tables
    level = referentiel.niveaux["commune"]
    cells, owners = moteur.perimetres.touchees
    former: dict[str, list[str]] = {}
    for code, name in _pairs(tables.communes_deleguees, "commune", "nom"):
        former.setdefault(code, []).append(name)
    also = _numbers_of_communes(referentiel)
    for commune, contracts in _contracts_by(level.appartenance[cells], owners).items():
        code, name = str(level.codes[commune]), str(level.noms[commune])
        yield Entree("commune", name, contracts, autres_mots=f"{code} {also[code]}")
        for old in former.get(code, ()):
            if old != name:
                yield Entree("commune", old, contracts, precision=name)
    names = dict(_pairs(tables.arrondissements_municipaux, "code", "nom"))
    postcodes = dict(_pairs(tables.arrondissements_municipaux, "code", "codes_postaux"))
    for cell, contracts in _contracts_by(cells, owners).items():
        code = str(referentiel.codes[cell])
        if code in names:
            numbers_too = f"{code} {postcodes[code]}"
            yield Entree("commune", names[code], contracts, autres_mots=numbers_too)


@une_fois(8)
def _numbers_of_communes(referentiel: Referentiel) -> dict[str, str]:
    """Département and postcodes of each commune, by INSEE code."""
    table = referentiel.tables.communes
    numbers = table["departement"] + " " + table["codes_postaux"]
    return dict(zip(table["code"].tolist(), numbers.tolist(), strict=True))


def _pairs(table: pd.DataFrame, first: str, second: str) -> Iterator[tuple[str, str]]:
    return zip(table[first].tolist(), table[second].tolist(), strict=True)


def _lines(texts: Iterable[str]) -> list[str]:
    """Normalise many texts at once, one line each."""
    return normaliser("\n".join(" ".join(text.split()) for text in texts)).split("\n")


@une_fois(8)
def build_index(moteur: Moteur) -> IndexAnnuaire:
    """Index every text that leads to a contract of an engine (cached)."""
    contrats = moteur.registre.contrats.values()
    entries = [
        entry
        for number, contrat in enumerate(contrats)
        for entry in _own_entries(moteur, number, contrat)
    ]
    entries += [*_declared_entries(moteur), *_commune_entries(moteur)]
    texts = _lines(entry.texte for entry in entries)
    others = _lines(entry.autres_mots for entry in entries)
    words = (
        (word, number)
        for number, (entry, text, other) in enumerate(zip(entries, texts, others, strict=True))
        if entry.champ not in CHAMPS_ENTIERS
        for word in (*sans_articles(text).split(), *sans_articles(other).split())
    )
    forms = (
        (form, number)
        for number, (entry, text) in enumerate(zip(entries, texts, strict=True))
        if entry.champ != "ensemble"
        for form in _forms(entry, text)
    )
    return IndexAnnuaire(
        np.array([CHAMPS.index(entry.champ) for entry in entries], dtype=np.int64),
        tuple(entry.montre for entry in entries),
        Vocabulaire(regroupe(words)),
        Vocabulaire(regroupe(forms)),
        (
            np.repeat(np.arange(len(entries)), [len(entry.contrats) for entry in entries]),
            np.array([number for entry in entries for number in entry.contrats], dtype=np.int64),
        ),
    )


def _forms(entry: Entree, line: str) -> tuple[str, ...]:
    """The whole text in one piece; a département is also called by its number."""
    forms = formes(line)
    return (*forms, entry.autres_mots) if entry.champ in CHAMPS_ENTIERS else forms
