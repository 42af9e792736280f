"""What is answered of a text: the territories it means, how sure that is, what is shown beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from data.atelier.fautes import Fautes
from data.atelier.valeurs.lecture import A_CONFIRMER, PROPOSEE, REFUSEE, SOI, SURE, Lecture
from geo.atelier.territoires.contexte import NomEcrit
from geo.atelier.territoires.index import ACTUEL, PARTIE, Candidat, Cible, IndexExact

CHOIX_MAX = 12


@dataclass(frozen=True)
class Reponse:
    """What a text means.

    lecture : the reading, codes as values. cibles : the territories proposed.
    details : what is shown beside (level, name, residents, choices).
    """

    lecture: Lecture
    cibles: tuple[Cible, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)


class Redacteur:
    """Writes the answers on the territories of one index."""

    def __init__(self, index: IndexExact) -> None:
        self.index = index

    def fiche(self, cible: Cible) -> dict[str, Any]:
        """Return what is shown of a territory."""
        niveau, code = cible
        return {
            "niveau": niveau,
            "code": code,
            "nom": self.index.noms[cible],
            "departements": sorted(self.index.dans(cible)),
            "population": self.index.habitants(cible),
        }

    def sure(self, cible: Cible, why: str, ecrit: NomEcrit) -> Reponse:
        """Return a territory that can be taken."""
        return self._answer(SURE, cible, why, ecrit, None, ())

    def proposee(
        self,
        cible: Cible,
        why: str,
        ecrit: NomEcrit,
        faute: Fautes = Fautes.TERRITOIRE_INCONNU,
        others: Iterable[Cible] = (),
    ) -> Reponse:
        """Return a territory that a person must accept; ``others``: the next ones."""
        return self._answer(PROPOSEE, cible, why, ecrit, faute, tuple(others))

    def ambigue(self, pool: Sequence[Candidat]) -> Reponse:
        """Return several territories to choose from, those of today first."""
        ranked = sorted(pool, key=lambda one: (one.nature != ACTUEL, one.nature == PARTIE))
        choices = list(dict.fromkeys(one.cible for one in ranked))[:CHOIX_MAX]
        lecture = Lecture(
            A_CONFIRMER,
            (),
            "plusieurs territoires portent ce nom"
            if len(choices) > 1
            else "un nom ou un mot\u00a0?",
            Fautes.TERRITOIRE_AMBIGU,
            tuple(cible[1] for cible in choices),
        )
        return Reponse(lecture, (), {"choix": [self.fiche(cible) for cible in choices]})

    def _answer(
        self,
        certitude: str,
        cible: Cible,
        why: str,
        ecrit: NomEcrit,
        faute: Fautes | None,
        others: tuple[Cible, ...],
    ) -> Reponse:
        details = self.fiche(cible)
        if others:
            details["choix"] = [self.fiche(one) for one in (cible, *others)]
        if ecrit.communes:
            details["communes_annoncees"] = ecrit.communes
        choices = tuple(one[1] for one in others)
        value = ((SOI, cible[1]),)
        return Reponse(Lecture(certitude, value, why, faute, choices), (cible,), details)


def hors_des_regions(where: str) -> Reponse:
    """Return the refusal of a place that the atlas leaves out."""
    return Reponse(Lecture(REFUSEE, (), f"hors des 18 régions ({where})", Fautes.HORS_DES_REGIONS))


def code_inconnu() -> Reponse:
    """Return the refusal of a code that nothing bears."""
    return Reponse(Lecture(REFUSEE, (), "aucun territoire ne porte ce code", Fautes.CODE_INCONNU))
