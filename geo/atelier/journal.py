"""What the workshop remembers of what was published: the last publications, who publishes here."""

from data.atelier.importation import ETATS
from data.depot.annulation import Annulation
from data.depot.droits import Compte
from data.depot.en_attente.importations import read_importations
from data.depot.journal import read_dernier_auteur, read_publications
from data.depot.modele import Publication
from data.depot.ouverture import depot_en_usage
from geo.atelier.publication import annule_publication, note_annulee

MONTREES = 8


def dernieres_publications() -> list[Publication]:
    """Return the last publications, those that took in a delivered registre left out."""
    with depot_en_usage().lecture() as connection:
        found = read_publications(connection, limite=MONTREES)
    return [one for one in found if one.nature != "reprise"]


def dernier_auteur() -> str:
    """Return the organisation that published or imported last, '' when none did."""
    with depot_en_usage().lecture() as connection:
        for one in read_importations(connection, ETATS):
            if one.auteur:
                return one.auteur
        return read_dernier_auteur(connection)


def annule_import(
    numero: int, identite: str, compte: Compte, auteur: str, motif: str
) -> Annulation:
    """Undo a publication, and write it in its import, if it is known (``identite``).

    Raises as ``data.depot.annulation.annule`` does.
    """
    done = annule_publication(numero, auteur, motif, compte)
    if identite:
        note_annulee(identite)
    return done
