"""Style rules of a page printed by the browser: its text, map and tables, nothing to press."""

REGLES = """
<style>
.a-imprimer { display: none; }
@media print {
  @page { margin: 12mm; }
  [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stElementToolbar"],
  [data-testid="stButton"]:not([class*="st-key-fiche-vers-"] *), [data-testid="stDownloadButton"],
  [data-testid="stLinkButton"], [data-testid="stButtonGroup"], [data-testid="stTextInput"],
  [data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stRadio"],
  [data-testid="stCheckbox"], [data-testid="stSlider"], [data-testid="stPills"],
  [data-testid="stDataFrame"], [data-testid="stTooltipIcon"], [data-testid="stStatusWidget"],
  [data-testid="stExpander"]:has(details:not([open])), [data-testid="stPopover"],
  [class*="st-key-menu-cadre"], [data-testid="stSpinner"],
  [data-testid="stPageLink"] [data-testid="stIconMaterial"] { display: none !important; }
  /* The caveat stays, as a line of text. */
  .st-key-fiabilite [data-testid="stPopover"] { display: block !important; }
  .st-key-fiabilite button { border: 0 !important; padding: 0 !important; }
  .st-key-fiabilite [data-testid="stIconMaterial"] { display: none; }
  .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; height: auto !important; overflow: visible !important; }
  [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
  /* The map has the width of the sheet, and what stood beside it follows. */
  [data-testid="stHorizontalBlock"]:has(iframe) { flex-wrap: wrap; }
  [data-testid="stColumn"]:has(iframe) { min-width: 100% !important; }
  [data-testid="stColumn"]:has([data-testid="stMetric"]) { min-width: 100% !important; }
  [data-testid="stColumn"]:has([data-testid="stMetric"]) > [data-testid="stVerticalBlock"] {
    flex-direction: row; flex-wrap: wrap; }
  [data-testid="stColumn"]:has([data-testid="stMetric"]) [data-testid="stElementContainer"] {
    width: auto !important; }
  iframe { max-width: 100%; break-inside: avoid; }
  .st-key-couverture-cadre::before { content: none; }
  h1, h2, h3, h4 { break-after: avoid; }
  [data-testid="stMetric"], [data-testid="stPlotlyChart"], .barre-de-certitude, .fiche-faits {
    break-inside: avoid; }
  .a-imprimer { display: table; width: 100%; border-collapse: collapse; font-size: 0.75rem; }
  .a-imprimer caption { text-align: left; color: #4b5563; }
  .a-imprimer thead { display: table-header-group; }
  .a-imprimer th, .a-imprimer td { padding: 1px 6px 1px 0; text-align: left;
    border-bottom: 1px solid #d5dae1; vertical-align: top; }
  .a-imprimer .chiffre { text-align: right; white-space: nowrap; }
  .a-imprimer tr { break-inside: avoid; }
  .a-imprimer tr:first-child { break-before: avoid; }
}
</style>
"""
