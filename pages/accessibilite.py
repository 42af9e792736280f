"""Accessibility page: what was tried, what was not, how to report a barrier."""

import os

import streamlit as st

from components.legal.accessibilite import accessibilite
from data.exploitant import exploitant_de

st.set_page_config(page_title="Accessibilité – Atlas des contrats locaux de santé")
accessibilite(exploitant_de(os.environ))
