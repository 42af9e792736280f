"""A "Pays", a PETR, a pôle: known here by the perimeter of a contract that one of them carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.model import Contrat, LignePerimetre, Registre
from geo.atelier.territoires.noms import cle_du_nom
from geo.territoires.normalisation import PARENTHESE, normaliser

_MOTS = re.compile(
    r"^(?:cls|contrat local de sante|petr|pole d equilibre territorial et rural|pole d equilibre|"
    r"pole metropolitain|pole|syndicat mixte|syndicat|association|groupement d interet public|gip|"
    r"communaute de pays|pays|territoire|de developpement|d amenagement|"
    r"du|de la|de l|des|de|d|la|le|les|l)\b ?"
)
_ENSEMBLE = re.compile(
    r"^(?:petr|pole|pays|syndicat|association|territoire|gip|groupement|communaute de pays)\b"
)
_FIN = re.compile(r" (?:petr|\d{4}.*|1er.*|2e.*|3e.*)$")


@dataclass(frozen=True)
class Ensemble:
    """A group of territories that a contract of the registre covers."""

    contrat: Contrat
    lignes: tuple[LignePerimetre, ...]


class Ensembles:
    """The groups that the registre knows, by the names they go by."""

    def __init__(self, registre: Registre) -> None:
        self._by_name: dict[str, Ensemble] = {}
        for contrat in sorted(registre.contrats.values(), key=_age):
            lines = registre.perimetre_du_contrat(contrat.id)
            if lines and all(line.operation == "inclut" for line in lines):
                for key in _names(contrat):
                    self._by_name[key] = Ensemble(contrat, lines)

    def find(self, texte: str) -> Ensemble | None:
        """Return the group that a text names, None when it names none or the registre has none."""
        if not est_un_ensemble(texte):
            return None
        return self._by_name.get(_key(texte))


def est_un_ensemble(texte: str) -> bool:
    """Tell whether a text starts as the name of a group does: PETR, Pays, pôle, syndicat mixte…"""
    return bool(_ENSEMBLE.match(normaliser(texte)))


def _age(contrat: Contrat) -> str:
    known = contrat.date_signature or contrat.periode_debut or contrat.source_date
    return known.texte if known else ""


def _names(contrat: Contrat) -> Iterator[str]:
    for text in (contrat.nom, contrat.porteur):
        key = _key(text)
        if key:
            yield key


def _key(texte: str) -> str:
    words = _FIN.sub("", normaliser(PARENTHESE.sub(" ", texte)))
    while True:
        shorter = _MOTS.sub("", words)
        if shorter == words or not shorter:
            return cle_du_nom(words)
        words = shorter
