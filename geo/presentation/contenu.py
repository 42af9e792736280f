"""What a deck has to show of a territory: known before its slides are made."""

from dataclasses import dataclass

from geo.contrats.alerte import ends_within
from geo.couverture.moteur import Couverture
from geo.couverture.synthese import Synthese, build_synthese
from geo.presentation.contrat import contrat_par_defaut
from geo.territoires.territoire import Territoire

HORIZON_MOIS = 36


@dataclass(frozen=True)
class Connu:
    """Whether something can be shown: axes of contracts alive, a contract, ends ahead."""

    axes: bool
    contrat: bool
    echeances: bool


def build_connu(couverture: Couverture, synthese: Synthese) -> Connu:
    """Look for what the slides of a territory rest on."""
    moteur = couverture.moteur
    alive = (*synthese.contrats_signes, *synthese.contrats_projet)
    return Connu(
        axes=any(moteur.registre.axes_du_contrat(name) for name in alive),
        contrat=contrat_par_defaut(couverture, synthese) is not None,
        echeances=any(
            ends_within(moteur.periodes[name], couverture.jour, HORIZON_MOIS)
            for name in synthese.contrats_signes
        ),
    )


def connu_du_lieu(couverture: Couverture, territoire: Territoire) -> Connu:
    """Look for what the slides of a territory rest on, at the day of a coverage."""
    return build_connu(couverture, build_synthese(couverture, territoire))
