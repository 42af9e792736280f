"""Method page: definitions, rules of computation, sources and licences."""

import streamlit as st

from components.commun.adresse.passage import draw_titre
from components.commun.adresse.registre import registre_lu
from components.commun.mots.formats import jour_en_lettres
from components.methode import sections
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import load_moteur

moteur = load_moteur(registre=registre_lu())
releve = jour_en_lettres(moteur.registre.date_releve)

st.set_page_config(page_title="Méthode et sources – Atlas des contrats locaux de santé")
draw_titre("Méthode, définitions et sources")
sections.cls()
sections.couleurs()
sections.taux()
sections.millesimes(moteur.referentiel)
sections.dates()
sections.certitude()
sections.simulation()
sections.evolution(releve)
sections.registre(moteur, releve)
sections.sources(load_provenance())
