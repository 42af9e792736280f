"""Errors that readers report: open to all, told with their source, answered by an agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from data.depot.base.connexion import Depot
from data.depot.base.structure import signalement
from data.depot.en_attente.instants import identifiant, maintenant
from data.depot.en_attente.versions import change_depuis, read_ligne
from data.depot.erreurs import ChangementInvalide

A_TRAITER, ACCEPTE, REPONDU, REFUSE = "a_traiter", "accepte", "repondu", "refuse"
ETATS = (A_TRAITER, ACCEPTE, REPONDU, REFUSE)

CHANGE = (
    "Quelqu'un a répondu entre-temps à ce signalement\u00a0: votre réponse n'a pas été"
    " enregistrée. Relisez-le, puis répondez s'il le faut encore."
)
ABSENT = "Ce signalement n'existe pas. Attendu\u00a0: un signalement de la liste."


@dataclass(frozen=True)
class Signalement:
    """An error reported.

    ``contrat_id`` or ``territoire`` ("departement-29"): what it is about, '' when not said;
    ``contact``: how to answer, '' when not given (never shown in public); ``reponse``, ``repondu``:
    the answer and its instant; ``publication``: the one that corrected it.
    """

    id: str
    cree: datetime
    contrat_id: str
    territoire: str
    texte: str
    source: str
    contact: str
    etat: str
    reponse: str
    repondu: datetime | None
    publication: int | None
    version: int


def signale(
    depot: Depot,
    texte: str,
    source: str,
    *,
    contrat_id: str = "",
    territoire: str = "",
    contact: str = "",
) -> Signalement:
    """Write an error reported; who may, how long and how often is for the caller to say.

    Raises ChangementInvalide without a text or a source, or another DepotErreur.
    """
    if not texte.strip() or not source.strip():
        raise ChangementInvalide(
            "Il manque ce qui est faux ou la source. Attendu\u00a0: une phrase (la signature date"
            " du 3 mars 2024) et où le vérifier (adresse d'une page, délibération)."
        )
    neuf = identifiant()
    valeurs = {
        "id": neuf,
        "cree": maintenant(),
        "contrat_id": contrat_id,
        "territoire": territoire,
        "texte": texte.strip(),
        "source": source.strip(),
        "contact": contact.strip(),
        "etat": A_TRAITER,
        "reponse": "",
        "version": 1,
    }
    with depot.ecriture() as connection:
        connection.execute(insert(signalement).values(valeurs))
        return read_signalement(connection, neuf)


def repond(
    depot: Depot, lu: Signalement, etat: str, reponse: str = "", publication: int | None = None
) -> Signalement:
    """Answer a report from the version that was read: accepted, answered, refused, or put back.

    Raises AttenteChangee when somebody answered meanwhile, AttenteInconnue when it is gone.
    """
    if etat not in ETATS:
        raise ValueError(f"etat: one of {', '.join(ETATS)} expected, {etat!r} given")
    valeurs = {
        "etat": etat,
        "reponse": reponse.strip(),
        "repondu": None if etat == A_TRAITER else maintenant(),
        "publication": publication,
    }
    with depot.ecriture() as connection:
        return _signalement(
            change_depuis(connection, signalement, lu, valeurs, changee=CHANGE, partie=ABSENT)
        )


def read_signalement(connection: Connection, identite: str) -> Signalement:
    """Return an error reported. Raises AttenteInconnue."""
    return _signalement(read_ligne(connection, signalement, identite, ABSENT))


def read_signalements(
    connection: Connection,
    etats: Collection[str] = ETATS,
    *,
    contrat_id: str | None = None,
    limite: int | None = None,
) -> list[Signalement]:
    """Return the errors reported in some states, of one contract when asked, the newest first."""
    question = select(signalement).where(signalement.c.etat.in_(etats))
    if contrat_id is not None:
        question = question.where(signalement.c.contrat_id == contrat_id)
    question = question.order_by(signalement.c.cree.desc(), signalement.c.id).limit(limite)
    return [_signalement(une) for une in connection.execute(question)]


def count_signalements(connection: Connection, depuis: datetime) -> int:
    """Return how many errors were reported since an instant (in UTC): what a limit of rate asks."""
    instant = depuis.isoformat(timespec="microseconds")
    question = select(func.count()).select_from(signalement).where(signalement.c.cree >= instant)
    return int(connection.execute(question).scalar_one())


def _signalement(ligne: Row[Any]) -> Signalement:
    dites = dict(ligne._mapping)
    dites["cree"] = datetime.fromisoformat(ligne.cree)
    dites["repondu"] = None if ligne.repondu is None else datetime.fromisoformat(ligne.repondu)
    return Signalement(**dites)
