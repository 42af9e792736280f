"""Territories that only a contract names: ``Pays de Brest``, ``PETR du Pays de Langres``, Médoc.

No code names them: they lead to the contract, and to the territories of its perimeter.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from data.memoire import une_fois_par_objet
from data.model import Contrat, Registre
from geo.territoires.normalisation import PARENTHESE, coller, normaliser, sans_articles
from geo.territoires.referentiel import Referentiel

ANNEES = re.compile(r"\b(?:19|20)\d\d\b|\b\d+ generation\b")
PORTEURS = (
    r"petr|poles? d equilibre territorial(?: et rural)?|poles? metropolitains?"
    r"|poles? territorial|syndicats? mixtes?|groupement|gip|association|pnr"
    r"|parcs? naturels? regional|parcs? naturels? regionaux"
)
CONTRATS = r"cls|contrats? locaux de sante|contrats? local de sante"
MOTS_DE_TETE = re.compile(
    rf"^(?:(?:{CONTRATS}|{PORTEURS}|le|la|les|l|de|du|des|d)(?: |$))+", re.MULTILINE
)
DIT_UN_CONTRAT = re.compile(rf"^(?:{CONTRATS}|{PORTEURS}|pays)\b|\bpetr\b")
PAYS = re.compile(r"^pays (?:de |du |des |d |l |la |le |les )*", re.MULTILINE)
PLUSIEURS = 2


@dataclass(frozen=True)
class TerritoireDeContrat:
    """The territory of a contract, under the name that it or its porteur bears.

    Attributes
    ----------
    contrat : its latest generation known.
    membres : level and code of each territory that its perimeter includes.
    nomme : the text says that a contract or its porteur is meant (CLS, PETR, Pays).
    """

    contrat: Contrat
    membres: tuple[tuple[str, str], ...]
    nomme: bool


def _forms(texts: list[str]) -> list[str]:
    """Reduce names of contracts and porteurs to their territory: ``CLS du Pays de Brest (1er)``."""
    lines = normaliser("\n".join(PARENTHESE.sub(" ", text).replace("\n", " ") for text in texts))
    return MOTS_DE_TETE.sub("", ANNEES.sub("", lines)).split("\n")


def sans_mot_de_contrat(nom: str) -> str:
    """Return a normalised text without the words that say a contract or its porteur.

    ``petr du pays de langres`` is ``langres``.
    """
    return PAYS.sub("", MOTS_DE_TETE.sub("", nom))


def _key(forme: str) -> str:
    return coller(sans_articles(forme))


def _sans_pays(forme: str) -> str:
    return PAYS.sub("", forme)


@dataclass(frozen=True, eq=False)
class NomsDeContrats:
    """Contracts by the name of their territory, as it is and without ``Pays``."""

    registre: Registre
    par_nom: dict[str, tuple[str, ...]]
    sans_pays: dict[str, tuple[str, ...]]

    def trouve(self, nom: str) -> TerritoireDeContrat | None:
        """Return the territory that a normalised text names, None when no contract has it."""
        forme = MOTS_DE_TETE.sub("", nom)
        said = bool(DIT_UN_CONTRAT.search(nom))
        found = self.par_nom.get(_key(forme), ())
        if not found and said:
            found = self.sans_pays.get(_key(sans_mot_de_contrat(nom)), ())
        if not found or not forme:
            return None
        contrat = self.registre.contrats[found[0]]
        return TerritoireDeContrat(contrat, self._members(contrat.id), said)

    def _members(self, contrat_id: str) -> tuple[tuple[str, str], ...]:
        lines = self.registre.perimetre_du_contrat(contrat_id)
        kept = ((line.niveau, line.code) for line in lines if line.operation == "inclut")
        return tuple(dict.fromkeys(kept))


@une_fois_par_objet(8)
def build_noms_de_contrats(registre: Registre) -> NomsDeContrats:
    """Index the names of the territories of contracts, and of their porteurs (cached).

    Without ``Pays``, only those of several territories: the Pays de Quimper is not Quimper.
    """
    contrats = sorted(registre.contrats.values(), key=_recent, reverse=True)
    names = _forms([contrat.nom for contrat in contrats])
    porteurs = _forms([contrat.porteur for contrat in contrats])
    both = [*zip(contrats, names, strict=True), *zip(contrats, porteurs, strict=True)]
    several = {
        contrat.id
        for contrat in contrats
        if len(registre.perimetre_du_contrat(contrat.id)) >= PLUSIEURS
        or _is_pays(contrat.nom, contrat.porteur)
    }
    return NomsDeContrats(
        registre,
        _index(both, _key),
        _index(
            [(contrat, forme) for contrat, forme in both if contrat.id in several],
            lambda forme: _key(_sans_pays(forme)),
        ),
    )


def _is_pays(nom: str, porteur: str) -> bool:
    return any(re.search(r"\bpays\b|\bpetr\b", normaliser(text)) for text in (nom, porteur))


def _recent(contrat: Contrat) -> tuple[int, str, str]:
    """Rank contracts from the oldest generation to the latest."""
    start = contrat.date_signature or contrat.periode_debut or contrat.date_fin
    return contrat.generation or 0, start.premier_jour.isoformat() if start else "", contrat.id


def _index(
    pairs: Iterable[tuple[Contrat, str]], key: Callable[[str], str]
) -> dict[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for contrat, forme in pairs:
        index.setdefault(key(forme), {})[contrat.id] = None
    index.pop("", None)
    return {name: tuple(found) for name, found in index.items()}


def population_du_perimetre(referentiel: Referentiel, registre: Registre, contrat_id: str) -> int:
    """Return the residents of the perimeter of a contract, 0 when no source gives it.

    Parts that have no population of their own here (quartiers) are not counted.
    """
    inside = np.zeros(len(referentiel.codes), dtype=bool)
    lines = registre.perimetre_du_contrat(contrat_id)
    for line in sorted(lines, key=lambda one: one.operation == "exclut"):
        cells = referentiel.cellules_par_code.get((line.niveau, line.code))
        if cells is not None:
            inside[cells] = line.operation == "inclut"
    return int(referentiel.population[inside].sum())
