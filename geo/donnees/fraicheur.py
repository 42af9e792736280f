"""How fresh what is known of each contract is: its source, and who last looked at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.dates import DatePartielle
from data.depot.etat import Position
from data.depot.journal import read_publications
from data.depot.registre import lecteur_en_usage, position_de
from data.depot.verifications import read_verifications
from data.lecture.structures import auteur_public
from data.memoire import une_fois
from data.model import Contrat
from geo.couverture.moteur import Moteur
from geo.donnees.connaissance import contrats_menes
from geo.donnees.journal import PARIS
from geo.territoires.territoire import Territoire

AGES = ("moins_1_an", "1_a_2_ans", "2_a_4_ans", "plus_4_ans", "sans_date")
BORNES_ANS = (1, 2, 4)
RELEVE = "Relevé de l'atlas"


@dataclass(frozen=True)
class Verification:
    """What a contract rests on, and who last looked at it.

    ``source``: day of the newest fact of its source, None when it is not dated; ``age``: one of
    AGES, on the day looked at. ``le``, ``par``: day of the last import or entry and its
    organisation, else of the survey; ``publication``: its number, None for the survey.
    """

    contrat: Contrat
    source: DatePartielle | None
    age: str
    le: date
    par: str
    publication: int | None


def build_verifications(
    moteur: Moteur, territoire: Territoire, jour: date
) -> tuple[Verification, ...]:
    """Return how fresh each contract of a territory is, the oldest source first, undated ones last.

    Raises a DepotErreur when the store cannot be asked.
    """
    seen = _seen(position_de(moteur.publication)) if moteur.publication else {}
    surveyed = moteur.registre.date_releve
    found = []
    for contrat in contrats_menes(moteur, territoire):
        numero, when, who = seen.get(contrat.id, (None, surveyed, RELEVE))
        found.append(
            Verification(
                contrat,
                contrat.source_date,
                age_de(contrat.source_date, jour),
                when,
                who,
                numero,
            )
        )
    last = DatePartielle(9999)
    return tuple(sorted(found, key=lambda one: ((one.source or last).dernier_jour, one.contrat.id)))


def compte_des_ages(verifications: Sequence[Verification]) -> dict[str, int]:
    """Count the contracts by age of their source, in the order of AGES."""
    return {age: sum(one.age == age for one in verifications) for age in AGES}


def age_de(source: DatePartielle | None, jour: date) -> str:
    """Return how old a source is on a day; a partial date counts from its latest day."""
    if source is None:
        return AGES[-1]
    for name, years in zip(AGES, BORNES_ANS, strict=False):
        if source.plus_annees(years).dernier_jour >= jour:
            return name
    return AGES[len(BORNES_ANS)]


@une_fois(4)
def _seen(position: Position) -> dict[str, tuple[int, date, str]]:
    """Return the last publication that looked at each contract: number, day, organisation."""
    with lecteur_en_usage().depot.lecture() as connection:
        found = read_verifications(connection, position.numero)
        known = {one.numero: one for one in read_publications(connection, position.numero)}
    return {
        name: (
            numero,
            known[numero].instant.astimezone(PARIS).date(),
            auteur_public(known[numero].auteur),
        )
        for name, numero in found.items()
    }
