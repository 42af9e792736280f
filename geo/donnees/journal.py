"""The journal: who published what, and what it did to the rates of the country and of régions.

What a publication changed never changes: its reach is computed once, and kept by its number. The
rates are those of the day of the publication, so that they stay the same for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from data.depot.cles import colonnes
from data.depot.etat import Position, check_numero
from data.depot.journal import read_modifications, read_publication, read_publications
from data.depot.modele import Ligne, Modification, Publication
from data.depot.registre import lecteur_en_usage, load_registre, position_de
from data.lecture.codes_connus import region_des_departements
from data.lecture.structures import auteur_public
from data.memoire import une_fois
from data.model import Registre
from geo.certitude.encadrement import Encadrement, calcule_encadrement
from geo.couverture.moteur import Moteur, build_moteur, calcule_taux
from geo.territoires.millesimes import Reference
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import FRANCE, Territoire, regions_of

PARIS = ZoneInfo("Europe/Paris")
PORTEES_GARDEES = 4096  # a few hundred bytes each
PAR_PAGE = 20
CONTRATS, CONTRAT_ID = "contrats", "contrat_id"


@dataclass(frozen=True)
class Effet:
    """Rates of a territory before and after a publication, in percent, on the day it was made.

    ``recense``, ``atteste``: see geo.certitude.encadrement; ``*_avant`` is None for the first
    publication.
    """

    territoire: Territoire
    recense_avant: float | None
    recense: float
    atteste_avant: float | None
    atteste: float


@dataclass(frozen=True)
class Portee:
    """What a publication touches: régions, contracts, and the effect on the rates.

    ``effets``: of the country first, then of the régions touched.
    """

    regions: tuple[Territoire, ...]
    contrats: tuple[str, ...]
    effets: tuple[Effet, ...]


@dataclass(frozen=True)
class Entree:
    """A line of the journal: ``auteur`` is an organisation, ``instant`` is of Paris."""

    publication: Publication
    auteur: str
    instant: datetime
    portee: Portee


@dataclass(frozen=True)
class Journal:
    """A page of the journal, the newest first; ``total``: publications in all."""

    entrees: tuple[Entree, ...]
    total: int


def build_journal(dernier: int | None = None, taille: int = PAR_PAGE) -> Journal:
    """Return a page of the journal, from a publication down; raise a DepotErreur.

    ``dernier``: number of the first line, the newest by default.
    """
    position = position_de()
    start = position.numero if dernier is None else min(max(dernier, 1), position.numero)
    with lecteur_en_usage().depot.lecture() as connection:
        found = read_publications(connection, start, taille)
    return Journal(tuple(_entree(position, one) for one in found), position.numero)


def build_entree(numero: int) -> Entree:
    """Return a line of the journal; raise PublicationInconnue or another DepotErreur."""
    position = position_de()
    check_numero(numero, position.numero)
    with lecteur_en_usage().depot.lecture() as connection:
        found = read_publication(connection, numero)
    assert found is not None
    return _entree(position, found)


def _entree(position: Position, publication: Publication) -> Entree:
    reach = build_portee(Position(position.identite, publication.numero))
    when = publication.instant.astimezone(PARIS)
    return Entree(publication, auteur_public(publication.auteur), when, reach)


@une_fois(PORTEES_GARDEES)
def build_portee(position: Position) -> Portee:
    """Compute what a publication touches; ``position``: the store, and its number."""
    numero = position.numero
    with lecteur_en_usage().depot.lecture() as connection:
        publication = read_publication(connection, numero)
        changes = read_modifications(connection, numero)
    assert publication is not None
    day = publication.instant.astimezone(PARIS).date()
    after = load_registre(numero)
    before = load_registre(numero - 1) if numero > 1 else None
    touched = tuple(dict.fromkeys(one for change in changes if (one := contrat_de(change))))
    regions = _regions(changes, touched, [one for one in (after, before) if one is not None])
    places = regions_of(load_referentiel())
    kept = tuple(place for place in places if place.code in regions)
    return Portee(kept, touched, _effets(position, day, before is not None, kept))


def contrat_de(change: Modification) -> str:
    """Return the contract that a changed row is about, "" when it is about none."""
    if change.ressource == CONTRATS:
        return change.cle
    ligne = change.avant or change.apres
    return _cell(change.ressource, ligne, CONTRAT_ID) if ligne else ""


def _cell(ressource: str, ligne: Ligne, colonne: str) -> str:
    names = colonnes(ressource)
    return ligne.cellules[names.index(colonne)] if colonne in names and ligne.cellules else ""


def _regions(
    changes: Iterable[Modification], contrats: Iterable[str], registres: Iterable[Registre]
) -> set[str]:
    """Return the codes of the régions that changes touch: their contracts', or their own."""
    by_departement, found = region_des_departements(), set()
    known = list(registres)
    for name in contrats:
        for registre in known:
            contrat = registre.contrats.get(name)
            if contrat is not None:
                found |= {
                    contrat.region,
                    *(by_departement.get(d, "") for d in contrat.departements),
                }
    for change in changes:
        ligne = change.avant or change.apres
        if ligne is None or change.ressource in (CONTRATS, "actions_probantes", "etapes"):
            continue
        found.add(_cell(change.ressource, ligne, "region"))
        place = _cell(change.ressource, ligne, "objet_id")
        found |= {place, by_departement.get(place, "")}
    return found - {""}


def _effets(
    position: Position, day: date, has_before: bool, regions: tuple[Territoire, ...]
) -> tuple[Effet, ...]:
    after = _rates(position, day)
    before = _rates(Position(position.identite, position.numero - 1), day) if has_before else None

    def effet(place: Territoire) -> Effet:
        key = (place.niveau, place.code)
        old = before[key] if before is not None else (None, None)
        return Effet(place, old[0], after[key][0], old[1], after[key][1])

    return tuple(effet(place) for place in (FRANCE, *regions))


def effets_entre(
    identite: str, avant: int, apres: int, territoire: Territoire = FRANCE
) -> tuple[Effet, ...]:
    """Return the effect of all that was published between two publications, on today's day.

    Of the country, and of a région when one is asked for.
    """
    day = datetime.now(PARIS).date()
    old = _rates(Position(identite, avant), day)
    new = _rates(Position(identite, apres), day)
    places = [FRANCE, *([territoire] if territoire.niveau == "region" else [])]
    return tuple(
        Effet(one, old[key][0], new[key][0], old[key][1], new[key][1])
        for one in places
        if (key := (one.niveau, one.code)) in new
    )


def _rates(position: Position, day: date) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the rates recorded and attested of the country and of the régions on a day."""
    coverage = _engine(position).couverture(day)
    bounds = Encadrement(coverage)  # not among those kept for the pages: it would hold its engine
    found = {}
    for niveau in ("france", "region"):
        recorded = np.round(calcule_taux(coverage, niveau)["taux_signe"], 2)
        attested = np.round(calcule_encadrement(bounds, niveau)["taux_atteste"], 2)
        codes = coverage.moteur.referentiel.niveaux[niveau].codes
        for rank, code in enumerate(codes):
            key = (niveau, FRANCE.code if niveau == "france" else str(code))
            found[key] = (float(recorded[rank]), float(attested[rank]))
    return found


@une_fois(3)  # two publications that follow each other, and one more
def _engine(position: Position) -> Moteur:
    """Build the engine of a publication, beside those of the pages: a long list evicts none."""
    referentiel = load_referentiel()
    reference = Reference(referentiel.millesime, referentiel.annee_population)
    return build_moteur(load_registre(position.numero), referentiel, reference, position.numero)
