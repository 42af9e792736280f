"""What the API says when it cannot answer: application/problem+json (RFC 9457), in two languages.

400: the address cannot be read; 404: it names nothing; 405, 406: asked in a way that is not served;
422: it can be read, and there is nothing of that value; 503: the store does not answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from data.depot.erreurs import (
    DepotAbime,
    DepotErreur,
    DepotInjoignable,
    DepotOccupe,
    DepotPlusRecent,
)

MEDIA = "application/problem+json"
NOUVEL_ESSAI_S = 15
LONGUEUR_CITEE = 60


class Dit(NamedTuple):
    """A sentence in both languages."""

    fr: str
    en: str


TITRES = {
    400: Dit("Demande illisible", "Unreadable request"),
    404: Dit("Introuvable", "Not found"),
    405: Dit("Méthode non permise", "Method not allowed"),
    406: Dit("Format non servi", "Not acceptable"),
    422: Dit("Valeur sans réponse", "Unprocessable value"),
    500: Dit("Erreur de l'atlas", "Server error"),
    503: Dit("Registre indisponible", "Store unavailable"),
}
SANS_SUITE = Dit(
    "La réponse n'a pas pu être calculée. La faute est notée dans le journal de l'atlas.",
    "The answer could not be computed. The fault is written in the log of the server.",
)
PANNES: tuple[tuple[type[DepotErreur], str], ...] = (  # and in English
    (
        DepotPlusRecent,
        "The store was written by a newer version of the atlas, which this one cannot read. The "
        "operator has to update it.",
    ),
    (
        DepotAbime,
        "The store is damaged, or is not one. The operator has to restore a backup (python -m data "
        "restauration FILE).",
    ),
    (DepotOccupe, "The store is busy with a publication. Try again in a moment."),
    (DepotInjoignable, "The store does not answer. Try again in a moment."),
)
PANNE_SANS_NOM = Dit(
    "Les données de l'atlas ne peuvent pas être lues. L'exploitant en trouve la raison dans son "
    "journal et à l'adresse /pret.",
    "The data of the atlas cannot be read. The operator finds why in the log and at /pret.",
)


@dataclass
class Probleme(Exception):
    """An answer that cannot be given.

    Attributes
    ----------
    statut : HTTP status, one of TITRES.
    code : what is wrong, in one word that a program may test.
    dit : what is wrong, what was expected, an example.
    precisions : further members of the answer (``parametre``, ``attendu``…).
    """

    statut: int
    code: str
    dit: Dit
    precisions: Mapping[str, Any] = field(default_factory=dict)
    entetes: Mapping[str, str] = field(default_factory=dict)

    def contenu(self, documentation: str) -> dict[str, Any]:
        """Return the members of the answer; ``documentation``: address of the page for people."""
        titre = TITRES[self.statut]
        return {
            "type": f"{documentation}#erreur-{self.statut}",
            "title": titre.fr,
            "title_en": titre.en,
            "status": self.statut,
            "detail": self.dit.fr,
            "detail_en": self.dit.en,
            "code": self.code,
            **self.precisions,
        }


def cite(texte: str) -> str:
    """Return a value of the address as a message quotes it: on one line, shortened."""
    line = " ".join("".join(c if c.isprintable() else " " for c in texte).split())
    shown = line if len(line) <= LONGUEUR_CITEE else f"{line[:LONGUEUR_CITEE]}…"
    return f"«\u00a0{shown}\u00a0»"


def illisible(nom: str, texte: str, attendu: Dit, exemple: object) -> Probleme:
    """Return the fault of a value that has not the form of its parameter (400)."""
    return _valeur(400, "valeur_illisible", nom, texte, attendu, exemple)


def impossible(nom: str, texte: str, attendu: Dit, exemple: object) -> Probleme:
    """Return the fault of a value of the right form for which there is nothing (422)."""
    return _valeur(422, "valeur_impossible", nom, texte, attendu, exemple)


def _valeur(
    statut: int, code: str, nom: str, texte: str, attendu: Dit, exemple: object
) -> Probleme:
    dit = Dit(
        f"Paramètre «\u00a0{nom}\u00a0» {cite(texte)}\u00a0: {attendu.fr} "
        f"Exemple\u00a0: {exemple}.",
        f"Parameter '{nom}' {cite(texte)}: {attendu.en} Example: {exemple}.",
    )
    return Probleme(statut, code, dit, {"parametre": nom, "exemple": exemple})


def inconnu(quoi: Dit, nom: str) -> Probleme:
    """Return the fault of an address that names nothing (404)."""
    return Probleme(
        404,
        "introuvable",
        Dit(f"{quoi.fr}\u00a0: {cite(nom)} n'existe pas.", f"{quoi.en}: {cite(nom)} is unknown."),
    )


def indisponible(panne: Exception) -> Probleme:
    """Return what is told of data that cannot be read (503), without saying where they are."""
    told = (Dit(kind.A_TOUS, en) for kind, en in PANNES if isinstance(panne, kind))
    dit = next(told, PANNE_SANS_NOM)
    code = "registre_indisponible" if isinstance(panne, DepotErreur) else "donnees_refusees"
    return Probleme(503, code, dit, entetes={"Retry-After": str(NOUVEL_ESSAI_S)})
