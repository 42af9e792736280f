"""How a slide fills the screen: laid out once at 1080 pixels high, scaled to the window by CSS.

A size below is what the audience gets on a 1080p projector; on another screen, everything grows or
shrinks together, maps and charts included.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TAILLE_MINIMALE = 24
"""Smallest text, in pixels on a 1080p projector."""

HAUTEUR = 1080
HAUTEUR_COMMANDES = 64
HAUT, BAS = 34, 14  # margins of the slide
GOUTTIERE = 40
LOGO = 170  # width at most, in the foot


@dataclass(frozen=True)
class Cadre:
    """Widths of a format, in pixels: whole, margin, left column beside a map or a chart, alone."""

    largeur: int
    marge: int
    gauche: int
    gauche_texte: int


CADRES = {"16-9": Cadre(1920, 80, 1040, 500), "4-3": Cadre(1440, 56, 740, 390)}

_PAGE = """
html, body, .stApp { overflow: hidden !important; }
.stApp { background: #0d1b2a !important; }
[data-testid=stHeader], [class*="st-key-menu-cadre"], [class*="st-key-pied-legal"],
[data-testid=stSidebar], [data-testid=stSidebarCollapsedControl],
[data-testid=stToolbar], [data-testid=stDecoration], [data-testid=stStatusWidget],
[data-testid=stElementToolbar], [data-testid=stBottom], footer { display: none !important; }
[data-testid=stMain] { overflow: hidden !important; }
[data-stale=true], .stale-element { opacity: 1 !important; transition: none !important; }
"""

_SCENE = """
.st-key-scene {
  position: fixed; left: 50%; top: 50%; z-index: 1000;
  width: __LARGEUR__px; height: __HAUTEUR__px; max-width: none !important; overflow: hidden;
  min-width: __LARGEUR__px; background: #fff; gap: 0;
  font-size: 26px; line-height: 1.3; color: #1b2430;
  --echelle: min(tan(atan2(100vw, __LARGEUR__px)), tan(atan2(100vh, __HAUTEUR__px)));
  --mesure: var(--echelle);
  transform: translate(-50%, -50%) scale(var(--echelle));
}
.st-key-scene[data-repos], .st-key-scene[data-repos] * { cursor: none !important; }
.st-key-scene [data-testid=stLayoutWrapper] { display: contents; }
.st-key-scene [data-testid=stElementContainer] { width: 100%; }
.st-key-diapo {
  position: absolute; inset: 0 0 auto 0; max-width: none !important; height: __DIAPO__px;
  gap: 12px; overflow: hidden;
  box-sizing: border-box; padding: __HAUT__px __MARGE__px __BAS__px; background: #fff;
  transform-origin: top left; flex-wrap: nowrap;
}
.st-key-commandes-cadre {
  position: absolute; inset: auto 0 0 0; height: __COMMANDES__px; --diapo-marge: __MARGE__px;
}
.st-key-diapo-amorce {
  position: absolute; left: 0; top: 0; width: 300px; height: 120px; overflow: hidden; z-index: -1;
}
.st-key-diapo-amorce, .st-key-diapo-amorce * { visibility: hidden !important; }
.st-key-diapo-tete, .st-key-diapo-pied { flex: none; height: auto; gap: 0; }
.st-key-diapo-corps {
  position: relative; display: grid !important; flex: 1 1 0 !important; min-height: 0;
  column-gap: __GOUTTIERE__px; grid-template-rows: minmax(0, 1fr); margin-top: 10px;
}
.st-key-diapo-carte, .st-key-diapo-centre, .st-key-diapo-cote {
  gap: 0; min-width: 0; min-height: 0; height: 100%; overflow: hidden; flex-wrap: nowrap;
}
.st-key-diapo-carte, .st-key-diapo-centre { grid-column: 1; grid-row: 1; }
.st-key-diapo-cote { grid-column: 2; grid-row: 1; }
.st-key-diapo [data-testid=stElementContainer] { flex: none; }
.st-key-diapo [data-testid=stElementContainer]:has(iframe) {
  flex: 1 1 0; min-height: 0; height: 0;
}
.st-key-diapo-carte [data-testid=stElementContainer] > *, .st-key-diapo-carte iframe {
  height: 100% !important; width: 100% !important;
}
.st-key-diapo-carte [data-testid=stElementContainer]:has([data-testid=stHtml]) > * {
  height: auto !important;
}
.st-key-diapo-carte ul {
  font-size: 24px !important; line-height: 1.3; padding-bottom: 8px !important;
}
.st-key-diapo-carte ul li { margin: 0 26px 4px 0 !important; }
.st-key-diapo-carte ul span {
  width: 34px !important; height: 22px !important; vertical-align: -3px !important;
}
.st-key-diapo h1 {
  margin: 0; padding: 0; font-size: 54px; line-height: 1.14; font-weight: 700; color: #0f2c52;
  letter-spacing: -0.01em; text-wrap: balance;
}
.st-key-diapo h2 {
  margin: 0 0 4px; padding: 0; font-size: 28px; font-weight: 600; line-height: 1.25;
}
.diapo-phrase { margin: 10px 0 0; font-size: 30px; color: #2b3643; }
.diapo-pied { margin: 0; font-size: 24px; line-height: 1.25; color: #37424d; }
.st-key-diapo-barre { flex: none; height: auto; gap: 0; }
.barre-de-certitude > div {
  position: relative; height: 28px; background: #f6f4ef; border: 2px solid #6b7280;
  border-radius: 4px; overflow: hidden;
}
.barre-de-certitude > div > span { position: absolute; top: 0; bottom: 0; }
.barre-de-certitude > div > b {
  position: absolute; top: 0; bottom: 0; width: 8px; margin-left: -4px; background: #8a1f5c;
}
.barre-de-certitude ul {
  display: flex; flex-wrap: wrap; gap: 0 32px; margin: 4px 0 0 !important;
  padding: 0 !important; list-style: none;
}
.barre-de-certitude li {
  margin: 0 !important; padding: 0; font-size: 24px; line-height: 1.25; list-style: none;
}
.barre-de-certitude i {
  display: inline-block; width: 30px; height: 18px; margin-right: 8px; border: 1px solid #6b7280;
}
.barre-de-certitude i.repere { width: 8px; height: 22px; border: 0; background: #8a1f5c; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffres { gap: 12px; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffre:first-child b { font-size: 92px; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffre:first-child b.long { font-size: 70px; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffre b { font-size: 50px; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffre span { font-size: 28px; line-height: 1.2; }
.st-key-diapo:has(.st-key-diapo-barre) .diapo-chiffre small { font-size: 24px; line-height: 1.2; }
[class*=st-key-diapo-logo] { position: absolute; width: auto !important; }
[class*=st-key-diapo-logo] * { height: auto !important; text-align: right; }
.diapo-logo { display: block; object-fit: contain; margin-left: auto; }
.st-key-diapo-logo-titre { top: __MARGE__px; right: __MARGE__px; }
.st-key-diapo-logo-titre .diapo-logo { max-width: 480px; height: 150px !important; }
.st-key-diapo-logo-pied { bottom: __BAS__px; right: __MARGE__px; }
.st-key-diapo-logo-pied .diapo-logo { max-width: __LOGO__px; height: 60px !important; }
.st-key-diapo:has(.st-key-diapo-logo-pied) .diapo-pied { padding-right: calc(__LOGO__px + 30px); }
.st-key-diapo:has(.st-key-diapo-logo-pied) .st-key-diapo-pied { min-height: 60px; }
.diapo-chiffres {
  display: flex; flex-direction: column; gap: 26px; margin: 0 !important; padding: 0 !important;
}
.diapo-chiffre { list-style: none; margin: 0 !important; padding: 0 !important; }
.diapo-chiffre b {
  display: block; font-size: 64px; line-height: 1.05; color: #143a6b; font-weight: 700;
}
.diapo-chiffre span, .diapo-chiffre small { display: block; font-size: 30px; line-height: 1.25; }
.diapo-chiffre small { font-size: 26px; color: #37424d; }
.diapo-chiffre:first-child b { font-size: 126px; letter-spacing: -0.02em; }
.diapo-chiffre:first-child b.long { font-size: 84px; }
.diapo-en-ligne { margin-bottom: 18px !important; }
.diapo-en-ligne .diapo-chiffre:first-child b { font-size: 100px; }
.diapo-en-ligne .diapo-chiffre:first-child span { font-size: 28px; }
.diapo-resserre { gap: 14px; margin-bottom: 22px !important; }
.diapo-resserre .diapo-chiffre:first-child b { font-size: 84px; }
.diapo-resserre .diapo-chiffre:first-child b.long { font-size: 60px; }
.diapo-resserre .diapo-chiffre b { font-size: 52px; }
.diapo-resserre .diapo-chiffre span { font-size: 28px; }
.diapo-resserre .diapo-chiffre small { font-size: 24px; }
.diapo-puces { margin: 0; padding: 0 0 0 34px; font-size: 34px; line-height: 1.28; }
.diapo-puces li { margin: 0 0 20px; padding: 0; font-size: inherit; }
.diapo-puces.ample { font-size: 40px; line-height: 1.3; }
.diapo-puces.ample li { margin-bottom: 34px; }
.diapo-puces.serre { font-size: 26px; padding-left: 28px; }
.diapo-puces.serre li { margin-bottom: 9px; }
.diapo-tableau { width: 100%; border-collapse: collapse; font-size: 26px; line-height: 1.25; }
.diapo-tableau th { text-align: left; font-weight: 700; font-size: 24px; color: #143a6b; }
.diapo-tableau th, .diapo-tableau td {
  padding: 9px 18px 9px 0; border: 0; border-bottom: 2px solid #d5dae1; vertical-align: top;
}
.diapo-tableau:not(.dense, .ample) td:last-child { white-space: nowrap; }
.diapo-tableau.dense { font-size: 24px; }
.diapo-tableau.ample { font-size: 30px; line-height: 1.3; }
.diapo-tableau.ample td, .diapo-tableau.ample th { padding: 16px 28px 16px 0; }
.diapo-tableau.ample th { font-size: 28px; }
.diapo-tableau td:last-child, .diapo-tableau th:last-child { padding-right: 0; }
.diapo-titre { padding-top: 250px; }
.diapo-titre p { margin: 0; }
.diapo-titre h1 { font-size: 92px !important; margin: 18px 0 34px !important; }
.diapo-titre .diapo-phrase { font-size: 46px; }
.diapo-titre .diapo-puces { padding: 0; list-style: none; color: #143a6b; font-weight: 600; }
"""

# On a phone the scale would make the buttons too small to be tapped: they leave the scaled frame,
# and stand under the slide at their own size.
_PETIT_ECRAN = """
@media (max-width: 900px), (max-height: 560px) {
  .st-key-scene {
    overflow: visible; height: __DIAPO__px; top: calc(50% - __BARRE__px / 2);
    --echelle: min(
      tan(atan2(100vw, __LARGEUR__px)), tan(atan2(calc(100vh - __BARRE__px), __DIAPO__px))
    );
  }
  .st-key-commandes-cadre {
    inset: 100% auto auto 50%; width: 100vw; height: auto; --diapo-marge: 8px;
    transform: translateX(-50%) scale(calc(1 / var(--echelle))); transform-origin: top center;
  }
  .st-key-commandes-cadre * { height: auto !important; overflow: visible !important; }
}
"""


def _fill(rules: str, values: Mapping[str, float]) -> str:
    for name, value in values.items():
        rules = rules.replace(f"__{name}__", f"{value:g}")
    return rules


def style_projection(format_: str) -> str:
    """Return the style of the screen: what Streamlit draws around is gone, the frame is set."""
    cadre = CADRES[format_]
    values = {
        "LARGEUR": cadre.largeur,
        "HAUTEUR": HAUTEUR,
        "DIAPO": HAUTEUR - HAUTEUR_COMMANDES,
        "HAUT": HAUT,
        "MARGE": cadre.marge,
        "COMMANDES": HAUTEUR_COMMANDES,
        "BAS": BAS,
        "GOUTTIERE": GOUTTIERE,
        "BARRE": HAUTEUR_COMMANDES,
        "LOGO": LOGO,
    }
    return f"<style>{_PAGE}{_fill(_SCENE + _PETIT_ECRAN, values)}</style>"


# Streamlit measures the place of a chart on the screen, where it is scaled, and draws the chart at
# that size, which is scaled again: the place is made larger by as much.
_GRAPHIQUE = """
.st-key-diapo [data-testid=stElementContainer]:has([data-testid=stPlotlyChart]),
.st-key-diapo [data-testid=stFullScreenFrame], .st-key-diapo [data-testid=stPlotlyChart] {
  width: calc(__LARGEUR__px / var(--mesure)) !important; max-width: none !important;
  height: calc(__HAUTEUR__px / var(--mesure)) !important; flex: none;
}
"""


def style_diapositive(format_: str, disposition: str, graphique: tuple[int, int] | None) -> str:
    """Return what changes from one slide to the next: the columns, and whether there is a map.

    ``disposition``: one of those of ``components.presentation.ecran``; ``graphique``: width and
    height of the chart, in pixels, None without.
    """
    cadre = CADRES[format_]
    whole = cadre.largeur - 2 * cadre.marge
    left = cadre.gauche_texte if disposition == "texte" else cadre.gauche
    right = whole - left - GOUTTIERE
    rules = f".st-key-diapo-corps {{ grid-template-columns: {left}px {right}px; }}"
    if disposition not in ("carte", "carte-graphique"):
        # The map stays where it is, unseen: coming back to it, nothing is loaded again.
        rules += (
            ".st-key-diapo-carte { visibility: hidden; position: absolute; z-index: -1; "
            f"width: {cadre.gauche}px; left: 0; top: 0; }}"
            ".st-key-diapo-carte * { visibility: hidden !important; }"
        )
    if disposition == "titre":
        rules += (
            ".st-key-diapo-tete { flex: 1 1 0 !important; }"
            ".st-key-diapo-corps { visibility: hidden; position: absolute; z-index: -1; "
            f"left: {cadre.marge}px; top: 160px; height: 700px; width: {whole}px; }}"
        )
    if graphique is not None:
        rules += _fill(_GRAPHIQUE, {"LARGEUR": graphique[0], "HAUTEUR": graphique[1]})
    return f"<style>{rules}</style>"
