"""The map of a contract: its perimeter, outlined, and the status of the communes around."""

import gzip
import hashlib
import json
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from components import assets
from components.carte.carte import EtatCarte, draw_carte, pack_contrats, pack_taux
from components.commun.html import draw_html
from components.commun.legende import pastille
from components.commun.statuts import HORS_VUE, STATUTS
from geo.contrat.carte import FicheCarte
from geo.contrat.formes import CONTOUR

HAUTEUR = 460
TRAIT = (
    '<span aria-hidden="true" style="display:inline-block;width:22px;border-top:3px solid #12181f;'
    'margin-right:6px;vertical-align:4px"></span>'
)


def publish_contour(contour: dict[str, Any]) -> str:
    """Write an outline once where the browser can fetch it, and return its name as a layer.

    Layers are found beside each other: this one is named by its way from the others.
    """
    content = json.dumps(contour, separators=(",", ":")).encode()
    name = f"contour-{hashlib.sha256(content).hexdigest()[:16]}"
    path = assets.DOSSIER_PUBLIE / f"{name}.json.gz"
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=assets.DOSSIER_PUBLIE, delete=False) as partial:
            partial.write(gzip.compress(content, mtime=0))
        Path(partial.name).replace(path)  # at once, so that nobody reads half a file
    return f"../{assets.PUBLIE.name}/{name}"


def etat_carte(carte: FicheCarte, contrat_id: str, avec_voisins: bool) -> EtatCarte:
    """Return what the map component draws: the layers, and the outline of the perimeter.

    The outline is one more feature, under the others, that the map draws again in a bold line.
    """
    etat, formes = carte.etat, carte.formes
    code_of = {name: aspect.code for name, aspect in STATUTS.items()}
    codes = np.array([code_of[name] for name in etat.statuts.tolist()])
    shown = etat.dans_la_vue if avec_voisins else formes.dans_le_perimetre
    rates = np.where(np.isnan(etat.taux), np.nan, etat.taux / 100).tolist()
    contracts: list[list[tuple[int, str]]] = [
        [(number, STATUTS[statut].code) for number, statut in references]
        for references in etat.contrats
    ]
    return EtatCarte(
        couches=(*etat.couches, publish_contour(formes.contour)),
        classes="".join(np.where(shown, codes, HORS_VUE).tolist()) + HORS_VUE,
        taux=pack_taux([*rates, None]),
        contrats=pack_contrats([*contracts, []]),
        vue=f"contrat-{contrat_id}",
        encarts=False,
        contours=None,
        mode="statut",
        selection=(CONTOUR,),
    )


def _legend(classes: str) -> None:
    present = set(classes)
    items = [
        f'<li title="{escape(aspect.definition)}">{pastille(aspect)}{escape(aspect.libelle)}</li>'
        for aspect in STATUTS.values()
        if aspect.code in present
    ]
    items.append(f"<li>{TRAIT}Limite du périmètre</li>")
    draw_html(f'<ul class="fiche-frise-legende">{"".join(items)}</ul>')


def carte_du_perimetre(
    carte: FicheCarte, contrat_id: str, noms_contrats: str
) -> tuple[float, float] | None:
    """Draw the map and its legend; return the point of the territory just clicked, or None."""
    key = "fiche-voisins"
    around = st.toggle(
        "Montrer le statut des communes voisines",
        value=True,
        key=key,
        help="Dans le périmètre, la couleur est celle du statut de ce contrat\u00a0; autour, celle "
        "du statut de chaque commune.",
    )
    etat = etat_carte(carte, contrat_id, around)
    _legend(etat.classes)
    return draw_carte(etat, noms_contrats, cle="carte-fiche", hauteur=HAUTEUR)
