"""The few style rules Streamlit has no option for."""

import streamlit as st

_RULES = """
<style>
/* The menu: a bar, or one button on a phone. */
[class*="st-key-menu-cadre"] { min-height: 2.5rem; border-bottom: 1px solid #d5dae1; }
[class*="st-key-menu-etroit"] { display: none; }
@media (max-width: 760px) {
  [class*="st-key-menu-large"] { display: none; }
  [class*="st-key-menu-etroit"] { display: flex; }
}
@media print { [class*="st-key-menu-cadre"], [data-testid="stSidebar"] { display: none; } }
/* An earlier registre is looked at: one line, that stands out. */
.st-key-bandeau-registre { background: #eef3fa; border-color: #1f4e8c; padding: 0.1rem 0.75rem; }
/* The choice of a part of a page, under its title. */
[class*="st-key-"][class*="-volet"] { margin-top: 0.9rem; }
/* The answer stands at the top of the page: less white above the title. */
[data-testid="stMainBlockContainer"] { padding-top: 0.75rem; }
[data-testid="stMainBlockContainer"] h1 { padding: 0; font-size: 1.5rem; }
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
/* The map that plays keeps its place while it loads: what follows does not jump. */
.st-key-evolution-cadre { min-height: 620px; }
.st-key-couverture-cadre { min-height: 420px; position: relative; background: #e9f1f6;
  border-radius: 8px; }
.st-key-couverture-cadre::before { content: "Chargement de la carte…"; position: absolute;
  top: 45%; width: 100%; text-align: center; color: #2b3a48; }
.st-key-couverture-cadre > * { z-index: 1; }
@media (min-width: 1000px) {
  /* The search beside the title, the legend on the map: the map begins higher. */
  .st-key-tete { flex-direction: row-reverse; align-items: center; gap: 1rem; }
  .st-key-tete > [data-testid="stElementContainer"]:first-child { max-width: 19rem; }
  .st-key-couverture-cadre > :has(> .st-key-couverture-cadre-legende) { position: absolute;
    right: 6px; top: 112px; z-index: 2; width: max-content; }
  .st-key-couverture-cadre-legende { width: max-content; max-width: 9.5rem; padding: 0.3rem 0.5rem;
    background: rgba(255, 255, 255, 0.9); border-radius: 6px; }
  .st-key-couverture-cadre-legende ul { flex-direction: column; font-size: 0.8rem; }
  .st-key-couverture-cadre-legende li { margin: 0 0 2px !important; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
}
</style>
"""


def apply_style() -> None:
    """Add the rules to the page."""
    st.html(_RULES)
