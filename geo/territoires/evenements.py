"""What is no more: names and codes of communes and EPCI of the past, and what they became.

Known since 2019 from the vintages, and before from the events of communes that INSEE publishes
since 1943. Search, the reading of codes and the workshop all ask here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from data.lecture.referentiel import load_table_commune
from data.memoire import une_fois
from geo.territoires.referentiel import Referentiel

SORTES = {
    "commune": "ancienne commune",
    "commune_deleguee": "ancienne commune déléguée ou associée",
    "epci": "ancienne intercommunalité",
}
ANNEE = len("2019")


@dataclass(frozen=True)
class Ancien:
    """A name or a code that no territory bears any more.

    Attributes
    ----------
    niveau : commune, commune_deleguee or epci.
    code, nom : as they were together.
    fin : first vintage without them (``2024``) or, before 2019, the day they ended.
    evenement : renommage, code (another code, the same land), fusion, partage or suppression.
    devenus : codes of today, the one that holds most of its residents first.
    """

    niveau: str
    code: str
    nom: str
    fin: str
    evenement: str
    devenus: tuple[str, ...]

    @property
    def niveau_actuel(self) -> str:
        """Level of what it became: epci or commune."""
        return "epci" if self.niveau == "epci" else "commune"

    @property
    def connu_des_millesimes(self) -> bool:
        """Whether a vintage held has it: it ended in 2019 or since."""
        return len(self.fin) == ANNEE

    @property
    def quand(self) -> str:
        """When it ended, in French. A vintage tells the state of 1 January, not the very day."""
        if self.connu_des_millesimes:
            return f"au plus tard le 1er\u00a0janvier {self.fin}"
        return f"en {self.fin[:ANNEE]}"


@une_fois(1)
def load_anciens() -> tuple[Ancien, ...]:
    """Return every name and code that is no more (cached)."""
    table = load_table_commune("anciens")
    columns = (table[name].tolist() for name in table)
    return tuple(
        Ancien(niveau, code, nom, fin, evenement, tuple(devenus.split()))
        for niveau, code, nom, fin, evenement, devenus in zip(*columns, strict=True)
    )


def _by(keys: Iterable[str]) -> dict[str, tuple[Ancien, ...]]:
    """Gather what is no more by key, the latest to end first."""
    found: dict[str, list[Ancien]] = {}
    for key, one in zip(keys, load_anciens(), strict=True):
        found.setdefault(key, []).append(one)
    return {
        key: tuple(sorted(several, key=lambda one: one.fin, reverse=True))
        for key, several in found.items()
    }


@une_fois(1)
def anciens_par_code() -> dict[str, tuple[Ancien, ...]]:
    """Return what is no more by code, the latest to end first (cached)."""
    return _by(one.code for one in load_anciens())


def raison(ancien: Ancien, referentiel: Referentiel) -> str:
    """Return, in French, what happened to a name or a code, with the names of today.

    ``ancienne commune, fusionnée au plus tard le 1er janvier 2024 dans Oullins-Pierre-Bénite``.
    """
    noms = _noms_actuels(ancien, referentiel)
    sorte = SORTES[ancien.niveau]
    if ancien.evenement == "renommage":
        if ancien.devenus[0] == ancien.code:
            return f"ancien nom, remplacé {ancien.quand}"
        return f"ancien nom, remplacé {ancien.quand}, aujourd'hui {noms[0]}"
    same = ancien.evenement == "fusion" and noms[0] == ancien.nom and len(noms) == 1
    if ancien.evenement == "code" or (same and ancien.devenus[0] != ancien.code):
        return f"ancien code {ancien.code}, remplacé {ancien.quand} par {ancien.devenus[0]}"
    if ancien.evenement == "fusion":
        return f"{sorte}, fusionnée {ancien.quand} dans {noms[0]}"
    if ancien.evenement == "partage":
        if len(noms) == 1:
            return f"{sorte}, partagée {ancien.quand}, aujourd'hui {noms[0]}"
        return f"{sorte}, partagée {ancien.quand} entre {', '.join(noms[:-1])} et {noms[-1]}"
    return f"{sorte} de {noms[0]}, supprimée {ancien.quand}"


def _noms_actuels(ancien: Ancien, referentiel: Referentiel) -> list[str]:
    """Return the names of what it became; the code of what this vintage does not have."""
    level = referentiel.niveaux[ancien.niveau_actuel]
    return [
        str(level.noms[level.index[code]]) if code in level.index else code
        for code in ancien.devenus
    ]
