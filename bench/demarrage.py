"""(d) Cold start, from ``streamlit run`` to the painted map of France, and memory of the server."""

import time
from typing import Any

from playwright.sync_api import Browser, Page

from bench import profil
from bench.cibles import Ligne
from bench.navigateur import (
    Serveur,
    chromium,
    go,
    new_page,
    serve,
    wait_for_map,
    wait_for_script,
)

ESSAIS = 3
# Every level of the country, then each kind of territory at the levels it can be cut into.
VISITES = (
    "niveau=region",
    "niveau=departement",
    "niveau=epci",
    "niveau=commune",
    "region=75&niveau=epci",
    "region=75&niveau=commune",
    "departement=29",
    "epci=200068120",
    "commune=29232",
)

LIGNES = (
    Ligne(
        "Cold start, from `streamlit run` to the painted map",
        "{demarrage_s:.1f} s",
        "at most 4 s",
        (("demarrage_s", "<=", 4),),
    ),
    Ligne(
        "Memory of the server after visiting every level",
        "{memoire_mo:.0f} MB, {memoire_pic_mo:.0f} MB at the peak",
        "under 400 MB",
        (("memoire_pic_mo", "<=", 400),),
    ),
)


class Etapes:
    """Moments of a first visit, as the browser saw them, on the clock of time.monotonic()."""

    def __init__(self, page: Page) -> None:
        self.moments: dict[str, float] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._session = session
        session.on("Network.webSocketWillSendHandshakeRequest", self._note("websocket"))
        session.on("Network.requestWillBeSent", self._on_request)

    def _note(self, name: str) -> Any:
        return lambda event: self.moments.setdefault(name, event["timestamp"])

    def _on_request(self, event: dict[str, Any]) -> None:
        if "streamlit_folium" in event["request"]["url"]:
            self.moments.setdefault("carte", event["timestamp"])

    def busy(self) -> float:
        """Return the seconds that the thread of the page has worked so far."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def _start_once(browser: Browser) -> dict[str, Any]:
    """Start the application and wait for the map; seconds of each step, and their total.

    ``travail``: seconds of processor of the server, and of the thread of the page in the browser;
    other work of the machine hardly changes them.
    """
    with new_page(browser) as page, serve("serveur.py") as server:
        etapes = Etapes(page)
        server.wait_for_port()
        listening = time.monotonic()
        go(page, server.adresse)
        wait_for_map(page)
        painted = time.monotonic()
        work = {"serveur": server.busy(), "navigateur": etapes.busy()}
    websocket, carte = etapes.moments["websocket"], etapes.moments["carte"]
    steps = {
        "1_serveur_a_l_ecoute": listening - server.depart,
        "2_page_de_streamlit": websocket - listening,
        "3_script_jusqu_a_la_carte": carte - websocket,
        "4_carte_dans_le_navigateur": painted - carte,
    }
    return {"total": painted - server.depart, "etapes": _rounded(steps), "travail": _rounded(work)}


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in seconds.items()}


def _visit(browser: Browser, server: Serveur, query: str) -> float:
    """Open a view and wait until all of it is there; memory of the server then, in MB."""
    with new_page(browser) as page:
        go(page, f"{server.adresse}/?{query}")
        wait_for_map(page)
        wait_for_script(page)
        return server.memory("VmRSS")


def _measure_memory(browser: Browser) -> dict[str, Any]:
    with serve("serveur.py") as server:
        server.wait_for_port()
        after = {query: _visit(browser, server, query) for query in VISITES}
        return {
            "memoire_mo": round(max(server.memory("VmRSS"), after[VISITES[-1]]), 1),
            "memoire_pic_mo": round(server.memory("VmHWM"), 1),
            "memoire_par_visite_mo": {query: round(size, 1) for query, size in after.items()},
        }


def measure() -> dict[str, Any]:
    """Start several times, then visit every level once; medians, and where the time goes."""
    with chromium() as browser:
        starts = [_start_once(browser) for _ in range(ESSAIS)]
        memory = _measure_memory(browser)
    middle = sorted(starts, key=lambda start: start["total"])[len(starts) // 2]
    return {
        "demarrage_s": round(middle["total"], 2),
        "demarrages_s": [round(start["total"], 2) for start in starts],
        "etapes_s": middle["etapes"],
        "travail_s": middle["travail"],
        "profil_s": profil.run(),
        **memory,
    }
