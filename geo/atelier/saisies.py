"""What a person types to answer a value: a name, a code, a date, in the words that people use."""

from collections.abc import Callable
from dataclasses import dataclass

from data.atelier.decisions import DecisionsInvalides, Reponse
from data.atelier.tableau.colonnes_mots import CIBLES_DATE, CIBLES_TERRITOIRE, LIBELLES
from data.atelier.valeurs.dates import lire_date
from data.atelier.valeurs.durees import lire_duree
from data.atelier.valeurs.etapes import lire_etape
from data.atelier.valeurs.generations import lire_generation
from data.atelier.valeurs.lecture import SURE, Lecture
from data.atelier.valeurs.nombres import lire_nombre
from data.atelier.valeurs.statuts import lire_statut
from data.errors import quote
from geo.atelier.territoires.contexte import Contexte, find_departements
from geo.atelier.territoires.resolveur import Resolveur
from geo.recherche.recherche import rechercher
from geo.territoires.referentiel import Referentiel

LECTURES: dict[str, Callable[[str], Lecture]] = {
    **dict.fromkeys(CIBLES_DATE, lire_date),
    "duree_ans": lire_duree,
    "generation": lire_generation,
    "etape": lire_etape,
    "statut": lire_statut,
    "population": lire_nombre,
    "nb_actions_annonce": lire_nombre,
}
NIVEAUX = ("commune", "epci", "ept", "departement", "arrondissement_municipal")


@dataclass(frozen=True)
class Propose:
    """A territory that a typed name may be: its code, and what tells it from the others."""

    code: str
    nom: str
    niveau: str
    departement: str
    population: int


class Imprecis(DecisionsInvalides):
    """A name that may be several territories, or none: those to choose from are told."""

    def __init__(self, texte: str, propositions: tuple[Propose, ...]) -> None:
        self.propositions = propositions
        shown = ", ".join(f"{one.nom} ({one.code})" for one in propositions)
        super().__init__(
            f"{quote(texte)} ne désigne pas un seul territoire. Choisissez dans sa liste\u00a0:"
            f" {shown}."
            if propositions
            else f"{quote(texte)} n'est le nom ni le code d'aucun territoire. Attendu, par exemple"
            "\u00a0: CA Quimper Bretagne Occidentale, 200068120 ou 29232."
        )


def comprend(colonne: str, texte: str, dans: str, referentiel: Referentiel) -> Reponse:
    """Return the answer that a typed text gives for a column.

    Parameters
    ----------
    colonne : of the registre, or the one that names a territory.
    dans : départements where the value was written, separated by spaces, '' for none.

    Raises Imprecis for a territory that is not one, DecisionsInvalides for another text that its
    column cannot hold, with a right example.
    """
    plain = " ".join(texte.split())
    if colonne in CIBLES_TERRITOIRE:
        resolveur = Resolveur(referentiel)
        return tuple(
            _territoire(part, dans, resolveur) for one in plain.split(";") if (part := one.strip())
        )
    if colonne == "departements":
        found = find_departements(plain, referentiel)
        if not found:
            raise _wrong(plain, colonne, "Finistère, 29 ou 2A")
        return " ".join(found)
    read = LECTURES[colonne](plain) if colonne in LECTURES else None
    if read is None:
        return plain
    if read.certitude != SURE or read.valeur is None:
        raise _wrong(plain, colonne, read.faute.exemple if read.faute else "")
    return read.valeur


def _territoire(texte: str, dans: str, resolveur: Resolveur) -> str:
    if resolveur.cible_de_la_reponse(texte) is not None:
        return texte
    context = Contexte(frozenset(dans.split()))
    for one in (context, Contexte()):
        answer = resolveur.reponse(texte, one)
        if answer.lecture.certitude == SURE and answer.lecture.valeur:
            return answer.lecture.valeur
    found = rechercher(texte, niveaux=NIVEAUX, referentiel=resolveur.referentiel).resultats
    raise Imprecis(
        texte,
        tuple(
            Propose(one.code, one.nom, one.niveau, one.departement, one.population) for one in found
        ),
    )


def _wrong(texte: str, colonne: str, exemple: str) -> DecisionsInvalides:
    label = LIBELLES.get(colonne, colonne)
    expected = f" Attendu, par exemple\u00a0: {exemple}." if exemple else ""
    return DecisionsInvalides(f"{quote(texte)} ne convient pas pour {quote(label)}.{expected}")
