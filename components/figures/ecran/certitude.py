"""The barre de certitude on the screen, with its words under it and its table one click away."""

from html import escape

import pandas as pd
import pyarrow as pa
import streamlit as st

from components.commun.mots.formats import pourcentage
from components.figures.certitude import BarreDeCertitude, Segment
from data.memoire import tant_qu_il_dure

_FONDS = {
    "plein": "#1f4e8c",
    "hachures": "repeating-linear-gradient(-45deg,#1f4e8c 0 2px,#c9ddf1 2px 7px)",
    "clair": "#dfe7f0",
}
_MOTS = {
    "plein": "attesté\u00a0: {taux}",
    "hachures": "recensé, dates à confirmer comprises\u00a0: {taux}",
    "clair": "au plus, d'après le registre\u00a0: {taux}",
}


def _segment(one: Segment) -> str:
    return (
        f'<span title="{escape(one.libelle)}" style="left:{one.debut:.2f}%;'
        f'width:{one.fin - one.debut:.2f}%;background:{_FONDS[one.trame]}"></span>'
    )


def _key(one: Segment) -> str:
    said = _MOTS[one.trame].format(taux=pourcentage(one.fin))
    return f'<li><i style="background:{_FONDS[one.trame]}"></i>{escape(said)}</li>'


@tant_qu_il_dure
def barre_en_html(barre: BarreDeCertitude) -> str:
    """Return the bar and what its parts mean, as HTML; every text is escaped."""
    marks = "".join(
        f'<b class="{"recent" if one.recent else "ancien"}" style="left:{one.taux:.2f}%" '
        f'title="{escape(one.libelle)}"></b>'
        for one in barre.reperes
    )
    words = "".join(map(_key, barre.segments)) + "".join(
        f'<li><i class="repere"></i>{escape(one.libelle)}</li>' for one in barre.reperes
    )
    return (
        f'<div class="barre-de-certitude"><div role="img" aria-label="{escape(barre.alternative)}">'
        f"{''.join(map(_segment, barre.segments))}{marks}</div><ul>{words}</ul></div>"
    )


def draw_barre(barre: BarreDeCertitude | None) -> None:
    """Draw the bar; nothing where nobody lives."""
    if barre is not None:
        st.html(barre_en_html(barre))


def draw_lignes(barre: BarreDeCertitude) -> None:
    """Draw the table that says all that the bar shows."""
    st.table(_lignes(barre), hide_index=False)


@tant_qu_il_dure
def _lignes(barre: BarreDeCertitude) -> pa.Table:
    names, *columns = zip(*barre.lignes, strict=True)
    cells = dict(zip(("Taux", "Habitants", "Précision"), columns, strict=True))
    return pa.Table.from_pandas(pd.DataFrame(cells, index=pd.Index(names, name="Mesure")))
