"""The process: the pages of ``dashboard.py`` and the API, with headers, logs and French words.

Started by ``streamlit run serveur.py`` (``make run``).
"""

import streamlit as st

from api.application import build_routes
from service import reglages
from service.application import assemble

pieces = assemble(build_routes(reglages.base()))
app = st.App(
    "dashboard.py", routes=pieces.routes, middleware=pieces.middleware, lifespan=pieces.vie
)
