"""The contract in focus of a seminar: one of the territory, in force and documented if it can."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from data.errors import CouchesInvalides
from data.model import Contrat
from geo.contrat.carte import FicheCarte, build_carte
from geo.contrats.vie import Echeance, echeance
from geo.couverture.moteur import Couverture, Moteur, mask_of
from geo.couverture.synthese import Synthese
from geo.presentation.noms import Nom, noms_du_perimetre
from geo.territoires.fond_image import FondImage, load_fond
from geo.territoires.territoire import Territoire


@dataclass(frozen=True, eq=False)
class VueDuContrat:
    """The map of the contract in focus: what it shows, its shapes, the names it writes."""

    carte: FicheCarte
    fond: FondImage
    noms: tuple[Nom, ...]


DOCUMENTE = 3  # axes, actions, statuses: beyond, a contract is not better to show
PART_D_ICI = 0.5  # of the residents of a contract: from there on, it is one of the territory
PART_QUI_COMPTE = 0.05  # of the residents of the territory: a contract astride counts all the same


def habitants_du_contrat(moteur: Moteur, contrat_id: str, territoire: Territoire) -> int:
    """Return the residents of a territory that the perimeter of a contract covers."""
    within = mask_of(moteur.referentiel, territoire.niveau, territoire.code)
    cells = moteur.perimetres.par_contrat[contrat_id]
    return int(moteur.referentiel.population[cells[within[cells]]].sum())


def est_d_ici(moteur: Moteur, contrat_id: str, synthese: Synthese) -> bool:
    """Tell whether a contract is one of a territory, and does not barely touch it.

    Half of its residents live there, or they are a twentieth of the territory. One without a known
    perimeter is where its source puts it.
    """
    cells = moteur.perimetres.par_contrat[contrat_id]
    everyone = int(moteur.referentiel.population[cells].sum())
    here = habitants_du_contrat(moteur, contrat_id, synthese.territoire)
    return here >= PART_D_ICI * everyone or here >= PART_QUI_COMPTE * synthese.population


def _documented(moteur: Moteur, name: str, in_force: bool) -> tuple[bool, bool, int, int, int, str]:
    """Rank a contract by what can be shown of it.

    One in force with axes and several actions first, then one in force with axes; then axes and
    actions whose status is known, axes, actions.
    """
    axes = moteur.registre.axes_du_contrat(name)
    actions = moteur.registre.actions_du_contrat(name)
    followed = [one for one in actions if one.statut != "non_renseigne"]
    known = sum(min(len(found), DOCUMENTE) for found in (axes, actions, followed))
    shown = 3 if axes and followed else 2 if axes else 1 if actions else 0
    alive = in_force and bool(axes)
    return alive and len(actions) > 1, alive, shown, known, len(axes) + len(actions), name


def contrat_par_defaut(couverture: Couverture, synthese: Synthese) -> str | None:
    """Return the contract of a territory that is best to show; None when it has none of its own.

    Those signed or in project first: one that is over is shown only where there is no other.
    """
    moteur = couverture.moteur
    signed = set(synthese.contrats_signes)
    alive = (*synthese.contrats_signes, *synthese.contrats_projet)
    for names in (alive, synthese.contrats):
        mine = [name for name in names if est_d_ici(moteur, name, synthese)]
        if mine:
            return max(mine, key=lambda name: _documented(moteur, name, name in signed))
    return None


def build_vue_du_contrat(couverture: Couverture, contrat_id: str) -> VueDuContrat | None:
    """Return the map of a contract; None when no perimeter is known, or no whole layer draws it."""
    moteur = couverture.moteur
    if not moteur.a_un_perimetre(contrat_id):
        return None
    try:
        carte = build_carte(couverture, contrat_id)
        fond = load_fond(carte.etat.couches, None) if carte is not None else None
    except CouchesInvalides:  # said above every page
        return None
    if carte is None or fond is None:
        return None
    return VueDuContrat(carte, fond, noms_du_perimetre(moteur, contrat_id, carte, fond.formes))


def contrats_echus(
    couverture: Couverture, noms: Iterable[str]
) -> tuple[tuple[Contrat, Echeance], ...]:
    """Return those of some contracts that are over, with their end, the last to end first."""
    registre, times = couverture.moteur.registre, couverture.moteur.periodes

    def end(name: str) -> date:
        signed = times[name].signe
        return (signed.fin if signed else None) or date.min  # over, nobody says since when

    over = sorted(
        (name for name in noms if couverture.statuts[name] == "echu"), key=end, reverse=True
    )
    contrats = [registre.contrats[name] for name in over]
    return tuple((one, echeance(one, times[one.id])) for one in contrats)
