"""The process: the pages of ``dashboard.py`` and the API, with headers, logs and French words.

Started by ``streamlit run serveur.py`` (``make run``).
"""

import gc

# Before the other imports: looking for garbage among what is being loaded for good takes a fifth of
# the start. service.echauffement begins again as soon as it is loaded.
gc.disable()

import streamlit as st  # noqa: E402

from api.application import build_routes  # noqa: E402
from service import reglages  # noqa: E402
from service.application import assemble  # noqa: E402

pieces = assemble(build_routes(reglages.base()))
app = st.App(
    "dashboard.py", routes=pieces.routes, middleware=pieces.middleware, lifespan=pieces.vie
)
