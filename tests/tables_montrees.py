"""What a reader sees in the cells of a table: values as the browser writes them, in French."""

import json
import math
from datetime import date
from typing import Any

import pandas as pd
from streamlit.testing.v1.element_tree import Dataframe

from components.commun.mots.formats import nombre, pourcentage
from components.commun.tableau import INCONNU, POURCENT


def rows_shown(table: Dataframe) -> list[dict[str, str]]:
    """Return the rows of a table, each cell as written on the page."""
    told: dict[str, Any] = json.loads(table.proto.columns or "{}")
    return [
        {name: _written(value, told.get(name) or {}) for name, value in row.items()}
        for row in table.value.to_dict("records")
    ]


def _cut(value: float, decimales: int) -> float:
    """Return a number as the browser shows it: it cuts what it does not show, and never rounds."""
    scaled = float(value) * 10**decimales
    return math.trunc(scaled + math.copysign(abs(scaled) * 2**-52 * 10, scaled)) / 10**decimales


def _written(value: Any, told: dict[str, Any]) -> str:
    if value is None or pd.isna(value):
        return INCONNU
    kind = told.get("type_config") or {}
    if kind.get("format") == "localized":
        if not str(told.get("label", "")).endswith(POURCENT):
            return nombre(int(value))
        if kind["step"] == 1:
            return f"{_cut(value, 0):.0f}\u00a0%"
        return pourcentage(_cut(value, 1))
    if kind.get("type") == "date":
        return date.fromisoformat(str(value)[:10]).strftime("%d/%m/%Y")
    if kind.get("type") == "selectbox":
        words = {one["value"]: one["label"] for one in kind["options"] if isinstance(one, dict)}
        return str(words.get(value, value))
    return str(value)
