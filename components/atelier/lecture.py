"""Step 1: what was read of the file, and how to read it otherwise."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.atelier.actes import decide
from components.atelier.adresse import COLONNES
from components.atelier.style import draw_tableau
from components.commun.mots.formats import echappe_markdown, nombre, pluriel
from data.atelier.fichier.document import Document
from data.atelier.fichier.encodage import NOMS
from data.atelier.fichier.feuille import Feuille
from data.atelier.fichier.nature import TEXTE
from data.atelier.fichier.separateur import SEPARATEURS
from data.atelier.gestes import ChoisirLecture, Geste, Situer
from geo.atelier.analyse import Analyse
from geo.atelier.chantier import Chantier
from geo.territoires.territoire import Territoire

APERCU, COLONNES_MONTREES, LONGUEUR = 6, 14, 60
GENRES = {"contrats": "liste de contrats", "actions": "suivi d'actions"}


def lu(chantier: Chantier, document: Document, lue: Analyse | None) -> None:
    """Draw the answer: what the file is, and how many rows were found in it."""
    if lue is None:
        return
    kind = GENRES.get(lue.genre, "registre exporté de l'atlas")
    rows = pluriel(len(lue.lignes), "ligne lue", "lignes lues")
    st.markdown(f"## {kind[:1].upper()}{kind[1:]}\u00a0: {rows}.")
    facts = [document.encodage]
    if document.nom_separateur:
        facts.append(f"colonnes séparées par\u00a0: {document.nom_separateur}")
    if lue.tableau is not None:
        if lue.tableau.feuille.nom:
            facts.append(f"feuille «\u00a0{lue.tableau.feuille.nom}\u00a0»")
        facts.append(f"en-tête à la ligne {lue.tableau.entete.ligne}")
        if lue.tableau.ignorees:
            facts.append(f"lignes laissées\u00a0: {_left_out(lue.tableau.ignorees)}")
    st.markdown(echappe_markdown("\u00a0; ".join(facts) + "."))


def _left_out(ignorees: Mapping[int, str]) -> str:
    return ", ".join(f"{row} ({why})" for row, why in list(ignorees.items())[:6])


def deja_publie(numero: int | None) -> None:
    """Tell that this very file was published before."""
    if numero is not None:
        st.info(
            f"Ce fichier a déjà été publié (publication {numero}). L'importer de nouveau ne change "
            "rien, sauf si le registre a été modifié depuis.",
            icon=":material/history:",
        )


def apercu(document: Document, lue: Analyse | None) -> None:
    """Draw the first rows of the sheet as they are, the header told apart."""
    sheet = lue.tableau.feuille if lue is not None and lue.tableau is not None else None
    sheet = sheet or next((one for one in document.feuilles if one.lignes), None)
    if sheet is None:
        return
    header = lue.tableau.entete.ligne if lue is not None and lue.tableau is not None else 0
    with st.expander("Les premières lignes du fichier", expanded=lue is None):
        _rows(sheet, header)


def _rows(sheet: Feuille, header: int) -> None:
    shown = [one for one in sheet.lignes if one.numero <= header + APERCU][: header + APERCU]
    width = min(max((len(one.cellules) for one in shown), default=0), COLONNES_MONTREES)
    draw_tableau(
        f"Lignes numérotées comme dans le tableur ({nombre(len(sheet.lignes))} en tout)",
        ("Ligne", *(chr(65 + rank) for rank in range(width))),
        [
            (str(one.numero), *(one.cellule(rank)[:LONGUEUR] for rank in range(width)))
            for one in shown
        ],
        classes=["entete" if one.numero == header else "" for one in shown],
    )


def corriger(
    chantier: Chantier,
    document: Document,
    lue: Analyse | None,
    regions: Sequence[Territoire],
    departements: Sequence[Territoire],
) -> None:
    """Draw the form that says where the list comes from, and how to read the file otherwise."""
    importation = chantier.importation
    with st.form("atelier-lecture"):
        st.markdown("**D'où vient la liste, et comment la lire**")
        one, other = st.columns(2)
        names = {"": "D'après la liste"} | {place.code: place.nom for place in regions}
        one.selectbox(
            "Région de la liste",
            list(names),
            index=_rank(names, importation.region),
            format_func=names.__getitem__,
            key=f"atelier-region-{importation.region}",
            help="Aide à reconnaître les territoires de même nom, et dit de quels taux parler.",
        )
        places = {"": "Toute la région"} | {
            place.code: f"{place.nom} ({place.code})" for place in departements
        }
        other.selectbox(
            "Département, si la liste n'en a qu'un",
            list(places),
            index=_rank(places, importation.departement),
            format_func=places.__getitem__,
            key=f"atelier-departement-{importation.departement}",
        )
        _reading(document, lue)
        with st.container(horizontal=True, gap="small"):
            if lue is not None:
                st.form_submit_button(
                    "Continuer\u00a0: colonnes",
                    icon=":material/arrow_forward:",
                    type="primary",
                    on_click=_again,
                    args=(chantier, document, lue, COLONNES),
                )
            st.form_submit_button(
                "Relire ainsi",
                icon=":material/refresh:",
                on_click=_again,
                args=(chantier, document, lue, None),
            )


def _reading(document: Document, lue: Analyse | None) -> None:
    sheets = {one.nom: _sheet(one) for one in document.feuilles}
    fields = 3 if document.nature == TEXTE else 2
    columns = st.columns(fields)
    shown, row = _shown(lue)
    if len(sheets) > 1:
        columns[0].selectbox(
            "Feuille",
            list(sheets),
            index=_rank(sheets, shown),
            format_func=sheets.__getitem__,
            key=f"atelier-feuille-{shown}",
        )
    columns[0 if fields == 2 and len(sheets) < 2 else 1].number_input(
        "Ligne d'en-tête",
        min_value=1,
        max_value=100_000,
        value=row,
        key=f"atelier-entete-{row}",
    )
    if document.nature == TEXTE:
        columns[0].selectbox(
            "Séparateur des colonnes",
            list(SEPARATEURS),
            index=_rank(SEPARATEURS, document.separateur),
            format_func=SEPARATEURS.__getitem__,
            key=f"atelier-separateur-{document.separateur}",
        )
        words = {name: key for key, name in reversed(NOMS.items())}
        columns[2].selectbox(
            "Accents écrits par",
            list(words),
            index=_rank(words, document.encodage),
            key=f"atelier-encodage-{document.encodage}",
            help="À changer si les lettres accentuées sont mal lues dans l'aperçu.",
        )


def _shown(lue: Analyse | None) -> tuple[str, int]:
    """Return the sheet and the row of the header as they are read now."""
    if lue is None or lue.tableau is None:
        return "", 1
    return lue.tableau.feuille.nom, lue.tableau.entete.ligne


def _sheet(sheet: Feuille) -> str:
    hidden = ", masquée" if sheet.masquee else ""
    return f"{sheet.nom} ({pluriel(len(sheet.lignes), 'ligne')}{hidden})"


def _rank(known: Mapping[str, str], value: str) -> int:
    return list(known).index(value) if value in known else 0


def _again(chantier: Chantier, document: Document, lue: Analyse | None, etape: int | None) -> None:
    state, importation = st.session_state, chantier.importation
    shown, row = _shown(lue)
    chosen: dict[str, str | int] = {}
    sheet = state.get(f"atelier-feuille-{shown}", shown)
    header = int(state[f"atelier-entete-{row}"])
    if sheet != shown:
        chosen["feuille"] = sheet
    elif header != row or lue is None:
        chosen["ligne_entete"] = header
    separator = state.get(f"atelier-separateur-{document.separateur}", document.separateur)
    if separator != document.separateur:
        chosen["separateur"] = separator
    written = state.get(f"atelier-encodage-{document.encodage}", document.encodage)
    if written != document.encodage:
        chosen["encodage"] = next(key for key, name in NOMS.items() if name == written)
    place = Situer(
        state[f"atelier-region-{importation.region}"],
        state[f"atelier-departement-{importation.departement}"],
    )
    gestes: list[Geste] = [place]
    if chosen:
        gestes.append(ChoisirLecture(**chosen))  # type: ignore[arg-type]
    decide(chantier, gestes, "" if etape else "Le fichier est relu ainsi.", etape)
