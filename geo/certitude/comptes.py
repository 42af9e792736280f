"""How many: one function for each count that several pages show, so that it has one value.

Three counts of signed contracts differ for good reasons, and the reason is in their names:
``touchent`` (the perimeter touches the territory: the column of the rates), ``recenses`` (with
those led there whose perimeter no source gives) and ``de_l_ars`` (led by the ARS of the région:
what its announcement counts). EPCI are counted whole, though a map draws some of them in parts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.model import Registre
from geo.contrats.actions import avancement
from geo.couverture.moteur import Couverture
from geo.couverture.synthese import contrats_du_territoire
from geo.territoires.territoire import Territoire


@dataclass(frozen=True)
class CompteDeContrats:
    """The contracts of some statuses that concern a territory, by what is known of them.

    ``touchent``: their perimeter touches it, in whole or in part; ``sans_perimetre``: they are led
    there and no source gives their perimeter; ``menes_ailleurs``: among ``touchent``, those led by
    the ARS of another région (none for the country).
    """

    touchent: tuple[str, ...]
    sans_perimetre: tuple[str, ...]
    menes_ailleurs: tuple[str, ...]

    @property
    def recenses(self) -> int:
        """All the contracts that concern the territory."""
        return len(self.touchent) + len(self.sans_perimetre)

    @property
    def de_l_ars(self) -> int:
        """Those that the ARS of the territory leads, perimeter known or not."""
        return self.recenses - len(self.menes_ailleurs)


def compte_des_contrats(
    couverture: Couverture,
    territoire: Territoire,
    region: str | None = None,
    statuts: tuple[str, ...] = ("signe",),
) -> CompteDeContrats:
    """Count the contracts of some statuses (signed by default) that concern a territory.

    ``region``: code of the région whose ARS follows the territory, None for the country.
    Raises TerritoireInconnu for an unknown territory.
    """
    engine = couverture.moteur
    names = contrats_du_territoire(couverture, territoire)
    kept = [name for name in names if couverture.statuts[name] in statuts]
    touching = tuple(name for name in kept if engine.a_un_perimetre(name))
    contrats = engine.registre.contrats
    return CompteDeContrats(
        touching,
        tuple(name for name in kept if not engine.a_un_perimetre(name)),
        tuple(name for name in touching if region and contrats[name].region != region),
    )


@dataclass(frozen=True)
class CompteDActions:
    """Actions of some contracts: done, named by a source, announced (None: nobody says how many).

    ``annoncees`` adds up the contracts that announce a number.
    """

    realisees: int
    connues: int
    annoncees: int | None


def compte_des_actions(registre: Registre, contrats: Iterable[str], jour: date) -> CompteDActions:
    """Count the actions of contracts, given by their identifiers, on a day."""
    names = list(contrats)
    actions = [action for name in names for action in registre.actions_du_contrat(name)]
    announced = [registre.contrats[name].nb_actions_annonce for name in names]
    numbers = [number for number in announced if number is not None]
    return CompteDActions(
        avancement(actions, jour).realisees,
        len(actions),
        sum(numbers) if numbers else None,
    )
