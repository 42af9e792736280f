"""Where to look first, and where to act.

While nobody attests the list of a région, a place without a contract in the registre is a place to
look at, not a place to act on: those of which the registre holds any contract, even one whose
perimeter no source gives, are told apart, with that contract. Where the list is attested, every
place left is one where to act.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from data.memoire import une_fois
from data.model import Contrat
from geo.certitude.attestation import attestations
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.ou_agir import decoupes_en_lieux, lieux_sans_contrat, tableau_des_lieux
from geo.territoires.normalisation import normaliser, sans_articles
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import Territoire

GARDES = 64  # results kept for all readers
TERRITOIRES_GARDES = 64
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
    engine = couverture.moteur
    within = mask_of(engine.referentiel, territoire.niveau, territoire.code)
    attested = bool(attestations(engine, within, couverture.jour))
    columns = lieux_sans_contrat(couverture, territoire)
    held = _contrats_retenus(couverture, territoire, columns)
    bare = np.array([attested or not names for names in held], dtype=bool)
    found = tableau_des_lieux(columns, ~bare)
    found["contrats"] = pd.Series([names for names in held if names and not attested], dtype=object)
    return OuChercher(attested, tableau_des_lieux(columns, bare), found)


def _contrats_retenus(
    couverture: Couverture, territoire: Territoire, lieux: Mapping[str, np.ndarray]
) -> list[tuple[str, ...]]:
    """Return the contracts of each place, those left out of the count (by a theme) aside."""
    known = contrats_des_lieux(couverture.moteur, territoire)
    places = zip(lieux["niveau"].tolist(), lieux["code"].tolist(), strict=True)
    found = [known[place] for place in places]
    if len(couverture.statuts) == len(couverture.numeros):
        return found
    return [tuple(name for name in names if name in couverture.statuts) for names in found]


@une_fois(TERRITOIRES_GARDES)
def contrats_des_lieux(
    moteur: Moteur, territoire: Territoire
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the contracts of the registre that concern each place, by (niveau, code).

    The places are those that ``geo.couverture.ou_agir`` shares a territory out among. A contract
    concerns a place when it touches it, or when no source gives its perimeter, its département is
    one of the place's, and its name is that of the place or of one of its communes.
    """
    found = {}
    for cut in decoupes_en_lieux(moteur.referentiel, territoire):
        ranks, owners = moteur.paires_de(cut)
        touching = _split(owners, np.searchsorted(ranks, np.arange(len(cut.codes))))
        cells = _split(cut.cellules, cut.debuts)
        places = zip(cut.cadre["niveau"], cut.codes, strict=True)
        for place, numbers, here in zip(places, touching, cells, strict=True):
            named = _named_after(moteur, moteur.referentiel.nom(*place), here.tobytes())
            found[place] = _in_order(moteur, numbers, named)
    return found


def _split(values: np.ndarray, starts: np.ndarray) -> list[np.ndarray]:
    """Cut an array where each part begins."""
    return [values[start:end] for start, end in pairwise([*starts.tolist(), len(values)])]


def _in_order(moteur: Moteur, numbers: np.ndarray, named: frozenset[str]) -> tuple[str, ...]:
    """Return contracts given by their positions, and others by their names, each once."""
    names = moteur.perimetres.contrats
    wanted = {names[number] for number in numbers.tolist()} | named
    return tuple(sorted(wanted, key=moteur.perimetres.rangs.__getitem__))


@une_fois(LIEUX_GARDES)
def _named_after(moteur: Moteur, nom: str, cells: bytes) -> frozenset[str]:
    """Return the contracts, among those without a perimeter, that bear a name of the place.

    Whatever the day. ``cells``: positions of those of the place, as the bytes of their array.
    """
    here = np.frombuffer(cells, dtype=np.intp)
    own = set(moteur.referentiel.niveaux["departement"].codes_de(here))
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
