"""Workshop: an agency brings its list in, sees what it changes, publishes, and can undo."""

import os
from datetime import date
from functools import partial

import streamlit as st

from components.atelier import accueil, effet, entete, rapport
from components.atelier.actes import draw_messages
from components.atelier.adresse import RAPPORT, EtatAtelier, read_etat
from components.atelier.fichiers import modele
from components.atelier.pas import etapes
from components.atelier.rapport_pdf import rapport_en_pdf
from components.atelier.style import apply_atelier_style
from components.commun.adresse.messages import avertir
from components.commun.compte import bandeau, chez_soi, compte_en_cours, pourquoi_non
from components.commun.style_fiche import apply_fiche_style
from data.atelier.gestes import Dire
from data.depot.droits import PUBLIER, Compte
from data.depot.erreurs import AttenteInconnue
from data.depot.ouverture import depot_en_usage
from geo.atelier.chantier import Chantier, en_cours, ouvre, reprend
from geo.atelier.journal import annule_import, dernier_auteur, dernieres_publications
from geo.atelier.publication import Attestee, publie
from geo.atelier.rapport import decisions_en_mots, load_rapport
from geo.atelier.vue import VueDeLImport, vue_de

AUTEUR = "ATLAS_AUTEUR"  # the organisation that publishes, in the environment
TITRE = "Atelier – Atlas des contrats locaux de santé"


def draw_rapport(numero: int, auteur: str, compte: Compte, chantier: Chantier | None) -> None:
    """Draw the report of a publication, and the way to undo it."""
    with st.spinner("Lecture de la publication…", show_time=False):
        found = load_rapport(numero)
    if found is None:
        st.warning(f"La publication {numero} n'existe pas.")
        return
    taken = decisions_en_mots(chantier.importation.decisions) if chantier else []
    rapport.tete(found)
    rapport.emporter(found.publication, lambda: rapport_en_pdf(found, taken))
    effet.taux(found.apercu.effets)
    effet.contrats(found.apercu)
    rapport.changements(found.contrats)
    rapport.decisions(taken)
    name = chantier.id if chantier else ""
    rapport.annuler(found.publication, auteur, partial(annule_import, numero, name, compte))


def draw_import(etat: EtatAtelier, auteur: str, compte: Compte) -> None:
    """Draw an import at one of its steps, its report once it is published."""
    try:
        chantier = reprend(etat.identifiant)
    except AttenteInconnue as absent:
        st.warning(str(absent))
        entete.retour()
        return
    numero = chantier.importation.numero
    if numero is not None and entete.etape_de(chantier, etat) == RAPPORT:
        entete.frise(chantier, RAPPORT, None)
        draw_rapport(numero, auteur, compte, chantier)
        return
    vue = vue_de(chantier, date.today())

    def publier(dire: Dire, attestee: Attestee | None) -> Chantier:
        return publie(chantier, dire, _vu(vue), compte, attestee)

    etapes(vue, etat, auteur, publier)


def _vu(vue: VueDeLImport) -> int:
    """Return the publication that the comparison shown was made with."""
    return vue.connu.numero


def main() -> None:
    """Read the address, see who is there, draw."""
    st.set_page_config(page_title=TITRE)
    apply_fiche_style()
    apply_atelier_style()
    etat, messages = read_etat(st.query_params, date.today())
    compte, depot = compte_en_cours(os.environ), depot_en_usage()
    entete.titre()
    avertir(messages)
    auteur = bandeau(compte, os.environ.get(AUTEUR, "").strip() or dernier_auteur())
    if pourquoi_non(compte, PUBLIER, chez_soi(compte), depot.refus_d_ecrire):
        entete.lecture_seule(depot.refus_d_ecrire)
        return
    draw_messages()
    if etat.identifiant:
        draw_import(etat, auteur, compte)
    elif etat.publication is not None:
        entete.retour()
        draw_rapport(etat.publication, auteur, compte, None)
    else:
        accueil.depot(lambda nom, octets: ouvre(nom, octets, auteur))
        accueil.exemples(modele)
        accueil.sans_fichier()
        accueil.imports(en_cours())
        accueil.publications(dernieres_publications())


main()
