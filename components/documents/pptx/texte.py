"""Text of a PPTX: the widths of its letters, and paragraphs that state their language."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import matplotlib
from fontTools.afmLib import AFM  # type: ignore[import-untyped]
from fontTools.agl import UV2AGL  # type: ignore[import-untyped]
from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.text.text import TextFrame
from pptx.util import Mm, Pt

from components.gabarit.texte import INSECABLES, POINT, Texte

LANGUE = "fr-FR"
LARGEUR_INCONNUE = 0.7  # of the size: a letter whose width no table tells
PRUDENCE = 1.03  # two programs do not cut the same line at the same letter


@lru_cache(maxsize=2)
def _widths(gras: bool) -> Mapping[str, float]:
    """Return the widths of the letters of Helvetica, in parts of the size of the text."""
    folder = Path(matplotlib.get_data_path(), "fonts", "pdfcorefonts")
    metrics = AFM(folder / ("Helvetica-Bold.afm" if gras else "Helvetica.afm"))
    names = ((chr(code), name) for code, name in UV2AGL.items() if metrics.has_char(name))
    known = {sign: metrics[name][1] / 1000 for sign, name in names}
    return known | dict.fromkeys(INSECABLES, known[" "])


@lru_cache(maxsize=20_000)
def largeur(texte: str, taille: float, gras: bool) -> float:
    """Return the width of a text in Arial, whose letters are as wide as Helvetica's."""
    widths = _widths(gras)
    total = sum(widths.get(sign, LARGEUR_INCONNUE) for sign in texte)
    return total * taille * POINT * PRUDENCE


def couleur(hexadecimal: str) -> RGBColor:
    """Return a colour written ``#1f4e8c``."""
    return RGBColor.from_string(hexadecimal.removeprefix("#").upper())


def ecrit_en_gras(cadre: TextFrame, texte: str, taille: float, encre: str) -> None:
    """Write a text of one paragraph, strong, into a frame of a chart."""
    cadre.text = texte
    run = cadre.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(taille), True
    run.font.color.rgb = couleur(encre)


def ecrit(cadre: TextFrame, textes: Sequence[Texte]) -> None:
    """Write paragraphs into a frame, in place of what it says."""
    cadre.clear()
    for rank, one in enumerate(textes):
        paragraph = cadre.paragraphs[0] if rank == 0 else cadre.add_paragraph()
        paragraph.space_before = Pt(one.avant / POINT)
        if one.puce:
            margin = Mm(one.retrait)
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(margin))
            properties.set("indent", str(-margin))
        for line_rank, line in enumerate(one.texte.split("\n")):
            if line_rank:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = line
            run.font.size = Pt(one.taille)
            run.font.bold = one.gras
            run.font.color.rgb = couleur(one.couleur)


def set_langue(element: object) -> None:
    """State the language of every run, field and end of paragraph of a part."""
    for name in ("a:r", "a:fld"):
        for run in element.iter(qn(name)):  # type: ignore[attr-defined]
            run.get_or_add_rPr().set("lang", LANGUE)
    for name in ("a:endParaRPr", "a:defRPr"):
        for properties in element.iter(qn(name)):  # type: ignore[attr-defined]
            properties.set("lang", LANGUE)


def champ_du_numero() -> object:
    """Return a run that shows the number of its slide, whatever its place in the deck."""
    return parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{LANGUE}"/><a:t>‹N°›</a:t></a:fld>'
    )
