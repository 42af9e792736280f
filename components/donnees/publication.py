"""One publication on the screen: who, why, its effect, its rows before and after, its undo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from components.commun.adresse.navigation import go
from components.commun.adresse.registre import NOM, lien_page
from components.commun.html import draw_html, faits
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, nombre, pluriel
from components.commun.tableau import draw_table
from components.documents.telechargements import download_buttons
from components.donnees.journal import effets, nature
from components.donnees.mots import GENRES, comptees, dit, revenues, valeur
from components.donnees.page import Page
from data.depot.annulation import Annulation
from data.depot.erreurs import DepotErreur, dit_a_tous
from data.depot.modele import Refus
from data.errors import RegistreInvalide
from geo.donnees.lignes import LigneChangee
from geo.donnees.publication import PublicationVue, Reversibilite

NOMS_MONTRES = 6
CELLULES_MONTREES = 600
FAITE = "donnees-annulation-faite"
EFFETS_MONTRES = 4


@dataclass(frozen=True)
class Geste:
    """What who looks may do: undo the publication, or why not.

    ``annule``: receives the organisation and the reason, None when it is not theirs to do;
    ``auteur``: the organisation proposed.
    """

    reversibilite: Reversibilite
    annule: Callable[[str, str], Annulation] | None
    auteur: str = ""


def section(page: Page, vue: PublicationVue, geste: Geste | None) -> None:
    """Draw a publication; ``geste``: None where nobody may undo."""
    entree = vue.entree
    numero = entree.publication.numero
    st.button(
        "Toutes les publications",
        key="donnees-retour-journal",
        type="tertiary",
        icon=":material/chevron_left:",
        on_click=go,
        args=(page.etat.ouvre(None),),
    )
    _flash()
    st.markdown(
        f"## Publication {numero}, le {jour_en_lettres(entree.instant)} à "
        f"{entree.instant:%H:%M} (heure de Paris), par {dit(entree.auteur)}"
    )
    lines = effets(entree)
    st.markdown("\n".join(f"- {line}" for line in lines[:EFFETS_MONTRES]))
    if len(lines) > EFFETS_MONTRES:
        with st.expander(f"Effet sur les {len(lines) - EFFETS_MONTRES} autres régions"):
            st.markdown("\n".join(f"- {line}" for line in lines[EFFETS_MONTRES:]))
    draw_html(faits(_facts(vue)))
    lien_page(
        "pages/couverture.py",
        {NOM: str(numero)},
        label=f"Voir l'atlas tel qu'il était connu à la publication {numero}",
        icon=":material/history:",
    )
    _rows(page, vue)
    if geste is not None:
        _undo(page, numero, geste)


def _facts(vue: PublicationVue) -> list[tuple[str, str]]:
    publication = vue.entree.publication
    titles = {one.ressource: one.table for one in vue.lignes}
    counts = ", ".join(
        f"{titles.get(table, table)}\u00a0: {comptees(count)}"
        for table, count in publication.lignes.items()
    )
    facts = [
        ("Nature", escape(nature(vue.entree))),
        ("Source", escape(publication.source)),
        ("Motif", escape(publication.motif)),
        ("Lignes changées", escape(counts)),
        ("Contrats concernés", escape(_named(vue.noms))),
    ]
    if publication.fichiers:
        kept = pluriel(len(publication.fichiers), "fichier gardé", "fichiers gardés")
        facts.append(("Pièces", escape(kept)))
    return facts


def _named(noms: Mapping[str, str]) -> str:
    names = list(noms.values())
    if not names:
        return "aucun"
    more = len(names) - NOMS_MONTRES
    return ", ".join(names[:NOMS_MONTRES]) + (f" et {nombre(more)} autres" if more > 0 else "")


def _rows(page: Page, vue: PublicationVue) -> None:
    """Draw the rows before and after, cell by cell; a large publication is given as a file."""
    st.header("Ce qui a changé, cellule par cellule", anchor="lignes")
    table = export(vue.lignes, vue.noms)
    cells = len(table)
    if not cells:
        st.caption("Seul l'ordre des lignes a changé.")
        return
    if cells > CELLULES_MONTREES:
        st.caption(
            f"Les {nombre(CELLULES_MONTREES)} premières cellules sur {nombre(cells)}\u00a0; les "
            "fichiers les donnent toutes."
        )
    draw_table(
        table.head(CELLULES_MONTREES),
        f"Cellules changées par la publication {vue.entree.publication.numero}",
    )
    name = f"cls-publication-{vue.entree.publication.numero}"
    download_buttons(lambda: table, page.sources, name, key="export-publication")


def export(lignes: Sequence[LigneChangee], noms: Mapping[str, str]) -> pd.DataFrame:
    """Return changed rows as a table: one row per cell, before and after, in French."""
    rows = [
        {
            "Contrat": noms.get(one.contrat, one.contrat),
            "Table": one.table,
            "Ligne": f"{one.nom} ({GENRES[one.genre]})" if one.nom else GENRES[one.genre],
            "Champ": cell.titre,
            "Avant": valeur(cell.colonne, cell.avant) if one.genre != "ajout" else "",
            "Après": valeur(cell.colonne, cell.apres) if one.genre != "retrait" else "",
        }
        for one in lignes
        for cell in one.cellules
    ]
    return pd.DataFrame(rows, columns=["Contrat", "Table", "Ligne", "Champ", "Avant", "Après"])


def _undo(page: Page, numero: int, geste: Geste) -> None:
    """Draw what an undo would do, and its form for who may."""
    st.header("Annuler cette publication", anchor="annuler")
    what = geste.reversibilite
    if what.impossible:
        st.info(echappe_markdown(what.impossible), icon=":material/block:")
        _refus(what.refus)
        return
    st.markdown(
        f"{comptees(what.lignes).capitalize()} "
        f"{'reviendrait à son' if what.lignes == 1 else 'reviendraient à leur'} état d'avant. "
        "L'annulation est une publication de plus\u00a0: elle reste dans le journal, et peut "
        "être annulée à son tour."
    )
    _refus(what.refus)
    if geste.annule is None:
        st.caption("L'annulation revient à l'ARS qui suit ces contrats, ou à un administrateur.")
        return
    with st.form("donnees-annuler"):
        auteur = st.text_input(
            "Au nom de quel organisme\u00a0?",
            value=geste.auteur,
            max_chars=100,
            placeholder="ARS Bretagne, délégation du Finistère",
            help="Un organisme et non une personne\u00a0: ce nom est public.",
        )
        motif = st.text_area(
            "Pourquoi\u00a0? (obligatoire)",
            max_chars=500,
            placeholder="La date de fin venait d'un projet d'avenant, jamais signé.",
        )
        asked = st.form_submit_button("Annuler cette publication", icon=":material/undo:")
    if asked:
        _do(page, numero, geste.annule, auteur.strip(), motif.strip())


def _do(
    page: Page, numero: int, annule: Callable[[str, str], Annulation], auteur: str, motif: str
) -> None:
    if not auteur or not motif:
        missing = "l'organisme" if not auteur else "le motif"
        st.error(
            f"Il manque {missing}\u00a0: rien n'a été annulé. Exemple de motif\u00a0: «\u00a0la "
            "date de fin venait d'un projet d'avenant\u00a0».",
            icon=":material/error:",
        )
        return
    try:
        done = annule(auteur, motif)
    except RegistreInvalide as error:
        st.error(
            "Rien n'a été annulé\u00a0: le registre qui en résulterait ne serait pas valide.",
            icon=":material/error:",
        )
        st.markdown("\n".join(f"- {echappe_markdown(str(one))}" for one in error.erreurs[:10]))
        return
    except DepotErreur as error:
        st.error(echappe_markdown(dit_a_tous(error)), icon=":material/error:")
        return
    new = done.publication.numero if done.publication else numero
    st.session_state[FAITE] = (
        f"La publication {numero} est annulée par la publication {new}\u00a0: "
        f"{revenues(len(done.changements), len(done.refus))}."
    )
    go(page.etat.ouvre(new))
    st.rerun()


def _flash() -> None:
    said = st.session_state.pop(FAITE, "")
    if said:
        st.success(said, icon=":material/check_circle:")


def _refus(refus: Sequence[Refus]) -> None:
    """Draw the rows that an undo leaves as they are, each with its reason."""
    rows = [one for one in refus if one.ressource]
    if not rows:
        return
    left = pluriel(len(rows), "ligne resterait telle quelle", "lignes resteraient telles quelles")
    st.markdown(f"**{left}**")
    draw_table(
        pd.DataFrame(
            {
                "Table": [one.ressource for one in rows],
                "Ligne": [one.cle for one in rows],
                "Pourquoi": [one.pourquoi for one in rows],
            }
        ),
        "Lignes que l'annulation laisserait telles quelles, et pourquoi",
    )
