"""Privacy page: what is kept of a reader."""

import os

import streamlit as st

from components.legal.donnees import donnees_personnelles
from data.exploitant import exploitant_de

st.set_page_config(page_title="Données personnelles – Atlas des contrats locaux de santé")
donnees_personnelles(exploitant_de(os.environ))
