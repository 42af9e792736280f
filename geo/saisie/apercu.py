"""What a draft does to the figures before it is published: rates, certainty, map."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.memoire import une_fois
from geo.atelier.ecarts.effet import Apercu, Effet, apercu
from geo.atelier.ecarts.lignes import Changement
from geo.certitude.carte import avec_effet, build_etat
from geo.certitude.certitude import Certitude, build_certitude, calcule_certitude
from geo.couverture.carte import EtatCouches
from geo.couverture.moteur import Couverture, Moteur
from geo.territoires.territoire import Territoire, find_territoire

APERCUS_GARDES = 8


@dataclass(frozen=True)
class EffetCertain:
    """The rates of a territory before and after, and how far each may be trusted."""

    effet: Effet
    avant: Certitude
    apres: Certitude

    @property
    def bouge(self) -> bool:
        """Whether a figure of the territory changes."""
        before, after = self.avant, self.apres
        return any(
            getattr(before, name) != getattr(after, name)
            for name in ("atteste", "recense", "plafond", "projet")
        )


@dataclass(frozen=True, eq=False)
class EffetDuBrouillon:
    """The effect of a draft on a day; ``carte``: what the map shows, None where none is drawn."""

    jour: date
    apercu: Apercu
    territoires: tuple[EffetCertain, ...]
    carte: "CarteDeLEffet | None"

    @property
    def bouge(self) -> bool:
        """Whether a figure changes anywhere."""
        return any(one.bouge for one in self.territoires)


@dataclass(frozen=True, eq=False)
class CarteDeLEffet:
    """The map of what changes: territories that gain residents covered, that lose some, others.

    ``territoire``: what is drawn; ``avant``: the same features before.
    """

    territoire: Territoire
    avant: EtatCouches
    apres: EtatCouches


def build_effet(
    moteur: Moteur, changements: Sequence[Changement], jour: date, region: str
) -> EffetDuBrouillon:
    """Return the effect of changes on the rates of the country, a région and its départements.

    Raises ValueError for a cell without meaning, PerimetreInvalide for an unknown code.
    """
    return _effet(moteur, tuple(map(_Compare, changements)), jour, region)


class _Compare:
    """A change, compared by what it says: a draft that did not move is not computed again."""

    __slots__ = ("changement", "texte")

    def __init__(self, changement: Changement) -> None:
        self.changement, self.texte = changement, repr(changement)

    def __hash__(self) -> int:
        return hash(self.texte)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Compare) and other.texte == self.texte


@une_fois(APERCUS_GARDES)
def _effet(
    moteur: Moteur, changements: tuple[_Compare, ...], jour: date, region: str
) -> EffetDuBrouillon:
    found = apercu(moteur, [one.changement for one in changements], jour, region)
    shown = tuple(_certain(found, one) for one in found.effets)
    place = _dessine(moteur, shown, region)
    picture = None if place is None else _carte(found.avant, found.apres, place)
    return EffetDuBrouillon(jour, found, shown, picture)


def _certain(found: Apercu, effet: Effet) -> EffetCertain:
    place = find_territoire(found.avant.moteur.referentiel, effet.niveau, effet.code)
    after = found.apres
    compute = build_certitude if after is found.avant else calcule_certitude
    return EffetCertain(effet, build_certitude(found.avant, place), compute(after, place))


def _dessine(moteur: Moteur, shown: Sequence[EffetCertain], region: str) -> Territoire | None:
    """Return what the map draws: the one département that moves, else the région."""
    moved = [one.effet for one in shown if one.bouge and one.effet.niveau == "departement"]
    if len(moved) == 1:
        return find_territoire(moteur.referentiel, "departement", moved[0].code)
    if region not in moteur.referentiel.niveaux["region"].index:
        return None
    return find_territoire(moteur.referentiel, "region", region)


def _carte(before: Couverture, after: Couverture, place: Territoire) -> CarteDeLEffet | None:
    niveau = "commune" if place.niveau == "departement" else "epci"
    former = build_etat(before, place, niveau, avec_projet=False)
    etat = build_etat(after, place, niveau, avec_projet=False)
    if not etat.couches:
        return None
    return CarteDeLEffet(place, former, avec_effet(etat, before, after))
