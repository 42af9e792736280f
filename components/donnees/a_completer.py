"""What would most change the rate if it were known, and what is announced and not held."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.commun.adresse.liens import lien_contrat, nom_et_generation
from components.commun.mots.formats import (
    date_affichee,
    date_triable,
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.tableau import POURCENT, SOURCE, choose_row, draw_table
from components.documents.telechargements import download_buttons
from components.donnees.mots import MANQUES
from components.donnees.page import Page
from geo.certitude.annonce import NombreAnnonce
from geo.donnees.a_completer import ACompleter, Poids, part_de

NOMMES = 3
PART = "Part de la population"
COMPTES = {
    True: "comptés aujourd'hui, non attestés",
    False: "non comptés aujourd'hui",
}


def phrase(found: ACompleter, territoire: str) -> str:
    """Return the answer (Markdown): which contracts weigh most, and how many residents."""
    if not found.pesants:
        return "Aucun contrat au périmètre connu n'a de date qui manque au point de peser."
    first = found.pesants[0]
    share = pourcentage(part_de(first, found.population), 1)
    return (
        f"Ce qui pèserait le plus s'il était connu, {echappe_markdown(territoire)}\u00a0: "
        f"**{MANQUES[first.manque]}** du {echappe_markdown(first.contrat.nom)}, "
        f"**{habitants(first.habitants or 0)}**, soit {share} de la population."
    )


def section(page: Page, found: ACompleter) -> None:
    """Draw the contracts to complete, the heaviest first; a row opens its sheet."""
    st.header("Ce qui changerait le plus le taux", anchor="a-completer")
    st.markdown(f"## {phrase(found, page.etat.territoire.nom)}")
    if found.pesants:
        _pesants(page, found)
    if found.sans_perimetre:
        _sans_perimetre(page, found.sans_perimetre)


def _pesants(page: Page, found: ACompleter) -> None:
    st.caption(
        "Habitants du territoire dont la place entre le taux attesté et le plafond tient à ce "
        "contrat\u00a0; ceux qu'un contrat attesté couvre déjà sont laissés de côté. Deux contrats "
        "peuvent compter les mêmes habitants\u00a0: ces nombres ne s'additionnent pas."
    )
    with st.container(horizontal=True, gap="small"):
        for one in found.pesants[:NOMMES]:
            lien_contrat(one.contrat, page.etat.jour)
    table = export(found, page.regions)
    chosen = choose_row(
        table,
        "Contrats dont un fait manquant pèse le plus d'habitants",
        {"Habitants": nombre, PART: pourcentage},
        {"Source": SOURCE},
        key=f"donnees-a-completer-{page.etat.territoire.code}",
    )
    name = page.fichier("a-completer")
    download_buttons(
        lambda: table.rename(columns={PART: PART + POURCENT}),
        page.sources,
        name,
        key="export-a-completer",
    )
    page.open_fiche(None if chosen is None else found.pesants[chosen].contrat.id)


def _sans_perimetre(page: Page, found: Sequence[Poids]) -> None:
    count = pluriel(len(found), "contrat")
    with st.expander(f"{count} sans périmètre connu\u00a0: personne ne sait qui ils couvrent"):
        rows = pd.DataFrame(
            {
                "Contrat": [nom_et_generation(one.contrat) for one in found],
                "Porteur": [one.contrat.porteur for one in found],
                "Région": [page.regions.get(one.contrat.region, "") for one in found],
                "Source": [one.contrat.source_url for one in found],
            }
        )
        chosen = choose_row(
            rows,
            "Contrats sans périmètre connu",
            colonnes={"Source": SOURCE},
            key=f"donnees-sans-perimetre-{page.etat.territoire.code}",
        )
        page.open_fiche(None if chosen is None else found[chosen].contrat.id)


def export(found: ACompleter, regions: Mapping[str, str]) -> pd.DataFrame:
    """Return the contracts to complete as a table, the heaviest first."""
    return pd.DataFrame(
        {
            "Contrat": [nom_et_generation(one.contrat) for one in found.pesants],
            "Il manque": [MANQUES[one.manque] for one in found.pesants],
            "Habitants": [one.habitants for one in found.pesants],
            PART: [part_de(one, found.population) for one in found.pesants],
            "Ces habitants sont": [COMPTES[one.compte] for one in found.pesants],
            "Région": [regions.get(one.contrat.region, "") for one in found.pesants],
            "Source": [one.contrat.source_url for one in found.pesants],
            "Identifiant": [one.contrat.id for one in found.pesants],
        }
    )


def phrase_des_annonces(manquants: Sequence[int | None]) -> str:
    """Say how many announced contracts are not held; None: what is published counts others."""
    known = [one for one in manquants if one is not None]
    if not known:
        return "Les nombres publiés comptent autre chose\u00a0: ils ne disent pas ce qui manque."
    missing = sum(known)
    if not missing:
        others = "" if len(known) == len(manquants) else "\u00a0; les autres comptent autre chose"
        return (
            "**Aucun manque n'apparaît** dans les nombres publiés qui se comparent à ceux du "
            f"registre{others}."
        )
    return (
        f"**Au moins {pluriel(missing, 'contrat annoncé', 'contrats annoncés')}** "
        f"{'manque' if missing < 2 else 'manquent'} au registre, d'après les nombres que les ARS "
        "et les départements publient."
    )


def annonces(page: Page, found: Sequence[NombreAnnonce]) -> None:
    """Draw the contracts that are announced and not held."""
    st.header("Contrats annoncés et non recensés", anchor="annonces")
    if not found:
        st.caption("Aucun nombre de contrats n'est publié pour ce territoire.")
        return
    st.markdown(phrase_des_annonces([one.manquants for one in found]))
    st.caption(
        f"Recensés\u00a0: contrats signés au {jour_en_lettres(page.etat.jour)} que suit l'ARS du "
        "territoire, périmètre connu ou non\u00a0; ceux d'une ARS voisine n'y sont pas. Sans "
        "nombre de manquants\u00a0: ce qui est publié compte autre chose."
    )
    table = export_annonces(found)
    draw_table(
        table,
        "Contrats annoncés et contrats recensés, par territoire",
        {"Publié le": date_affichee},
        {"Source": SOURCE},
    )
    name = page.fichier("annonces")
    download_buttons(lambda: _en_nombres(table), page.sources, name, key="export-annonces")


def _en_nombres(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the exact numbers announced as numbers; "plus de 50" stays words."""
    read = [int(one) if one.isdigit() else one for one in table["Annoncés"]]
    return table.assign(Annoncés=pd.Series(read, index=table.index, dtype=object))


def export_annonces(found: Sequence[NombreAnnonce]) -> pd.DataFrame:
    """Return the numbers announced beside those held, the most missing first."""
    return pd.DataFrame(
        {
            "Territoire": [one.territoire.nom for one in found],
            "Annoncés": [one.texte.replace(">", "plus de ") for one in found],
            "Recensés": [one.recenses for one in found],
            "Manquants": pd.Series([one.manquants for one in found], dtype=object),
            "Publié le": [date_triable(one.publie_le) for one in found],
            "Remarque": [one.remarque for one in found],
            "Source": [one.source_url for one in found],
        }
    )
