"""Where a list is dropped, with what is expected of it; and the imports that wait."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.atelier.actes import REFUS, dit, tente
from components.atelier.adresse import ETAPES, EtatAtelier
from components.atelier.entete import ETAPE_DE_L_ETAT
from components.atelier.style import draw_tableau, tableau
from components.commun.adresse.navigation import go
from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pluriel
from components.documents.telechargements import telecharge
from data.depot.erreurs import dit_a_tous
from data.depot.modele import Publication
from geo.atelier.chantier import Chantier, abandonne

SUFFIXES = ["csv", "txt", "tsv", "xlsx", "xlsm", "xls", "ods", "geojson", "json", "gpkg", "zip"]
TAILLE_MO = 50
DEPOTS = "atelier-depots"  # how many files this session dropped: a new drop zone after each
_ACCEPTE = tableau(
    "Accepté\u00a0: une ligne d'en-tête, un contrat par ligne",
    ("Territoire", "Signature", "Durée", "État"),
    (
        ("CC de votre département", "12/07/2023", "5 ans", "Signé"),
        ("CA Une\u00a0; CC Autre", "juillet 2024", "2024-2028", "En élaboration"),
    ),
)
_REFUSE = tableau(
    "Refusé\u00a0: rien ne dit où commence un contrat",
    ("CLS signés en 2023\u00a0: 12", ""),
    (
        ("Voir la carte jointe", "(image)"),
        ("Contact\u00a0: direction", "02…"),
    ),
)


def depot(ouvrir: Callable[[str, bytes], Chantier]) -> None:
    """Draw the drop zone; a file dropped is read, then shown at its first step."""
    count = st.session_state.setdefault(DEPOTS, 0)
    dropped = st.file_uploader(
        "Votre liste de contrats, ou le suivi des actions d'un contrat",
        type=SUFFIXES,
        key=f"atelier-fichier-{count}",
        max_upload_size=TAILLE_MO,
        help="Tableur (XLSX, XLS, ODS, CSV), carte (GeoJSON, GeoPackage) ou registre exporté (ZIP)"
        ". Rien n'est publié avant que vous ne le demandiez.",
    )
    if dropped is None:
        return
    try:
        with st.spinner("Lecture du fichier, reconnaissance des colonnes et des territoires…"):
            chantier = ouvrir(dropped.name, dropped.getvalue())
    except REFUS as refus:
        st.error(echappe_markdown(dit_a_tous(refus)), icon=":material/error:")
        return
    st.session_state[DEPOTS] = count + 1
    go(EtatAtelier(chantier.id, 1))
    st.rerun()


def exemples(modele: Callable[[], bytes]) -> None:
    """Draw what is accepted, what is refused, and a file to fill."""
    with st.expander("Ce qui est accepté, un fichier modèle", icon=":material/help:"):
        st.html(
            '<div class="atelier-exemples atelier">'
            f'<div class="oui">{_ACCEPTE}</div><div class="non">{_REFUSE}</div></div>'
        )
        st.markdown(
            "Votre fichier n'a pas à changer de forme\u00a0: titres au-dessus du tableau, cellules "
            "fusionnées, totaux, dates en toutes lettres et noms d'intercommunalités sont lus. Ce "
            "qui est douteux vous est demandé, une fois pour toutes les lignes identiques."
        )
        telecharge("Fichier modèle", "modele-liste-cls.xlsx", modele, "atelier-modele")


def sans_fichier() -> None:
    """Draw the way to add one contract by hand."""
    lien_page(
        "pages/saisie.py",
        {"nouveau": "oui"},
        label="Ajouter un contrat sans fichier",
        icon=":material/edit_note:",
    )


def imports(chantiers: Sequence[Chantier]) -> None:
    """Draw the imports that wait: where each one is, the way to resume it or to give it up."""
    st.header("Imports en cours", anchor=False)
    if not chantiers:
        st.caption("Aucun import en cours.")
    for one in chantiers:
        _import(one)


def _import(chantier: Chantier) -> None:
    gardee, step = chantier.gardee, ETAPE_DE_L_ETAT[chantier.importation.etat]
    changed = gardee.modifie.astimezone()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", border=True):
        st.markdown(
            f"**{echappe_markdown(gardee.fichier_nom)}**, étape {step} "
            f"({ETAPES[step].lower()}), {jour_en_lettres(changed.date())} à {changed:%H:%M}"
        )
        st.button(
            "Reprendre",
            icon=":material/play_arrow:",
            key=f"atelier-reprendre-{chantier.id}",
            on_click=go,
            args=(EtatAtelier(chantier.id),),
        )
        with st.popover("Abandonner", type="tertiary", key=f"atelier-abandon-{chantier.id}"):
            st.markdown(
                "Le fichier et ce qui a été décidé seront effacés. Le registre ne change pas."
            )
            st.button(
                "Abandonner cet import",
                key=f"atelier-abandonner-{chantier.id}",
                on_click=_give_up,
                args=(chantier,),
            )


def _give_up(chantier: Chantier) -> None:
    if tente(lambda: abandonne(chantier)):
        dit(f"L'import de {chantier.gardee.fichier_nom} est abandonné.", "success")
        go(EtatAtelier())


def publications(faites: Sequence[Publication]) -> None:
    """Draw the last publications, each with its report."""
    st.header("Dernières publications", anchor=False)
    if not faites:
        st.caption("Rien n'a été publié depuis l'atelier.")
        return
    draw_tableau(
        "Publications du registre",
        ("N°", "Date", "Organisme", "Source", "Ce qui a changé"),
        [
            (
                str(one.numero),
                jour_en_lettres(one.instant.astimezone().date()),
                one.auteur,
                one.source,
                _what(one),
            )
            for one in faites
        ],
    )
    with st.container(horizontal=True, gap="small"):
        for one in faites:
            st.button(
                f"Rapport de la publication {one.numero}",
                key=f"atelier-rapport-{one.numero}",
                type="tertiary",
                on_click=go,
                args=(EtatAtelier(publication=one.numero),),
            )


def _what(publication: Publication) -> str:
    rows = sum(publication.lignes.values())
    undone = ", annulée" if publication.annulee_par else ""
    kind = "annulation, " if publication.nature == "annulation" else ""
    return f"{kind}{pluriel(rows, 'ligne')}{undone}"
