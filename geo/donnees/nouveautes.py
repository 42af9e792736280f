"""What changed since a day: the net difference between two publications, contract by contract."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from data.depot.etat import apply, read_differences, read_tables
from data.depot.journal import read_publications
from data.depot.modele import Publication
from data.depot.registre import lecteur_en_usage, load_registre, position_de
from data.memoire import une_fois
from data.model import Registre
from geo.donnees.journal import PARIS, Effet, Entree, build_entree, effets_entre
from geo.donnees.lignes import AJOUT, RETRAIT, LigneChangee, lignes_entre
from geo.territoires.territoire import FRANCE, Territoire

GARDES = 32  # results kept for all readers


@dataclass(frozen=True)
class ContratChange:
    """A contract that came, went or changed; ``lignes``: its rows that differ."""

    id: str
    nom: str
    region: str
    genre: str
    lignes: tuple[LigneChangee, ...]


@dataclass(frozen=True)
class Nouveautes:
    """What changed in a territory since a day.

    Attributes
    ----------
    depuis : the day asked for. ``numero_avant``: last publication made before it, the first one
        when none was (``est_l_origine``); ``numero``: the one compared with it.
    entrees : the publications made since that touch the territory, the newest first.
    contrats : contracts that differ, in the registre's order; ``autres``: rows of no contract.
    effets : rates of the country, then of the région, between the two publications, on the day of
        the last one; empty when nothing was published.
    """

    territoire: Territoire
    depuis: date
    numero_avant: int
    numero: int
    est_l_origine: bool
    entrees: tuple[Entree, ...]
    contrats: tuple[ContratChange, ...]
    autres: tuple[LigneChangee, ...]
    effets: tuple[Effet, ...]


def build_nouveautes(
    depuis: date, territoire: Territoire = FRANCE, registre: int | None = None
) -> Nouveautes:
    """Compare the registre of a day, at midnight in Paris, with a publication, the newest one.

    ``territoire``: the country, a région or a département. Raises a DepotErreur.
    """
    position = position_de(registre)
    return _build(position.identite, position.numero, depuis, territoire)


@une_fois(GARDES)
def _build(identite: str, numero: int, depuis: date, territoire: Territoire) -> Nouveautes:
    midnight = datetime.combine(depuis, time.min, PARIS).astimezone(UTC)
    with lecteur_en_usage().depot.lecture() as connection:
        publications = read_publications(connection, numero)
        older = [one.numero for one in publications if one.instant < midnight]
        first = max(older, default=1)
        newest = max(one.numero for one in publications)
        tables = read_tables(connection)
        last = position_de().numero
        before_rows = apply(tables, read_differences(connection, last, first))
        differences = read_differences(connection, first, newest)
    before, after = load_registre(first), load_registre(newest)
    rows = lignes_entre(differences, before_rows, after)
    since = [one for one in publications if one.numero > first]
    kept = [one for one in _entrees(since) if _touches(one, territoire, before, after)]
    return Nouveautes(
        territoire,
        depuis,
        first,
        newest,
        not older,
        tuple(kept),
        tuple(_contrats(rows, before, after, territoire)),
        tuple(one for one in rows if not one.contrat) if territoire == FRANCE else (),
        effets_entre(identite, first, newest, territoire) if newest > first else (),
    )


def _entrees(publications: list[Publication]) -> list[Entree]:
    return [build_entree(one.numero) for one in publications]


def _contrats(
    rows: list[LigneChangee], before: Registre, after: Registre, territoire: Territoire
) -> list[ContratChange]:
    by_contract: dict[str, list[LigneChangee]] = {}
    for one in rows:
        if one.contrat:
            by_contract.setdefault(one.contrat, []).append(one)
    found = []
    for name, lignes in by_contract.items():
        contrat = after.contrats.get(name) or before.contrats.get(name)
        if contrat is None or not _is_in(name, before, after, territoire):
            continue
        kind = AJOUT if name not in before.contrats else ""
        kind = RETRAIT if name not in after.contrats else kind
        found.append(ContratChange(name, contrat.nom, contrat.region, kind, tuple(lignes)))
    order = {name: rank for rank, name in enumerate((*before.contrats, *after.contrats))}
    return sorted(found, key=lambda one: order[one.id])


def _is_in(name: str, before: Registre, after: Registre, territoire: Territoire) -> bool:
    known = [one.contrats[name] for one in (before, after) if name in one.contrats]
    if territoire.niveau == "region":
        return any(one.region == territoire.code for one in known)
    if territoire.niveau == "departement":
        return any(territoire.code in one.departements for one in known)
    return True


def _touches(entree: Entree, territoire: Territoire, before: Registre, after: Registre) -> bool:
    if territoire == FRANCE:
        return True
    if territoire in entree.portee.regions:
        return True
    return any(_is_in(name, before, after, territoire) for name in entree.portee.contrats)
