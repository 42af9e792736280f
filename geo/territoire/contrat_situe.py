"""A contract as it concerns a place: its status and end, whom it covers there, what it holds."""

from dataclasses import dataclass

import numpy as np

from data.dates import DatePartielle
from data.model import Action, Axe, Contrat, Etape, LignePerimetre, Signataire
from geo.contrats.perimetres import NIVEAUX_PARTIELS
from geo.contrats.statuts import DUREE_PAR_DEFAUT_ANS, Periodes
from geo.contrats.vie import etapes_de_vie
from geo.couverture.moteur import Couverture


@dataclass(frozen=True)
class ContratSitue:
    """A contract and how it concerns a place at a date.

    Attributes
    ----------
    fin, fin_estimee : end with the precision known; whether it is deduced from the signature.
    population : residents of the place in its perimeter, in inhabitants.
    communes : number of communes of its whole perimeter.
    en_partie : quartiers or communes déléguées to which its presence in the place is limited;
        empty when it covers whole communes or arrondissements.
    perimetre_connu : whether some source gives its perimeter.
    etape, nb_etapes : step under way, None when it is not known; number of steps in all.
    """

    contrat: Contrat
    statut: str
    fin: DatePartielle | None
    fin_estimee: bool
    population: int
    communes: int
    en_partie: tuple[LignePerimetre, ...]
    perimetre_connu: bool
    etape: Etape | None
    nb_etapes: int
    axes: tuple[Axe, ...]
    actions: tuple[Action, ...]
    signataires: tuple[Signataire, ...]


def _end(contrat: Contrat, times: Periodes) -> tuple[DatePartielle | None, bool]:
    """Return the end of a contract with its precision, and whether it is estimated."""
    if contrat.date_fin is not None:
        return contrat.date_fin, False
    if contrat.date_signature is None or times.signe is None:
        return None, False
    estimated = contrat.date_signature.plus_annees(contrat.duree_ans or DUREE_PAR_DEFAUT_ANS)
    if times.signe.fin is not None and times.signe.fin < estimated.dernier_jour:
        return None, False  # its source says that it is over, not since when
    return estimated, True


def _partial_lines(
    couverture: Couverture, contrat_id: str, within: np.ndarray
) -> tuple[LignePerimetre, ...]:
    """Return the parts of communes to which a contract is limited in a mask of cells."""
    engine = couverture.moteur
    perimetre = engine.registre.perimetre_du_contrat(contrat_id)
    included = [line for line in perimetre if line.operation == "inclut"]
    parts = tuple(line for line in included if line.niveau in NIVEAUX_PARTIELS)
    cells = engine.perimetres.par_contrat[contrat_id]
    if not within[cells].any():
        touched = within[engine.perimetres.partielles_par_contrat[contrat_id]].any()
        return parts if touched else ()
    # A former commune that has a population of its own is counted, and is not its whole commune.
    return parts if len(parts) == len(included) else ()


def situe(couverture: Couverture, contrat_id: str, within: np.ndarray) -> ContratSitue:
    """Return a contract as it concerns a mask of cells."""
    engine = couverture.moteur
    registre = engine.registre
    contrat = registre.contrats[contrat_id]
    cells = engine.perimetres.par_contrat[contrat_id]
    communes = engine.referentiel.niveaux["commune"].appartenance
    times = engine.periodes[contrat_id]
    statut = couverture.statuts[contrat_id]
    fin, estimated = _end(contrat, times)
    steps = etapes_de_vie(registre.etapes, contrat, statut, times, couverture.jour)
    return ContratSitue(
        contrat,
        statut,
        fin,
        estimated,
        population=int(engine.referentiel.population[cells[within[cells]]].sum()),
        communes=len(np.unique(communes[cells])),
        en_partie=_partial_lines(couverture, contrat_id, within),
        perimetre_connu=engine.a_un_perimetre(contrat_id),
        etape=next((one.etape for one in steps if one.etat == "en_cours"), None),
        nb_etapes=len(steps),
        axes=registre.axes_du_contrat(contrat_id),
        actions=registre.actions_du_contrat(contrat_id),
        signataires=registre.signataires_du_contrat(contrat_id),
    )
