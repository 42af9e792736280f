"""Contracts found, as rows of a table or as cards; each leads to the sheet of its contract."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from components.annuaire.filtres import generation_label, porteur_label
from components.commun.adresse.liens import PAGE_CONTRAT, params_contrat
from components.commun.adresse.registre import lien_page
from components.commun.contrats import contract_row
from components.commun.mots.certitude import CLASSES
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_affichee,
    echappe_markdown,
    habitants,
    nombre,
    pluriel,
)
from components.commun.mots.libelles import CHAMPS_TROUVES, ETAPES, THEMES
from components.commun.statuts import aspect_de
from components.commun.tableau import SOURCE_DU_CONTRAT, choose_row
from data.model import Contrat
from geo.annuaire.annuaire import Ligne
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.certitude.classes import classe_du_contrat
from geo.certitude.dates import dates_sont_lues

LIGNES_PAR_PAGE = {"tableau": 50, "fiches": 24, "carte": 50}
LARGEUR_FICHE = 290
LARGEUR_NOM = 290
HAUTEUR_MAX = 633
THEMES_MONTRES = 4
COULEUR_NEUTRE = "#8a93a0"
COULEUR_TEXTE_SECOND = "#4b5563"
DATES = ("Signature", "Fin")
SIGNATURE_INCONNUE = "date inconnue"

# The link to the sheet is the title of its card: whole, and in line with the text.
_STYLE = """
<style>
.st-key-annuaire-fiches [data-testid="stPageLink"] a { padding-left: 0; padding-right: 0; }
.st-key-annuaire-fiches [data-testid="stPageLink"] p { white-space: normal; color: #1f4e8c; }
.st-key-annuaire-fiches [data-testid="stPageLink"] p:hover { text-decoration: underline; }
</style>
"""


def lieu(ligne: Ligne, regions: Mapping[str, str]) -> str:
    """Return where a contract is: ``Bretagne (29)``."""
    codes = ", ".join(ligne.contrat.departements)
    region = regions.get(ligne.contrat.region, ligne.contrat.region)
    return f"{region} ({codes})" if codes else region


def trouve_par(ligne: Ligne) -> str:
    """Return what the search found: ``commune : Plomelin``."""
    if ligne.trouve_par is None:
        return ""
    champ, texte = ligne.trouve_par
    return (
        CHAMPS_TROUVES[champ]
        if champ in ("nom", "ensemble")
        else (f"{CHAMPS_TROUVES[champ]}\u00a0: {texte}")
    )


def generation_code(contrat: Contrat) -> str:
    """Return the generation of a contract as the directory filters it."""
    return str(contrat.generation or GENERATION_INCONNUE)


def _row(ligne: Ligne, regions: Mapping[str, str]) -> dict[str, Any]:
    cells = contract_row(ligne.contrat, ligne.statut, ligne.periodes, ligne.population is not None)
    row: dict[str, Any] = {"Contrat": ligne.contrat.nom}
    if ligne.trouve_par is not None:
        row["Trouvé par"] = trouve_par(ligne)
    row["Statut"] = cells["Statut"]
    row["Fin"] = cells["Fin"].replace("(échéance estimée)", "(estimée)")
    row["Habitants"] = ligne.population
    row["Région (départements)"] = lieu(ligne, regions)
    row["Porteur"] = cells["Porteur"]
    row["Génération"] = generation_label(generation_code(ligne.contrat))
    row["Signature"] = cells["Signature"]
    row["Axes"] = ligne.nb_axes or None
    row["Actions"] = ligne.nb_actions or None
    row["Source"] = cells["Source"]
    return row


def export_table(lignes: Sequence[Ligne], regions: Mapping[str, str]) -> pd.DataFrame:
    """Return the contracts found with everything the filters know, to take away."""
    rows = []
    for ligne in lignes:
        contrat = ligne.contrat
        row = {"Identifiant": contrat.id} | _row(ligne, regions)
        row["Étape (dernière source)"] = ETAPES[contrat.etape]
        row["Type de porteur"] = porteur_label(contrat.porteur_type or PORTEUR_INCONNU)
        row["Thèmes des axes"] = ", ".join(THEMES[theme] for theme in ligne.themes)
        row["Actions dont le statut est connu"] = ligne.nb_actions_suivies
        rows.append(row)
    return pd.DataFrame(rows)


def tableau(lignes: Sequence[Ligne], regions: Mapping[str, str], key: str) -> str | None:
    """Draw contracts as a table; return the identifier of the one chosen, if any."""
    table = pd.DataFrame([_row(ligne, regions) for ligne in lignes])
    formats: dict[str, Any] = dict.fromkeys(DATES, date_affichee)
    formats |= dict.fromkeys(("Habitants", "Axes", "Actions"), nombre)
    st.caption("Un nom ouvre la fiche du contrat (au clavier, Maj + Espace).")
    chosen = choose_row(
        table,
        "Contrats trouvés, une ligne par contrat",
        formats,
        {
            "Contrat": {"width": LARGEUR_NOM},
            "Trouvé par": {"width": "medium"},
            "Porteur": {"width": "medium"},
            "Habitants": {"help": "Population municipale du périmètre\u00a0; – si inconnu"},
            "Axes": {"width": "small", "help": "Axes stratégiques lus dans une source"},
            "Actions": {"width": "small", "help": "Actions nommées par une source"},
            "Source": SOURCE_DU_CONTRAT,
        },
        key=key,
        hauteur_max=HAUTEUR_MAX,
    )
    return None if chosen is None else lignes[chosen].contrat.id


def _status(ligne: Ligne) -> str:
    """Return the class of a contract in words, its colour beside."""
    classe = classe_du_contrat(ligne.statut, dates_sont_lues(ligne.contrat, ligne.periodes))
    color = COULEUR_NEUTRE if classe == "a_venir" else aspect_de(classe).couleur
    return (
        f'<span style="border-left:5px solid {color};padding-left:7px;font-weight:600">'
        f"{escape(CLASSES[classe].libelle)}</span>"
    )


def _dates(cells: Mapping[str, str]) -> str:
    """Return the period of a contract as its sources know it, in one line."""
    signature, end = date_affichee(cells["Signature"]), date_affichee(cells["Fin"])
    if signature == end == NON_RENSEIGNE:
        return "dates non renseignées"
    unknown = signature == SIGNATURE_INCONNUE
    parts = ["date de signature inconnue" if unknown else f"signature\u00a0: {signature}"]
    if end != NON_RENSEIGNE:
        parts.append(f"fin\u00a0: {end}")
    return ", ".join(parts)


def _card(ligne: Ligne, regions: Mapping[str, str], jour: date) -> None:
    contrat = ligne.contrat
    cells = contract_row(contrat, ligne.statut, ligne.periodes, ligne.population is not None)
    lien_page(
        PAGE_CONTRAT,
        label=f"**{echappe_markdown(contrat.nom)}**",
        params=params_contrat(contrat.id, jour),
    )
    themes = [THEMES[theme] for theme in ligne.themes]
    more = f" et {len(themes) - THEMES_MONTRES} autres" if len(themes) > THEMES_MONTRES else ""
    generation = f", {contrat.generation}{'re' if contrat.generation == 1 else 'e'} génération"
    if contrat.generation is None:
        generation = ""
    known = "périmètre non renseigné" if ligne.population is None else habitants(ligne.population)
    lines = [
        _status(ligne) + escape(generation),
        escape(_dates(cells)[:1].upper() + _dates(cells)[1:]),
        escape(lieu(ligne, regions)),
        f"Porteur\u00a0: {escape(cells['Porteur'])}",
        escape(f"{known}, {_known_axes(ligne)}"),
    ]
    if themes:
        names = ", ".join(themes[:THEMES_MONTRES]) + more
        lines.append(f"<span style='color:{COULEUR_TEXTE_SECOND}'>{escape(names)}</span>")
    if ligne.trouve_par is not None:
        lines.append(f"<b>Trouvé par</b> {escape(trouve_par(ligne))}")
    body = "".join(f'<div style="margin-bottom:2px">{line}</div>' for line in lines)
    st.html(f'<div style="font-size:0.9rem;overflow-wrap:anywhere">{body}</div>')


def _known_axes(ligne: Ligne) -> str:
    axes = pluriel(ligne.nb_axes, "axe") if ligne.nb_axes else "axes non renseignés"
    if not ligne.nb_actions:
        return axes
    return f"{axes}, {pluriel(ligne.nb_actions, 'action')}"


def fiches(lignes: Sequence[Ligne], regions: Mapping[str, str], jour: date) -> None:
    """Draw contracts as cards, as many side by side as the window holds."""
    st.html(_STYLE)
    grid = st.grid(min_column_width=LARGEUR_FICHE, border=True, key="annuaire-fiches")
    for ligne in lignes:
        with grid.cell():
            _card(ligne, regions, jour)
