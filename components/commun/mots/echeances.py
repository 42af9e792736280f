"""What comes to an end, in sentences: the answer, and what it rests on."""

from datetime import date

import pandas as pd

from components.commun.mots.certitude import etat_du_registre
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_partielle,
    date_triable,
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from data.dates import DatePartielle
from geo.evolution.chaines import Maillon
from geo.evolution.echeances import ContratAEcheance, Echeancier

AUCUN_RELAIS = "aucun recensé"
PASSEE = "passée, date non renseignée"


def mois_en_lettres(jour: date) -> str:
    """Return the month of a day: ``novembre 2029``."""
    return date_partielle(DatePartielle(jour.year, jour.month))


def duree_en_mois(echeancier: Echeancier) -> int:
    """Return the months from the day of reference to the horizon."""
    start, end = echeancier.jour, echeancier.horizon
    return (end.year - start.year) * 12 + end.month - start.month


def phrase(echeancier: Echeancier) -> str:
    """Return the answer as one Markdown sentence: how many contracts end, and the rate then."""
    name = echappe_markdown(echeancier.territoire.nom)
    count = len(echeancier.contrats)
    months = duree_en_mois(echeancier)
    if not count:
        since = jour_en_lettres(echeancier.jour)
        return (
            f"**{name}**\u00a0: aucun contrat connu n'arrive à échéance dans les "
            f"{months}\u00a0mois qui suivent le {since}."
        )
    signed = len(echeancier.signes)
    since = jour_en_lettres(echeancier.jour)
    ending = pluriel(count, "contrat arrive", "contrats arrivent")
    what = f"**{ending} à échéance** sur {nombre(signed)} en vigueur le {since}"
    if signed == 1:
        what = f"**le seul contrat en vigueur** le {since} **arrive à échéance**"
    head = f"**{name}**\u00a0: d'ici {mois_en_lettres(echeancier.horizon)}, {what}. "
    return head + _consequence(echeancier, "S'il n'est pas" if count == 1 else "Si aucun n'est")


def _consequence(echeancier: Echeancier, condition: str) -> str:
    before, after = echeancier.depart, echeancier.arrivee
    lost = int(after["population_sortie"])
    if not lost:
        return (
            f"{condition} renouvelé, le taux de couverture calculé ici n'en est pas changé "
            f"({pourcentage(after['taux_signe'])})."
        )
    leave = "habitant n'est" if lost == 1 else "habitants ne sont"
    return (
        f"{condition} renouvelé, la couverture passe de **{pourcentage(before['taux_signe'])}** à "
        f"**{pourcentage(after['taux_signe'])}**\u00a0: **{nombre(lost)} {leave} plus couverts**."
    ).replace("n'est plus couverts", "n'est plus couvert")


def reserves(echeancier: Echeancier, date_releve: date) -> list[str]:
    """Return what the answer rests on, one sentence (plain text) each."""
    lines = []
    estimated = len(echeancier.estimes)
    if estimated:
        lost = habitants(echeancier.population_sortie_estimee)
        what = (
            f"{pluriel(estimated, 'échéance', 'échéances')} sur {nombre(len(echeancier.contrats))} "
            f"{'est estimée' if estimated == 1 else 'sont estimées'}"
        )
        if len(echeancier.contrats) == 1:
            what = "Cette échéance est estimée"
        lines.append(
            f"{what} (signature et durée prévue, 5 ans à défaut)\u00a0: {lost} sortent de la "
            "couverture à une date estimée."
        )
    lines += _unknown_ends(echeancier)
    bare = sum(one.population is None for one in echeancier.contrats)
    if bare:
        them = "Il ne change" if bare == 1 else "Ils ne changent"
        lines.append(
            f"{pluriel(bare, 'contrat à échéance', 'contrats à échéance')} sans périmètre connu. "
            f"{them} aucun taux."
        )
    lines.append(
        f"{etat_du_registre(echeancier.attestations, date_releve)}\u00a0: un contrat ou un "
        "renouvellement qui n'y figure pas n'est pas compté."
    )
    return lines


def _unknown_ends(echeancier: Echeancier) -> list[str]:
    count = len(echeancier.sans_echeance)
    if not count:
        return []
    alone = habitants(int(echeancier.depart["population_inconnue"]))
    one = count == 1
    return [
        f"{pluriel(count, 'contrat signé', 'contrats signés')} sans échéance connue ni estimable "
        f"({alone} ne sont couverts que par {'lui' if one else 'eux'})\u00a0: "
        f"{'compté' if one else 'comptés'} jusqu'à la date de la source plus la durée (5 ans à "
        "défaut), de statut inconnu ensuite."
    ]


def fin_triable(one: ContratAEcheance) -> str:
    """Return an end as it sorts, with its precision: ``2028-07-12 (estimée)``."""
    known = one.echeance.date
    if known is None:
        return PASSEE
    return date_triable(known) + (" (estimée)" if one.est_estimee else "")


def relais(one: ContratAEcheance) -> str:
    """Return what goes on after a contract: a generation, a renewal, a project, or nothing."""
    if one.suivante is not None:
        return f"génération suivante\u00a0: {one.suivante.nom}"
    if one.contrat in one.relais:
        return "renouvellement engagé"
    if not one.relais:
        return AUCUN_RELAIS
    names = ", ".join(contrat.nom for contrat in one.relais)
    return f"en projet\u00a0: {names} ({habitants(one.population_relayee)})"


def table_contrats(echeancier: Echeancier) -> pd.DataFrame:
    """Return the contracts that end, the first one first, in words.

    Dates are sortable texts with their precision; populations are inhabitants of the territory.
    """
    return pd.DataFrame(
        [
            {
                "Fin": fin_triable(one),
                "Contrat": one.contrat.nom,
                "Habitants": one.population,
                "Sortiraient de la couverture": one.population_perdue,
                "Relais": relais(one),
                "Porteur": one.contrat.porteur or NON_RENSEIGNE,
                "Source": one.contrat.source_url or one.contrat.lien,
            }
            for one in echeancier.contrats
        ]
    )


def generation(maillon: Maillon) -> str:
    """Return the generation of a contract: ``1re``, ``2e``; ``?`` when no source tells it."""
    rank = maillon.contrat.generation
    if rank is None:
        return "?"
    return "1re" if rank == 1 else f"{rank}e"
