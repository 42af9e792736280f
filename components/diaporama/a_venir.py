"""The slide on what comes next: the ends ahead, and the rate if none is renewed."""

import pandas as pd

from components.commun.mots.echeances import mois_en_lettres, relais, reserves
from components.commun.mots.formats import jour_en_lettres, nombre, pluriel, pourcentage
from components.diaporama.mots import court, nom_du, pied, source_du_contrat
from components.diaporama.sans_echeance import derniers_termes, sans_echeance
from components.figures.echeances import graphique_des_echeances, tableau_des_echeances
from components.figures.figure import Chiffre
from components.gabarit.diapositive import Diapositive
from geo.evolution.echeances import Echeancier
from geo.presentation.seminaire import Seminaire

FINS_MONTREES = 5
LARGEUR_NOM = 42
COLONNES = ["Fin", "Contrat", "Habitants"]


def _title(seminaire: Seminaire, ahead: Echeancier) -> str:
    name, count, signed = nom_du(seminaire), len(ahead.contrats), len(ahead.signes)
    if not signed:
        return f"{name}\u00a0: aucune échéance, faute de contrat signé recensé"
    if not count:
        return f"{name}\u00a0: aucune échéance connue d'ici {mois_en_lettres(ahead.horizon)}"
    ends = "arrive" if count == 1 else "arrivent"
    what = f"{pluriel(count, 'contrat signé', 'contrats signés')} sur {nombre(signed)} {ends}"
    until = f"à échéance d'ici {mois_en_lettres(ahead.horizon)}"
    return f"{name}\u00a0: {what} {until}{_estimated(ahead)}"


def _estimated(ahead: Echeancier) -> str:
    """Say, after a title, that ends are estimated; '' when all were read."""
    number = len(ahead.estimes)
    if not number:
        return ""
    if number == len(ahead.contrats):
        return ", à une date estimée" if number == 1 else ", à des dates estimées"
    return f", dont {nombre(number)} à date estimée"


def _consequence(ahead: Echeancier) -> str:
    before, after = ahead.depart, ahead.arrivee
    lost = int(after["population_sortie"])
    if not ahead.contrats:
        return ""
    condition = "S'il n'est pas" if len(ahead.contrats) == 1 else "Si aucun n'est"
    if not lost and all(one.population is None for one in ahead.contrats):
        return "Périmètre non renseigné\u00a0: l'effet d'un non-renouvellement n'est pas connu."
    if not lost:
        return f"{condition} renouvelé, le taux n'en est pas changé."
    kept = len(ahead.sans_echeance)
    stays = ""
    if kept:  # they count until their source and length tell no more
        alone = nombre(int(before["population_inconnue"]))
        what = pluriel(kept, "contrat sans échéance connue", "contrats sans échéance connue")
        count = "compte" if kept == 1 else "comptent"
        stays = f" {what} ({alone} habitants) {count} jusqu'à leur source plus leur durée."
    return (
        f"{condition} renouvelé, la couverture recensée passe de "
        f"{pourcentage(before['taux_signe'])} à {pourcentage(after['taux_signe'])}\u00a0: "
        f"{nombre(lost)} habitants en sortent." + stays
    )


def _figures(ahead: Echeancier) -> tuple[Chiffre, ...]:
    estimated = len(ahead.estimes)
    count = Chiffre(
        nombre(len(ahead.contrats)),
        "contrat à échéance" if len(ahead.contrats) < 2 else "contrats à échéance",
        f"dont {nombre(estimated)} à date estimée" if ahead.contrats else "",
    )
    if not int(ahead.arrivee["population_sortie"]):
        return (count,)
    after = Chiffre(
        pourcentage(ahead.arrivee["taux_signe"]),
        "couverts si aucun n'est renouvelé",
        f"{pourcentage(ahead.depart['taux_signe'])} le {jour_en_lettres(ahead.jour)}",
    )
    return (after, count)


def _cut(ahead: Echeancier) -> str:
    """Say that the list is cut: ``5 des 92 contrats``; '' when it is whole."""
    count = len(ahead.contrats)
    if count <= FINS_MONTREES:
        return ""
    return f"tableau\u00a0: {FINS_MONTREES} des {nombre(count)} contrats, les premiers à échéance"


def _next_ones(ahead: Echeancier) -> pd.DataFrame:
    table = tableau_des_echeances(ahead, FINS_MONTREES)[COLONNES]
    return table.assign(Contrat=[court(str(name), LARGEUR_NOM) for name in table["Contrat"]])


def a_venir(seminaire: Seminaire) -> Diapositive:
    """The contracts whose end is ahead, first end first."""
    ahead = seminaire.echeancier
    found = bool(ahead.contrats)
    unknown = len(ahead.sans_echeance)
    without = pluriel(unknown, "contrat signé", "contrats signés") + " sans échéance connue"
    return Diapositive(
        cle="a-venir",
        titre=_title(seminaire, ahead),
        phrase=_consequence(ahead) if found else sans_echeance(seminaire),
        chiffres=_figures(ahead) if found else (),
        graphique=graphique_des_echeances(ahead) if found else None,
        tableau=_next_ones(ahead) if found else None,
        puces=() if found else derniers_termes(seminaire),
        pied=pied(seminaire, _cut(ahead), without if unknown else ""),
        notes=(
            *(
                f"{one.contrat.nom}\u00a0: {jour_en_lettres(one.fin)}"
                + (" (estimée)" if one.est_estimee else "")
                + (f", {nombre(one.population)} habitants" if one.population is not None else "")
                + f". Relais\u00a0: {relais(one)}."
                + source_du_contrat(one.contrat)
                for one in ahead.contrats
            ),
            *reserves(ahead, seminaire.moteur.registre.date_releve),
        ),
    )
