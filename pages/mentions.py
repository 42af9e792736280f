"""Legal page: who publishes and hosts the atlas, what may be reused."""

import os

import streamlit as st

from components.legal.mentions import mentions
from data.exploitant import exploitant_de

st.set_page_config(page_title="Mentions légales – Atlas des contrats locaux de santé")
mentions(exploitant_de(os.environ))
