"""Style rules of the sheet of a contract: chips, facts, steps, timeline, cards of actions."""

import streamlit as st

REGLES = """
<style>
.fiche { font-size: 1rem; line-height: 1.45; overflow-wrap: anywhere; }
.fiche p { margin: 0.25rem 0; }
.fiche a { color: #1f4e8c; }
.fiche ul, .fiche ol { list-style: none; margin: 0; padding: 0; }
.fiche dl { padding-left: 0 !important; }

.fiche-puces { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.fiche-puce { display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.1rem 0.6rem;
  border: 1px solid #c3cad3; border-radius: 1rem; background: #fff; font-size: 0.92rem; }
.fiche-puce > span[aria-hidden] { margin-right: 0 !important; }
.fiche-puce-forte { font-weight: 600; border-color: #6b7280; }
.fiche-alerte { background: #fdecea; border-color: #b3261e; color: #7d1712; font-weight: 600; }
.fiche-theme { background: #f1f4f8; border-color: #f1f4f8; }

.fiche-chiffres { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr));
  gap: 0.5rem; margin: 0 !important; }
.fiche-chiffres div { border: 1px solid #d5dae1; border-radius: 4px; padding: 0.45rem 0.7rem; }
.fiche-chiffres dt { color: #4b5563; font-size: 0.88rem; font-weight: 400 !important; }
.fiche-chiffres dd { margin: 0 !important; font-size: 1.35rem; line-height: 1.3; }
.fiche-chiffres .fiche-inconnu, .fiche-chiffres small { font-size: 1rem; }

.fiche-faits { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr;
  gap: 0.3rem 1.2rem; margin: 0 !important; }
.fiche-faits dt { color: #4b5563; font-weight: 400 !important; }
.fiche-faits dd { margin: 0 !important; }
.fiche-inconnu { color: #434a54; font-style: italic; }

.fiche-etapes { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.4rem, 1fr));
  gap: 0.5rem; }
.fiche-etape { border: 1px solid #d5dae1; border-top: 5px solid #c3cad3; border-radius: 4px;
  padding: 0.35rem 0.55rem; }
.fiche-etape b { display: block; font-weight: 600; }
.fiche-etape small { color: #4b5563; font-size: 0.88rem; }
.fiche-etape-franchie { border-top-color: #1f4e8c; }
.fiche-etape-deduite { border-top: 5px dashed #8fa6c4; }
.fiche-etape-en_cours { border-top-color: #1f4e8c; background: #e8f0fa; border-color: #1f4e8c; }
.fiche-etape-prochaine { border-style: dashed; border-top-style: dashed;
  border-color: #8a4b00; }
.fiche-etape-inconnue { border-top-style: dotted; background: #fafafa; }

.fiche-frise { position: relative; margin: 2.1rem 0.4rem 0.4rem; padding-bottom: 1.6rem; }
.fiche-frise-fond { position: relative; height: 20px; background: #eef1f5; border-radius: 3px; }
.fiche-frise-fond > i { position: absolute; top: 0; bottom: 0; border-radius: 3px; }
.fiche-frise-jour { position: absolute; top: -7px; height: 34px; width: 0;
  border-left: 3px solid #14181c; }
.fiche-frise-jour span { position: absolute; top: -1.45rem; left: -3px; white-space: nowrap;
  font-weight: 600; font-size: 0.9rem; }
.fiche-frise-jour.fiche-a-gauche span { left: auto; right: -1px; }
.fiche-frise-an { position: absolute; top: 24px; font-size: 0.85rem; color: #4b5563;
  border-left: 1px solid #9aa4b1; padding-left: 3px; line-height: 1.1; white-space: nowrap; }
.fiche-frise-legende { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; }

.fiche-axe { margin: 0; }
.fiche-axe h3 { margin: 0 0 0.35rem; padding: 0; font-size: 1.1rem; font-weight: 600; }
.fiche-axe h3 span { color: #1f4e8c; }
.fiche-jauge { display: flex; height: 14px; border: 1px solid #6b7280; border-radius: 3px;
  overflow: hidden; margin: 0.4rem 0 0.2rem; max-width: 26rem; }
.fiche-jauge > i { display: block; border-right: 1px solid #fff; }
.fiche-jauge > i:last-child { border-right: 0; }
.fiche-action { border: 1px solid #d5dae1; border-radius: 4px; margin-top: 0.4rem;
  background: #fff; }
.fiche-action summary { padding: 0.4rem 0.7rem; cursor: pointer; }
.fiche-action summary:hover { background: #f4f6f9; }
.fiche-action summary .fiche-puce { margin-left: 0.35rem; font-size: 0.85rem; font-weight: 400; }
.fiche-action[open] summary { border-bottom: 1px solid #d5dae1; font-weight: 600; }
.fiche-action dl { padding: 0.5rem 0.7rem !important; }
.fiche-retard { border-left: 5px solid #b3261e; }
.fiche-a-verifier { border-left: 5px dashed #b3261e; }

.fiche-table { border-collapse: collapse; width: 100%; margin: 0 0 0.6rem !important; }
.fiche-table caption { text-align: left; font-weight: 600; padding: 0 0 0.3rem; color: inherit;
  font-size: 1rem; }
.fiche-table th, .fiche-table td { padding: 0.3rem 0.4rem !important; text-align: right;
  border: 0 !important; border-bottom: 1px solid #e2e6eb !important; font-weight: 400; }
.fiche-table th:first-child { text-align: left; padding-left: 0 !important; }
.fiche-table thead th { color: #4b5563; font-size: 0.88rem; white-space: nowrap; }
.fiche-table td { white-space: nowrap; }
.fiche-table tbody th { overflow-wrap: normal; }

.fiche-colonnes { display: grid; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
  gap: 0.9rem 1.5rem; }
.fiche-colonnes h3 { margin: 0 0 0.15rem; padding: 0; font-size: 0.95rem; font-weight: 600;
  color: #4b5563; }
.fiche-colonnes li { padding: 0.1rem 0; }
</style>
"""


def apply_fiche_style() -> None:
    """Add the rules to the page."""
    st.html(REGLES)
