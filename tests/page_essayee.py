"""The tool of Streamlit that runs a page without a browser, made quick to start.

Each page that it opens looks through all the installed packages for components, which costs as
much as the page itself: here the first look serves for the process.
"""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from components.documents.emporter import cle_de_la_liste

__all__ = ["OUVERTS", "AppTest"]

# What a page draws only for who opens it: here the reader has opened everything.
OUVERTS = (
    "fiabilite",
    "lieux-a-verifier",
    *(f"chiffres-publies-{rang}" for rang in range(4)),
    *map(
        cle_de_la_liste,
        (
            "comptes",
            "connaissance",
            "contrat",
            "couverture",
            "evolution",
            "presentation",
            "priorites",
            "simulation",
            "territoire",
            "themes",
            "themes-contrats",
        ),
    ),
)

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
