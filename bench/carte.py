"""(b) and (c) One filter change on the EPCI map: bytes received, and time to the repainted map.

The same layer, filter, date and words, drawn by the atlas (carte_atlas.py) and by folium.GeoJson
(carte_plain.py), in one Chromium. Bytes are the payloads of the websocket; what they weigh on the
wire, compressed, is given beside.
"""

import base64
import statistics
from typing import Any

from playwright.sync_api import Browser, Page

from bench import scene
from bench.cibles import Ligne
from bench.navigateur import (
    CADRE,
    chromium,
    go,
    new_page,
    serve,
    wait_for_map,
    wait_for_script,
)
from bench.relais import relay
from components.commun.statuts import STATUTS

SANS_SURVEILLANCE = "--server.fileWatcherType=none"
PAGE_ENTIERE = "/?date=2026-11-21&niveau=epci"
ESSAIS_PAGE_ENTIERE = 3

LIGNES = (
    Ligne(
        "Bytes received for one filter change on the EPCI map",
        "{atlas_ko:.1f} KB; `folium.GeoJson` {plain_ko:,.0f} KB: {rapport_octets:,} times fewer",
        "25 KB at most, 75 times fewer",
        (("atlas_ko_max", "<=", 25), ("rapport_octets", ">=", 75)),
    ),
    Ligne(
        "From that change to the repainted map",
        "{atlas_ms:.0f} ms, frame kept; `folium.GeoJson` {plain_ms:,.0f} ms: "
        "{rapport_temps:.1f} times faster",
        "5 times faster, frame kept",
        (("rapport_temps", ">=", 5), ("atlas_remontages", "<=", 0)),
    ),
    Ligne(
        "Bytes received for one filter change on the whole coverage page",
        "{page_entiere_ko:.0f} KB, {page_entiere_ko_comprimes:.0f} KB on the wire",
        "30 KB at most",
        (("page_entiere_ko", "<=", 30),),
    ),
)

# Both are looked at from the page itself, at each frame, and timed from the click to the end of
# the frame after the one where the new map is there, hence painted.
OUTILS = """() => {
    const cadre = () => document.querySelector("SELECTEUR");
    const contenu = () => cadre()?.contentDocument;
    const chemins = () => [...(contenu()?.querySelectorAll(
        ".leaflet-overlay-pane path, .leaflet-atlas-formes-pane path") ?? [])];
    const version = () => contenu()?.getElementById("map_div")?.dataset.version;
    window.banc = {
        atlasPainted: () => version() && version() !== window.banc.avant,
        plainPainted: (nombre) => {
            const presents = chemins();
            return presents.length === nombre && !presents[0].repere;
        },
        mark: () => {
            window.banc.avant = version();
            if (!cadre()) return;
            cadre().contentWindow.repere = true;
            chemins().forEach((chemin) => (chemin.repere = true));
        },
        remounted: () => !cadre().contentWindow.repere,
        filled: (couleur) =>
            chemins().filter((chemin) => chemin.getAttribute("fill") === couleur).length,
        wait: (painted) => new Promise((suite) => {
            const settle = (debut) => {
                if (!painted()) return requestAnimationFrame(() => settle(debut));
                requestAnimationFrame(() => setTimeout(() => suite(performance.now() - debut)));
            };
            document.addEventListener("click", () => settle(performance.now()),
                { capture: true, once: true });
        }),
    };
}""".replace("SELECTEUR", CADRE)


class Recu:
    """Bytes that a page receives by its websocket."""

    def __init__(self, page: Page) -> None:
        self.octets = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._add)

    def _add(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.octets += len(base64.b64decode(payload) if binary else payload.encode())


def _measure_changes(browser: Browser, script: str, painted: str) -> list[dict[str, float]]:
    """Choose each filter in turn; bytes, milliseconds, remounts and number of signed EPCI."""
    changes = []
    with (
        serve(script, SANS_SURVEILLANCE) as server,
        relay(server.port) as relais,
        new_page(browser) as page,
    ):
        server.wait_for_port()
        received = Recu(page)
        go(page, f"http://localhost:{relais.port}")
        page.get_by_role("radiogroup").wait_for()
        page.evaluate(OUTILS)
        page.wait_for_function(painted)
        for choix in scene.SUIVANTS:
            wait_for_script(page)
            page.evaluate("banc.mark()")
            received.octets = relais.octets = 0
            page.evaluate(f"() => {{ banc.attente = banc.wait({painted}); }}")
            page.get_by_role("radiogroup").get_by_text(choix, exact=True).click()
            milliseconds = page.evaluate("banc.attente")
            wait_for_script(page)
            changes.append(
                {
                    "octets": received.octets,
                    "octets_comprimes": relais.octets,
                    "ms": milliseconds,
                    "remontages": int(page.evaluate("banc.remounted()")),
                    "signes": page.evaluate("banc.filled", STATUTS["signe"].couleur),
                }
            )
    return changes


def _measure_whole_page(browser: Browser) -> list[tuple[int, int]]:
    """Bytes of one change on the coverage page, read and on the wire, compressed.

    Each in a page that knows nothing of the others.
    """
    sizes = []
    with serve("serveur.py", SANS_SURVEILLANCE) as server, relay(server.port) as relais:
        server.wait_for_port()
        for _ in range(ESSAIS_PAGE_ENTIERE):
            with new_page(browser) as page:
                received = Recu(page)
                go(page, f"http://localhost:{relais.port}{PAGE_ENTIERE}")
                wait_for_map(page)
                wait_for_script(page)
                received.octets = relais.octets = 0
                page.get_by_role("radiogroup").get_by_text("Signés ou en projet").click()
                page.wait_for_url("**statut=signe_ou_projet**")
                wait_for_script(page)
                sizes.append((received.octets, relais.octets))
    return sizes


def _median(changes: list[dict[str, float]], key: str) -> float:
    return statistics.median(change[key] for change in changes)


def measure() -> dict[str, Any]:
    """Measure both ways on the same changes; medians, and their ratios."""
    number = len(scene.compute(scene.TOUS).statuts)
    with chromium() as browser:
        plain = _measure_changes(
            browser, "bench/carte_plain.py", f"() => banc.plainPainted({number})"
        )
        atlas = _measure_changes(browser, "bench/carte_atlas.py", "() => banc.atlasPainted()")
        whole_page = _measure_whole_page(browser)
    if [change["signes"] for change in atlas] != [change["signes"] for change in plain]:
        raise RuntimeError("the two maps do not show the same thing")
    return {
        "changements": len(atlas),
        "atlas_ko": round(_median(atlas, "octets") / 1000, 2),
        "atlas_ko_max": round(max(change["octets"] for change in atlas) / 1000, 2),
        "plain_ko": round(_median(plain, "octets") / 1000, 1),
        "rapport_octets": round(_median(plain, "octets") / _median(atlas, "octets")),
        "atlas_ko_comprimes": round(_median(atlas, "octets_comprimes") / 1000, 2),
        "plain_ko_comprimes": round(_median(plain, "octets_comprimes") / 1000, 1),
        "atlas_ms": round(_median(atlas, "ms"), 1),
        "plain_ms": round(_median(plain, "ms"), 1),
        "rapport_temps": round(_median(plain, "ms") / _median(atlas, "ms"), 1),
        "atlas_remontages": sum(change["remontages"] for change in atlas),
        "plain_remontages": sum(change["remontages"] for change in plain),
        "page_entiere_ko": round(statistics.median(one for one, _ in whole_page) / 1000, 1),
        "page_entiere_ko_comprimes": round(statistics.median(w for _, w in whole_page) / 1000, 1),
    }
