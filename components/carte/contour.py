"""The outline of what a map is about, laid under the rest: one more feature, drawn in bold."""

import gzip
import hashlib
import json
from dataclasses import replace
from typing import Any

from components import assets
from components.carte.carte import EtatCarte
from components.carte.compact import pack_taux
from components.commun.statuts import HORS_VUE
from geo.territoires.contours import CONTOUR


def avec_contour(carte: EtatCarte, contour: dict[str, Any]) -> EtatCarte:
    """Return a map with an outline (``couche_du_contour``) after its features, in a bold line."""
    return replace(
        carte,
        couches=(*carte.couches, _publish(contour)),
        classes=carte.classes + HORS_VUE,
        taux=carte.taux + pack_taux([None]),
        contrats=f"{carte.contrats};",
        selection=(CONTOUR,),
    )


def _publish(contour: dict[str, Any]) -> str:
    """Write an outline once where the browser can fetch it, and return its name as a layer.

    Layers are found beside each other: this one is named by its way from the others.
    """
    content = json.dumps(contour, separators=(",", ":")).encode()
    name = f"contour-{hashlib.sha256(content).hexdigest()[:16]}"
    assets.publish(f"{name}.json.gz", gzip.compress(content, mtime=0))
    return f"../{assets.PUBLIE.name}/{name}"
