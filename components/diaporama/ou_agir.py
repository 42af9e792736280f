"""The slide on where to act: who is under no contract, signed or in project."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.commun.mots.certitude import titre_ou_chercher
from components.commun.mots.formats import habitants, nombre, pluriel, pourcentage
from components.commun.mots.ou_agir import SOUS_AUCUN, ou_ils_sont, situation
from components.diaporama.cartes import carte
from components.diaporama.mots import (
    court,
    dit_ailleurs,
    nom_court,
    nom_du,
    pied,
    source_du_contrat,
)
from components.figures.figure import Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from geo.certitude.ou_chercher import OuChercher
from geo.presentation.cartes import entites_de
from geo.presentation.noms import noms_des_epci
from geo.presentation.seminaire import Seminaire

LIEUX_MONTRES = 6
SANS_CONTRAT = "#8a4b00"
LARGEUR_NOM = 46
CONTRATS_NOMMES = 6  # of those without a perimeter
PARTIE = " (en partie)"
A_VERIFIER = "passé, partiel ou de statut inconnu, à vérifier"
EN_TETE = "Là où ils sont le plus nombreux"
EN_TETE_A_VERIFIER = "À vérifier d'abord"


def _label(nom: str, statut: str) -> str:
    if statut != "partielle":
        return court(nom, LARGEUR_NOM)
    return court(nom, LARGEUR_NOM - len(PARTIE)) + PARTIE


def _bars(bare: pd.DataFrame, title: str, header: str) -> Graphique:
    left = bare["population_sans_contrat"]
    return Graphique(
        "barres",
        header,
        tuple(_label(str(nom), str(s)) for nom, s in zip(bare["nom"], bare["statut"], strict=True)),
        (Serie("Habitants", tuple(left.astype(float)), SANS_CONTRAT),),
        "habitants",
        f"{title}. "
        + ", ".join(
            f"{name}\u00a0: {habitants(int(population))}"
            for name, population in zip(bare["nom"], left, strict=True)
        ),
    )


def ou_agir(seminaire: Seminaire) -> Diapositive:
    """Where most residents are under no contract recorded, outlined on the map.

    While the list of the région is not attested, a place of which the registre holds any contract
    is not shown as one: it is named in the notes, with that contract, as one to check.
    """
    found, name = seminaire.ou_chercher, nom_du(seminaire)
    shown = found.lieux.head(LIEUX_MONTRES)
    rows: list[Any] = list(shown.itertuples())
    to_check: list[Any] = list(found.a_verifier.head(LIEUX_MONTRES).itertuples())
    bare = int(found.lieux["population_sans_contrat"].sum())
    residents = bare + int(found.a_verifier["population_sans_contrat"].sum())
    if not residents:
        title = f"{name}\u00a0: chaque habitant est sous un contrat signé ou en projet recensé"
    elif not bare:  # nowhere is nothing known: the slide says no more than that
        title = f"{name}\u00a0: {nombre(residents)} habitants sous un contrat {A_VERIFIER}"
    else:
        title = (
            f"{name}, {titre_ou_chercher(found.est_attestee).lower()}\u00a0: {nombre(residents)} "
            f"habitants {SOUS_AUCUN}"
        )
    charted = shown if len(shown) else found.a_verifier.head(LIEUX_MONTRES)
    outlined = entites_de(seminaire.carte, charted["code_epci"])
    # The rate is the hero: a figure of eight digits would not hold in a column.
    share = pourcentage(_share(residents, seminaire.synthese.population))
    return Diapositive(
        cle="ou-agir",
        titre=title,
        phrase=_phrase(found),
        chiffres=(
            Chiffre(share, f"de la population {SOUS_AUCUN}", f"{nombre(residents)} habitants"),
        ),
        carte=carte(
            seminaire.carte,
            "statut",
            f"Contrats par EPCI, {nom_court(name)}",
            f"{title}. Là où ils sont le plus nombreux, l'EPCI est cerné d'un trait épais.",
            outlined,
            noms_des_epci(seminaire.carte, charted["code_epci"]),
        ),
        graphique=_bars(charted, title, EN_TETE if len(shown) else EN_TETE_A_VERIFIER)
        if len(charted)
        else None,
        pied=pied(seminaire, "trait épais\u00a0: EPCI des lieux du graphique" if outlined else ""),
        notes=(
            *(_note(seminaire, row, rows[:rank]) for rank, row in enumerate(rows)),
            *(
                f"À vérifier, {_note(seminaire, row, to_check[:rank])}"
                for rank, row in enumerate(to_check)
            ),
            *_unlocated(seminaire),
            "Une commune sans EPCI compte pour elle-même. Un contrat à l'échéance passée ou un "
            "projet sans nouvelles n'est pas compté\u00a0: il a pu être prolongé ou renouvelé. "
            + (
                "La liste de la région est attestée."
                if found.est_attestee
                else "Le registre est incomplet\u00a0: à vérifier avec l'ARS."
            ),
            *dit_ailleurs(seminaire),
        ),
    )


def _phrase(found: OuChercher) -> str:
    """Say where they are: how many places, and how many are to be checked before."""
    where = ou_ils_sont(found)
    if not where:
        return ""
    text = f"{where[:1].upper()}{where[1:]}."
    if len(found.a_verifier):
        text += " À vérifier\u00a0: un contrat y est recensé, passé, partiel ou de statut inconnu."
    return text


def _unlocated(seminaire: Seminaire) -> tuple[str, ...]:
    """Name the contracts whose perimeter no source gives: they may cover some of these places."""
    contrats = seminaire.moteur.registre.contrats
    names = [contrats[one].nom for one in seminaire.synthese.sans_perimetre[:CONTRATS_NOMMES]]
    left = len(seminaire.synthese.sans_perimetre) - len(names)
    if not names:
        return ()
    more = f" et {pluriel(left, 'autre')}" if left else ""
    return (f"Sans périmètre connu, donc comptés nulle part\u00a0: {', '.join(names)}{more}.",)


def _note(seminaire: Seminaire, row: Any, precedents: Sequence[Any]) -> str:
    """Say what is known of a place; a contract told of in the notes before is only named."""
    left, whole = int(row.population_sans_contrat), int(row.population)
    of_all = "" if left == whole else f" sur {nombre(whole)}"
    place = f"{row.nom}\u00a0({row.departement})" if row.departement != row.nom else row.nom
    return (
        f"{place}\u00a0: {nombre(left)} habitants{of_all}"
        + (", pour la part dans le territoire" if row.en_partie else "")
        + f", {situation(row.statut, left, int(row.population_echu))}"
        + (_last_one(seminaire, str(row.code), precedents) if row.population_echu else ".")
    )


def _last_one(seminaire: Seminaire, code: str, precedents: Sequence[Any]) -> str:
    """Name the contract that is over, with the page it was read on, and what qualifies its end."""
    contrat = seminaire.derniers_echus.get(code)
    if contrat is None:
        return "."
    if contrat in (seminaire.derniers_echus.get(str(one.code)) for one in precedents):
        return f"\u00a0: {contrat.nom}."
    end = (
        ""
        if contrat.date_fin or not contrat.notes
        else f" Fin estimée. Note du registre\u00a0: {contrat.notes}"
    )
    return f"\u00a0: {contrat.nom}.{end}{source_du_contrat(contrat)}"


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
