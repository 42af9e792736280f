"""The few style rules Streamlit has no option for."""

import streamlit as st

from components.commun import style_fiche, style_impression

REGLES = """
<style>
/* The menu: a bar, or one button on a phone. */
[class*="st-key-menu-cadre"] { min-height: 2.5rem; border-bottom: 1px solid #d5dae1; }
@media (max-width: 760px) {
  [class*="st-key-menu-cadre"] > :has([data-testid="stPageLink"]) { display: none; }
}
/* What is drawn once opened has its place before: it opens where there is room for it. */
[class*="st-key-a-la-demande"] { min-height: 20rem; }
/* A caveat is read as well as the rest: 8.9 to 1 on white, 8.2 to 1 on the side panel. */
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] :not(a) { color: #434a54;
  opacity: 1; }
/* An earlier registre is looked at: one line, that stands out. */
.st-key-bandeau-registre { background: #eef3fa; border-color: #1f4e8c; padding: 0.1rem 0.75rem; }
/* Streamlit's own bar lies over the menu: it holds one button, which is pressed through it. */
[data-testid="stHeader"] { background: transparent; pointer-events: none; }
[data-testid="stHeader"] * { pointer-events: none; }
[data-testid="stExpandSidebarButton"], [data-testid="stExpandSidebarButton"] * {
  pointer-events: auto; }
[data-testid="stExpandSidebarButton"] { background: #fff; border-radius: 6px; padding: 0.2rem; }
[data-testid="stExpandSidebarButton"]::after { content: "Filtres"; margin-left: 0.3rem; }
[data-testid="stApp"]:has([data-testid="stExpandSidebarButton"]) [class*="st-key-menu-cadre"] {
  padding-left: 6.5rem; }
/* A file has its buttons under the table: all rows, every column, the source. */
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Download"]),
[data-testid="stElementToolbarButton"]:has(button[aria-label^="Télécharger"]) { display: none; }
/* The answer stands at the top of the page: less white above the title. */
[data-testid="stMainBlockContainer"] { padding: 0.75rem 2rem 3rem; }
[data-testid="stMainBlockContainer"] h1 { padding: 0 0 0.9rem; font-size: 1.5rem; }
/* The answer, its bar and the whole map stand on the first screen of a laptop. */
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: 0.6rem; }
.barre-de-certitude > div { position: relative; height: 16px; background: #f6f4ef;
  border: 1px solid #6b7280; border-radius: 3px; overflow: hidden; }
.barre-de-certitude > div > span { position: absolute; top: 0; bottom: 0; }
.barre-de-certitude > div > b { position: absolute; top: 0; bottom: 0; width: 4px;
  margin-left: -2px; background: #8a1f5c; }
.barre-de-certitude > div > b.ancien { background: #8a1f5c; opacity: 0.65; }
.barre-de-certitude ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1rem;
  margin: 0.15rem 0 0; padding: 0; font-size: 0.875rem; }
.barre-de-certitude li { margin: 0; }
.barre-de-certitude i { display: inline-block; width: 16px; height: 11px; margin-right: 5px;
  border: 1px solid #6b7280; vertical-align: -1px; }
.barre-de-certitude i.repere { width: 4px; border: 0; background: #8a1f5c; }
/* Key figures: compact, so that the six of them stand beside the map. */
[data-testid="stMetric"] { padding: 0.1rem 0.5rem; }
[data-testid="stMetric"] label { min-height: 0; }
[data-testid="stMetricValue"] { font-size: 1.2rem; }
[data-testid="stMetric"] > div { padding: 0.15rem 0.4rem; }
/* A figure and what it leads to are whole in a narrow column; the menu holds on one line. */
[data-testid="stMetricLabel"] p, [data-testid="stColumn"] [data-testid="stPageLink"] p {
  white-space: normal !important; overflow: visible; }
@media (max-width: 1150px) {
  [class*="st-key-menu-cadre"] { gap: 0 !important; }
  [class*="st-key-menu-cadre"] a, [class*="st-key-menu-cadre"] button { padding: 0.25rem 0.35rem; }
  [class*="st-key-menu-cadre"] p { font-size: 0.82rem; }
}
/* The map that plays keeps its place while it loads: what follows does not jump. */
.st-key-evolution-cadre { min-height: 620px; }
.st-key-couverture-cadre { min-height: 420px; position: relative; background: #e9f1f6;
  border-radius: 8px; }
.st-key-couverture-cadre::before { content: "Chargement de la carte…"; position: absolute;
  top: 45%; width: 100%; text-align: center; color: #2b3a48; }
.st-key-couverture-cadre > * { z-index: 1; }
.st-key-couverture-choix { gap: 0.5rem; min-height: 2.5rem; }
.st-key-couverture-choix button { min-height: 2rem; padding: 0.2rem 0.6rem; }
.st-key-couverture-choix button p { font-size: 0.875rem; }
.st-key-fiabilite button p { white-space: normal; text-align: left; }
@media (min-width: 1000px) {
  .st-key-tete h1 { padding: 0; }
  /* The search beside the title, the legend on the map: the map begins higher. */
  .st-key-tete { flex-direction: row-reverse; align-items: center; gap: 1rem; }
  .st-key-tete > [data-testid="stElementContainer"]:first-child { max-width: 19rem; }
  .st-key-couverture-cadre > :has(> .st-key-couverture-cadre-legende) { position: absolute;
    right: 6px; top: 108px; z-index: 2; width: max-content; }
  .st-key-couverture-cadre-legende { width: max-content; max-width: 9.5rem; padding: 0.3rem 0.5rem;
    background: rgba(255, 255, 255, 0.9); border-radius: 6px; }
  .st-key-couverture-cadre-legende ul { flex-direction: column; font-size: 0.78rem !important;
    line-height: 1.2; }
  .st-key-couverture-cadre-legende li { margin: 0 0 4px !important; }
}
/* Nothing moves for a reader whose system asks for less motion. */
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation-duration: 0.01ms !important; scroll-behavior: auto !important;
    animation-iteration-count: 1 !important; transition-duration: 0.01ms !important; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
</style>
"""


FEUILLE = REGLES + style_fiche.REGLES + style_impression.REGLES
"""What every page is given before it is drawn, so that nothing moves when its rules come."""


def apply_style() -> None:
    """Add the rules to the page, for a server that does not put them in it (FEUILLE)."""
    st.html(REGLES + style_impression.REGLES)
