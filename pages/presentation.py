"""Presentation page: prepare the slides of a seminar, then show them full screen."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode
from zlib import crc32

import pandas as pd
import streamlit as st

from components.carte.carte import publish_contrats
from components.commun.adresse.reference import membres
from components.commun.adresse.vue import read_jour
from components.commun.contrats import contract_rows
from components.commun.mots.formats import slug
from components.commun.sources import foot, source_lines
from components.diaporama.contenu import build_diaporama as deck_of
from components.diaporama.contenu import cles_par_defaut
from components.diaporama.emporter import exports_du_diaporama
from components.documents.donnees import (
    export_csv,
    export_du_registre,
    export_xlsx,
    exports_des_perimetres,
)
from components.documents.emporter import Export, emporter
from components.documents.figures import exports_des_figures, figures_du_diaporama
from components.gabarit.diapositive import Diaporama
from components.presentation import preparation
from components.presentation.adresse import (
    EtatPresentation,
    check_contrat,
    read_etat,
    repetes,
    write_params,
)
from components.presentation.commandes import Position, draw_commandes
from components.presentation.ecran import draw_amorce, draw_diapositive, draw_notes
from components.presentation.style import style_projection
from components.tableaux.contrats import export_contrats
from data.lecture.registre_archive import registre_zip
from geo.actions.themes import region_des_actions_probantes
from geo.couverture.moteur import Moteur, load_moteur_de
from geo.couverture.synthese import build_synthese
from geo.documents.formats_geographiques import perimetres_geojson, perimetres_gpkg
from geo.documents.perimetres import contrats_a_exporter
from geo.presentation.contenu import build_connu
from geo.presentation.seminaire import Seminaire, build_seminaire
from geo.territoires.lieux import find_lieu
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import Territoire, find_territoire, region_of, regions_of

DIAPO = "presentation-diapo"
ETAPE = "presentation-etape"
NOTES = "presentation-notes"
QUITTER = "presentation-quitter"
CONTRATS = "les contrats du territoire\u00a0: statut, dates, porteur, région, identifiant, source"


def read_state(moteur: Moteur, aujourd_hui: date) -> tuple[EtatPresentation, list[str], list[str]]:
    """Read the address: the state, what is wrong in it, the contracts that can be in focus."""
    referentiel = moteur.referentiel

    def default(territoire: Territoire, jour: date) -> tuple[str, ...]:
        couverture = moteur.couverture(jour)
        known = build_connu(couverture, build_synthese(couverture, territoire))
        chosen = bool(st.query_params.get("contrat"))  # a contract asked for is shown
        region = region_of(referentiel, territoire)
        return cles_par_defaut(
            region.code if region else "",
            region_des_actions_probantes(moteur.registre),
            replace(known, contrat=known.contrat or chosen),
        )

    etat, messages = read_etat(
        st.query_params,
        lambda niveau, code: find_lieu(referentiel, niveau, code).territoire,
        lambda territoire: region_of(referentiel, territoire),
        aujourd_hui,
        default,
    )
    messages = repetes(st.query_params.get_all) + messages
    found = build_synthese(moteur.couverture(etat.jour), etat.territoire)
    etat, wrong = check_contrat(etat, found.contrats)
    return etat, messages + wrong, list(found.contrats)


def compute(moteur: Moteur, etat: EtatPresentation) -> tuple[Seminaire, Diaporama]:
    """Return the figures and the slides, computed once per territory, day and contract."""
    seminaire = build_seminaire(moteur, etat.territoire, etat.jour, etat.contrat)
    return seminaire, deck_of(seminaire, etat.cles)


def move(diapo: int, etape: int) -> None:
    """Go to a slide and a step of it; the browser has written the address already.

    Were it written here too, it would lag behind keys pressed quickly, and each late address
    would be one more page to go back through.
    """
    st.session_state[DIAPO], st.session_state[ETAPE] = diapo, etape


def toggle_notes() -> None:
    """Show or hide the notes of the speaker."""
    st.session_state[NOTES] = not st.session_state.get(NOTES, False)


def leave() -> None:
    """Ask for the preparation page."""
    st.session_state[QUITTER] = True


@st.fragment
def draw_projection(deck: Diaporama, etat: EtatPresentation, noms: str) -> None:
    """Draw the slide of the address; only this part of the page runs when slides move."""
    asked = st.session_state.get(DIAPO, etat.diapo)
    number = min(max(asked, 1), len(deck.diapositives))
    if st.session_state.pop(QUITTER, False):
        st.query_params.from_dict(write_params(replace(etat, diapo=number, projection=False)))
        st.rerun()
    slide = deck.diapositives[number - 1]
    etape = min(st.session_state.get(ETAPE, 0), max(len(slide.etapes) - 1, 0))
    notes = bool(st.session_state.get(NOTES, False))
    with st.container(key="scene"):
        draw_amorce()
        draw_diapositive(
            slide,
            numero=number,
            etape=etape,
            format_=etat.format,
            noms=noms,
            carte_en_attente=preparation.next_map(deck, number),
            territoires="territoires",
            notes=notes,
        )
        with st.container(key="commandes-cadre"):
            draw_commandes(
                Position(number, len(deck.diapositives), etape, len(slide.etapes)),
                etat.rythme,
                notes,
                on_vers=move,
                on_notes=toggle_notes,
                on_quitter=leave,
            )
        if notes:
            following = deck.diapositives[number : number + 1]
            draw_notes(slide, following[0] if following else None)


def project(moteur: Moteur, etat: EtatPresentation) -> None:
    """Fill the screen with the slides."""
    st.html(style_projection(etat.format))
    with st.spinner("Préparation du diaporama…", show_time=False):
        _, deck = compute(moteur, etat)
    st.set_page_config(page_title=f"{deck.titre} – Atlas des contrats locaux de santé")
    names = publish_contrats([one.nom for one in moteur.registre.contrats.values()])
    draw_projection(deck, etat, names)


def take_home(
    seminaire: Seminaire, deck: Diaporama, etat: EtatPresentation, sources: dict[str, str]
) -> None:
    """Offer the slides chosen, in the ratio chosen, then their pictures and what they rest on."""
    where = f"{slug(deck.territoire)}_{etat.jour.isoformat()}"
    content = urlencode(write_params(replace(etat, diapo=1, rythme=0, projection=False)))
    emporter(
        [
            *exports_du_diaporama(
                lambda: seminaire,
                deck.territoire,
                f"cls-presentation_{where}",
                cles=etat.cles,
                rapport=etat.format.replace("-", ":"),
            ),
            *exports_des_figures(
                lambda: deck, f"cls-images_{where}", len(figures_du_diaporama(deck))
            ),
            *data_of(seminaire, where, sources),
        ],
        # A file made is kept under this name: other slides are another file.
        cle=f"presentation-{crc32(content.encode()):08x}",
    )


def data_of(seminaire: Seminaire, where: str, sources: dict[str, str]) -> list[Export]:
    """Return the data under the slides: contracts, perimeters, registre."""
    couverture, moteur = seminaire.couverture, seminaire.moteur
    names = contrats_a_exporter(couverture, seminaire.territoire)
    contrats = [moteur.registre.contrats[name] for name in names]
    regions = {one.code: one.nom for one in regions_of(moteur.referentiel)}

    def table() -> pd.DataFrame:
        return export_contrats(contrats, contract_rows(couverture, names), regions)

    releve = moteur.registre.date_releve
    contracts = [
        export_csv(table, f"cls-contrats_{where}", "CSV", CONTRATS),
        export_xlsx(table, sources, f"cls-contrats_{where}", "les mêmes avec leurs sources"),
    ]
    return [
        *(contracts if contrats else []),
        *exports_des_perimetres(
            lambda avance: perimetres_geojson(couverture, names, sources, avance),
            lambda avance: perimetres_gpkg(couverture, names, sources, avance),
            len(names),
            f"cls-perimetres_{where}",
        ),
        export_du_registre(lambda: registre_zip(releve), releve),
    ]


def prepare(
    moteur: Moteur, etat: EtatPresentation, messages: list[str], contrats: list[str], today: date
) -> None:
    """Draw the preparation page: what is shown, how, and the way to start."""
    referentiel = moteur.referentiel
    for key in (DIAPO, ETAPE, NOTES, QUITTER):  # the next presentation starts from its address
        st.session_state.pop(key, None)
    st.set_page_config(page_title="Présentation – Atlas des contrats locaux de santé")
    st.title("Présentation")
    for message in messages:
        st.warning(message, icon=":material/link_off:")
    with st.spinner("Préparation du diaporama…", show_time=False):
        seminaire, deck = compute(moteur, etat)
    preparation.phrase(deck, etat)
    departements = referentiel.tables.departements
    preparation.reglages(
        etat,
        regions_of(referentiel),
        [
            find_territoire(referentiel, "departement", str(code))
            for code in departements["code"].tolist()
        ],
        {name: moteur.registre.contrats[name].nom for name in contrats},
        seminaire.fiche.contrat.id if seminaire.fiche else "",
        today,
    )
    preparation.lancement(deck, etat)
    sources = source_lines(
        seminaire.provenance,
        moteur.registre.date_releve,
        etat.jour,
        referentiel.annee_population,
        membres(Reference.au(etat.jour)),
    )
    take_home(seminaire, deck, etat, sources)
    preparation.sommaire(deck)
    foot(sources, "pages/methode.py")


def main() -> None:
    """Read the address, then prepare or show."""
    today = date.today()
    with st.spinner("Chargement du registre et des territoires…", show_time=False):
        # The population and the members of EPCI in force at the date, as on the other pages.
        moteur = load_moteur_de(Reference.au(read_jour(st.query_params.get("date"), today, [])))
    etat, messages, contrats = read_state(moteur, today)
    # A faulty address is looked at before the room sees it.
    if etat.projection and not messages:
        project(moteur, etat)
    else:
        prepare(moteur, etat, messages, contrats, today)


main()
