"""What an operator sets: Streamlit's own options, and a few of the atlas in the environment."""

import os
from urllib.parse import urlsplit

from streamlit import config

OUI = frozenset({"1", "oui", "true", "yes"})
METRIQUES = "ATLAS_METRIQUES"
"""Opens ``/_stcore/metrics``, closed otherwise."""


def base() -> str:
    """Return the sub-path of the application: "" at the root, else "/atlas"."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def metriques_ouvertes() -> bool:
    """Tell whether the operator opened Streamlit's metrics."""
    return os.environ.get(METRIQUES, "").strip().lower() in OUI


def hotes_permis() -> frozenset[str]:
    """Return the hosts, besides the one asked for, whose pages may open a session.

    Those of ``browser.serverAddress`` and ``server.corsAllowedOrigins``, in small letters, with
    the port when one is written. No address is looked up.
    """
    asked = [str(origin) for origin in config.get_option("server.corsAllowedOrigins") or ()]
    if config.is_manually_set("browser.serverAddress"):
        asked.append(str(config.get_option("browser.serverAddress")))
    hosts = (urlsplit(one if "//" in one else f"//{one}").netloc for one in asked)
    return frozenset(host.strip().lower() for host in hosts if host.strip())
