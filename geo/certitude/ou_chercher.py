"""Where to look first, and where to act.

While nobody attests the list of a région, a place without a contract in the registre is a place to
look at, not a place to act on: those of which the registre holds any contract, even one whose
perimeter no source gives, are told apart, with that contract. Where the list is attested, every
place left is one where to act.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.memoire import une_fois
from data.model import Contrat
from geo.certitude.attestation import attestations
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.ou_agir import sans_contrat
from geo.territoires.normalisation import normaliser, sans_articles
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

GARDES = 64  # results kept for all readers
LIEUX_GARDES = 4096  # about a kilobyte each
LETTRES_MIN = 3  # a shorter name of commune (Y, Eu) is found in too many names of contracts


@dataclass(frozen=True, eq=False)
class OuChercher:
    """Where residents are under no contract recorded as signed or in project.

    Attributes
    ----------
    est_attestee : the list of contracts is attested complete: these are places where to act.
    lieux : rows of ``geo.couverture.ou_agir.sans_contrat``, most residents first; while
        the list is not attested, those of which the registre holds no contract at all.
    a_verifier : the other rows, with ``contrats``, the identifiers (a tuple) of what the registre
        holds: over, of unknown status, on a part of the place, or without a known perimeter.
    """

    est_attestee: bool
    lieux: pd.DataFrame
    a_verifier: pd.DataFrame


@une_fois(GARDES)
def build_ou_chercher(couverture: Couverture, territoire: Territoire) -> OuChercher:
    """Share the places out between those to look at first and those to check.

    Raises TerritoireInconnu for an unknown territory.
    """
    within = mask_of(couverture.moteur.referentiel, territoire.niveau, territoire.code)
    attested = bool(attestations(couverture.moteur, within, couverture.jour))
    table = sans_contrat(couverture, territoire)
    held = contrats_des_lieux(couverture, table, within)
    table = table.assign(contrats=pd.Series(held, index=table.index, dtype=object))
    bare = np.array([attested or not names for names in held], dtype=bool)
    return OuChercher(
        attested,
        table[bare].drop(columns="contrats").reset_index(drop=True),
        table[~bare].reset_index(drop=True),
    )


def contrats_des_lieux(
    couverture: Couverture, lieux: pd.DataFrame, within: np.ndarray
) -> list[tuple[str, ...]]:
    """Return, for each place, the contracts of the registre that concern it, in its order.

    ``lieux``: rows of ``geo.couverture.ou_agir.sans_contrat``; ``within``: the cells
    looked at. A contract concerns a place when it touches it, or when no source gives its
    perimeter, its département is
    one of the place's, and its name is that of the place or of one of its communes.
    """
    engine = couverture.moteur
    rank = {name: number for number, name in enumerate(engine.perimetres.contrats)}
    pairs = {niveau: engine.paires_dans(niveau, within) for niveau in lieux["niveau"].unique()}
    found = []
    for niveau, code in zip(lieux["niveau"].tolist(), lieux["code"].tolist(), strict=True):
        territories, owners = pairs[niveau]
        place = engine.referentiel.niveaux[niveau].position(code)
        first, end = np.searchsorted(territories, (place, place + 1))
        names = {engine.perimetres.contrats[owner] for owner in owners[first:end].tolist()}
        names &= couverture.statuts.keys()
        cells = engine.referentiel.cellules(niveau, code)
        here, name = cells[within[cells]], str(engine.referentiel.nom(niveau, code))
        names |= _named_after(engine, name, here.tobytes()) & couverture.statuts.keys()
        found.append(tuple(sorted(names, key=rank.__getitem__)))
    return found


@une_fois(LIEUX_GARDES)
def _named_after(moteur: Moteur, nom: str, cells: bytes) -> frozenset[str]:
    """Return the contracts, among those without a perimeter, that bear a name of the place.

    Whatever the day. ``cells``: positions of those of the place, as the bytes of their array.
    """
    here = np.frombuffer(cells, dtype=np.intp)
    departements = moteur.referentiel.niveaux["departement"]
    own = {str(departements.codes[one]) for one in np.unique(departements.appartenance[here])}
    near = {
        one: words for one, words in _sans_perimetre(moteur).items() if own & set(one.departements)
    }
    if not near:
        return frozenset()
    communes = np.unique(moteur.referentiel.niveaux["commune"].appartenance[here])
    known = _plain_communes(moteur.referentiel)
    names = [_plain(nom), *(known[one] for one in communes.tolist())]
    wanted = [f" {name} " for name in names if len(name) >= LETTRES_MIN]
    return frozenset(
        contrat.id for contrat, words in near.items() if any(name in words for name in wanted)
    )


@une_fois(24)
def _sans_perimetre(moteur: Moteur) -> dict[Contrat, str]:
    """Return the contracts whose perimeter no source gives, with the words of their names."""
    return {
        contrat: f" {_plain(f'{contrat.nom} {contrat.porteur}')} "
        for contrat in moteur.registre.contrats.values()
        if not moteur.a_un_perimetre(contrat.id)
    }


def _plain(nom: str) -> str:
    return sans_articles(normaliser(nom))


@une_fois(24)
def _plain_communes(referentiel: Referentiel) -> tuple[str, ...]:
    """Return the names of the communes reduced to their words, all at once, in their order."""
    names = "\n".join(referentiel.niveaux["commune"].noms.tolist())
    return tuple(_plain(names).split("\n"))
