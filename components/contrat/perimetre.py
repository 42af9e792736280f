"""The perimeter of a contract in words: territories, split across borders, overlaps, neighbours."""

from collections.abc import Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import (
    ADRESSE_COUVERTURE,
    autre_fiche,
    nom_et_generation,
    params_couverture,
)
from components.commun.html import draw_html, lien_interne, tableau
from components.commun.mots.formats import echappe_markdown, nombre, pluriel, pourcentage
from components.commun.mots.libelles import STATUTS_CONTRAT
from components.commun.statuts import aspect_de
from components.commun.tableau import choose_row
from components.contrat.entete import part_de
from data.model import Contrat
from geo.contrat.fiche import Fiche
from geo.contrat.perimetre import FichePerimetre, PartDeTerritoire
from geo.contrat.voisins import Voisin
from geo.territoires.territoire import Territoire

HAUTEUR_VOISINS = 423


def _lien(territoire: Territoire, jour: date) -> str:
    return lien_interne(ADRESSE_COUVERTURE, params_couverture(territoire, jour), territoire.nom)


def _communes(part: PartDeTerritoire) -> str:
    if part.en_entier:
        return nombre(part.nb_communes)
    return f"{nombre(part.nb_communes)} sur {nombre(part.nb_communes_total)}"


def territoires(perimetre: FichePerimetre, jour: date) -> None:
    """Draw the EPCI of the perimeter, each a link to its coverage."""
    if not perimetre.epci:
        return
    rows = [
        (_lien(part.territoire, jour), _communes(part), nombre(part.population))
        for part in perimetre.epci
    ]
    draw_html(
        tableau(
            f"{nombre(len(perimetre.epci))}\u00a0EPCI dans le périmètre",
            ("EPCI", "Communes", "Habitants"),
            rows,
        )
    )


def repartition(perimetre: FichePerimetre, jour: date) -> None:
    """Draw the split by région and département when the perimeter lies over several."""
    if not perimetre.est_a_cheval:
        return
    whole = perimetre.population
    rows = [
        (
            f"{_lien(part.territoire, jour)} ({escape(part.region)})",
            nombre(part.nb_communes),
            nombre(part.population),
            pourcentage(100 * part.population / whole if whole else None),
        )
        for part in perimetre.repartition
    ]
    draw_html(
        tableau(
            "Répartition par département et région",
            ("Département", "Communes", "Habitants", "Part"),
            rows,
        )
    )
    if len(perimetre.regions) > 1:
        st.caption("Chaque région compte dans son taux les seuls habitants qui y vivent.")


def voisinage(
    voisins: Sequence[Voisin], contrats: dict[str, Contrat], jour: date
) -> Territoire | None:
    """Draw the territories around, with their status; return the one chosen, or None."""
    if not voisins:
        return None
    kind = "EPCI" if voisins[0].territoire.niveau == "epci" else "communes"
    with st.expander(f"Autour du périmètre\u00a0: {nombre(len(voisins))} {kind}", expanded=False):
        table = pd.DataFrame(
            [
                {
                    "Territoire": voisin.territoire.nom,
                    "Département": voisin.departement,
                    "Statut": aspect_de(voisin.statut).libelle,
                    "Population": voisin.population,
                    "Contrats signés ou en projet": ", ".join(
                        nom_et_generation(contrats[name]) for name in voisin.contrats
                    )
                    or "aucun recensé",
                }
                for voisin in voisins
            ]
        )
        chosen = choose_row(
            table,
            "Territoires qui touchent le périmètre",
            {"Population": nombre},
            key="fiche-autour",
            hauteur_max=HAUTEUR_VOISINS,
        )
        st.caption("Un nom ouvre le territoire sur la page de couverture.")
    return None if chosen is None else voisins[chosen].territoire


def chevauchements(fiche: Fiche, contrats: dict[str, Contrat]) -> None:
    """Name the other contracts on the same communes, with the residents in common."""
    found = fiche.perimetre.chevauchements
    if not found:
        return
    st.markdown(f"**{pluriel(len(found), 'autre contrat', 'autres contrats')} sur ce périmètre**")
    st.caption("Un habitant couvert par deux contrats compte une seule fois dans les taux.")
    for one in found:
        autre_fiche(contrats[one.contrat_id], fiche.jour)
        shared = (
            "une partie de commune en commun, non comptée"
            if one.population is None
            else f"{part_de(one.population, fiche.perimetre.population)} de ce périmètre, en commun"
        )
        st.caption(f"{STATUTS_CONTRAT[one.statut]}, {shared}")


def sans_perimetre(fiche: Fiche) -> None:
    """Say that the perimeter is not known."""
    where = ", ".join(echappe_markdown(territoire.nom) for territoire in fiche.territoires)
    st.info(
        "Le périmètre de ce contrat n'est pas renseigné\u00a0: il n'est sur aucune carte et ne "
        f"compte dans aucun taux. Il est rattaché à\u00a0: {where}. Voir «\u00a0Ce qui manque"
        "\u00a0» au bas de la page pour le compléter.",
        icon=":material/map:",
    )
