"""Names that only resemble one: proposed or offered, never accepted by themselves."""

import re

from rapidfuzz import fuzz, process

from data.memoire import tant_qu_il_dure
from geo.atelier.territoires.contexte import NomEcrit
from geo.atelier.territoires.ensembles import est_un_ensemble
from geo.atelier.territoires.index import Cible, IndexExact
from geo.territoires.normalisation import PARENTHESE, normaliser, sans_articles, sans_mot_de_niveau

RESSEMBLANCE_MIN = 80.0
RESSEMBLANCE_PROPOSEE = 88.0
ECART_MIN = 4.0
CHOIX = 3
CHOIX_CONTENUS = 6
SANS_LIEU = re.compile(
    r"petr|pole|equilibre|territorial|rural|metropolitain|pays|syndicat|mixte|association|"
    r"territoire|groupement|interet|public|gip|communes?|communaute|intercommunalite|cc|ca|cu|"
    r"metropole|agglomeration|secteur|bassin|developpement|amenagement"
)
"""Words of a name that say what a place is, not which one."""
RECHERCHES_MAX = 2_000
"""Distinct names that are looked for so in one import: beyond, a list is not one of territories."""
_NIVEAUX = {"commune": ("commune", "arrondissement_municipal"), "epci": ("epci", "ept")}


class Propositions:
    """Looks for the nearest names; counts how many times it was asked."""

    def __init__(self, index: IndexExact) -> None:
        self.index = index
        self.asked = 0
        self._in_place: dict[tuple[frozenset[str], str], tuple[list[str], list[Cible]]] = {}

    def proches(self, ecrit: NomEcrit) -> list[tuple[Cible, float]]:
        """Return the nearest territories, best first, each with its resemblance in percent."""
        query = _bare(ecrit.nom)
        if len(query) < 4 or self.asked >= RECHERCHES_MAX:
            return []
        self.asked += 1
        names, targets = self._there(ecrit.contexte.departements, ecrit.contexte.niveau)
        near = process.extract(
            query, names, scorer=fuzz.ratio, score_cutoff=RESSEMBLANCE_MIN, limit=3 * CHOIX
        )
        best: dict[Cible, float] = {}
        for _, score, rank in near:
            best.setdefault(targets[rank], score)
        return list(best.items())[:CHOIX]

    def qui_contiennent(self, ecrit: NomEcrit) -> list[Cible]:
        """Return the territories whose name holds the words of a text that say which place.

        EPCI first, and alone for a group (PETR, Pays…): it is made of them. Then the most peopled.
        """
        words = {word for word in _bare(ecrit.nom).split() if not SANS_LIEU.fullmatch(word)}
        if not any(len(word) > 2 for word in words) or self.asked >= RECHERCHES_MAX:
            return []
        self.asked += 1
        names, targets = self._there(ecrit.contexte.departements, ecrit.contexte.niveau)
        found = [targets[rank] for rank, name in enumerate(names) if words <= set(name.split())]
        groups = [one for one in found if one[0] in _NIVEAUX["epci"]]
        if groups and est_un_ensemble(ecrit.nom):
            found = groups
        found.sort(key=lambda one: (one not in groups, -self.index.habitants(one), one))
        return list(dict.fromkeys(found))[:CHOIX_CONTENUS]

    @staticmethod
    def se_detache(proches: list[tuple[Cible, float]]) -> bool:
        """Tell whether the first is near enough, and far enough from the second, to be proposed."""
        first = proches[0][1]
        second = proches[1][1] if len(proches) > 1 else 0.0
        return first >= RESSEMBLANCE_PROPOSEE and first - second >= ECART_MIN

    def _there(self, departements: frozenset[str], niveau: str) -> tuple[list[str], list[Cible]]:
        """Return the bare names of a place at a level, and the territory of each."""
        place = (departements, niveau)
        if place not in self._in_place:
            names, targets = _bare_names(self.index)
            kinds = _NIVEAUX.get(niveau)
            kept = [
                rank
                for rank, cible in enumerate(targets)
                if (kinds is None or cible[0] in kinds)
                and (not departements or self.index.dans(cible) & departements)
            ]
            self._in_place[place] = [names[rank] for rank in kept], [targets[rank] for rank in kept]
        return self._in_place[place]


@tant_qu_il_dure
def _bare_names(index: IndexExact) -> tuple[list[str], list[Cible]]:
    """Return the bare name of each territory of an index, and the territory: for every import."""
    lines = "\n".join(PARENTHESE.sub(" ", name) for name in index.noms.values())
    return _bare(lines).split("\n"), list(index.noms)


def _bare(nom: str) -> str:
    return sans_articles(sans_mot_de_niveau(normaliser(nom)))
