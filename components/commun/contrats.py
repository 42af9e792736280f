"""Contracts as rows of a table, in words."""

from collections.abc import Iterable

from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import NON_RENSEIGNE, date_triable
from data.memoire import tant_qu_il_dure
from data.model import Contrat
from geo.certitude.classes import classe_du_contrat, classes_des_contrats
from geo.certitude.dates import dates_sont_lues
from geo.contrats.statuts import Periodes
from geo.couverture.moteur import Couverture


class Lignes(list[tuple[str, dict[str, str]]]):
    """The status of each contract and its cells, not to be written in."""


def _end(contrat: Contrat, times: Periodes) -> str:
    if contrat.date_fin is not None:
        return date_triable(contrat.date_fin)
    if times.fin_plafonnee:
        return "passée, date non renseignée"
    if times.signe is not None and times.signe.fin is not None:
        return f"{times.signe.fin.isoformat()} (échéance estimée)"
    return NON_RENSEIGNE


def _signature(contrat: Contrat) -> str:
    if contrat.date_signature is not None:
        return date_triable(contrat.date_signature)
    return "date inconnue" if contrat.etape in ("signe", "evaluation", "echu") else NON_RENSEIGNE


def contract_row(
    contrat: Contrat, statut: str, times: Periodes, a_un_perimetre: bool, classe: str = ""
) -> dict[str, str]:
    """Return the cells of a contract: sortable dates with their precision, unknowns said so.

    ``classe``: one of CLASSES_DE_CONTRAT; '' for what its status and its dates alone say.
    """
    known = classe or classe_du_contrat(statut, dates_sont_lues(contrat, times))
    return {
        "Contrat": contrat.nom,
        "Statut": CLASSES[known].libelle,
        "Signature": _signature(contrat),
        "Fin": _end(contrat, times),
        "Source": contrat.source_url or contrat.lien,
        "Date de la source": date_triable(contrat.source_date) or NON_RENSEIGNE,
        "Porteur": contrat.porteur or NON_RENSEIGNE,
        "Périmètre": "connu" if a_un_perimetre else NON_RENSEIGNE,
    }


def contract_rows(couverture: Couverture, noms: Iterable[str]) -> Lignes:
    """Return the status of some contracts at a date, with their cells; ``noms``: identifiers.

    The same contracts of the same coverage are the same rows for every reader.
    """
    return _rows(couverture, tuple(noms))


@tant_qu_il_dure
def _rows(couverture: Couverture, noms: tuple[str, ...]) -> Lignes:
    moteur, classes = couverture.moteur, classes_des_contrats(couverture)
    return Lignes(
        (
            couverture.statuts[name],
            contract_row(
                moteur.registre.contrats[name],
                couverture.statuts[name],
                moteur.periodes[name],
                moteur.a_un_perimetre(name),
                classes[name],
            ),
        )
        for name in noms
    )
