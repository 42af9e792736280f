"""The process: the pages of ``dashboard.py`` with their addresses, headers, logs and French words.

Started by ``streamlit run serveur.py`` (``make run``).
"""

import streamlit as st

from service.application import assemble

pieces = assemble()
app = st.App(
    "dashboard.py", routes=pieces.routes, middleware=pieces.middleware, lifespan=pieces.vie
)
