"""What is known of the contracts, subject by subject: answer, grid, table, files."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.mots.articles import de
from components.commun.mots.formats import echappe_markdown, nombre, pluriel, pourcentage_entier
from components.commun.statuts import ECHELLE_PARTS
from components.commun.tableau import choose_row
from components.documents.emporter import emporter
from components.documents.images import exports_de_graphique
from components.documents.telechargements import download_buttons
from components.donnees.mots import AIDES, SUJETS
from components.donnees.page import Page
from components.figures.ecran.chaleur import grille_de_chaleur
from components.figures.figure import Graphique, Serie
from geo.donnees.connaissance import Connaissance
from geo.territoires.territoire import Territoire

LIGNES_DESSINEES = 40
HAUTEUR_ENTETE = 88  # pixels: the names of the subjects are short
NOMS = {"region": "Région", "departement": "Département", "contrat": "Contrat"}
SANS_OBJET = "sans objet\u00a0: le contrat est en préparation"


def phrase(known: Connaissance) -> str:
    """Return the answer (Markdown): of how many contracts each thing is known."""
    where = echappe_markdown(known.territoire.nom)
    if not known.total:
        return f"{where}\u00a0: aucun contrat n'est recensé."
    counts = zip(known.total_connus.tolist(), known.total_attendus.tolist(), strict=True)
    said = dict(zip(SUJETS, counts, strict=True))

    def part(subject: str) -> str:
        count, whole = said[subject]
        share = pourcentage_entier(100 * count / whole) if whole else "aucun"
        return f"pour **{share}** ({nombre(count)} sur {nombre(whole)})"

    return (
        f"{where}, {pluriel(known.total, 'contrat recensé', 'contrats recensés')}\u00a0: le "
        f"périmètre est connu {part('perimetre')}, la date de signature {part('signature')}, "
        f"l'échéance {part('fin')}, les axes {part('axes')}, au moins une action "
        f"{part('actions')}."
    )


def section(page: Page, known: Connaissance) -> None:
    """Draw what is known: the grid by place, then its table, which opens a place or a contract."""
    st.markdown(f"## {phrase(known)}")
    st.caption(
        "Part des contrats dont une source lue donne le fait, en %. Plus c'est clair, moins on en "
        "sait\u00a0; gris\u00a0: aucun contrat, ou sans objet. Ce qui manque n'est ni zéro ni "
        "supposé\u00a0: aucune source lue ne le dit."
    )
    if not known.groupes:
        return
    shown = slice(0, LIGNES_DESSINEES)
    grille_de_chaleur(
        known.parts[shown],
        _labels(known)[shown],
        list(SUJETS.values()),
        details=_details(known)[shown],
        marques=_marks(known)[shown] if known.niveau == "contrat" else None,
        cle="connaissance",
        description=f"Ce que l'on sait des contrats, {known.territoire.nom}.",
        entete=HAUTEUR_ENTETE,
    )
    if len(known.groupes) > LIGNES_DESSINEES:
        st.caption(
            f"La grille montre les {LIGNES_DESSINEES} premiers contrats\u00a0; le tableau les "
            f"donne tous ({nombre(len(known.groupes))})."
        )
    table = export(known)
    what = "sa fiche" if known.niveau == "contrat" else "le territoire"
    st.caption(f"Cochez une ligne pour ouvrir {what}.")
    counted = [one for one in table if one not in SUJETS.values() and "attendus" not in str(one)]
    chosen = choose_row(
        table if known.niveau == "contrat" else table[counted],
        f"Ce que l'on sait des contrats, {known.territoire.nom}",
        colonnes=_columns(),
        key=f"donnees-connaissance-{known.territoire.code}",
    )
    name = page.fichier("ce-que-l-on-sait")
    with st.container(horizontal=True, gap="small"):
        download_buttons(lambda: table, page.sources, name, key="export-connaissance")
        emporter(exports_de_graphique(lambda: graphique(known), page.sources, name), "connaissance")
    with st.expander("Ce que veut dire «\u00a0connu\u00a0»"):
        st.markdown("\n".join(f"- **{SUJETS[one]}**\u00a0: {AIDES[one]}." for one in SUJETS))
    if chosen is not None:
        _open(page, known, chosen)


def _open(page: Page, known: Connaissance, row: int) -> None:
    if known.niveau == "contrat":
        page.open_fiche(known.groupes[row])
        return
    place = Territoire(known.niveau, known.groupes[row], known.noms[row])
    go(replace(page.etat, territoire=place))
    st.rerun()


def export(known: Connaissance) -> pd.DataFrame:
    """Return the table of what is known: counts and percents, one row per place or contract."""
    table = pd.DataFrame({NOMS[known.niveau]: known.noms})
    if known.niveau != "contrat":
        table["Contrats"] = known.contrats
    for rank, label in enumerate(SUJETS.values()):
        if known.niveau == "contrat":
            table[label] = [_word(known, row, rank) for row in range(len(known.groupes))]
            continue
        table[label] = known.connus[:, rank]
        if not np.array_equal(known.attendus[:, rank], known.contrats):
            table[f"{label}, attendus"] = known.attendus[:, rank]
        table[f"{label} (%)"] = known.parts[:, rank]
    return table


def _columns() -> dict[str, object]:
    return {
        f"{label} (%)": st.column_config.ProgressColumn(
            f"{label} (%)", min_value=0, max_value=100, format="%.0f\u00a0%%", width="small"
        )
        for label in SUJETS.values()
    }


def _word(known: Connaissance, row: int, rank: int) -> str:
    if not known.attendus[row, rank]:
        return "sans objet"
    return "connu" if known.connus[row, rank] else "non renseigné"


def _labels(known: Connaissance) -> list[str]:
    if known.niveau == "contrat":
        return list(known.noms)
    return [
        f"{name} ({count})" for name, count in zip(known.noms, known.contrats.tolist(), strict=True)
    ]


def _details(known: Connaissance) -> list[list[str]]:
    def told(count: int, whole: int) -> str:
        if known.niveau == "contrat":
            return ("connu" if count else "non renseigné") if whole else SANS_OBJET
        return f"connu pour {count} sur {pluriel(whole, 'contrat')}" if whole else "aucun contrat"

    return [
        [told(count, whole) for count, whole in zip(counts, wholes, strict=True)]
        for counts, wholes in zip(known.connus.tolist(), known.attendus.tolist(), strict=True)
    ]


def _marks(known: Connaissance) -> list[list[str]]:
    return [["●" if count else "" for count in row] for row in known.connus.tolist()]


def graphique(known: Connaissance) -> Graphique:
    """Return the grid as a picture: a row per place or contract, a column per subject."""
    titre = f"Ce que l'on sait des contrats {de(known.territoire)}, en % des contrats recensés"
    rows = [[None if one != one else one for one in row] for row in known.parts.tolist()]
    return Graphique(
        "matrice",
        titre,
        tuple(SUJETS.values()),
        tuple(
            Serie(name, tuple(row), ECHELLE_PARTS[-1][1])
            for name, row in zip(_labels(known), rows, strict=True)
        ),
        "%",
        f"Grille. {titre}.",
    )
