"""Errors reported by readers: the limits of what is taken, and the queue of who may answer."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.depot.base.connexion import Depot
from data.depot.droits import NATIONAL, PUBLIER, Compte, Territoire, peut
from data.depot.en_attente.signalements import (
    ACCEPTE,
    Signalement,
    count_signalements,
    read_signalement,
    read_signalements,
    repond,
    signale,
)
from data.depot.erreurs import AttenteInconnue, DepotErreur, dit_a_tous
from data.depot.territoires import territoire_d_un_contrat
from data.model import Contrat, Registre
from geo.saisie.champs import nettoie

LONGUEUR_TEXTE = 1_500  # characters
LONGUEUR_SOURCE = 500
LONGUEUR_CONTACT = 200
COURT = 10  # characters: less says nothing that can be checked
PERIODE = timedelta(hours=1)
PAR_PERIODE = 30  # reports taken in a period, from all readers together
TROP = (
    "Beaucoup d'erreurs viennent d'être signalées\u00a0: celle-ci n'a pas été prise. Réessayez dans"
    " une heure, ou écrivez un courriel."
)


def signale_erreur(depot: Depot, contrat_id: str, texte: str, source: str, contact: str) -> str:
    """Put an error in the queue; return why it is not taken, in French, '' when it is.

    Nothing is kept of the reader but what they typed. Nothing is raised for a store that is out of
    reach: its sentence is returned.
    """
    told = "\n".join(map(nettoie, texte.strip().splitlines()))
    where, who = nettoie(source), nettoie(contact)
    refused = _refused(told, where, who)
    if refused:
        return refused
    try:
        with depot.lecture() as connection:
            recent = count_signalements(connection, datetime.now(UTC) - PERIODE)
        if recent >= PAR_PERIODE:
            return TROP
        signale(depot, told, where, contrat_id=contrat_id, contact=who)
    except DepotErreur as erreur:
        return dit_a_tous(erreur)
    return ""


def _refused(texte: str, source: str, contact: str) -> str:
    if len(texte) < COURT:
        return (
            "Dites ce qui est inexact en une phrase, par exemple\u00a0: la signature date de 2024."
        )
    if not source:
        return (
            "Dites où le vérifier\u00a0: l'adresse d'une page ou le nom d'un document, par"
            " exemple\u00a0: délibération du 3 mars 2026."
        )
    for name, written, most in (
        ("Le texte", texte, LONGUEUR_TEXTE),
        ("La source", source, LONGUEUR_SOURCE),
        ("Le contact", contact, LONGUEUR_CONTACT),
    ):
        if len(written) > most:
            return f"{name} est trop long\u00a0: {most} caractères au plus."
    return ""


@dataclass(frozen=True)
class SignalementSitue:
    """A report with the contract that it is about, None when the registre no longer has it."""

    signalement: Signalement
    contrat: Contrat | None

    @property
    def territoire(self) -> Territoire:
        """Where it is, for the rights of who answers."""
        return NATIONAL if self.contrat is None else territoire_d_un_contrat(self.contrat)


def load_file(
    depot: Depot, registre: Registre, compte: Compte, etats: tuple[str, ...]
) -> list[SignalementSitue]:
    """Load the reports in some states that an account may answer, the newest first.

    Raises a DepotErreur.
    """
    with depot.lecture() as connection:
        found = read_signalements(connection, etats)
    placed = [SignalementSitue(one, registre.contrats.get(one.contrat_id)) for one in found]
    return [one for one in placed if peut(compte, PUBLIER, one.territoire)]


def load_signalement(
    depot: Depot, registre: Registre, compte: Compte, identite: str, contrat_id: str
) -> SignalementSitue | None:
    """Load a report on a contract, None when there is none that the account may answer."""
    if not identite:
        return None
    try:
        with depot.lecture() as connection:
            found = read_signalement(connection, identite)
    except AttenteInconnue:
        return None
    placed = SignalementSitue(found, registre.contrats.get(found.contrat_id))
    mine = found.contrat_id == contrat_id and peut(compte, PUBLIER, placed.territoire)
    return placed if mine else None


def accepte(depot: Depot, signalement: Signalement, numero: int) -> str:
    """Mark a report as corrected by a publication; return what went wrong, '' when nothing did."""
    return repond_a(depot, signalement, ACCEPTE, "", numero)


def repond_a(
    depot: Depot, signalement: Signalement, etat: str, reponse: str, numero: int | None = None
) -> str:
    """Answer a report; return what went wrong, in French, '' when it is done."""
    try:
        repond(depot, signalement, etat, reponse, numero)
    except DepotErreur as erreur:
        return dit_a_tous(erreur)
    return ""
